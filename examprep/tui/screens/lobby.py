"""The lobby: what this exam is, how the keys work, and how sure each figure is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from examprep.desk.mocks import Supply
from examprep.desk.notes import TUTORIAL, dated, figures, standard_words
from examprep.desk.plan import Plan
from examprep.tui.commands import bindings
from examprep.tui.screens.starting import StartingScreen
from examprep.tui.widgets.hanging import Entry, Hanging
from examprep.words import tr

_INDENT = 12


class LobbyScreen(StartingScreen):
    """Read, then Enter begins; the clock does not run before that."""

    PAGE = "lobby"
    CSS_PATH = "lobby.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("lobby")]

    def __init__(self, supplied: Supply, seconds: float | None = None) -> None:
        super().__init__()
        self.supplied = supplied
        self.seconds = supplied.seconds if seconds is None else seconds

    def heading(self) -> tuple[str, str]:
        """Name the exam."""
        return self.supplied.blueprint.title, tr("the clock is not running yet")

    def body(self) -> Iterable[Widget]:
        """Give the exam's figures, the rules of the sitting and the standard."""
        blueprint = self.supplied.blueprint
        exam = blueprint.outline
        yield Static(exam.title, classes="heading", markup=False)
        if words := dated(exam):
            yield Static(words, id="dated", markup=False)
        known = figures(blueprint, self.supplied.questions, self.seconds)
        rows = tuple(Entry(a, b, "$quiet", f"({sure})") for a, b, sure in known)
        yield Hanging(rows, _INDENT)
        yield Static(tr("The sitting"), classes="heading", markup=False)
        yield Hanging(tuple(Entry("\u00b7", line) for line in TUTORIAL), 2)
        yield Static(tr("The score"), classes="heading", markup=False)
        yield Static(standard_words(exam), markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.scroll_by_keys()

    def action_start(self) -> None:
        """Begin."""
        seed, blueprint = self.supplied.seed, self.supplied.blueprint
        plan = Plan("exam", seconds=self.seconds, seed=seed, blueprint=blueprint)
        self.begin(partial(self.desk.start, plan))
