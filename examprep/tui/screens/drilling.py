"""The question page of a drill: it never ends by itself, and says how each kind goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual.containers import Vertical
from textual.widget import Widget

from examprep.attempts.names import name_of
from examprep.desk.drill import Tally, behind, go_on, kind_of
from examprep.progress.sitting import Sitting
from examprep.tui.commands import Command
from examprep.tui.screens.question import QuestionScreen
from examprep.tui.widgets.calculator import CalculatorPad
from examprep.tui.widgets.kind_scores import KindScores
from examprep.words import tr

SKIPPED = tr("Skipped, which counts for nothing; \u2190 goes back to it.")


class DrillingScreen(QuestionScreen):
    """Question after question, each drawn when the one before is done with."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._tally = Tally(sitting)
        self._titles: dict[str, str] = {}
        self.slot = len(sitting.attempt.slots) - 1

    def beside(self) -> Iterable[Widget]:
        """Give the scores of the kinds, shown in a wide window, and the calculator."""
        yield Vertical(KindScores(), CalculatorPad(), id="side")

    def show_side(self) -> None:
        """Draw the scores of the kinds."""
        side = self.query_one(KindScores)
        found = self._tally.scores
        side.titles = {one.kind: self._title(one.kind) for one in found}
        side.here = kind_of(self.sitting.item(self.slot)) if self.given else ""
        side.scores = found

    def _title(self, kind: str) -> str:
        if kind not in self._titles:
            self._titles[kind] = self.desk.topic_title(kind)
        return self._titles[kind]

    def show_time(self) -> None:
        """Draw how the drill goes: there is no end to count to, and no clock to beat."""
        attempt = self.attempt
        self.title_line(name_of(attempt.kind, attempt.title), self._tally.pace)

    def line_commands(self) -> tuple[Command, ...]:
        """Call the way past an open question what it is."""
        names = {"next": "next" if self.told else "skip"}
        every = super().line_commands()
        return tuple(replace(one, label=names.get(one.name, one.label)) for one in every)

    def go_forward(self) -> None:
        """Turn to the next question; behind the last one comes a new one."""
        there = behind(self.attempt, self.slot)
        if there is not None:
            self.turn_to(there)
            return
        skipped = not self.given
        if self.happen(lambda: go_on(self.sitting)):
            self.turn_to(len(self.attempt.slots) - 1)
            if skipped:
                self.tell(SKIPPED)

    def answer(self) -> None:
        """Give the draft as the answer, and say how its kind goes."""
        slot, was_open = self.slot, not self.given
        super().answer()
        response = self.attempt.response(slot)
        if response is None or not was_open:
            return
        line = self._tally.line(slot, self._title)
        if response.credit >= 1 and self.desk.settings.advance:
            if self.slot == slot:
                self.go_forward()
            line = tr("\u2713 Right. {line}", line=line)
        self.tell(line)

    def action_pause(self) -> None:
        """Stop the clock; how a kind went is not what stands over a pause."""
        if not self.covered:
            self.tell()
        super().action_pause()

    def action_finish(self) -> None:
        """End the drill; before its first answer there is no result to see."""
        if self.attempt.answered:
            self.finish()
        else:
            self.leave_by(self.shell.go_home)
