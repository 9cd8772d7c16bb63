"""The chance of passing: what it is, what holds it down, what would raise it, how it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from examprep.desk import telling
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.desk.prospect import Foretold, Prospect, foretold, prospect
from examprep.learning.calibration import TENTHS
from examprep.learning.topic_gain import NEXT
from examprep.text import plural
from examprep.tui.commands import Command, bindings
from examprep.tui.screens.base import Column, PageScreen
from examprep.tui.screens.readiness_lines import (
    domain_table,
    gain_lines,
    scale_line,
    tenth_lines,
)
from examprep.tui.widgets.flat_list import FlatList
from examprep.words import tr

Looked = tuple[Prospect, tuple[Foretold, ...]]
FULL = tr("Every domain is at the standard.")
MOST = tr("Would gain most by its next {next} questions", next=NEXT)


class ReadinessScreen(PageScreen):
    """How likely a pass is, with all that it rests on."""

    PAGE = "readiness"
    CSS_PATH = "readiness.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("readiness")]
    found: Prospect | None = None

    def body(self) -> Iterable[Widget]:
        """Give the parts that `show` writes."""
        yield Static(tr("Working it out \u2026"), id="headline", markup=False)
        yield Vertical(
            Static("", id="scale", markup=False),
            Static("", id="meaning", markup=False),
            Static(tr("What holds you down"), id="holding-title", classes="heading"),
            Static("", id="holding", markup=False),
            Static(tr("Domains"), classes="heading"),
            Static("", id="domains", markup=False),
            Static(MOST, id="most-title", classes="heading", markup=False),
            FlatList(id="most"),
            Static(tr("How it is computed"), classes="heading"),
            Static("\n\n".join(telling.HOW), markup=False),
            Static(tr("How far to trust it"), classes="heading"),
            Static(telling.TRIED, markup=False),
            Static("", id="tenths", markup=False),
            Static(telling.ELSE, markup=False),
            Static("", id="borne-out", classes="gap", markup=False),
            id="parts",
        )

    def on_mount(self) -> None:
        """Leave room for what comes."""
        self.query_one("#parts").display = False

    def on_screen_resume(self) -> None:
        """Look at the newest figures whenever the page comes up again."""
        look = partial(_look, self.desk, self.shell.today())
        self.shell.off_loop(look, self.show, self.fail)

    def fail(self, text: str) -> None:
        """Say what went wrong."""
        if self.here:
            self.say(text, "bad")

    def show(self, looked: Looked) -> None:
        """Show the candidate's chance as it is now, or what is missing before it can be said."""
        if not self.here:
            return
        first = self.found is None
        self.found, mocks = looked
        found, enough = self.found, self.found.outlook.enough
        name = self.desk.open_record().state.name
        self.title_line(tr("Chance of passing"), f"{name} \u00b7 {found.exam.name}")
        self.query_one("#parts").display = True
        self.write("headline", Content(telling.headline(found)).stylize("bold"))
        meaning = "\n".join(telling.meaning(found)) if enough else self.missing()
        self.write("meaning", Content(meaning))
        self.query_one("#holding-title").display = enough
        holding = "\n".join(telling.holding_lines(found)) or FULL
        self.write("holding", Content(holding if enough else ""))
        self.on_resize()
        self.write("borne-out", Content("\n".join(telling.borne_out(mocks))))
        self.show_gains(found)
        if first:
            self.call_after_refresh(self.query_one(Column).scroll_home, animate=False)

    def show_gains(self, found: Prospect) -> None:
        """List the topics that would gain most, once there are enough answers to tell."""
        most = self.query_one("#most", FlatList)
        most.fill(gain_lines(found))
        listed = bool(found.most) and found.outlook.enough
        most.display = self.query_one("#most-title").display = listed
        if listed:
            self.set_focus(most, scroll_visible=False)
        else:
            self.scroll_by_keys()
        self.refresh_keys()

    def missing(self) -> str:
        """Say what to do while there are too few answers."""
        count = plural(self.desk.settings.questions, "question")
        return tr(
            "Enter starts {count} that you have not seen yet, from all over the exam.", count=count
        )

    def write(self, part: str, text: Content) -> None:
        """Fill a part of the page, or hide it where there is nothing to say."""
        static = self.query_one(f"#{part}", Static)
        static.update(text)
        static.display = bool(text)

    def on_resize(self) -> None:
        """Draw scale and tables as the width lets them."""
        if found := self.found:
            width, enough = self.size.width, found.outlook.enough
            self.write("scale", scale_line(found, width) if enough else Content(""))
            self.write("domains", domain_table(found, width))
            self.write("tenths", tenth_lines(TENTHS, width))

    def line_commands(self) -> tuple[Command, ...]:
        """Say what Enter starts."""
        enough = self.found and self.found.outlook.enough
        label = tr("a quiz on the topic") if enough else tr("new questions")
        every = super().line_commands()
        return tuple(replace(one, label=label) if one.name == "start" else one for one in every)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a quiz once it is known which."""
        return self.quiz is not None if action == "start" else True

    @property
    def quiz(self) -> Plan | None:
        """Give the quiz that Enter starts: on the topic at the cursor, or of new questions."""
        if self.found is None:
            return None
        count = self.desk.settings.questions
        if not self.found.outlook.enough:
            return Plan(count=count, mode="new")
        topic = self.query_one("#most", FlatList).chosen
        return Plan(count=count, topics=(topic,)) if topic else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Start a quiz on the topic that was entered or clicked."""
        event.stop()
        self.action_start()

    def action_start(self) -> None:
        """Start the quiz that the page offers."""
        if quiz := self.quiz:
            self.shell.start(quiz)


def _look(desk: Desk, today: date) -> Looked:
    return prospect(desk, today), foretold(desk)
