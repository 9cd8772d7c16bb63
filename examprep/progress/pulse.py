"""The clock of a running attempt, and the question on the screen, kept every moment.

The log knows the clock only as of its last event; a candidate who thinks for two minutes and
then loses power would win them back. This is a hint, no truth: without it the log's clock holds.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from examprep.errors import UnreadableFile, UnwritableFile
from examprep.files import read_bytes, replace_bytes
from examprep.places import cache_folder

_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Beat:
    """A reading of an attempt's clock, in seconds, and the slot that was on the screen."""

    clock: float = 0.0
    slot: int | None = None


def beat(attempt: str, clock: float, slot: int) -> None:
    """Keep the reading of an attempt's clock, and where the candidate is."""
    with contextlib.suppress(UnwritableFile, OSError):
        replace_bytes(_path(attempt), f"{clock:.2f} {slot}".encode())


def last_beat(attempt: str) -> Beat:
    """Give what was kept last; nothing of it without one that makes sense."""
    with contextlib.suppress(UnreadableFile, OSError, ValueError):
        first, _, second = read_bytes(_path(attempt), _LIMIT).partition(b" ")
        clock, slot = float(first), int(second)
        if 0.0 <= clock < float("inf") and slot >= 0:
            return Beat(clock, slot)
    return Beat()


def stop(attempt: str) -> None:
    """Forget the clock of an attempt that is over."""
    with contextlib.suppress(OSError):
        _path(attempt).unlink(missing_ok=True)


def _path(attempt: str) -> Path:
    name = blake2b(attempt.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    return cache_folder() / "clocks" / f"{name}.txt"
