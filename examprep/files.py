"""Reading files with a cap and replacing them whole; the faults come out as one clear line."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from examprep.errors import UnreadableFile, UnwritableFile
from examprep.words import msg, tr

_DOCUMENT = 0o644
MEBIBYTE = 1024 * 1024
_WORDS = {
    errno.ENOSPC: msg("the disk is full"),
    errno.EDQUOT: msg("your disk quota is used up"),
    errno.EACCES: msg("you may not write there"),
    errno.EPERM: msg("you may not write there"),
    errno.EROFS: msg("the disk is read-only"),
    errno.EIO: msg("the disk reports a fault"),
    errno.ENOENT: msg("there is no such file"),
    errno.EISDIR: msg("it is a folder"),
    errno.ENOTDIR: msg("a part of its path is not a folder"),
}


def reason(error: OSError) -> str:
    """Say in a few words why the system refused."""
    known = _WORDS.get(error.errno or 0)
    return tr(known) if known else (error.strerror or str(error)).lower()


def read_bytes(path: Path, limit: int = 256 * MEBIBYTE) -> bytes:
    """Read a whole file of at most `limit` bytes.

    Raises:
        UnreadableFile: it cannot be opened, is not a regular file, or is larger than `limit`.
    """
    try:
        if not path.is_file():
            word = tr("it is not a regular file") if path.exists() else tr("there is no such file")
            raise UnreadableFile(tr("{path}: cannot be read: {word}", path=path, word=word))
        size = path.stat().st_size
        if size > limit:
            raise UnreadableFile(
                tr(
                    "{path}: it is larger than the {most} MB allowed",
                    path=path,
                    most=limit // MEBIBYTE,
                )
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            tr("{path}: cannot be read: {reason}", path=path, reason=reason(error))
        ) from error


def sync_folder(folder: Path) -> None:
    """Make a file's creation or renaming survive a power cut, where folders can be synced."""
    with contextlib.suppress(OSError):  # Windows and some network drives cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _let_others(path: Path, handle: int) -> None:
    """Give a new file the rights of the one that it replaces, or those of a plain document."""
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(path.stat().st_mode) if path.exists() else _DOCUMENT)


def replace_bytes(path: Path, data: bytes, *, shared: bool = False) -> None:
    """Replace a file whole: after a crash the old or the new content stands there, never a mix.

    A new file is its owner's alone; with `shared` others may read it, and a file that was there
    keeps who may do what.

    Raises:
        UnwritableFile: nothing was changed.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            if shared:
                _let_others(path, file.fileno())
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        sync_folder(path.parent)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise UnwritableFile(
            tr("{path}: cannot be written: {reason}", path=path, reason=reason(error))
        ) from error
