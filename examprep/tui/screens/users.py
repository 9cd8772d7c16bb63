"""Candidates: who uses this machine, who sits down now, and files that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from examprep.dates import local
from examprep.desk.desk import Desk
from examprep.exams.outlines import EVERY_ID, outline
from examprep.problems import Problem
from examprep.progress.candidates import Candidate
from examprep.progress.goal import Goal, last_goal
from examprep.tui.commands import bindings
from examprep.tui.glyphs import countdown
from examprep.tui.screens.base import PageScreen
from examprep.tui.widgets.faults import fault_entries, shown
from examprep.tui.widgets.hanging import Hanging
from examprep.tui.widgets.pointing import PointingList
from examprep.words import tr

NOBODY = tr("Nobody is here yet. Press A to add a candidate.")
UNTOUCHED = tr("Problems with candidates' files; nothing was overwritten")
_NAME = 24


@dataclass(frozen=True, slots=True)
class Guest:
    """A candidate with what the list says about them."""

    candidate: Candidate
    goal: Goal | None
    seated: bool


@dataclass(frozen=True, slots=True)
class GuestBook:
    """All candidates, and what is wrong with other files in their folder."""

    guests: tuple[Guest, ...]
    problems: tuple[Problem, ...]


def guest_book(desk: Desk) -> GuestBook:
    """Read who is here."""
    known, problems = desk.candidates.list()
    seated = desk.record.journal.path if desk.record else None
    guests = tuple(Guest(one, last_goal(one.path), one.path == seated) for one in known)
    found = [one for one in desk.problems if one.path.parent == desk.candidates.folder]
    return GuestBook(guests, (*problems, *found))


class UsersScreen(PageScreen):
    """The list of candidates; Enter sits one down."""

    PAGE = "users"
    CSS_PATH = "users.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("users")]
    book = GuestBook((), ())

    def body(self) -> Iterable[Widget]:
        """Give the list, and under it the files that cannot be used."""
        yield Static("", id="nobody", markup=False)
        yield PointingList(id="guests", markup=False, compact=True)
        yield Static(UNTOUCHED, id="untouched", classes="heading", markup=False)
        yield Hanging(indent=2, id="faults")

    def on_screen_resume(self) -> None:
        """Look who is here, also after one was added."""
        self.shell.off_loop(partial(guest_book, self.desk), self.show, self.say)

    def show(self, book: GuestBook) -> None:
        """Show the candidates and the faults."""
        if not self.here:
            return
        self.book = book
        guests = self.query_one("#guests", OptionList)
        guests.set_options(Option(_line(one, self.shell.today())) for one in book.guests)
        seated = [place for place, one in enumerate(book.guests) if one.seated]
        guests.highlighted = next(iter(seated), 0) if book.guests else None
        guests.display = bool(book.guests)
        guests.focus()
        self._show_rest(book)

    def _show_rest(self, book: GuestBook) -> None:
        self.query_one("#nobody", Static).update("" if book.guests else NOBODY)
        self.query_one("#nobody").display = not book.guests
        self.query_one("#untouched").display = bool(book.problems)
        self.query_one("#faults", Hanging).entries = fault_entries(book.problems)
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Go back only to a home page that has somebody to serve."""
        possible = {"leave": self.shell.ready, "quit": not self.shell.ready}
        return possible.get(action, bool(self.book.guests) if action == "choose" else True)

    def on_option_list_option_selected(self) -> None:
        """Take Enter or a click on a candidate."""
        self.action_choose()

    def action_choose(self) -> None:
        """Sit the candidate at the cursor down."""
        place = self.query_one("#guests", OptionList).highlighted
        if place is not None and place < len(self.book.guests):
            work = partial(self.desk.sit_down, self.book.guests[place].candidate)
            self.shell.off_loop(work, self._seated, self._refused)

    def _seated(self, _: None) -> None:
        if self in self.app.screen_stack:
            self.shell.seated()

    def _refused(self, text: str) -> None:
        self.say(shown(text), "bad")

    def action_add(self) -> None:
        """Add a candidate."""
        self.shell.show("welcome")


def _line(guest: Guest, today: date) -> Content:
    """Write name, exam with its date, and when the file was last written."""
    name = Content(shown(guest.candidate.name)).truncate(_NAME, ellipsis=True)
    gap = " " * (_NAME + 2 - name.cell_length)
    sign = ("\u25cf " if guest.seated else "  ", "$primary")
    used = local(guest.candidate.used).date()
    words = [_goal(guest.goal, today), tr("used {countdown}", countdown=countdown(used, today))]
    note = " \u00b7 ".join(word for word in words if word)
    return Content.assemble(sign, name.stylize("bold"), gap, (note, "$quiet"))


def _goal(goal: Goal | None, today: date) -> str:
    if goal is None or goal.exam not in EVERY_ID:
        return ""
    return f"{outline(goal.exam).name} {countdown(goal.date, today)}".rstrip()
