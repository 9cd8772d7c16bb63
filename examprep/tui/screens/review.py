"""The review of a mock exam: every question with its state, to go to, and the end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from examprep.tui.commands import bindings
from examprep.tui.screens.base import PageScreen
from examprep.tui.widgets.flat_list import FlatList
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.tui.screens.exam import ExamScreen, Listed

_NEXT: dict[Listed, Listed] = {"all": "open", "open": "flagged", "flagged": "all"}
_NAMES: dict[Listed, str] = {
    "all": tr("all questions"),
    "open": tr("without an answer"),
    "flagged": tr("flagged"),
}


class ReviewScreen(PageScreen):
    """All, open or flagged questions of the exam under this page; its clock runs on."""

    PAGE = "review"
    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]

    def __init__(self, page: ExamScreen) -> None:
        super().__init__()
        self.page = page
        self._asked = False
        self._told = page.note

    def body(self) -> Iterable[Widget]:
        """Give the list; the counts stand above the keys, where they are always in view."""
        yield Static(tr("No question is like this."), id="none", markup=False)
        yield FlatList(id="questions")

    def on_mount(self) -> None:
        """List all questions, and let the clock tick here too."""
        self.set_interval(1.0, self.tick)
        self.fill()
        self.tick()

    def tick(self) -> None:
        """Show the time left as the exam's own page does."""
        title = f"{self.page.attempt.title} \u00b7 {_NAMES[self.page.listed]}"
        self.title_line(title, self.page.time_words())
        if self.page.note != self._told and not self._asked:
            self._told = self.page.note
            self.say(self._told)

    def fill(self) -> None:
        """List the questions that are wanted; the cursor on the one that was left."""
        attempt = self.page.attempt
        slots = range(len(attempt.slots))
        wanted = {
            "all": list(slots),
            "open": [n for n in slots if not attempt.given[n]],
            "flagged": [n for n in slots if attempt.marks[n].flag],
        }
        counts = tr(
            "{answered} answered, {wanted} not answered, ",
            answered=attempt.answered,
            wanted=len(wanted["open"]),
        )
        self.say(tr("{counts}{wanted} flagged", counts=counts, wanted=len(wanted["flagged"])))
        listed = wanted[self.page.listed]
        self.query_one("#none").display = not listed
        questions = self.query_one(FlatList)
        questions.fill((str(slot), self._line(slot)) for slot in listed)
        if self.page.slot in listed:
            questions.choose(str(self.page.slot))
        self.set_focus(questions, scroll_visible=False)
        self.refresh_keys()

    def _line(self, slot: int) -> Content:
        attempt = self.page.attempt
        open_one = tr("not answered") if slot in self.page.sitting.seen else tr("not seen")
        answered = tr("answered") if attempt.given[slot] else open_one
        flag = tr("\u2691 flagged") if attempt.marks[slot].flag else ""
        style = "$quiet" if attempt.given[slot] else "$warning"
        stem = " ".join(self.page.sitting.item(slot).stem.split())
        return Content.assemble(
            (f"{slot + 1:>3}  ", "$quiet"), (f"{answered:<13}", style), f"{flag:<10}", stem
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go somewhere only where something is listed."""
        if action == "open":
            return bool(self.query(FlatList)) and self.query_one(FlatList).chosen is not None
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the question that was entered or clicked."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Go to the chosen question."""
        chosen = self.query_one(FlatList).chosen
        if chosen is not None:
            self.app.pop_screen()
            self.page.turn_to(int(chosen))

    def action_filter(self) -> None:
        """List all, the open, or the flagged questions."""
        self.page.listed = _NEXT[self.page.listed]
        self.fill()
        self.tick()

    def action_finish(self) -> None:
        """End the exam after one confirmation."""
        if not self._asked:
            self._asked = True
            self.say(self.page.last_question())
            return
        self.app.pop_screen()
        self.page.finish()

    def action_stop(self) -> None:
        """Stop the clock and leave; the exam can be gone on with."""
        self.app.pop_screen()
        self.page.sitting.pause()
        self.page.redraw()
        self.page.leave_by(self.shell.go_home)
