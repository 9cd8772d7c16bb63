"""The bare Textual app to measure against: as many widgets, the same text, no work behind it."""

from __future__ import annotations

import sys

from textual.app import App
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

MARKER = "questions for you"


class Bare(App[None]):
    """A top line, a column of lines, a foot; up and down move a marker through the lines."""

    CSS = "#foot { dock: bottom; height: auto } Static { height: auto }"
    BINDINGS = [("down", "move(1)"), ("up", "move(-1)")]  # noqa: RUF012

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.lines, self.at = lines, 0

    def compose(self):
        """Lay out as the home page does."""
        yield Static("bare", markup=False)
        with Vertical(id="foot"):
            yield Static("", markup=False)
            yield Static("Enter start   Q quiz   P progress   B banks   ? help", markup=False)
        with Horizontal(), VerticalScroll(can_focus=False):
            for line in range(self.lines):
                text = f"20 {MARKER}" if line == 0 else f"  {line}  Ask the pharmacist about it"
                yield Static(text, id=f"line-{line}", markup=False)

    def action_move(self, step: int) -> None:
        """Redraw the line left and the line reached."""
        before, self.at = self.at, (self.at + step) % self.lines
        for line, sign in ((before, " "), (self.at, ">")):
            self.query_one(f"#line-{line}", Static).update(
                f"{sign} {line}  Ask the pharmacist about it"
            )


if __name__ == "__main__":
    Bare(int(sys.argv[1])).run()
