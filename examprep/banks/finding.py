"""Finds where an item stands, also one with faults: by its name, in the files themselves."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from examprep import places
from examprep.banks.faults import nearest, quoted
from examprep.banks.folders import (
    HEAD_FILE,
    bank_files,
    find_banks,
    installed_folders,
    own_banks,
)
from examprep.banks.ledger import Entry, entry_of
from examprep.banks.source import Source, load_source
from examprep.errors import ExamprepError
from examprep.files import reason

_ID = re.compile(r"""^[ \t]*id[ \t]*=[ \t]*["']([^"'\n]+)["']""", re.MULTILINE)
_PLACE = re.compile(r"(.+?):([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, from 1, and the bank that the file belongs to: a folder or the file."""

    path: Path
    line: int
    bank: Path


def bank_of(path: Path) -> Path:
    """Give the bank that a file belongs to: its folder, if that is a bank."""
    return path.parent if (path.parent / HEAD_FILE).is_file() and not path.is_dir() else path


def is_kept(path: Path) -> bool:
    """Tell whether a file is not to be edited: it came with examprep, was added, is protected."""
    shipped = places.shipped_banks()
    packaged = (shipped.parent / "__init__.py").is_file()  # in a checkout they stand beside it
    inside = packaged and path.resolve().is_relative_to(shipped.resolve())
    return inside or not os.access(path, os.W_OK) or _added(path) is not None


def _added(path: Path) -> Entry | None:
    """Give what the library keeps of the added bank that a file belongs to."""
    banks = own_banks().resolve()
    file = path.resolve()
    if not file.is_relative_to(banks) or file == banks:
        return None
    return entry_of(banks, file.relative_to(banks).parts[0])


def kept_words(place: Place) -> str:
    """Say why a file is not edited here, and where it is, or how to get a copy that can be."""
    entry = _added(place.path)
    if entry:
        packed = Path(entry.source).is_file() and Path(entry.source).suffix != ".toml"
        unpack = "unpack it into a folder, " if packed else ""
        update = f"examprep bank update {entry.id}{' --from FOLDER' if packed else ''}"
        return (
            f"{place.path} is not edited: this bank was added, and an update would undo it. "
            f"Edit it where it came from ({entry.source}): {unpack}edit there, then: {update}. "
            f"Or make a bank of your own: examprep bank new my-{entry.id} --from {entry.id}"
        )
    name = place.bank.stem if place.bank.suffix == ".toml" else place.bank.name
    copy = f"my-{name}"
    return (
        f"{place.path} is not edited: it ships with the program or may not be written. "
        f"Make a copy: examprep bank new {shlex.quote(copy)} --from {shlex.quote(str(place.bank))}"
    )


def installed_bank(name: str) -> Path | None:
    """Give the folder or file of an installed bank by its id."""
    return next((path for path in _banks(installed_folders()) if _bank_id(path) == name), None)


def installed_ids() -> list[str]:
    """List the ids of the banks of this machine."""
    return [number for path in _banks(installed_folders()) if (number := _bank_id(path))]


def find_place(words: str, banks: Sequence[Path] = ()) -> Place:
    """Find what an author wants to edit.

    Args:
        words: `PATH`, `PATH:LINE`, `ID` or `BANK/ID`.
        banks: where to look for an id; by default the installed banks.

    Raises:
        ExamprepError: it is nowhere, or in several places; the text says which.
    """
    path, line = _file_and_line(words)
    if path.exists():
        file = path / HEAD_FILE if path.is_dir() else path
        if not file.is_file():
            raise ExamprepError(f"{path}: the folder has no {HEAD_FILE}, so it is no bank")
        return Place(file, line, bank_of(file))
    found, known = _with_id(words, banks)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{place.path}:{place.line}" for place in found)
        raise ExamprepError(f"{words} stands in several places: {listed}")
    hint = nearest(words, known) or "see examprep bank search"
    raise ExamprepError(f"there is no question {quoted(words)} ({hint})")


def _file_and_line(words: str) -> tuple[Path, int]:
    place = _PLACE.fullmatch(words)
    if place and not Path(words).exists():
        return Path(place[1]), max(1, int(place[2]))
    return Path(words), 1


def _with_id(words: str, banks: Sequence[Path]) -> tuple[list[Place], list[str]]:
    """Give every place where an item has this id or name, and all ids there are."""
    bank, _, number = words.rpartition("/")
    paths = _banks(banks or installed_folders())
    every = [
        (name, Place(file, line, path))
        for path in paths
        if not bank or _bank_id(path) == bank
        for file in _files(path)
        for name, line in ids_of(load_source(file))
    ]
    return [place for name, place in every if name == number], [name for name, _ in every]


def ids_of(source: Source) -> Iterator[tuple[str, int]]:
    """Give the id and the line of each item of a file, also of those that cannot be used."""
    seen = {
        raw["id"]: source.item_line(number)
        for number, raw in enumerate(source.items)
        if isinstance(raw, dict) and isinstance(raw.get("id"), str)
    }
    yield from seen.items()
    if source.problems:  # items that are not valid TOML can be found by their text only
        for match in _ID.finditer(source.text):
            if match[1] not in seen:
                yield match[1], source.text.count("\n", 0, match.start()) + 1


def _banks(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            continue
        try:
            yield from find_banks(path)
        except OSError as error:
            raise ExamprepError(f"{path}: cannot be read: {reason(error)}") from error


def _files(path: Path) -> list[Path]:
    try:
        return bank_files(path)
    except OSError as error:
        raise ExamprepError(f"{path}: cannot be read: {reason(error)}") from error


def _bank_id(path: Path) -> str:
    files = _files(path)
    return str(load_source(files[0]).tables.get("id", "")) if files else ""
