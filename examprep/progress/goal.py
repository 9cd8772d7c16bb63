"""The goal of a candidate; and how to find it in a file without reading the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from examprep.errors import UnreadableFile
from examprep.files import MEBIBYTE, read_bytes
from examprep.progress.blocks import parse

_HEADER = b"[[goal]]"
_LIMIT = 32 * MEBIBYTE
WEEKDAYS, MOST_MINUTES = 7, 1440
# An exam beyond it is a slip of the hand, and no plan reaches so far.
LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Goal:
    """The exam the candidate prepares for, its date if it is set, and the time for it.

    `minutes` are those to study by weekday, from Monday; empty where none were set.
    """

    exam: str
    date: date | None
    minutes: tuple[int, ...] = ()


def read_goal(fields: dict[str, Any]) -> Goal:
    """Read a goal; what a hand made of its date or its minutes otherwise is as good as none.

    Raises:
        KeyError: it names no exam.
    """
    day, minutes = fields.get("date"), fields.get("study", ())
    sound = isinstance(minutes, list) and len(minutes) == WEEKDAYS
    fits = sound and all(type(one) is int and 0 <= one <= MOST_MINUTES for one in minutes)
    near = type(day) is date and day.year <= LAST_YEAR
    exam, when = str(fields["exam"]), day if near else None
    return Goal(exam, when, tuple(minutes) if fits else ())


def last_goal(path: Path) -> Goal | None:
    """Give the goal that was written last; None where none is found quickly."""
    try:
        return goal_in(read_bytes(path, _LIMIT))
    except UnreadableFile:
        return None


def goal_in(data: bytes) -> Goal | None:
    """Give the last goal in the bytes of a progress file."""
    start = data.rfind(b"\n" + _HEADER) + 1
    if not start:
        return None
    end = data.find(b"\n[[", start)
    try:
        return read_goal(parse(data[start : end if end > 0 else len(data)])["goal"][0])
    except (ValueError, KeyError):
        return None
