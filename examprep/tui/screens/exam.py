"""The page of a mock exam: one question, no feedback, and the keys of the test center."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType

from examprep.errors import ExamprepError
from examprep.progress.sitting import Sitting
from examprep.text import plural
from examprep.tui.commands import bindings
from examprep.tui.glyphs import clock
from examprep.tui.pages import Page
from examprep.tui.screens.lighting import LightingScreen
from examprep.tui.screens.sitting import LAST_MINUTE
from examprep.tui.widgets.question import MOST_ROWS
from examprep.words import tr

Listed = Literal["all", "open", "flagged"]


class ExamScreen(LightingScreen, inherit_bindings=False):
    """One mock exam being sat.

    `board` holds what is written on the notes' page, until it is on the board; `listed` is what
    the review lists.
    """

    PAGE: ClassVar[Page] = "exam"
    WARNINGS: ClassVar[tuple[float, ...]] = (30 * 60.0, 10 * 60.0, LAST_MINUTE)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("exam"),
        *(Binding(str(n + 1), f"pick({n})", show=False) for n in range(MOST_ROWS)),
        Binding("up", "cursor(-1)", show=False),
        Binding("down", "cursor(1)", show=False),
        Binding("pageup", "scroll_page(-1)", show=False),
        Binding("pagedown", "scroll_page(1)", show=False),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.board = self._board_here = sitting.attempt.board
        self._board_before = self.board
        self.listed: Listed = "all"

    def show_time(self) -> None:
        """Draw where one stands and the time left, unless it is hidden."""
        where = tr("Item {slot} of {slots}", slot=self.slot + 1, slots=len(self.attempt.slots))
        self.title_line(self.attempt.title, f"{where}   {self.time_words()}".rstrip())

    def time_words(self) -> str:
        """Say the time left; the last minute is shown even where the clock is hidden."""
        left = self.sitting.left
        if left is None:
            return ""
        hidden = not self.desk.settings.clock and left > LAST_MINUTE
        return tr("clock hidden") if hidden else tr("{clock} left", clock=clock(left))

    def tick(self) -> None:
        """Keep the notes too, once nothing was written for a moment."""
        if self.board == self._board_before:
            self.keep_board()
        self._board_before = self.board
        super().tick()

    def quit(self) -> None:
        """Leave the app; what is written counts, as on any other way out."""
        self.keep_draft()
        super().quit()

    def go_forward(self) -> None:
        """Turn to the next question; behind the last one stands the review."""
        if self.slot + 1 < len(self.attempt.slots):
            self.turn_to(self.slot + 1)
        else:
            self.action_review()

    def keep_draft(self) -> str:
        """Let what is written on the notes' page count too."""
        self.keep_board()
        return super().keep_draft()

    def keep_board(self) -> None:
        """Put what was written on the board, under what another window put there meanwhile."""
        if self.over or self.board == self._board_here:
            return
        there = self.attempt.board
        if there not in {self._board_here, self.board}:
            self.board = f"{there}\n{self.board}"
        self._board_here = self.board
        try:
            self.sitting.write_board(self.board)
        except ExamprepError as error:
            self.tell(str(error), bad=True)
        self.save()

    def action_board(self) -> None:
        """Open the notes; the clock runs on."""
        from examprep.tui.screens.board import BoardScreen

        self.app.push_screen(BoardScreen(self))

    def action_review(self) -> None:
        """List all questions; out of highlighting, back to the question first."""
        if self.covered:
            self.leave_by(self.shell.go_home)
            return
        if self.word is not None:
            self.action_highlight()
            return
        from examprep.tui.screens.review import ReviewScreen

        self.keep_draft()
        self.app.push_screen(ReviewScreen(self))

    def action_hide(self) -> None:
        """Hide the clock, or show it; the last minute is always shown."""
        shown = not self.desk.settings.clock
        self.shell.off_loop(partial(self.desk.remember, clock=shown), self.hid, self.not_saved)

    def hid(self, fault: str) -> None:
        """Draw the clock as it is wanted now."""
        self.show_time()
        self.tell(fault, bad=True) if fault else self.tell()

    def action_finish(self) -> None:
        """End the exam after one confirmation."""
        self.keep_draft()
        if self.may_end(self.last_question()):
            self.finish()

    def last_question(self) -> str:
        """Ask whether the exam shall end, and say what is left open."""
        missing = len(self.attempt.slots) - self.attempt.answered
        left = (
            tr("{questions} without an answer. ", questions=plural(missing, "question"))
            if missing
            else ""
        )
        return tr("{left}E again ends the exam; there is no way back.", left=left)
