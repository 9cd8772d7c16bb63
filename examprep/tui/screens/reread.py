"""Reread: the questions of an attempt that is over, one by one, with all that is to be learned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from examprep.attempts.attempt import Attempt
from examprep.attempts.report import Entry
from examprep.attempts.reread import has_more_reasons, reread_face
from examprep.banks.item import Item
from examprep.tui.commands import bindings
from examprep.tui.screens.base import Column
from examprep.tui.screens.reporting import ReportingScreen
from examprep.tui.widgets.question import QuestionView
from examprep.words import tr


class RereadScreen(ReportingScreen):
    """Some questions of an attempt, read-only; `at` is the place in the list to begin with."""

    PAGE = "reread"
    CSS_PATH = "reread.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("reread"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
    ]

    def __init__(self, attempt: Attempt, entries: Sequence[Entry], at: int) -> None:
        super().__init__()
        self.attempt = attempt
        self.entries = entries
        self.at = at
        self.all_reasons = False

    @property
    def entry(self) -> Entry:
        """Give the question on the screen."""
        return self.entries[self.at]

    def asked(self) -> tuple[Item | None, int]:
        """Give the question on the page, unless it is gone, with its seed."""
        return self.entry.item, self.attempt.slots[self.entry.slot].seed

    def body(self) -> Iterable[Widget]:
        """Give the question, and what is said where it is gone."""
        yield QuestionView()
        yield Static("", id="gone", markup=False)

    def on_mount(self) -> None:
        """Show the question chosen."""
        self.turn_to(self.at)

    def turn_to(self, place: int) -> None:
        """Show another question of the list."""
        self.at = min(len(self.entries) - 1, max(0, place))
        self.all_reasons = False
        self.query_one(Column).scroll_home(animate=False)
        self.redraw()

    def redraw(self) -> None:
        """Draw the question with its feedback."""
        entry, item = self.entry, self.entry.item
        title = self.desk.topic_title(entry.topic) if item else entry.name
        where = tr(
            "{at} of {entries} \u00b7 question {number}",
            at=self.at + 1,
            entries=len(self.entries),
            number=entry.number,
        )
        self.title_line(tr("Reread \u00b7 {title}", title=title), where)
        view, gone = self.query_one(QuestionView), self.query_one("#gone", Static)
        view.display, gone.display = item is not None, item is None
        if item:
            day = self.desk.library.rekeyed.get(item.name)
            shown = reread_face(
                self.attempt, entry.slot, item, every_reason=self.all_reasons, rekeyed=day
            )
            view.show(shown)
        gone.update(_gone(entry))
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only ways that lead somewhere."""
        if action == "previous":
            return self.at > 0
        if action == "next":
            return self.at < len(self.entries) - 1
        if action == "report":
            return self.entry.item is not None
        return self._has_more_reasons() if action == "more_why" else True

    def _has_more_reasons(self) -> bool:
        slot, item = self.entry.slot, self.entry.item
        return item is not None and has_more_reasons(self.attempt, slot, item)

    def action_previous(self) -> None:
        """Go to the question before."""
        self.turn_to(self.at - 1)

    def action_next(self) -> None:
        """Go to the next question."""
        self.turn_to(self.at + 1)

    def action_more_why(self) -> None:
        """Show or hide why the other options are wrong."""
        self.all_reasons = not self.all_reasons
        self.redraw()
        if self.all_reasons:
            self.query_one(QuestionView).reveal()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Column).scroll_relative(y=lines, animate=False)


def _gone(entry: Entry) -> str:
    words = {
        "right": tr("You answered it right."),
        "partly": tr("Your answer was partly right."),
        "wrong": tr("Your answer was not right."),
        "open": tr("You did not answer it."),
    }
    return tr(
        "{name} is no longer in any bank, so it cannot be shown.\n{words}",
        name=entry.name,
        words=words[entry.outcome],
    )
