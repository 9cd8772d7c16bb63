"""A page on which the date of the exam is typed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from examprep.dates import EXAMPLES, UnclearDate, read_date
from examprep.days import in_words, short
from examprep.progress.goal import Goal
from examprep.tui.glyphs import countdown
from examprep.tui.screens.rows import RowsScreen
from examprep.words import tr


class DatedScreen(RowsScreen):
    """What the pages share on which the date of the goal is set: how it is read stands below it."""

    shown_day: date | None = None

    @property
    @abstractmethod
    def goal(self) -> Goal:
        """Give the goal as it will be once everything is kept."""

    @abstractmethod
    def keep_day(self, day: date | None) -> None:
        """Keep another date of the exam."""

    def date_line(self) -> Iterable[Widget]:
        """Give the line to type a date in, and the one that says how it is read."""
        self.shown_day = self.goal.date
        typed = Input(_typed(self.goal.date), EXAMPLES, id="date", select_on_focus=True)
        yield Horizontal(Static(tr("Exam date"), id="date-label"), typed, id="date-line")
        yield Static("", id="reading", markup=False)

    def on_screen_resume(self) -> None:
        """Show the date anew where another page has changed it meanwhile."""
        if self.goal.date != self.shown_day:
            self.put_date(self.goal.date)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show at once how the date is read."""
        try:
            day = read_date(event.value, self.shell.today())
        except UnclearDate:
            day = None
        text = f"{in_words(day)}, {countdown(day, self.shell.today())}" if day else ""
        self.query_one("#reading", Static).update(text)

    def on_input_submitted(self) -> None:
        """Keep the date."""
        self.take_date()

    def on_input_blurred(self) -> None:
        """Keep the date also when its line is left."""
        self.take_date()

    def take_date(self) -> str:
        """Keep the date that is typed, if it is a new one; give the fault where it is none."""
        text = self.query_one("#date", Input).value
        if text == _typed(self.goal.date):
            return ""
        try:
            day = read_date(text, self.shell.today())
        except UnclearDate as error:
            self.say(str(error), "bad")
            return str(error)
        self.put_date(day)
        if day != self.goal.date:
            self.keep_day(day)
        return ""

    def put_date(self, day: date | None) -> None:
        """Write a date into its line."""
        self.shown_day = day
        self.query_one("#date", Input).value = _typed(day)

    def action_leave(self) -> None:
        """Go back; a date that cannot be read is named first, and the kept one put back."""
        if fault := self.take_date():
            self.put_date(self.goal.date)
            self.say(
                tr("{fault} The date is left as it was; Esc again goes back.", fault=fault), "bad"
            )
        else:
            super().action_leave()


def _typed(day: date | None) -> str:
    """Write a date so that it can be read again: as it is shown, or else in figures."""
    if day is None:
        return ""
    with suppress(UnclearDate):
        if read_date(short(day), day) == day:
            return short(day)
    return day.isoformat()
