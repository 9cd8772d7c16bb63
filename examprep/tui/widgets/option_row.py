"""One numbered row of a question: cursor, mark, number, text, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from examprep.attempts.face import CHOSEN, Row
from examprep.words import tr

_HEAD = 6
_LEAST_ROOM = 10
_SIGNS = {"right": "\u2713", "wrong": "\u2717", "missed": "\u2190"}
_WORDS = {tr("right"): tr("right"), "wrong": tr("not right"), "missed": tr("belongs")}
_COLORS = {"right": "$success", "wrong": "$error", "missed": "$warning", "": "$primary"}


class OptionRow(Widget):
    """One numbered row; a click picks it."""

    DEFAULT_CSS = "OptionRow { height: auto; width: 100%; }"

    row: reactive[Row | None] = reactive(None, layout=True)
    """What to show; None hides the row."""
    cursor: reactive[bool] = reactive(False)
    """Whether the cursor stands here."""

    @dataclass
    class Picked(Message):
        """The row was clicked; `place` counts from 0."""

        place: int

    def watch_row(self) -> None:
        """Hide a row that has nothing to show."""
        self.display = self.row is not None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines that text and note need."""
        return len(self._lines(self.row, width)) if self.row else 0

    def render(self) -> RenderResult:
        """Draw the row."""
        if self.row is None:
            return Content("")
        return Content("\n").join(self._lines(self.row, self.content_size.width))

    def on_click(self) -> None:
        """Tell which row was clicked."""
        if self.row is not None:
            self.post_message(self.Picked(self.row.number - 1))

    def _lines(self, row: Row, width: int) -> list[Content]:
        """Set the text; the note goes to the right of the first line that has room for it."""
        text = Content(row.text).stylize(_text_style(row))
        lines = [line.rstrip() for line in text.wrap(max(_LEAST_ROOM, width - _HEAD))]
        heads = [self._head(row), *[Content(" " * _HEAD)] * (len(lines) - 1)]
        return _with_note(
            [Content.assemble(*pair) for pair in zip(heads, lines, strict=True)],
            note_of(row),
            width,
        )

    def _head(self, row: Row) -> Content:
        cursor = "\u25b8" if self.cursor else " "
        mark = "\u25cf" if row.picked else "-" if row.struck else " "
        number = "$quiet" if row.struck else "$primary bold"
        return Content.assemble((f"{cursor}{mark} ", "$primary"), (str(row.number), number), "  ")


def _with_note(lines: list[Content], note: Content, width: int) -> list[Content]:
    """Put a note at the right end of a line, or under the text where no line has room."""
    if not note.cell_length:
        return lines
    room = width - note.cell_length
    for place, line in enumerate(lines):
        if line.cell_length + 2 <= room:
            gap = " " * (room - line.cell_length)
            return [*lines[:place], Content.assemble(line, gap, note), *lines[place + 1 :]]
    return [*lines, Content.assemble(" " * _HEAD, note)]


def note_of(row: Row) -> Content:
    """Say what was done with a row, and with a sign and a word whether that is right."""
    return Content(_note(row)).stylize(_COLORS[row.verdict])


def _note(row: Row) -> str:
    if not row.verdict:
        struck = tr("chosen, struck out") if row.picked else tr("struck out")
        return struck if row.struck else row.note
    word = _WORDS[row.verdict]
    if row.note and row.note != CHOSEN:
        word = row.note if row.verdict == "right" else tr("not {note}", note=row.note)
    return f"{_SIGNS[row.verdict]} {word}"


def _text_style(row: Row) -> str:
    if row.struck and not row.verdict:
        return "$quiet strike"
    return "bold" if row.picked or row.verdict == "right" else "$foreground"
