"""The app: themes, the desk, and which page comes up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from examprep.errors import ExamprepError
from examprep.settings import load_settings
from examprep.tui.glance import recall
from examprep.tui.pages import PAGES, Page
from examprep.tui.screens.base import RETRY_SECONDS, PageScreen
from examprep.tui.screens.home import HomeScreen
from examprep.tui.stack import PageStack
from examprep.tui.written import Lines
from examprep.words import tr

# What a start needs before the first picture is imported here, all else where it is used: half
# of a start is importing.
if TYPE_CHECKING:
    from examprep.attempts.attempt import Attempt
    from examprep.desk.desk import Desk
    from examprep.desk.mocks import Supply
    from examprep.desk.plan import Plan
    from examprep.progress.outbox import Saved
    from examprep.progress.sitting import Sitting


class ExamprepApp(PageStack):
    """The app of one user at one terminal.

    Args:
        plan: a quiz to open at once, instead of the home page.
        user: the candidate to sit down, by name.
        resume: whether to go on at once with the attempt left open.
        open_desk: opens banks and record instead of `Desk.open`; runs in a thread.
        today: gives the day; tests fix it.
    """

    TITLE = "examprep"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        plan: Plan | None = None,
        user: str = "",
        *,
        resume: bool = False,
        open_desk: Callable[[], Desk] | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self.plan = plan
        self.user = user
        self._resume = resume
        self.today = today
        self.drilled: frozenset[str] = frozenset()  # the kinds marked for a drill last
        self.written = Lines()
        self._open_desk = open_desk
        self._desk: Desk | None = None
        self._opening = False
        self._next: Callable[[], None] | None = None
        settings, _ = load_settings()
        self.apply_theme(settings.theme)
        self.glance = None if plan or user or resume else recall(settings, today())

    @property
    def desk(self) -> Desk:
        """Give the open desk; no page but home comes up before it is there."""
        if self._desk is None:
            raise ExamprepError(tr("The banks are still being read."))
        return self._desk

    @property
    def ready(self) -> bool:
        """Tell whether banks and candidate are open."""
        return self._desk is not None and self._desk.record is not None

    def on_mount(self) -> None:
        """Paint first, then read files in a thread."""
        home = HomeScreen()
        self.push_screen(home)
        self.set_interval(RETRY_SECONDS, self.save_parked)
        self.leave_when_told()
        work = partial(_opened, self._open_desk, self.user)
        home.call_after_refresh(self.off_loop, work, self._opened, self._failed)

    def _opened(self, opened: tuple[Desk, Page]) -> None:
        self._desk, page = opened
        self.apply_theme(self._desk.settings.theme)
        wanted, self._next = self._next, None
        if page != "home":
            self.show(page)
        elif self.plan or self._resume:
            self.seated()
        else:
            self.home.fill()
            if wanted and self.screen is self.home:  # help or palette, opened since, go before
                wanted()

    def once_open(self, act: Callable[[], None]) -> None:
        """Do what a key asks for, where the banks are still being read as soon as they are there.

        Of several keys pressed meanwhile the last one counts.
        """
        if self._desk:
            act()
        else:
            self._next = act

    def save_parked(self) -> None:
        """Try again to save what was left behind while the disk refused."""
        for name, sitting in list(self._desk.parked.items()) if self._desk else ():
            self.off_loop(sitting.save, partial(self._parked_saved, name), _still_waiting)

    def left_behind(self) -> list[Sitting]:
        """List what was left with entries that no disk has, once the app is closed."""
        return list(self._desk.parked.values()) if self._desk else []

    def _parked_saved(self, name: str, saved: Saved | None) -> None:
        sitting = self.desk.parked.get(name)
        if sitting:
            sitting.settle(saved)
            if not sitting.unsaved:
                del self.desk.parked[name]

    def seated(self) -> None:
        """Go on with somebody at the desk: home, and the quiz that was asked for at the start."""
        self.home.seen = None  # the figures of who was here before
        self.go_home()
        plan, self.plan = self.plan, None
        wanted, self._resume = self._resume, False
        if wanted:
            self._go_on(plan.kind if plan else "")
        elif plan:
            self.start(plan)

    def _go_on(self, kind: str) -> None:
        """Go on with what of a kind was left open last, or say what to do."""
        from examprep.attempts.names import kinds_like, noun_of

        record = self.desk.record
        left = record.state.latest_open(*kinds_like(kind)) if record else None
        if left:
            self.resume(left)
            return
        key = {"drill": "D", "exam": "M"}.get(kind, "Q")
        self.home.say(tr("No {noun} is open. {key} starts one.", noun=noun_of(kind), key=key))

    def _failed(self, text: str) -> None:
        self._opening, self._next = False, None
        if not self.ready:
            self.home.nothing_open()
        if isinstance(self.screen, PageScreen):
            self.screen.say(text, "bad")

    def show(self, page: Page) -> None:
        """Open a page that needs no argument."""
        self.once_open(lambda: self.bring(_page(page)))

    def start(self, plan: Plan) -> None:
        """Start a quiz by a plan and open it; before a mock exam comes its lobby.

        What was assigned is shown first: it begins only when that is asked for.
        """
        if plan.assigned:
            self.bring(_assignments(plan.assigned.id))
        elif plan.blueprint:
            from examprep.tui.opening import supplied

            self.off_loop(
                partial(supplied, self.desk, plan.blueprint, plan.seed),
                partial(self.show_lobby, plan),
                self._failed,
            )
        else:
            self._open(partial(self.desk.start, plan))

    def show_lobby(self, plan: Plan, supplied: Supply) -> None:
        """Open the lobby of a mock exam."""
        from examprep.tui.screens.lobby import LobbyScreen

        self.push_screen(LobbyScreen(supplied, plan.seconds))

    def resume(self, attempt: Attempt) -> None:
        """Go on with an open attempt."""
        self._open(partial(self.desk.resume, attempt))

    def _open(self, work: Callable[[], Sitting]) -> None:
        """Open a sitting; a key pressed twice opens only one."""
        if not self._opening:
            self._opening = True
            self.off_loop(work, self.sit, self._failed)

    def sit(self, sitting: Sitting) -> None:
        """Open the question page on a sitting."""
        self._opening = False
        self.push_screen(_page_of(sitting))

    def show_results(self, attempt: Attempt, *, instead: bool = False, note: str = "") -> None:
        """Open the result of an attempt, in place of the page on top if `instead`.

        Of an assignment whose results are told later, only that is said.
        """
        self.call_after_refresh(self.home.fill)  # so that the next start knows what to say
        assigned = attempt.assigned
        if assigned and assigned.hides(self.today()):
            self.bring(_assignments(assigned.id, note or tr("Handed in.")), instead=instead)
        else:
            self.bring(_result_of(attempt, note), instead=instead)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give the palette every command of the page, and every page while no attempt runs."""
        from examprep.tui.palette import listed

        yield from listed(self, screen)


