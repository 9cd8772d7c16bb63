"""What is kept on this machine: folders, settings, banks, candidates, classes, caches."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from examprep import places
from examprep.cli.checkup import Row, rows_of
from examprep.errors import ExamprepError
from examprep.files import MEBIBYTE, read_bytes
from examprep.text import plural

_LEAST_FREE = 50 * MEBIBYTE


def folders() -> Iterator[Row]:
    """Look whether each folder can be written, or could be made."""
    from examprep.banks.folders import own_banks

    named = (
        ("answers", places.candidates_folder()),
        ("own banks", own_banks()),
        ("settings", places.config_folder()),
        ("cache", places.cache_folder()),
        ("reports", places.reports_folder()),
    )
    for name, folder in named:
        yield _folder(name, folder)
    yield Row("shipped banks", str(places.shipped_banks()))
    yield from _space(places.data_folder())


def _folder(name: str, folder: Path) -> Row:
    there = _nearest(folder)
    mend = "set EXAMPREP_HOME to a folder where you may write"
    if not there.is_dir():
        return Row(name, str(folder), f"{there} is in the way: it is no folder", mend)
    if not os.access(there, os.W_OK | os.X_OK):
        return Row(name, str(folder), f"you may not write in {there}", mend)
    return Row(name, str(folder) if there == folder else f"{folder} (made when needed)")


def _nearest(folder: Path) -> Path:
    """Give the folder, or the nearest place above it that is there."""
    return next(one for one in (folder, *folder.parents) if os.path.lexists(one))


def _space(folder: Path) -> Iterator[Row]:
    try:
        free = shutil.disk_usage(_nearest(folder)).free
    except OSError:  # some network drives do not say
        return
    found = f"{free // MEBIBYTE:,} MB"
    if free < _LEAST_FREE:
        yield Row("free space", found, "the disk is nearly full", "make room before you study")
    else:
        yield Row("free space", found)


def settings() -> Iterator[Row]:
    """Look at the settings file."""
    from examprep.settings import load_settings, settings_path

    path = settings_path()
    yield Row("settings file", str(path) if path.exists() else f"{path} (none: defaults)")
    yield from rows_of(load_settings()[1], "mend the line, or delete it: the default is used")


def banks() -> Iterator[Row]:
    """Look at the installed banks."""
    from examprep.banks.library import Library

    with closing(Library.open(keep=False)) as library:
        count, every = library.count(), library.banks()
        found = f"{plural(len(every), 'bank')}, {plural(count, 'question')}"
        if count:
            yield Row("banks", found)
        else:
            yield Row("banks", found, "there is nothing to ask", "install examprep again")
        errors = [one for one in library.problems() if one.severity == "error"]
        yield from rows_of(errors, "mend the file, or take the bank out: examprep bank remove ID")


def candidates(held: dict[Path, bytes]) -> Iterator[Row]:
    """Look at every progress file; fill `held` with what each holds."""
    from examprep.progress.candidates import Candidates
    from examprep.progress.check import check_file

    known, strange = Candidates().list()
    yield Row("candidates", ", ".join(one.name for one in known) or "none yet")
    mend = "it is left untouched: put a copy of it in its place, or move it away"
    yield from rows_of(strange, mend)
    for one in known:
        try:
            held[one.path] = read_bytes(one.path)
        except ExamprepError:  # gone or locked since it was listed: the check says so
            held.pop(one.path, None)
        problems = check_file(one.path)
        told = "sound" if not any(p.severity != "info" for p in problems) else "has problems"
        size = len(held.get(one.path, b""))
        yield Row(one.name, f"{one.path}, {_kilobytes(size)}, {told}")
        yield from rows_of(problems, f'see: examprep progress check "{one.path}"')


def classes() -> Iterator[Row]:
    """Look at the list of classes and their sources."""
    from examprep.cohort.registry import cohorts, registry_path

    try:
        known = cohorts()
    except ExamprepError as error:
        words = str(error).removeprefix(f"{registry_path()}: ")
        wrong, _, mend = words.partition("; ")
        yield Row("classes", str(registry_path()), wrong, mend or "look at the file")
        return
    yield Row("classes", ", ".join(known) or "none")
    for name, sources in known.items():
        for source in sources:
            if not source.exists():
                mend = f'connect the drive, or: examprep cohort remove "{name}"'
                yield Row("", str(source), f"a source of the class {name} is not there", mend)


def caches() -> Iterator[Row]:
    """Tell how large the caches are; they may be deleted at any time."""
    folder = places.cache_folder()
    for name, pattern in (("bank indexes", "banks/*"), ("snapshots", "snapshots/*")):
        sizes = [*_sizes(folder.glob(pattern))]
        yield Row(name, f"{plural(len(sizes), 'file')}, {_kilobytes(sum(sizes))}")


def _sizes(paths: Iterable[Path]) -> Iterator[int]:
    for path in paths:
        try:
            yield path.stat().st_size
        except OSError:  # thrown away by another process meanwhile
            continue


def _kilobytes(size: int) -> str:
    return f"{-(-size // 1024):,} KB"
