"""Pages that show a question which is over: a report of it is written straight to the file."""

from __future__ import annotations

from functools import partial

from examprep.banks.item import Item
from examprep.desk.reports import report
from examprep.tui.screens.base import PageScreen
from examprep.tui.screens.report import ReportScreen


class ReportingScreen(PageScreen):
    """A page whose question can be reported; what could not be kept is there to be sent again."""

    _unsent = ""

    def asked(self) -> tuple[Item | None, int]:
        """Give the question on the page, if there is one, and the seed of its variant."""
        return None, 0

    def action_report(self) -> None:
        """Write a line about what is wrong with the question."""
        item, seed = self.asked()
        if item:
            self.app.push_screen(ReportScreen(item, partial(self._send, item, seed), self._unsent))

    def _send(self, item: Item, seed: int, text: str) -> None:
        self._unsent = text
        work = partial(report, self.desk, item.name, seed, text)
        self.shell.off_loop(work, self._kept, self._not_kept)

    def _kept(self, _: None) -> None:
        self._unsent = ""
        self.say("Reported \u00b7 saved", "good")

    def _not_kept(self, fault: str) -> None:
        self.say(f"Not reported: {fault}. R has your line still.", "bad")
