"""A line with a label and one of several values, changed by keys, digits or clicks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

LABEL = 20
_MOST_DIGITS = 4
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a dial: what it is, how it is called, and a quiet word beside it."""

    value: Any
    title: str
    note: str = ""


class Dial(Widget, can_focus=True):
    """One setting. `show` gives it its steps; it tells by messages what was asked of it.

    Args:
        key: what the dial sets, for whoever gets its messages.
        label: the words at its left.
        digits: whether a number can be typed on it.
    """

    DEFAULT_CSS = """
    Dial { height: auto; width: 100%; padding: 0 1; }
    Dial:focus { background: $focus; }
    """

    steps: reactive[tuple[Step, ...]] = reactive((), layout=True)
    """The values to choose from, in order."""
    place: reactive[int] = reactive(0, layout=True)
    """Which of them holds."""

    @dataclass
    class Turned(Message):
        """Another value was chosen."""

        dial: Dial
        value: Any

    @dataclass
    class Typed(Message):
        """A number was typed on a dial that takes digits."""

        dial: Dial
        number: int

    def __init__(self, key: str, label: str, *, digits: bool = False) -> None:
        super().__init__(id=key)
        self.key = key
        self.label = label
        self.digits = digits
        self._typed = ""

    def show(self, steps: tuple[Step, ...], value: Any) -> None:
        """Show these steps, standing at `value`; at the first where it is none of them."""
        values = [step.value for step in steps]
        self.steps = steps
        self.place = values.index(value) if value in values else 0

    def turn(self, by: int) -> None:
        """Go to another value, from the last on to the first."""
        self._typed = ""
        if len(self.steps) > 1:
            self.place = (self.place + by) % len(self.steps)
            self.post_message(self.Turned(self, self.steps[self.place].value))

    def on_key(self, event: events.Key) -> None:
        """Read a number digit by digit."""
        typed = self._after(event)
        if self.digits and typed is not None:
            event.stop()
            self._typed = typed
            if int(typed or "0"):
                self.post_message(self.Typed(self, int(typed)))

    def _after(self, event: events.Key) -> str | None:
        """Give the digits after a key; None where the key is not for them."""
        if event.key == "backspace":
            return self._typed[:-1]
        return (self._typed + event.key)[-_MOST_DIGITS:] if event.key in _DIGITS else None

    def on_blur(self) -> None:
        """Begin a new number next time."""
        self._typed = ""

    def on_click(self, event: events.Click) -> None:
        """Go one value back at the left arrow, one on at the value and the right arrow."""
        where = event.get_content_offset(self)
        if where is not None and where.x >= LABEL:
            self.turn(-1 if where.x <= LABEL + 1 else 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines the value and its note need."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw marker, label, value between its arrows, and note."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        step = self.steps[self.place] if self.steps else Step(None, "")
        arrows = ("\u2039 ", " \u203a") if len(self.steps) > 1 else ("  ", "")
        title = Content(step.title).stylize("bold" if self.has_focus else "$foreground")
        value = Content.assemble((arrows[0], "$primary"), title, (arrows[1], "$primary"))
        marker = ("\u25b8 " if self.has_focus else "  ", "$primary")
        head = Content.assemble(marker, (self.label.ljust(LABEL - 2), "$quiet"))
        note = Content(step.note).stylize("$quiet")
        if head.cell_length + value.cell_length + 3 + note.cell_length <= width:
            return [Content.assemble(head, value, "   ", note)]
        first, *more = value.wrap(max(10, width - LABEL))
        rest = [*more, *(note.wrap(max(10, width - LABEL - 2)) if step.note else ())]
        return [
            Content.assemble(head, first),
            *(Content.assemble(" " * (LABEL + 2), line) for line in rest),
        ]
