"""The days and weeks of a cohort, on the calendar of the machine that makes the report."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from examprep.dates import local

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

DAY, HOUR, WEEK = 86_400, 3_600, 7
EPOCH = date(1970, 1, 1).toordinal()
# 1970 began on a Thursday; weeks begin on Mondays.
_MONDAY = 3


def days(at: Floats) -> Ints:
    """Give the day on this machine's calendar of moments, in days since 1970.

    Args:
        at: the moments, in seconds since 1970 UTC.
    """
    if not len(at):
        return np.zeros(0, np.int64)
    hour = np.floor(at / HOUR).astype(np.int64)
    first = int(hour.min()) // 24
    shifts = _shifts(first, int(hour.max()) // 24 + 1)
    return np.floor((at + shifts[hour - 24 * first]) / DAY).astype(np.int64)


def _shifts(first: int, last: int) -> Floats:
    """Give for each hour of some days, UTC, how many seconds the clock on the wall is ahead.

    Where it is the same at both ends of a day, it was all day long.
    """
    ends = [_shift(day * DAY) for day in range(first, last + 1)]
    found = np.repeat(np.array(ends[:-1], np.float64), 24)
    for place, (begin, end) in enumerate(pairwise(ends)):
        if begin != end:
            start = (first + place) * DAY
            hours = [_shift(start + HOUR * hour) for hour in range(24)]
            found[24 * place : 24 * place + 24] = hours
    return found


def _shift(moment: float) -> float:
    ahead = local(moment).utcoffset()
    return ahead.total_seconds() if ahead else 0.0


def week_of(day: Ints) -> Ints:
    """Give the number of the week of days since 1970; weeks begin on Mondays."""
    return (day + _MONDAY) // WEEK


def monday(week: int) -> date:
    """Give the first day of a week that `week_of` numbered."""
    return date.fromordinal(EPOCH + WEEK * week - _MONDAY)


def zone(day: date) -> str:
    """Name the calendar of this machine on a day: its zone, and how far that is from UTC."""
    here = local(DAY * (day.toordinal() - EPOCH + 0.5))
    ahead = here.strftime("%z")
    name = here.tzname() or ""
    told = f"UTC{ahead[:3]}:{ahead[3:5]}" if ahead.strip("+-0") else "UTC"
    plain = name.isalpha() and name != told
    return f"{name}, {told}" if plain else told
