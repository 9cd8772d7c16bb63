"""A cohort, for its instructor: who knows what, what to teach, who is at risk, which keys to mend.

The figures are those of the report, read from the same place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from examprep.cohort import words
from examprep.cohort.registry import cohorts
from examprep.cohort.report import Report
from examprep.desk.classroom import Classroom, look
from examprep.text import plural
from examprep.tui.commands import bindings
from examprep.tui.screens.base import Column, PageScreen
from examprep.tui.screens.cohort_details import detail_lines, detail_title
from examprep.tui.screens.cohort_lines import (
    ASSIGNED,
    MAP,
    NAMES,
    SORTINGS,
    Lines,
    map_words,
    section_lines,
    short_lines,
    sorted_words,
)
from examprep.tui.widgets.card_view import SectionLine
from examprep.tui.widgets.drawn import Drawn
from examprep.tui.widgets.flat_list import FlatList
from examprep.words import tr

NONE = tr(
    "No class yet. Collect the files that candidates share (examprep progress "
    "share) in a folder, and name it: examprep cohort add NAME FOLDER"
)


# What a line has left and right of it, and the bar that shows once there are many.
_MARGIN = 4
UNASSIGNED = tr(
    "Nobody here has begun an assignment that was made on this machine. Make one "
    "with examprep assign new, give its file to the class, and gather their "
    "progress files again."
)


class CohortScreen(PageScreen):
    """The report of a cohort, section by section; a line opens what stands in it."""

    PAGE = "cohort"
    CSS_PATH = "cohort.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("cohort"),
        *(Binding(str(n + 1), f"section({n})", show=False) for n in range(len(NAMES))),
    ]
    room: Classroom | None = None
    found: Report | None = None
    at = MAP
    opened = ""

    def __init__(self) -> None:
        super().__init__()
        self.sorting = dict.fromkeys(SORTINGS, 0)

    def body(self) -> Iterable[Widget]:
        """Give the names of the sections, what is said first, and the list under it."""
        yield SectionLine(NAMES)
        yield Static(tr("Reading the classes \u2026"), id="short", markup=False)
        yield Static("", id="sorted", markup=False)
        yield FlatList(id="lines")
        yield Drawn(id="detail")

    def on_mount(self) -> None:
        """Look for the cohorts there are."""
        for part in (SectionLine, "#sorted", "#lines", "#detail"):
            self.query_one(part).display = False
        self.shell.off_loop(cohorts, lambda known: self.offer(list(known)), self.fail)

    def fail(self, text: str) -> None:
        """Say what went wrong with a file."""
        if self.here:
            self.say(text, "bad")

    def offer(self, names: list[str]) -> None:
        """List the cohorts; the only one there is opens by itself."""
        if not self.here:
            return
        if len(names) == 1:
            self.read(names[0])
            return
        self.write("short", Content(tr("Which class?") if names else NONE))
        self.fill([(name, Content(name)) for name in names])

    def read(self, name: str) -> None:
        """Make the report of a cohort, or recall it."""
        self.title_line(tr("Cohort"), name)
        self.write("short", Content(tr("Reading {name} \u2026", name=name)))
        self.query_one("#lines").display = False
        work = partial(look, self.desk.library, [name], self.shell.today())
        self.shell.off_loop(work, self.show, self.fail)

    def show(self, room: Classroom) -> None:
        """Show a report."""
        if not self.here:
            return
        self.room, self.found = room, room.report
        if problems := room.report.problems:
            files = plural(len(problems), "file")
            self.say(tr("{files} with a problem: examprep cohort report names them", files=files))
        self.query_one(SectionLine).display = True
        self.redraw()

    def redraw(self) -> None:
        """Show the open section, or what was opened in it."""
        room = self.room
        if room is None:
            return
        self.query_one(SectionLine).at = self.at
        detail = self.query_one("#detail", Drawn)
        detail.show(partial(detail_lines, room, self.at, self.opened) if self.opened else None)
        self.query_one("#lines").display = not self.opened
        width, by = self.query_one(Column).size.width - _MARGIN, self.sorting.get(self.at, 0)
        told = map_words(room.report, width) if self.at == MAP else sorted_words(self.at, by)
        self.write("sorted", Content("" if self.opened else told))
        if self.opened:
            title = detail_title(room.report, self.at, self.opened)
            self.write("short", Content(title).stylize("bold"))
            self.scroll_by_keys()
        else:
            self.write("short", _head(room.report, self.at))
            self.fill(section_lines(room.report, self.at, by, width))
        self.refresh_keys()

    def fill(self, lines: Lines) -> None:
        """List lines, and go to them."""
        listed = self.query_one("#lines", FlatList)
        listed.fill(lines)
        listed.display = bool(lines)
        if listed.chosen:
            self.set_focus(listed, scroll_visible=False)
        else:
            self.scroll_by_keys()
        self.refresh_keys()

    def write(self, part: str, text: Content) -> None:
        """Fill a part of the page, or hide it where there is nothing to say."""
        static = self.query_one(f"#{part}", Static)
        static.update(text)
        static.display = bool(text)

    def on_resize(self) -> None:
        """Set the tables as the width lets them."""
        self.call_after_refresh(self.redraw)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something now."""
        if action == "open":
            return not self.opened and bool(self.is_mounted and self.chosen)
        if action in {"previous", "next"}:
            return self.found is not None
        if action == "sort":
            return self.found is not None and self.at in SORTINGS and not self.opened
        return True

    @property
    def chosen(self) -> str | None:
        """Give the id of the line at the cursor."""
        return self.query_one("#lines", FlatList).chosen

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the line that was entered or clicked."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open what stands at the cursor."""
        chosen = self.chosen
        if chosen and self.found is None:
            self.read(chosen)
        elif chosen and not self.opened:
            self.opened = chosen
            self.query_one(Column).scroll_home(animate=False)
            self.redraw()

    def action_section(self, place: int) -> None:
        """Open a section by its number."""
        self.at, self.opened = place % len(NAMES), ""
        self.query_one(Column).scroll_home(animate=False)
        self.redraw()

    def action_previous(self) -> None:
        """Open the section before; before the first comes the last."""
        self.action_section(self.at - 1)

    def action_next(self) -> None:
        """Open the next section; after the last comes the first."""
        self.action_section(self.at + 1)

    def action_sort(self) -> None:
        """Sort the table by its next column."""
        self.sorting[self.at] = (self.sorting[self.at] + 1) % len(SORTINGS[self.at])
        self.redraw()

    def action_leave(self) -> None:
        """Close what is open, or go back a page."""
        if self.opened:
            self.opened = ""
            self.redraw()
        else:
            self.app.pop_screen()


def _head(found: Report, section: int) -> Content:
    """Give what is said first of a section."""
    if section == ASSIGNED and not found.assignments:
        return Content(UNASSIGNED)
    return short_lines(found) if section == MAP else Content(words.headline(found))
