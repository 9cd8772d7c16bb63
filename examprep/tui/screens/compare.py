"""Two mock exams side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examprep.desk.comparing import OTHER, Pair, differ, domains, in_order, share
from examprep.desk.mock_export import chance_of
from examprep.desk.scored import MockReport
from examprep.tui.commands import bindings
from examprep.tui.glyphs import day_of, duration
from examprep.tui.screens.base import PageScreen
from examprep.tui.screens.score_lines import title_room
from examprep.words import tr

_CELL = 17
Row = tuple[str, Sequence[str], str]


class CompareScreen(PageScreen):
    """An earlier and a later mock exam, by domain."""

    PAGE = "compare"
    CSS_PATH = "compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]

    def __init__(self, one: MockReport, other: MockReport) -> None:
        super().__init__()
        self.pair = in_order(one, other)

    def body(self) -> Iterable[Widget]:
        """Give a row for the chance, the score, the time and each domain."""
        yield Static("", id="rows", markup=False)
        if differ(self.pair):
            yield Static(OTHER, id="other", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.scroll_by_keys()

    def on_resize(self) -> None:
        """Draw the rows as the width lets them."""
        room = title_room(self.size.width)
        lines = Content("\n").join(_row(room, *one) for one in _rows(self.pair))
        self.query_one("#rows", Static).update(lines)


def _rows(both: Pair) -> Iterator[Row]:
    rows: tuple[tuple[str, Callable[[MockReport], str], str], ...] = (
        ("", lambda report: report.attempt.title.partition(", ")[0], "bold"),
        ("", lambda report: report.attempt.title.partition(", ")[2] or tr("full"), "bold"),
        ("", lambda report: day_of(report.day), "$quiet"),
        (tr("Chance that it passes"), _chance, ""),
        ("", _interval, "$quiet"),
        (tr("Score"), lambda report: share(report.whole), ""),
        (tr("Time"), lambda report: duration(report.attempt.clock), ""),
        (tr("Interrupted"), lambda report: str(report.attempt.breaks), ""),
    )
    for label, write, style in rows:
        yield label, [write(report) for report in both], style
    yield from _domains(both)


def _domains(both: Pair) -> Iterator[Row]:
    for title, parts in domains(both):
        yield title, [share(part) if part else "\u00b7" for part in parts], ""


def _chance(report: MockReport) -> str:
    return chance_of(report).partition(" (")[0] if report.enough else tr("too few")


def _interval(report: MockReport) -> str:
    if not report.enough:
        return tr("questions")
    return f"({chance_of(report).partition(' (')[2]}"


def _row(room: int, label: str, cells: Sequence[str], style: str) -> Content:
    head = Content(label).truncate(room, ellipsis=True, pad=True)
    told = (Content(cell).truncate(_CELL - 1, ellipsis=True) for cell in cells)
    return Content.assemble(head, *((cell.plain.rjust(_CELL), style) for cell in told))
