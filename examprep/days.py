"""Dates and times as people read them, in the way of their region.

Three styles: `us` Nov 28, 2026 and 2:05 pm; `world` 28 Nov 2026 and 14:05; `iso` 2026-11-28 and
14:05. The month is a word wherever it does not come second after a year, so that no day is taken
for another. The style follows the machine, or the setting `dates`. Data (JSON, CSV, TOML) is ISO
and not made here.
"""

from __future__ import annotations

from datetime import date, datetime

from examprep.locales import STYLES, Style, style_of, time_locale
from examprep.words import msg, tr

MONTHS = (
    msg("January"),
    msg("February"),
    msg("March"),
    msg("April"),
    msg("May"),
    msg("June"),
    msg("July"),
    msg("August"),
    msg("September"),
    msg("October"),
    msg("November"),
    msg("December"),
)
SHORT_MONTHS = (
    msg("Jan"),
    msg("Feb"),
    msg("Mar"),
    msg("Apr"),
    msg("May"),
    msg("Jun"),
    msg("Jul"),
    msg("Aug"),
    msg("Sep"),
    msg("Oct"),
    msg("Nov"),
    msg("Dec"),
)
WEEKDAYS = (
    msg("Monday"),
    msg("Tuesday"),
    msg("Wednesday"),
    msg("Thursday"),
    msg("Friday"),
    msg("Saturday"),
    msg("Sunday"),
)
SHORT_WEEKDAYS = (
    msg("Mon"),
    msg("Tue"),
    msg("Wed"),
    msg("Thu"),
    msg("Fri"),
    msg("Sat"),
    msg("Sun"),
)
_NOON = 12
_chosen: list[Style] = []


def use_style(name: str) -> None:
    """Write dates in a style from now on; `auto`, or anything else, follows the machine."""
    _chosen[:] = [one for one in STYLES if one == name]


def style() -> Style:
    """Give the style that was chosen, or that of the machine."""
    return _chosen[0] if _chosen else style_of(time_locale())


def short(day: date, beside: date | None = None, *, how: Style | None = None) -> str:
    """Write a day: Nov 28, 2026; without its year where that is the year of the day beside it."""
    return _written(day, SHORT_MONTHS, beside, how or style())


def long(day: date, beside: date | None = None, *, how: Style | None = None) -> str:
    """Write a day with its month in full: November 28, 2026; the year as in `short`."""
    return _written(day, MONTHS, beside, how or style())


def in_words(day: date, *, how: Style | None = None) -> str:
    """Write a day in full: Friday, January 15, 2027."""
    return f"{tr(WEEKDAYS[day.weekday()])}, {long(day, how=how)}"


def with_weekday(day: date, *, how: Style | None = None) -> str:
    """Write a day of the weeks ahead in ten cells: Mon Nov 23."""
    parts = [f"{day.day:>2}", month_name(day)]
    order = {"us": parts[::-1], "world": parts, "iso": [f"{day:%m-%d}"]}
    return " ".join([tr(SHORT_WEEKDAYS[day.weekday()]), *order[how or style()]])


def month_name(day: date) -> str:
    """Give the short name of a day's month."""
    return tr(SHORT_MONTHS[day.month - 1])


def time_of_day(moment: datetime, *, how: Style | None = None) -> str:
    """Write the time of a moment, which is local already: 2:05 pm, or 14:05."""
    if (how or style()) != "us":
        return f"{moment:%H:%M}"
    half = tr("am") if moment.hour < _NOON else tr("pm")
    return f"{(moment.hour - 1) % _NOON + 1}:{moment:%M} {half}"


def moment_words(moment: datetime, *, how: Style | None = None) -> str:
    """Write day and time of a moment, which is local already: Nov 28, 2026, 2:05 pm."""
    return f"{short(moment, how=how)}, {time_of_day(moment, how=how)}"


def _written(day: date, names: tuple[str, ...], beside: date | None, how: Style) -> str:
    if how == "iso":
        return f"{day.year:04}-{day.month:02}-{day.day:02}"
    month = tr(names[day.month - 1])
    year = "" if beside and beside.year == day.year else f"{day.year}"
    if how == "us":
        return f"{month} {day.day}, {year}" if year else f"{month} {day.day}"
    return f"{day.day} {month} {year}".rstrip()
