"""Reads what was typed as the answer that an item asks for: an amount, a time of day, a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from examprep.calculations.quantity import MOST_CHARACTERS, read_quantity
from examprep.calculations.units import canonical, is_known, spelled, unit_of
from examprep.errors import BadFormula, UnclearAnswer
from examprep.text import printable
from examprep.words import tr

_FRACTION = re.compile(r"\d\s*[/:]\s*\d")
_DECIMALS = re.compile(r"\.(\d+)")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d\d)(?::00)?)?\s*"
    r"(?:(?P<half>[ap])(?:\.?\s*m\.?)?|h|hours?|hrs?)?",
    re.IGNORECASE,
)
_RATIO = re.compile(r"1\s*[:/]\s*(\d[\d,]*(?:\.\d+)?)")
_RATIO_WORD = re.compile(r"(?<=\d)\s+(?:in|to|part in|part to)\s+(?=\d)", re.IGNORECASE)
_KIND_OF_PERCENT = re.compile(r"\s*\(?[wv]/[wv]\)?$", re.IGNORECASE)
_TIMES = frozenset({"min", "h"})
_SPAN = re.compile(
    r"(?P<hours>\d{1,3})(?::|\s*h(?:ours?|rs?)?\.?\s*(?:and\s+)?)(?P<minutes>\d{1,2})"
    r"(?:\s*m(?:in(?:utes?|s)?)?\.?)?",
    re.IGNORECASE,
)
_NAMED_TIMES = {"noon": 720, "midnight": 0}
_DATES = (
    re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[- ]?(?P<month>[a-z]{3,9})[- ]?(?P<year>\d{4}|\d\d)"),
    re.compile(r"(?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?:[/-](?P<year>\d{4}|\d\d))?"),
    re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[a-z]{3,9})\.?(?:,? (?P<year>\d{4}))?"),
)
_MONTHS = "january february march april may june july august september october november december"
_MONTH_OF = {
    name[:length]: number
    for number, name in enumerate(_MONTHS.split(), 1)
    for length in range(3, len(name) + 1)
}
_MINUTES = 60
_LAST_HOUR, _NOON = 23, 12
_CENTURY = 2000
_SHORT_YEAR = 2
_NO_DATE = tr("Type a date of the calendar, such as 3/14 or March 14.")


@dataclass(frozen=True, slots=True)
class Typed:
    """An amount in the unit asked for.

    `step` is one in the last decimal typed, in the same unit; 0 for a fraction. `unit` is the
    unit typed, empty where there was none; `number` the number as typed.
    """

    value: Fraction
    step: Fraction
    unit: str = ""
    number: Fraction = Fraction(0)


def read_typed(text: str, unit: str, show: str, key: Fraction) -> Typed:
    """Read a typed answer; `key` lends a date its year.

    Raises:
        UnclearAnswer: it can't be read, or its unit does not fit; ask again.
    """
    if show == "ratio":
        return _ratio(text)
    if show in {"clock", "date"}:
        return _exact(_time_of_day(text) if show == "clock" else _day(text, key))
    return _amount(text, unit)


def _amount(text: str, unit: str) -> Typed:
    whole = _parts_of_time(text, unit) or text
    given = read_quantity(whole)
    is_percent = canonical(unit).startswith("%")
    if ":" in whole and unit and not is_percent:
        raise UnclearAnswer(tr("Type one number, in {unit}.", unit=spelled(canonical(unit))))
    if "$" in text and canonical(unit) not in {"", "$"}:
        raise UnclearAnswer(tr("Give the answer in {unit}.", unit=spelled(canonical(unit))))
    if ":" in whole and is_percent and not given.unit:
        return Typed(100 * given.value, Fraction(0), "1:n", given.value)
    factor = _factor(given.unit, unit)
    return Typed(given.value * factor, _step(whole) * factor, given.unit, given.value)


def _ratio(text: str) -> Typed:
    """Read a ratio strength: 1:1000, 1 in 1000, 1/1000, or the percent that it is."""
    plain = _KIND_OF_PERCENT.sub("", _RATIO_WORD.sub(":", text.strip()))
    found = _RATIO.fullmatch(plain)
    if found:
        parts = Fraction(found[1].replace(",", ""))
        return Typed(1 / parts, Fraction(0), "", 1 / parts) if parts else _no_ratio()
    given = read_quantity(plain)
    if given.unit == "%":
        return Typed(given.value / 100, _step(plain) / 100, "%", given.value)
    if given.unit or not 0 < given.value < 1:
        return _no_ratio()
    return Typed(given.value, _step(plain), "", given.value)


def _no_ratio() -> Typed:
    raise UnclearAnswer(tr("Type the ratio strength, such as 1:1000."))


def _parts_of_time(text: str, unit: str) -> str:
    """Write `1:30` or `1 h 30 min` as minutes where a time is asked for; empty for any other."""
    found = _SPAN.fullmatch(text.strip()) if canonical(unit) in _TIMES else None
    if not found or int(found["minutes"]) >= _MINUTES:
        return ""
    return f"{_MINUTES * int(found['hours']) + int(found['minutes'])} min"


def _step(text: str) -> Fraction:
    """Give one in the last decimal typed: 1/100 for 2.50; 0 for a fraction or ratio."""
    if _FRACTION.search(text):
        return Fraction(0)
    decimals = _DECIMALS.search(text)
    return Fraction(1, 10 ** len(decimals[1])) if decimals else Fraction(1)


def _exact(value: int) -> Typed:
    return Typed(Fraction(value), Fraction(0), "", Fraction(value))


def _factor(typed: str, asked: str) -> Fraction:
    """Give what turns the typed unit into the one asked for."""
    wanted = canonical(asked)
    asked = spelled(wanted)
    if not typed or typed == wanted or typed[0] == wanted[:1] == "%":
        return Fraction(1)
    if not is_known(typed):
        want = tr("one number, in {asked}", asked=asked) if asked else tr("one number")
        raise UnclearAnswer(
            tr("\u201c{typed}\u201d can't be read. Type {want}.", typed=printable(typed), want=want)
        )
    if not asked:
        raise UnclearAnswer(tr("Give the number alone, with no unit."))
    return _ratio_of(typed, wanted, asked)


def _ratio_of(typed: str, wanted: str, asked: str) -> Fraction:
    try:
        mine, theirs = unit_of(typed), unit_of(wanted)
    except BadFormula:
        raise UnclearAnswer(tr("Give the answer in {asked}.", asked=asked)) from None
    if mine.dims != theirs.dims:
        raise UnclearAnswer(
            tr(
                "{typed} does not fit here. Give the answer in {asked}.",
                typed=spelled(typed),
                asked=asked,
            )
        )
    return mine.factor / theirs.factor


def _time_of_day(text: str) -> int:
    """Read 1330, 13:30 or 1:30 pm as minutes since midnight."""
    plain = text.strip().rstrip(".") if len(text) <= MOST_CHARACTERS else ""
    if plain.lower() in _NAMED_TIMES:
        return _NAMED_TIMES[plain.lower()]
    found = _CLOCK.fullmatch(plain)
    minutes = _minutes(found) if found and (found["minute"] or found["half"]) else -1
    if minutes < 0:
        raise UnclearAnswer(tr("Type a time of day in 24-hour form, such as 0930 or 21:15."))
    return minutes


def _minutes(found: re.Match[str]) -> int:
    """Give minutes since midnight; 2400 is midnight, and -1 is no time."""
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half and not 1 <= hour <= _NOON:
        return -1
    if half:
        hour = hour % _NOON + (_NOON if half.lower() == "p" else 0)
    if minute >= _MINUTES or hour > _LAST_HOUR + (minute == 0):
        return -1
    return hour % (_LAST_HOUR + 1) * _MINUTES + minute


def _day(text: str, key: Fraction) -> int:
    """Read 3/14, 3/14/2027, March 14 or 2027-03-14 as the day's ordinal number."""
    plain = " ".join(text.lower().split()) if len(text) <= MOST_CHARACTERS else ""
    for form in _DATES:
        if found := form.fullmatch(plain):
            return _ordinal(found, date.fromordinal(int(key)).year)
    raise UnclearAnswer(_NO_DATE)


def _ordinal(found: re.Match[str], year: int) -> int:
    month = _MONTH_OF.get(found["month"]) or int("0" + re.sub(r"\D", "", found["month"]))
    if found["year"]:
        year = int(found["year"]) + (0 if len(found["year"]) > _SHORT_YEAR else _CENTURY)
    try:
        return date(year, month, int(found["day"])).toordinal()
    except ValueError:
        raise UnclearAnswer(_NO_DATE) from None
