"""The seven weekdays on one line, each marked or not."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from examprep.tui.widgets.dial import LABEL
from examprep.words import tr

NAMES = (tr("Mo"), tr("Tu"), tr("We"), tr("Th"), tr("Fr"), tr("Sa"), tr("Su"))
_CELL = 5
_DAYS = _CELL * len(NAMES)


class Weekdays(Widget, can_focus=True):
    """The days of study. Its messages tell which day was marked or unmarked."""

    DEFAULT_CSS = """
    Weekdays { height: auto; width: 100%; padding: 0 1; }
    Weekdays:focus { background: $focus; }
    """

    marked: reactive[frozenset[int]] = reactive(frozenset())
    """The days that are marked, Monday as 0."""
    cursor: reactive[int] = reactive(0)
    """The day that Space marks."""

    @dataclass
    class Toggled(Message):
        """A day was marked, or its mark taken away."""

        day: int

    def __init__(self, label: str, id: str | None = None) -> None:  # noqa: A002 - Textual's own
        super().__init__(id=id)
        self.label = label

    def move(self, by: int) -> None:
        """Go to another day, from Sunday on to Monday."""
        self.cursor = (self.cursor + by) % len(NAMES)

    def toggle(self) -> None:
        """Mark the day at the cursor, or take its mark away."""
        self.post_message(self.Toggled(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Mark the day that was clicked."""
        where, (left, top) = event.get_content_offset(self), self._corner(self.content_size.width)
        if where is not None and where.y == top and 0 <= where.x - left < _DAYS:
            self.cursor = (where.x - left) // _CELL
            self.toggle()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give one line, or two where the days have no room beside their label."""
        return 1 + self._corner(width)[1]

    def render(self) -> RenderResult:
        """Draw marker, label and days; the one at the cursor stands between arrows."""
        marker = ("\u25b8 " if self.has_focus else "  ", "$primary")
        left, top = self._corner(self.content_size.width)
        head = f"{self.label}\n{' ' * left}" if top else self.label.ljust(LABEL - 2)
        return Content.assemble(marker, (head, "$quiet"), *map(self._cell, range(len(NAMES))))

    def _corner(self, width: int) -> tuple[int, int]:
        """Give column and line of the first day."""
        return (LABEL, 0) if width >= LABEL + _DAYS else (1, 1)

    def _cell(self, day: int) -> Content:
        here = self.has_focus and day == self.cursor
        left, right = ("\u2039", "\u203a") if here else (" ", " ")
        sign = "\u25cf" if day in self.marked else "\u25cb"
        color = "$primary" if day in self.marked else "$quiet"
        style = "bold" if here else "$foreground"
        return Content.assemble(
            (left, "$primary"), (sign, color), (NAMES[day], style), (right, "$primary")
        )
