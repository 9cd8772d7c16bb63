"""The lists to mark: of banks and topics, and of the kinds of a drill."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from examprep.desk.drill import DrillKind
from examprep.desk.marking import Topic, part
from examprep.text import plural
from examprep.tui.widgets.pointing import PointingList
from examprep.words import tr

_COUNT = len(tr("99 questions"))


class MarkList(PointingList, inherit_bindings=False):
    """Lines with marks. Enter is left to the page; `draw` shows the marks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]
    DEFAULT_CSS = """
    MarkList, MarkList:focus { border: none; padding: 0; background: $background;
      background-tint: $background 0%; scrollbar-size-vertical: 1;
      scrollbar-color: $line; scrollbar-background: $background; scrollbar-color-hover: $quiet;
      scrollbar-background-hover: $background; scrollbar-background-active: $background;
      scrollbar-color-active: $primary; }
    MarkList > .option-list--option { padding: 0 1; }
    MarkList > .option-list--option-highlighted,
    MarkList > .option-list--option-hover { background: $background; color: $foreground; }
    MarkList:focus > .option-list--option-highlighted { background: $focus; color: $foreground;
      text-style: none; }
    """

    def __init__(self, titles: Sequence[str], id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        self.marked: frozenset[str] = frozenset()
        super().__init__(*(Option(Content(title)) for title in titles), id=id, markup=False)

    @abstractmethod
    def prompt(self, place: int) -> Content:
        """Give one line as it stands."""

    def draw(self, marked: frozenset[str]) -> None:
        """Show which lines are marked."""
        self.marked = marked
        place = self.highlighted
        self.set_options(Option(self.prompt(line)) for line in range(self.option_count))
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
        if self.highlighted is None or self.highlighted < self.option_count - 1:
            super().action_cursor_down()

    def ruled(self, sign: str, style: str, title: Content, end: str) -> Content:
        """Set a line: its mark, its title, which gives way, and what stands at the right edge."""
        room = self.scrollable_content_region.width - 2 - len(sign) - 1 - len(end) - 1
        title = title.truncate(max(1, room - 2), ellipsis=True)
        gap = " " * max(2, room - title.cell_length)
        return Content.assemble((f"{sign} ", style), title, gap, (end, "$quiet"))


class TopicList(MarkList):
    """Banks with their topics under them."""

    def __init__(self, lines: Sequence[Topic], id: str | None = None) -> None:  # noqa: A002
        self.lines = lines
        super().__init__([line.title for line in lines], id=id)

    def prompt(self, place: int) -> Content:
        """Give a bank or a topic with the questions it draws from, a bank's beside its topics'."""
        line = self.lines[place]
        share = part(line, self.lines, self.marked)
        sign = "\u25cf" if share == 1 else "\u25d0" if share else "\u25cb"
        style = "bold" if line.whole_bank else "$foreground"
        indent = "" if line.whole_bank else "  "
        color = "$primary" if share else "$quiet"
        title = Content(line.title).stylize(style)
        inside = tr(" of {inside:,}", inside=line.inside) if line.questions < line.inside else ""
        return self.ruled(f"{indent}{sign}", color, title, f"{line.questions:,}{inside}")


class KindList(MarkList):
    """The kinds of a drill, with what was done of each."""

    def __init__(self, kinds: Sequence[DrillKind], id: str | None = None) -> None:  # noqa: A002
        self.kinds = kinds
        longest = max((kind.asked for kind in kinds), default=0)
        self._room = (
            len(tr("{longest:,} of {longest:,} right", longest=longest)) + 2 if longest else 0
        )
        super().__init__([kind.title for kind in kinds], id=id)

    def prompt(self, place: int) -> Content:
        """Give a kind with its number of questions, and how often one was right."""
        kind = self.kinds[place]
        sign, color = ("\u25cf", "$primary") if kind.name in self.marked else ("\u25cb", "$quiet")
        right = (
            tr("{right:,} of {asked:,} right", right=kind.right, asked=kind.asked)
            if kind.asked
            else ""
        )
        count = plural(kind.templates, "question") if kind.in_exam else tr("not on your exam")
        end = f"{right.ljust(self._room)}{count.rjust(_COUNT)}"
        return self.ruled(sign, color, Content(kind.title), end)
