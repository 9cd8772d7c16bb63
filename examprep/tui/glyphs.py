"""Small pictures made of characters: bars, clock readings, dates in words."""

from __future__ import annotations

from datetime import date, datetime

from examprep.dates import local
from examprep.days import short
from examprep.words import tr

_LEVELS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"


MINUTE = 60
# Where on a bar something is to be compared with.
MARK = "\u2502"


def bar(share: float, width: int) -> str:
    """Draw a share from 0 to 1 as a line of `width` cells, to half a cell."""
    halves = round(min(1.0, max(0.0, share)) * width * 2)
    full, rest = divmod(halves, 2)
    drawn = "\u2501" * full + ("\u2578" if rest else "")
    return drawn.ljust(width, "\u00b7")


def interval_bar(low: float, value: float, high: float, width: int) -> str:
    """Draw a value from 0 to 1 with its interval on a line of `width` cells."""
    places = [round(min(1.0, max(0.0, one)) * (width - 1)) for one in (low, value, high)]
    first, middle, last = places
    inside = "\u2501" * (last - first + 1)
    drawn = "\u00b7" * first + inside + "\u00b7" * (width - 1 - last)
    return f"{drawn[:middle]}\u25cf{drawn[middle + 1 :]}"


def level(share: float) -> str:
    """Draw a share from 0 to 1 as one column; a dot for nothing."""
    if share <= 0:
        return "\u00b7"
    return _LEVELS[min(7, int(share * 8))]


def interval(low: float, value: float, high: float, width: int) -> str:
    """Draw a share as a point in its interval, on a line of `width` cells from 0 to 1."""
    first, at, last = (round(part * (width - 1)) for part in (low, value, high))
    cells = (
        "\u25cf" if n == at else "\u2501" if first <= n <= last else "\u00b7" for n in range(width)
    )
    return "".join(cells)


def marked_bar(share: float, mark: float, width: int) -> tuple[str, str, str]:
    """Draw a share as a bar with a sign at another share: what is before it, it, and the rest."""
    drawn, at = bar(share, width), min(width - 1, int(width * mark))
    return drawn[:at], MARK, drawn[at + 1 :]


def clock(seconds: float) -> str:
    """Write seconds as 1:06:20 or 11:42, rounded up so that 0:00 means over."""
    whole = -int(-max(0.0, seconds) // 1)
    minutes, rest = divmod(whole, MINUTE)
    hours, minutes = divmod(minutes, MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def duration(seconds: float) -> str:
    """Write a duration in words: 45 s, 12 min, 1 h 34 min."""
    if seconds < MINUTE:
        return f"{round(seconds)} s"
    hours, minutes = divmod(round(seconds / MINUTE), MINUTE)
    return (
        tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
        if hours
        else tr("{minutes} min", minutes=minutes)
    )


def short_time(seconds: float) -> str:
    """Write the time on one question: 41 s, 1:16."""
    return duration(seconds) if round(seconds) < MINUTE else clock(seconds)


def countdown(day: date | None, today: date) -> str:
    """Say how far a day is: in 54 days, tomorrow, today, 3 days ago."""
    if day is None:
        return ""
    left = (day - today).days
    near = {0: tr("today"), 1: tr("tomorrow"), -1: tr("yesterday")}
    if left in near:
        return near[left]
    return tr("in {left} days", left=left) if left > 0 else tr("{left} days ago", left=-left)


def day_of(moment: float | datetime, this_year: int = 0) -> str:
    """Write the local day of a moment: Nov 22, 2026; in this year without it."""
    day = local(moment)
    return short(day, day if day.year == this_year else None)
