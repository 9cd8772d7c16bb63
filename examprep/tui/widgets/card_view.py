"""The reference card as it is read: headed sections with their lines in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from examprep.exams.card import Row, Section
from examprep.tui.widgets.hanging import Entry, hung

_GAP = 2


class SectionLine(Widget):
    """The names of all sections with their numbers; a click opens one."""

    DEFAULT_CSS = "SectionLine { height: auto; width: 100%; color: $quiet; margin-bottom: 1; }"

    at: reactive[int | None] = reactive(None)
    """The place of the section that is open; None while lines of all are listed."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.auto_links = False  # a link's one color would hide the numbers among the names
        self.names = tuple(names)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines that the names need."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw the names."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = [Content("")]
        for place, name in enumerate(self.names):
            shown = self._numbered(place, name)
            if lines[-1].cell_length + _GAP + shown.cell_length > width:
                lines.append(Content(""))
            gap = " " * _GAP if lines[-1].cell_length else ""
            lines[-1] = Content.assemble(lines[-1], gap, shown)
        return lines

    def _numbered(self, place: int, name: str) -> Content:
        act = Style.from_meta({"@click": f"screen.section({place})"})
        style = "$foreground bold underline" if place == self.at else "$quiet"
        return Content.assemble((f"{place + 1}", "$primary"), " ", (name, style)).stylize(act)


class CardView(Widget):
    """Sections of the card, whole or only some of their lines."""

    DEFAULT_CSS = "CardView { height: auto; width: 100%; }"

    sections: reactive[tuple[Section, ...]] = reactive((), layout=True)
    """What to show, in order."""
    whole: reactive[bool] = reactive(True, layout=True)
    """Whether to say how a section is read and where it comes from."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines that all sections need."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw all sections."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for section in self.sections:
            lines += [Content("")] if lines else []
            lines += section_lines(section, width, whole=self.whole)
        return lines


def section_lines(section: Section, width: int, *, whole: bool) -> list[Content]:
    """Set a section in lines of a width; `whole` adds how to read it and its sources."""
    rows = [line for entry in entries(section, width) for line in hung(*entry, width)]
    head = Content(section.title).stylize("$primary bold")
    if not whole:
        return [head, *rows]
    lead, sources = _quiet(section.lead, width), _quiet(section.source_line, width)
    return [head, *lead, Content(""), *rows, Content(""), *sources]


def _quiet(text: str, width: int) -> list[Content]:
    return list(Content(text).stylize("$quiet").wrap(max(1, width))) if text else []


def entries(section: Section, width: int) -> list[tuple[Entry, int]]:
    """Give each row with its indent; the asides stand under each other where there is room."""
    indent = max(len(row.left) for row in section.rows) + _GAP
    noted = [row for row in section.rows if row.note]
    column = max((len(row.right) for row in noted), default=0)
    if any(indent + column + _GAP + len(row.note) > width for row in noted):
        column = 0
    return [(_entry(row, column), indent) for row in section.rows]


def _entry(row: Row, column: int) -> Entry:
    return Entry(row.left, row.right.ljust(column) if row.note else row.right, note=row.note)
