"""One attempt as a dialogue: shows questions, takes lines, and saves after each."""

from __future__ import annotations

from collections.abc import Callable

from examprep.attempts.attempt import Attempt
from examprep.attempts.names import noun_of
from examprep.attempts.reread import all_reasons
from examprep.banks.variants import how_to_type
from examprep.cli.lines import wording
from examprep.cli.lines.console import Console
from examprep.cli.lines.typed import read_answer, wanted
from examprep.cli.lines.watch import LAST_MINUTE
from examprep.desk.drill import Tally, behind, go_on
from examprep.errors import ExamprepError, NotAllowed, UnclearAnswer
from examprep.progress.sitting import Sitting
from examprep.words import tr

LATE = tr("Time was up before this answer.")


class Session:
    """The dialogue about one sitting.

    `slot` is the question that is open; behind the last one stands the end page, where `slot`
    is their number, or in a drill a new question. `last` is the slot answered last, for `why`
    and `undo`. `clock` tells whether each question says the time left. `failed` tells that
    saving failed since the last line was read. `title` names a topic.
    """

    def __init__(
        self, sitting: Sitting, console: Console, title: Callable[[str], str] = str
    ) -> None:
        self.sitting = sitting
        self.console = console
        self.title = title
        self.drills = sitting.attempt.kind == "drill"
        first = sitting.attempt.next_open
        self.slot = len(sitting.attempt.slots) if first is None else first
        if sitting.attempt.kind == "exam" and sitting.place is not None:
            self.slot = sitting.first
        if self.drills:
            left = len(sitting.attempt.slots) - 1
            self.slot = self.after(left) if sitting.attempt.given[left] else left
        self.last: int | None = None
        self.left = False
        self.asked_to_finish = False
        self.fresh = True
        self.warned = False
        self.failed = False
        self.clock = not console.quiet
        self._waits = False

    @property
    def attempt(self) -> Attempt:
        """Give the attempt as it stands."""
        return self.sitting.attempt

    @property
    def at_end(self) -> bool:
        """Tell whether the end page is open."""
        return self.slot >= len(self.attempt.slots)

    @property
    def noun(self) -> str:
        """Give the words for what is being sat."""
        return tr("the {noun}", noun=noun_of(self.attempt.kind))

    @property
    def over(self) -> bool:
        """Tell whether the attempt has ended or is left open."""
        return self.left or self.attempt.ended is not None

    def here(self) -> int:
        """Give the slot that is open.

        Raises:
            NotAllowed: the end page is open.
        """
        if self.at_end:
            raise NotAllowed(tr("Open a question first: go N."))
        return self.slot

    def answer(self, line: str) -> None:
        """Take a line as the answer to the open question."""
        try:
            slot = self.here()
            empty = wording.draft_at(self.sitting, slot, given=False)
            self.sitting.respond(slot, read_answer(empty, line))
        except (UnclearAnswer, NotAllowed) as error:
            self.console.say(LATE if self.sitting.check_time() else str(error))
            return
        self.last, mine = slot, self.attempt.response(slot)
        if self.keep() and self.attempt.response(slot) == mine:
            self.console.say(tr("saved"))
        if self.over:
            return
        if self.attempt.shows_feedback(slot):
            self.explain(slot)
        if self.drills:
            self._say_score(slot)
        self.open(self.after(slot))

    def after(self, slot: int) -> int:
        """Give the next open question behind a slot: a drill draws one; else the end page."""
        if self.drills:
            found = behind(self.attempt, slot, opened=True)
            return self._more() if found is None else found
        slots = range(slot + 1, len(self.attempt.slots))
        return next((n for n in slots if not self.attempt.given[n]), len(self.attempt.slots))

    def _more(self) -> int:
        try:
            return go_on(self.sitting)
        except NotAllowed as error:
            self.console.say(str(error))
            return len(self.attempt.slots)

    def _say_score(self, slot: int) -> None:
        if line := Tally(self.sitting).line(slot, self.title):
            self.console.say(line)

    def explain(self, slot: int, *, everything: bool = False) -> None:
        """Say whether an answer was right, and why."""
        item, draft = self.sitting.item(slot), wording.draft_at(self.sitting, slot)
        told = wording.face_at(self.sitting, slot).feedback
        others = all_reasons(item, draft) if everything else ()
        if told is not None:
            lines = wording.verdict(item, draft, told, others)
            self.console.say(*lines, hang=wording.HANG)

    def open(self, slot: int) -> None:
        """Turn to a question, or to the end page; it is shown before the next line is read."""
        self.slot = slot
        self.asked_to_finish = False
        self.fresh = True

    def wants(self) -> str:
        """Say what the open question asks to be typed."""
        item = self.sitting.item(self.slot)
        empty = wording.draft_at(self.sitting, self.slot, given=False)
        return how_to_type(item) if item.kind == "numeric" else wanted(empty)

    def hint(self) -> str:
        """Say in one line what can be typed now."""
        if self.at_end:
            return tr(
                "go N opens a question, finish ends {noun}, ? lists the words.", noun=self.noun
            )
        return tr("{wants} ? lists the words.", wants=self.wants())

    def show(self) -> None:
        """Write the question that is open, or the end page."""
        self.fresh = False
        left = self.sitting.left
        time = [wording.time_left(left)] if left is not None and self.clock else []
        self.warned = self.warned or (left is not None and left <= LAST_MINUTE)
        if self.at_end:
            self.console.head(tr("End of the questions"))
            self.console.say(*time, *wording.end_page(self.attempt))
            return
        number, count = self.slot + 1, len(self.attempt.slots)
        self.console.head(
            tr("Question {number}", number=number)
            if self.drills
            else tr("Question {number} of {count}", number=number, count=count)
        )
        self.console.say(*time, *wording.question(self.sitting, self.slot))
        self.console.say(*wording.options(self.sitting, self.slot), hang=wording.HANG)
        self.sitting.show(self.slot)

    def keep(self) -> bool:
        """Put what waits on disk; where that fails say why, and try again at the next line."""
        while self.sitting.unsaved:
            try:
                saved = self.sitting.save()
                self.sitting.settle(saved)
            except ExamprepError as error:
                self.failed = self._waits = True
                self.console.say(wording.not_saved(str(error)))
                return False
            self.console.say(*(saved.appended.notices if saved else ()), *self.sitting.told_news())
        if self._waits:
            self._waits = False
            self.console.say(tr("What waited is saved now."))
        return True
