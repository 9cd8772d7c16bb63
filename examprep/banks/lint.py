"""Finds item-writing flaws in sound banks: missing facts are errors, matters of style warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from examprep.banks.balance import uneven
from examprep.banks.facts import Finding, missing_facts
from examprep.banks.flaws import Vocabulary, flaws
from examprep.banks.item import Item
from examprep.banks.reader import BankFile
from examprep.banks.similar import near_duplicates
from examprep.banks.variants import template_of
from examprep.banks.wording import readings
from examprep.calculations.proving import prove
from examprep.problems import Problem


def lint(
    bank_files: Sequence[BankFile], known_areas: frozenset[str], today: date, variants: int = 100
) -> list[Problem]:
    """Look for flaws in banks that were read without error, and for questions asked twice.

    Args:
        bank_files: the banks; stems are compared across all of them.
        known_areas: the areas of all outlines, such as `ptce-2026:2.2`.
        today: the day by which an item is out of date.
        variants: how many variants of each template to draw and check; with 0 none is proved.
    """
    found: list[Problem] = []
    for bank_file in bank_files:
        found += _of_items(bank_file, known_areas, today)
        found += of_templates(bank_file, variants)
        path, line = bank_file.head
        found += [Problem(path, line, "warning", *words) for words in _split(uneven(bank_file))]
    found += _of_twins(bank_files)
    return found


def _split(found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Put an empty item id between message and hint, as `Problem` has it."""
    for message, hint in found:
        yield message, "", hint


def _of_items(bank_file: BankFile, known_areas: frozenset[str], today: date) -> Iterator[Problem]:
    vocabulary = Vocabulary(bank_file.items)
    for item in bank_file.items:
        path, line = bank_file.lines[item.id]
        for message, hint in missing_facts(item, known_areas, today):
            yield Problem(path, line, "error", message, item.id, hint)
        for message, hint in (*flaws(item, vocabulary), *readings(item)):
            yield Problem(path, line, "warning", message, item.id, hint)


def of_templates(bank_file: BankFile, variants: int, file: Path | None = None) -> Iterator[Problem]:
    """Prove the templates of a bank, or only those that stand in one of its files."""
    for item in bank_file.items if variants else ():
        path, line = bank_file.lines[item.id]
        if item.recipe and file in {None, path}:
            for message, hint in _proof(item, variants):
                yield Problem(path, line, "error", message, item.id, hint)


@lru_cache(maxsize=4096)
def _proof(item: Item, variants: int) -> tuple[Finding, ...]:
    """Prove one template; of a bank that is read again and again only what changed is."""
    template = template_of(item)[0]
    return tuple(prove(template, variants).findings) if template else ()


def _of_twins(bank_files: Sequence[BankFile]) -> Iterator[Problem]:
    placed: list[tuple[BankFile, Item]] = [(b, item) for b in bank_files for item in b.items]
    for first, second, likeness in near_duplicates([item.stem for _, item in placed]):
        other = placed[first][1]
        bank_file, item = placed[second]
        path, line = bank_file.lines[item.id]
        words = "the same stem as" if likeness >= 100 else "nearly the same stem as"  # noqa: PLR2004
        yield Problem(path, line, "warning", f"{words} {other.name}", item.id)
