"""The plan: the time to study, and what it makes of the days to the exam."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from examprep.desk.schedule import Schedule, schedule
from examprep.desk.studying import Week, keep_goal
from examprep.desk.telling import forecast_lines, today_words
from examprep.learning.planning import MOST_MINUTES
from examprep.progress.goal import Goal
from examprep.tui.commands import bindings
from examprep.tui.screens.dated import DatedScreen
from examprep.tui.screens.plan_lines import LEGEND, grid, next_days
from examprep.tui.widgets.dial import Dial, Step
from examprep.tui.widgets.hanging import Hanging
from examprep.tui.widgets.weekdays import Weekdays
from examprep.words import tr

MINUTES = (0, 10, 15, 20, 25, 30, 40, 45, 60, 75, 90, 120, 180, MOST_MINUTES)
USUAL_NOTE = tr("assumed until you set your own")
UNEVEN_NOTE = tr("the longest; a change sets all")
_DAY = 12


class PlanScreen(DatedScreen):
    """Minutes, days and date above; below what they come to, planned anew at every change."""

    PAGE = "plan"
    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("plan")]

    def __init__(self) -> None:
        super().__init__()
        self.waiting: Goal | None = None
        self.busy = False
        self.week = Week()
        self.plan: Schedule | None = None

    def heading(self) -> tuple[str, str]:
        """Name the candidate whose plan this is."""
        return tr("Plan"), self.desk.record.state.name if self.desk.record else ""

    def body(self) -> Iterable[Widget]:
        """Give what can be set, and the parts that `show` writes."""
        yield Dial("minutes", tr("Minutes a day"), digits=True)
        yield Weekdays(tr("Study days"), id="weekdays")
        yield from self.date_line()
        yield Vertical(
            Static("", id="now", markup=False),
            Static("", id="grid", markup=False),
            Static(LEGEND, id="legend", markup=False),
            Static("", id="forecast", markup=False),
            Static(tr("The next days"), classes="heading"),
            Hanging((), _DAY, id="next"),
            id="planned",
        )

    def on_mount(self) -> None:
        """Begin at the minutes."""
        self.week = Week.of(self.goal)
        self.draw_week(asked=bool(self.goal.minutes))
        self.query_one("#planned").display = False
        self.query_one("#minutes").focus()

    def on_screen_resume(self) -> None:
        """Plan anew whenever the page comes up."""
        plan = partial(schedule, self.desk, self.shell.today())
        self.shell.off_loop(plan, self.show, self.fail)

    @property
    def goal(self) -> Goal:
        """Give the goal as it will be once everything is kept."""
        kept = self.desk.record.state.goal if self.desk.record else None
        return self.waiting or kept or Goal(self.desk.exam, None)

    def draw_week(self, *, asked: bool) -> None:
        """Show minutes and days as they are set."""
        each = self.week.each
        uneven = len({self.week.minutes[day] for day in self.week.marked}) > 1
        note = UNEVEN_NOTE if uneven else "" if asked else USUAL_NOTE
        steps = (Step(count, f"{count}", note) for count in sorted({*MINUTES, each}))
        self.query_one("#minutes", Dial).show(tuple(steps), each)
        self.query_one(Weekdays).marked = self.week.marked

    def show(self, plan: Schedule) -> None:
        """Show the plan as it is now."""
        if not self.here:
            return
        self.query_one("#planned").display = True
        self.query_one("#now", Static).update(today_words(plan.today))
        self.plan = plan
        self.on_resize()
        self.query_one("#next", Hanging).entries = tuple(next_days(plan.calendar.days))
        self.query_one("#forecast", Static).update("\n".join(forecast_lines(plan)))

    def on_resize(self) -> None:
        """Draw the weeks as the width lets them."""
        if self.plan:
            drawn = grid(self.plan.calendar.days, self.size.width)
            self.query_one("#grid", Static).update(drawn)

    def fail(self, text: str) -> None:
        """Say what went wrong, and show again what is kept."""
        self.busy, self.waiting = False, None
        if self.here:
            self.week = Week.of(self.goal)
            self.draw_week(asked=bool(self.goal.minutes))
            self.put_date(self.goal.date)
            self.say(text, "bad")

    def on_dial_turned(self, event: Dial.Turned) -> None:
        """Take other minutes."""
        self.become(self.week.with_minutes(event.value))

    def on_dial_typed(self, event: Dial.Typed) -> None:
        """Take the minutes that were typed."""
        self.become(self.week.with_minutes(event.number))

    def on_weekdays_toggled(self, event: Weekdays.Toggled) -> None:
        """Take a day of study more or less."""
        self.become(self.week.toggled(event.day))

    def become(self, week: Week) -> None:
        """Take another week, and keep it."""
        self.week = week
        self.draw_week(asked=True)
        self.keep(replace(self.goal, minutes=week.minutes))

    def keep_day(self, day: date | None) -> None:
        """Keep another date of the exam."""
        self.keep(replace(self.goal, date=day))

    def keep(self, goal: Goal) -> None:
        """Have the goal written; one write at a time, so that the last one wins."""
        self.waiting = goal
        self.say("")
        if not self.busy:
            self._save(goal)

    def _save(self, goal: Goal) -> None:
        self.busy, self.waiting = True, goal
        work = partial(keep_goal, self.desk, goal, self.shell.today())
        self.shell.off_loop(work, partial(self._kept, goal), self.fail)

    def _kept(self, goal: Goal, plan: Schedule) -> None:
        """Show what was planned; go on with what was changed meanwhile."""
        self.busy = False
        if self.waiting and self.waiting != goal:
            self._save(self.waiting)
            return
        self.waiting = None
        self.show(plan)
        self.say(tr("saved"), "good")

    def turn(self, by: int) -> None:
        """Take another value, or go to another weekday."""
        if isinstance(self.focused, Weekdays):
            self.focused.move(by)
        else:
            super().turn(by)

    def action_mark(self) -> None:
        """Mark the weekday at the cursor, or take the dial's next value."""
        if isinstance(self.focused, Weekdays):
            self.focused.toggle()
        else:
            self.turn(1)
