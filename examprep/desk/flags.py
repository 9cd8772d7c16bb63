"""Flags that last: what was flagged is flagged again until the flag is taken off."""

from __future__ import annotations

from examprep.progress.sitting import Sitting
from examprep.progress.state import UNSEEN


def reflagged(sitting: Sitting) -> Sitting:
    """Flag in a new attempt what was flagged when it was answered last."""
    items = sitting.record.state.items
    for place, slot in enumerate(sitting.attempt.slots):
        if items.get(slot.item, UNSEEN).flagged:
            sitting.flag(place)
    return sitting
