"""Where a number is typed."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

MOST_CHARACTERS = 60
# What a number can begin with; any other key on an empty line is a command of the page.
_BEGINNINGS = frozenset("0123456789.,-+\u2212$")
# What a month begins with.
_MONTHS = frozenset("jfmasondJFMASOND")


class AnswerInput(Input):
    """One line for a number with its unit.

    Letters are commands of the page while the line is empty, unless `words` can begin an answer,
    and again once what stands there is the answer.
    """

    DEFAULT_CSS = """
    AnswerInput, AnswerInput:focus { width: 28; height: 1; border: none; padding: 0 1;
      background: $focus; }
    """

    def __init__(self) -> None:
        super().__init__(max_length=MOST_CHARACTERS, select_on_focus=False)
        self.cursor_blink = False
        self.words = False
        self.answered = False

    async def _on_key(self, event: events.Key) -> None:
        if self.check_consume_key(event.key, event.character):
            await super()._on_key(event)
        else:
            event.prevent_default()  # or Textual would call the base class's handler itself

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell whether a key is text here; Textual leaves other keys to the page."""
        begins = character in _BEGINNINGS or (self.words and character in _MONTHS)
        if (self.answered or not (self.value or begins)) and character not in _BEGINNINGS:
            return False
        return super().check_consume_key(key, character)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the arrows at either end of the text to the page."""
        if action == "cursor_left":
            return self.cursor_position > 0
        return action != "cursor_right" or self.cursor_position < len(self.value)
