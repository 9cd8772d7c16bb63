"""A last resort: what could not be saved, kept in a file of its own that can be merged later."""

from __future__ import annotations

import contextlib
import itertools
import os
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from examprep.progress.blocks import Block, render
from examprep.progress.disk import DISK, write_new
from examprep.progress.head import new_head
from examprep.words import tr


def rescued(path: Path, name: str, created: datetime, blocks: Sequence[Block]) -> Path | None:
    """Write blocks as a progress file beside `path`, or where there is room; None if nowhere.

    It is called `<path>.rescued-<n>`, so no list of candidates shows it.
    """
    data = new_head(name, created) + b"".join(map(render, blocks))
    for folder in _folders(path):
        with contextlib.suppress(OSError):
            side = _free(folder / path.name)
            write_new(DISK, side, data)
            return side
    return None


def _folders(path: Path) -> Iterator[Path]:
    yield path.parent
    with contextlib.suppress(RuntimeError):
        yield Path.home()
    with contextlib.suppress(OSError):
        yield Path(tempfile.gettempdir())


def _free(path: Path) -> Path:
    sides = (path.with_name(f"{path.name}.rescued-{number}") for number in itertools.count(1))
    return next(side for side in sides if not os.path.lexists(side))


def words(side: Path | None, path: Path, entries: str) -> str:
    """Say what became of entries that could not be saved."""
    if side is None:
        return tr("{entries} could not be saved anywhere.", entries=entries)
    mend = f'examprep progress merge "{path}" "{side}" -o NEW.toml'
    return tr(
        "{entries} could not be saved there; kept in {side}. Once it is mended: {mend}",
        entries=entries,
        side=side,
        mend=mend,
    )
