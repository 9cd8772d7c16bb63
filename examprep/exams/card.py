"""The reference card: conversions, formulas and abbreviations, read from `card.toml` beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import rtoml

from examprep.days import short

_FILE = Path(__file__).parent / "card.toml"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the card: what, what it is, and an aside that may be empty."""

    left: str
    right: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the card; `lead` says how to read it, `verified` is the day it was checked."""

    id: str
    title: str
    rows: tuple[Row, ...]
    sources: tuple[str, ...]
    verified: date
    lead: str = ""

    @property
    def source_line(self) -> str:
        """Give the sources with the day they were checked."""
        return f"{'; '.join(self.sources)}; checked {short(self.verified)}"

    def only(self, words: Sequence[str]) -> Section:
        """Keep the rows in which every word stands, counting the title to each row."""
        rows = tuple(row for row in self.rows if _holds(f"{self.title} {_text(row)}", words))
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Card:
    """All sections, in order."""

    sections: tuple[Section, ...]

    def section(self, name: str) -> Section | None:
        """Find a section by its number, its id or a beginning of it, or a word of its title."""
        wanted = name.strip().casefold()
        if wanted.isdecimal():
            return next((one for n, one in enumerate(self.sections, 1) if str(n) == wanted), None)
        begun = (one for one in self.sections if wanted and one.id.startswith(wanted))
        titled = (one for one in self.sections if wanted and wanted in one.title.casefold())
        return next(begun, None) or next(titled, None)

    def search(self, text: str) -> tuple[Section, ...]:
        """Give the sections with the rows that hold every word of a text, where there are any."""
        found = (section.only(text.casefold().split()) for section in self.sections)
        return tuple(section for section in found if section.rows)


@cache
def card() -> Card:
    """Read the card."""
    raw = rtoml.loads(_FILE.read_text(encoding="utf-8"))
    return Card(tuple(_section(**one) for one in raw["section"]))


def _section(rows: list[list[str]], sources: list[str], **raw: str | date) -> Section:
    return Section(rows=tuple(Row(*row) for row in rows), sources=tuple(sources), **raw)  # type: ignore[arg-type]


def _text(row: Row) -> str:
    return f"{row.left} {row.right} {row.note}"


def _holds(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
