"""Assignments: what was given to the candidate, when it is due, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from examprep import places
from examprep.desk.assigned_words import due_words, rule_words, standing_words, title_words
from examprep.desk.assignments import Standing, key_words, standings, take
from examprep.desk.desk import Desk
from examprep.problems import Problem
from examprep.progress.reopen import reopen
from examprep.tui.commands import bindings
from examprep.tui.screens.starting import StartingScreen
from examprep.tui.widgets.faults import fault_entries
from examprep.tui.widgets.flat_list import FlatList
from examprep.tui.widgets.hanging import Hanging
from examprep.words import tr

NONE = tr("""\
No assignment here yet. Open one that you were given: examprep assign take FILE

Or put its file into {}""")
_TITLE = 30


@dataclass(frozen=True, slots=True)
class Look:
    """What lies in the folder of assignments; `other` says where keys here are others."""

    given: Sequence[Standing] = ()
    faults: Sequence[Problem] = ()
    other: dict[str, str] | None = None


def look(desk: Desk) -> Look:
    """Read the assignments, and where the candidate stands with each."""
    given, faults = standings(desk)
    words = {one.assignment.id: key_words(one.assignment, desk.library) for one in given}
    return Look(given, faults, words)


class AssignedScreen(StartingScreen):
    """The list of assignments; Enter begins one or goes on with it. No clock runs before that.

    Args:
        name: the id of the one to stand on.
        note: what to say first.
    """

    PAGE = "assigned"
    CSS_PATH = "assigned.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("assigned")]

    def __init__(self, name: str = "", note: str = "") -> None:
        super().__init__()
        self.wanted = name
        self.note = note
        self.seen = Look()

    def body(self) -> Iterable[Widget]:
        """Give the list, and under it what the chosen one asks."""
        yield Static("", id="none", markup=False)
        yield FlatList(id="given")
        yield Static("", id="about", markup=False)
        yield Hanging(indent=2, id="faults")

    def on_screen_resume(self) -> None:
        """Look anew whenever the page comes up."""
        self.say(self.note)
        self.shell.off_loop(partial(look, self.desk), self.show, self.refused)

    def show(self, seen: Look) -> None:
        """List the assignments."""
        if not self.here:
            return
        self.seen, today = seen, self.shell.today()
        given = self.query_one("#given", FlatList)
        given.fill((one.assignment.id, _line(one, today)) for one in seen.given)
        if any(one.assignment.id == self.wanted for one in seen.given):
            given.choose(self.wanted)
        given.display = bool(seen.given)
        self.query_one("#none", Static).update("" if seen.given else _none())
        self.query_one("#faults", Hanging).entries = fault_entries(seen.faults)
        self.set_focus(given if seen.given else None)
        self.tell()

    @property
    def chosen(self) -> Standing | None:
        """Give the assignment at the cursor."""
        name = self.query_one("#given", FlatList).chosen
        return next((one for one in self.seen.given if one.assignment.id == name), None)

    def tell(self) -> None:
        """Say what the chosen one asks, and where the candidate stands with it."""
        lines = _about(self.chosen, self.seen, self.shell.today()) if self.chosen else []
        self.query_one("#about", Static).update("\n".join(lines))
        self.refresh_keys()

    def on_option_list_option_highlighted(self) -> None:
        """Tell of another one."""
        self.tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take Enter or a click on an assignment."""
        event.stop()
        self.action_start()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be begun, gone on with, or looked at."""
        if action != "start":
            return True
        one = self.chosen if self.is_mounted and self.seen.given else None
        return bool(one and (one.possible or _tells(one, self.shell.today())))

    def action_start(self) -> None:
        """Begin the chosen one, or go on with it; of one that is over, show the result."""
        chosen = self.chosen
        if chosen is None:
            return
        self.wanted, self.note = chosen.assignment.id, ""
        if chosen.possible:
            self.begin(partial(take, self.desk, chosen.assignment))
        elif _tells(chosen, self.shell.today()):
            path, name = self.desk.open_record().journal.path, chosen.finished[-1].id
            self.shell.off_loop(partial(reopen, path, name), self.shell.show_results, self.refused)


def _none() -> str:
    return NONE.format(places.assignments_folder())


def _tells(one: Standing, today: date) -> bool:
    """Tell whether there is a result to look at."""
    return bool(one.finished) and not one.hides(today)


def _line(one: Standing, today: date) -> Content:
    """Give an assignment in one line: its title, when it is due, and how it stands."""
    sign = ("\u25cf " if one.possible and one.row.done != "done" else "  ", "$primary")
    title = Content(one.assignment.title).truncate(_TITLE, ellipsis=True, pad=True)
    due = due_words(one.assignment.due, today).partition(",")[0]
    style = "$warning" if one.row.late else "$quiet"
    return Content.assemble(sign, title, (f"  {due:<20}", style), one.row.done)


def _about(one: Standing, seen: Look, today: date) -> list[str]:
    """Say of the chosen one who gave it, what it asks and how it stands."""
    words = standing_words(one, today)
    lines = [
        title_words(one.assignment),
        rule_words(one.assignment),
        due_words(one.assignment.due, today),
        words,
        (seen.other or {}).get(one.assignment.id, ""),
        _next(one, today),
    ]
    return [line[:1].upper() + line[1:] for line in lines if line]


def _next(one: Standing, today: date) -> str:
    """Say what Enter does now."""
    if one.open:
        return tr("Enter goes on with it.")
    if one.left:
        what = tr("begins another attempt") if one.finished else "begins"
        clock = "" if one.assignment.seconds is None else tr("; the clock runs from then")
        return tr("Enter {what}{clock}.", what=what, clock=clock)
    return tr("Enter shows the result.") if _tells(one, today) else ""
