"""Which content a file had when it was last read: one that nobody touched is not read again.

Trusted only where size, both times and number of the file are the same, and where the file had
been left alone for a while when it was read; else its content is hashed again.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from examprep.errors import UnwritableFile
from examprep.files import replace_bytes

SETTLED = 2_000_000_000
"""Nanoseconds: what changed less long ago may change again within the same tick of a disk."""
Mark = tuple[int, int, int, int]
_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[Mark, str]])


class Seen:
    """The files that were read before, with their marks and the hash of each."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._known: dict[str, tuple[Mark, str]] = {}
        self._now = time.time_ns()
        self._marks: dict[Path, Mark] = {}
        with contextlib.suppress(OSError, ValueError):
            self._known = _DECODER.decode(place.read_bytes())

    def digest(self, path: Path) -> str:
        """Give the hash of a file that is as it was; nothing where it has to be read."""
        with contextlib.suppress(OSError):
            status = path.stat()
            times = (status.st_mtime_ns, status.st_ctime_ns)
            mark = self._marks[path] = (status.st_size, *times, status.st_ino)
            known = self._known.get(_name(path))
            if known and known[0] == mark:
                return known[1]
        return ""

    def keep(self, found: Iterable[tuple[Path, str]]) -> None:
        """Keep the hashes of files, as they were marked before they were read."""
        before = dict(self._known)
        for path, digest in found:
            mark = self._marks.get(path)
            if digest and mark and max(mark[1:3]) < self._now - SETTLED:
                self._known[_name(path)] = (mark, digest)
        if self._known != before:
            with contextlib.suppress(UnwritableFile):
                replace_bytes(self.place, msgspec.msgpack.encode(self._known))


def _name(path: Path) -> str:
    """Give where a file really is, as a text that can be kept: its name may be none."""
    return os.fsencode(os.path.realpath(path)).decode("utf-8", "backslashreplace")
