"""Numbers of other programs: an answer and how far off it may be become a decimal to type."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from examprep.exchange.question import Raw
from examprep.text import plural

_PLAIN = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
# A leading zero is never grouped: 0,125 is a decimal of other countries, not 125.
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_EITHER = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_MOST_SIGNS = 38
_MOST_PLACES = 9
_WIDEST = Decimal("0.1")


def number(text: str, *, comma: bool = False) -> Decimal | None:
    """Read a number as spreadsheets and course programs write it; None where it is none.

    With `comma` a comma stands for the decimal point.
    """
    text = text.strip().replace("\u2212", "-")
    if len(text) > _MOST_SIGNS:
        return None
    if comma and _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    elif _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def unsure(text: str) -> str:
    """Say why a number may mean two in a file whose decimals have commas; empty where it cannot.

    There 1.500 may be fifteen hundred, or one and a half.
    """
    bare = text.strip().replace("\u2212", "-")
    if not _EITHER.fullmatch(bare):
        return ""
    other, whole = bare.replace(",", "."), re.sub("[.,]", "", bare)
    return (
        f"its answer {bare} may be {whole} or {other}: write it as one of these in a CSV file"
        " with commas between its columns"
    )


def written(value: Decimal) -> str:
    """Write a number without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text.removeprefix("+")


def half_unit(places: int) -> str:
    """Give how far off an answer may be that is right to so many decimals."""
    return written(Decimal(5).scaleb(-places - 1))


def _places(value: Decimal) -> int:
    return len(written(value).partition(".")[2])


def within(tolerance: Decimal, step: Decimal) -> int:
    """Count the decimals at which `step` units of the last one are within the tolerance."""
    places = 0
    while places <= _MOST_PLACES and step.scaleb(-places) > tolerance:
        places += 1
    return places


def typed(value: Decimal, tolerance: Decimal | None = None) -> tuple[Raw, list[str]] | str:
    """Give `answer` and `round` of a numeric item, and notes; or why there can be none.

    The answer has as many decimals as it was written with, or as the tolerance asks; where the
    tolerance lets fewer decimals do, it is rounded to those: what is right then was right before.
    """
    off = abs(tolerance or Decimal(0))
    places, notes = _places(value), []
    if off:
        enough = within(off, Decimal(1))
        if places > enough:
            value = value.quantize(Decimal(1).scaleb(-enough), ROUND_HALF_UP)
            notes = [f"tolerance {written(off)}: asked to {plural(enough, 'decimal')}"]
            places = enough
        else:
            places = max(places, within(off, Decimal("0.5")))
            if off > Decimal(half_unit(places)):
                notes = [f"tolerance {written(off)} left out"]
    answer = written(value)
    if places > _MOST_PLACES or len(answer) > _MOST_SIGNS:
        return f"the answer has more than {_MOST_PLACES} decimals, or too many digits"
    return {"answer": answer, **({"round": places} if places else {})}, notes


def between(low: Decimal, high: Decimal) -> tuple[Raw, list[str]] | str:
    """Give `answer` and `round` of a numeric item for which any number of a range is right."""
    middle, half = (low + high) / 2, abs(high - low) / 2
    if half > abs(middle) * _WIDEST:
        ends = f"{written(low)} to {written(high)}"
        return f"any number from {ends} is right; examprep asks for one number"
    found = typed(middle, half)
    if isinstance(found, str) or not half:
        return found
    words = f"any number from {written(low)} to {written(high)} was right"
    return found[0], [f"{words}: now the one in the middle"]
