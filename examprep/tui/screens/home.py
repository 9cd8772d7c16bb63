"""Home: one thing to do today and the next key; then how it goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content, Span
from textual.widget import Widget
from textual.widgets import Static

from examprep.tui.commands import Command, bindings
from examprep.tui.glance import Glance, keep, stamp
from examprep.tui.screens.base import Column
from examprep.tui.screens.doors import Doors
from examprep.tui.widgets.hanging import Hanging
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.desk import Desk
    from examprep.desk.overview import Overview

PARTS = ("assigned", "chance", "week", "slips", "last", "notice")
_LABEL = 19
_OF_FIGURES = frozenset({"go_on", "review", "today", "assigned"})


class HomeScreen(Doors):
    """The page that stays under all others."""

    PAGE = "home"
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("home"),
        Binding("ctrl+j", "today", show=False),  # Enter, typed before the terminal was ready
        Binding("up,pageup", "scroll_lines(-8)", show=False),
        Binding("down,pagedown,space", "scroll_lines(8)", show=False),
    ]
    seen: Overview | None = None
    drawn: Glance | None = None
    shut = False
    _asked = False

    def heading(self) -> tuple[str, str]:
        """Show the program's name until the candidate is known."""
        return "examprep", ""

    def body(self) -> Iterable[Widget]:
        """Give the parts that `draw` writes."""
        yield Static(tr("Reading the banks and your progress \u2026"), id="today", markup=False)
        for part in PARTS:
            yield Hanging((), _LABEL, id=part)

    def nothing_open(self) -> None:
        """Say that nothing could be opened; the line above the keys says why."""
        nothing = tr(
            "Nothing was opened, and no file was changed.\n\n"
            "Leave with ^Q; once the file is mended, start again."
        )
        self.draw(Glance("", nothing, (), {}, frozenset()))
        self.drawn, self.shut = None, True
        self.refresh_keys()

    def on_mount(self) -> None:
        """Begin with what was said last, where nothing has changed since."""
        if self.shell.glance:
            self.draw(self.shell.glance)

    def on_screen_resume(self) -> None:
        """Show the newest figures whenever the page comes up again."""
        self.fill()

    def fill(self) -> None:
        """Look at the candidate, once everything is read."""
        if self.shell.ready:
            look = partial(_look, self.desk, self.shell.today())
            self.shell.off_loop(look, self.show, self._not_seen)

    def show(self, looked: tuple[Overview, Glance]) -> None:
        """Show the candidate as they are now; start now what was asked for before."""
        if not self.here:
            return
        self.seen, said = looked
        self.draw(said)
        asked, self._asked = self._asked, False
        if asked and self.app.screen is self:
            self.action_today()

    def _not_seen(self, text: str) -> None:
        """Say why there are no figures; a key that waited for them is forgotten."""
        self._asked = False
        self.say(text)

    def draw(self, said: Glance) -> None:
        """Write what there is to say."""
        if said == self.drawn:
            return
        self.drawn = said
        self.title_line("examprep", said.right)
        spans = [Span(*span) for span in said.spans]
        self.query_one("#today", Static).update(Content(said.today, spans))
        for name in PARTS:
            part = self.query_one(f"#{name}", Hanging)
            part.entries = said.parts.get(name, ())
            part.display = bool(part.entries)
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Do what can be done now; what is asked for while the banks are read is done after it."""
        early = self.drawn is None or not self.shell.ready
        return (early and not self.shut) or action == "assigned" or self._offers(action)

    def line_commands(self) -> tuple[Command, ...]:
        """Show only what there is something for."""
        return tuple(one for one in super().line_commands() if self._offers(one.name))

    def _offers(self, action: str) -> bool:
        if action in {"quit", "palette", "help", "scroll_lines"}:
            return True
        if self.drawn is None:  # the doors are open before the figures are there
            return self.shell.ready and action not in _OF_FIGURES
        return action not in self.drawn.shut

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll, where a low window has no room for all."""
        self.query_one(Column).scroll_relative(y=lines, animate=False)

    def action_today(self) -> None:
        """Start the questions chosen for today, those that are announced."""
        self.shell.once_open(self._today)

    def _today(self) -> None:
        if self.seen:
            self.shell.start(self.seen.plan)
        self._asked = self.seen is None

    def action_go_on(self) -> None:
        """Go on with the attempt left open."""
        self.shell.once_open(self._go_on)

    def _go_on(self) -> None:
        record = self.desk.record
        if record and (attempt := record.state.latest_open()):
            self.shell.resume(attempt)

    def action_review(self) -> None:
        """Repeat what was missed, or go on with the review left open."""
        self.shell.once_open(self._review)

    def _review(self) -> None:
        from examprep.desk.plan import Plan

        record = self.desk.record
        if record and (left := record.state.latest_open("review")):
            self.shell.resume(left)
            return
        count = self.desk.settings.questions
        self.shell.start(Plan(kind="review", count=count, mode="missed"))


def _look(desk: Desk, today: date) -> tuple[Overview, Glance]:
    """Work the figures out, and keep what they say for the next start; runs in a thread."""
    from examprep.desk.overview import overview  # the first picture needs neither
    from examprep.tui.screens.home_lines import glance

    record = desk.open_record()
    file = record.journal.path
    of = stamp(file, desk.settings, today, read=record.end)
    seen = overview(desk, today)
    said = glance(seen, today)
    keep(file, of, said)
    return seen, said
