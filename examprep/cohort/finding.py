"""Finding the files of a cohort: files and folders as they are named, never anything outside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from examprep.errors import UnreadableFile
from examprep.files import reason
from examprep.problems import Problem
from examprep.words import tr

MOST_FILES = 100_000
_MISSING = tr("there is no such file or folder")
_NAMES = tr("a class goes by the name that examprep cohort list shows")


@dataclass(slots=True)
class Found:
    """The files to read, each once and in order, and what is wrong with others."""

    paths: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _real: set[str] = field(default_factory=set)

    def add(self, path: Path) -> None:
        """Take a file, unless it is there under another name."""
        real = os.path.realpath(path)
        if real not in self._real:
            self._real.add(real)
            self.paths.append(path)
        if len(self.paths) > MOST_FILES:
            words = tr("there are more than {most:,} files", most=MOST_FILES)
            raise UnreadableFile(f"{path.parent}: {words}")

    def warn(self, path: Path, message: str, hint: str = "") -> None:
        """Note that something is left out."""
        self.problems.append(Problem(path, 0, "warning", message, hint=hint))

    def refused(self, error: OSError) -> None:
        """Note a folder that cannot be read."""
        self.warn(Path(str(error.filename)), tr("cannot be read: {reason}", reason=reason(error)))


def find(sources: Iterable[Path]) -> Found:
    """Find the files that sources name: of a folder every `*.toml`, whatever is hidden left out.

    Raises:
        UnreadableFile: there are too many.
    """
    found = Found()
    for source in sources:
        if source.is_dir():
            for path in _walk(source, found):
                found.add(path)
        elif os.path.lexists(source):
            found.add(source)
        else:
            found.problems.append(Problem(source, 0, "error", _MISSING, hint=_NAMES))
    return found


def _walk(folder: Path, found: Found) -> Iterator[Path]:
    real = os.path.realpath(folder)
    for place, folders, files in os.walk(folder, onerror=found.refused):
        here = Path(place)
        _enter(here, folders, found)
        for name in sorted(files):
            if name.lower().endswith(".toml") and name[0] not in ".~":
                yield from _inside(here / name, real, found)


def _enter(here: Path, folders: list[str], found: Found) -> None:
    """Leave in the list only the folders to go into: none that is hidden or a link."""
    for name in sorted(folders):
        if (here / name).is_symlink():
            found.warn(here / name, tr("is a link to a folder and was not followed"))
    folders[:] = [name for name in sorted(folders) if not name.startswith(".")]


def _inside(path: Path, folder: str, found: Found) -> Iterator[Path]:
    """Give a file, unless it is a link to somewhere outside of the folder."""
    target = os.path.realpath(path) if path.is_symlink() else ""
    if target and os.path.commonpath([target, folder]) != folder:
        found.warn(
            path, tr("is a link out of the folder and was not followed"), tr("name it by itself")
        )
        return
    yield path
