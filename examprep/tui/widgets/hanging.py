"""Paragraphs with a hanging head: keys with what they do, labels with their text."""

from __future__ import annotations

import msgspec
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_LEAST_ROOM = 16


class Entry(msgspec.Struct, frozen=True):
    """One paragraph: its head, drawn in `style`, and its text, which wraps under itself.

    `note` is an aside behind the text, for those who want it.
    """

    head: str
    text: str
    style: str = "$primary"
    note: str = ""


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
        return [line for entry in self.entries for line in hung(entry, self.indent, width)]


def hung(entry: Entry, indent: int, width: int) -> list[Content]:
    """Set one paragraph in lines of a width, its text hung `indent` cells in."""
    room = max(_LEAST_ROOM, width - indent)
    note = Content(f"  {entry.note}").stylize("$quiet") if entry.note else Content("")
    text = Content.assemble(entry.text, note)
    wrapped = [line.rstrip() for line in text.wrap(room)] or [Content("")]
    head = Content(entry.head).stylize(entry.style)
    gap = " " * indent
    if head.cell_length >= indent > 0:
        return [*head.wrap(max(1, width)), *(Content.assemble(gap, line) for line in wrapped)]
    first = Content.assemble(head, gap[head.cell_length :], wrapped[0])
    return [first, *(Content.assemble(gap, line) for line in wrapped[1:])]
