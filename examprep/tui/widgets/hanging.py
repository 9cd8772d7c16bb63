"""Paragraphs with a hanging head: keys with what they do, labels with their text."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_LEAST_ROOM = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph: its head, drawn in `style`, and its text, which wraps under itself."""

    head: str
    text: str
    style: str = "$primary"


class Hanging(Widget):
    """Entries under each other; nothing in them is markup.

    Args:
        entries: what to show.
        indent: the cells that a head takes; a longer one gets its own line.
    """

    DEFAULT_CSS = "Hanging { height: auto; width: 100%; }"

    entries: reactive[tuple[Entry, ...]] = reactive((), layout=True)
    """What to show, in order."""

    def __init__(
        self,
        entries: tuple[Entry, ...] = (),
        indent: int = 12,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.indent = indent
        self.set_reactive(Hanging.entries, entries)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines that all entries need."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw all entries."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        return [line for entry in self.entries for line in self._entry(entry, width)]

    def _entry(self, entry: Entry, width: int) -> list[Content]:
        room = max(_LEAST_ROOM, width - self.indent)
        wrapped = [line.rstrip() for line in Content(entry.text).wrap(room)] or [Content("")]
        head = Content(entry.head).stylize(entry.style)
        gap = " " * self.indent
        if head.cell_length >= self.indent > 0:
            return [*head.wrap(max(1, width)), *(Content.assemble(gap, line) for line in wrapped)]
        first = Content.assemble(head, gap[head.cell_length :], wrapped[0])
        return [first, *(Content.assemble(gap, line) for line in wrapped[1:])]
