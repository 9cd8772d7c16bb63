"""Preview: questions of a bank as a candidate sees them, without answering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from examprep.attempts.reread import PREVIEW_SEED, preview_face
from examprep.banks.item import Item
from examprep.banks.variants import as_choice, variant
from examprep.tui.commands import bindings
from examprep.tui.screens.base import Column
from examprep.tui.screens.reporting import ReportingScreen
from examprep.tui.widgets.question import QuestionView


class PreviewScreen(ReportingScreen):
    """Some questions, read-only; `at` is the place in the list to begin with."""

    PAGE = "preview"
    CSS_PATH = "preview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("preview"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
    ]

    def __init__(self, items: Sequence[Item], at: int) -> None:
        super().__init__()
        self.items = items
        self.at = at
        self.key = False
        self.seed = PREVIEW_SEED
        self.options = False

    @property
    def shown(self) -> Item:
        """Give the question: of a template, one variant, perhaps with four options."""
        item = self.items[self.at]
        return as_choice(item, self.seed) if self.options else variant(item, self.seed)

    def asked(self) -> tuple[Item | None, int]:
        """Give the question on the page, with the seed of its numbers."""
        return self.shown, self.seed

    def body(self) -> Iterable[Widget]:
        """Give the question and a line about it."""
        yield QuestionView()
        yield Static("", id="about", markup=False)

    def on_mount(self) -> None:
        """Show the question chosen."""
        self.turn_to(self.at)

    def turn_to(self, place: int) -> None:
        """Show another question of the list, its key hidden."""
        self.at = min(len(self.items) - 1, max(0, place))
        self.key, self.options, self.seed = False, False, PREVIEW_SEED
        self.query_one(Column).scroll_home(animate=False)
        self.redraw()

    def redraw(self) -> None:
        """Draw the question."""
        item = self.shown
        title = self.desk.topic_title(f"{item.bank}:{item.topic}")
        self.title_line(f"Preview \u00b7 {title}", f"{self.at + 1} of {len(self.items)}")
        self.query_one(QuestionView).show(preview_face(item, key=self.key))
        self.query_one("#about", Static).update(about(item))
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only ways that lead somewhere."""
        if action == "previous":
            return self.at > 0
        if action == "numbers":
            return self.items[self.at].recipe is not None
        if action == "options":
            return self.items[self.at].kind == "numeric"
        return self.at < len(self.items) - 1 if action == "next" else True

    def action_reveal(self) -> None:
        """Show or hide the key."""
        self.key = not self.key
        self.redraw()
        if self.key:
            self.query_one(QuestionView).reveal()

    def action_numbers(self) -> None:
        """Draw other numbers."""
        self.seed += 1
        self.redraw()

    def action_options(self) -> None:
        """Show a number as a mock exam asks it, or as it is typed."""
        self.options = not self.options
        self.redraw()

    def action_previous(self) -> None:
        """Go to the question before."""
        self.turn_to(self.at - 1)

    def action_next(self) -> None:
        """Go to the next question."""
        self.turn_to(self.at + 1)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Column).scroll_relative(y=lines, animate=False)


def about(item: Item) -> str:
    """Name the question and the parts of the exams it covers."""
    return " \u00b7 ".join((item.name, *item.areas))
