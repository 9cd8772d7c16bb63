"""The journal: one candidate's progress file, only ever appended to, and only under a lock.

What `append` has returned for is on the medium. Whatever fails before that leaves the file as
it was, or with a torn end that the next append sets aside.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from examprep.errors import NewerFormat, UnreadableFile, UnwritableFile
from examprep.files import reason
from examprep.progress.blocks import Block, render, whole_end
from examprep.progress.disk import DISK, Disk, append_all, keep_aside, write_new
from examprep.progress.head import new_head, read_head, unreadable
from examprep.progress.loaded import Loaded, read_blocks, read_tail
from examprep.progress.lock import LockFile
from examprep.progress.prefix import Prefix
from examprep.words import msg, tr

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
TOKEN_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append found and did.

    `foreign` are blocks that others had put into the file since; `end` is the file's length.
    With `reload`, another program replaced the file: fold it anew. `notices` are for the user.
    """

    foreign: list[Block]
    end: int
    notices: tuple[str, ...] = ()
    reload: bool = False


@dataclass(slots=True)
class _Pending:
    """What the next successful append still has to hand over."""

    foreign: list[Block] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    reload: bool = False
    owed: list[tuple[str, bytes]] = field(default_factory=list)


CHANGED = msg(
    "{name} was changed by another program; what was saved here since the start is kept in it"
)
ANOTHERS = msg("{path}: now holds another candidate's progress")
MOVED = msg("a half-written block at the end of {name} was moved to {side}")


