"""Choosing what to ask: by what it gains, by what is due, or by the history alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examprep.desk.keeping import hidden_attempts
from examprep.desk.knowing import when
from examprep.learning.choice import Choice, Mode, Pool
from examprep.learning.due import due, is_due
from examprep.learning.foryou import Field, When, for_you
from examprep.learning.learner import Learner, fold
from examprep.progress.log import Entry
from examprep.progress.state import told_now

if TYPE_CHECKING:
    from examprep.desk.desk import Desk


def learner_of(desk: Desk, exam: str = "") -> Learner:
    """Give whoever is at the desk as a learner for an exam, by default that of the goal.

    Raises:
        NotAllowed: nobody is.
    """
    record, name = desk.open_record(), exam or desk.exam
    if hidden_attempts(desk):  # seldom, and for some days
        return fold(desk.knowing.syllabus(desk.library, name), told_rows(desk))
    return desk.knowing.learner(desk.library, name, record.state, record.journal.path)


def told_rows(desk: Desk) -> list[Entry]:
    """Give every response that counts and is told, by time: what learning and charts rest on."""
    state, hidden = desk.open_record().state, hidden_attempts(desk)
    every = [*state.log.entries(), *told_now(state)]
    return sorted(one for one in every if one.attempt not in hidden)


def when_of(desk: Desk) -> When:
    """Give the moment of choosing, for whoever is at the desk."""
    return when(desk.open_record().state, desk.times.now())


def chosen(desk: Desk, pool: Pool, count: int, mode: Mode, seed: int) -> Choice:
    """Choose up to `count` items of a pool."""
    if mode == "mixed":
        return for_you(learner_of(desk), pool, count, when_of(desk), seed)
    if mode == "due":
        return due(learner_of(desk), pool, count, when_of(desk), seed)
    chooser = desk.selection.chooser(desk.open_record().state)
    for name in changed_since(desk):
        chooser.note(name, None)
    return chooser.choose(pool, count, mode, seed)


def changed_since(desk: Desk) -> frozenset[str]:
    """Name what was answered before its key was changed: it is as good as new."""
    learner = learner_of(desk)
    places, times = learner.syllabus.places, learner.times
    answered = tuple(desk.open_record().state.items)
    return frozenset(name for name in answered if name in places and not times[places[name]])


def due_names(desk: Desk) -> frozenset[str]:
    """Name what is due, of whatever topic."""
    learner, moment = learner_of(desk), when_of(desk)
    field = Field(learner, Pool(learner.syllabus.names), moment)
    return frozenset(
        learner.syllabus.names[place]
        for place in field.places
        if learner.times[place] and is_due(learner, place, moment)
    )
