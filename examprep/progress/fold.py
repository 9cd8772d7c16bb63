"""Folding a whole file: blocks by kind in, the same state out as from adding them one by one.

An attempt that was finished, in which nothing was taken back and time only went forward, is
summed up straight from its blocks; every other one is replayed event by event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from examprep.attempts.attempt import RULES
from examprep.progress.codec import BAD_BLOCK, CONFIDENCE, EVENT_KINDS, REASONS
from examprep.progress.state import UNSEEN, CandidateState, Summary

Fields = dict[str, Any]


@dataclass(slots=True)
class _Events:
    """The blocks of one attempt, by what they mean for its sum."""

    responses: list[Fields] = field(default_factory=list)
    finish: list[Fields] = field(default_factory=list)
    others: list[tuple[str, Fields]] = field(default_factory=list)
    plain: bool = True

    def in_order(self) -> Iterator[tuple[str, Fields]]:
        """Yield all events by the attempt's clock, then time, then number."""
        every = [("response", fields) for fields in self.responses]
        every += [("finish", fields) for fields in self.finish]
        yield from sorted(every + self.others, key=_order)


def fold(head: Fields, blocks: dict[str, list[Fields]]) -> CandidateState:
    """Fold a whole file, given its head and its blocks by kind in file order."""
    state = CandidateState(name=str(head.get("candidate", "")))
    unique = {kind: _new(state, many) for kind, many in _repeats_out(blocks)}
    for fields in unique.get("goal", ()):
        state.take("goal", fields)
    events = _by_attempt(unique)
    for fields in unique.get("attempt", ()):
        mine = events.get(fields["id"], _Events())
        if not _sum_up(state, fields, mine):
            state.take("attempt", fields)
            for kind, event in mine.in_order():
                state.take(kind, event)
    return state


def _repeats_out(blocks: dict[str, list[Fields]]) -> Iterator[tuple[str, list[Fields]]]:
    """Yield the blocks of each kind without those whose id was there before."""
    seen: set[str] = set()
    for kind, many in blocks.items():
        fresh = []
        for fields in many:
            name = fields.get("id", "")
            if isinstance(name, str) and name not in seen:
                seen.add(name)
                fresh.append(fields)
        yield kind, fresh


def _new(state: CandidateState, many: list[Fields]) -> list[Fields]:
    """Note the highest running number of each writer."""
    tokens = state.tokens
    for fields in many:
        token, _, number = fields.get("id", "").rpartition("-")
        if number.isdecimal() and int(number) > tokens.get(token, 0):
            tokens[token] = int(number)
    return many


def _by_attempt(blocks: dict[str, list[Fields]]) -> dict[str, _Events]:
    grouped: dict[str, _Events] = {}
    for kind in EVENT_KINDS:
        for fields in blocks.get(kind, ()):
            name = fields.get("attempt")
            if not isinstance(name, str):
                continue
            events = grouped.get(name)
            if events is None:
                events = grouped[name] = _Events()
            _sort_in(events, kind, fields)
    return grouped


def _sort_in(events: _Events, kind: str, fields: Fields) -> None:
    if kind == "response":
        events.responses.append(fields)
    elif kind == "finish":
        events.finish.append(fields)
    else:
        events.others.append((kind, fields))
        events.plain = events.plain and kind != "undo"


def _order(event: tuple[str, Fields]) -> tuple[float, float, int]:
    """Give the place of an event among its attempt's; one that makes no sense comes last."""
    fields = event[1]
    try:
        number = fields["id"].rpartition("-")[2].partition("~")[0]
        return float(fields["clock"]), fields["at"].timestamp(), int(number)
    except (*BAD_BLOCK, AttributeError):
        return float("inf"), 0.0, 0


def _sum_up(state: CandidateState, fields: Fields, events: _Events) -> bool:
    """Sum up a plain finished attempt; False where it has to be replayed."""
    if not events.plain or len(events.finish) != 1:
        return False
    try:
        counted = _counted(fields, events)
        if counted is None:
            return False
        summary = _summary(fields, events, counted)
    except (*BAD_BLOCK, AttributeError):
        return False
    for moment in counted.moments:
        state.count(moment)
    slots = fields["slots"]
    for slot in sorted(counted.last):
        credit, moment, sure = counted.last[slot]
        record = state.items.get(slots[slot][0], UNSEEN)
        state.items[slots[slot][0]] = record.after(credit, moment, sure)
    state.finished[summary.id] = summary
    return True


@dataclass(slots=True)
class _Counted:
    """The responses that count: by slot the last one, and the moments of all."""

    last: dict[int, tuple[float, float, str]] = field(default_factory=dict)
    moments: list[float] = field(default_factory=list)

    def take(self, slot: int, response: Fields) -> None:
        """Let a response count for its slot."""
        sure, moment = response.get("sure", ""), response["at"].timestamp()
        credit = min(1.0, max(0.0, float(response["credit"])))
        self.last[slot] = (credit, moment, sure if sure in CONFIDENCE else "")
        self.moments.append(moment)


def _counted(fields: Fields, events: _Events) -> _Counted | None:
    """Go through the responses as the rules would; None where time ran backwards."""
    changing = RULES[fields["kind"]].changing
    limit, slots = float(fields.get("seconds", "inf")), len(fields["slots"])
    counted, before = _Counted(), 0.0
    for response in events.responses:
        clock, slot = float(response["clock"]), response["slot"]
        if clock < before or type(slot) is not int:
            return None
        before = clock
        if clock <= limit and 0 <= slot < slots and (changing or slot not in counted.last):
            counted.take(slot, response)
    return counted if before <= float(events.finish[0]["clock"]) else None


def _summary(fields: Fields, events: _Events, counted: _Counted) -> Summary:
    finish = events.finish[0]
    if finish["reason"] not in REASONS or not fields["slots"]:
        raise ValueError(finish["reason"])
    clocks = [float(event["clock"]) for _, event in events.others]
    return Summary(
        fields["id"],
        fields["kind"],
        str(fields.get("title", "")),
        fields["at"].timestamp(),
        finish["reason"],
        len(fields["slots"]),
        len(counted.last),
        sum(counted.last[slot][0] for slot in sorted(counted.last)),
        max([float(finish["clock"]), *(c for c in clocks if c <= float(finish["clock"]))]),
    )
