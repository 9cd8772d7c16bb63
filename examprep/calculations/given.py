"""The givens of a template: what may be drawn, and the draw itself, by hash and not by chance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import shake_128

from examprep.calculations.recipe import Given
from examprep.calculations.units import Dims, Unit, unit_of
from examprep.errors import BadFormula
from examprep.words import tr

MOST_CHOICES = 100_000
_BYTES = 8
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,12}|/0*[1-9]\d{0,11})?", re.ASCII)
MOST_LETTERS = 200
Drawn = Fraction | str


@dataclass(frozen=True, slots=True)
class Column:
    """One name that a given gives a value to: its unit, how it is shown, and all its values."""

    name: str
    unit: str
    show: str
    dims: Dims
    is_text: bool = False
    values: tuple[Drawn, ...] = ()
    start: Fraction = Fraction(0)
    step: Fraction = Fraction(0)

    def at(self, place: int) -> Drawn:
        """Give the value of a choice, in base units."""
        return self.values[place] if self.values else self.start + place * self.step


@dataclass(frozen=True, slots=True)
class Source:
    """A given made ready to draw from: how many choices, and the columns they fill."""

    size: int
    columns: tuple[Column, ...]


def number(text: str) -> Fraction:
    """Read an exact number of a bank.

    Raises:
        BadFormula: it is none, or too long.
    """
    if not is_number(text):
        raise BadFormula(tr("{text!r} is no exact number", text=text[:24]))
    return Fraction(text)


def is_number(text: str) -> bool:
    """Tell whether a text is an exact number: 250, 0.125 or 1/3, of a sensible length."""
    return _NUMBER.fullmatch(text) is not None


def source_of(given: Given) -> Source:
    """Make a given ready.

    Raises:
        BadFormula: a number, unit or range of it makes no sense.
    """
    longest = max((len(text) for row in (given.pick, *given.rows) for text in row), default=0)
    if longest > MOST_LETTERS:
        raise BadFormula(
            tr(
                "{name}: a value has more than {most} characters",
                name=given.name,
                most=MOST_LETTERS,
            )
        )
    if given.rows:
        return Source(len(given.rows), tuple(_columns(given)))
    if given.words:
        column = Column(given.name, "", "", (), is_text=True, values=given.pick)
        return Source(len(given.pick), (column,))
    unit = unit_of(given.unit)
    if given.pick:
        values = tuple(number(text) * unit.factor for text in given.pick)
        column = Column(given.name, given.unit, given.show, unit.dims, values=values)
        return Source(len(values), (column,))
    return _range(given, unit)


def _range(given: Given, unit: Unit) -> Source:
    start, stop, step = number(given.start), number(given.stop), number(given.step)
    if step <= 0 or stop < start:
        raise BadFormula(
            tr("{name}: a range goes up from `from` to `to` by a `step` above 0", name=given.name)
        )
    size = int((stop - start) / step) + 1
    if size > MOST_CHOICES:
        raise BadFormula(
            tr(
                "{name}: a range has more than {most:,} values",
                name=given.name,
                most=MOST_CHOICES,
            )
        )
    by = unit.factor
    column = Column(given.name, given.unit, given.show, unit.dims, start=start * by, step=step * by)
    return Source(size, (column,))


def _columns(given: Given) -> list[Column]:
    if any(len(row) != len(given.columns) for row in given.rows):
        raise BadFormula(
            tr(
                "{name}: every row needs {count} values, as `columns`",
                name=given.name,
                count=len(given.columns),
            )
        )
    units = given.units or ("",) * len(given.columns)
    if len(units) != len(given.columns):
        raise BadFormula(
            tr("{name}: `units` needs one entry for each of `columns`", name=given.name)
        )
    found = []
    for place, (name, unit) in enumerate(zip(given.columns, units, strict=True)):
        texts = [row[place] for row in given.rows]
        found.append(_column(name, unit, texts))
    return found


def _column(name: str, unit: str, texts: Sequence[str]) -> Column:
    """Take a column as numbers where all of it can be read so, else as words."""
    known = unit_of(unit)
    try:
        values: tuple[Drawn, ...] = tuple(number(text) * known.factor for text in texts)
    except BadFormula:
        if unit:
            raise
        return Column(name, "", "", (), is_text=True, values=tuple(texts))
    return Column(name, unit, "", known.dims, values=values)


def draw(sources: Sequence[Source], seed: int, name: str, turn: int) -> dict[str, Drawn]:
    """Draw a value for every column; the same seed, item name and turn give the same.

    Hashing, not a random generator: its results can't change with the version of Python.
    """
    stream = shake_128(f"{seed}:{name}:{turn}".encode()).digest(_BYTES * len(sources))
    drawn: dict[str, Drawn] = {}
    for place, source in enumerate(sources):
        digits = int.from_bytes(stream[_BYTES * place : _BYTES * (place + 1)], "big")
        choice = digits % source.size
        for column in source.columns:
            drawn[column.name] = column.at(choice)
    return drawn
