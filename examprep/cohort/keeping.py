"""Parts kept in the cache folder by the hash of the file they were read from.

Where a part is damaged, of another version of the program or not there, the file is read anew.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import blake2b
from pathlib import Path

from examprep import __version__
from examprep.cohort.part import Part, pack, unpack
from examprep.cohort.reading import LIMIT, TOO_MUCH, part_of
from examprep.errors import UnreadableFile
from examprep.files import read_bytes
from examprep.places import cache_folder
from examprep.progress.record import FOLD
from examprep.stash import sealed, unsealed
from examprep.words import language

PART = 5
"""Raised with every change of what a part is; what is wrong with it is said in a language."""
MAGIC = f"examprep part {__version__} {FOLD}.{PART} {language()}\n".encode()


def digest_of(data: bytes) -> str:
    """Give the hash by which the content of a file is known."""
    return blake2b(data, digest_size=20).hexdigest()


def content(path: Path) -> bytes:
    """Read a whole file.

    Raises:
        UnreadableFile: it cannot be read or is too large.
    """
    return read_bytes(path, LIMIT)


def folder() -> Path:
    """Give where parts are kept; it may be deleted at any time."""
    return cache_folder() / "cohort"


def kept(digest: str) -> Part | None:
    """Give the part that was kept of a content."""
    try:
        body = unsealed(MAGIC, _place(digest).read_bytes())
        return None if body is None else unpack(body)
    except (OSError, ValueError):  # msgspec's faults, and texts that are none
        return None


def keep(digest: str, part: Part) -> None:
    """Keep the part of a content; one that cannot be kept costs time, nothing else."""
    body, place = pack(part), _place(digest)
    temporary = place.with_name(f"{digest}.{os.getpid()}.new")
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(sealed(MAGIC, body))
        temporary.replace(place)


def read_anew(path: Path) -> tuple[str, Part]:
    """Read a file without the cache, then keep what it gave; give its hash too.

    Raises:
        UnreadableFile: it cannot be read or is too large.
    """
    data = content(path)
    digest, part = digest_of(data), part_of(data)
    if not (part.fault and part.fault.message == TOO_MUCH):  # tomorrow there may be room
        keep(digest, part)
    return digest, part


def digest_at(path: Path) -> str:
    """Give the hash of a file, nothing for one that cannot be read."""
    try:
        return digest_of(content(path))
    except UnreadableFile:
        return ""


def _place(digest: str) -> Path:
    return folder() / f"{digest}.part"
