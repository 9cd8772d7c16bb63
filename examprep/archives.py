"""Zip archives of strangers, read in memory: every name, size and ratio is checked first.

Nothing is unpacked to the disk here; whoever writes a member uses its name, which is safe to
join to a folder on every system.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from examprep.errors import UnreadableFile
from examprep.files import MEBIBYTE
from examprep.text import HIDDEN, one_line, plural
from examprep.words import tr

MOST_MEMBERS = 100_000
LARGEST_MEMBER = 256 * MEBIBYTE
LARGEST_IN_ALL = 1024 * MEBIBYTE
_MOST_RATIO = 200
_SMALL = MEBIBYTE  # a small member may shrink as much as it likes: an empty form does
_LONGEST = 240
# Names that Windows takes for devices, whatever stands behind the dot.
# So do dots and spaces at the end of a name, which it drops.
_DEVICE = re.compile(r"^(?:(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|.*[. ])$", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold: members, and bytes of one and of all."""

    members: int = MOST_MEMBERS
    member: int = LARGEST_MEMBER
    whole: int = LARGEST_IN_ALL


def unsafe_name(name: str) -> str:
    """Say what is wrong with a member's name; empty where it can be joined to a folder."""
    if not 0 < len(name) <= _LONGEST:
        return tr("its name is empty or too long")
    if HIDDEN.search(name) or _UNSAFE.search(name):
        return tr("its name has characters that no file name may have")
    parts = name.rstrip("/").split("/")
    if not {"", ".", ".."}.isdisjoint(parts):
        return tr("its name leads out of the archive")
    if any(map(_DEVICE.match, parts)):
        return tr("its name means a device on Windows")
    return ""


class Archive:
    """An open zip archive whose directory has been checked.

    Raises:
        UnreadableFile: on opening, it is no zip archive or breaks a rule; one clear line.
    """

    def __init__(self, path: Path, data: bytes, limits: Limits | None = None) -> None:
        self.path = path
        self._limits = limits or Limits()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise UnreadableFile(
                tr("{path}: it is no zip archive, or it is damaged", path=path)
            ) from error
        found = self._zip.infolist()
        if len(found) > self._limits.members:
            raise UnreadableFile(
                tr(
                    "{path}: it holds {files}, too many",
                    path=path,
                    files=plural(len(found), "file"),
                )
            )
        if not all(one.filename for one in found):  # `is_dir` looks at the last letter
            raise UnreadableFile(tr("{path}: it holds a file whose name is empty", path=path))
        self._members = {one.filename: one for one in found if not one.is_dir()}
        self._check(found)

    def _check(self, found: list[zipfile.ZipInfo]) -> None:
        seen: set[str] = set()
        for one in found:
            wrong = unsafe_name(one.filename) or _unsafe_kind(one) or self._unsafe_size(one)
            same = unicodedata.normalize("NFC", one.filename).rstrip("/").casefold()
            if same in seen:
                wrong = wrong or tr("another file has this name, but for the case of letters")
            if wrong:
                raise UnreadableFile(f"{self.path}: {_shown(one.filename)}: {wrong}")
            seen.add(same)
        if sum(one.file_size for one in found) > self._limits.whole:
            words = tr(
                "unpacked it is larger than the {most} MB allowed",
                most=self._limits.whole // MEBIBYTE,
            )
            raise UnreadableFile(f"{self.path}: {words}")

    def _unsafe_size(self, one: zipfile.ZipInfo) -> str:
        if one.file_size > self._limits.member:
            return tr(
                "it is larger than the {most} MB allowed", most=self._limits.member // MEBIBYTE
            )
        if one.file_size > _SMALL and one.file_size > _MOST_RATIO * max(1, one.compress_size):
            return tr("it is packed too tightly to be a real file")
        return ""

    def names(self) -> list[str]:
        """List the files in it, in the archive's order."""
        return list(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """Give the bytes of a file, unpacked."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """Unpack one file; no more than its directory entry promises is ever read.

        Raises:
            KeyError: there is no such file in it.
            UnreadableFile: the file is damaged.
        """
        one = self._members[name]
        try:
            with self._zip.open(one) as member:
                data = member.read(one.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise UnreadableFile(
                tr("{path}: {name}: it is damaged", path=self.path, name=_shown(name))
            ) from error
        except (RuntimeError, ValueError, MemoryError) as error:  # lzma and friends of old zips
            raise UnreadableFile(
                tr("{path}: {name}: it cannot be read", path=self.path, name=_shown(name))
            ) from error
        if len(data) != one.file_size:
            raise UnreadableFile(
                tr(
                    "{path}: {name}: its size is not what it says",
                    path=self.path,
                    name=_shown(name),
                )
            )
        return data


def _shown(name: str) -> str:
    """Give a stranger's file name as it may stand in a message: on one line."""
    return one_line(name)[:80]


def _unsafe_kind(one: zipfile.ZipInfo) -> str:
    mode = one.external_attr >> 16
    if one.flag_bits & _ENCRYPTED:
        return tr("it is locked with a password")
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return tr("it is a link or a device, not a file")
    return ""


def pack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Make a zip archive that is the same for the same files: no times, no owner."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, data)
    return whole.getvalue()
