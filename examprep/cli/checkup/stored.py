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
from examprep.words import msg, tr

_LEAST_FREE = 50 * MEBIBYTE


def folders() -> Iterator[Row]:
    """Look whether each folder can be written, or could be made."""
    from examprep.banks.folders import own_banks

    named = (
        (msg("answers"), places.candidates_folder()),
        (msg("own banks"), own_banks()),
        (msg("settings"), places.config_folder()),
        (msg("cache"), places.cache_folder()),
        (msg("reports"), places.reports_folder()),
    )
    for name, folder in named:
        yield _folder(name, folder)
    yield Row(msg("shipped banks"), str(places.shipped_banks()))
    yield from _space(places.data_folder())


def _folder(name: str, folder: Path) -> Row:
    there = _nearest(folder)
    mend = tr("set EXAMPREP_HOME to a folder where you may write")
    if not there.is_dir():
        wrong = tr("{place} is in the way: it is no folder", place=there)
        return Row(name, str(folder), wrong, mend)
    if not os.access(there, os.W_OK | os.X_OK):
        return Row(name, str(folder), tr("you may not write in {place}", place=there), mend)
    later = "" if there == folder else tr("{folder} (made when needed)", folder=folder)
    return Row(name, later or str(folder))


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
        wrong, mend = tr("the disk is nearly full"), tr("make room before you study")
        yield Row(msg("free space"), found, wrong, mend)
    else:
        yield Row(msg("free space"), found)


def settings() -> Iterator[Row]:
    """Look at the settings file."""
    from examprep.settings import load_settings, settings_path

    path = settings_path()
    none = "" if path.exists() else tr("{path} (none: defaults)", path=path)
    yield Row(msg("settings file"), none or str(path))
    yield from rows_of(load_settings()[1], tr("mend the line, or delete it: the default is used"))


def banks() -> Iterator[Row]:
    """Look at the installed banks."""
    from examprep.banks.library import Library

    with closing(Library.open(keep=False)) as library:
        count, every = library.count(), library.banks()
        found = f"{plural(len(every), 'bank')}, {plural(count, 'question')}"
        if count:
            yield Row(msg("banks"), found)
        else:
            wrong, mend = tr("there is nothing to ask"), tr("install examprep again")
            yield Row(msg("banks"), found, wrong, mend)
        errors = [one for one in library.problems() if one.severity == "error"]
        mend = tr("mend the file, or take the bank out: examprep bank remove ID")
        yield from rows_of(errors, mend)


def candidates(held: dict[Path, bytes]) -> Iterator[Row]:
    """Look at every progress file; fill `held` with what each holds."""
    from examprep.progress.candidates import Candidates
    from examprep.progress.check import check_file

    known, strange = Candidates().list()
    yield Row(msg("candidates"), ", ".join(one.name for one in known) or tr("none yet"))
    mend = tr("it is left untouched: put a copy of it in its place, or move it away")
    yield from rows_of(strange, mend)
    for one in known:
        try:
            held[one.path] = read_bytes(one.path)
        except ExamprepError:  # gone or locked since it was listed: the check says so
            held.pop(one.path, None)
        problems = check_file(one.path)
        bad = any(problem.severity != "info" for problem in problems)
        told = tr("has problems") if bad else tr("sound")
        size = len(held.get(one.path, b""))
        yield Row(one.name, f"{one.path}, {_kilobytes(size)}, {told}")
        yield from rows_of(problems, tr('see: examprep progress check "{path}"', path=one.path))


def classes() -> Iterator[Row]:
    """Look at the list of classes and their sources."""
    from examprep.cohort.registry import cohorts, registry_path

    try:
        known = cohorts()
    except ExamprepError as error:
        words = str(error).removeprefix(f"{registry_path()}: ")
        wrong, _, mend = words.partition("; ")
        yield Row(msg("classes"), str(registry_path()), wrong, mend or tr("look at the file"))
        return
    yield Row(msg("classes"), ", ".join(known) or tr("none"))
    for name, sources in known.items():
        for source in sources:
            if not source.exists():
                mend = tr('connect the drive, or: examprep cohort remove "{name}"', name=name)
                wrong = tr("a source of the class {name} is not there", name=name)
                yield Row("", str(source), wrong, mend)


def caches() -> Iterator[Row]:
    """Tell how large the caches are; they may be deleted at any time."""
    folder = places.cache_folder()
    for name, pattern in ((msg("bank indexes"), "banks/*"), (msg("snapshots"), "snapshots/*")):
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
