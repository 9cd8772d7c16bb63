"""Copies in the cache folder, sealed: one that is damaged or of another version is as good as none.

`magic` names what a copy is and by which version of the program; the seal is a hash of its body.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import blake2b
from pathlib import Path

from examprep.errors import UnreadableFile, UnwritableFile
from examprep.files import MEBIBYTE, read_bytes, replace_bytes

SUM = 16
"""Bytes of the hash."""
_LARGEST = 256 * MEBIBYTE


def name_for(path: Path) -> str:
    """Give a file name for what is kept of a path: the same for the same place on this machine."""
    return blake2b(os.fsencode(path.absolute()), digest_size=12).hexdigest()


def sealed(magic: bytes, body: bytes) -> bytes:
    """Give a body with its magic and its seal in front."""
    return magic + blake2b(body, digest_size=SUM).digest() + body


def unsealed(magic: bytes, stored: bytes) -> memoryview | None:
    """Give the body of what was sealed, unless a byte of it is another one."""
    start = len(magic) + SUM
    body = memoryview(stored)[start:]
    whole = stored[:start] == magic + blake2b(body, digest_size=SUM).digest()
    return body if whole else None


def kept(path: Path, magic: bytes, limit: int = _LARGEST) -> memoryview | None:
    """Give the body of a copy; None where there is none that can be trusted."""
    try:
        return unsealed(magic, read_bytes(path, limit))
    except UnreadableFile:
        return None


def keep(path: Path, magic: bytes, body: bytes, most: int = 0) -> None:
    """Keep a copy; one that cannot be kept costs time, nothing else.

    With `most` only so many of the same ending stay in the folder, the last ones.
    """
    with contextlib.suppress(UnwritableFile, OSError):
        replace_bytes(path, sealed(magic, body))
        if most:
            every = path.parent.glob(f"*{path.suffix}")
            for old in sorted(every, key=lambda one: one.stat().st_mtime)[:-most]:
                old.unlink()
