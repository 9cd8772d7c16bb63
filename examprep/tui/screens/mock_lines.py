"""The lines of the mock exams' page: those that are open, and those taken."""

from __future__ import annotations

from textual.content import Content

from examprep.attempts.attempt import Attempt
from examprep.attempts.names import left_words
from examprep.attempts.report import points
from examprep.desk.mock_export import short_chance
from examprep.desk.scored import MockReport
from examprep.tui.glyphs import clock, day_of, interval
from examprep.words import tr

_BAR = 11
_NAME = 21


def open_line(attempt: Attempt, year: int, *, wide: bool) -> Content:
    """Give a mock that was left: its day, what is left of it, and the time left."""
    left = attempt.left(attempt.clock)
    time = "" if left is None else f", {clock(left)}"
    return Content.assemble(
        f"  {day_of(attempt.started, year):<8}",
        left_words(attempt),
        (tr("{time}   Enter goes on", time=time) if wide else tr("   Enter goes on"), "$primary"),
    )


def mock_line(one: MockReport, year: int, *, marked: bool, wide: bool) -> Content:
    """Give a mock in one line: mark, day, name, score, chance; its interval drawn where `wide`."""
    score = tr("{points} of {items}", points=points(one.whole.credit), items=one.whole.items)
    return Content.assemble(
        ("\u25cf " if marked else "  ", "$primary"),
        f"{day_of(one.day, year):<8}",
        Content(one.attempt.title).truncate(_NAME, ellipsis=True, pad=True),
        (f"{score:>9}  ", "$quiet"),
        f"{short_chance(one):<18}",
        (_interval(one) if wide else "", "$primary"),
    )


def _interval(one: MockReport) -> str:
    """Draw a chance as a point in its interval, on a line from 0 to 100 %."""
    if not one.enough:
        return ""
    return interval(one.chance.low, one.chance.value, one.chance.high, _BAR)
