"""The list of banks and topics to mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from examprep.desk.planning import Topic, members


class TopicList(OptionList, inherit_bindings=False):
    """Banks with their topics under them. Enter is left to the page; `draw` shows the marks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]
    DEFAULT_CSS = """
    TopicList, TopicList:focus { border: none; padding: 0; background: $background;
      background-tint: $background 0%; scrollbar-size-vertical: 1;
      scrollbar-color: $line; scrollbar-background: $background; scrollbar-color-hover: $quiet;
      scrollbar-background-hover: $background; scrollbar-background-active: $background;
      scrollbar-color-active: $primary; }
    TopicList > .option-list--option { padding: 0 1; }
    TopicList > .option-list--option-highlighted,
    TopicList > .option-list--option-hover { background: $background; color: $foreground; }
    TopicList:focus > .option-list--option-highlighted { background: $focus; color: $foreground;
      text-style: none; }
    """

    def __init__(self, lines: Sequence[Topic], id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        self.lines = lines
        self.marked: frozenset[str] = frozenset()
        super().__init__(*(Option(Content(line.title)) for line in lines), id=id, markup=False)

    def draw(self, marked: frozenset[str]) -> None:
        """Show which lines are marked."""
        self.marked = marked
        place = self.highlighted
        self.set_options(Option(self._prompt(line)) for line in self.lines)
        self.highlighted = place

    def on_resize(self) -> None:
        """Bring the counts back to the right edge."""
        self.draw(self.marked)

    def action_cursor_up(self) -> None:
        """Go up, from the first line on to what stands above the list."""
        if self.highlighted:
            super().action_cursor_up()
        else:
            self.screen.focus_previous()

    def action_cursor_down(self) -> None:
        """Go down; the last line is the end."""
        if self.highlighted is None or self.highlighted < len(self.lines) - 1:
            super().action_cursor_down()

    def _prompt(self, line: Topic) -> Content:
        names = members(line, self.lines)
        share = len(names & self.marked) / len(names)
        sign = "\u25cf" if share == 1 else "\u25d0" if share else "\u25cb"
        style = "bold" if line.whole_bank else "$foreground"
        title = "" if line.whole_bank else "  "
        count = f"{line.questions:,}"
        room = self.scrollable_content_region.width - 4 - len(title) - len(count) - 1
        text = Content(line.title)
        gap = " " * max(2, room - text.cell_length)
        mark = (f"{title}{sign} ", "$primary" if share else "$quiet")
        return Content.assemble(mark, text.stylize(style), gap, (count, "$quiet"))
