"""Report: one line about what is wrong with a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from examprep.banks.item import Item
from examprep.progress.reports import LONGEST, tidied
from examprep.tui.commands import bindings
from examprep.tui.screens.base import PageScreen
from examprep.tui.written import Written
from examprep.words import tr

ABOUT = tr(
    "What is wrong with this question? A wrong answer, a stale rule, an unclear word: one line "
    "is enough. It is kept in your progress file with the question's id; examprep progress "
    "reports lists all, for whoever mends the bank. Nothing is sent anywhere."
)
Send = Callable[[str, Callable[[], None]], None]


class ReportScreen(PageScreen):
    """A line to write; Enter sends it and goes back, Esc goes back and has it here still.

    Args:
        item: the question, as it was seen.
        seed: that of its variant.
        send: takes the line, and what is to be told once it is kept.
        back: called when the page is left without sending.
    """

    PAGE = "report"
    CSS_PATH = "report.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("report")]

    def __init__(
        self, item: Item, seed: int, send: Send, back: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self.item = item
        self.seed = seed
        self.send = send
        self.back = back

    def heading(self) -> tuple[str, str]:
        """Name the question."""
        return tr("Report a question"), self.item.name

    @property
    def written(self) -> Written:
        """Give what was written of the question so far, here or on an earlier page."""
        record = self.desk.record
        candidate = record.journal.path if record else None
        return self.shell.written.of(candidate, self.item.name, self.seed)

    def body(self) -> Iterable[Widget]:
        """Give the question, what this is for, and the line."""
        yield Static(self.item.stem, id="stem", markup=False)
        yield Static(ABOUT, id="about", markup=False)
        yield Input(self.written.text, max_length=LONGEST, id="text", select_on_focus=False)

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is written: the page may be closed with the app's other pages."""
        event.stop()
        self.written.text = event.value

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line back, if there is anything in it."""
        event.stop()
        self.action_send()

    def action_send(self) -> None:
        """Give the line back, if there is anything in it."""
        line = self.query_one(Input).value
        text = tidied(line)
        if text:
            kept = partial(self.written.sent, line)
            self.app.pop_screen()
            self.send(text, kept)
        else:
            self.say(tr("Write a line first, or leave with Esc."))

    def action_leave(self) -> None:
        """Go back without sending; what was written is here again for this question."""
        super().action_leave()
        if self.back:
            self.back()
