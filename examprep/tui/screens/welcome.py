"""Welcome: name, exam and date of a new candidate, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from examprep.dates import EXAMPLES, UnclearDate, read_date
from examprep.days import in_words
from examprep.exams.outlines import OUTLINE_IDS, outline
from examprep.places import login_name, seat
from examprep.progress.candidates import NAME_LENGTH, tidy
from examprep.tui.commands import bindings
from examprep.tui.glyphs import countdown
from examprep.tui.screens.base import PageScreen
from examprep.tui.screens.class_doors import ClassDoor
from examprep.tui.screens.rows import RowsScreen
from examprep.tui.widgets.choices import Choices, Option
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.plan import Plan

HERE = tr("Your answers are kept in one file on this machine.")
AT_INSTRUCTORS = tr("Your answers are kept in one file on your instructor's machine.")
INSTRUCTORS = tr("You teach? F2 opens your class and F3 the questions; that needs no name.")


class WelcomeScreen(RowsScreen, ClassDoor):
    """The first page of a new candidate. Enter goes from line to line, then home."""

    PAGE = "welcome"
    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("welcome")]
    enrolling = False

    def heading(self) -> tuple[str, str]:
        """Say whether this is the first candidate or one more."""
        return (tr("New candidate"), "") if self._can_leave() else (tr("Welcome"), "")

    def body(self) -> Iterable[Widget]:
        """Give the three lines."""
        exams = tuple(Option(name, outline(name).exam, outline(name).title) for name in OUTLINE_IDS)
        yield Static(_lead(self.shell.plan), id="lead")
        taken = bool(seat())  # who came in by a name keeps it
        yield Static(AT_INSTRUCTORS if taken else HERE, classes="quiet")
        name, most = seat() or self._suggested(), NAME_LENGTH
        change = tr(" (\u2191 changes it)") if name and not taken else ""
        yield Static(tr("Your name{change}", change=change), classes="heading")
        yield Input(name, id="name", max_length=most, disabled=taken, select_on_focus=bool(change))
        yield Static(tr("Exam"), classes="heading")
        yield Choices(exams, id="exam")
        yield Static(tr("Exam date, if you know it"), classes="heading")
        yield Input(id="date", placeholder=EXAMPLES, max_length=60, select_on_focus=False)
        yield Static("", id="reading", markup=False)
        yield Static(INSTRUCTORS, id="instructors", classes="quiet")

    def on_mount(self) -> None:
        """Begin with the name, or behind it where the machine knows one."""
        self.query_one("#instructors").display = self._for_instructors()
        named = bool(self.query_one("#name", Input).value)
        self.query_one("Choices" if named else "#name").focus()

    def _suggested(self) -> str:
        """Give the name of who uses this machine, at the first run."""
        return "" if self._can_leave() else tidy(login_name())[:NAME_LENGTH]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a way back only where there is one."""
        if action in {"cohort", "banks"}:
            return self._for_instructors()
        return self._can_leave() if action == "leave" else True

    def _for_instructors(self) -> bool:
        """Tell whether class and banks are offered: at the first run, but to no guest."""
        return not (self._can_leave() or seat())

    def _can_leave(self) -> bool:
        """Tell whether the page below has somebody to serve: not so on the very first run."""
        pages = [page.PAGE for page in self.app.screen_stack if isinstance(page, PageScreen)]
        return self.shell.ready or "users" in pages

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show at once how the date is read."""
        self.say("")
        if event.input.id == "date":
            self.query_one("#reading", Static).update(self._reading(event.value))

    def _reading(self, text: str) -> str:
        try:
            day = read_date(text, self.shell.today())
        except UnclearDate:
            return ""
        return f"{in_words(day)}, {countdown(day, self.shell.today())}" if day else ""

    def on_input_submitted(self) -> None:
        """Take Enter in a text line as Enter on the page."""
        self.action_start()

    def action_start(self) -> None:
        """Go to the next line, from the last one home."""
        if fault := self._fault():
            self.say(fault, "bad")
        elif self.focused is self.query_one("#date"):
            self._enroll()
        else:
            self.focus_next()

    def _fault(self) -> str:
        """Say what keeps the line with the focus from being done."""
        if not tidy(self.query_one("#name", Input).value):
            self.query_one("#name").focus()
            return tr("Type a name first, with at least one letter or digit.")
        if self.focused is not self.query_one("#date"):
            return ""
        try:
            self._date()
        except UnclearDate as error:
            return str(error)
        return ""

    def _date(self) -> date | None:
        return read_date(self.query_one("#date", Input).value, self.shell.today())

    def _enroll(self) -> None:
        if self.enrolling:
            return
        self.enrolling = True
        name, exam = self.query_one("#name", Input).value, self.query_one(Choices).value
        work = partial(self.desk.enroll, name, exam, self._date())
        self.shell.off_loop(work, self._enrolled, self._refused)

    def _enrolled(self, _: None) -> None:
        self.shell.seated()

    def _refused(self, text: str) -> None:
        self.enrolling = False
        if self.is_current:
            self.say(text[:1].upper() + text[1:], "bad")
            self.query_one("#name").focus()


def _lead(plan: Plan | None) -> str:
    """Say what the program is for, or what comes after this page."""
    if plan is None:
        return tr("Practice for the pharmacy technician exams")
    if plan.assigned:
        return tr("First a few words about you; then comes what your instructor gave you.")
    return tr("First a few words about you; then come your questions.")
