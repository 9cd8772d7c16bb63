"""A page made of lines, one of which has the focus: up and down, left and right."""

from __future__ import annotations

from examprep.tui.screens.base import PageScreen
from examprep.tui.widgets.dial import Dial


class RowsScreen(PageScreen):
    """What the pages with dials share. All keys go to the line that has the focus."""

    def action_above(self) -> None:
        """Go to the line above."""
        self.focus_previous()

    def action_below(self) -> None:
        """Go to the line below."""
        self.focus_next()

    def action_less(self) -> None:
        """Take the value before."""
        self.turn(-1)

    def action_more(self) -> None:
        """Take the next value."""
        self.turn(1)

    def turn(self, by: int) -> None:
        """Turn the dial that has the focus, if it is one."""
        if isinstance(self.focused, Dial):
            self.focused.turn(by)
