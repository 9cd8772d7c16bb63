"""One archive of a bank: the same bytes for the same bank, with a hash of every file in it.

It holds the bank's TOML files and pictures and a manifest; `unpacked` trusts none of it before
every name, size and hash has been looked at.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rtoml
import tomli_w

from examprep.archives import Archive, Limits, pack, unsafe_name
from examprep.banks.folders import HEAD_FILE
from examprep.banks.reader import RawBank, read_tables
from examprep.errors import ExamprepError, NewerFormat, UnreadableFile
from examprep.files import MEBIBYTE, read_bytes, reason
from examprep.text import printable

# Hidden, so that an archive that was unpacked by hand is a bank like any other.
MANIFEST = ".manifest.toml"
FORMAT = 1
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
BESIDE = frozenset({"readme", "license", "changelog"})
LIMITS = Limits(members=10_000, member=64 * MEBIBYTE, whole=512 * MEBIBYTE)
_LARGEST = 256 * MEBIBYTE
# What examprep itself puts beside a bank: not worth a word when it stays behind.
_OWN = frozenset({MANIFEST, ".taplo.toml", "bank.schema.json"})


@dataclass(frozen=True, slots=True)
class Packed:
    """A bank's files by name, and what was left out because a bank has no use for it."""

    files: dict[str, bytes]
    left: tuple[str, ...] = ()


def belongs(name: str) -> bool:
    """Tell whether a file is a part of a bank: TOML, a picture, what says who wrote it."""
    path = Path(name)
    if any(part.startswith(".") for part in path.parts):
        return False
    if path.suffix.lower() in PICTURES:
        return True
    is_text = path.suffix == ".toml" or path.stem.casefold() in BESIDE
    return len(path.parts) == 1 and is_text


def files_of(path: Path) -> Packed:
    """Read the files of a bank; links are left out, for they may lead anywhere.

    Raises:
        ExamprepError: a file cannot be read, or the bank is larger than a bank may be.
    """
    if not path.is_dir():
        return Packed({HEAD_FILE: read_bytes(path, LIMITS.member)})
    names = _names(path)
    wanted = [name for name in names if belongs(name) and not (path / name).is_symlink()]
    if len(wanted) > LIMITS.members:
        raise ExamprepError(f"{path}: it has more than {LIMITS.members:,} files")
    files = {name: read_bytes(path / name, LIMITS.member) for name in wanted}
    if sum(map(len, files.values())) > LIMITS.whole:
        raise ExamprepError(f"{path}: it is larger than {LIMITS.whole // MEBIBYTE} MB")
    return Packed(files, _others(names, files))


def _names(folder: Path) -> list[str]:
    """List what lies in a folder and its folders; folders that are links are not entered."""
    found: list[str] = []
    try:
        for place, inner, names in os.walk(folder):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            found += [(Path(place) / name).relative_to(folder).as_posix() for name in names]
    except OSError as error:
        raise UnreadableFile(f"{folder}: cannot be read: {reason(error)}") from error
    return sorted(found)


def _others(names: Iterable[str], files: dict[str, bytes]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in files and name not in _OWN)


def digest(files: dict[str, bytes]) -> str:
    """Give the hash of a whole bank: of its files' names and hashes."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return whole.hexdigest()


def packed(bank: RawBank) -> tuple[bytes, Packed]:
    """Make the archive of a bank, and tell which files went in and which were left out.

    Raises:
        ExamprepError: a file cannot be read, or a name is one that some system cannot have.
    """
    found = files_of(bank.path)
    for name in found.files:
        if wrong := unsafe_name(name):
            raise ExamprepError(f"{bank.path / name}: {wrong}; rename it")
    head = bank.bank
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "bank": head.id,
        "version": head.version,
        "title": head.title,
        "items": len(bank.items),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in found.files.items()},
    }
    first = (MANIFEST, tomli_w.dumps(manifest).encode())
    return pack([first, *sorted(found.files.items())]), found


def unpacked(path: Path) -> Packed:
    """Take a packed bank apart in memory; an archive with no manifest is taken too.

    A single folder around everything, as other programs make it, is looked through.

    Raises:
        UnreadableFile: it is no archive, breaks a rule, or is not what its manifest says.
        NewerFormat: it was packed by a later examprep.
    """
    archive = Archive(path, read_bytes(path, _LARGEST), LIMITS)
    prefix = _folder_around(archive.names())
    names = {name.removeprefix(prefix): name for name in archive.names()}
    files = {name: archive.read(names[name]) for name in names if belongs(name)}
    tables = [name for name in files if name.endswith(".toml")]
    if HEAD_FILE not in files and len(tables) != 1:
        raise UnreadableFile(f"{path}: it holds no bank: there is no {HEAD_FILE} in it")
    if MANIFEST in names:
        _verify(path, archive.read(names[MANIFEST]), files)
    return Packed(files, _others(names, files))


def _folder_around(names: list[str]) -> str:
    first = names[0].partition("/") if names else ("", "", "")
    prefix = f"{first[0]}/"
    return prefix if first[1] and all(name.startswith(prefix) for name in names) else ""


def _verify(path: Path, manifest: bytes, files: dict[str, bytes]) -> None:
    try:
        said = rtoml.loads(manifest.decode())
        wanted = dict(said.get("files", {}))
    except (ValueError, TypeError) as error:
        raise UnreadableFile(f"{path}: its {MANIFEST} cannot be read") from error
    number = said.get("format")
    if isinstance(number, int) and number > FORMAT:
        raise NewerFormat(f"{path}: it was packed by a later examprep; update examprep")
    for name in sorted({*wanted, *files}):
        if hashlib.sha256(files.get(name, b"")).hexdigest() != wanted.get(name):
            words = "was changed after it was packed, or is damaged: ask for the archive again"
            raise UnreadableFile(f"{path}: {printable(name)[:80]} {words}")


def read_packed(bank: Path) -> RawBank:
    """Read the bank that is to be packed.

    Raises:
        ExamprepError: it has a fault; the first is named.
    """
    found, problems = read_tables(bank)
    first = next((problem for problem in problems if problem.severity == "error"), None)
    if found is None or first:
        raise ExamprepError(f"{first}; mend the bank first: examprep bank check {bank}")
    return found
