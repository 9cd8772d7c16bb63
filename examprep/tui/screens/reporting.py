"""Pages that show a question which is over: a report of it is written straight to the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from examprep.banks.item import Item
from examprep.desk.reports import report
from examprep.tui.screens.base import PageScreen
from examprep.tui.screens.report import ReportScreen
from examprep.words import tr


class ReportingScreen(PageScreen):
    """A page whose question can be reported; what could not be kept can be sent again there."""

    def asked(self) -> tuple[Item | None, int]:
        """Give the question on the page, if there is one, and the seed of its variant."""
        return None, 0

    def action_report(self) -> None:
        """Write a line about what is wrong with the question."""
        item, seed = self.asked()
        if item:
            self.app.push_screen(ReportScreen(item, seed, partial(self._send, item.name, seed)))

    def _send(self, item: str, seed: int, text: str, kept: Callable[[], None]) -> None:
        work = partial(report, self.desk, item, seed, text)
        self.shell.off_loop(work, partial(self._kept, kept), self._not_kept)

    def _kept(self, kept: Callable[[], None], _: None) -> None:
        kept()
        self.say(tr("Reported \u00b7 saved"), "good")

    def _not_kept(self, fault: str) -> None:
        top = self.app.screen
        page = top if isinstance(top, PageScreen) and not self.here else self
        page.say(
            tr("Not reported: {fault}. R has your line still, at its question.", fault=fault), "bad"
        )
