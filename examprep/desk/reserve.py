"""What practice leaves to mock exams, kept in the cache folder: it hangs on the banks alone.

Drawing it from a large library takes longer than the rest of the home page together.
"""

from __future__ import annotations

import contextlib
from hashlib import blake2b
from pathlib import Path

import msgspec

from examprep import __version__, stash
from examprep.banks.library import Library
from examprep.exams.outlines import Outline
from examprep.files import MEBIBYTE
from examprep.places import cache_folder

# Raised with every change of what is kept back, or how it is drawn.
_RESERVE = 1
_MAGIC = f"examprep reserve {__version__}.{_RESERVE}\n".encode()
_MOST = 20
_NAMES = msgspec.msgpack.Decoder(frozenset[str])


def key_of(library: Library, outline: Outline) -> str:
    """Give what the reserve of an outline is known by: the same for the same items and areas."""
    catalogue = library.catalogue()
    numbers = {full: n for n, (_, names) in enumerate(outline.by_area) for full in names}
    total = blake2b(_MAGIC + repr((outline.id, outline.by_area)).encode(), digest_size=20)
    total.update("\n".join(catalogue.names).encode())
    total.update(catalogue.kinds + library.by_area(numbers))
    total.update(repr(sorted(library.endless())).encode())
    total.update(
        repr(sorted((name, sorted(ones)) for name, ones in library.enemies().items())).encode()
    )
    return total.hexdigest()


def kept(key: str) -> frozenset[str] | None:
    """Give the names that were kept, if they are whole."""
    body = stash.kept(_path(key), _MAGIC, MEBIBYTE)
    if body is not None:
        with contextlib.suppress(ValueError):
            return _NAMES.decode(body)
    return None


def keep(key: str, names: frozenset[str]) -> None:
    """Keep names, and the last few besides; what cannot be kept costs time alone."""
    stash.keep(_path(key), _MAGIC, msgspec.msgpack.encode(sorted(names)), _MOST)


def _path(key: str) -> Path:
    return cache_folder() / "reserve" / key
