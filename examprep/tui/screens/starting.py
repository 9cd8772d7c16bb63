"""A page from which an attempt is started, which then takes its place."""

from __future__ import annotations

from collections.abc import Callable

from examprep.progress.sitting import Sitting
from examprep.tui.screens.base import PageScreen


class StartingScreen(PageScreen):
    """What the pages that start something share: it is started once, however often Enter comes."""

    def __init__(self) -> None:
        super().__init__()
        self.starting = False

    def begin(self, work: Callable[[], Sitting]) -> None:
        """Start an attempt off the loop."""
        if not self.starting:
            self.starting = True
            self.shell.off_loop(work, self._started, self.refused)

    def _started(self, sitting: Sitting) -> None:
        """Put the attempt in the place of this page; who left it meanwhile wants none."""
        if self in self.app.screen_stack:
            self.shell.go_home()
            self.shell.sit(sitting)

    def refused(self, text: str) -> None:
        """Say why nothing was started; it can be tried again."""
        self.starting = False
        self.say(text, "bad")
