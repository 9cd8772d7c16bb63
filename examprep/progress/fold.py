"""Folding a whole file: its blocks in their order in, the same state out as adding each in turn.

An attempt in which nothing was taken back is summed up straight from its blocks; every other
one is replayed event by event. An event that stands before its attempt (files merged from
machines whose clocks differ) belongs to it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from examprep.attempts.attempt import Attempt, is_scored
from examprep.attempts.events import Extend, Finish
from examprep.attempts.refusals import MOST_SLOTS_READ
from examprep.progress.codec import (
    BAD_BLOCK,
    CONFIDENCE,
    EVENT_KINDS,
    MOST_SECONDS,
    YEARS,
    chose_in,
    credit_in,
    mistake_in,
    read_event,
    seconds_in,
    slot_in,
)
from examprep.progress.log import Entry, chosen
from examprep.progress.numbers import note
from examprep.progress.opening import read_attempt
from examprep.progress.state import UNSEEN, CandidateState, note_mistakes
from examprep.progress.summary import Summary, assigned_to
from examprep.progress.turns import Pair, in_turn
from examprep.text import printable

Fields = dict[str, Any]
_EVENTS = frozenset(EVENT_KINDS)


def fold(head: Fields, blocks: Iterable[Pair]) -> CandidateState:
    """Fold a whole file, given its head and kind and fields of its blocks in file order."""
    state = CandidateState(name=printable(str(head.get("candidate", ""))))
    attempts, events = _sorted_out(state, blocks)
    for fields in attempts:
        if fold_attempt(state, fields, events.get(fields["id"], [])):
            events.pop(fields["id"], None)
    state.unmet |= events.keys() - state.finished.keys()
    state.touched.clear()
    return state


def fold_attempt(state: CandidateState, fields: Fields, events: Sequence[Pair]) -> bool:
    """Fold one attempt with its events; tell whether it had to be replayed and could be."""
    mine = in_turn(events)
    return not _sum_up(state, fields, mine) and _replay(state, fields, mine)


def _replay(state: CandidateState, fields: Fields, events: Sequence[Pair]) -> bool:
    """Go through an attempt event by event; False where its own block makes no sense."""
    try:
        attempt = read_attempt(fields)
    except BAD_BLOCK:
        state.skipped += 1
        return False
    for kind, event in events:
        try:
            attempt = state.advance(attempt, read_event(kind, event))
        except BAD_BLOCK:
            state.skip(event)
    state.settle(attempt)
    return True


def _sorted_out(
    state: CandidateState, blocks: Iterable[Pair]
) -> tuple[list[Fields], dict[str, list[Pair]]]:
    """Take the goals, and give the attempts and the events of each, no block twice."""
    attempts: list[Fields] = []
    events: dict[str, list[Pair]] = {}
    for kind, fields in blocks:
        if not note(state.seen, str(fields.get("id", ""))):
            continue
        if kind in _EVENTS:
            name = fields.get("attempt")
            if isinstance(name, str):
                events.setdefault(name, []).append((kind, fields))
            else:
                state.skip(fields)
        elif kind == "attempt":
            attempts.append(fields)
        else:
            state.take(kind, fields)
    return attempts, events


@dataclass(slots=True)
class _Counted:
    """What counts of a plain attempt: by slot the last response, and all moments.

    `slots` holds item and seed of each slot, `prints` that of its key; `added` finds those that
    a drill went on with.
    """

    slots: list[tuple[str, int]]
    prints: list[int]
    changing: bool
    limit: float
    added: dict[str, int] = field(default_factory=dict)
    places: dict[tuple[str, int], int] = field(default_factory=dict)
    last: dict[int, tuple[float, float, str, float, int]] = field(default_factory=dict)
    mistakes: dict[int, tuple[str, float]] = field(default_factory=dict)
    moments: list[float] = field(default_factory=list)
    clock: float = 0.0
    reason: str = ""

    def take(self, response: Fields) -> None:
        """Let a response count for its slot, as far as the rules allow."""
        slot, clock = self._slot_of(response), seconds_in(response, "clock")
        at, sure, credit = response["at"], response.get("sure", ""), credit_in(response)
        if at.year not in YEARS:
            raise ValueError(at)
        chose = chosen(chose_in(response))
        seconds = seconds_in(response, "seconds", 0.0)
        stands = slot in self.last and (self.reason or not self.changing)
        if stands or clock > self.limit:
            return
        moment = at.timestamp()
        self.last[slot] = (credit, moment, sure if sure in CONFIDENCE else "", seconds, chose)
        self.mistakes[slot] = (mistake_in(response), moment)
        self.moments.append(moment)
        self.clock = max(self.clock, clock)

    def extend(self, fields: Fields) -> None:
        """Put a drill's next question behind the others, unless it is among them."""
        event = read_event("extend", fields)
        if isinstance(event, Extend) and len(self.slots) < MOST_SLOTS_READ:
            asked = (event.item, event.seed)
            if self.places.setdefault(asked, len(self.slots)) == len(self.slots):
                self.slots.append(asked)
                self.prints.append(event.key_print)
            self.added[event.id] = self.places[asked]
            self.clock = self.clock if self.reason else max(self.clock, event.clock)

    def finish(self, fields: Fields) -> None:
        """Note the end; only the first one counts."""
        event = read_event("finish", fields)
        if isinstance(event, Finish) and not self.reason:
            self.reason = event.reason
            self.clock = max(self.clock, event.clock)

    def _slot_of(self, response: Fields) -> int:
        slot, of = slot_in(response)
        if of:
            return self.added[of]
        if slot >= len(self.slots):
            raise ValueError(slot)
        return slot


