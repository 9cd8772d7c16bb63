"""Moves a bank into the library in the place of an older one, so that a crash loses neither.

The older one goes to `.replaced`, and a note there says so until the new one stands. Whoever finds
the note without a bank puts the older one back.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from examprep.errors import UnreadableFile
from examprep.files import read_bytes, replace_bytes

REPLACED = ".replaced"
INCOMING = ".incoming-"
_NOTE = ".moving"


def kept_at(banks: Path, name: str) -> Path:
    """Make room in `.replaced` for a bank, and say where."""
    kept = banks / REPLACED / name
    if kept.is_dir():
        shutil.rmtree(kept)
    kept.unlink(missing_ok=True)
    kept.parent.mkdir(exist_ok=True)
    return kept


def move_in(fresh: Path, target: Path, there: Path | None) -> None:
    """Put a new folder at `target`; the older bank, if there is one, is kept once.

    Raises:
        OSError: the library is as it was.
    """
    fresh.chmod(0o755)
    if there is None:
        fresh.rename(target)
        return
    kept = kept_at(target.parent, there.name)
    note = kept.parent / _NOTE
    replace_bytes(note, f"{there.name}\n{target.name}\n".encode())
    there.rename(kept)
    try:
        fresh.rename(target)
    except OSError:
        kept.rename(there)
        raise
    finally:
        note.unlink()


def move_back(fresh: Path, target: Path, there: Path | None) -> None:
    """Undo `move_in`."""
    target.rename(fresh)
    if there is not None:
        (target.parent / REPLACED / there.name).rename(there)


def was_interrupted(banks: Path) -> bool:
    """Tell whether a move did not come to its end, or goes on at this moment."""
    return (banks / REPLACED / _NOTE).exists()


def restore(banks: Path) -> None:
    """Put back what an interrupted move took away, and drop what never got in; needs the lock."""
    for path in banks.glob(f"{INCOMING}*"):
        shutil.rmtree(path, ignore_errors=True)
    note = banks / REPLACED / _NOTE
    if not note.exists():
        return
    names = _named(note)
    if len(names) == 2:  # noqa: PLR2004 - the old and the new one
        there, target = (banks / name for name in names)
        kept = banks / REPLACED / names[0]
        if kept.exists() and not there.exists() and not target.exists():
            kept.rename(there)
    note.unlink()


def _named(note: Path) -> list[str]:
    """Read the names in a note; none where they could lead anywhere else."""
    try:
        names = read_bytes(note, 4096).decode().splitlines()
    except (UnreadableFile, UnicodeDecodeError):
        return []
    sound = all("/" not in name and name not in {"", ".", ".."} for name in names)
    return names if sound else []
