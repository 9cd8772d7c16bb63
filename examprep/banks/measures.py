"""Reads options that are numbers, dates or times, to see whether they stand in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

_NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d+)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)\s*([ap])\.?m\.?", re.IGNORECASE)
_DATE = re.compile(r"(january|february|march|april|may|june|july|august|september|october"
                   r"|november|december) (\d{1,2}), (\d{4})", re.IGNORECASE)  # fmt: skip
_LONGEST_NUMBER = 40
_MINUTES = {
    "minute": 1, "min": 1, "hour": 60, "h": 60, "hr": 60, "day": 1440, "week": 10_080,
    "month": 43_200, "year": 525_600,
}  # fmt: skip
Measure = tuple[str, Fraction]
"""What stands around the number, and the number itself."""


def _moment(text: str) -> Measure | None:
    found = _DATE.fullmatch(text)
    if found:
        try:
            day = datetime.strptime(text, "%B %d, %Y").toordinal()  # noqa: DTZ007 - only the day
        except ValueError:
            return None
        return "date", Fraction(day)
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return "clock", Fraction(60 * hour + int(found[2]))


def measure(text: str) -> Measure | None:
    """Read an option that is a date, a time of day, or text around one number."""
    text = " ".join(text.split()).rstrip(".")
    moment = _moment(text)
    if moment:
        return moment
    found = _NUMBER.findall(text)
    if len(found) != 1 or len(found[0]) > _LONGEST_NUMBER:
        return None
    number = Fraction(found[0].replace(",", ""))
    before, after = (part.strip().lower() for part in text.split(found[0], 1))
    unit, _, rest = after.partition(" ")
    minutes = _MINUTES.get(unit.removesuffix("s"))
    if minutes:
        return f"{before} # time {rest}", number * minutes
    return f"{before} # {_singular(after)}", number


def _singular(unit: str) -> str:
    first, _, rest = unit.partition(" ")
    return f"{first.removesuffix('s')} {rest}"


def measures(texts: Iterable[str]) -> list[Fraction]:
    """Give the values of options that differ in one number only; else nothing."""
    found = [measure(text) for text in texts]
    known = [value for value in found if value]
    one_kind = len({kind for kind, _ in known}) == 1
    return [value for _, value in known] if one_kind and len(known) == len(found) else []


def ascending(values: Sequence[Fraction]) -> bool:
    """Tell whether no value is smaller than the one before."""
    return all(low <= high for low, high in pairwise(values))
