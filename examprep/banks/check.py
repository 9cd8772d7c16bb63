"""Checks banks as their author wants it: reads them, lints them, reports in order of place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from examprep.banks.faults import quoted
from examprep.banks.folders import HEAD_FILE, find_banks, installed_folders
from examprep.banks.lint import lint
from examprep.banks.reader import BankFile, read_bank
from examprep.files import reason
from examprep.problems import Problem, Severity


def _bank_of(path: Path) -> Path:
    """Give the bank that a file belongs to: its folder, if that is a bank."""
    return path.parent if path.is_file() and (path.parent / HEAD_FILE).is_file() else path


def _listed(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    for path in paths:
        try:
            found = find_banks(_bank_of(path))
        except OSError as error:
            problems.append(Problem(path, 0, "error", f"cannot be read: {reason(error)}"))
            continue
        if not found and path not in installed_folders():
            hint = "a bank is a folder with bank.toml, or one TOML file"
            problems.append(Problem(path, 0, "error", "the folder holds no bank", hint=hint))
        yield from found


def _clash(bank_file: BankFile, first: BankFile) -> Problem:
    path, line = bank_file.head
    message = f"another bank has the id {quoted(bank_file.bank.id)}"
    return Problem(path, line, "error", message, hint=f"it stands in {first.path}")


@dataclass(frozen=True, slots=True)
class Checked:
    """How many banks and items can be used, and all problems in order of file and line."""

    banks: int
    items: int
    problems: list[Problem]

    def count(self, severity: Severity) -> int:
        """Count the problems of one severity."""
        return sum(problem.severity == severity for problem in self.problems)


def check_banks(
    paths: Iterable[Path], known_areas: frozenset[str], today: date, variants: int = 100
) -> Checked:
    """Read and lint all banks at some paths, drawing some variants of each template."""
    sound, problems = read_banks(paths)
    problems += lint(sound, known_areas, today, variants)
    items = sum(len(bank_file.items) for bank_file in sound)
    return Checked(len(sound), items, sorted(problems, key=lambda p: (str(p.path), p.line)))


def lint_banks(
    paths: Iterable[Path], known_areas: frozenset[str], today: date, variants: int = 100
) -> Checked:
    """Look only for flaws in what can be read; banks that cannot are named all the same."""
    sound, problems = read_banks(paths)
    broken = [problem for problem in problems if problem.severity == "error"]
    found = [*broken, *lint(sound, known_areas, today, variants)]
    items = sum(len(bank_file.items) for bank_file in sound)
    return Checked(len(sound), items, sorted(found, key=lambda p: (str(p.path), p.line)))


def read_banks(paths: Iterable[Path]) -> tuple[list[BankFile], list[Problem]]:
    """Read all banks at some paths, each id once, and say what is wrong with them."""
    problems: list[Problem] = []
    sound: dict[str, BankFile] = {}
    for path in dict.fromkeys(_listed(paths, problems)):
        bank_file, found = read_bank(path)
        problems += found
        first = sound.setdefault(bank_file.bank.id, bank_file) if bank_file else None
        if bank_file and first and first is not bank_file:
            problems.append(_clash(bank_file, first))
    return list(sound.values()), problems
