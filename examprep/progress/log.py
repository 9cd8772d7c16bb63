"""The log of a candidate's responses in columns: what learning, charts and reports are made of.

Only what counts and is told already stands in it: the last response of each slot. Of a mock exam
or a timed quiz that is once it is over.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from examprep.attempts.attempt import Attempt

SURE = ("", "sure", "unsure", "guess")
_SURE = {word: place for place, word in enumerate(SURE)}
_EXAM = len(SURE)
"""Added to the place of the word where a mock exam asked: one byte holds both."""


class Entry(NamedTuple):
    """One response that counts.

    `at` is in seconds since 1970 UTC, `seconds` the time it took; `exam` tells whether a mock
    exam asked it; `key_print` is that of the key when it was asked, 0 where that was not kept.
    """

    at: float
    item: str
    credit: float
    seconds: float
    sure: str = ""
    exam: bool = False
    key_print: int = 0


class Log:
    """Responses by column, in the order in which they came to count.

    `names` lists the items; `items` has for each response the place of its item there.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.items = array("I")
        self.at = array("d")
        self.credit = array("f")
        self.seconds = array("f")
        self.said = array("B")
        self.prints = array("H")
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Log) and self.rows() == other.rows()

    __hash__ = None  # type: ignore[assignment]

    def add(self, entry: Entry) -> None:
        """Add a response."""
        if len(self._places) != len(self.names):
            self._places = {name: place for place, name in enumerate(self.names)}
        place = self._places.setdefault(entry.item, len(self.names))
        if place == len(self.names):
            self.names.append(entry.item)
        self.items.append(place)
        self.at.append(entry.at)
        self.credit.append(entry.credit)
        self.seconds.append(entry.seconds)
        self.said.append(_SURE.get(entry.sure, 0) + _EXAM * entry.exam)
        self.prints.append(entry.key_print)

    def extend(self, entries: Iterable[Entry]) -> None:
        """Add responses."""
        for entry in entries:
            self.add(entry)

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """Give the responses from a place on, as they came."""
        names = self.names
        columns = (self.at, self.items, self.credit, self.seconds, self.said, self.prints)
        for at, item, credit, seconds, said, key_print in zip(
            *(column[start:] for column in columns), strict=True
        ):
            sure, exam = SURE[said % _EXAM], said >= _EXAM
            yield Entry(at, names[item], credit, seconds, sure, exam, key_print)

    def rows(self) -> list[Entry]:
        """Give the responses by time, those of one moment in an order that hangs on them alone."""
        return sorted(self.entries())

    def digest(self, count: int) -> bytes:
        """Give a hash of the first so many responses."""
        total = blake2b(digest_size=16)
        for column in (self.items, self.at, self.credit, self.seconds, self.said, self.prints):
            total.update(memoryview(column)[:count])
        names = self.names[: max(self.items[:count], default=-1) + 1]
        total.update("\n".join(names).encode("utf-8", "surrogateescape"))
        return total.digest()

    def packed(self) -> list[Any]:
        """Give it as plain values for a snapshot."""
        columns = (self.items, self.at, self.credit, self.seconds, self.said, self.prints)
        return [self.names, *(column.tobytes() for column in columns)]

    @classmethod
    def unpacked(cls, values: list[Any]) -> Log:
        """Make it of such values again.

        Raises:
            ValueError: they do not fit together.
        """
        log = cls()
        names, *columns = values
        log.names = [str(name) for name in names]
        own: tuple[array[Any], ...] = (
            log.items,
            log.at,
            log.credit,
            log.seconds,
            log.said,
            log.prints,
        )
        for column, data in zip(own, columns, strict=True):
            column.frombytes(data)
        if len({len(column) for column in own}) != 1:
            raise ValueError("columns of different lengths")
        return log


def entries_of(attempt: Attempt) -> Iterator[Entry]:
    """Give the response that counts of each slot of an attempt."""
    exam = attempt.kind == "exam"
    for slot, given in zip(attempt.slots, attempt.given, strict=True):
        if given:
            last = given[-1]
            yield Entry(
                last.at.timestamp(),
                slot.item,
                last.credit,
                last.seconds,
                last.sure or "",
                exam,
                slot.key_print,
            )
