"""Between the events of an attempt and the blocks of the progress file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, get_args

from examprep.attempts.events import (
    Answer,
    Confidence,
    Event,
    Extend,
    Finish,
    Mark,
    Note,
    OfSlot,
    Pause,
    Reason,
    Response,
    Resume,
    Undo,
)
from examprep.progress.blocks import Block

BAD_BLOCK = (KeyError, TypeError, ValueError, IndexError, OverflowError)
# What a hand or a stranger wrote beyond these makes no sense and is passed over.
MOST_SECONDS = 1e9
MOST_WHOLE = 2**53
MOST_PRINT = 2**16 - 1
YEARS = range(1970, 9999)
LONGEST_MISTAKE = 40
LONGEST_BOARD = 20_000
_MISTAKE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CONFIDENCE = frozenset(get_args(Confidence))
REASONS = frozenset(get_args(Reason))


def event_block(attempt_id: str, event: Event) -> Block:
    """Give the block of an event."""
    fields: dict[str, Any] = {"id": event.id, "at": event.at, "attempt": attempt_id}
    if isinstance(event, OfSlot):
        fields |= {"slot": _slot_written(event)} | _if_any("of", event.of)
    fields |= _own_fields(event)
    if isinstance(event, (Response, Mark)):
        fields |= _if_any("sure", event.sure)
    fields["clock"] = round(event.clock, 2)
    return Block(type(event).__name__.lower(), fields)


def _own_fields(event: Event) -> dict[str, Any]:
    """Give what only events of this kind have."""
    match event:
        case Response():
            return _response_fields(event)
        case Mark(flag=flag, struck=struck, lit=lit):
            return {"flag": flag, "struck": [*struck]} | _if_any("lit", [*lit])
        case Extend(item=item, seed=seed, version=version, key_print=key):
            own = {"item": item, "seed": seed} | _if_any("version", version)
            return own | _if_any("key_print", key)
        case Finish(reason=reason, knew=knew):
            return {"reason": reason} | _if_any("knew", knew)
        case Note(text=text):
            return {"text": text}
    return _if_any("takes", event.takes) if isinstance(event, Undo) else {}


def _slot_written(event: OfSlot) -> int:
    """Give the number by which a block names its slot: an answer keeps the one it had."""
    kept = event.written if isinstance(event, Response) else None
    return event.slot if kept is None else kept


def _response_fields(event: Response) -> dict[str, Any]:
    given = (
        {"typed": event.answer.typed} if event.answer.typed else {"chose": [*event.answer.chose]}
    )
    fields = {**given, "credit": round(event.credit, 4), "seconds": round(event.seconds, 1)}
    return fields | _if_any("mistake", event.mistake) | _if_any("takes", event.takes)


def _if_any(key: str, value: str | int | list[int] | None) -> dict[str, Any]:
    """Leave out what is empty: the file is read by people too."""
    return {key: value} if value else {}


def moment_in(fields: dict[str, Any]) -> datetime:
    """Read the moment of a block.

    Raises:
        KeyError, TypeError: it is missing, or no time with its offset.
    """
    at = fields["at"]
    if not isinstance(at, datetime) or at.tzinfo is None or at.year not in YEARS:
        raise TypeError("`at` is not a time with its offset")
    return at


def seconds_in(fields: dict[str, Any], key: str, default: float | None = None) -> float:
    """Read a number of seconds.

    Raises:
        KeyError, TypeError, ValueError: it is missing, or no number from 0 to a billion.
    """
    value = float(fields[key] if default is None else fields.get(key, default))
    if not 0.0 <= value <= MOST_SECONDS:
        raise ValueError(f"`{key}` is out of range")
    return value


def chose_in(fields: dict[str, Any]) -> tuple[int, ...]:
    """Read the authored positions chosen.

    Raises:
        TypeError: one is no whole number from 0.
    """
    return tuple(map(whole, fields.get("chose", ())))


def credit_in(fields: dict[str, Any]) -> float:
    """Read a credit, held between none and full.

    Raises:
        KeyError, TypeError, ValueError: it is missing or no number.
    """
    credit = float(fields["credit"])
    if credit != credit:  # noqa: PLR0124 - the one number that differs from itself
        raise ValueError("`credit` is not a number")
    return min(1.0, max(0.0, credit))


def mistake_in(fields: dict[str, Any]) -> str:
    """Read the name of a recognized mistake; one that cannot be a name is as good as none."""
    name = fields.get("mistake", "")
    fits = isinstance(name, str) and len(name) <= LONGEST_MISTAKE and _MISTAKE.fullmatch(name)
    return name if fits else ""


def slot_in(fields: dict[str, Any]) -> tuple[int, str]:
    """Read which slot an event is of: by its number, or by the id of the block that made it.

    Where there is an id, the number is for people only and may be anything.

    Raises:
        KeyError, TypeError: there is neither.
    """
    of, slot = fields.get("of", ""), fields.get("slot")
    if of == "" and type(slot) is int and 0 <= slot <= MOST_WHOLE:  # nearly all of them
        return slot, ""
    if not isinstance(of, str):
        raise TypeError(f"`of` is no id: {of!r:.40}")
    if of:
        return (slot if type(slot) is int and 0 <= slot <= MOST_WHOLE else 0), of
    return whole(fields["slot"]), ""


def knew_in(fields: dict[str, Any]) -> int:
    """Read how many responses and undos an end knew of; what is no number is as good as 0."""
    knew = fields.get("knew", 0)
    return knew if type(knew) is int and 0 <= knew <= MOST_WHOLE else 0


def print_in(value: object) -> int:
    """Read the print of a key; what is none is as good as not kept."""
    return value if type(value) is int and 0 <= value <= MOST_PRINT else 0


def whole(value: object) -> int:
    """Read a whole number from 0.

    Raises:
        TypeError: it is none.
    """
    if type(value) is not int or not 0 <= value <= MOST_WHOLE:
        raise TypeError(f"not a whole number from 0: {value!r:.40}")
    return value


def _sure(fields: dict[str, Any]) -> Confidence | None:
    sure = fields.get("sure")
    return sure if sure in CONFIDENCE else None


def read_event(kind: str, fields: dict[str, Any]) -> Event:
    """Read the block of an event.

    Raises:
        KeyError, TypeError, ValueError: the block is not what it should be.
    """
    at, clock, name = moment_in(fields), seconds_in(fields, "clock"), str(fields["id"])
    if kind not in _READERS:
        raise ValueError(f"unknown kind of event: {kind}")
    return _READERS[kind](fields, at, clock, name)


def _read_mark(fields: dict[str, Any], at: datetime, clock: float, name: str) -> Mark:
    struck, lit = (tuple(map(whole, fields.get(key, ()))) for key in ("struck", "lit"))
    flag, (slot, of) = fields.get("flag", False) is True, slot_in(fields)
    return Mark(at, clock, slot, flag, struck, _sure(fields), name, of, lit)


def _read_undo(fields: dict[str, Any], at: datetime, clock: float, name: str) -> Undo:
    slot, of = slot_in(fields)
    return Undo(at, clock, slot, name, of, str(fields.get("takes", "")))


def _read_extend(fields: dict[str, Any], at: datetime, clock: float, name: str) -> Extend:
    item, version = str(fields["item"]), str(fields.get("version", ""))
    key = print_in(fields.get("key_print"))
    return Extend(at, clock, item, whole(fields["seed"]), name, version, key)


def _read_note(fields: dict[str, Any], at: datetime, clock: float, name: str) -> Note:
    return Note(at, clock, str(fields["text"])[:LONGEST_BOARD], name)


def _read_pause(_: dict[str, Any], at: datetime, clock: float, name: str) -> Pause:
    return Pause(at, clock, name)


def _read_resume(_: dict[str, Any], at: datetime, clock: float, name: str) -> Resume:
    return Resume(at, clock, name)


def _read_finish(fields: dict[str, Any], at: datetime, clock: float, name: str) -> Finish:
    if fields["reason"] not in REASONS:
        raise ValueError(f"unknown reason: {fields['reason']}")
    return Finish(at, clock, fields["reason"], name, knew_in(fields))


def _read_response(fields: dict[str, Any], at: datetime, clock: float, name: str) -> Response:
    chose, (slot, of) = chose_in(fields), slot_in(fields)
    return Response(
        at,
        clock,
        slot,
        Answer(chose, str(fields.get("typed", ""))),
        credit_in(fields),
        seconds_in(fields, "seconds", 0.0),
        _sure(fields),
        name,
        mistake_in(fields),
        of,
        str(fields.get("takes", "")),
    )


_READERS: dict[str, Callable[[dict[str, Any], datetime, float, str], Event]] = {
    "response": _read_response,
    "mark": _read_mark,
    "undo": _read_undo,
    "extend": _read_extend,
    "note": _read_note,
    "pause": _read_pause,
    "resume": _read_resume,
    "finish": _read_finish,
}
EVENT_KINDS = tuple(_READERS)
