"""Puts banks into the library of this machine, brings them up to date, takes them away.

A bank is read from a place beside the library first, and moved in only when it can be used; what
it replaces is kept in `.replaced` until the next update.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import rtoml

from examprep import places
from examprep.banks.difference import Difference, difference
from examprep.banks.folders import HEAD_FILE, find_banks, own_banks
from examprep.banks.ledger import Entry, after_update, entry_of, forget, keep
from examprep.banks.loose import read_loose
from examprep.banks.moving import INCOMING, kept_at, move_back, move_in, restore, was_interrupted
from examprep.banks.packing import Packed, digest
from examprep.banks.reader import RawBank, read_tables
from examprep.errors import ExamprepError, UnwritableFile
from examprep.files import reason

_PATIENCE = 10  # seconds
_VERSION = re.compile(r"([0-9]+(?:\.[0-9]+)*)(?:-([^+]*))?")


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done with one bank: `change` from the one that was there, if there was one."""

    bank: RawBank
    place: Path
    left: tuple[str, ...] = ()
    before: str = ""
    change: Difference | None = None


@contextmanager
def library_lock(banks: Path) -> Iterator[None]:
    """Keep other programs from changing the library meanwhile; mend what a crash left behind."""
    from filelock import FileLock, Timeout

    try:
        banks.mkdir(parents=True, exist_ok=True)
        with FileLock(banks / ".lock", timeout=_PATIENCE):
            restore(banks)
            yield
    except Timeout as error:
        raise ExamprepError("another examprep is changing the library: try again") from error
    except OSError as error:
        raise UnwritableFile(f"{banks}: cannot be written: {reason(error)}") from error


def mend(banks: Path) -> None:
    """Put back a bank that an interrupted update took away; nothing where one goes on just now."""
    from filelock import FileLock, Timeout

    if was_interrupted(banks):
        with suppress(Timeout, OSError), FileLock(banks / ".lock", timeout=0):
            restore(banks)


def placed(number: str) -> Path | None:
    """Find an added bank by its id, whatever its folder is called; a broken one by its folder."""
    folder, broken = own_banks(), None
    every = find_banks(folder) if folder.is_dir() else []
    # A bank that was added stands under its id: most often no other has to be read.
    for path in sorted(every, key=lambda one: _id_of(one) != number):
        bank, _ = read_tables(path)
        if bank and bank.bank.id == number:
            return path
        if bank is None and _id_of(path) == number:
            broken = path
    return broken


@contextmanager
def staged(files: Packed, banks: Path) -> Iterator[RawBank]:
    """Write a bank beside the library and read it.

    Raises:
        ExamprepError: it has a fault; nothing stays.
    """
    banks.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=INCOMING, dir=banks))
    try:
        for name, data in files.files.items():
            _write(folder / name, data)
        bank, problems = read_tables(folder if HEAD_FILE in files.files else _only(folder))
        faults = [problem for problem in problems if problem.severity == "error"]
        if bank is None or faults:
            more = f" (and {len(faults) - 1:,} more)" if len(faults) > 1 else ""
            first = str(faults[0]).replace(f"{folder}{os.sep}", "") if faults else "no bank"
            raise ExamprepError(f"{first}{more}; nothing was added")
        yield bank
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    """Write a file of a folder that is not in use yet: it need not appear whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _only(folder: Path) -> Path:
    return next(folder.glob("*.toml"), folder)


def install(
    files: Packed, source: str, today: date, *, update: bool = False, force: bool = False
) -> Installed:
    """Put a bank into the library.

    Raises:
        ExamprepError: it has a fault, its id is taken, or it is older than the one there.
        UnwritableFile: the disk refuses; the library is as it was.
    """
    banks = own_banks()
    with library_lock(banks), staged(files, banks) as bank:
        number, there = bank.bank.id, placed(bank.bank.id)
        before, change = "", None
        if is_shipped(number):
            raise ExamprepError(f"a bank {number} comes with examprep; give yours another id")
        if there:
            before = _version_of(there)
            _may_replace(bank, before, source, update=update, force=force)
            change = difference(read_loose(there), read_loose(bank.path))
        target = banks / number
        fresh = Entry(number, source, bank.bank.version, digest(files.files), today)
        keys = [one.id for one in change.of("key")] if change else []
        folder = bank.path if bank.path.is_dir() else bank.path.parent
        move_in(folder, target, there)
        try:
            keep(banks, after_update(entry_of(banks, number), fresh, keys, today))
        except UnwritableFile:
            move_back(folder, target, there)
            raise
        return Installed(bank, target, files.left, before, change)


def is_shipped(number: str) -> bool:
    """Tell whether a bank of this id comes with examprep."""
    return any(_id_of(path) == number for path in find_banks(places.shipped_banks()))


def _version_of(path: Path) -> str:
    bank, _ = read_tables(path)
    return bank.bank.version if bank else ""


def _may_replace(bank: RawBank, before: str, source: str, *, update: bool, force: bool) -> None:
    """See that a bank may take the place of the one there, whose version was `before`."""
    number, version = bank.bank.id, bank.bank.version
    if not update:
        command = f"examprep bank update {number} --from {shlex.quote(source)}"
        raise ExamprepError(f"the bank {number} is here already; to take this one: {command}")
    if before and _parts(version) < _parts(before) and not force:
        words = f"it is version {version}, older than {before} here"
        raise ExamprepError(f"{number}: {words} (--force takes it all the same)")


def _id_of(path: Path) -> str:
    return path.stem if not path.is_dir() else path.name


def _parts(version: str) -> tuple[Any, ...]:
    """Make a version comparable: `1.0` is `1.0.0`, and `1.0.0-beta` comes before it."""
    found = _VERSION.match(version)
    numbers = [int(part) for part in found[1].split(".")] if found else []
    while numbers and not numbers[-1]:
        numbers.pop()
    before = found[2] if found else None
    return numbers, not before, [_rank(one) for one in (before or "").split(".")]


def _rank(part: str) -> tuple[int, int, str]:
    return (0, int(part), "") if part.isdecimal() else (1, 0, part)


def remove(number: str) -> Path:
    """Take an added bank out of the library; it stays in `.replaced` until the next change.

    Raises:
        ExamprepError: there is no such bank among those that were added.
    """
    banks = own_banks()
    with library_lock(banks):
        there = placed(number)
        if there is None:
            stays = f"{number}: it comes with examprep and stays"
            none = f"no bank {number} was added here (examprep bank list)"
            raise ExamprepError(stays if is_shipped(number) else none)
        old = kept_at(banks, there.name)
        there.rename(old)
        forget(banks, number)
        return old


def only_bank(banks: dict[str, Packed], number: str) -> Packed:
    """Pick the bank with an id from those of a source.

    Raises:
        ExamprepError: none of them has the id any more.
    """
    ids = {name: _declared(files) for name, files in banks.items()}
    for name, found in ids.items():
        if found == number:
            return banks[name]
    raise ExamprepError(f"the source has no bank {number} any more, but {', '.join(ids.values())}")


def _declared(files: Packed) -> str:
    """Read the id that a bank gives itself."""
    text = files.files.get(HEAD_FILE) or next(iter(files.files.values()), b"")
    try:
        return str(rtoml.loads(text.decode()).get("id", ""))
    except ValueError:
        return ""
