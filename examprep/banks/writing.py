"""A bank while it is written: read anew at each save; what is broken stays as it was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from examprep.banks.finding import ids_of
from examprep.banks.folders import HEAD_FILE
from examprep.banks.item import Bank, Item
from examprep.banks.lint import lint
from examprep.banks.reader import read_bank
from examprep.banks.source import load_source
from examprep.problems import Problem

Lines = dict[str, tuple[Path, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a bank. `stale` items stand as they were when they could last be read."""

    path: Path
    bank: Bank | None = None
    items: tuple[Item, ...] = ()
    lines: Lines = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    stale: frozenset[str] = frozenset()

    def of_item(self, name: str) -> tuple[Problem, ...]:
        """Give the problems of an item by its id."""
        return tuple(problem for problem in self.problems if problem.item == name)

    def of_others(self, name: str) -> tuple[Problem, ...]:
        """Give the problems of everything but an item."""
        return tuple(problem for problem in self.problems if problem.item != name)

    def place_of(self, name: str) -> tuple[Path, int]:
        """Give where to mend or change an item: at its first fault, else where it begins."""
        path, line = self.lines.get(name, (self.path, 1))
        own = [one for one in self.of_item(name) if one.line and one.severity == "error"]
        if not own and (name in self.stale or not name):
            own = [one for one in self.problems if one.line and one.severity == "error"]
            own = [one for one in own if one.path == path] or own
        return (own[0].path, own[0].line) if own else (path, line)


def read_again(
    path: Path,
    known_areas: frozenset[str],
    today: date,
    variants: int,
    before: Reading | None = None,
) -> Reading:
    """Read and check a bank; what is broken now stays as it was read before.

    Args:
        path: the bank, a folder or a file.
        known_areas: the areas of all outlines, such as `ptce-2026:2.2`.
        today: the day by which an item is out of date.
        variants: how many variants of each template to draw and check.
        before: the reading before this one, if there was one.
    """
    bank_file, problems = read_bank(path)
    if bank_file is None:
        return _all_as_before(path, problems, before)
    problems = [*problems, *lint([bank_file], known_areas, today, variants)]
    lines = dict(bank_file.lines)
    kept = _kept(before, lines, problems) if before else []
    for item in kept:
        lines[item.id] = before.lines[item.id] if before else (path, 0)
    items = sorted((*bank_file.items, *kept), key=lambda item: _order(lines[item.id]))
    names = frozenset(item.id for item in kept)
    return Reading(path, bank_file.bank, tuple(items), lines, _sorted(problems), names)


def _all_as_before(path: Path, problems: list[Problem], before: Reading | None) -> Reading:
    if before is None:
        return Reading(path, problems=_sorted(problems))
    names = frozenset(item.id for item in before.items)
    return Reading(path, before.bank, before.items, before.lines, _sorted(problems), names)


def _kept(before: Reading, lines: Lines, problems: list[Problem]) -> list[Item]:
    """Give the items that cannot be read now but still stand in their file."""
    missing = [item for item in before.items if item.id not in lines]
    errors = [problem for problem in problems if problem.severity == "error"]
    refused = {problem.item for problem in errors if problem.item}
    broken = {problem.path for problem in errors if not problem.item}
    written = {
        path: {name for name, _ in ids_of(load_source(path))}
        for path in {before.lines[item.id][0] for item in missing} & broken
    }
    return [
        item
        for item in missing
        if item.id in refused or item.id in written.get(before.lines[item.id][0], ())
    ]


def _order(place: tuple[Path, int]) -> tuple[bool, str, int]:
    path, line = place
    return path.name != HEAD_FILE, path.name, line


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    ranks = {"error": 0, "warning": 1, "info": 2}
    return tuple(sorted(problems, key=lambda p: (ranks[p.severity], str(p.path), p.line)))
