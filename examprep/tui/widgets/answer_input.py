"""Where a number is typed."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

MOST_CHARACTERS = 60
# What a number can begin with; any other key on an empty line is a command of the page.
_BEGINNINGS = frozenset("0123456789.,-+\u2212$")


class AnswerInput(Input):
    """One line for a number with its unit. It takes keys from the page only once it has some."""

    DEFAULT_CSS = """
    AnswerInput, AnswerInput:focus { width: 28; height: 1; border: none; padding: 0 1;
      background: $focus; }
    """

    def __init__(self) -> None:
        super().__init__(max_length=MOST_CHARACTERS, select_on_focus=False)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        if not self.value and event.character not in _BEGINNINGS:
            return
        await super()._on_key(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the arrows at either end of the text to the page."""
        if action == "cursor_left":
            return self.cursor_position > 0
        return action != "cursor_right" or self.cursor_position < len(self.value)
