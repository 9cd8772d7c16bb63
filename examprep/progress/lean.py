"""Folding a file to its log, goal and finished attempts alone: what a cohort is made of.

Attempts that look as nearly all do (answers, then the end) are summed up here, in half the time;
every other one as `fold` does it. What comes out is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import isfinite
from operator import itemgetter
from typing import Any

from examprep.attempts.slots import RULES
from examprep.progress.codec import (
    BAD_BLOCK,
    CONFIDENCE,
    EVENT_KINDS,
    MOST_PRINT,
    MOST_SECONDS,
    MOST_WHOLE,
    REASONS,
    YEARS,
    knew_in,
    moment_in,
    seconds_in,
)
from examprep.progress.fold import Fields, fold, fold_attempt
from examprep.progress.log import NO_CHOICE, Row
from examprep.progress.state import CandidateState
from examprep.progress.summary import Summary
from examprep.progress.turns import Pair
from examprep.text import printable

_EVENTS = frozenset(EVENT_KINDS)
_SURE = CONFIDENCE | {""}
_YEARS = frozenset(YEARS)
_Rows = dict[int, Row]
_AT, _CLOCK, _CREDIT = map(itemgetter, ("at", "clock", "credit"))


def fold_lean(head: Fields, blocks: Iterable[Pair]) -> CandidateState:
    """Fold a whole file; only `log`, `goal`, `finished` and `skipped` are to be read."""
    pairs = list(blocks)
    sorted_out = _sorted_out(pairs)
    if sorted_out is None:
        return fold(head, pairs)
    state = CandidateState()
    attempts, events, others = sorted_out
    for kind, fields in others:
        state.take(kind, fields)
    for fields in attempts:
        mine = events.get(fields["id"], [])
        if not _sum_up(state, fields, mine):
            fold_attempt(state, fields, mine)
    return state


def _sorted_out(
    pairs: Sequence[Pair],
) -> tuple[list[Fields], dict[str, list[Pair]], list[Pair]] | None:
    """Give the attempts, the events of each, and the rest; None where an id may come twice."""
    if _may_repeat(pairs):
        return None
    attempts: list[Fields] = []
    events: dict[str, list[Pair]] = {}
    others: list[Pair] = []
    for pair in pairs:
        kind, fields = pair
        if kind in _EVENTS:
            name = fields.get("attempt")
            if type(name) is not str:
                return None
            events.setdefault(name, []).append(pair)
        elif kind == "attempt":
            attempts.append(fields)
        else:
            others.append(pair)
    return attempts, events, others


def _may_repeat(pairs: Sequence[Pair]) -> bool:
    """Tell whether two blocks may have one id: `a-01` is `a-1`."""
    ids = {fields["id"] for _, fields in pairs}
    return len(ids) != len(pairs) or any("-0" in name for name in ids)


def _sum_up(state: CandidateState, opening: Fields, events: Sequence[Pair]) -> bool:
    """Sum up an attempt of answers and one end; False where anything about it is otherwise."""
    kind = opening.get("kind")
    plain = type(kind) is str and kind in RULES and kind != "exam"
    if not plain or not events or "assignment" in opening:
        return False
    try:
        answers, end = _parted(events)
        limit = seconds_in(opening, "seconds") if "seconds" in opening else MOST_SECONDS
        rows, clock = _rows(opening, answers, limit)
        clock = max(clock, seconds_in(end, "clock"))
        at = moment_in(opening).timestamp()
    except (*BAD_BLOCK, AttributeError):
        return False
    state.log.add_sitting(opening["id"], [rows[slot] for slot in sorted(rows)])
    state.finished[opening["id"]] = _summary(opening, rows, at, end["reason"], clock)
    return True


def _parted(events: Sequence[Pair]) -> tuple[list[Fields], Fields]:
    """Give the answers, and the end that knew of no more than these.

    Raises:
        KeyError, TypeError, ValueError: they are something else.
    """
    kinds = {kind for kind, _ in events[:-1]}
    kind, end = events[-1]
    if kind != "finish" or not kinds <= {"response"}:
        raise ValueError("not answers and an end")
    if end["reason"] not in REASONS or knew_in(end) > len(events) - 1:
        raise ValueError("an end of another kind")
    moment_in(end)
    return [fields for _, fields in events[:-1]], end


def _rows(opening: Fields, answers: list[Fields], limit: float) -> tuple[_Rows, float]:
    """Give the answer that counts of each slot, and the last reading of the clock.

    Raises:
        KeyError, TypeError, ValueError: one of them has to be looked at more closely.
    """
    names, prints = asked(opening)
    slots = _slots(answers)
    clocks = _numbers([*map(_CLOCK, answers)], limit)
    items = [*map(names.__getitem__, slots)]
    keys = [*map(prints.__getitem__, slots)] if prints else [0] * len(slots)
    told = zip(*_columns(answers, items, keys), strict=True)
    if len({*slots}) == len(slots):
        return dict(zip(slots, told, strict=True)), max(clocks, default=0.0)
    return _standing(RULES[opening["kind"]].changing, slots, clocks, [*told])


def _slots(answers: list[Fields]) -> list[int]:
    """Give the slot of each answer, as far as numbers tell it."""
    if any("of" in one or "takes" in one for one in answers):
        raise ValueError("answers that name others")
    slots = [one["slot"] for one in answers]
    if slots and not (set(map(type, slots)) == {int} and min(slots) >= 0):
        raise TypeError("slots")
    return slots


def _standing(
    changing: bool,  # noqa: FBT001 - a rule of the attempt
    slots: list[int],
    clocks: list[float],
    told: list[Row],
) -> tuple[_Rows, float]:
    """Give what stands where a slot was answered more than once."""
    rows, last = _Rows(), 0.0
    for slot, clock, row in zip(slots, clocks, told, strict=True):
        if changing or slot not in rows:
            rows[slot] = row
            last = max(last, clock)
    return rows, last


def _columns(answers: list[Fields], items: list[str], keys: list[int]) -> tuple[list[Any], ...]:
    """Give what a log keeps of answers, column by column."""
    return (
        _moments([*map(_AT, answers)]),
        items,
        _numbers([*map(_CREDIT, answers)], 1.0),
        _numbers([one.get("seconds", 0.0) for one in answers], MOST_SECONDS),
        _said([one.get("sure", "") for one in answers]),
        keys,
        [_only(one.get("chose", ())) for one in answers],
    )


def _moments(moments: list[datetime]) -> list[float]:
    if not {at.year for at in moments} <= _YEARS:
        raise ValueError("years")
    return [at.timestamp() for at in moments]


def _said(words: list[str]) -> list[str]:
    return words if {*words} <= _SURE else [word if word in _SURE else "" for word in words]


def _numbers(values: list[float], most: float) -> list[float]:
    """See that all are numbers from 0 to the most."""
    if values and set(map(type, values)) != {float}:
        raise TypeError("numbers")
    if values and not (min(values) >= 0.0 and max(values) <= most and isfinite(sum(values))):
        raise ValueError("numbers")
    return values


def _only(chose: Any) -> int:
    """Give the only position that was chosen, as `log.chosen` does."""
    if len(chose) == 1 and type(chose[0]) is int and 0 <= chose[0] < NO_CHOICE:
        return int(chose[0])
    if any(type(one) is not int or not 0 <= one <= MOST_WHOLE for one in chose):
        raise TypeError(chose)
    return NO_CHOICE


def asked(opening: Fields) -> tuple[list[str], list[int]]:
    """Give the items of the slots, and the prints of their keys where all are kept.

    Raises:
        KeyError, TypeError, ValueError: they have to be looked at more closely.
    """
    slots, prints = opening["slots"], opening.get("key_prints", [])
    names = [str(name) for name, _ in slots]
    if not names or not all(_is_whole(seed, MOST_WHOLE) for _, seed in slots):
        raise ValueError("no slots")
    if prints and not (len(prints) == len(names) and all(map(_is_print, prints))):
        raise ValueError("no prints")
    return names, prints


def _is_print(value: object) -> bool:
    return _is_whole(value, MOST_PRINT)


def _is_whole(value: object, most: int) -> bool:
    return type(value) is int and 0 <= value <= most


def _summary(opening: Fields, rows: _Rows, at: float, reason: str, clock: float) -> Summary:
    kind, answered = opening["kind"], len(rows)
    asked = answered if kind == "drill" else len(opening["slots"])
    credit = sum(rows[slot][2] for slot in sorted(rows))
    title = printable(str(opening.get("title", "")))
    return Summary(opening["id"], kind, title, at, reason, asked, answered, credit, clock)