def _page(page: Page) -> PageScreen:
    """Make a page that needs no argument."""
    module = import_module(f"examprep.tui.screens.{page}")
    made: PageScreen = getattr(module, PAGES[page])()
    return made


def _assignments(name: str, note: str = "") -> PageScreen:
    """Give the page of assignments, the cursor on one of them."""
    from examprep.tui.screens.assigned import AssignedScreen

    return AssignedScreen(name, note)


def _page_of(sitting: Sitting) -> PageScreen:
    """Give the page on which an attempt is sat."""
    if sitting.attempt.kind == "exam":
        from examprep.tui.screens.exam import ExamScreen

        return ExamScreen(sitting)
    if sitting.attempt.kind == "drill":
        from examprep.tui.screens.drilling import DrillingScreen

        return DrillingScreen(sitting)
    from examprep.tui.screens.question import QuestionScreen

    return QuestionScreen(sitting)


def _result_of(attempt: Attempt, note: str) -> PageScreen:
    """Give the page of a result; each of the two kinds is imported only when it opens."""
    if attempt.exam:
        from examprep.tui.screens.score import ScoreScreen

        return ScoreScreen(attempt, note)
    from examprep.tui.screens.results import ResultsScreen

    return ResultsScreen(attempt, note)


def _still_waiting(text: str) -> None:
    """Leave what could not be saved where it waits; the next turn tries again."""


def _opened(open_desk: Callable[[], Desk] | None, user: str) -> tuple[Desk, Page]:
    """Open the desk in a thread, and tell which page comes up."""
    from examprep.tui.opening import opened

    return opened(open_desk, user)
