"""What the two kinds of result share: an attempt that is over, with its questions to reread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content
from textual.widgets import OptionList, Static

from examprep.attempts.attempt import Attempt
from examprep.attempts.report import Entry
from examprep.tui.screens.base import PageScreen
from examprep.tui.screens.result_lines import entry_line
from examprep.tui.widgets.flat_list import FlatList

# The pages from which a result is opened, and to which it leads back.
_ABOVE = {"progress", "mocks", "readiness", "assigned"}


class ListingScreen(PageScreen):
    """An attempt that is over, and at its foot the list of its questions."""

    def __init__(self, attempt: Attempt, note: str = "") -> None:
        super().__init__()
        self.attempt = attempt
        self.note = note

    @property
    def entries(self) -> Sequence[Entry]:
        """Give the questions that are listed."""
        return ()

    def fail(self, text: str) -> None:
        """Say what went wrong with a file."""
        if self.here:
            self.say(text, "bad")

    def write(self, part: str, text: Content) -> None:
        """Fill a part of the page, or hide it where there is nothing to say."""
        static = self.query_one(f"#{part}", Static)
        static.update(text)
        static.display = bool(text)

    def fill_list(self, title: str) -> None:
        """List the questions under a title, the cursor on the first."""
        self.write("listed", Content(title))
        questions = self.query_one(FlatList)
        questions.fill((str(entry.slot), entry_line(entry)) for entry in self.entries)
        self.set_focus(questions, scroll_visible=False)
        self.refresh_keys()

    def practice(self, names: Sequence[str], title: str) -> None:
        """Start a quiz of these questions."""
        work = partial(self.desk.sit, names, "review", self.desk.seed(), None, title)
        self.shell.off_loop(work, self.shell.sit, self.fail)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the question that was entered or clicked."""
        event.stop()
        self.action_reread()

    def action_reread(self) -> None:
        """Open the question at the cursor, among those listed."""
        chosen, entries = self.query_one(FlatList).chosen, self.entries
        if chosen is None:
            return
        from examprep.tui.screens.reread import RereadScreen

        at = next(place for place, entry in enumerate(entries) if str(entry.slot) == chosen)
        self.app.push_screen(RereadScreen(self.attempt, entries, at))

    def action_leave(self) -> None:
        """Go home, or back to the page that this was opened from."""
        below = self.app.screen_stack[-2]
        if isinstance(below, PageScreen) and below.PAGE in _ABOVE:
            self.app.pop_screen()
        else:
            self.shell.go_home()
