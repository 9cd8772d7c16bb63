"""A candidate with answers from all over an exam, without a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from examprep.attempts.events import Answer
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import outline
from tests.exam_banks import write_exam_bank
from tests.factories import Clock

TODAY = date(2026, 11, 22)
EXAM = date(2027, 1, 15)
DAY = 86_400.0


def prepared(
    folder: Path,
    answers: int = 0,
    right: Callable[[int], bool] = lambda n: n % 10 < 7,
    clock: Clock | None = None,
    day: date | None = EXAM,
    name: str = "Maria",
) -> Desk:
    """Open a desk with a bank of every area, and a candidate with so many first answers."""
    desk = Desk.open([write_exam_bank(folder, each=8)])
    clock = clock or Clock()
    desk.times = clock.times
    desk.enroll(name, "ptce-2026", day)
    desk.remember(reserve=False)
    if answers:
        answer(desk, answers, right, clock)
    return desk


def answer(
    desk: Desk,
    count: int,
    right: Callable[[int], bool] = lambda n: n % 10 < 7,
    clock: Clock | None = None,
) -> None:
    """Answer so many questions that were never seen, 30 seconds each by a clock that is given."""
    sit(desk, Plan(count=count, mode="new", seed=5), right, clock)


def mock(desk: Desk, right: Callable[[int], bool], clock: Clock | None = None) -> None:
    """Sit a mock exam of a quarter."""
    sit(
        desk, Plan("exam", seed=3, blueprint=Blueprint(outline(desk.exam), "quarter")), right, clock
    )


def sit(desk: Desk, plan: Plan, right: Callable[[int], bool], clock: Clock | None = None) -> None:
    """Sit what a plan says to its end."""
    sitting = desk.start(plan)
    for slot in range(len(sitting.attempt.slots)):
        sitting.show()
        if clock:
            clock.go(30.0)
        sitting.respond(slot, Answer((0 if right(slot) else 1,)))
    sitting.finish("done")
    assert sitting.save_now() == ""
