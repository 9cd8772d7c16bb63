"""Numbers of QTI: an answer, its tolerance or range, and what becomes of both.

examprep asks for an exact decimal; a tolerance of others is only kept where rounding says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from examprep.exchange.question import Raw

_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?"
)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]+)?")
_MOST_DECIMALS = 9
_PADDED = 4  # so many decimals that end in 0 are a program's way of writing any number
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
    """Write a decimal without an exponent; with `floats` zeros a program added go."""
    text = f"{value:f}"
    if floats and not value:
        text = text.lstrip("-")
    places = len(text.partition(".")[2])
    padded = floats and text.endswith("0") and (places == 1 or places >= _PADDED)
    return text.rstrip("0").rstrip(".") if padded else text


def numeric(asked: Asked, *, floats: bool = True) -> tuple[Raw, list[str]] | str:
    """Give the keys of a numeric item and notes, or why it cannot be one."""
    middle = _outside(asked) or _within(asked)
    if isinstance(middle, str):
        return middle
    text = written(middle, floats=floats)
    places = len(text.partition(".")[2])
    if places > _MOST_DECIMALS or len(text) > _LONGEST:
        return f"its answer has {places} decimals; {_MOST_DECIMALS} is the most"
    width = _width(asked, middle)
    notes = []
    if asked.answer is None and asked.low != asked.high:
        notes.append(f"the middle of the range {asked.low:f} to {asked.high:f} is the answer")
    elif width > Decimal("0.5").scaleb(-places):
        notes.append(f"tolerance {width:f} left out")
    return {"kind": "numeric", "answer": text}, notes


def _outside(asked: Asked) -> str:
    """Say what is wrong with a range that holds no number, or not the answer."""
    low, high, answer = asked.low, asked.high, asked.answer
    if low is not None and high is not None and low > high:
        return "its range ends before it begins"
    below = answer is not None and low is not None and answer < low
    above = answer is not None and high is not None and answer > high
    return "other numbers than its answer are right" if below or above else ""


def _within(asked: Asked) -> Decimal | str:
    """Give the answer, or the middle of a range; or why that is none."""
    if asked.answer is not None:
        return asked.answer
    if asked.low is None or asked.high is None:
        return "its range has one end only"
    middle = _middle(asked.low, asked.high)
    if middle is None:
        return f"the middle of {asked.low:f} to {asked.high:f} is no short number"
    return middle


def _middle(low: Decimal, high: Decimal) -> Decimal | None:
    """Give the middle of a range where it needs no more than one decimal more than the ends."""
    most = max(_decimals(low), _decimals(high))
    middle = (low + high) / 2
    for places in (most, most + 1):
        if abs(middle.adjusted()) < _LONGEST and middle == round(middle, places):
            return round(middle, places)
    return None


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _width(asked: Asked, answer: Decimal) -> Decimal:
    ends = [abs(end - answer) for end in (asked.low, asked.high) if end is not None]
    return _short(max(ends, default=Decimal(0)))


def _short(value: Decimal) -> Decimal:
    """Cut the dust of binary floats off a tolerance."""
    return value.quantize(Decimal("1e-9")).normalize() + 0 if value else Decimal(0)


def with_places(raw: Raw) -> Raw:
    """Say how many decimals a number has that is to be typed, where nothing says it yet."""
    places = len(raw["answer"].partition(".")[2]) if raw.get("kind") == "numeric" else 0
    if places:
        raw.setdefault("round", places)
    return raw
