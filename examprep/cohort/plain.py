"""Attempts in which nothing was taken back: what they ask, and how far their events go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from examprep.attempts.events import Extend, Finish, Mark
from examprep.attempts.refusals import MOST_SLOTS_READ
from examprep.attempts.slots import RULES
from examprep.progress.codec import BAD_BLOCK, MOST_SECONDS, moment_in, read_event, seconds_in
from examprep.progress.lean import asked
from examprep.progress.opening import read_attempt
from examprep.progress.summary import Summary, assigned_to
from examprep.text import printable

Fields = dict[str, Any]
# What takes time on the attempt's clock and changes no answer.
_BESIDE = frozenset(("pause", "resume", "note"))


@dataclass(frozen=True, slots=True)
class Event:
    """An event that is no answer, with its place among all blocks of the file."""

    place: int
    kind: str
    fields: Fields


@dataclass(slots=True)
class Plain:
    """An attempt that ended and in which nothing was taken back.

    `slots` are the names of its items, `prints` those of their keys; `limit` and `clock` are in
    seconds, `clock` the last reading but for those of answers; `at` in seconds since 1970 UTC.
    `opened` counts the slots of its opening.
    `made` holds for each block that went on with a drill the slot it made and its own place.
    """

    id: str
    kind: str
    title: str
    at: float
    limit: float
    slots: list[str]
    prints: list[int]
    pretest: frozenset[int] = frozenset()
    assigned: tuple[str, int] = ("", 0)
    clock: float = 0.0
    reason: str = ""
    knew: int = 0
    end: int = 0
    opened: int = 0
    made: dict[str, tuple[int, int]] = field(default_factory=dict)

    def summary(self, slots: Sequence[int], credit: Sequence[float], clock: float) -> Summary:
        """Sum it up, given the answers that count by slot, and the last reading of the clock."""
        drawn = [one for slot, one in zip(slots, credit, strict=True) if slot not in self.pretest]
        every = len(drawn) if self.kind == "drill" else len(self.slots) - len(self.pretest)
        head = (self.id, self.kind, self.title, self.at, self.reason, every, len(drawn))
        return Summary(*head, sum(drawn), max(clock, self.clock), *self.assigned)


def plain(opening: Fields, events: Sequence[Event]) -> Plain | None:
    """Read an attempt by its opening and events; None where it has to be looked at more closely."""
    kinds = [one.kind for one in events]
    if kinds[-1:] != ["finish"] or "finish" in kinds[:-1]:
        return None
    try:
        found = _opened(opening)
        found.opened = len(found.slots)
        places = _places(opening) if found.kind == "drill" else {}
        fits = [_take(found, one, places) for one in events]
    except (*BAD_BLOCK, AttributeError):
        return None
    return found if all(fits) else None


def _places(opening: Fields) -> dict[tuple[str, int], int]:
    """Give the slot of each question, by item and seed; the first where one stands twice."""
    places: dict[tuple[str, int], int] = {}
    for slot, (name, seed) in enumerate(opening["slots"]):
        places.setdefault((str(name), seed), slot)
    return places


def _opened(opening: Fields) -> Plain:
    """Read what opens an attempt.

    Raises:
        KeyError, TypeError, ValueError: it has to be looked at more closely.
    """
    kind = opening["kind"]
    if type(kind) is not str or kind not in RULES:
        raise ValueError(kind)
    if kind == "exam" or "assignment" in opening:
        return _opened_whole(opening)
    names, prints = asked(opening)
    limit = seconds_in(opening, "seconds") if "seconds" in opening else MOST_SECONDS
    title, at = printable(str(opening.get("title", ""))), moment_in(opening).timestamp()
    return Plain(opening["id"], kind, title, at, limit, names, prints or [0] * len(names))


def _opened_whole(opening: Fields) -> Plain:
    """Read an opening that has more to it: a mock exam, or one that somebody assigned."""
    opened = read_attempt(opening)
    return Plain(
        opened.id,
        opened.kind,
        opened.title,
        opened.started.timestamp(),
        MOST_SECONDS if opened.limit is None else opened.limit,
        [slot.item for slot in opened.slots],
        [slot.key_print for slot in opened.slots],
        frozenset(opened.exam.pretest if opened.exam else ()),
        assigned_to(opened),
    )


def _take(found: Plain, one: Event, places: dict[tuple[str, int], int]) -> bool:
    """Take an event; False where it does not simply go on with the attempt."""
    event = read_event(one.kind, one.fields)
    found.clock = max(found.clock, event.clock)
    if isinstance(event, Finish):
        found.reason, found.knew, found.end = event.reason, event.knew, one.place
        return True
    if isinstance(event, Mark):
        return event.of in found.made if event.of else event.slot < len(found.slots)
    if isinstance(event, Extend):
        return found.kind == "drill" and _go_on(found, event, one.place, places)
    return one.kind in _BESIDE


def _go_on(found: Plain, event: Extend, place: int, places: dict[tuple[str, int], int]) -> bool:
    """Put a drill's next question behind the others, unless it is among them."""
    slot = places.setdefault((event.item, event.seed), len(found.slots))
    if slot == len(found.slots):
        found.slots.append(event.item)
        found.prints.append(event.key_print)
    found.made[event.id] = slot, place
    return len(found.slots) < MOST_SLOTS_READ
