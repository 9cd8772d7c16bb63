"""How well banks cover an outline, and which of their facts are past their date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from examprep.banks.item import Item

# Facts are looked up anew at least once a year.
GOOD_FOR = timedelta(days=365)
# What will be out of date within so many days is named too.
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Covered:
    """The items of one area."""

    area: str
    items: tuple[Item, ...]

    @property
    def kinds(self) -> Counter[str]:
        """Count the items by kind."""
        return Counter(item.kind for item in self.items)

    @property
    def templates(self) -> int:
        """Count those whose numbers are drawn."""
        return sum(item.recipe is not None for item in self.items)


def covered(items: Iterable[Item], areas: Sequence[tuple[str, frozenset[str]]]) -> list[Covered]:
    """Find the items of each area.

    Args:
        items: those of all banks.
        areas: each area with all names under which items belong to it.
    """
    every = list(items)
    return [
        Covered(area, tuple(item for item in every if names & {*item.areas}))
        for area, names in areas
    ]


@dataclass(frozen=True, slots=True)
class Stale:
    """An item whose fact is or will soon be out of date, with the day and the reason."""

    item: Item
    day: date
    reason: str

    def is_past(self, today: date) -> bool:
        """Tell whether that day is over."""
        return self.day <= today


def stale(items: Iterable[Item], today: date) -> list[Stale]:
    """List what is past its date or will be soon, the earliest first.

    An item is past its date on the day it `expires`, or a year after it was `verified`.
    """
    found = (_earliest(item) for item in items)
    due = [one for one in found if one and one.day - today <= SOON]
    return sorted(due, key=lambda one: (one.day, one.item.name))


def _earliest(item: Item) -> Stale | None:
    days = []
    if item.expires:
        days.append(Stale(item, item.expires, "the fact changes"))
    if item.verified:
        day = item.verified + min(GOOD_FOR, date.max - item.verified)
        days.append(Stale(item, day, f"last checked {item.verified}"))
    return min(days, key=lambda one: one.day, default=None)
