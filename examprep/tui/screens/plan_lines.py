"""The lines of the plan: the weeks as a grid, and the next days in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from textual.content import Content

from examprep.days import short
from examprep.desk.telling import day_head, day_words
from examprep.learning.planning import Kind, StudyDay, weeks
from examprep.text import plural
from examprep.tui.widgets.hanging import Entry
from examprep.tui.widgets.weekdays import NAMES
from examprep.words import tr

LETTERS: dict[Kind, str] = {
    "study": "",
    "mock": tr("M"),
    "light": tr("L"),
    "rest": "\u00b7",
    "exam": tr("EXAM"),
}
LEGEND = tr("minutes a day; M mock exam, L light, \u00b7 day off")
NEXT_DAYS = 7
_HEAD = 7
_CELL, _SMALL_CELL, _WIDE = 6, 4, 60
_MOST_WEEKS = 12

Weeks = Sequence[Sequence[StudyDay | None]]


def grid(days: Sequence[StudyDay], width: int) -> Content:
    """Draw the days as weeks in a window of so many columns; of very many the first and the last.

    Today stands behind an arrow.
    """
    room, every = _CELL if width >= _WIDE else _SMALL_CELL, weeks(days)
    head = "".join([" " * _HEAD, *(name.rjust(room) for name in NAMES)])
    lines = [Content(head).stylize("$quiet")]
    shown: Weeks = every if len(every) <= _MOST_WEEKS else every[: _MOST_WEEKS - 2]
    lines += [_week(one, days[0].day, room) for one in shown]
    if len(every) > len(shown):
        between = plural(len(every) - len(shown) - 1, "more week")
        lines.append(
            Content(tr("  \u2026 and {between} \u2026", between=between)).stylize("$quiet")
        )
        lines.append(_week(every[-1], days[0].day, room))
    return Content("\n").join(lines)


def _week(week: Sequence[StudyDay | None], today: date, room: int) -> Content:
    one = next(day.day for day in week if day)
    monday = one - timedelta(days=one.weekday())
    head = short(monday, monday)
    return Content.assemble(
        (head.ljust(_HEAD), "$quiet"), *(_cell(day, today, room) for day in week)
    )


def _cell(day: StudyDay | None, today: date, room: int) -> tuple[str, str]:
    """Give a day: a letter for what it is, and its minutes."""
    if day is None:
        return " " * room, ""
    letter, minutes = LETTERS[day.kind], f"{day.minutes}" if day.minutes else ""
    text = f"{letter} {minutes}".strip()
    if room == _SMALL_CELL:
        short = text.replace(" ", "")
        text = short if len(short) < room else letter[:2]
    style = {"rest": "$quiet", "mock": "$primary bold", "exam": "$primary bold"}.get(day.kind, "")
    if day.day == today:
        return f"\u25b8{text}".rjust(room), f"{style} bold"
    return text.rjust(room), style


def next_days(days: Sequence[StudyDay]) -> Iterator[Entry]:
    """Say what the next days hold."""
    for one in days[:NEXT_DAYS]:
        yield Entry(day_head(one), day_words(one), "$quiet")
