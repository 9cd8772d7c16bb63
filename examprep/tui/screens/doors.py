"""The pages that home leads to, each by one key."""

from __future__ import annotations

from examprep.tui.screens.base import PageScreen


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
