"""Which items come next, and why. The same history and seed give the same choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush, nsmallest
from itertools import islice
from typing import Literal, Protocol

from examprep.learning.draws import draws
from examprep.learning.syllabus import Syllabus
from examprep.words import tr

Mode = Literal["mixed", "due", "missed", "flagged", "new", "random"]
MODES: dict[Mode, str] = {
    "mixed": tr("For you: what raises your score"),
    "due": tr("Due: what you are about to forget"),
    "missed": tr("Only questions you missed"),
    "flagged": tr("Only questions you flagged"),
    "new": tr("Only questions you have not seen"),
    "random": tr("Any, at random"),
}
Why = Literal["new", "spread", "missed", "due", "again", "flagged", "random"]
WHYS: dict[Why, str] = {
    "new": "new",
    "spread": tr("new, drawn over the whole outline"),
    "missed": tr("missed the last time"),
    "due": tr("about to be forgotten"),
    "again": tr("seen before"),
    "flagged": tr("you flagged it"),
    "random": tr("at random"),
}
_NEW: frozenset[Why] = frozenset({"new", "spread"})
# So many draws for each item wanted are made before all names are looked through.
PATIENCE = 16


class Seen(Protocol):
    """What a history must tell of an item."""

    @property
    def last_credit(self) -> float:
        """Give the credit of the last response, 0 to 1."""

    @property
    def last_at(self) -> float:
        """Give the time of the last response, seconds since 1970 UTC."""

    @property
    def flagged(self) -> bool:
        """Tell whether it was flagged the last time."""


def fits(mode: Mode, seen: Seen | None) -> bool:
    """Tell whether a mode may ask an item of which this is known, None for nothing."""
    if mode == "missed":
        return seen is not None and seen.last_credit < 1.0
    if mode == "flagged":
        return seen is not None and seen.flagged
    return mode != "new" or seen is None


@dataclass(frozen=True, slots=True)
class Pick:
    """An item that was chosen, and why.

    `gain` is what asking it is expected to add to the exam's score, in percent points; `known`
    the chance that it is known now; both 0 where they were not worked out.
    """

    name: str
    why: Why
    gain: float = 0.0
    known: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The items chosen, in their order."""

    picks: tuple[Pick, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Name the items."""
        return tuple(pick.name for pick in self.picks)

    @property
    def new(self) -> int:
        """Count those that were never seen."""
        return sum(pick.why in _NEW for pick in self.picks)

    def count(self, why: Why) -> int:
        """Count those that were chosen for one reason."""
        return sum(pick.why == why for pick in self.picks)


class Pool:
    """The items that may be asked, in a fixed order, and a quick look-up among them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self._places: tuple[Syllabus | None, list[int]] = (None, [])

    @cached_property
    def members(self) -> frozenset[str]:
        """Give the names for looking one up."""
        return frozenset(self.names)

    def places_in(self, syllabus: Syllabus) -> list[int]:
        """Give the places of the items in a syllabus, those that it does not have left out."""
        known, found = self._places
        if known is not syllabus:
            every = map(syllabus.places.get, self.names)
            found = [place for place in every if place is not None]
            self._places = syllabus, found
        return found


class Chooser:
    """Chooses by the history alone: what was missed, flagged, never seen, or any at random.

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

    def choose(self, pool: Pool, count: int, mode: Mode, seed: int = 0) -> Choice:
        """Choose up to `count` items out of a pool; fewer where fewer fit the mode.

        Args:
            pool: the items that may be asked.
            count: how many to choose.
            mode: what to choose by; not by what is gained, nor by what is due.
            seed: fixes the order and every draw.
        """
        count = max(0, count)
        if mode == "missed":
            return shuffled(self._picks(self._first_missed(pool, count)), seed)
        if mode == "flagged":
            flagged = [name for name in pool.names if fits(mode, self._history.get(name))]
            order = nsmallest(count, flagged, key=lambda name: (self._last_at(name), name))
            return shuffled((Pick(name, "flagged") for name in order), seed)
        if mode == "new":
            return Choice(tuple(self._picks(self._pick_new(pool.names, count, seed))))
        drawn = islice((pool.names[place] for place in draws(len(pool.names), seed)), count)
        return Choice(tuple(self._picks(drawn)))

    def _picks(self, names: Iterable[str]) -> list[Pick]:
        """Say of each item how it stands."""
        return [Pick(name, self._why(name)) for name in names]

    def _why(self, name: str) -> Why:
        record = self._history.get(name)
        if record is None:
            return "new"
        return "missed" if record.last_credit < 1.0 else "again"

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

    def _pick_new(self, names: Sequence[str], count: int, seed: int) -> list[str]:
        """Pick names never seen at random: by drawing, and where they are rare by listing them."""
        return picked(names, count, seed, lambda name: name not in self._history)


def picked(names: Sequence[str], count: int, seed: int, wanted: Callable[[str], bool]) -> list[str]:
    """Pick wanted names at random: by drawing, and where they are rare by listing them."""
    tries = islice(draws(len(names), seed), count * PATIENCE)
    found = list(islice(filter(wanted, map(names.__getitem__, tries)), count))
    if len(found) < count:
        rare = [name for name in names if wanted(name)]
        found = [rare[place] for place in islice(draws(len(rare), seed), count)]
    return found


def shuffled(picks: Iterable[Pick], seed: int) -> Choice:
    """Put picks into an order that the seed fixes, so that topics and kinds alternate."""
    every = list(picks)
    return Choice(tuple(every[place] for place in draws(len(every), seed + 1)))
