"""What practice leaves to mock exams: a form foretells best where none of it was practised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from examprep.errors import NotAllowed
from examprep.exams.outlines import outline

if TYPE_CHECKING:
    from examprep.desk.desk import Desk


def asked_in_mocks(desk: Desk) -> frozenset[str]:
    """Name what open mock exams and timed quizzes ask: no practice may tell it."""
    opened = tuple(desk.record.state.open.values()) if desk.record else ()
    untold = (one for one in opened if not one.rules.feedback)
    return frozenset(slot.item for one in untold for slot in one.slots)


def kept_for_mocks(desk: Desk, exam: str) -> frozenset[str]:
    """Name what practice for an exam leaves to mock exams: what was never seen, what is open.

    Without an exam, where misses are repeated, only what is open is left.
    """
    asked = asked_in_mocks(desk)
    if not (exam and desk.settings.reserve and desk.record):
        return asked
    from examprep.desk.forms import kept_back  # the start of the app needs it not

    state = desk.record.state
    return asked | (kept_back(desk.library, outline(exam)) - {*state.items, *state.shown})


def without_open_mocks(desk: Desk, names: Sequence[str]) -> list[str]:
    """Give the items that no open mock exam or timed quiz asks.

    Raises:
        NotAllowed: each of them is asked there.
    """
    asked = asked_in_mocks(desk)
    left = [name for name in names if name not in asked]
    if names and not left:
        raise NotAllowed("An open mock exam or timed quiz asks these questions; finish it first.")
    return left
