"""Preview: questions of a bank as a candidate sees them, without answering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from examprep.banks.item import Item
from examprep.tui.commands import bindings
from examprep.tui.screens.base import Column
from examprep.tui.screens.showing import SCROLLING, ShowingScreen
from examprep.tui.widgets.question import QuestionView
from examprep.words import tr


class PreviewScreen(ShowingScreen):
    """Some questions, read-only; `at` is the place in the list to begin with."""

    PAGE = "preview"
    CSS_PATH = "preview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("preview"), *SCROLLING]

    def __init__(self, items: Sequence[Item], at: int) -> None:
        super().__init__()
        self.items = items
        self.at = at

    @property
    def item(self) -> Item:
        """Give the question on the page as its author wrote it."""
        return self.items[self.at]

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
        self.begin_anew()
        self.query_one(Column).scroll_home(animate=False)
        self.redraw()

    def redraw(self) -> None:
        """Draw the question."""
        item = self.shown
        title = self.desk.topic_title(f"{item.bank}:{item.topic}")
        self.title_line(
            tr("Preview \u00b7 {title}", title=title),
            tr("{at} of {items}", at=self.at + 1, items=len(self.items)),
        )
        self.draw_question()
        self.query_one("#about", Static).update(about(item))
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only ways that lead somewhere."""
        if action == "previous":
            return self.at > 0
        if action == "next":
            return self.at < len(self.items) - 1
        return self.can_show(action)

    def action_previous(self) -> None:
        """Go to the question before."""
        self.turn_to(self.at - 1)

    def action_next(self) -> None:
        """Go to the next question."""
        self.turn_to(self.at + 1)


def about(item: Item) -> str:
    """Name the question and the parts of the exams it covers."""
    return " \u00b7 ".join((item.name, *item.areas))
