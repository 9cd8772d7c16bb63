"""The question as the candidate sees it: stem, numbered rows, input, and why after the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content, Span
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from examprep.attempts.face import Face, Feedback, Row
from examprep.attempts.stems import words_of
from examprep.tui.widgets.answer_input import AnswerInput
from examprep.tui.widgets.hanging import Entry, Hanging
from examprep.tui.widgets.option_row import OptionRow

MOST_ROWS = 9
_ARROW = "  \u2192  "
_OPEN = "?"
_LEFT_INDENT = 6
_SHORT = 18
# So many lines of what is said after an answer come into view, whatever goes out of it.
_LEAST_FEEDBACK = 6


class QuestionView(Widget):
    """One question. Call `show` with a face; it tells picks and typing by messages."""

    DEFAULT_CSS = """
    QuestionView { height: auto; }
    QuestionView > Static { height: auto; }
    QuestionView > .stem { margin-bottom: 1; }
    QuestionView > .how { color: $quiet; margin-bottom: 1; display: none; }
    QuestionView > Hanging { margin-bottom: 1; display: none; }
    QuestionView > Horizontal { height: 1; display: none; }
    QuestionView > Horizontal > Static { width: auto; color: $primary; }
    QuestionView > Horizontal > .unit { color: $quiet; padding: 0 1; }
    QuestionView > .noted { color: $quiet; margin-top: 1; display: none; }
    QuestionView > .feedback { margin-top: 1; display: none; }
    """

    @dataclass
    class Typed(Message):
        """What is typed has changed."""

        text: str

    @dataclass
    class Submitted(Message):
        """Enter was pressed where the number is typed."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[str, tuple[str | Content, tuple[Span, ...]]] = {}
        self._revealing = False

    def compose(self) -> ComposeResult:
        """Make all parts once; `show` fills them."""
        yield Static("", classes="stem", markup=False)
        yield Static("", classes="how", markup=False)
        yield Hanging(indent=_LEFT_INDENT)
        for _ in range(MOST_ROWS):
            yield OptionRow()
        with Horizontal():
            yield Static("\u25b8    ", markup=False)
            yield AnswerInput()
            yield Static("", classes="unit", markup=False)
        yield Static("", classes="noted", markup=False)
        yield Static("", classes="feedback", markup=False)

    def show(self, face: Face, cursor: int | None = None, word: int | None = None) -> None:
        """Show a question at a moment; `cursor` is the row the arrows stand at, `word` the word."""
        told, self._revealing = face.feedback, False
        self._fill(".stem", stem_text(face, word))
        self._fill(".how", "" if told else face.how)
        self._fill(".noted", face.noted)
        self._show_lefts(face)
        rows = tuple(_named(row, face.lefts) for row in face.rows)
        for place, row in enumerate(self.query(OptionRow)):
            row.row = rows[place] if place < len(rows) else None
            row.cursor = place == cursor
        self._fill(".feedback", feedback_text(told) if told else Content(""))

    def _show_lefts(self, face: Face) -> None:
        lefts = self.query_one(Hanging)
        lefts.entries = tuple(_lefts(face))
        lefts.display = bool(face.lefts)

    def allow(self, *, words: bool, answered: bool) -> None:
        """Tell which letters are text: `words` can begin an answer; an `answered` one is done."""
        field = self.query_one(AnswerInput)
        field.words, field.answered = words, answered

    def ask(self, typed: str | None, unit: str = "", *, focus: bool = True) -> None:
        """Show the input with what was typed, or hide it where `typed` is None.

        Without `focus` the keys stay where they are.
        """
        field = self.query_one(AnswerInput)
        self.query_one(Horizontal).display = typed is not None
        self.query_one(".unit", Static).update(unit)
        if typed is None:
            if focus:
                self.screen.set_focus(None)
            return
        if field.value != typed:
            with field.prevent(Input.Changed):
                field.value = typed
            field.cursor_position = len(typed)
        if focus:
            self.screen.set_focus(field, scroll_visible=False)

    def reveal(self) -> None:
        """Scroll so that what is said after the answer can be read, from its top."""
        self._revealing = True
        self.call_after_refresh(self._reveal)

    def on_resize(self) -> None:
        """Scroll again where the reasons only now have their place."""
        if self._revealing:
            self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        column, told = self.parent, self.query_one(".feedback", Static)
        if not isinstance(column, Widget) or not told.display:
            return
        room, start = column.scrollable_content_region.height, self.virtual_region.y
        top, bottom = start + told.virtual_region.y, start + told.virtual_region.bottom
        rows = [start + row.virtual_region.y for row in self.query(OptionRow) if row.display]
        wanted = min(bottom - room, min(rows, default=top))
        least = min(bottom, top + _LEAST_FEEDBACK) - room
        column.scroll_to(y=max(0, wanted, least), animate=False)

    def show_row(self, place: int) -> None:
        """Scroll so that a row can be read."""
        self.query(OptionRow)[place].scroll_visible(animate=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is typed."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell that Enter was pressed."""
        event.stop()
        self.post_message(self.Submitted())

    def _fill(self, part: str, text: str | Content) -> None:
        spans = text.spans if isinstance(text, Content) else ()
        drawn = (text, tuple(spans))
        if self._parts.get(part) != drawn:  # two texts of Content are alike whatever their style
            self._parts[part] = drawn
            static = self.query_one(part, Static)
            static.update(text)
            static.display = bool(text)


def stem_text(face: Face, word: int | None = None) -> str | Content:
    """Set a stem with its highlighted words; the one that the arrows stand at is reversed."""
    if not face.lit and word is None:
        return face.stem
    text, spans = Content(face.stem), words_of(face.stem)
    for place in face.lit:
        if place < len(spans):
            text = text.stylize("bold underline $accent", *spans[place])
    return text if word is None else text.stylize("reverse", *spans[word])


def letter(place: int) -> str:
    """Name a line to be matched: rows have numbers, these have letters."""
    return chr(ord("A") + place)


def _named(row: Row, lefts: tuple[str, ...]) -> Row:
    """Name the line for which a row was picked, `for 2`, by its text, or its letter if long."""
    word, _, number = row.note.partition(" ")
    if not lefts or not number.isdigit():
        return row
    left = lefts[int(number) - 1].rpartition(_ARROW)[0]
    return replace(row, note=f"{word} {left if len(left) <= _SHORT else letter(int(number) - 1)}")


def _lefts(face: Face) -> Iterable[Entry]:
    """Give the lines to be matched, the one that is asked for marked and bold."""
    asked = face.feedback is None
    for place, line in enumerate(face.lefts):
        left, _, partner = line.rpartition(_ARROW)
        here = asked and partner == _OPEN
        asked = asked and not here
        right = _OPEN if partner == _OPEN else face.rows[int(partner) - 1].text
        mark, style = ("\u25b8", "$primary bold") if here else (" ", "$primary")
        yield Entry(f"{mark}  {letter(place)}", f"{left}{_ARROW}{right}", style)


def feedback_text(told: Feedback) -> Content:
    """Set the feedback as paragraphs: headline, labelled reasons, sources."""
    sign, color = ("\u2713", "$success") if told.right else ("\u2717", "$error")
    parts: list[Content] = [Content(f"{sign} {told.headline}").stylize(f"{color} bold")]
    for reason in told.reasons:
        text = Content(reason.text)
        for start, end in reason.struck:
            text = text.stylize("strike", start, end)
        parts.append(Content.assemble((f"{reason.label}: ", "bold"), text))
    if told.sources:
        parts.append(Content(told.sources).stylize("$quiet"))
    return Content("\n").join(parts)
