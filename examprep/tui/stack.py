"""What the app does whatever its pages are: themes, work off the loop, which page lies on top."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar, cast

from textual.app import App

from examprep.errors import ExamprepError
from examprep.tui.pages import Page
from examprep.tui.screens.base import PageScreen
from examprep.tui.screens.home import HomeScreen
from examprep.tui.themes import SIXTEEN, THEMES, TITLES

if TYPE_CHECKING:
    from examprep.tui.screens.sitting import SittingScreen

T = TypeVar("T")


class PageStack(App[int]):
    """An app of pages with home under all of them."""

    def __init__(self) -> None:
        super().__init__()
        for theme in (*THEMES, *SIXTEEN.values()):
            self.register_theme(theme)
        self.apply_theme(THEMES[0].name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the variables of our own themes to every other theme."""
        return dict(THEMES[0].variables)

    def apply_theme(self, name: str) -> None:
        """Use one of our themes; an unknown name keeps the theme.

        Where the terminal has 16 colors, its nearest relative that is made of just these.
        """
        if name in TITLES:
            few = self.console.color_system == "standard"
            self.theme = SIXTEEN[name].name if few else name

    def off_loop(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[str], None],
    ) -> None:
        """Run blocking work in a thread; then call `done`, or `failed` with the fault's line."""

        def _run() -> None:
            try:
                result = work()
            except ExamprepError as error:
                self.call_from_thread(failed, str(error))
            else:
                self.call_from_thread(done, result)

        self.run_worker(_run, thread=True, group="off-loop")

    def bring(self, page: PageScreen, *, instead: bool = False) -> None:
        """Open a page, in place of the one on top if `instead`."""
        if instead:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def show_help(self, page: Page) -> None:
        """Open the help, with the keys of `page` first."""
        from examprep.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(page))

    @property
    def home(self) -> HomeScreen:
        """Give the home page, which stays under all others."""
        return next(screen for screen in self.screen_stack if isinstance(screen, HomeScreen))

    @property
    def running(self) -> SittingScreen | None:
        """Give the page on which an attempt is sat, if there is one under the page on top."""
        pages = (page for page in self.screen_stack if isinstance(page, PageScreen) and page.SITS)
        return cast("SittingScreen | None", next(pages, None))

    async def action_quit(self) -> None:
        """Leave the app."""
        self.leave()

    def leave(self) -> None:
        """Leave the app, by the way of a running attempt: it may have something to save."""
        if page := self.running:
            self.uncover(page)
            page.quit()
        else:
            self.exit(0)

    def leave_when_told(self) -> None:
        """Leave in good order when the system ends the program or its window."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has neither SIGHUP nor signal handlers of a loop.
            with suppress(NotImplementedError, RuntimeError, ValueError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), self.leave_at_once)

    def leave_at_once(self) -> None:
        """Stop the clock of a running attempt, save what waits, and leave without asking."""
        if page := self.running:
            page.sitting.pause()
            page.sitting.save_now()
            page.desk.park(page.sitting)
        self.exit(0)

    def uncover(self, page: PageScreen) -> None:
        """Close every page above a page."""
        while self.screen is not page:
            self.pop_screen()

    def go_home(self) -> None:
        """Close every page above home."""
        self.uncover(self.home)
        self.home.fill()
