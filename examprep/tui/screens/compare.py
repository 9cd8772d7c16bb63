"""Two mock exams side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examprep.attempts.report import points
from examprep.desk.mock_export import chance_of
from examprep.desk.scored import MockReport
from examprep.exams.scoring import Part
from examprep.text import percent
from examprep.tui.commands import bindings
from examprep.tui.glyphs import day_of, duration
from examprep.tui.screens.base import PageScreen
from examprep.tui.screens.score_lines import title_room
from examprep.words import tr

_CELL = 17
Row = tuple[str, Sequence[str], str]
Pair = tuple[MockReport, MockReport]
OTHER = tr(
    "These are two different exams: their domains are listed one after the other, and only the "
    "chances can be compared."
)


class CompareScreen(PageScreen):
    """An earlier and a later mock exam, by domain."""

    PAGE = "compare"
    CSS_PATH = "compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]

    def __init__(self, one: MockReport, other: MockReport) -> None:
        super().__init__()
        self.pair = (one, other) if one.day <= other.day else (other, one)

    def body(self) -> Iterable[Widget]:
        """Give a row for the chance, the score, the time and each domain."""
        yield Static("", id="rows", markup=False)
        if self.pair[0].outline.id != self.pair[1].outline.id:
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
        ("", lambda report: report.attempt.title.partition(", ")[2] or "full", "bold"),
        ("", lambda report: day_of(report.day), "$quiet"),
        (tr("Chance that it passes"), _chance, ""),
        ("", _interval, "$quiet"),
        (tr("Score"), lambda report: _share(report.whole), ""),
        (tr("Time"), lambda report: duration(report.attempt.clock), ""),
        (tr("Interrupted"), lambda report: str(report.attempt.breaks), ""),
    )
    for label, write, style in rows:
        yield label, [write(report) for report in both], style
    yield from _domains(both)


def _domains(both: Pair) -> Iterator[Row]:
    """Give a row for each domain; those of another outline are others, whatever their titles."""
    every = [(report.outline.id, part.whole.id) for report in both for part in report.domains]
    for key in dict.fromkeys(every):
        found = [_named(report, *key) for report in both]
        title = next(part.title for part in found if part)
        yield title, [_share(part) if part else "\u00b7" for part in found], ""


def _chance(report: MockReport) -> str:
    return chance_of(report).partition(" (")[0] if report.enough else tr("too few")


def _interval(report: MockReport) -> str:
    if not report.enough:
        return "questions"
    return f"({chance_of(report).partition(' (')[2]}"


def _share(part: Part) -> str:
    return tr(
        "{points} of {items}, {percent}",
        points=points(part.credit),
        items=part.items,
        percent=percent(part.share if part.items else None),
    )


def _named(report: MockReport, outline: str, domain: str) -> Part | None:
    parts = [one.whole for one in report.domains] if report.outline.id == outline else []
    return next((part for part in parts if part.id == domain), None)


def _row(room: int, label: str, cells: Sequence[str], style: str) -> Content:
    head = Content(label).truncate(room, ellipsis=True, pad=True)
    told = (Content(cell).truncate(_CELL - 1, ellipsis=True) for cell in cells)
    return Content.assemble(head, *((cell.plain.rjust(_CELL), style) for cell in told))
