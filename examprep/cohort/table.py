"""The responses of a whole cohort in columns, and who gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Person:
    """One candidate of a cohort.

    `key` is the same for every copy of one candidate's file, `name` is what is shown, which is the
    key itself where the file was shared without names. `exam` is the outline of the goal, `day` its
    date as an ordinal, 0 where none is set. `files` are those that the responses came from.
    `damaged` tells that something of these is missing, so that nothing is to be said of what the
    person did not do; `reported` names the questions that they reported, each with the day as an
    ordinal.
    """

    key: str
    name: str
    exam: str
    day: int
    files: tuple[str, ...] = ()
    damaged: bool = False
    reported: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Table:
    """Responses that count, one row each, sorted by person and time.

    Columns of equal length: `person`, `item` and `sitting` are places in `people`, `items` and
    `sittings`; `at` is in seconds since 1970 UTC; `credit` from 0 to 1; `seconds` the time it took;
    `sure` a place in `progress.log.SURE`; `exam` tells whether a mock exam asked it; `exposure`
    counts from 1 how often this person has answered this item; `chose` is the authored position of
    the only option chosen, 255 where it was not one; `key_print` that of the key, 0 for unknown.

    `sittings` names each attempt as `kind:hash`: the same hash stands for the same form, item by
    item, so that people who sat one form can be found.
    """

    people: Sequence[Person]
    items: Sequence[str]
    sittings: Sequence[str]
    person: NDArray[np.int32]
    item: NDArray[np.int32]
    sitting: NDArray[np.int32]
    at: NDArray[np.float64]
    credit: NDArray[np.float32]
    seconds: NDArray[np.float32]
    sure: NDArray[np.uint8]
    exam: NDArray[np.bool_]
    exposure: NDArray[np.int32]
    chose: NDArray[np.uint8]
    key_print: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.at)

    @cached_property
    def day(self) -> NDArray[np.int32]:
        """Give the day of each response on this machine's calendar, in days since 1970."""
        from examprep.cohort.calendar import days

        return days(self.at)
