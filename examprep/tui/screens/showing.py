"""What the pages share that show a question without answering it: its key, its other numbers."""

from __future__ import annotations

from textual.binding import Binding

from examprep.attempts.reread import PREVIEW_SEED, preview_face
from examprep.banks.item import Item
from examprep.banks.variants import as_choice, variant
from examprep.tui.screens.base import Column
from examprep.tui.screens.reporting import ReportingScreen
from examprep.tui.widgets.answer_input import AnswerInput
from examprep.tui.widgets.question import QuestionView

SCROLLING = (
    Binding("down", "scroll(1)", show=False),
    Binding("up", "scroll(-1)", show=False),
)


class ShowingScreen(ReportingScreen):
    """A page with one question, read-only. A subclass says which `item`, and draws the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.key = False
        self.seed = PREVIEW_SEED
        self.options = False

    @property
    def item(self) -> Item | None:
        """Give the question on the page as its author wrote it, if there is one."""
        return None

    @property
    def shown(self) -> Item:
        """Give the question: of a template, one variant, perhaps with four options."""
        if self.item is None:
            raise LookupError("no question is on the page")
        return as_choice(self.item, self.seed) if self.options else variant(self.item, self.seed)

    def asked(self) -> tuple[Item | None, int]:
        """Give the question on the page, with the seed of its numbers."""
        return (self.shown if self.item else None), self.seed

    def begin_anew(self) -> None:
        """Hide the key, and go back to the first numbers."""
        self.key, self.options, self.seed = False, False, PREVIEW_SEED

    def draw_question(self) -> None:
        """Draw the question, and where a number is to be typed, the line for it."""
        item = self.shown
        view = self.query_one(QuestionView)
        face = preview_face(item, key=self.key)
        view.show(face)
        self.query_one(AnswerInput).can_focus = False
        typed = item.kind == "numeric" and not self.key
        view.ask("" if typed else None, face.unit, focus=False)

    def redraw(self) -> None:
        """Draw the page; a subclass does."""

    def can_show(self, action: str) -> bool:
        """Tell of the ways to show a question whether they change anything."""
        if action == "numbers":
            return self.item is not None and self.item.recipe is not None
        if action == "options":
            return self.item is not None and self.item.kind == "numeric"
        return action != "reveal" or self.item is not None

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

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Column).scroll_relative(y=lines, animate=False)
