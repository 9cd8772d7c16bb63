"""Between the events of an attempt and the blocks of the progress file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

from examprep.attempts.attempt import Attempt, begin
from examprep.attempts.events import (
    Answer,
    Confidence,
    Event,
    Extend,
    Finish,
    Mark,
    OfSlot,
    Pause,
    Reason,
    Response,
    Resume,
    Undo,
)
from examprep.attempts.slots import RULES, Slot
from examprep.progress.blocks import Block
from examprep.text import printable

EVENT_KINDS = ("response", "mark", "undo", "extend", "pause", "resume", "finish")
BAD_BLOCK = (KeyError, TypeError, ValueError, IndexError, OverflowError)
# What a hand or a stranger wrote beyond these makes no sense and is passed over.
MOST_SECONDS = 1e9
MOST_WHOLE = 2**53
YEARS = range(1970, 9999)
LONGEST_MISTAKE = 40
_MISTAKE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CONFIDENCE = frozenset(get_args(Confidence))
REASONS = frozenset(get_args(Reason))


def attempt_block(attempt: Attempt) -> Block:
    """Give the block that opens an attempt."""
    fields: dict[str, Any] = {
        "id": attempt.id,
        "at": attempt.started,
        "kind": attempt.kind,
        "title": attempt.title,
        "slots": [[slot.item, slot.seed] for slot in attempt.slots],
        "versions": [[bank, version] for bank, version in sorted(attempt.versions.items())],
    }
    if attempt.limit is not None:
        fields["seconds"] = attempt.limit
    if attempt.topics:
        fields["topics"] = list(attempt.topics)
    return Block("attempt", fields)


def read_attempt(fields: dict[str, Any]) -> Attempt:
    """Read the block that opens an attempt.

    Raises:
        KeyError, TypeError, ValueError: the block is not what it should be.
    """
    if fields["kind"] not in RULES:
        raise ValueError(f"unknown kind of attempt: {fields['kind']}")
    if not fields["slots"]:
        raise ValueError("an attempt without questions")
    limit = seconds_in(fields, "seconds") if "seconds" in fields else None
    opened = begin(
        str(fields["id"]),
        fields["kind"],
        [Slot(str(name), _whole(seed)) for name, seed in fields["slots"]],
        _moment(fields),
        limit=limit,
        title=printable(str(fields.get("title", ""))),
    )
    opened.versions.update(_versions(fields))
    return replace(opened, topics=_topics(fields))


def _versions(fields: dict[str, Any]) -> dict[str, str]:
    """Read the versions of the banks; what a hand made of them otherwise is as good as none."""
    try:
        return {str(bank): str(version) for bank, version in fields.get("versions", ())}
    except BAD_BLOCK:
        return {}


def _topics(fields: dict[str, Any]) -> tuple[str, ...]:
    """Read what a drill asks of; anything but a list of names stands for all."""
    topics = fields.get("topics", ())
    sound = isinstance(topics, list) and all(isinstance(topic, str) for topic in topics)
    return tuple(topics) if sound else ()


def event_block(attempt_id: str, event: Event) -> Block:
    """Give the block of an event."""
    fields: dict[str, Any] = {"id": event.id, "at": event.at, "attempt": attempt_id}
    if isinstance(event, OfSlot):
        fields |= {"slot": _slot_written(event)} | _if_any("of", event.of)
    if isinstance(event, Response):
        fields.update(_response_fields(event))
    elif isinstance(event, Mark):
        fields.update(flag=event.flag, struck=list(event.struck))
    elif isinstance(event, Undo):
        fields |= _if_any("takes", event.takes)
    elif isinstance(event, Extend):
        fields |= {"item": event.item, "seed": event.seed} | _if_any("version", event.version)
    elif isinstance(event, Finish):
        fields |= {"reason": event.reason} | _if_any("knew", event.knew)
    if isinstance(event, (Response, Mark)):
        fields |= _if_any("sure", event.sure)
    fields["clock"] = round(event.clock, 2)
    return Block(type(event).__name__.lower(), fields)


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


def _if_any(key: str, value: str | int | None) -> dict[str, Any]:
    """Leave out what is empty: the file is read by people too."""
    return {key: value} if value else {}


def _moment(fields: dict[str, Any]) -> datetime:
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
    return tuple(map(_whole, fields.get("chose", ())))


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
    return _whole(fields["slot"]), ""


def knew_in(fields: dict[str, Any]) -> int:
    """Read how many responses and undos an end knew of; what is no number is as good as 0."""
    knew = fields.get("knew", 0)
    return knew if type(knew) is int and 0 <= knew <= MOST_WHOLE else 0


def _whole(value: object) -> int:
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
    at, clock, name = _moment(fields), seconds_in(fields, "clock"), str(fields["id"])
    if kind == "response":
        return _read_response(fields, at, clock, name)
    if kind == "mark":
        struck = tuple(_whole(place) for place in fields.get("struck", ()))
        flag = fields.get("flag", False) is True
        slot, of = slot_in(fields)
        return Mark(at, clock, slot, flag, struck, _sure(fields), name, of)
    if kind == "undo":
        slot, of = slot_in(fields)
        return Undo(at, clock, slot, name, of, str(fields.get("takes", "")))
    if kind == "extend":
        item, version = str(fields["item"]), str(fields.get("version", ""))
        return Extend(at, clock, item, _whole(fields["seed"]), name, version)
    if kind == "finish":
        if fields["reason"] not in REASONS:
            raise ValueError(f"unknown reason: {fields['reason']}")
        return Finish(at, clock, fields["reason"], name, knew_in(fields))
    return _read_turn(kind, at, clock, name)


def _read_turn(kind: str, at: datetime, clock: float, name: str) -> Pause | Resume:
    if kind == "pause":
        return Pause(at, clock, name)
    if kind == "resume":
        return Resume(at, clock, name)
    raise ValueError(f"unknown kind of event: {kind}")


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
