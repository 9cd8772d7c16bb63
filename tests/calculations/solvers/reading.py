"""Reading numbers out of a question as a person would, and rounding them; shared by all solvers.

It knows nothing of how the program reads or rounds.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

NUMBER = r"\d[\d,]*(?:\.\d+)?"
_CONTEXT = Context(prec=60)


def number(text: str) -> Fraction:
    """Read `1,250.5`."""
    return Fraction(text.replace(",", ""))


def numbers(text: str) -> list[Fraction]:
    """Give every number of a text in its order."""
    return [number(found) for found in re.findall(NUMBER, text)]


def before(unit: str, text: str, which: int = 0) -> Fraction:
    """Give the number that stands before a unit, a regular expression."""
    return number(re.findall(rf"({NUMBER})[ -]?(?:{unit})", text)[which])


def after(words: str, text: str, which: int = 0) -> Fraction:
    """Give the number that stands behind some words, a regular expression."""
    return number(re.findall(rf"(?:{words})\s*({NUMBER})", text)[which])


def _rounded(value: Fraction, places: int, rule: str) -> Fraction:
    exact = _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(exact.quantize(Decimal(1).scaleb(-places), rounding=rule, context=_CONTEXT))


def half_up(value: Fraction, places: int = 0) -> Fraction:
    """Round half up."""
    return _rounded(Fraction(value), places, ROUND_HALF_UP)


def down(value: Fraction, places: int = 0) -> Fraction:
    """Round down."""
    return _rounded(Fraction(value), places, ROUND_FLOOR)


def up(value: Fraction, places: int = 0) -> Fraction:
    """Round up."""
    return _rounded(Fraction(value), places, ROUND_CEILING)


def days(text: str) -> list[date]:
    """Give every date such as March 3, 2027."""
    found = re.findall(r"[A-Z][a-z]+ \d{1,2}, \d{4}", text)
    return [datetime.strptime(one, "%B %d, %Y").date() for one in found]  # noqa: DTZ007


def clocks(text: str) -> list[int]:
    """Give every 24-hour time such as 0930, in minutes since midnight."""
    return [60 * int(h) + int(m) for h, m in re.findall(r"\b([01]\d|2[0-3])([0-5]\d)\b", text)]
