"""Dates as people type them, read against a given day. Pure: no clock is read here.

With slashes and dashes the month comes first, as Americans write it, unless the user's region
puts the day first; with dots the day always comes first.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta

from examprep.days import MONTHS, WEEKDAYS, in_words, style
from examprep.errors import ExamprepError
from examprep.words import tr

__all__ = [
    "EXAMPLES",
    "MONTHS",
    "MOST_YEARS",
    "WEEKDAYS",
    "UnclearDate",
    "in_words",
    "local",
    "midnight",
    "read_date",
]

# An exam further away than this is a slip of the finger.
MOST_YEARS = 10
LEAST_LETTERS = 3
EXAMPLES = "2027-01-15, Jan 15 or in 8 weeks"
_NO_DATE = {"", "-", "?", "none", "no", "not yet", "later", "unknown", "open", "no date"}
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_SECONDS = (datetime(9998, 12, 31, 23, 59, 59, tzinfo=UTC) - _FIRST).total_seconds()

Parts = dict[str, str | None]
Reader = Callable[[Parts, date], date | None]


class UnclearDate(ExamprepError):  # noqa: N818 - named after the condition, as the user reads it
    """What was typed is no date, or none that an exam can have."""


def read_date(text: str, today: date) -> date | None:
    """Read a date that is not before `today`; None where the text says there is none.

    Without a year the next such day is meant.

    Raises:
        UnclearDate: no date is seen in the text, or it is past; the message says what to type.
    """
    words = _tidied(text)
    if words in _NO_DATE:
        return None
    day = _read(words, today)
    if day is None:
        raise UnclearDate(tr("This date is not clear. Type it like {examples}.", examples=EXAMPLES))
    if day < today:
        raise UnclearDate(
            tr("{day} is past. Type a day from today on, or none.", day=in_words(day))
        )
    if day.year > today.year + MOST_YEARS:
        raise UnclearDate(tr("{day} is far away. Look at the year again.", day=in_words(day)))
    return day


def midnight(day: date) -> float:
    """Give the moment at which a day begins here, in seconds since 1970 UTC."""
    return datetime(day.year, day.month, day.day).astimezone().timestamp()


def local(moment: float | datetime) -> datetime:
    """Give a moment, or its seconds since 1970, by the clock on this machine's wall.

    It never raises: what lies before 1970 or after 9998 is shown as the first or last of it.
    """
    if isinstance(moment, datetime):
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment = (aware - _FIRST).total_seconds()
    utc = _FIRST + timedelta(seconds=min(max(0.0, moment), _MOST_SECONDS))
    try:
        return utc.astimezone()
    except (OverflowError, OSError, ValueError):  # some systems know no zone that far ahead
        return utc


def _tidied(text: str) -> str:
    """Give lower case words without weekday, ordinal endings, commas and small words."""
    words = re.sub(r"[,'\u2019]|(?<=[a-z])\.", " ", text.casefold())
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", words)
    words = re.sub(r"\b(on|of|the)\b", " ", words)
    words = re.sub(r"^\s*(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\s+(?=\S)", "", words)
    return " ".join(words.split())


def _read(words: str, today: date) -> date | None:
    for pattern, reader in _FORMS:
        match = re.fullmatch(pattern, words, re.ASCII)
        day = reader(match.groupdict(), today) if match else None
        if day is not None:
            return day
    return None


def _numbers(parts: Parts, today: date) -> date | None:
    return _day(parts["y"], int(parts["m"] or 0), int(parts["d"] or 0), today)


def _as_here(parts: Parts, today: date) -> date | None:
    """Read two numbers in the order of the user's region."""
    if style() == "world":
        parts = parts | {"m": parts["d"], "d": parts["m"]}
    return _numbers(parts, today)


def _month_name(parts: Parts, today: date) -> date | None:
    name = parts["m"] or ""
    found = [n for n, month in enumerate(MONTHS, 1) if month.casefold().startswith(name)]
    if name == "sept":
        found = [9]
    if len(name) < LEAST_LETTERS or len(found) != 1:
        return None
    return _day(parts["y"], found[0], int(parts["d"] or 0), today)


def _day(year: str | None, month: int, day: int, today: date) -> date | None:
    """Give the day; without a year the next one, so that 29 February finds its leap year."""
    if month not in range(1, len(MONTHS) + 1):
        return None
    if year:
        return _exact(int(f"20{year}"[-4:]), month, day)
    if not 1 <= day <= monthrange(2024, month)[1]:
        raise UnclearDate(
            tr(
                "{month} has no day {day}. Look at the day again.",
                month=tr(MONTHS[month - 1]),
                day=day,
            )
        )
    years = (y for y in range(today.year, today.year + 9) if day <= monthrange(y, month)[1])
    return next((found for y in years if (found := date(y, month, day)) >= today), None)


def _exact(year: int, month: int, day: int) -> date | None:
    if year not in range(MINYEAR, MAXYEAR + 1):
        return None
    if not 1 <= day <= monthrange(year, month)[1]:
        raise UnclearDate(
            tr(
                "{month} {year} has no day {day}. Look at the day again.",
                month=tr(MONTHS[month - 1]),
                year=year,
                day=day,
            )
        )
    return date(year, month, day)


def _from_now(parts: Parts, today: date) -> date | None:
    text, unit = parts["n"] or "", (parts["unit"] or "")[0]
    count = int(text) if text.isdecimal() else max(1, _NUMBERS.index(text))
    if unit == "m":
        return _months_on(today, count)
    return today + timedelta(days=count * (7 if unit == "w" else 1))


def _months_on(today: date, count: int) -> date:
    years, month = divmod(today.month - 1 + count, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _named(parts: Parts, today: date) -> date | None:
    steps = {"today": 0, "tomorrow": 1, "next week": 7}
    name = parts["name"] or ""
    if name in steps:
        return today + timedelta(days=steps[name])
    return _months_on(today, 1) if name == "next month" else None


def _weekday(parts: Parts, today: date) -> date | None:
    name = parts["name"] or ""
    for number, weekday in enumerate(WEEKDAYS):
        if weekday.casefold().startswith(name):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


_YEAR = r"(?P<y>\d{4}|\d\d)"
_COUNT = "|".join(_NUMBERS)
_UNITS = "d|days?|w|wks?|weeks?|m|mos?|months?"
_FORMS: tuple[tuple[str, Reader], ...] = (
    (r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})", _numbers),
    (rf"(?P<m>\d{{1,2}})[-/](?P<d>\d{{1,2}})(?:[-/]{_YEAR})?", _as_here),
    (rf"(?P<d>\d{{1,2}})\. ?(?P<m>\d{{1,2}})\.?(?: ?{_YEAR})?", _numbers),
    (rf"(?:in )?(?P<n>\d{{1,4}}|{_COUNT}) ?(?P<unit>{_UNITS})(?: from (?:now|today))?", _from_now),
    (rf"(?P<m>[a-z]+)[- ]?(?P<d>\d{{1,2}})(?:[- ]+{_YEAR})?", _month_name),
    (rf"(?P<d>\d{{1,2}})[- .]*(?P<m>[a-z]+)(?:[- ]*{_YEAR})?", _month_name),
    (r"(?P<y>\d{4})[- ](?P<m>[a-z]+)[- ](?P<d>\d{1,2})", _month_name),
    (r"(?P<name>today|tomorrow|next week|next month)", _named),
    (r"(?:next )?(?P<name>[a-z]{3,9})", _weekday),
)
