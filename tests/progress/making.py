"""Progress files and faults for the tests of this part."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from examprep.progress.blocks import Block, render
from examprep.progress.disk import Disk
from examprep.progress.head import new_head
from examprep.progress.journal import Journal
from examprep.progress.lock import LockFile

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HEAD = new_head("Maria", START)
FAULTS = (errno.ENOSPC, errno.EIO, errno.EACCES)


def response(name: str, second: int = 0, **more: Any) -> Block:
    at = START + timedelta(seconds=second)
    fields = {"id": name, "at": at, "attempt": "k3f9aa-1", "slot": 0, "chose": [2]}
    return Block("response", fields | {"credit": 1.0, "seconds": 41.7, "clock": 51.5} | more)


def file_of(*blocks: Block, head: bytes = HEAD) -> bytes:
    return head + b"".join(render(block) for block in blocks)


def made(folder: Path, *blocks: Block, disk: Disk | None = None) -> Journal:
    """Give a loaded journal of a file that holds these blocks."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "maria.toml"
    path.write_bytes(file_of(*blocks))
    journal = Journal.open(path, disk or Disk())
    journal.load()
    return journal


def ids(journal: Journal) -> list[str]:
    """Give the ids that a fresh reader finds in the file."""
    return [block.id for block in Journal.open(journal.path).load().in_order()]


class FailingDisk(Disk):
    """Fails the call with the number `at`, counted over all calls, with `error`.

    With `short`, a failing write puts half of its bytes out first, as a full disk does.
    With `lasting`, every later call of the same kind fails too.
    """

    def __init__(self, error: int = errno.EIO, *, short: bool = False, lasting: bool = False):
        super().__init__(lock_seconds=0.05)
        self.error = error
        self.short = short
        self.lasting = lasting
        self.at = -1
        self.calls: list[str] = []
        self._broken = ""

    def fail_at(self, number: int) -> None:
        self.at, self.calls, self._broken = number, [], ""

    def heal(self) -> None:
        self.fail_at(-1)

    def _count(self, name: str) -> None:
        if self._fails(name):
            raise OSError(self.error, os.strerror(self.error))

    def _fails(self, name: str) -> bool:
        self.calls.append(name)
        if len(self.calls) - 1 == self.at:
            self._broken = name
            return True
        return self.lasting and name == self._broken

    def open(self, path: Path, flags: int) -> int:
        self._count("open")
        return super().open(path, flags)

    def status(self, handle: int) -> os.stat_result:
        self._count("status")
        return super().status(handle)

    def named(self, path: Path) -> os.stat_result:
        self._count("named")
        return super().named(path)

    def read(self, handle: int, start: int) -> bytes:
        self._count("read")
        return super().read(handle, start)

    def write(self, handle: int, data: bytes) -> int:
        if self._fails("write"):
            if self.short:
                return super().write(handle, data[: len(data) // 2])
            raise OSError(self.error, os.strerror(self.error))
        return super().write(handle, data)

    def sync(self, handle: int) -> None:
        self._count("sync")
        super().sync(handle)

    def cut(self, handle: int, length: int) -> None:
        self._count("cut")
        super().cut(handle, length)

    def rename(self, source: Path, target: Path) -> None:
        self._count("rename")
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._count("remove")
        super().remove(path)

    def make_folder(self, folder: Path) -> None:
        self._count("make_folder")
        super().make_folder(folder)

    def sync_folder(self, folder: Path) -> None:
        self._count("sync_folder")
        super().sync_folder(folder)

    def lock(self, lock: LockFile) -> Any:
        self._count("lock")
        return super().lock(lock)
