"""Quizzes taken at a desk in a test, without a screen."""

from __future__ import annotations

from collections.abc import Sequence

from examprep.attempts.attempt import Attempt
from examprep.attempts.events import Answer, Confidence, Reason
from examprep.attempts.slots import Kind
from examprep.banks.item import Item
from examprep.desk.desk import Desk
from tests.tui.conftest import Hands

LAW = tuple(f"small/law-{number}" for number in range(1, 7))
DOSES = ("small/dose-3", "small/dose-5")
DAY = 86400.0


def right_or_wrong(item: Item, *, right: bool) -> Answer:
    """Give an answer that is right, or one that is not."""
    if item.kind == "numeric":
        return Answer(typed=item.answer if right else "999")
    return Answer((0,) if right else (1,))


def taken(
    desk: Desk,
    hands: Hands,
    right: Sequence[bool | None],
    *,
    names: Sequence[str] = LAW,
    kind: Kind = "tutor",
    reason: Reason = "done",
    limit: float | None = None,
    title: str = "",
    sure: Sequence[Confidence | None] = (),
) -> Attempt:
    """Take a quiz to its end: each question right, wrong or, by None, left open."""
    sitting = desk.sit(names[: len(right)], kind, 7, limit, title)
    for slot, well in enumerate(right):
        if well is None:
            continue
        sitting.show()
        hands.move(30.0 + slot)
        if slot < len(sure) and sure[slot]:
            sitting.confide(slot, sure[slot])
        sitting.respond(slot, right_or_wrong(sitting.item(slot), right=well))
    if reason == "time":
        hands.move(limit or 0)
    sitting.finish(reason)
    assert sitting.save_now() == ""
    hands.move(DAY)
    return sitting.attempt
