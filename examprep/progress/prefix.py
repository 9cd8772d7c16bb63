"""The part of a progress file that is known: its length, its hash, its last bytes.

blake2b: 13 ms for 10 MB at 2.5 GHz, with or without special instructions of the processor.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import blake2b

from examprep.progress.disk import Disk

MARK = 64
# Hashing so many bytes takes less than a tenth of what a save to disk takes.
LONG = 1_000_000


def hasher(data: bytes | memoryview = b"") -> blake2b:
    """Start the hash by which the known part of a file is recognized."""
    return blake2b(data, digest_size=16)


@dataclass(slots=True)
class Prefix:
    """The bytes from the start of a file that were read or written here.

    `status` is what the system said of the file then.
    """

    length: int
    digest: blake2b
    mark: bytes
    status: os.stat_result

    @classmethod
    def of(
        cls, data: bytes, length: int, status: os.stat_result, digest: blake2b | None = None
    ) -> Prefix:
        """Take the first `length` bytes; `digest` is their hash, if it is known already."""
        known = digest or hasher(memoryview(data)[:length])
        return cls(length, known, data[max(0, length - MARK) : length], status)

    def extend(self, data: bytes) -> None:
        """Add the bytes that follow."""
        self.length += len(data)
        self.digest.update(data)
        self.mark = (self.mark + data[-MARK:])[-MARK:]

    def is_all_of(self, status: os.stat_result) -> bool:
        """Tell whether nobody has touched the file since."""
        same = os.path.samestat(self.status, status)
        changed = self.status.st_mtime_ns != status.st_mtime_ns
        return same and not changed and status.st_size == self.length

    def bytes_behind(self, disk: Disk, handle: int, status: os.stat_result) -> bytes | None:
        """Read what follows in an open file; None if it does not begin with the known bytes.

        Of a long file that stayed in place only the last known bytes are compared, so that the
        cost does not grow with its length; a short one, or another file in its place, is compared
        as a whole: systems give a new file the number of a deleted one.
        """
        if status.st_size < self.length:
            return None
        if self.length > LONG and os.path.samestat(self.status, status):
            data = disk.read(handle, self.length - len(self.mark))
            return data[len(self.mark) :] if data.startswith(self.mark) else None
        data = disk.read(handle, 0)
        same = hasher(memoryview(data)[: self.length]).digest() == self.digest.digest()
        return data[self.length :] if same else None
