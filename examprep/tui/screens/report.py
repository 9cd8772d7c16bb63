"""Report: one line about what is wrong with a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from examprep.banks.item import Item
from examprep.progress.reports import LONGEST, tidied
from examprep.tui.commands import bindings
from examprep.tui.screens.base import PageScreen

ABOUT = (
    "What is wrong with this question? A wrong answer, a stale rule, an unclear word: one line "
    "is enough. It is kept in your progress file with the question's id; examprep progress "
    "reports lists all, for whoever mends the bank. Nothing is sent anywhere."
)


class ReportScreen(PageScreen):
    """A line to write; Enter sends it and goes back, Esc goes back without."""

    PAGE = "report"
    CSS_PATH = "report.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("report")]

    def __init__(self, item: Item, send: Callable[[str], None], written: str = "") -> None:
        super().__init__()
        self.item = item
        self.send = send
        self.written = written

    def heading(self) -> tuple[str, str]:
        """Name the question."""
        return "Report a question", self.item.name

    def body(self) -> Iterable[Widget]:
        """Give what this is for, the question, and the line."""
        yield Static(ABOUT, id="about", markup=False)
        yield Static(self.item.stem, id="stem", markup=False)
        yield Input(self.written, max_length=LONGEST, id="text", select_on_focus=False)

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line back, if there is anything in it."""
        event.stop()
        self.action_send()

    def action_send(self) -> None:
        """Give the line back, if there is anything in it."""
        text = tidied(self.query_one(Input).value)
        if text:
            self.app.pop_screen()
            self.send(text)
        else:
            self.say("Write a line first, or leave with Esc.")
