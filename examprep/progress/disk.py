"""The system calls behind the progress file, in one place so that a test can fail each of them."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from examprep.progress.lock import LockFile
from examprep.words import tr

LOCK_SECONDS = 10.0
CHUNK = 1 << 24
# Windows and some network drives cannot sync a folder; they say so in one of these ways.
NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF)


class Disk:
    """The calls that can fail; every one raises OSError when it does."""

    def __init__(self, lock_seconds: float = LOCK_SECONDS) -> None:
        self.lock_seconds = lock_seconds

    def open(self, path: Path, flags: int) -> int:
        """Open a file for bytes; a file made here is its owner's alone."""
        return os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)

    def status(self, handle: int) -> os.stat_result:
        """Give size, time and identity of an open file."""
        return os.fstat(handle)

    def named(self, path: Path) -> os.stat_result:
        """Give the identity of the file that the path names now."""
        return path.stat()

    def read(self, handle: int, start: int) -> bytes:
        """Read from `start` to the end."""
        os.lseek(handle, start, os.SEEK_SET)
        parts = []
        while part := os.read(handle, CHUNK):
            parts.append(part)
        return b"".join(parts)

    def write(self, handle: int, data: bytes) -> int:
        """Write once; the answer is how many bytes went out."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Wait until the file's bytes are on the medium."""
        if sys.platform == "darwin":
            import fcntl  # fsync alone leaves the bytes in the drive's cache there

            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
        os.fsync(handle)

    def cut(self, handle: int, length: int) -> None:
        """Cut an open file to `length` bytes."""
        os.ftruncate(handle, length)

    def close(self, handle: int) -> None:
        """Close a file; what was synced before is safe whatever closing says."""
        with contextlib.suppress(OSError):
            os.close(handle)

    def rename(self, source: Path, target: Path) -> None:
        """Give a file another name."""
        source.rename(target)

    def remove(self, path: Path) -> None:
        """Delete a file."""
        path.unlink()

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it."""
        folder.mkdir(parents=True, exist_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Make a new name in a folder survive a power cut, where folders can be opened."""
        try:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            if error.errno not in NO_FOLDER_SYNC:
                raise

    @contextmanager
    def lock(self, lock: LockFile) -> Iterator[None]:
        """Hold a lock between processes.

        Raises:
            TimeoutError: another process held it for `lock_seconds`.
        """
        lock.acquire(self.lock_seconds)
        try:
            yield
        finally:
            lock.release()


DISK = Disk()


def write_new(disk: Disk, path: Path, data: bytes) -> None:
    """Make a file that must not stand there yet: it appears whole or not at all.

    Raises:
        FileExistsError: something stands there.
        OSError: nothing was made.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, tr("a file of that name stands there already"))
    disk.make_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        handle = disk.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            write_all(disk, handle, data)
        finally:
            disk.close(handle)
        disk.rename(temporary, path)
        temporary = path
        disk.sync_folder(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            disk.remove(temporary)
        raise


def write_all(disk: Disk, handle: int, data: bytes) -> None:
    """Write all of `data` in one call and wait until it is on the medium.

    Raises:
        OSError: a part at most was written.
    """
    if disk.write(handle, data) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    disk.sync(handle)


def append_all(disk: Disk, handle: int, data: bytes, start: int) -> None:
    """Put all of `data` at the end, at `start`; a failure is taken back, if that can be done.

    Raises:
        OSError: it is not on the medium.
    """
    try:
        if data:
            write_all(disk, handle, data)
        else:
            disk.sync(handle)
    except OSError:
        with contextlib.suppress(OSError):
            disk.cut(handle, start)
            disk.sync(handle)
        raise


def keep_aside(disk: Disk, path: Path, torn: bytes) -> Path:
    """Write bytes durably to `<path>.torn-<n>`; a file that has them already will do.

    Raises:
        OSError: they are not kept.
    """
    for number in itertools.count(1):
        side = path.with_name(f"{path.name}.torn-{number}")
        with contextlib.suppress(OSError):
            if side.read_bytes() == torn:
                return side
        if not os.path.lexists(side):
            write_new(disk, side, torn)
            return side
    raise AssertionError  # pragma: no cover - the count has no end
