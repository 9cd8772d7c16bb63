"""The answers that item statistics rest on: a person's first to an item, unless it was a guess.

Repeats tell what was remembered, and answers in under five seconds tell nothing, except in a mock
exam, where every answer counts (measurement.md 4.1). Answers to a key that was changed since are
left out too: they were marked by another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from examprep.cohort.facts import Facts
from examprep.cohort.table import Table
from examprep.learning.ability import RAPID

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Firsts:
    """First answers, one row each, sorted by item, and for one item by person.

    `people` and `items` count the whole cohort. Columns of equal length: `person`, `item`,
    `credit` (0 to 1), `seconds`, `chose` (authored position, 255 for none), `at` (seconds since
    1970 UTC). The rows of item j are those from `start[j]` up to `start[j + 1]`.
    """

    people: int
    items: int
    person: NDArray[np.int32]
    item: NDArray[np.int32]
    credit: Floats
    seconds: NDArray[np.float32]
    chose: NDArray[np.uint8]
    at: Floats
    start: Ints

    def __len__(self) -> int:
        return len(self.item)

    @property
    def n(self) -> Ints:
        """Count the rows of each item."""
        return np.diff(self.start)

    def sums(self, values: Floats) -> Floats:
        """Add one value a row up by item; gives one sum an item."""
        return np.bincount(self.item, values, self.items).astype(np.float64)

    def means(self, values: Floats) -> Floats:
        """Give the mean of one value a row by item, NaN for items that nobody answered."""
        return divided(self.sums(values), self.n)

    @property
    def complete(self) -> bool:
        """Tell whether everybody who answered anything answered every item that was answered."""
        people = len(np.unique(self.person))
        return len(self) == people * int((self.n > 0).sum())


def divided(above: Floats | Ints, below: Floats | Ints) -> Floats:
    """Divide, with NaN where the divisor is 0."""
    found = np.full(np.shape(above), np.nan)
    np.divide(above, below, out=found, where=below != 0)
    return found


def first_answers(table: Table, facts: Facts) -> Firsts:
    """Take the first answers that are no rapid guesses, to the keys as they are now."""
    known = facts.print[table.item]
    same = (table.key_print == 0) | (known == 0) | (table.key_print == known)
    counts = (table.exposure == 1) & same & (table.exam | (table.seconds >= RAPID))
    rows = np.flatnonzero(counts)
    rows = rows[np.argsort(table.item[rows], kind="stable")]
    item = table.item[rows]
    return Firsts(
        people=len(table.people),
        items=len(table.items),
        person=table.person[rows],
        item=item,
        credit=table.credit[rows].astype(np.float64),
        seconds=table.seconds[rows],
        chose=table.chose[rows],
        at=table.at[rows],
        start=np.searchsorted(item, np.arange(len(table.items) + 1)),
    )
