"""Snapshots: bytes folded from a progress file, kept in the cache for one exact beginning of it.

What the bytes mean is the caller's business. A snapshot that is damaged, of another version of
the program or of other bytes is as good as none.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from examprep import __version__, stash
from examprep.errors import UnreadableFile
from examprep.files import read_bytes
from examprep.places import cache_folder
from examprep.progress.prefix import hasher

MAGIC = f"examprep snapshot {__version__}\n".encode()
SUM = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot's payload, and the length and hash of the beginning it was folded from."""

    payload: bytes
    length: int
    digest: blake2b


def snapshot_path(path: Path) -> Path:
    """Give where the snapshot of a progress file is kept."""
    name = hasher(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()
    return cache_folder() / "snapshots" / f"{name}.bin"


def save(path: Path, length: int, payload: bytes, digest: str | None) -> None:
    """Keep what was folded from the first `length` bytes of a progress file.

    `digest` is `Journal.digest(length)`; without it nobody knows which bytes were folded and
    nothing is kept. A snapshot that cannot be kept costs time at the next start, nothing else.
    """
    if digest is None:
        return
    body = length.to_bytes(8, "big") + bytes.fromhex(digest) + payload
    stash.keep(snapshot_path(path), MAGIC, body)


def load(path: Path) -> Kept | None:
    """Give the snapshot of a progress file that still begins with the very same bytes."""
    body = stash.kept(snapshot_path(path), MAGIC)
    if body is None:
        return None
    try:
        data = read_bytes(path)
    except UnreadableFile:
        return None
    length = int.from_bytes(body[:8], "big")
    digest = hasher(memoryview(data)[:length])
    if len(data) < length or digest.digest() != body[8 : 8 + SUM]:
        return None
    return Kept(bytes(body[8 + SUM :]), length, digest)
