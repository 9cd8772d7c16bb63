"""Charts: one at a time, each with its message in words and the table behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from examprep.desk.chart_rows import NAMES, TITLES
from examprep.desk.charts import Charts, charts
from examprep.tui.commands import Command, bindings
from examprep.tui.screens.base import Column, PageScreen
from examprep.tui.screens.chart_views import ABILITY, MEMORY, View, view
from examprep.tui.widgets.card_view import SectionLine
from examprep.tui.widgets.chart_plots import AbilityPlot, MemoryPlot
from examprep.tui.widgets.drawn import Drawn
from examprep.words import tr

# So far the arrows scroll where there is no domain to go to, and the page keys.
_LINES, _PAGE = 2, 12


class ChartsScreen(PageScreen):
    """The charts of the candidate at the desk."""

    PAGE = "charts"
    CSS_PATH = "charts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("charts"),
        *(Binding(str(n + 1), f"section({n})", show=False) for n in range(len(NAMES))),
        Binding("pagedown", "page", show=False),
        Binding("pageup", f"scroll({-_PAGE})", show=False),
    ]
    seen: Charts | None = None
    shown: View | None = None
    at = ABILITY
    domain: int | None = None
    as_table = False

    def body(self) -> Iterable[Widget]:
        """Give the names of the charts, the message, and room for what is drawn."""
        yield SectionLine([TITLES[name] for name in NAMES])
        yield Static(tr("Reading your answers \u2026"), id="message", markup=False)
        yield AbilityPlot(id="ability")
        yield MemoryPlot(id="memory")
        yield Drawn(id="drawing")
        yield Drawn(id="table")
        yield Static("", id="note", markup=False)

    def on_mount(self) -> None:
        """Leave room for what comes."""
        for part in ("#ability", "#memory", "#drawing", "#table", "#note"):
            self.query_one(part).display = False

    def on_screen_resume(self) -> None:
        """Look at the newest figures whenever the page comes up again."""
        work = partial(charts, self.desk, self.shell.today())
        self.shell.off_loop(work, self.show, self.fail)

    def fail(self, text: str) -> None:
        """Say what went wrong with a file."""
        if self.here:
            self.query_one("#message", Static).update(self.shown.message if self.shown else "")
            self.say(text, "bad")

    def show(self, seen: Charts) -> None:
        """Show the candidate's charts as they are now."""
        if self.here:
            changed, self.seen = seen != self.seen, seen
            self.title_line(tr("Charts"), seen.name)
            if changed:
                self.redraw()

    def turn_to(self, place: int) -> None:
        """Open a chart."""
        self.at = place % len(NAMES)
        self.query_one(Column).scroll_home(animate=False)
        self.redraw()

    def redraw(self) -> None:
        """Show the open chart, or its table."""
        self.query_one(SectionLine).at = self.at
        if self.seen is None:
            return
        self.shown = shown = view(self.seen, self.at, self.domain)
        self.query_one("#message", Static).update(shown.message)
        self.show_drawing(shown)
        self.query_one("#table", Drawn).show(shown.table if self.as_table else None)
        note = self.query_one("#note", Static)
        note.update(shown.note)
        note.display = bool(shown.note) and not self.as_table
        self.refresh_keys()

    def show_drawing(self, shown: View) -> None:
        """Draw the chart, or nothing beside its table and where there is nothing to see."""
        drawn = shown.table is not None and not self.as_table
        self.query_one("#drawing", Drawn).show(shown.drawing if drawn else None)
        self.query_one(AbilityPlot).display = drawn and self.at == ABILITY
        self.query_one(MemoryPlot).display = drawn and self.at == MEMORY
        if self.seen and drawn:
            self.plot(self.seen)

    def plot(self, seen: Charts) -> None:
        """Plot the chart that is on, where it is one that is plotted."""
        if self.at == ABILITY:
            self.query_one(AbilityPlot).show(seen.ability, self.domain)
        if self.at == MEMORY:
            self.query_one(MemoryPlot).show(seen.memory)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the table where there is one."""
        if action == "table":
            return self.shown is not None and self.shown.table is not None
        return True

    def line_commands(self) -> tuple[Command, ...]:
        """Give the keys: domains only where there are some, and what the table's key leads to."""
        shown = [one for one in super().line_commands() if one.name != "above" or self.has_domains]
        back = {"table": tr("chart")} if self.as_table else {}
        return tuple(replace(one, label=back.get(one.name, one.label)) for one in shown)

    @property
    def has_domains(self) -> bool:
        """Tell whether the arrows go from domain to domain."""
        return self.at == ABILITY and self.seen is not None and self.seen.answers > 0

    def action_section(self, place: int) -> None:
        """Open the chart of a number."""
        self.turn_to(place)

    def action_previous(self) -> None:
        """Open the chart before; before the first comes the last."""
        self.turn_to(self.at - 1)

    def action_next(self) -> None:
        """Open the next chart; after the last comes the first."""
        self.turn_to(self.at + 1)

    def action_above(self) -> None:
        """Go to the domain before; else scroll."""
        self.move(-1)

    def action_below(self) -> None:
        """Go to the next domain; else scroll."""
        self.move(1)

    def move(self, step: int) -> None:
        """Go on by a domain, the whole exam being one of the turn; else scroll."""
        if self.seen is None or not self.has_domains:
            self.action_scroll(_LINES * step)
            return
        turn = [None, *range(len(self.seen.ability.titles))]
        self.domain = turn[(turn.index(self.domain) + step) % len(turn)]
        self.redraw()

    def action_table(self) -> None:
        """Show the table, or the chart again."""
        self.as_table = not self.as_table
        self.turn_to(self.at)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Column).scroll_relative(y=lines, animate=False)
