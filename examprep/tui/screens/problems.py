"""Problems: what is wrong with files, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from examprep.problems import Problem
from examprep.text import plural
from examprep.tui.commands import bindings
from examprep.tui.screens.base import PageScreen
from examprep.tui.widgets.faults import fault_entries, sorted_problems
from examprep.tui.widgets.hanging import Hanging
from examprep.words import tr

UNTOUCHED = tr("Nothing was overwritten; these files stand as they were.")
NO_PROBLEMS = tr("No problems with files. Nothing to do here: Esc goes back.")


class ProblemsScreen(PageScreen):
    """All problems that were found when the files were opened."""

    PAGE = "problems"
    CSS_PATH = "problems.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("problems")]

    def heading(self) -> tuple[str, str]:
        """Count the problems at the right."""
        return tr("Problems with files"), _counted(self.desk.problems)

    def body(self) -> Iterable[Widget]:
        """Give the problems, errors first."""
        problems = self.desk.problems
        yield Static(UNTOUCHED if problems else NO_PROBLEMS, id="untouched", markup=False)
        yield Hanging(fault_entries(problems), indent=2)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.scroll_by_keys()


def _counted(problems: list[Problem]) -> str:
    found = [one.severity for one in sorted_problems(problems)]
    errors, warnings = found.count("error"), found.count("warning")
    words = [plural(errors, "error")] if errors else []
    return ", ".join([*words, plural(warnings, "warning")] if warnings else words)
