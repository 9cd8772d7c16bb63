"""Folding a whole file: its blocks in their order in, the same state out as adding each in turn.

An attempt in which nothing was taken back is summed up straight from its blocks; every other
one is replayed event by event, and so is every drill, whose form grows on the way. An event
that stands before its attempt (files merged from machines whose clocks differ) belongs to it
all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from examprep.attempts.attempt import RULES
from examprep.progress.codec import (
    BAD_BLOCK,
    CONFIDENCE,
    EVENT_KINDS,
    MOST_SECONDS,
    REASONS,
    YEARS,
    chose_in,
    credit_in,
    mistake_in,
    seconds_in,
)
from examprep.progress.numbers import note
from examprep.progress.state import UNSEEN, CandidateState, Summary, note_mistakes
from examprep.text import printable

Fields = dict[str, Any]
Pair = tuple[str, Fields]
_EVENTS = frozenset(EVENT_KINDS)


def fold(head: Fields, blocks: Iterable[Pair]) -> CandidateState:
    """Fold a whole file, given its head and kind and fields of its blocks in file order."""
    state = CandidateState(name=printable(str(head.get("candidate", ""))))
    attempts, events = _sorted_out(state, blocks)
    for fields in attempts:
        mine = events.get(fields["id"], [])
        if not _sum_up(state, fields, mine):
            state.take("attempt", fields)
            for kind, event in mine:
                state.take(kind, event)
    return state


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
        elif kind == "attempt":
            attempts.append(fields)
        else:
            state.take(kind, fields)
    return attempts, events


@dataclass(slots=True)
class _Counted:
    """What counts of a plain attempt: by slot the last response, and all moments."""

    last: dict[int, tuple[float, float, str]] = field(default_factory=dict)
    mistakes: dict[int, tuple[str, float]] = field(default_factory=dict)
    moments: list[float] = field(default_factory=list)
    clock: float = 0.0
    reason: str = ""

    def take(self, slot: int, response: Fields) -> None:
        """Let a response count for its slot."""
        at, sure = response["at"], response.get("sure", "")
        if at.year not in YEARS:
            raise ValueError(at)
        chose_in(response)
        seconds_in(response, "seconds", 0.0)
        moment = at.timestamp()
        self.last[slot] = (credit_in(response), moment, sure if sure in CONFIDENCE else "")
        self.mistakes[slot] = (mistake_in(response), moment)
        self.moments.append(moment)
        self.clock = max(self.clock, seconds_in(response, "clock"))


def _sum_up(state: CandidateState, fields: Fields, events: list[Pair]) -> bool:
    """Sum up a plain finished attempt; False where it has to be replayed."""
    try:
        counted = _counted(fields, events)
        if counted is None:
            return False
        summary = _summary(fields, counted)
    except (*BAD_BLOCK, AttributeError):
        return False
    for moment in counted.moments:
        state.count(moment)
    slots = fields["slots"]
    for slot in sorted(counted.last):
        credit, moment, sure = counted.last[slot]
        record = state.items.get(slots[slot][0], UNSEEN)
        state.items[slots[slot][0]] = record.after(credit, moment, sure)
    note_mistakes(state.mistakes, counted.mistakes.values())
    state.finished[summary.id] = summary
    return True


def _counted(fields: Fields, events: list[Pair]) -> _Counted | None:
    """Go through the events as the rules would; None where something was taken back."""
    if fields["kind"] == "drill":
        return None
    changing = RULES[fields["kind"]].changing
    limit = seconds_in(fields, "seconds", MOST_SECONDS)
    counted, slots = _Counted(), len(fields["slots"])
    for kind, event in events:
        if kind != "response":
            return _ended(counted, event) if kind == "finish" else None
        slot = _slot_of(event, slots)
        if (changing or slot not in counted.last) and seconds_in(event, "clock") <= limit:
            counted.take(slot, event)
    return None


def _slot_of(event: Fields, slots: int) -> int:
    slot = event["slot"]
    if type(slot) is not int or not 0 <= slot < slots:
        raise ValueError(slot)
    return slot


def _ended(counted: _Counted, finish: Fields) -> _Counted:
    """Close the count; what stands behind the end does not count."""
    if finish["reason"] not in REASONS:
        raise ValueError(finish["reason"])
    counted.reason = finish["reason"]
    counted.clock = max(counted.clock, seconds_in(finish, "clock"))
    return counted


def _summary(fields: Fields, counted: _Counted) -> Summary:
    if not fields["slots"] or fields["at"].year not in YEARS:
        raise ValueError(fields["id"])
    return Summary(
        fields["id"],
        fields["kind"],
        printable(str(fields.get("title", ""))),
        fields["at"].timestamp(),
        counted.reason,
        len(fields["slots"]),
        len(counted.last),
        sum(counted.last[slot][0] for slot in sorted(counted.last)),
        counted.clock,
    )
