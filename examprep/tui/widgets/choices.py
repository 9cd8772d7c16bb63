"""A short list of choices, all in sight, one of which holds."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_STEPS = {"left": -1, "up": -1, "right": 1, "down": 1}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what it stands for, its short name, and its full one."""

    value: str
    name: str
    title: str


class Choices(Widget, can_focus=True):
    """Numbered choices; arrows, digits and clicks choose."""

    DEFAULT_CSS = """
    Choices { height: auto; width: 100%; }
    Choices:focus { background: $focus; }
    """

    place: reactive[int] = reactive(0)
    """Which choice holds."""

    def __init__(self, options: tuple[Option, ...], id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.options = options

    @property
    def value(self) -> str:
        """Give what the choice stands for."""
        return self.options[self.place].value

    def on_key(self, event: events.Key) -> None:
        """Choose by arrow or digit; an arrow beyond the ends is left to the page."""
        by = _STEPS.get(event.key, 0)
        place = int(event.key) - 1 if event.key.isdecimal() else self.place + by
        if place != self.place and place in range(len(self.options)):
            self.place = place
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        where = event.get_content_offset(self)
        owners = [place for place, _ in self._lines(self.content_size.width)]
        if where is not None and where.y < len(owners):
            self.place = owners[where.y]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines that the choices need."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw the choices."""
        return Content("\n").join(line for _, line in self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[tuple[int, Content]]:
        """Give each line with the place of the choice it belongs to."""
        lines: list[tuple[int, Content]] = []
        indent = max(len(option.name) for option in self.options) + 7
        for place, option in enumerate(self.options):
            head = self._head(place, option, indent)
            first, *more = Content(option.title).stylize("$quiet").wrap(max(10, width - indent))
            lines.append((place, Content.assemble(head, first)))
            lines += [(place, Content.assemble(" " * indent, line)) for line in more]
        return lines

    def _head(self, place: int, option: Option, indent: int) -> Content:
        """Give pointer, mark, number and short name of a choice."""
        chosen = place == self.place
        sign = ("\u25cf" if chosen else "\u25cb", "$primary" if chosen else "$quiet")
        name = (option.name.ljust(indent - 5), "bold" if chosen else "$foreground")
        pointer = ("\u25b8" if chosen and self.has_focus else " ", "$primary")
        return Content.assemble(pointer, sign, (f" {place + 1} ", "$primary"), name)
