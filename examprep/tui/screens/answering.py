"""How a question is drawn while an attempt runs, and how an event reaches the sitting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from textual.widget import Widget
from textual.widgets import Static

from examprep.attempts.arrange import arrange
from examprep.attempts.attempt import Attempt
from examprep.attempts.draft import Draft, draft_of
from examprep.attempts.face import Face, face, other_reasons
from examprep.desk import TITLES
from examprep.errors import ExamprepError
from examprep.progress.sitting import Sitting
from examprep.text import plural
from examprep.tui.glyphs import bar, clock
from examprep.tui.screens.sitting import SittingScreen
from examprep.tui.widgets.question import QuestionView
from examprep.tui.widgets.slots import SlotMap

_COVER = """\
Paused. The clock stands.

Enter  go on
Esc    leave; you can continue any time"""
ROOMY = 72


class AnsweringScreen(SittingScreen):
    """One sitting, question by question; the keys are bound in `QuestionScreen`."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.slot = sitting.attempt.next_open or 0
        self.draft = self._draft()
        self.cursor: int | None = None
        self.all_reasons = False
        self.asked_to_end = False
        sitting.show()

    def body(self) -> Iterable[Widget]:
        """Give the question, and what covers it while the clock stands."""
        yield QuestionView()
        yield Static(_COVER, id="cover", markup=False)

    def beside(self) -> Iterable[Widget]:
        """Give the map of the slots, shown in a wide window."""
        yield SlotMap()

    @property
    def attempt(self) -> Attempt:
        """Give the attempt as it stands."""
        return self.sitting.attempt

    @property
    def told(self) -> bool:
        """Tell whether right and wrong are shown for this question."""
        return self.attempt.shows_feedback(self.slot)

    def _draft(self) -> Draft:
        slot = self.sitting.attempt.slots[self.slot]
        item = self.sitting.item(self.slot)
        order = arrange(item, slot.seed)
        return draft_of(item, order, self.sitting.attempt.response(self.slot))

    def _face(self) -> Face:
        item = self.sitting.item(self.slot)
        shown = face(item, self.draft, self.attempt.marks[self.slot], feedback=self.told)
        if shown.feedback is None or not self.all_reasons:
            return shown
        more = other_reasons(item, self.draft)
        return replace(
            shown, feedback=replace(shown.feedback, reasons=shown.feedback.reasons + more)
        )

    def redraw(self) -> None:
        """Draw the question, the map and the keys as they stand."""
        view = self.query_one(QuestionView)
        view.display = not self.paused
        self.query_one("#cover", Static).display = self.paused
        shown = self._face()
        view.show(shown, self.cursor)
        numeric = self.draft.kind == "numeric" and not self.told and not self.paused
        view.ask(self.draft.typed if numeric else None, shown.unit)
        slots = self.query_one(SlotMap)
        slots.attempt, slots.slot = self.attempt, self.slot
        self.show_time()
        self.refresh_keys()

    def show_time(self) -> None:
        """Draw where one stands and the time left."""
        count, left = len(self.attempt.slots), self.sitting.left
        time = f" {clock(left)}" if left is not None and self.desk.settings.clock else ""
        progress = bar(self.attempt.answered / count, 20 if self.size.width >= ROOMY else 8)
        name = TITLES[self.attempt.kind]
        title = f"{name} \u00b7 {self.attempt.title}" if self.attempt.title else name
        self.title_line(title, f"{self.slot + 1} of {count} {progress}{time}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if self.paused:
            return action in {"pause", "confirm", "help", "quit"}
        answered = bool(self.attempt.given[self.slot])
        possible = {
            "undo": answered,
            "more_why": self.told,
            "strike": not self.told and self.draft.kind in {"choice", "multiple"},
            "sure": not self.told,
            "flagged": any(marks.flag for marks in self.attempt.marks),
        }
        return possible.get(action, True)

    def turn_to(self, slot: int) -> None:
        """Show another question."""
        self.slot = slot % len(self.attempt.slots)
        self.cursor, self.all_reasons, self.asked_to_end = None, False, False
        self.draft = self._draft()
        self.sitting.show()
        self.redraw()
        self.query_one("#column").scroll_home(animate=False)
        self.say(self.fault, "bad")

    def happen(self, event: Callable[[], object]) -> bool:
        """Let something happen in the sitting, draw and save it; a refusal is said."""
        try:
            event()
        except ExamprepError as error:
            self.say(str(error), "bad")
            return False
        self.redraw()
        self.save()
        return True

    def answer(self) -> None:
        """Give the draft as the answer."""
        if not self.happen(lambda: self.sitting.respond(self.slot, self.draft.answer())):
            return
        self.draft = self._draft()
        if self.told:
            self.query_one(QuestionView).reveal()

    def go_forward(self) -> None:
        """Turn to the next question, or say what is left to do."""
        if self.slot + 1 < len(self.attempt.slots):
            self.turn_to(self.slot + 1)
        elif self.attempt.rules.feedback and self.attempt.next_open is None:
            self.finish()
        elif self.attempt.next_open is None:
            self.say("All answered. E ends the quiz; \u2190 goes back.")
        else:
            missing = plural(len(self.attempt.slots) - self.attempt.answered, "question")
            self.say(f"{missing} without an answer: N shows the next one, E ends the quiz.")

    def _turn_to_next(self, wanted: Callable[[int], bool], none: str) -> None:
        """Turn to the next slot that is wanted, after this one and round to it."""
        count = len(self.attempt.slots)
        after = ((self.slot + step) % count for step in range(1, count))
        slot = next((slot for slot in after if wanted(slot)), None)
        if slot is None:
            self.say(none)
        else:
            self.turn_to(slot)

    def finish(self) -> None:
        """End the attempt and show its result."""
        self.sitting.finish("done")
        self.save()
        self.end()
