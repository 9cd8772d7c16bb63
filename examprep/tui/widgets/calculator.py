"""The calculator on the screen: a display, buttons to click or type, and the tape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from examprep.calculations.calculator import Calculator
from examprep.tui.calculator_keys import CALCULATOR
from examprep.words import tr

# A button twice in a row is twice as wide; `_` is a gap.
_STRIP = ("7 8 9 / C CE MC", "4 5 6 x \u221a \u00b1 MR", "1 2 3 - back back M+", "0 . % + = = M-")
_PANEL = (
    "MC MR M+ M- _",
    "7 8 9 / C",
    "4 5 6 x CE",
    "1 2 3 - \u221a",
    "0 . % + \u00b1",
    "back back = = =",
)
_COMMANDS = {command.name: command for command in CALCULATOR}
_KEYS = {key: command.name for command in CALCULATOR for key in command.keys.split(",")}
_CHARACTERS = {**{sign: sign for sign in "0123456789.+-x/=%"}, "*": "x"}
_NARROW, _BROAD = 34, 64
_TIGHT, _EASY = 4, 5
# Lower windows have room for the display only.
LOW = 16
_GAP = "  "
_LEAST_TAPE = 14
# One line of tape for so many of the window, where the tape stands over the display.
_PER_LINE = 8
_EMPTY = tr("No results yet.")


def key_of(event: events.Key) -> str | None:
    """Give the calculator's key for a key that was pressed; None for any other."""
    character = (event.character or "").lower()
    return _KEYS.get(event.key.lower()) or _CHARACTERS.get(character)


class CalculatorPad(Widget, can_focus=True):
    """The calculator as it stands; whoever shows it keeps one for each question.

    In a narrow place the buttons stand under the tape, else beside it; in a low window only
    the display is there, and the keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]
    DEFAULT_CSS = "CalculatorPad { height: auto; width: 100%; }"

    calculator: reactive[Calculator] = reactive(Calculator())
    """What to show; every key changes it at once."""

    @dataclass
    class Closed(Message):
        """Esc was pressed inside."""

    def __init__(self) -> None:
        super().__init__()
        self.auto_links = False  # a link's one color would hide the keys among their labels

    def on_key(self, event: events.Key) -> None:
        """Press the button of a key; other keys are the page's."""
        key = key_of(event)
        if event.key == "enter" and not self.calculator.pending:
            event.stop()
            self.post_message(self.Closed())  # it is done; `=` works on
        elif key:
            event.stop()
            self.action_press(key)

    def action_press(self, key: str) -> None:
        """Press a button."""
        self.calculator = self.calculator.press(key)

    def action_close(self) -> None:
        """Ask to be closed."""
        self.post_message(self.Closed())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines that display, buttons and tape need."""
        return len(self._lines(width, viewport.height))

    def render(self) -> RenderResult:
        """Draw display, buttons and tape."""
        return Content("\n").join(self._lines(self.content_size.width, self.app.size.height))

    def _lines(self, width: int, high: int) -> list[Content]:
        tape, is_panel = self.calculator.tape, width < _NARROW
        grid = _grid(_PANEL if is_panel else _STRIP, _EASY if width >= _BROAD else _TIGHT)
        display = self._display(grid[0].cell_length)
        if is_panel:
            return [*_tape(tape, width, max(1, high // _PER_LINE)), display, *grid]
        left = [display, *(grid if high >= LOW else ())]
        room = width - display.cell_length - len(_GAP)
        if room < _LEAST_TAPE:
            return left
        right = _tape(tape, room, len(left))
        return [Content.assemble(one, _GAP, other) for one, other in zip(left, right, strict=True)]

    def _display(self, width: int) -> Content:
        """Draw the number at the right; at the left the memory and what waits for a number."""
        now = self.calculator
        number = Content(now.display).stylize("$error bold" if now.failed else "$foreground bold")
        marks = "\u25b8 " if self.has_focus else "  "
        marks += "M " if now.memory is not None else ""
        room = width - len(marks) - number.cell_length - 2
        waits = self._waits(room)
        gap = " " * (room + 1 - len(waits))
        line = Content.assemble((marks, "$primary"), (waits, "$quiet"), gap, number, " ")
        return line.stylize_before("on $focus" if self.has_focus else "on $panel")

    def _waits(self, room: int) -> str:
        """Give what waits for a number, as much as fits; after an error, how to go on."""
        if self.calculator.failed:
            return tr("{key} clears", key=_COMMANDS["C"].key) if self.has_focus else ""
        waits = self.calculator.pending
        return waits if len(waits) <= room else self.calculator.operator


def _grid(rows: tuple[str, ...], cell: int) -> list[Content]:
    """Draw rows of buttons, each button `cell` wide."""
    return [Content(" ").join(_row(row.split(), cell)) for row in rows]


def _row(keys: list[str], cell: int) -> Iterable[Content]:
    for key, same in groupby(keys):
        count = len(list(same))
        yield _button(key, count * (cell + 1) - 1)


def _button(key: str, width: int) -> Content:
    """Draw a button with the letter that presses it; a click anywhere on it does so, too."""
    command = _COMMANDS.get(key)
    if command is None:
        face = Content(key.strip("_").center(width)).stylize("$foreground")
    else:
        hint = f" {command.key}" if command.key != command.label else ""
        label = command.label.ljust(2 if width > _TIGHT else 1)
        face = Content.assemble((label, "$foreground"), (hint, "$primary"))
        face = face.pad_right(width - face.cell_length)
    return face.stylize(Style.from_meta({"@click": f"press({key!r})"}))


def _tape(tape: tuple[str, ...], width: int, height: int) -> list[Content]:
    """Draw the end of the tape at the foot of its place, the last line to be noticed."""
    lines = [part for line in tape[-height:] for part in _fitted(line, width)][-height:]
    texts = lines or [_EMPTY if len(_EMPTY) <= width else ""]
    last = "$foreground" if lines else "$quiet"
    drawn = [Content(text).stylize("$quiet") for text in texts[:-1]]
    drawn.append(Content(texts[-1]).stylize(last))
    return [*[Content("")] * (height - len(drawn)), *drawn]


def _fitted(line: str, width: int) -> list[str]:
    """Give a line of the tape, as two where it is too long; the result is never cut."""
    if len(line) <= width:
        return [line]
    step, _, result = line.rpartition(" = ")
    short = step if len(step) <= width else f"{step[: width - 1]}\u2026"
    return [short, f"= {result}"]
