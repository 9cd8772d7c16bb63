"""What an item must say before a candidate may trust it: rationale, source, date, area."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from examprep.banks.faults import nearest, quoted
from examprep.banks.item import Item
from examprep.calculations.slips import SLIPS

Finding = tuple[str, str]
"""A message and a hint."""


def _whys(item: Item) -> Iterator[tuple[str, str]]:
    for number, option in enumerate(item.options, 1):
        yield f"option {number}", option.why
    for number, pair in enumerate(item.pairs, 1):
        yield f"pair {number}", pair.why
    for number, mistake in enumerate(item.mistakes, 1):
        yield f"mistake {number}", mistake.why


def _rationale(item: Item) -> Iterator[Finding]:
    if not item.explanation.strip():
        yield "`explanation` is missing", "the rule, then its use in this case"
    for place, why in _whys(item):
        if not why.strip():
            yield f"{place} has no `why`", ""
    if item.kind == "numeric" and not item.steps:
        yield "`steps` is missing", "the worked solution, line by line"


def _kinds(item: Item) -> Iterator[Finding]:
    for number, mistake in enumerate(item.mistakes, 1):
        if mistake.kind and mistake.kind not in SLIPS:
            hint = nearest(mistake.kind, SLIPS)
            yield f"mistake {number}: unknown kind {quoted(mistake.kind)}", hint


def _dates(item: Item, today: date) -> Iterator[Finding]:
    if item.verified is None:
        yield "`verified` is missing", "the day the fact was checked"
    elif item.verified > today:
        yield f"`verified` is a day to come, {item.verified}", ""
    if item.expires is not None and item.expires <= today:
        yield f"out of date since {item.expires}", "check the fact, then mend or remove the item"


def missing_facts(item: Item, known_areas: frozenset[str], today: date) -> Iterator[Finding]:
    """Give what is missing or no longer right."""
    yield from _rationale(item)
    yield from _kinds(item)
    if not item.sources:
        yield "`sources` is missing", "what a reader can look up, such as 21 CFR 1306.22(a)"
    yield from _dates(item, today)
    if not item.areas:
        yield "`areas` is missing", "the outline areas it belongs to"
    for area in item.areas:
        if area not in known_areas:
            yield f"unknown area {quoted(area)}", nearest(area, known_areas)
