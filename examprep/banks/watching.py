"""Checks banks again when their files are saved, and tells what a change brought.

The files are watched by the system where it can, else looked at several times a second.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, cast

from examprep.banks.finding import bank_of
from examprep.banks.folders import find_banks
from examprep.problems import Problem

# Milliseconds: what is saved together, the wait for more, and how soon silence is told.
_TOGETHER, _MORE, _SILENCE = 400, 60, 400
_POLL = 300
# What a file looks like while an editor or a sync is still writing it.
_HALF = ("not valid TOML", "cannot be read", "has no head", "holds no bank", "the folder has no")

Check = Callable[[Path], list[Problem]]


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
    bank: Path, files: Iterable[Path], before: Iterable[Problem], after: Iterable[Problem]
) -> Change:
    """Tell new problems from old ones. A problem that only moved to another line is the same."""
    old, now = list(before), list(after)
    stood, stands = Counter(map(_same, old)), Counter(map(_same, now))
    fresh, gone = stands - stood, stood - stands
    new = _taken(now, fresh)
    return Change(
        bank,
        tuple(sorted(files)),
        new=tuple(new),
        mended=tuple(_taken(old, gone)),
        left=tuple(problem for problem in now if not any(problem is one for one in new)),
    )


def _same(problem: Problem) -> tuple[Path, str, str, str]:
    return problem.path, problem.severity, problem.item, problem.message


def _taken(
    problems: Iterable[Problem], counts: Counter[tuple[Path, str, str, str]]
) -> list[Problem]:
    """Take as many problems of each kind as are counted."""
    left = Counter(counts)
    found: list[Problem] = []
    for problem in problems:
        if left[_same(problem)] > 0:
            left[_same(problem)] -= 1
            found.append(problem)
    return found


@dataclass(slots=True)
class Watch:
    """The banks that are watched, with the problems each had when it was checked last."""

    check: Check
    paths: tuple[Path, ...]
    found: dict[Path, list[Problem]] = field(default_factory=dict)
    _waiting: dict[Path, set[Path]] = field(default_factory=dict)

    def begin(self) -> None:
        """Check every bank for the first time."""
        for bank in self._banks():
            self.found[bank] = self.check(bank)

    def saved(self, files: Iterable[Path]) -> list[Change]:
        """Check the banks of files that were saved; of what seems half saved nothing is told yet.

        With no files, as after a while of silence, what waited is told however it stands.
        """
        files = list(files)
        banks = {*self.found, *self._banks()} if files else set()
        for file in files:
            if (bank := self._bank(file)) in banks:
                self._waiting.setdefault(bank, set()).add(file)
        changes: list[Change] = []
        for bank, saved in list(self._waiting.items()):
            problems = self.check(bank)
            change = compare(bank, saved, self.found.get(bank, []), problems)
            if files and _seems_half(change):
                continue
            del self._waiting[bank]
            self.found[bank] = problems
            changes.append(change)
        return changes

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
