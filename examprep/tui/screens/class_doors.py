"""The pages of who teaches and who writes, each by one key."""

from __future__ import annotations

import re

from examprep.tui.screens.base import PageScreen
from examprep.tui.widgets.flat_list import FlatList


class ClassDoor(PageScreen):
    """A page with a key for the cohorts of an instructor, and for the banks."""

    def action_cohort(self) -> None:
        """Open the cohorts."""
        self.shell.show("cohort")

    def action_banks(self) -> None:
        """Open the banks."""
        self.shell.show("banks")


class BankDoor(ClassDoor):
    """A page that lists topics or questions, with a key to write the bank at the cursor."""

    def action_write(self) -> None:
        """Open the bank at the cursor, at its question where one is listed."""
        names = [one.chosen for one in self.query(FlatList) if one.display and one.chosen]
        if names:
            from examprep.tui.screens.write import WriteScreen

            bank, sign, rest = re.split("([:/])", names[0], maxsplit=1)
            place = self.desk.library.place(bank)
            self.app.push_screen(WriteScreen(place, rest if sign == "/" else ""))
