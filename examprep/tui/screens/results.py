"""The result of an attempt: score, topics, what stands out, and every question to reread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examprep.attempts.attempt import Attempt
from examprep.attempts.names import TITLES
from examprep.attempts.report import Entry, Report, ending_words, report, score_words
from examprep.desk.drill import scores, worst
from examprep.desk.plan import Plan
from examprep.learning.drill import KindScore
from examprep.text import plural
from examprep.tui.commands import Command, bindings
from examprep.tui.glyphs import day_of, duration
from examprep.tui.screens.listing import ListingScreen
from examprep.tui.screens.result_lines import fact_lines, kind_lines, topic_lines
from examprep.tui.widgets.flat_list import FlatList
from examprep.words import tr


class ResultsScreen(ListingScreen):
    """One attempt that is over, just now or long ago."""

    PAGE = "results"
    CSS_PATH = "results.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("results")]

    def __init__(self, attempt: Attempt, note: str = "") -> None:
        super().__init__(attempt, note)
        self.report: Report | None = None
        self.kinds: tuple[KindScore, ...] = ()
        self.every = False

    def heading(self) -> tuple[str, str]:
        """Name the attempt, its day and how long it took."""
        attempt = self.attempt
        name = " \u00b7 ".join(part for part in (TITLES[attempt.kind], attempt.title) if part)
        return name, f"{day_of(attempt.started)} \u00b7 {duration(attempt.clock)}"

    def body(self) -> Iterable[Widget]:
        """Give the parts that `show` writes."""
        yield Static(tr("Adding up \u2026"), id="score", markup=False)
        for part in ("ending", "topics", "facts", "listed"):
            yield Static("", id=part, markup=False)
        yield FlatList(id="questions")

    def on_mount(self) -> None:
        """Add up, once the questions are read from the banks."""
        self.say(self.note)
        self.shell.off_loop(self._read, self.show, self.fail)

    def _read(self) -> tuple[Report, dict[str, str], tuple[KindScore, ...]]:
        items = self.desk.library.items([slot.item for slot in self.attempt.slots])
        done = report(self.attempt, items)
        titles = {one.topic: self.desk.topic_title(one.topic) for one in done.topics}
        return done, titles, scores(self.attempt, items) if self.attempt.kind == "drill" else ()

    def show(self, read: tuple[Report, dict[str, str], tuple[KindScore, ...]]) -> None:
        """Show the whole result."""
        if not self.here:
            return
        self.report, titles, self.kinds = read
        self.every = not self.report.missed
        self.write("score", Content(score_words(self.report)).stylize("bold"))
        self.write("ending", Content(ending_words(self.report)))
        drilled = kind_lines(self.kinds, titles)
        self.write("topics", drilled if self.kinds else topic_lines(self.report, titles))
        self.write("facts", fact_lines(self.report))
        self.list_questions()

    @property
    def entries(self) -> Sequence[Entry]:
        """Give the questions that are listed: the missed ones, or every one."""
        if self.report is None:
            return ()
        return self.report.entries if self.every else self.report.missed

    def list_questions(self) -> None:
        """List the missed questions, or every one."""
        if self.report is None:
            return
        many = plural(len(self.entries), "question")
        self.fill_list(
            tr("All {many}", many=many) if self.every else tr("{many} to reread", many=many)
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer practice and the short list only where something was missed; a drill, always."""
        if action in {"again", "filter"}:
            drilled = action == "again" and self.kinds
            return bool(drilled or (self.report and self.report.missed))
        return self.report is not None if action == "reread" else True

    def action_filter(self) -> None:
        """List every question, or only those missed."""
        self.every = not self.every
        self.list_questions()

    def line_commands(self) -> tuple[Command, ...]:
        """Call it another drill where this was one."""
        every = super().line_commands()
        again = tr("drill the weakest") if self.kinds else tr("practice the missed")
        return tuple(replace(one, label=again) if one.name == "again" else one for one in every)

    def action_again(self) -> None:
        """Start a quiz of the missed questions that the banks still have, or another drill."""
        if self.report is None or self.kinds:
            self._drill_again()
            return
        names = [entry.name for entry in self.report.missed if entry.item]
        if not names:
            self.say(tr("No bank has these questions any more."), "bad")
            return
        self.practice(names, self.attempt.title)

    def _drill_again(self) -> None:
        plan = Plan("drill", topics=tuple(worst(self.kinds)))
        if self.kinds:
            self.shell.off_loop(lambda: self.desk.start(plan), self.shell.sit, self.fail)
