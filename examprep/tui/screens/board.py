"""The erasable board: notes for the whole sitting, kept with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from examprep.tui.commands import bindings
from examprep.tui.screens.base import PageScreen
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.tui.screens.exam import ExamScreen


class BoardScreen(PageScreen):
    """Free lines; what stands there is kept when the page is left, or when time is up."""

    PAGE = "board"
    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("board")]

    def __init__(self, page: ExamScreen) -> None:
        super().__init__()
        self.page = page

    def heading(self) -> tuple[str, str]:
        """Name the board."""
        return tr("Notes"), tr("the clock runs on")

    def body(self) -> Iterable[Widget]:
        """Give the text."""
        yield TextArea(
            self.page.board,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            placeholder=tr("Write what helps you: it stays for the whole sitting."),
        )

    def on_mount(self) -> None:
        """Begin at the end of the notes; the clock ticks here too."""
        self.set_interval(1.0, self.tick)
        self.tick()
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def tick(self) -> None:
        """Show the time left, and what the exam's own page has to say of it."""
        self.title_line(tr("Notes"), self.page.time_words())
        self.say(self.page.note)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Give the exam's page what is written: it keeps it."""
        event.stop()
        self.page.board = event.text_area.text

    def action_leave(self) -> None:
        """Keep the notes and go back."""
        self.app.pop_screen()
        self.page.keep_board()
