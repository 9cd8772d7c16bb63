"""Numbers of QTI: an answer, its tolerance or range, and what becomes of both.

examprep asks for an exact decimal; a tolerance of others is only kept where rounding says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from examprep.exchange.question import Raw

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]+)?")
_MOST_DECIMALS = 9
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file says of a number: the answer, or the ends of a range, or both."""

    answer: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def number(text: str) -> Decimal | None:
    """Read a decimal, also with grouping commas or an exponent; None where it is none."""
    bare = text.strip()
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


def written(value: Decimal, *, floats: bool) -> str:
    """Write a decimal without an exponent; with `floats` a lone `.0` at its end is left out."""
    text = f"{value:f}"
    if text.lstrip("-").strip("0.") == "":
        text = text.lstrip("-")
    return text[:-2] if floats and text.endswith(".0") else text


def numeric(asked: Asked, *, floats: bool = True) -> tuple[Raw, list[str]] | str:
    """Give the keys of a numeric item and notes, or why it cannot be one."""
    answer, notes = asked.answer, []
    if answer is None:
        if asked.low is None or asked.high is None:
            return "the range has one end only" if asked.low or asked.high else "it has no answer"
        middle = (asked.low + asked.high) / 2
        if _decimals(middle) > max(_decimals(asked.low), _decimals(asked.high)) + 1:
            return f"the middle of {asked.low} to {asked.high} is no short number"
        answer = middle if middle.as_tuple().exponent else middle.normalize() + 0
        if asked.low != asked.high:
            notes.append(f"the middle of the range {asked.low:f} to {asked.high:f} is the answer")
        answer = _trimmed(answer, max(_decimals(asked.low), _decimals(asked.high)))
    text = written(answer, floats=floats)
    places = len(text.partition(".")[2])
    if places > _MOST_DECIMALS or len(text) > _LONGEST:
        return f"its answer has {places} decimals; {_MOST_DECIMALS} is the most"
    width = _width(asked, answer)
    if asked.answer is not None and width > Decimal("0.5").scaleb(-places):
        notes.append(f"tolerance {width:f} left out")
    return {"kind": "numeric", "answer": text}, notes


def _trimmed(value: Decimal, least: int) -> Decimal:
    while _decimals(value) > least and value == value.quantize(Decimal(1).scaleb(-_decimals(value) + 1)):
        value = value.quantize(Decimal(1).scaleb(-_decimals(value) + 1))
    return value


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _width(asked: Asked, answer: Decimal) -> Decimal:
    ends = [abs(end - answer) for end in (asked.low, asked.high) if end is not None]
    return _short(max(ends, default=Decimal(0)))


def _short(value: Decimal) -> Decimal:
    """Cut the dust of binary floats off a tolerance."""
    return value.quantize(Decimal("1e-9")).normalize() + 0 if value else Decimal(0)
