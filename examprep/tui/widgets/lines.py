"""The line at the top of every page, and the line of keys at its foot."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from examprep.text import printable
from examprep.tui.commands import Command


class TopLine(Widget):
    """One line: what this is at the left, where one stands at the right.

    Where both do not fit, the left gives way. Names and titles come from files: no control
    code of theirs reaches the terminal.
    """

    DEFAULT_CSS = "TopLine { height: 1; dock: top; padding: 0 1; color: $quiet; }"

    left: reactive[str] = reactive("")
    """What the page is."""
    right: reactive[str] = reactive("")
    """Where one stands: position, bar, clock."""
    urgent: reactive[bool] = reactive(False)
    """Whether the right end wants to be noticed: the last minute."""

    def __init__(self, left: str = "", right: str = "") -> None:
        super().__init__()
        self.set_reactive(TopLine.left, left)
        self.set_reactive(TopLine.right, right)

    def render(self) -> RenderResult:
        """Draw both ends."""
        width = self.content_size.width
        right = Content(printable(self.right)).truncate(width, ellipsis=True)
        room = max(0, width - right.cell_length - 2)
        left = Content(printable(self.left)).truncate(room, ellipsis=True)
        gap = " " * max(0, width - left.cell_length - right.cell_length)
        style = "$warning bold" if self.urgent else "$quiet"
        return Content.assemble(left.stylize("$foreground"), gap, right.stylize(style))


class KeyLine(Widget):
    """The keys of the page, as many lines as they need; a click does what the key does.

    While `steady` it never gets lower, so that what stands above it stays in its place; at
    another width all is in another place, and it begins anew.
    """

    DEFAULT_CSS = """
    KeyLine { height: auto; padding: 0 1; color: $quiet; background: $panel; }
    """

    commands: reactive[tuple[Command, ...]] = reactive((), layout=True)
    """The commands to show, in order."""

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self.auto_links = False  # a link's one color would hide the keys among their labels
        self.steady = False
        self._height = self._width = 0
        self.set_reactive(KeyLine.commands, commands)

    def _lines(self, width: int) -> list[Content]:
        lines, line = [], Content("")
        for command in self.commands:
            hint = _hint(command)
            if line.cell_length and line.cell_length + 3 + hint.cell_length > width:
                lines.append(line)
                line = Content("")
            line = Content.assemble(line, "   ", hint) if line.cell_length else hint
        return [*lines, line]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines that the keys need."""
        least = self._height if self.steady and width == self._width else 0
        self._width, self._height = width, max(len(self._lines(width)), least)
        return self._height

    def render(self) -> RenderResult:
        """Draw the keys."""
        return Content("\n").join(self._lines(self.content_size.width))


def _hint(command: Command) -> Content:
    act = Style.from_meta({"@click": f"screen.{command.name}"})
    return Content.assemble((command.key, "$primary"), " ", command.label).stylize(act)
