"""Mock exams: which one to take, and those taken, with the chance that each would pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from examprep.attempts.attempt import Attempt
from examprep.desk.mocks import LENGTHS, Supply, missing_words, shorter, supply
from examprep.desk.notes import dated, supply_words
from examprep.desk.real_results import exam_of, note_result, passed_words
from examprep.desk.scored import MockReport, mock_reports
from examprep.exams.blueprint import EXTRA, PARTS, Blueprint
from examprep.exams.outlines import EVERY_ID, Outline, outline
from examprep.progress.real import RealResult
from examprep.tui.commands import bindings
from examprep.tui.screens.mock_lines import mock_line, open_line
from examprep.tui.screens.rows import RowsScreen
from examprep.tui.widgets.dial import Dial, Step
from examprep.tui.widgets.flat_list import FlatList
from examprep.words import tr

NONE = tr("No mock exam taken yet. The first one shows where you stand; take it soon.")
_TWO = 2
# From this width on the interval of a chance is drawn too.
_ROOM = 76


@dataclass(frozen=True, slots=True)
class Wanted:
    """The exam chosen on the dials."""

    exam: str
    length: Any = "full"
    extra: float = 1.0

    @property
    def blueprint(self) -> Blueprint:
        """Give its blueprint."""
        return Blueprint(outline(self.exam), self.length, self.extra)


class MocksScreen(RowsScreen):
    """Three dials, what the banks have for them, and the mocks taken, the newest first."""

    PAGE = "mocks"
    CSS_PATH = "mocks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("mocks")]

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Wanted("")
        self.supplied: Supply | None = None
        self.reports: Sequence[MockReport] = ()
        self.open: Sequence[Attempt] = ()
        self.marked: tuple[str, ...] = ()
        self.asked: RealResult | None = None

    def body(self) -> Iterable[Widget]:
        """Give the dials, what will come of them, and the history."""
        self.wanted = Wanted(self.desk.exam)
        yield Dial("exam", tr("Exam"))
        yield Dial("length", tr("Length"))
        yield Dial("extra", tr("Extra time"))
        yield Static("", id="supply", markup=False)
        yield Static("", id="warning", markup=False)
        yield Static("", id="taken", classes="heading", markup=False)
        yield FlatList(id="history")

    def on_mount(self) -> None:
        """Begin at the exam, once the outlines are read."""
        self.query_one("#exam").focus()
        self.shell.off_loop(_outlines, lambda _: self.become(self.wanted), self.fail)

    def on_screen_resume(self) -> None:
        """Read the mocks taken whenever the page comes up."""
        self.shell.off_loop(partial(mock_reports, self.desk), self.show_history, self.fail)

    def fail(self, text: str) -> None:
        """Say what went wrong."""
        if self.here:
            self.say(text, "bad")

    def become(self, wanted: Wanted) -> None:
        """Take another exam, and look at what the banks have for it."""
        self.wanted, self.supplied = wanted, None
        for key, steps in _steps(wanted).items():
            self.query_one(f"#{key}", Dial).show(steps, getattr(wanted, key))
        self.query_one("#warning", Static).update(dated(wanted.blueprint.outline))
        look = partial(supply, self.desk, wanted.blueprint, self.desk.seed())
        self.shell.off_loop(look, self.foresee, self.fail)

    def foresee(self, supplied: Supply) -> None:
        """Say what the banks have, unless another exam was chosen meanwhile."""
        if not self.here or supplied.blueprint != self.wanted.blueprint:
            return
        self.supplied = supplied
        words = supply_words(supplied.questions, supplied.seconds, supplied.fresh)
        self.query_one("#supply", Static).update(words)
        lines = [dated(supplied.blueprint.outline), *missing_words(supplied)]
        if supplied.missing and (less := shorter(supplied.blueprint, supplied.questions)):
            lines.append(tr("The {length} length has enough questions.", length=less.length))
        self.query_one("#warning", Static).update("\n".join(filter(None, lines)))
        self.refresh_keys()

    def show_history(self, reports: Sequence[MockReport]) -> None:
        """List the mocks taken, the newest first."""
        if not self.here:
            return
        left = self.desk.open_record().state.left_open()
        self.open = [one for one in reversed(left) if one.kind == "exam"]
        self.reports = [*reversed(reports)]
        self.draw_history()

    def draw_history(self) -> None:
        """Draw the list, with its marks."""
        real = self.desk.open_record().state.results
        told = "".join(
            "\n"
            + tr(
                "Real {exam}: {passed}, {day}",
                exam=exam_of(one),
                passed=passed_words(one),
                day=one.day,
            )
            for one in real
        )
        self.query_one("#taken", Static).update((tr("Taken") + told) if self.reports else NONE)
        history, year = self.query_one("#history", FlatList), self.shell.today().year
        at, wide = history.chosen, self.size.width >= _ROOM
        lines = {one.id: open_line(one, year, wide=wide) for one in self.open}
        lines |= {
            one.attempt.id: mock_line(one, year, marked=one.attempt.id in self.marked, wide=wide)
            for one in self.reports
        }
        history.fill(lines.items())
        if at in lines:
            history.choose(at)
        self.refresh_keys()

    def on_resize(self) -> None:
        """Draw what the new width has room for."""
        if self.reports or self.open:
            self.draw_history()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        listed = isinstance(self.focused, FlatList) and bool(self.reports or self.open)
        possible = {
            "start": listed or bool(self.supplied and self.supplied.questions),
            "mark": listed and _chosen(self) is not None,
            "compare": len(self.marked) == _TWO,
        }
        return possible.get(action, True)

    def on_descendant_focus(self) -> None:
        """Offer what goes with the line."""
        self.call_later(self.refresh_keys)

    def on_dial_turned(self, event: Dial.Turned) -> None:
        """Take a dial's new value."""
        changed: dict[str, Any] = {event.dial.key: event.value}
        self.become(replace(self.wanted, **changed))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the mock that was entered or clicked."""
        event.stop()
        self._enter()

    def action_start(self) -> None:
        """Go to the lobby; on a mock that was taken, to its score."""
        if isinstance(self.focused, FlatList):
            self._enter()
        elif self.supplied and self.supplied.questions:
            from examprep.tui.screens.lobby import LobbyScreen

            self.app.push_screen(LobbyScreen(self.supplied))

    def _enter(self) -> None:
        """Show the score of a mock that is over, or go on with one that is open."""
        if report := _chosen(self):
            self.shell.show_results(report.attempt)
            return
        chosen = self.query_one("#history", FlatList).chosen
        if left := next((one for one in self.open if one.id == chosen), None):
            self.shell.resume(left)

    def action_mark(self) -> None:
        """Mark a mock to be compared; the last two marks hold."""
        if (one := _chosen(self)) and isinstance(self.focused, FlatList):
            name = one.attempt.id
            kept = tuple(other for other in self.marked if other != name)
            self.marked = kept if name in self.marked else (*kept, name)[-_TWO:]
            self.draw_history()

    def action_compare(self) -> None:
        """Show the two marked mocks side by side."""
        from examprep.tui.screens.compare import CompareScreen

        marked = [one for one in self.reports if one.attempt.id in self.marked]
        if len(marked) == _TWO:
            self.app.push_screen(CompareScreen(marked[1], marked[0]))

    def action_passed(self) -> None:
        """Note that the real exam was passed."""
        _note(self, passed=True)

    def action_failed(self) -> None:
        """Note that the real exam was not passed."""
        _note(self, passed=False)


def _add_result(page: MocksScreen, result: RealResult) -> list[MockReport]:
    """Keep the result of a real exam, and judge the mocks by what it tells of the standard."""
    note_result(page.desk, result)
    return mock_reports(page.desk)


def _chosen(page: MocksScreen) -> MockReport | None:
    """Give the mock at the cursor, if it is over."""
    chosen = page.query_one("#history", FlatList).chosen
    return next((one for one in page.reports if one.attempt.id == chosen), None)


def _outlines() -> list[Outline]:
    return [outline(name) for name in EVERY_ID]


def _steps(wanted: Wanted) -> dict[str, tuple[Step, ...]]:
    """Give the values of each dial."""
    exams = _outlines()
    full = outline(wanted.exam)
    lengths = (Blueprint(full, length) for length in PARTS)
    return {
        "exam": tuple(Step(one.id, one.name, one.title) for one in exams),
        "length": tuple(
            Step(one.length, LENGTHS[one.length], tr("{count} questions", count=one.count))
            for one in lengths
        ),
        "extra": tuple(
            Step(by, tr("none") if by == 1 else tr("{by:g} times", by=by)) for by in EXTRA
        ),
    }


def _note(page: MocksScreen, *, passed: bool) -> None:
    """Keep the result of the real exam that the dials name, once it is asked for twice."""
    result = RealResult(page.wanted.exam, page.shell.today(), passed)
    if page.asked != result:
        page.asked = result
        key, exam = "P" if passed else "F", outline(result.exam).name
        page.say(
            tr(
                "{key} again notes that you took the real {exam} today: {passed_words}.",
                key=key,
                exam=exam,
                passed_words=passed_words(result),
            )
        )
        return
    page.asked = None
    work = partial(_add_result, page, result)
    page.shell.off_loop(work, partial(_noted, page, result), page.fail)


def _noted(page: MocksScreen, result: RealResult, reports: list[MockReport]) -> None:
    page.say(
        tr(
            "Noted: {name}, {passed_words} \u00b7 saved",
            name=outline(result.exam).name,
            passed_words=passed_words(result),
        ),
        "good",
    )
    page.show_history(reports)
