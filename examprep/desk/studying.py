"""The time to study as it is set: the minutes of a day, and on which days of the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from examprep.desk.desk import Desk
from examprep.desk.schedule import Schedule, schedule
from examprep.learning.planning import MOST_MINUTES, USUAL
from examprep.progress.goal import Goal

DAYS = 7
_USUAL_DAYS = frozenset(day for day, minutes in enumerate(USUAL) if minutes)


@dataclass(frozen=True, slots=True)
class Week:
    """The minutes by weekday, from Monday; `marked` are the days of study.

    They stay marked while the minutes are none, so that more minutes bring them back.
    """

    minutes: tuple[int, ...] = USUAL
    marked: frozenset[int] = _USUAL_DAYS

    @classmethod
    def of(cls, goal: Goal | None) -> Week:
        """Give the week of a goal, or the usual one where none is set."""
        minutes = goal.minutes if goal and goal.minutes else USUAL
        marked = frozenset(day for day in range(DAYS) if minutes[day])
        return cls(minutes, marked or _USUAL_DAYS)

    @property
    def each(self) -> int:
        """Give the minutes of a day; where they differ, those of the longest."""
        return max(self.minutes)

    def with_minutes(self, minutes: int) -> Week:
        """Give every day of study the same minutes."""
        each = min(MOST_MINUTES, max(0, minutes))
        days = tuple(each if day in self.marked else 0 for day in range(DAYS))
        return Week(days, self.marked)

    def toggled(self, day: int) -> Week:
        """Make a weekday one of study, or one off; the other days keep their minutes."""
        marked = self.marked ^ {day}
        each = self.each or (0 if self.marked else max(USUAL))
        own = each if day in marked else 0
        return Week((*self.minutes[:day], own, *self.minutes[day + 1 :]), marked)


def keep_goal(desk: Desk, goal: Goal, today: date) -> Schedule:
    """Write a goal to the candidate's file, and plan anew.

    Raises:
        NotAllowed: nobody is at the desk.
        UnwritableFile: it could not be written.
    """
    record = desk.open_record()
    record.set_goal(goal.exam, goal.date, desk.times.now(), goal.minutes)
    return schedule(desk, today)
