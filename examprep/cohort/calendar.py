"""The days and weeks of a cohort, on the calendar of the machine that makes the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from examprep.dates import local

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]

DAY, HOUR, WEEK = 86_400, 3_600, 7
EPOCH = date(1970, 1, 1).toordinal()
# Ten years; of days further apart only those that there are get looked at.
_SPAN = 3_660
# 1970 began on a Thursday; weeks begin on Mondays.
_MONDAY = 3


def days(at: Floats) -> Ints:
    """Give the day on this machine's calendar of moments, in days since 1970.

    Args:
        at: the moments, in seconds since 1970 UTC.
    """
    if not len(at):
        return np.zeros(0, np.int32)
    hour = np.floor(at / HOUR).astype(np.int32)
    known, place = _places(hour // 24)
    shift = _shifts(known.tolist())[place, hour % 24]
    return np.floor((at + shift) / DAY).astype(np.int32)


def _places(day: Ints) -> tuple[Ints, Ints]:
    """Give the days that there are, and the place of each row's among them.

    A clock that was wrong may lie thousands of years ahead: the days between are not counted.
    """
    first, last = int(day.min()), int(day.max())
    if last - first < _SPAN:
        return np.arange(first, last + 1, dtype=np.int32), day - first
    known, place = np.unique(day, return_inverse=True)
    return known, place.astype(np.int32)


def _shifts(known: Sequence[int]) -> Floats:
    """Give for each hour of days, UTC, how many seconds the clock on the wall is ahead: days x 24.

    Where it is the same at both ends of a day, it was all day long.
    """
    found = np.empty((len(known), 24))
    for place, day in enumerate(known):
        begin, end = _shift(day * DAY), _shift((day + 1) * DAY)
        hours = [_shift(day * DAY + HOUR * hour) for hour in range(24)] if begin != end else begin
        found[place] = hours
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
