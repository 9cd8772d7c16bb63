"""Which items come next. The same catalogue, history and seed give the same choice.

In simulation neither the weakest topic first nor due cards first beats a random mix, so the
mix asks what was missed before, then what is new, in random order over all chosen topics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, nsmallest
from itertools import islice
from typing import Literal, Protocol

Mode = Literal["mixed", "missed", "new", "random"]
MODES: dict[Mode, str] = {
    "mixed": "For you: missed first, then new",
    "missed": "Only questions you missed",
    "new": "Only questions you have not seen",
    "random": "Any, at random",
}
# A mix holds at most this share of questions missed before, so that new ones always come.
MISSED_SHARE = 0.4
# So many draws for each item wanted are made before all names are looked through.
PATIENCE = 16
_BITS = (1 << 64) - 1


class Seen(Protocol):
    """What a history must tell of an item."""

    @property
    def last_credit(self) -> float:
        """Give the credit of the last response, 0 to 1."""

    @property
    def last_at(self) -> float:
        """Give the time of the last response, seconds since 1970 UTC."""


def fits(mode: Mode, seen: Seen | None) -> bool:
    """Tell whether a mode may ask an item of which this is known, None for nothing."""
    if mode == "missed":
        return seen is not None and seen.last_credit < 1.0
    return mode != "new" or seen is None


@dataclass(frozen=True, slots=True)
class Choice:
    """The items chosen, with a count of the reasons."""

    names: tuple[str, ...]
    missed: int = 0
    new: int = 0
    again: int = 0


def draws(count: int, seed: int) -> Iterator[int]:
    """Yield 0..count-1 in an order that the seed fixes, without listing them all first.

    A four-round Feistel network shuffles the smallest even power of two that covers `count`;
    what lies beyond `count` is passed over.
    """
    half = max(1, (max(count, 1) - 1).bit_length() + 1) // 2 or 1
    mask = (1 << half) - 1
    keys = [_hash(seed, turn) for turn in range(4)]
    for place in range(1 << (2 * half)):
        left, right = place >> half, place & mask
        for key in keys:
            left, right = right, left ^ (_hash(key, right) & mask)
        scattered = (left << half) | right
        if scattered < count:
            yield scattered


def _hash(seed: int, value: int) -> int:
    """Mix two numbers into 64 bits, as splitmix64 does (Steele, Lea, Flood 2014)."""
    mixed = (seed * 0x9E3779B97F4A7C15 + value * 0xD1B54A32D192ED03 + 0x632BE59BD9B4E019) & _BITS
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _BITS
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _BITS
    return mixed ^ (mixed >> 31)


class Pool:
    """The items that may be asked, in a fixed order, and a quick look-up among them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.members = frozenset(names)


class Chooser:
    """Knows the candidate's history in the order that choosing needs.

    Built once from the whole history, it is kept in step by `note`, so that choosing after a
    response does not go through the history again.
    """

    def __init__(self, history: Mapping[str, Seen]) -> None:
        self._history: dict[str, Seen] = dict(history)
        # A heap by time of the last response; an entry that a later response made stale is
        # dropped when it comes up.
        self._missed = [
            (record.last_at, name) for name, record in history.items() if record.last_credit < 1.0
        ]
        heapify(self._missed)

    def note(self, name: str, record: Seen | None) -> None:
        """Take over what now is known of an item; None where it counts as never seen."""
        if record is None:
            self._history.pop(name, None)
            return
        self._history[name] = record
        if record.last_credit < 1.0:
            heappush(self._missed, (record.last_at, name))

    def choose(self, pool: Pool, count: int, *, mode: Mode = "mixed", seed: int = 0) -> Choice:
        """Choose up to `count` items out of a pool.

        Args:
            pool: the items that may be asked.
            count: how many to choose; fewer come back where fewer fit the mode.
            mode: what to choose by.
            seed: fixes the order and every draw.
        """
        count = max(0, count)
        missed = self._first_missed(pool, count) if mode in {"mixed", "missed"} else []
        if mode == "missed":
            return _mixed(missed, [], [], seed)
        take = missed[: int(count * MISSED_SHARE)] if mode == "mixed" else []
        new, again = self._draw(pool.names, count - len(take), mode, seed, frozenset(take))
        short = count - len(take) - len(new) - len(again)
        return _mixed(missed[: len(take) + max(0, short)], new, again, seed)

    def _first_missed(self, pool: Pool, count: int) -> list[str]:
        """List the items of the pool whose last response was not right, the longest ago first."""
        if len(pool.members) < len(self._missed):
            due = filter(self._is_due, ((self._last_at(name), name) for name in pool.members))
            return [name for _, name in nsmallest(count, due)]
        return self._from_heap(pool, count)

    def _from_heap(self, pool: Pool, count: int) -> list[str]:
        """Take the first from the heap and put back what came up."""
        came_up: dict[tuple[float, str], None] = {}
        found: list[str] = []
        while self._missed and len(found) < count:
            entry = heappop(self._missed)
            if self._is_due(entry) and entry not in came_up:
                came_up[entry] = None
                if entry[1] in pool.members:
                    found.append(entry[1])
        for entry in came_up:
            heappush(self._missed, entry)
        return found

    def _last_at(self, name: str) -> float:
        record = self._history.get(name)
        return -1.0 if record is None else record.last_at

    def _is_due(self, entry: tuple[float, str]) -> bool:
        """Tell whether an entry is its item's last response, and that was not wholly right."""
        record = self._history.get(entry[1])
        return record is not None and record.last_credit < 1.0 and record.last_at == entry[0]

    def _draw(
        self, names: Sequence[str], count: int, mode: Mode, seed: int, taken: frozenset[str]
    ) -> tuple[list[str], list[str]]:
        """Draw new items, and seen ones where the mode allows them and new ones run out."""
        if mode == "random":
            drawn = list(islice((names[place] for place in draws(len(names), seed)), count))
            new = [name for name in drawn if name not in self._history]
            return new, [name for name in drawn if name in self._history]
        new = self._pick(names, count, seed, lambda name: name not in self._history)
        if mode == "new" or len(new) >= count:
            return new, []
        again = self._pick(names, count - len(new), seed, lambda name: self._known(name, taken))
        return new, again

    def _known(self, name: str, taken: frozenset[str]) -> bool:
        """Tell whether an item was right the last time, and is not taken already."""
        record = self._history.get(name)
        return record is not None and record.last_credit >= 1.0 and name not in taken

    @staticmethod
    def _pick(
        names: Sequence[str], count: int, seed: int, wanted: Callable[[str], bool]
    ) -> list[str]:
        """Pick wanted names at random: by drawing, and where they are rare by listing them."""
        tries = islice(draws(len(names), seed), count * PATIENCE)
        found = list(islice(filter(wanted, map(names.__getitem__, tries)), count))
        if len(found) < count:
            rare = [name for name in names if wanted(name)]
            found = [rare[place] for place in islice(draws(len(rare), seed), count)]
        return found


def _mixed(missed: list[str], new: list[str], again: list[str], seed: int) -> Choice:
    """Interleave the reasons in a random order, so that topics and kinds alternate."""
    names = [*missed, *new, *again]
    order = tuple(names[place] for place in draws(len(names), seed + 1))
    return Choice(order, len(missed), len(new), len(again))
