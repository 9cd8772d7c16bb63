"""Going through the questions of an attempt, and how an event reaches the sitting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from examprep.desk.reports import report_slot
from examprep.errors import ExamprepError
from examprep.text import plural
from examprep.tui.screens.asking import AskingScreen
from examprep.tui.screens.base import Column
from examprep.tui.screens.report import ReportScreen
from examprep.tui.widgets.question import QuestionView
from examprep.words import tr

# With less than this left, in seconds, what is composed counts: there may be no later tick.
LAST_CHANCE = 1.5


class AnsweringScreen(AskingScreen):
    """One sitting, question by question; the keys are bound in `QuestionScreen`."""

    def tick(self) -> None:
        """Let what is composed count at the last moment; then show the time, and so on."""
        left = self.sitting.left
        if left is not None and 0 < left < LAST_CHANCE:
            self.keep_draft()
        super().tick()

    def turn_to(self, slot: int) -> None:
        """Show another question."""
        note = self.keep_draft()
        self.slot = slot % len(self.attempt.slots)
        self.cursor, self.all_reasons, self.striking = None, False, False
        self.sitting.show(self.slot)
        self.redraw()
        self.query_one(Column).scroll_home(animate=False)
        self.tell(note)

    def action_pause(self) -> None:
        """Stop the clock; what is composed counts, or stays a draft, and no hint stays behind."""
        if not self.covered:
            self.keep_draft()
            self.tell()
        super().action_pause()

    def keep_draft(self) -> str:
        """Let what is composed count where answers can be changed; say what hinders.

        Otherwise it stays a draft, which is there again with its question.
        """
        if self.over or self.given or not self.draft.complete:
            return ""
        where = tr("Question {slot}", slot=self.slot + 1)
        if not self.attempt.rules.changing:
            return tr("{where} keeps what you chose; it is not answered yet.", where=where)
        try:
            self.sitting.respond(self.slot, self.draft.answer())
        except ExamprepError as error:
            return tr("{where} is not answered yet. {error}", where=where, error=error)
        self.drop_draft()
        self.save()
        return ""

    def happen(self, event: Callable[[], object]) -> bool:
        """Let something happen in the sitting, draw and save it; a refusal is said."""
        try:
            event()
        except ExamprepError as error:
            self.tell(str(error), bad=True)
            return False
        self.tell()
        self.redraw()
        self.save()
        return True

    def answer(self) -> None:
        """Give the draft as the answer."""
        if self.given or not self.happen(
            lambda: self.sitting.respond(self.slot, self.draft.answer())
        ):
            return
        self.drop_draft()
        self.redraw()
        if self.told and not self._advances():
            self.query_one(QuestionView).reveal()

    def _advances(self) -> bool:
        """Go on after a right answer, where the settings say so; tell whether that was done."""
        response, place = self.attempt.response(self.slot), self.slot + 1
        right = response is not None and response.credit >= 1
        if not (right and self.desk.settings.advance and place < len(self.attempt.slots)):
            return False
        self.turn_to(place)
        self.tell(tr("\u2713 Question {place} was right.", place=place))
        return True

    def go_forward(self) -> None:
        """Turn to the next question, or say what is left to do."""
        if self.slot + 1 < len(self.attempt.slots):
            self.turn_to(self.slot + 1)
            return
        note = self.keep_draft()
        self.redraw()  # what was typed may be the answer now: letters are commands then
        missing = len(self.attempt.slots) - self.attempt.answered
        if missing:
            left = tr(
                "{questions} without an answer: N shows the next one",
                questions=plural(missing, "question"),
            )
            key = tr("on an empty line E") if self.draft.typed and self.typing else "E"
            self.tell(
                tr("{note} {left}, {key} ends the quiz.", note=note, left=left, key=key).lstrip()
            )
        elif self.attempt.rules.feedback:
            self.finish()
        else:
            self.tell(tr("All answered. E ends the quiz; \u2190 goes back."))

    def turn_to_next(self, wanted: Callable[[int], bool], none: str) -> None:
        """Turn to the next slot that is wanted, after this one and round to it."""
        count = len(self.attempt.slots)
        after = ((self.slot + step) % count for step in range(1, count))
        slot = next((slot for slot in after if wanted(slot)), None)
        if slot is None:
            self.tell(none)
        else:
            self.turn_to(slot)

    def action_card(self) -> None:
        """Lay the reference card over the question; the clock runs on."""
        if self.attempt.rules.feedback:
            self.shell.show("card")
        else:
            self.tell(tr("The reference card is closed in a timed quiz."))

    def action_report(self) -> None:
        """Write a line about what is wrong with the question; the clock runs on."""
        item, seed = self.sitting.item(self.slot), self.attempt.slots[self.slot].seed
        send = partial(self._report, self.slot)
        self.app.push_screen(ReportScreen(item, seed, send, self.come_back))

    def come_back(self) -> None:
        """Show the result where the attempt ended while a report was being written."""
        if self.over and not self.sitting.unsaved:
            self.end()

    def _report(self, slot: int, text: str, kept: Callable[[], None]) -> None:
        report_slot(self.sitting, slot, text)
        kept()  # it waits with the answers now
        self.tell(tr("Reported"))
        self.save()

    def strike_at(self, place: int) -> None:
        """Strike out a row, or bring it back."""
        self.striking = False
        authored = self.draft.order[place]
        self.happen(lambda: self.sitting.strike(self.slot, authored))

    def may_end(self, question: str) -> bool:
        """Ask once before the end: yes only while the question is what stands on the page."""
        if not question or self.note == question:
            return True
        self.tell(question)
        return False

    def finish(self) -> None:
        """End the attempt and show its result."""
        self.sitting.finish("done")
        self.end()
