"""The question as the candidate sees it: stem, numbered rows, input, and why after the answer."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from examprep.attempts.face import Face, Feedback, Row

MOST_ROWS = 6
_SIGNS = {
    "right": ("\u2713 right", "$success"),
    "wrong": ("\u2717 not right", "$error"),
    "missed": ("\u2190 belongs", "$warning"),
    "": ("", ""),
}


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
        """Give the number of lines the text needs beside its number and note."""
        return len(self._lines(self.row, width)) if self.row else 0

    def render(self) -> RenderResult:
        """Draw marker, number, text and note."""
        if self.row is None:
            return Content("")
        return Content("\n").join(self._lines(self.row, self.content_size.width))

    def _lines(self, row: Row, width: int) -> list[Content]:
        note = _note(row)
        room = max(10, width - 6 - (note.cell_length + 2 if note.cell_length else 0))
        text = Content(row.text).stylize(_text_style(row))
        wrapped = text.wrap(room)
        marker = "\u25b8" if self.cursor else ("\u25cf" if row.picked else " ")
        number = f"{'-' if row.struck else ' '}{row.number} "
        head = Content.assemble((f" {marker}", "$primary"), (number, _number_style(row)), " ")
        first = Content.assemble(head, wrapped[0].rstrip().pad_right(0), "")
        gap = " " * max(2, width - first.cell_length - note.cell_length)
        first = Content.assemble(first, gap, note) if note.cell_length else first
        return [first, *(Content.assemble("      ", line.rstrip()) for line in wrapped[1:])]

    def on_click(self) -> None:
        """Tell which row was clicked."""
        if self.row is not None:
            self.post_message(self.Picked(self.row.number - 1))


def _note(row: Row) -> Content:
    sign, color = _SIGNS[row.verdict]
    words = [word for word in (row.note, sign) if word]
    if row.picked and row.verdict and not row.note:
        words.append("yours")
    if row.struck and not row.verdict:
        words.append("struck out")
    return Content(" \u00b7 ".join(words)).stylize(color or "$primary")


def _text_style(row: Row) -> str:
    if row.struck and not row.verdict:
        return "$quiet strike"
    return "bold" if row.picked or row.verdict == "right" else "$foreground"


def _number_style(row: Row) -> str:
    return "$quiet" if row.struck else "$primary bold"


class AnswerInput(Input):
    """Where a number is typed. A letter on an empty line is a command, not an answer."""

    async def _on_key(self, event: events.Key) -> None:
        if not self.value and event.character and event.character.isalpha():
            return
        await super()._on_key(event)


class QuestionView(Widget):
    """One question. Call `show` with a face; it tells picks and typing by messages."""

    DEFAULT_CSS = """
    QuestionView { height: auto; }
    QuestionView > Static { height: auto; }
    QuestionView > .stem { margin-bottom: 1; }
    QuestionView > .lefts { margin-bottom: 1; display: none; }
    QuestionView > .how { color: $quiet; margin-bottom: 1; display: none; }
    QuestionView > .feedback { margin-top: 1; display: none; }
    QuestionView > AnswerInput { display: none; width: 36; margin: 0 0 0 1; }
    """

    @dataclass
    class Typed(Message):
        """What is typed has changed."""

        text: str

    @dataclass
    class Submitted(Message):
        """Enter was pressed where the number is typed."""

    def compose(self) -> ComposeResult:
        """Make all parts once; `show` fills them."""
        yield Static("", classes="stem", markup=False)
        yield Static("", classes="lefts", markup=False)
        yield Static("", classes="how", markup=False)
        for _ in range(MOST_ROWS):
            yield OptionRow()
        yield AnswerInput(placeholder="your answer", max_length=60, select_on_focus=False)
        yield Static("", classes="feedback", markup=False)

    def show(self, face: Face, cursor: int | None = None) -> None:
        """Show a question at a moment; `cursor` is the place the arrows stand at."""
        self._fill(".stem", face.stem)
        how = face.how if face.feedback is None else ""
        self._fill(".how", " \u00b7 ".join(text for text in (how, face.noted) if text))
        self._fill(".lefts", "\n".join(f"  {n + 1}  {left}" for n, left in enumerate(face.lefts)))
        for place, row in enumerate(self.query(OptionRow)):
            row.row = face.rows[place] if place < len(face.rows) else None
            row.cursor = place == cursor
        told = feedback_text(face.feedback) if face.feedback else Content("")
        self._fill(".feedback", told)

    def ask(self, typed: str | None, unit: str = "") -> None:
        """Show the input with what was typed, or hide it where `typed` is None."""
        field = self.query_one(AnswerInput)
        field.display = typed is not None
        field.placeholder = f"number in {unit}" if unit else "number"
        if typed is None:
            self.screen.set_focus(None)
            return
        with field.prevent(Input.Changed):
            field.value = typed
        field.focus()

    def reveal(self) -> None:
        """Scroll so that what is said after the answer can be read."""
        self.query_one(".feedback", Static).scroll_visible(animate=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is typed."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell that Enter was pressed."""
        event.stop()
        self.post_message(self.Submitted())

    def _fill(self, part: str, text: str | Content) -> None:
        static = self.query_one(part, Static)
        static.update(text)
        static.display = bool(text)


def feedback_text(told: Feedback) -> Content:
    """Set the feedback as paragraphs: headline, labelled reasons, sources."""
    sign, color = ("\u2713", "$success") if told.right else ("\u2717", "$error")
    parts: list[Content] = [Content(f"{sign} {told.headline}").stylize(f"{color} bold")]
    for reason in told.reasons:
        text = Content(reason.text)
        parts.append(Content.assemble((f"{reason.label}: ", "bold"), text))
    if told.sources:
        parts.append(Content(told.sources).stylize("$quiet"))
    return Content("\n").join(parts)
