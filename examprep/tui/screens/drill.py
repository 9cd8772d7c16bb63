"""Setting up a drill: which kinds of calculations; none marked means all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from examprep.desk.desk import Desk
from examprep.desk.drill import ABOUT, DrillKind, kinds_of
from examprep.desk.plan import Plan
from examprep.exams.outlines import outline
from examprep.progress.sitting import Sitting
from examprep.text import plural
from examprep.tui.commands import bindings
from examprep.tui.screens.starting import StartingScreen
from examprep.tui.widgets.topics import KindList
from examprep.words import tr

EMPTY = tr(
    "No bank here has calculations that draw new numbers.\n\n"
    "Put such a bank among the others and start again; until then Q on the home page\n"
    "takes a quiz."
)


class DrillSetupScreen(StartingScreen):
    """A list of kinds to mark; Enter starts."""

    PAGE = "drill"
    CSS_PATH = "drill.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("drill")]

    def __init__(self) -> None:
        super().__init__()
        self.kinds: Sequence[DrillKind] = ()

    def body(self) -> Iterable[Widget]:
        """Give what a drill is, what is marked, and the kinds."""
        self.kinds = _kinds(self.desk)
        yield Static(ABOUT if self.kinds else EMPTY, id="about", markup=False)
        if self.kinds:
            yield Static("", id="marked", markup=False)
            yield KindList(self.kinds, id="kinds")

    def on_mount(self) -> None:
        """Begin with the kinds marked last, as far as there are any still."""
        if self.kinds:
            self.query_one(KindList).focus().highlighted = 0
            self.mark(self.shell.drilled & {kind.name for kind in self.kinds})

    def mark(self, marked: frozenset[str]) -> None:
        """Mark just these kinds."""
        self.shell.drilled = marked
        self.query_one(KindList).draw(marked)
        every = tr("All that the {exam} asks", exam=outline(self.desk.exam).exam)
        text = tr("{kinds} marked", kinds=plural(len(marked), "kind")) if marked else every
        self.query_one("#marked", Static).update(text)
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is to mark and to start."""
        if action in {"start", "mark"}:
            return bool(self.kinds)
        return bool(self.shell.drilled and self.kinds) if action == "unmark" else True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark the kind that was clicked, or take its mark away."""
        self.mark(self.shell.drilled ^ {self.kinds[event.option_index].name})

    def action_mark(self) -> None:
        """Mark the kind at the cursor, or take its mark away."""
        self.query_one(KindList).action_select()

    def action_unmark(self) -> None:
        """Take every mark away."""
        self.mark(frozenset())

    def action_start(self) -> None:
        """Start the drill."""
        self.begin(partial(_start, self.desk, self.shell.drilled, self.kinds))


def _kinds(desk: Desk) -> list[DrillKind]:
    history = desk.record.state.history() if desk.record else {}
    return kinds_of(desk.library, history, desk.exam)


def _start(desk: Desk, marked: frozenset[str], kinds: Sequence[DrillKind]) -> Sitting:
    """Start with the kinds marked; with none, all that the exam asks."""
    chosen = tuple(kind.name for kind in kinds if kind.name in marked)
    return desk.start(Plan("drill", topics=chosen))
