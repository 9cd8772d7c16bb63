"""Mock exams: begun from a blueprint, what the banks have for one, and what to study after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examprep.attempts.names import mock_titles
from examprep.attempts.slots import Sat
from examprep.desk.desk import Desk
from examprep.desk.forms import candidates, draw, seen_by
from examprep.desk.keeping import kept_for_mocks
from examprep.desk.plan import Plan
from examprep.errors import NotAllowed
from examprep.exams.blueprint import PARTS, Blueprint
from examprep.exams.outlines import Outline, numbered
from examprep.learning.choice import Pool
from examprep.progress.sitting import Sitting
from examprep.text import plural
from examprep.words import tr

STUDY = 15
LENGTHS = {"full": tr("full"), "half": tr("half"), "quarter": tr("quarter")}


def begin_mock(
    desk: Desk, blueprint: Blueprint, seed: int, seconds: float | None = None
) -> Sitting:
    """Begin a mock exam: its form is drawn, its clock runs.

    Where the banks have too few questions it is as much shorter, and its time with it.

    Raises:
        NotAllowed: no bank has a question for it.
    """
    record = desk.open_record()
    drawn = draw(desk.library, record.state, blueprint, seed)
    if not drawn.slots:
        raise NotAllowed(tr("No bank has questions for the {exam}.", exam=blueprint.outline.exam))
    items = drawn.form.items
    pretest = tuple(place for place, item in enumerate(items) if not item.scored)
    sat = Sat(blueprint.outline.id, tuple(item.area for item in items), pretest, blueprint.extra)
    limit = blueprint.time_for(len(items)) if seconds is None else seconds
    plan = Plan("exam", seconds=limit)
    known = desk.library.items(slot.item for slot in drawn.slots)
    return desk.sit_slots(drawn.slots, known, plan, _title(desk, blueprint), sat)


def _title(desk: Desk, blueprint: Blueprint) -> str:
    """Name a mock exam, numbered among those of its exam."""
    state, exam = desk.open_record().state, blueprint.outline.name
    titles = [one.title for one in state.finished.values() if one.kind == "exam"]
    titles += [one.title for one in state.open.values() if one.kind == "exam"]
    begins = mock_titles(exam)
    number = sum(title.startswith(begins) for title in titles) + 1
    part = "" if blueprint.length == "full" else f", {LENGTHS[blueprint.length]}"
    return f"{begins[0]} {number}{part}"


@dataclass(frozen=True, slots=True)
class Supply:
    """What the banks have for a blueprint: the questions that the form of a seed gets.

    `missing` names areas with the number of questions they lack; `fresh` counts the questions
    of the form that the candidate has never seen.
    """

    blueprint: Blueprint
    questions: int
    missing: dict[str, int]
    fresh: int
    seed: int

    @property
    def seconds(self) -> float:
        """Give the time for the questions that there are."""
        return self.blueprint.time_for(self.questions)


def supply(desk: Desk, blueprint: Blueprint, seed: int) -> Supply:
    """Look at what the form of a seed would have."""
    state = desk.open_record().state
    drawn = draw(desk.library, state, blueprint, seed)
    seen, endless = seen_by(state), desk.library.endless()
    fresh = sum(slot.item not in seen or slot.item in endless for slot in drawn.slots)
    return Supply(blueprint, len(drawn.slots), drawn.form.missing, fresh, seed)


def shorter(blueprint: Blueprint, questions: int) -> Blueprint | None:
    """Give the longest blueprint of the exam that so many questions fill; None where none is."""
    lengths = (Blueprint(blueprint.outline, length, blueprint.extra) for length in PARTS)
    return next((one for one in lengths if one.count <= questions), None)


def missing_words(supplied: Supply) -> list[str]:
    """Say by area what the banks lack."""
    domains = supplied.blueprint.outline.domains
    titles = {area: title for domain in domains for area, title in domain.areas.items()}
    return [
        tr(
            "{numbered}: {questions} missing",
            numbered=numbered(area, titles[area]),
            questions=plural(count, "question"),
        )
        for area, count in sorted(supplied.missing.items())
    ]


def study(desk: Desk, exam: Outline, areas: Sequence[str], seed: int) -> Sitting:
    """Start a quiz on some areas of an outline, without what is kept for mock exams.

    Raises:
        NotAllowed: the banks have nothing on them.
    """
    kept = kept_for_mocks(desk, exam.id) | kept_for_mocks(desk, desk.exam)
    wanted = frozenset(areas)
    names = [
        one.name
        for one in candidates(desk.library, exam)
        if wanted & {*one.areas} and one.name not in kept
    ]
    chosen = desk.choose(Plan(count=STUDY, seed=seed), Pool(names)).names
    if not chosen:
        raise NotAllowed(tr("No bank has questions on this."))
    return desk.sit(chosen, "tutor", seed, None, ", ".join(sorted(wanted)))
