"""The score report of a mock exam: domains beside the standard, the chance, what stands out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from textwrap import shorten
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examprep.attempts.attempt import Attempt
from examprep.attempts.report import Entry, ending_words, points
from examprep.desk.mock_export import save_report
from examprep.desk.mocks import study
from examprep.desk.notes import dated, standard_words
from examprep.desk.scored import MockReport, judged
from examprep.exams.scoring import Part
from examprep.text import plural
from examprep.tui.commands import Command, bindings
from examprep.tui.glyphs import day_of, duration
from examprep.tui.screens.listing import ListingScreen
from examprep.tui.screens.result_lines import LABEL
from examprep.tui.screens.score_lines import chance_line, domain_lines, fact_entries, pace_lines
from examprep.tui.widgets.flat_list import FlatList
from examprep.tui.widgets.hanging import Hanging
from examprep.words import tr

Shown = Literal["wrong", "flagged", "slow", "all"]
_ORDER: tuple[Shown, ...] = ("wrong", "flagged", "slow", "all")
_LISTED = {
    "wrong": tr(" wrong or open"),
    "flagged": tr(" flagged"),
    "slow": tr(" slow"),
    "all": "",
}
# So many characters of what to study find room in the line of keys.
_AREAS = 24
_PARTS = ("score", "ending", "chance", "domains", "facts", "pace", "standard", "listed")


class ScoreScreen(ListingScreen):
    """One mock exam that is over, just now or long ago."""

    PAGE = "score"
    CSS_PATH = "score.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("score")]

    def __init__(self, attempt: Attempt, note: str = "") -> None:
        super().__init__(attempt, note)
        self.done: MockReport | None = None
        self.shown: Shown = "wrong"

    def heading(self) -> tuple[str, str]:
        """Name the exam, its day and how long it took."""
        when = f"{day_of(self.attempt.started)} \u00b7 {duration(self.attempt.clock)}"
        return self.attempt.title, when

    def body(self) -> Iterable[Widget]:
        """Give the parts that `show` writes."""
        for part in _PARTS:
            if part == "facts":
                yield Hanging((), LABEL, id=part)
            else:
                yield Static(
                    tr("Adding up \u2026") if part == "score" else "", id=part, markup=False
                )
        yield FlatList(id="questions")

    def on_mount(self) -> None:
        """Add up, once the questions are read from the banks."""
        self.say(self.note)
        self.shell.off_loop(partial(judged, self.desk, self.attempt), self.show, self.fail)

    def show(self, done: MockReport) -> None:
        """Show the whole report."""
        if not self.here:
            return
        self.done = done
        score = tr(
            "{points} of {items} scored questions",
            points=points(done.whole.credit),
            items=done.whole.items,
        )
        self.write("score", Content(score).stylize("bold"))
        ending = [words for words in (ending_words(done.report), dated(done.outline)) if words]
        self.write("ending", Content("\n".join(ending)))
        self.write("chance", chance_line(done))
        self.write("domains", domain_lines(done.domains, self.size.width))
        self.query_one("#facts", Hanging).entries = fact_entries(done)
        self.write("pace", pace_lines(done))
        self.write("standard", Content(standard_words(done.outline)).stylize("$quiet"))
        self.list_questions()

    @property
    def entries(self) -> Sequence[Entry]:
        """Give the questions that are listed."""
        return self._listed(self.shown)

    def _listed(self, shown: Shown) -> Sequence[Entry]:
        if self.done is None:
            return ()
        report = self.done.report
        lists = {"wrong": report.missed, "flagged": report.flagged, "slow": self.done.slow}
        return lists.get(shown, report.entries)

    def on_resize(self) -> None:
        """Draw the domains as the new width lets them."""
        if self.done:
            self.write("domains", domain_lines(self.done.domains, self.size.width))

    def list_questions(self) -> None:
        """List the wrong, flagged, slow or all questions."""
        words = _LISTED[self.shown]
        self.fill_list(f"{plural(len(self.entries), 'question')}{words}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is something for."""
        done = self.done
        possible = {
            "reread": bool(self.entries),
            "filter": done is not None,
            "study": bool(done and done.study),
            "again": bool(done and done.report.missed),
            "save": done is not None,
        }
        return possible.get(action, True)

    def line_commands(self) -> tuple[Command, ...]:
        """Name the areas that the quiz will be on."""
        every = ", ".join(_named(part) for part in self.done.study) if self.done else ""
        areas = shorten(every, _AREAS, placeholder=" \u2026")
        return tuple(
            replace(one, label=tr("study {areas}", areas=areas)) if one.name == "study" else one
            for one in super().line_commands()
        )

    def action_filter(self) -> None:
        """List other questions."""
        at = _ORDER.index(self.shown)
        following = (*_ORDER[at + 1 :], *_ORDER[: at + 1])
        self.shown = next((one for one in following if self._listed(one)), "all")
        self.list_questions()
        listed = self.query_one("#listed")
        self.call_after_refresh(listed.scroll_visible, top=True, animate=False)

    def action_study(self) -> None:
        """Start a quiz on the areas that lost most."""
        if self.done:
            exam, areas = self.done.outline, [part.id for part in self.done.study]
            work = partial(study, self.desk, exam, areas, self.desk.seed())
            self.shell.off_loop(work, self.shell.sit, self.fail)

    def action_again(self) -> None:
        """Start a quiz of the missed questions that the banks still have."""
        names = [one.name for one in self.done.report.missed if one.item] if self.done else []
        if names:
            self.practice(names, tr("Missed in {title}", title=self.attempt.title))

    def action_save(self) -> None:
        """Save the report as Markdown and as a page to print."""
        if self.done:
            tell = partial(self.say, kind="good")
            self.shell.off_loop(partial(save_report, self.done), tell, self.fail)


def _named(part: Part) -> str:
    """Name an area by its number; where it has none of its own, by its title."""
    return part.id if part.id[:1].isdigit() else part.title.lower()