class Journal:
    """One candidate's file; its methods may be called from several threads."""

    def __init__(self, path: Path, name: str, disk: Disk = DISK) -> None:
        self.path = path
        self.name = name
        self._disk = disk
        self._lock = LockFile(path.with_name(f"{path.name}.lock"))
        self._busy = Lock()
        self._token = draw_token()
        self._numbers = itertools.count(1)
        self._known: Prefix | None = None
        self._mine: dict[str, bytes] = {}
        self._pending = _Pending()

    @classmethod
    def create(cls, path: Path, name: str, created: datetime, disk: Disk = DISK) -> Journal:
        """Make the file of a new candidate.

        Raises:
            UnwritableFile: it could not be made, or a file stands there already.
        """
        journal = cls(path, name, disk)
        with _refusing(path):
            disk.make_folder(path.parent)
            with disk.lock(journal._lock):
                write_new(disk, path, new_head(name, created))
        return journal

    @classmethod
    def open(cls, path: Path, disk: Disk = DISK) -> Journal:
        """Open a file, reading only its head.

        Raises:
            UnreadableFile: it is missing, damaged or not a progress file.
            NewerFormat: a later program wrote it.
        """
        return cls(path, read_head(path).name, disk)

    def new_id(self) -> str:
        """Give an id that no other block has, on this machine or another."""
        return f"{self._token}-{next(self._numbers)}"

    def load(self) -> Loaded:
        """Read the whole file; a half-written last block is left out and reported.

        Raises:
            UnreadableFile: it is missing or damaged.
            NewerFormat: a later program wrote it.
        """
        with self._busy:
            return self._load()

    def read_tail(self, start: int, digest: blake2b | None = None) -> Appended | None:
        """Read only what stands behind the first `start` bytes, which a snapshot has.

        `digest` is the hash of those bytes, if it is known. None: load the whole file instead.

        Raises:
            UnreadableFile: the file is missing or cannot be read.
        """
        with self._busy:
            data, status = self._read()
            tail = data[start:]
            if len(data) < start or whole_end(tail, after_head=True) < len(tail):
                return None
            try:
                blocks = read_tail(tail)
            except ValueError:
                return None
            self._known = Prefix.of(data, start, status, digest)
            self._known.extend(tail)
            return Appended(blocks, len(data))

    def digest(self, length: int) -> str | None:
        """Give the hash of the first `length` bytes as they were read or written here."""
        with self._busy:
            known = self._known
            return known.digest.hexdigest() if known and known.length == length else None

    def append(self, blocks: Sequence[Block]) -> Appended:
        """Put blocks at the end of the file and wait until they are on the medium.

        The same blocks can be given again after a failure.

        Raises:
            UnwritableFile: nothing is acknowledged; the text says what to do.
        """
        with self._busy, _refusing(self.path):
            if self._known is None:
                self._load()
            with self._disk.lock(self._lock):
                return self._append([(block.id, render(block)) for block in blocks])

    def _read(self) -> tuple[bytes, os.stat_result]:
        try:
            handle = self._disk.open(self.path, os.O_RDONLY)
            try:
                status = self._disk.status(handle)
                return self._disk.read(handle, 0), status
            finally:
                self._disk.close(handle)
        except OSError as error:
            raise UnreadableFile(
                tr("{path}: cannot be read: {reason}", path=self.path, reason=reason(error))
            ) from error

    def _load(self) -> Loaded:
        data, status = self._read()
        if whole_end(data) < len(data):
            # Perhaps another window is writing at this moment: look again when it is done.
            with contextlib.suppress(OSError), self._disk.lock(self._lock):
                data, status = self._read()
        loaded = read_blocks(self.path, data)
        self._known = Prefix.of(data, loaded.end, status)
        self._pending = _Pending(owed=self._missing(loaded))
        return loaded

    def _missing(self, loaded: Loaded) -> list[tuple[str, bytes]]:
        """Give the blocks saved by this journal that the file does not hold any more."""
        if not self._mine:
            return []
        there = {one["id"] for many in loaded.blocks.values() for one in many}
        return [(name, data) for name, data in self._mine.items() if name not in there]

    def _append(self, rendered: list[tuple[str, bytes]]) -> Appended:
        handle = self._disk.open(self.path, os.O_RDWR | os.O_APPEND)
        try:
            known = self._catch_up(handle)
            there = {block.id for block in self._pending.foreign}  # left by a failed attempt
            wanted = [*self._pending.owed, *rendered]
            data = b"".join(block for name, block in wanted if name not in there)
            append_all(self._disk, handle, data, known.length)
            known.status = self._confirm(known)
            known.extend(data)
        finally:
            self._disk.close(handle)
        self._mine.update(rendered)
        done, self._pending = self._pending, _Pending()
        return Appended(done.foreign, known.length, tuple(done.notices), done.reload)

    def _confirm(self, known: Prefix) -> os.stat_result:
        """Make sure that the path still names the file that was written."""
        status = self._disk.named(self.path)
        if not os.path.samestat(status, known.status):
            raise OSError(tr("another program replaced it in this moment; try again"))
        return status

    def _catch_up(self, handle: int) -> Prefix:
        """Take in what others did to the file; all of it is known then."""
        known, status = self._known, self._disk.status(handle)
        assert known is not None  # `append` has loaded it  # noqa: S101
        if known.is_all_of(status):
            return known
        tail = known.bytes_behind(self._disk, handle, status)
        if tail is None:
            known, tail = self._start_over(self._disk.read(handle, 0), status)
        known.status = status
        end = whole_end(tail, after_head=True)
        if end < len(tail):
            self._set_aside(handle, tail[end:], known.length + end)
        self._take_in(handle, known, tail[:end])
        return known

    def _start_over(self, data: bytes, status: os.stat_result) -> tuple[Prefix, bytes]:
        """Go on with a file that another program put in the place of ours."""
        loaded = read_blocks(self.path, data)
        if loaded.head["candidate"] != self.name:
            raise UnwritableFile(tr(ANOTHERS, path=self.path))
        self._pending.owed = self._missing(loaded)
        self._pending.reload = True
        self._pending.foreign.clear()
        self._pending.notices.append(tr(CHANGED, name=self.path.name))
        self._known = Prefix.of(data, loaded.end, status)
        return self._known, data[loaded.end :]

    def _set_aside(self, handle: int, torn: bytes, start: int) -> None:
        """Keep a half-written block in a file of its own, then cut it off."""
        side = keep_aside(self._disk, self.path, torn)
        self._disk.cut(handle, start)
        self._pending.notices.append(tr(MOVED, name=self.path.name, side=side.name))

    def _take_in(self, handle: int, known: Prefix, tail: bytes) -> None:
        try:
            self._pending.foreign += read_tail(tail)
        except ValueError as error:
            read_blocks(self.path, self._disk.read(handle, 0))  # which names the line
            raise UnwritableFile(unreadable(self.path, error)) from error
        known.extend(tail)


@contextlib.contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn every fault into one line that says what to do: nothing was acknowledged."""
    try:
        yield
    except FileNotFoundError as error:
        hint = tr("if it was moved or renamed, put it back in its place")
        raise UnwritableFile(
            tr("{path}: the file is gone; {hint}", path=path, hint=hint)
        ) from error
    except OSError as error:
        raise UnwritableFile(
            tr("{path}: cannot be written: {reason}", path=path, reason=reason(error))
        ) from error
    except (UnreadableFile, NewerFormat) as error:  # never written to
        raise UnwritableFile(str(error)) from error


def draw_token() -> str:
    """Draw the first part of the ids that one opened journal gives out."""
    number = int.from_bytes(os.urandom(8), "big")
    return "".join(DIGITS[number // 36**place % 36] for place in range(TOKEN_LENGTH))