def _sum_up(state: CandidateState, fields: Fields, events: Sequence[Pair]) -> bool:
    """Sum up a plain finished attempt; False where it has to be replayed."""
    try:
        opened = read_attempt(fields)
        counted = _counted(opened, events)
        if counted is None:
            return False
    except (*BAD_BLOCK, AttributeError):
        return False
    for moment in counted.moments:
        state.count(moment)
    for slot in sorted(counted.last):
        credit, moment, sure, seconds, chose = counted.last[slot]
        name, _ = counted.slots[slot]
        state.items[name] = state.items.get(name, UNSEEN).after(credit, moment, sure)
        told = (seconds, sure, opened.kind == "exam", counted.prints[slot], chose, opened.id)
        state.log.add(Entry(moment, name, credit, *told))
    state.note_shown(opened, counted.last)
    note_mistakes(state.mistakes, counted.mistakes.values())
    state.finished[opened.id] = _summary(opened, counted)
    return True


def _counted(opened: Attempt, events: Sequence[Pair]) -> _Counted | None:
    """Go through the events as the rules would; None where something was taken back."""
    limit = MOST_SECONDS if opened.limit is None else opened.limit
    counted = _opened(opened, limit)
    count = {"response": counted.take, "finish": counted.finish}
    if opened.kind == "drill":
        count["extend"] = counted.extend
    for kind, event in events:
        if kind not in count:
            return None
        count[kind](event)
    return counted if counted.reason else None


def _opened(opened: Attempt, limit: float) -> _Counted:
    slots = [(slot.item, slot.seed) for slot in opened.slots]
    prints = [slot.key_print for slot in opened.slots]
    counted = _Counted(slots, prints, opened.rules.changing, limit)
    for place, asked in enumerate(slots):
        counted.places.setdefault(asked, place)
    return counted


def _summary(opened: Attempt, counted: _Counted) -> Summary:
    last = [slot for slot in sorted(counted.last) if is_scored(opened, slot)]
    every = [slot for slot in range(len(counted.slots)) if is_scored(opened, slot)]
    return Summary(
        opened.id,
        opened.kind,
        opened.title,
        opened.started.timestamp(),
        counted.reason,
        len(last if opened.kind == "drill" else every),
        len(last),
        sum(counted.last[slot][0] for slot in last),
        counted.clock,
        *assigned_to(opened),
    )
