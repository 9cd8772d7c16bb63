"""The page on which a question is answered: each key is one call."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from examprep.attempts.events import Confidence
from examprep.text import plural
from examprep.tui.commands import bindings
from examprep.tui.pages import Page
from examprep.tui.screens.answering import AnsweringScreen
from examprep.tui.screens.base import Column
from examprep.tui.screens.hints import enter_picks
from examprep.tui.widgets.answer_input import AnswerInput
from examprep.tui.widgets.option_row import OptionRow
from examprep.tui.widgets.question import MOST_ROWS, QuestionView
from examprep.words import tr

_NEXT_SURE: dict[Confidence | None, Confidence | None] = {
    None: "sure",
    "sure": "unsure",
    "unsure": "guess",
    "guess": None,
}


class QuestionScreen(AnsweringScreen):
    """The keys and clicks of a question."""

    PAGE: ClassVar[Page] = "question"
    CSS_PATH = "question.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("question"),
        *(Binding(str(n + 1), f"pick({n})", show=False) for n in range(MOST_ROWS)),
        Binding("up", "cursor(-1)", show=False),
        Binding("down", "cursor(1)", show=False),
        Binding("backspace", "back", show=False),
        Binding("pageup", "scroll_page(-1)", show=False),
        Binding("pagedown", "scroll_page(1)", show=False),
    ]

    def action_pick(self, place: int) -> None:
        """Pick a numbered row; where one pick is the answer, give it. After S it is struck out."""
        if self.striking and place < len(self.draft.order):
            self.strike_at(place)
            return
        if self.told or self.covered or place >= len(self.draft.order):
            return
        self.cursor = place if place == self.cursor else None
        self.draft = self.draft.press(place)
        if self.draft.answers_at_once:
            self.answer()
        self.redraw()

    def action_cursor(self, step: int) -> None:
        """Move the cursor through the rows; where there are none to choose from, scroll."""
        count = len(self.draft.order)
        if self.told or self.reckoning or not count:
            self.query_one(Column).scroll_relative(y=step * 2, animate=False)
            return
        start = -1 if self.cursor is None and step > 0 else self.cursor or 0
        self.cursor = (start + step) % count
        self.redraw()
        self.query_one(QuestionView).show_row(self.cursor)

    def action_page(self) -> None:
        """Choose the row at the cursor; where there is none, scroll down a page."""
        if self.cursor is not None and not self.told:
            self.action_pick(self.cursor)
        else:
            super().action_page()

    def action_scroll_page(self, step: int) -> None:
        """Scroll by pages."""
        column = self.query_one(Column)
        column.scroll_relative(y=step * (column.size.height - 2), animate=False)

    def action_back(self) -> None:
        """Take the last pick back, before the answer is given."""
        if not self.told and not self.draft.answers_at_once:
            self.draft = self.draft.back()
            self.redraw()

    def action_confirm(self) -> None:
        """Go on after a pause, give the answer, or go to the next question."""
        if self.over:
            self.save()
        elif self.paused:
            self.go_on()
        elif self.told or self.sitting.item(self.slot).is_gone:
            self.go_forward()
        else:
            self._enter()

    def _enter(self) -> None:
        """Take the row at the cursor, the draft, or the next question, whatever comes first."""
        if enter_picks(self.draft, self.cursor):
            self.action_pick(self.cursor or 0)
        elif self.given:
            self.go_forward()
        elif self.draft.complete:
            self.answer()
        elif self.draft.picks:
            self.tell(tr("Choose the rest first, or go on with \u2192."))
        else:
            verb = tr("Type") if self.draft.kind == "numeric" else tr("Choose")
            self.tell(tr("{verb} an answer first, or go on with \u2192.", verb=verb))

    def action_previous(self) -> None:
        """Turn to the question before."""
        if self.slot:
            self.turn_to(self.slot - 1)

    def action_next(self) -> None:
        """Turn to the next question, answered or not."""
        self.go_forward()

    def action_unanswered(self) -> None:
        """Turn to the next question without an answer."""
        self.turn_to_next(
            lambda slot: not self.attempt.given[slot], tr("No other question is open.")
        )

    def action_flagged(self) -> None:
        """Turn to the next flagged question."""
        self.turn_to_next(
            lambda slot: self.attempt.marks[slot].flag, tr("No other flagged question.")
        )

    def action_flag(self) -> None:
        """Flag the question, or take the flag away."""
        self.happen(lambda: self.sitting.flag(self.slot))

    def action_strike(self) -> None:
        """Strike out the option at the cursor, or bring it back; without one, ask which."""
        if self.cursor is not None:
            self.strike_at(self.cursor)
        elif self.striking:
            self.striking = False
            self.tell()
        else:
            self.striking = True
            self.tell(tr("Press the number of the option to strike out; S again strikes none."))

    def action_sure(self) -> None:
        """Note how sure the candidate is; each press takes the next word."""
        sure = _NEXT_SURE[self.attempt.marks[self.slot].sure]
        self.happen(lambda: self.sitting.confide(self.slot, sure))

    def action_undo(self) -> None:
        """Take the last answer of this question back."""
        if self.happen(lambda: self.sitting.undo(self.slot)):
            self.drop_draft()
            self.turn_to(self.slot)

    def action_more_why(self) -> None:
        """Show or hide why the other options are wrong."""
        self.all_reasons = not self.all_reasons
        self.redraw()
        self.query_one(QuestionView).reveal()

    def action_finish(self) -> None:
        """End the attempt; asked once more while questions are open."""
        note = self.keep_draft()
        missing = len(self.attempt.slots) - self.attempt.answered
        left = (
            tr("{questions} without an answer.", questions=plural(missing, "question"))
            if missing
            else note
        )
        if self.may_end(tr("{left} E again ends the quiz.", left=left) if left else ""):
            self.finish()

    def on_option_row_picked(self, event: OptionRow.Picked) -> None:
        """Pick the row that was clicked."""
        self.action_pick(event.place)

    def on_question_view_typed(self, event: QuestionView.Typed) -> None:
        """Keep what is typed."""
        self.draft = self.draft.type(event.text)
        self.query_one(AnswerInput).answered = self.given
        self.refresh_keys()

    def on_question_view_submitted(self, event: QuestionView.Submitted) -> None:
        """Treat Enter in the input as Enter on the page."""
        event.stop()
        self.action_confirm()
