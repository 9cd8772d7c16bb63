"""What practice leaves to mock exams: a form foretells best where none of it was practised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from examprep.errors import NotAllowed
from examprep.exams.outlines import outline

if TYPE_CHECKING:
    from examprep.desk.desk import Desk


def kept_for_mocks(desk: Desk, exam: str) -> frozenset[str]:
    """Name what practice for an exam leaves to mock exams: what was never seen, what is open.

    Without an exam, where misses are repeated, only what an open mock exam asks is left.
    """
    state = desk.record.state if desk.record else None
    if state is None:
        return frozenset()
    opened = (one for one in tuple(state.open.values()) if one.kind == "exam")
    asked = frozenset(slot.item for attempt in opened for slot in attempt.slots)
    if not (exam and desk.settings.reserve):
        return asked
    from examprep.desk.forms import kept_back  # the start of the app needs it not

    seen = {*state.items, *state.shown}
    return asked | (kept_back(desk.library, outline(exam)) - seen)


def without_open_mocks(desk: Desk, names: Sequence[str]) -> list[str]:
    """Give the items that no open mock exam asks.

    Raises:
        NotAllowed: each of them is asked there.
    """
    asked = kept_for_mocks(desk, "")
    left = [name for name in names if name not in asked]
    if names and not left:
        raise NotAllowed("An open mock exam asks these questions; finish it first.")
    return left
