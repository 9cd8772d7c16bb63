"""When an item is due again, and which of those that are due come first."""

from __future__ import annotations

from examprep.learning.choice import Choice, Pool
from examprep.learning.draws import mix
from examprep.learning.foryou import Field, When, interleaved
from examprep.learning.learner import Learner

# Intervals vary by this share around what memory asks for.
FUZZ = 0.05


def due(learner: Learner, pool: Pool, count: int, when: When, seed: int) -> Choice:
    """Choose what is about to be forgotten: of what is due, that which is known least."""
    field = Field(learner, pool, when)
    every = [p for p in field.places if learner.times[p] and is_due(learner, p, when)]
    first = sorted(every, key=lambda p: (learner.before(p, when.now), p))[:count]
    return Choice(tuple(interleaved([field.pick(p) for p in first], learner.syllabus, seed)))


def is_due(learner: Learner, place: int, when: When) -> bool:
    """Tell whether an item that was asked before is due."""
    return due_on(learner, place, when.exam) <= when.now


def due_on(learner: Learner, place: int, exam: float) -> float:
    """Give the day on which an item is due again, once nine of ten would still know it.

    A little chance, fixed by the item and how often it was asked, keeps items that were learned
    together from coming together for ever. What would be due only after the exam comes before it,
    somewhere in the later half of the time that is left.
    """
    last, stability = learner.last[place], learner.stability[place]
    share = (mix(place, learner.times[place]) % 1_000) / 1_000
    day = last + stability * (1.0 + FUZZ * (2.0 * share - 1.0))
    if last < exam <= day:
        return last + (exam - last) * (0.5 + 0.4 * share)
    return day
