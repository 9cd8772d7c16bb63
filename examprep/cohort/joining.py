"""Joining the parts of many candidates into one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from examprep.cohort.part import Part
from examprep.cohort.table import Person, Table
from examprep.progress.log import SURE

if TYPE_CHECKING:
    from numpy.typing import NDArray

Source = tuple[Part, tuple[str, ...]]
_COLUMNS = {
    "person": "i4",
    "item": "i4",
    "sitting": "i4",
    "at": "f8",
    "credit": "f4",
    "seconds": "f4",
    "sure": "u1",
    "exam": "?",
    "exposure": "i4",
    "chose": "u1",
    "key_print": "u2",
}
# In the order in which a log keeps its columns.
_LOG = (
    *(("item", "u4"), ("at", "f8"), ("credit", "f4"), ("seconds", "f4"), ("said", "u1")),
    *(("key_print", "u2"), ("chose", "u1"), ("sitting", "u4")),
)


def joined(sources: list[Source]) -> Table:
    """Join parts, one a person, in the order in which they are given; the list is emptied."""
    import numpy as np

    items = _items(sources)
    places = {name: place for place, name in enumerate(items)}
    total = sum(_length(part) for part, _ in sources)
    columns = {name: np.empty(total, kind) for name, kind in _COLUMNS.items()}
    sittings: list[str] = []
    start = 0
    people = [_person(part, files) for part, files in sources]
    sources.reverse()
    for person in range(len(people)):
        part, _ = sources.pop()
        stop = start + _length(part)
        mine = {name: column[start:stop] for name, column in columns.items()}
        mine["person"][:] = person
        _fill(mine, part, places, len(sittings))
        sittings += part.sittings
        start = stop
    return Table(people, items, sittings, **columns)


def _items(sources: Sequence[Source]) -> list[str]:
    names: set[str] = set()
    names.update(*(part.names for part, _ in sources))
    return sorted(names)


def _length(part: Part) -> int:
    return len(part.exposures) // 4


def _fill(
    mine: dict[str, NDArray[Any]], part: Part, places: dict[str, int], first_sitting: int
) -> None:
    """Put the rows of one person into their places of all columns."""
    import numpy as np

    own = {
        name: np.frombuffer(data, kind)
        for (name, kind), data in zip(_LOG, part.columns, strict=True)
    }
    for name in ("at", "credit", "seconds", "key_print", "chose"):
        mine[name][:] = own[name]
    mine["item"][:] = np.array([places[name] for name in part.names], np.int32)[own["item"]]
    mine["sitting"][:] = own["sitting"]
    mine["sitting"] += first_sitting
    mine["sure"][:] = own["said"] % len(SURE)
    mine["exam"][:] = own["said"] >= len(SURE)
    mine["exposure"][:] = np.frombuffer(part.exposures, np.int32)


def _person(part: Part, files: tuple[str, ...]) -> Person:
    return Person(
        *(part.key, part.name, part.exam, part.day, files),
        damaged=part.damaged,
        reported=tuple(part.reported),
    )
