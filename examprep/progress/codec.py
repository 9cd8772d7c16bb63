"""Between the events of an attempt and the blocks of the progress file."""

from __future__ import annotations

from datetime import datetime
from typing import Any, get_args

from examprep.attempts.attempt import RULES, Attempt, Slot, begin
from examprep.attempts.events import (
    Answer,
    Confidence,
    Event,
    Finish,
    Mark,
    Pause,
    Reason,
    Response,
    Resume,
    Undo,
)
from examprep.progress.blocks import Block

EVENT_KINDS = ("response", "mark", "undo", "pause", "resume", "finish")
BAD_BLOCK = (KeyError, TypeError, ValueError, IndexError)
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
    return Block("attempt", fields)


def read_attempt(fields: dict[str, Any]) -> Attempt:
    """Read the block that opens an attempt.

    Raises:
        KeyError, TypeError, ValueError: the block is not what it should be.
    """
    if fields["kind"] not in RULES:
        raise ValueError(f"unknown kind of attempt: {fields['kind']}")
    seconds = fields.get("seconds")
    opened = begin(
        str(fields["id"]),
        fields["kind"],
        [Slot(str(name), int(seed)) for name, seed in fields["slots"]],
        _moment(fields),
        limit=None if seconds is None else float(seconds),
        title=str(fields.get("title", "")),
    )
    opened.versions.update(dict(fields.get("versions", [])))
    return opened


def event_block(attempt_id: str, event: Event) -> Block:
    """Give the block of an event."""
    fields: dict[str, Any] = {"id": event.id, "at": event.at, "attempt": attempt_id}
    if isinstance(event, (Response, Mark, Undo)):
        fields["slot"] = event.slot
    if isinstance(event, Response):
        fields.update(_response_fields(event))
    elif isinstance(event, Mark):
        fields.update(flag=event.flag, struck=list(event.struck))
    elif isinstance(event, Finish):
        fields["reason"] = event.reason
    if isinstance(event, (Response, Mark)) and event.sure:
        fields["sure"] = event.sure
    fields["clock"] = round(event.clock, 2)
    return Block(type(event).__name__.lower(), fields)


def _response_fields(event: Response) -> dict[str, Any]:
    given = (
        {"typed": event.answer.typed} if event.answer.typed else {"chose": [*event.answer.chose]}
    )
    return {**given, "credit": round(event.credit, 4), "seconds": round(event.seconds, 1)}


def _moment(fields: dict[str, Any]) -> datetime:
    at = fields["at"]
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise TypeError("`at` is not a time with its offset")
    return at


def _sure(fields: dict[str, Any]) -> Confidence | None:
    sure = fields.get("sure")
    return sure if sure in CONFIDENCE else None


def read_event(kind: str, fields: dict[str, Any]) -> Event:
    """Read the block of an event.

    Raises:
        KeyError, TypeError, ValueError: the block is not what it should be.
    """
    at, clock, name = _moment(fields), float(fields["clock"]), str(fields["id"])
    if kind == "response":
        return _read_response(fields, at, clock, name)
    if kind == "mark":
        struck = tuple(int(place) for place in fields.get("struck", ()))
        flag = fields.get("flag", False) is True
        return Mark(at, clock, int(fields["slot"]), flag, struck, _sure(fields), name)
    if kind == "undo":
        return Undo(at, clock, int(fields["slot"]), name)
    if kind == "finish":
        if fields["reason"] not in REASONS:
            raise ValueError(f"unknown reason: {fields['reason']}")
        return Finish(at, clock, fields["reason"], name)
    return _read_turn(kind, at, clock, name)


def _read_turn(kind: str, at: datetime, clock: float, name: str) -> Pause | Resume:
    if kind == "pause":
        return Pause(at, clock, name)
    if kind == "resume":
        return Resume(at, clock, name)
    raise ValueError(f"unknown kind of event: {kind}")


def _read_response(fields: dict[str, Any], at: datetime, clock: float, name: str) -> Response:
    chose = tuple(int(place) for place in fields.get("chose", ()))
    return Response(
        at,
        clock,
        int(fields["slot"]),
        Answer(chose, str(fields.get("typed", ""))),
        min(1.0, max(0.0, float(fields["credit"]))),
        float(fields.get("seconds", 0.0)),
        _sure(fields),
        name,
    )
