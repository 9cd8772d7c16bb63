"""The goal in a progress file without reading the rest: for lists of candidates."""

from __future__ import annotations

from pathlib import Path

from examprep.errors import UnreadableFile
from examprep.files import MEBIBYTE, read_bytes
from examprep.progress.blocks import parse
from examprep.progress.state import Goal, read_goal

_HEADER = b"[[goal]]"
_LIMIT = 32 * MEBIBYTE


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
