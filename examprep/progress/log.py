"""The log of a candidate's responses in columns: what learning, charts and reports are made of.

Only what counts and is told already stands in it: the last response of each slot. Of a mock exam
or a timed quiz that is once it is over.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from examprep.attempts.attempt import Attempt

NO_CHOICE = 255
SURE = ("", "sure", "unsure", "guess")
_SURE = {word: place for place, word in enumerate(SURE)}
EXAM = len(SURE)
"""Added to the place of the word where a mock exam asked: one byte holds both."""


class Entry(NamedTuple):
    """One response that counts.

    `at` is in seconds since 1970 UTC, `seconds` the time it took; `exam` tells whether a mock
    exam asked it; `key_print` is that of the key when it was asked, 0 where that was not kept.
    `chose` is the authored position of the only option chosen, `NO_CHOICE` where it was not one;
    `attempt` the id of its attempt.
    """

    at: float
    item: str
    credit: float
    seconds: float
    sure: str = ""
    exam: bool = False
    key_print: int = 0
    chose: int = NO_CHOICE
    attempt: str = ""


Row = tuple[float, str, float, float, str, int, int]
"""Of an entry, in this order: `at`, `item`, `credit`, `seconds`, `sure`, `key_print`, `chose`."""


class Log:
    """Responses by column, in the order in which they came to count.

    `names` lists the items; `items` has for each response the place of its item there. So do
    `attempts` and `sittings` for the attempts.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.items = array("I")
        self.at = array("d")
        self.credit = array("f")
        self.seconds = array("f")
        self.said = array("B")
        self.prints = array("H")
        self.chose = array("B")
        self.attempts: list[str] = []
        self.sittings = array("I")
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.sittings)

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
        self.said.append(_SURE.get(entry.sure, 0) + EXAM * entry.exam)
        self.prints.append(entry.key_print)
        self.chose.append(entry.chose)
        if self.attempts[-1:] != [entry.attempt]:
            self.attempts.append(entry.attempt)
        self.sittings.append(len(self.attempts) - 1)

    def add_sitting(self, attempt: str, rows: Sequence[Row]) -> None:
        """Add the responses of one attempt that is no mock exam, all at once."""
        if not rows:
            return
        at, items, credit, seconds, said, prints, chose = zip(*rows, strict=True)
        self.items.extend(self._places_of(items))
        self.at.extend(at)
        self.credit.extend(credit)
        self.seconds.extend(seconds)
        self.said.extend([_SURE.get(word, 0) for word in said])
        self.prints.extend(prints)
        self.chose.extend(chose)
        if self.attempts[-1:] != [attempt]:
            self.attempts.append(attempt)
        self.sittings.extend([len(self.attempts) - 1] * len(rows))

    def add_sittings(
        self,
        attempts: Sequence[str],
        sittings: Iterable[int],
        items: Sequence[str],
        columns: Sequence[bytes],
    ) -> None:
        """Add the responses of several attempts at once.

        Args:
            attempts: their ids.
            sittings: of each response the place of its attempt in them.
            items: of each response its item.
            columns: the other columns as `columns` has them, from `at` to `chose`, as bytes.
        """
        before = len(self.attempts)
        self.items.extend(self._places_of(items))
        for column, data in zip(self.columns[1:-1], columns, strict=True):
            column.frombytes(data)
        self.attempts.extend(attempts)
        self.sittings.extend([before + place for place in sittings])

    def _places_of(self, items: Sequence[str]) -> list[int]:
        """Give the places of items in `names`, where they are put if need be."""
        if len(self._places) != len(self.names):
            self._places = {name: place for place, name in enumerate(self.names)}
        places = self._places
        for item in items:
            if item not in places:
                places[item] = len(self.names)
                self.names.append(item)
        return [places[item] for item in items]

    def extend(self, entries: Iterable[Entry]) -> None:
        """Add responses."""
        for entry in entries:
            self.add(entry)

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """Give the responses from a place on, as they came.

        Another thread may be adding one: what is not in all columns yet comes the next time.
        """
        names, attempts, end = self.names, self.attempts, len(self.sittings)
        for item, at, credit, seconds, said, key_print, chose, sitting in zip(
            *(column[start:end] for column in self.columns), strict=True
        ):
            sure, exam, name = SURE[said % EXAM], said >= EXAM, names[item]
            sat = attempts[sitting]
            yield Entry(at, name, credit, seconds, sure, exam, key_print, chose, sat)

    @property
    def columns(self) -> tuple[array[Any], ...]:
        """Give all columns, in the order in which they are kept."""
        head = (self.items, self.at, self.credit, self.seconds, self.said)
        return (*head, self.prints, self.chose, self.sittings)

    def rows(self) -> list[Entry]:
        """Give the responses by time, those of one moment in an order that hangs on them alone."""
        return sorted(self.entries())

    def digest(self, count: int) -> bytes:
        """Give a hash of the first so many responses."""
        total = blake2b(digest_size=16)
        for column in self.columns[:-1]:  # what sitting they belong to teaches nothing
            total.update(memoryview(column)[:count])
        names = self.names[: max(self.items[:count], default=-1) + 1]
        total.update("\n".join(names).encode("utf-8", "surrogateescape"))
        return total.digest()

    def packed(self) -> list[Any]:
        """Give it as plain values for a snapshot."""
        return [self.names, self.attempts, *(column.tobytes() for column in self.columns)]

    @classmethod
    def unpacked(cls, values: list[Any]) -> Log:
        """Make it of such values again.

        Raises:
            ValueError: they do not fit together.
        """
        log = cls()
        names, attempts, *columns = values
        log.names, log.attempts = [*map(str, names)], [*map(str, attempts)]
        own = log.columns
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
                chosen(last.answer.chose),
                attempt.id,
            )


def chosen(positions: tuple[int, ...]) -> int:
    """Give the only position that was chosen, `NO_CHOICE` where it was none or several."""
    only = positions[0] if len(positions) == 1 else NO_CHOICE
    return min(NO_CHOICE, only)
