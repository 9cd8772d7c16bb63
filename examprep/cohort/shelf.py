"""Memory for the columns of many files: in few large pieces, which go back whole when let go of.

Each column by itself would leave holes in which nothing large finds room.
"""

from __future__ import annotations

from mmap import mmap

PIECE = 32 * 1024 * 1024


class Shelf:
    """Keeps copies of bytes side by side; a piece lives as long as anything on it is in use."""

    def __init__(self, piece: int = PIECE) -> None:
        self._piece = piece
        self._left = memoryview(b"")

    def put(self, data: memoryview) -> memoryview:
        """Give a copy of some bytes, kept on the shelf."""
        size = data.nbytes
        if not size:
            return memoryview(b"")
        if size > len(self._left):
            self._left = memoryview(mmap(-1, max(size, self._piece)))
        found, self._left = self._left[:size], self._left[size:]
        found[:] = data
        return found.toreadonly()
