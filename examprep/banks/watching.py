"""Checks banks again when their files are saved, and tells what a change brought.

The files are watched by the system where it can, else looked at several times a second.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, cast

from examprep.banks.finding import bank_of
from examprep.banks.folders import find_banks
from examprep.banks.writing import Reading
from examprep.problems import Problem

# Milliseconds: what is saved together, the wait for more, and how soon silence is told.
_TOGETHER, _MORE, _SILENCE = 400, 60, 400
_POLL = 300
# What a file looks like while an editor or a sync is still writing it.
_HALF = ("not valid TOML", "cannot be read", "has no head", "holds no bank", "the folder has no")

Check = Callable[[Path, Reading | None], Reading]
"""Reads and checks a bank, given the reading before."""


class Stop(Protocol):
    """What tells the watching to end, such as `threading.Event`."""

    def is_set(self) -> bool:
        """Tell whether to end."""


@dataclass(frozen=True, slots=True)
class Change:
    """What saving did to the problems of a bank; `left` stood there before too."""

    bank: Path
    files: tuple[Path, ...]
    new: tuple[Problem, ...]
    mended: tuple[Problem, ...]
    left: tuple[Problem, ...]


def compare(
    bank: Path, files: Iterable[Path], before: Iterable[Problem], now: Iterable[Problem]
) -> Change:
    """Tell new problems from old ones. A problem that only moved to another line is the same."""
    old, found = list(before), list(now)
    stood, stands = Counter(map(_same, old)), Counter(map(_same, found))
    new, left = _split(found, stands - stood)
    mended, _ = _split(old, stood - stands)
    return Change(bank, tuple(sorted(files)), tuple(new), tuple(mended), tuple(left))


def _same(problem: Problem) -> tuple[Path, str, str, str]:
    return problem.path, problem.severity, problem.item, problem.message


def _split(
    problems: Iterable[Problem], counts: Counter[tuple[Path, str, str, str]]
) -> tuple[list[Problem], list[Problem]]:
    """Take as many problems of each kind as are counted, and give the others beside them."""
    taken: list[Problem] = []
    others: list[Problem] = []
    for problem in problems:
        wanted = counts[_same(problem)] > 0
        counts[_same(problem)] -= wanted
        (taken if wanted else others).append(problem)
    return taken, others


@dataclass(slots=True)
class Watch:
    """The banks that are watched, each as it was read last.

    What was wrong with an item that cannot be read any more is kept aside: it is not mended.
    """

    check: Check
    paths: tuple[Path, ...]
    found: dict[Path, Reading] = field(default_factory=dict)
    _aside: dict[Path, list[Problem]] = field(default_factory=dict)
    _waiting: dict[Path, set[Path]] = field(default_factory=dict)

    def begin(self) -> None:
        """Check every bank for the first time."""
        for bank in self._banks():
            self.found[bank] = self.check(bank, None)

    def saved(self, files: Iterable[Path]) -> list[Change]:
        """Check the banks of files that were saved; of what seems half saved nothing is told yet.

        With no files, as after a while of silence, what waited is told however it stands.
        """
        files = list(files)
        banks = {*self.found, *self._banks()} if files else set()
        for file in files:
            if (bank := self._bank(file)) in banks:
                self._waiting.setdefault(bank, set()).add(file)
        told = [self._told(bank, hold=bool(files)) for bank in list(self._waiting)]
        return [change for change in told if change]

    def _told(self, bank: Path, *, hold: bool) -> Change | None:
        """Check a bank whose files were saved; give nothing while it is to wait."""
        change, reading = self._compared(bank, self._waiting[bank])
        if hold and _seems_half(change):
            return None
        del self._waiting[bank]
        self.found[bank] = reading
        self._aside[bank] = [one for one in change.mended if one.item in reading.stale]
        mended = tuple(one for one in change.mended if one.item not in reading.stale)
        return replace(change, mended=mended)

    def _compared(self, bank: Path, saved: Iterable[Path]) -> tuple[Change, Reading]:
        last = self.found.get(bank)
        reading = self.check(bank, last if last and last.bank else None)
        before = [*(last.problems if last else ()), *self._aside.get(bank, ())]
        return compare(bank, saved, before, reading.problems), reading

    @property
    def waits(self) -> bool:
        """Tell whether a file seems half saved."""
        return bool(self._waiting)

    def _banks(self) -> list[Path]:
        """Give the banks that are there now."""
        found: list[Path] = []
        for path in self.paths:
            with contextlib.suppress(OSError):  # the check says why it cannot be read
                found += find_banks(bank_of(path))
        return found or list(self.paths)

    def _bank(self, file: Path) -> Path:
        """Give the bank of a file; one that was watched stays its bank even without its head."""
        return file.parent if file.parent in self.found else bank_of(file)


def _seems_half(change: Change) -> bool:
    if any(words in problem.message for problem in change.new for words in _HALF):
        return True
    return not all(map(_has_text, change.files))


def _has_text(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def saves(
    paths: Iterable[Path], stop: Stop | None = None, *, poll: bool = False
) -> Iterator[set[Path]]:
    """Give the bank files that were saved, again and again; after a silence an empty set.

    Files are named as the paths were: below `our-bank` as `our-bank/week1.toml`.
    """
    real = {path.resolve(): path for path in paths}
    roots = {path if path.is_dir() else path.parent for path in real}
    for changed in _raw(roots, stop, poll=poll):
        found = {_named(Path(name), real) for name in changed} - {None}
        if found or not changed:
            yield cast("set[Path]", found)


def _named(file: Path, real: dict[Path, Path]) -> Path | None:
    """Give a file the name it has below the path that was asked for, if it is a bank's file."""
    if file.suffix != ".toml" or file.name.startswith("."):
        return None
    for root, asked in real.items():
        if file == root:
            return asked
        if file.is_relative_to(root):
            return asked / file.relative_to(root)
    return None


def _raw(roots: set[Path], stop: Stop | None, *, poll: bool) -> Iterator[set[str]]:
    from watchfiles import watch

    ways = (True,) if poll else (None, True)
    for place, way in enumerate(ways, 1):
        try:
            for changes in watch(
                *roots,
                watch_filter=None,
                debounce=_TOGETHER,
                step=_MORE,
                stop_event=stop,
                rust_timeout=_SILENCE,
                yield_on_timeout=True,
                force_polling=way,
                poll_delay_ms=_POLL,
            ):
                yield {name for _, name in changes}
        except (OSError, RuntimeError):
            if place == len(ways):
                raise
        else:
            return
