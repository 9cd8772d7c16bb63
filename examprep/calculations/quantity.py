"""Amounts as people type them, read exactly: `1,250 mL`, `.5`, `1/2`, `33 1/3`, `1:1000`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from examprep.calculations.units import canonical
from examprep.errors import UnclearAnswer
from examprep.words import tr

MOST_CHARACTERS = 60
# `0,500` is no thousands: elsewhere it means a half, so it is asked again.
_DIGITS = r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)"
_NUMBER = re.compile(
    rf"""=?\s*(?P<sign>[-+\u2212\u2013]?)\s*\$?\s*
    (?:(?P<whole>{_DIGITS})\s+(?P<part>\d+)\s*/\s*(?P<of>\d+)
     |(?P<top>{_DIGITS})\s*(?P<bar>[/:])\s*(?P<bottom>{_DIGITS})
     |(?P<decimal>{_DIGITS}(?:\.\d*)?|\.\d+))
    \s*(?P<unit>.*)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number with a unit; the unit is empty where none was typed."""

    value: Fraction
    unit: str = ""


def _plain(text: str) -> Fraction:
    return Fraction(text.replace(",", "").rstrip("."))


def _value(found: re.Match[str]) -> Fraction:
    if found["decimal"] is not None:
        return _plain(found["decimal"])
    if found["whole"] is not None:
        return _plain(found["whole"]) + Fraction(int(found["part"]), int(found["of"]))
    return _plain(found["top"]) / _plain(found["bottom"])


def read_quantity(text: str) -> Quantity:
    """Read a typed amount.

    Raises:
        UnclearAnswer: it is no number, or could be read in two ways.
    """
    typed = text.strip()
    if len(typed) > MOST_CHARACTERS:
        raise UnclearAnswer(tr("That is too long for an amount; type a number and its unit."))
    found = _NUMBER.fullmatch(typed)
    unit = found["unit"].strip() if found else ""
    if not found or re.search(
        r"[\d,.]", unit.removesuffix(".").replace("m2", "").replace("m^2", "")
    ):
        raise UnclearAnswer(tr("Type one number, with its unit if you like: 2.5 mL."))
    try:
        value = _value(found)
    except ZeroDivisionError:
        raise UnclearAnswer(tr("A fraction can't have zero below the line.")) from None
    return Quantity(
        -value if found["sign"] in {"-", "\u2212", "\u2013"} else value, canonical(unit)
    )
