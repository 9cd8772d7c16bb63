"""The pages that home leads to, each by one key."""

from __future__ import annotations

import re

from examprep.tui.screens.base import PageScreen
from examprep.tui.widgets.flat_list import FlatList


class Doors(PageScreen):
    """A page with a key for every other page."""

    def action_setup(self) -> None:
        """Set up a quiz."""
        self.shell.show("setup")

    def action_mocks(self) -> None:
        """Choose a mock exam."""
        self.shell.show("mocks")

    def action_assigned(self) -> None:
        """Open what was assigned."""
        self.shell.show("assigned")

    def action_drill(self) -> None:
        """Choose what to drill."""
        self.shell.show("drill")

    def action_why(self) -> None:
        """Open today's questions with their reasons."""
        self.shell.show("today")

    def action_readiness(self) -> None:
        """Open the chance of passing."""
        self.shell.show("readiness")

    def action_plan(self) -> None:
        """Open the plan."""
        self.shell.show("plan")

    def action_progress(self) -> None:
        """Open history and accuracy."""
        self.shell.show("progress")

    def action_banks(self) -> None:
        """Open the banks."""
        self.shell.show("banks")

    def action_users(self) -> None:
        """Open the candidates."""
        self.shell.show("users")

    def action_settings(self) -> None:
        """Open the settings."""
        self.shell.show("settings")

    def action_problems(self) -> None:
        """Open what is wrong with files."""
        self.shell.show("problems")


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
