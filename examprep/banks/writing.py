"""A bank while it is written: read anew at each save; what is broken stays as it was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from examprep.banks.finding import Place, ids_of
from examprep.banks.folders import HEAD_FILE
from examprep.banks.item import Bank, Item
from examprep.banks.lint import lint, of_templates
from examprep.banks.reader import read_bank
from examprep.banks.source import load_source
from examprep.problems import Problem

_VARIANTS = 100
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

    def by_nearness(self, name: str) -> tuple[Problem, ...]:
        """Give all problems, an item's own first, their files as seen from the bank."""
        own = [problem for problem in self.problems if problem.item == name]
        others = [problem for problem in self.problems if problem.item != name]
        return tuple(replace(one, path=Path(one.path.name)) for one in (*own, *others))

    def place_of(self, name: str) -> tuple[Path, int]:
        """Give where to mend or change an item: at its first fault, else where it begins."""
        path, line = self.lines.get(name, (self.path, 1))
        errors = [one for one in self.problems if one.line and one.severity == "error"]
        faults = [one for one in errors if one.item == name]
        if not faults and (name in self.stale or not name):
            faults = sorted(errors, key=lambda one: one.path != path)
        return (faults[0].path, faults[0].line) if faults else (path, line)


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
    files = {before.lines[item.id][0] for item in missing}
    written = _written([problem for problem in problems if problem.severity == "error"], files)
    return [item for item in missing if item.id in written]


def _written(errors: list[Problem], files: set[Path]) -> set[str]:
    """Name the items that errors leave out: those they name, and those in files they break."""
    broken = {problem.path for problem in errors if not problem.item}
    found = {problem.item for problem in errors}
    for path in files & broken:
        found |= {name for name, _ in ids_of(load_source(path))}
    return found


def _order(place: tuple[Path, int]) -> tuple[bool, str, int]:
    path, line = place
    return path.name != HEAD_FILE, path.name, line


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    ranks = {"error": 0, "warning": 1, "info": 2}
    return tuple(sorted(problems, key=lambda p: (ranks[p.severity], str(p.path), p.line)))


def problems_of_file(
    place: Place, known_areas: frozenset[str], today: date
) -> tuple[list[Problem], list[Problem]]:
    """Check the file that was edited, proving its templates; and what else its bank has.

    Returns:
        The problems of the file, and those of the bank's other files.
    """
    bank_file, problems = read_bank(place.bank)
    if bank_file:
        problems = [*problems, *lint([bank_file], known_areas, today, 0)]
        problems += of_templates(bank_file, _VARIANTS, place.path)
    found = sorted(problems, key=lambda one: (str(one.path), one.line))
    mine = [problem for problem in found if problem.path == place.path]
    return mine, [problem for problem in found if problem.path != place.path]
