"""Highlighting words of a question by keys: a cursor of its own goes through the stem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from examprep.attempts.stems import words_of
from examprep.progress.sitting import Sitting
from examprep.tui.commands import Command
from examprep.tui.screens.question import QuestionScreen
from examprep.tui.widgets.question import QuestionView
from examprep.words import tr

# So many words up or down are about a line.
LINE = 10
# What can be done while words are highlighted, and what the keys are called then.
_LIGHTING = frozenset({"page", "cursor", "review", "help", "quit"})
_NOW = {
    "confirm": (tr("Enter"), tr("mark the word")),
    "previous": ("\u2190", tr("word before")),
    "next": ("\u2192", tr("next word")),
    "highlight": ("H", "done"),
}


class LightingScreen(QuestionScreen, inherit_bindings=False):
    """A question page on which words can be highlighted; `word` is where the arrows stand."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.word: int | None = None

    @property
    def last_word(self) -> int:
        """Give the place of the stem's last word."""
        return len(words_of(self.sitting.item(self.slot).stem)) - 1

    def redraw(self) -> None:
        """Draw the page; the word at which the arrows stand is shown in its stem."""
        super().redraw()
        if self.word is not None:
            self.query_one(QuestionView).show(self._face(), self.cursor, self.word)

    def line_commands(self) -> tuple[Command, ...]:
        """Call the keys what they do while words are highlighted."""
        every = super().line_commands()
        if self.word is None:
            return every
        return tuple(
            replace(one, shown=_NOW[one.name][0], label=_NOW[one.name][1])
            for one in every
            if one.name in _NOW
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if self.word is not None:
            return action in _LIGHTING or action in _NOW
        return super().check_action(action, parameters)

    def turn_to(self, slot: int) -> None:
        """Show another question."""
        self.word = None
        super().turn_to(slot)

    def action_confirm(self) -> None:
        """Mark the word at the cursor, or do what Enter does on a question."""
        if self.word is None or self.covered:
            super().action_confirm()
        else:
            self.happen(partial(self.sitting.light, self.slot, self.word))

    def action_page(self) -> None:
        """Mark the word at the cursor, or do what Space does on a question."""
        if self.word is None:
            super().action_page()
        else:
            self.action_confirm()

    def action_previous(self) -> None:
        """Go to the word or the question before."""
        self._step(-1, super().action_previous)

    def action_next(self) -> None:
        """Go to the next word or question."""
        self._step(1, super().action_next)

    def action_cursor(self, step: int) -> None:
        """Go a line of words up or down, or move the cursor through the options."""
        self._step(step * LINE, partial(super().action_cursor, step))

    def _step(self, by: int, otherwise: Callable[[], None]) -> None:
        if self.word is None:
            otherwise()
            return
        self.word = min(self.last_word, max(0, self.word + by))
        self.redraw()

    def action_highlight(self) -> None:
        """Begin to highlight words, at the last one that is, or end it."""
        lit = self.attempt.marks[self.slot].lit
        begin = min(lit[-1] if lit else 0, self.last_word)
        self.word = begin if self.word is None else None
        self.redraw()
