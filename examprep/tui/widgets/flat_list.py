"""A list of one-line entries that scrolls with its page instead of inside a box of its own."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets.option_list import Option

from examprep.tui.widgets.pointing import PointingList

# So far an arrow scrolls.
_LINES = 2
_ALL = 1_000_000


class FlatList(PointingList):
    """One line for each entry; a heading is an entry that cannot be chosen.

    At either end the arrows go on to the list before or after it on the page. What stands above
    the list, or what is not in view yet, is scrolled to by the same keys.
    """

    DEFAULT_CSS = """
    FlatList, FlatList:focus {
        height: auto; max-height: 100000; border: none; padding: 0;
        background: $background; background-tint: transparent;
        text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size: 0 0;
    }
    FlatList > .option-list--option, FlatList > .option-list--option-disabled { padding: 0 1; }
    FlatList > .option-list--option-disabled { color: $foreground; }
    FlatList > .option-list--option-highlighted { color: $foreground; background: $background;
        text-style: none; }
    FlatList > .option-list--option-hover { background: $panel; }
    FlatList:focus > .option-list--option-highlighted { color: $foreground; background: $focus;
        text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, markup=False)
        self._still = False

    def fill(self, lines: Iterable[tuple[str, Content]]) -> None:
        """Show entries, each with the id it is chosen by; an empty id makes a heading.

        The page stays where it is.
        """
        self._still = True
        options = (Option(text, id=name or None, disabled=not name) for name, text in lines)
        self.set_options(options)
        super().action_first()
        self._still = False

    @property
    def chosen(self) -> str | None:
        """Give the id of the entry at the cursor."""
        option = self.highlighted_option
        return option.id if option else None

    def choose(self, name: str) -> None:
        """Put the cursor on an entry."""
        self.highlighted = self.get_option_index(name)

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002
        """Let the page follow the cursor; at the first entry, back to what stands above."""
        page, line = self._page(), self.highlighted
        here = self.screen.focused is self and not self._still
        if page is None or line is None or not here:
            return
        at = line + _depth(self, page)
        if self._leads() and at < page.size.height:
            page.scroll_home(animate=False, immediate=True)
        region = Region(0, at, 1, 1)
        page.scroll_to_region(region, force=True, animate=False, immediate=True, x_axis=False)

    def action_cursor_down(self) -> None:
        """Go down a line; from the last one into the next list."""
        if self._is_below():
            self._scroll(_LINES)
        elif self.highlighted == self._ends()[1]:
            self._cross(1, lines=_LINES)
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go up a line; from the first one into the list before."""
        if self._leads():
            self._scroll(-_LINES)
        elif self.highlighted == self._ends()[0]:
            self._cross(-1)
        else:
            super().action_cursor_up()

    def action_page_down(self) -> None:
        """Go down by what the page shows at once."""
        if self._is_below():
            self._scroll(_lines_of(self._page()))
        else:
            self._jump(_lines_of(self._page()))

    def action_page_up(self) -> None:
        """Go up by what the page shows at once."""
        if self._leads():
            self._scroll(-_lines_of(self._page()))
        else:
            self._jump(-_lines_of(self._page()))

    def action_first(self) -> None:
        """Go to the first entry of all, and to the top of the page."""
        super().action_first()
        if self._leads():
            self._scroll(-_ALL)
        elif self.highlighted == self._ends()[0]:
            self._cross(-1, whole=True)

    def action_last(self) -> None:
        """Go to the last entry of all, and to the foot of the page."""
        super().action_last()
        if self._neighbor(1):
            self._cross(1, whole=True)
        else:
            self._scroll(_ALL)

    def _leads(self) -> bool:
        """Tell whether nothing to choose stands above the cursor, as where nothing is listed."""
        return self.highlighted == self._ends()[0] and not self._neighbor(-1)

    def _is_below(self) -> bool:
        """Tell whether the cursor stands below what the page shows; so too with nothing listed."""
        page = self._page()
        if page is None or self.highlighted is None:
            return page is not None
        return self.highlighted + _depth(self, page) >= page.scroll_offset.y + page.size.height

    def _scroll(self, lines: int) -> None:
        if page := self._page():
            page.scroll_relative(y=lines, animate=False, immediate=True)

    def _jump(self, lines: int) -> None:
        """Move by so many lines; from where there are no more, into the next list."""
        free, before = self._free(), self.highlighted
        target = (before or 0) + lines
        if free:
            self.highlighted = min(free, key=lambda line: abs(line - target))
        if self.highlighted == before:
            self._cross(1 if lines > 0 else -1, lines=lines)

    def _free(self) -> list[int]:
        return [line for line, option in enumerate(self.options) if not option.disabled]

    def _ends(self) -> tuple[int | None, int | None]:
        free = self._free()
        return (free[0], free[-1]) if free else (None, None)

    def _cross(self, step: int, *, whole: bool = False, lines: int = 0) -> None:
        """Go into the next list: to its near end, or by way of the `whole` of it.

        Below the last list the page is scrolled on by so many `lines`.
        """
        other = self._neighbor(step)
        if other is None and step > 0:
            self._scroll(lines)
            return
        if other is None:
            self.scroll_to_highlight()
            return
        self.screen.set_focus(other, scroll_visible=False)
        if whole:
            other.action_last() if step > 0 else other.action_first()
            return
        PointingList.action_first(other) if step > 0 else PointingList.action_last(other)
        other.scroll_to_highlight()

    def _neighbor(self, step: int) -> FlatList | None:
        lists = [one for one in self.screen.query(FlatList) if one.display and one.option_count]
        place = lists.index(self) + step if self in lists else -1
        return lists[place] if 0 <= place < len(lists) else None

    def _page(self) -> VerticalScroll | None:
        return next((one for one in self.ancestors if isinstance(one, VerticalScroll)), None)


def _lines_of(page: Widget | None) -> int:
    """Give the lines by which a page is turned."""
    return max(1, page.size.height - 2) if page else 1


def _depth(widget: Widget, page: Widget) -> int:
    """Give the line of the page on which a widget begins."""
    line, here = 0, widget
    while here is not page and isinstance(here.parent, Widget):
        line += here.virtual_region.y
        here = here.parent
    return line
