"""Writing: a bank's questions as a candidate sees them, read anew whenever a file is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from examprep.banks.item import Item
from examprep.banks.watching import Change
from examprep.banks.writing import Reading
from examprep.text import plural
from examprep.tui.commands import bindings
from examprep.tui.screens.base import Column
from examprep.tui.screens.editing import EditingScreen
from examprep.tui.screens.reloading import Reloading
from examprep.tui.screens.showing import SCROLLING
from examprep.tui.widgets.faults import fault_entries
from examprep.tui.widgets.hanging import Hanging
from examprep.tui.widgets.item_list import ItemList
from examprep.tui.widgets.question import QuestionView
from examprep.words import tr

# Under the first page of an app lies an empty one of the framework.
_BOTTOM = 2
# What is offered only where a question is in sight.
_OF_QUESTION = {"reveal", "numbers", "options", "previous", "next"}


def _now() -> datetime:
    return datetime.now().astimezone()


class WriteScreen(EditingScreen):
    """The list of a bank's questions, and the one chosen, with what is wrong with it.

    In a wide window both stand side by side; else the list gives way to the question.

    Args:
        path: the bank, a folder or a file.
        item: the id of the question to begin with; without one, the list.
        now: gives the time; tests fix it.
        poll: whether to look at the files instead of being told, for network drives.
    """

    PAGE = "write"
    CSS_PATH = "write.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("write"), *SCROLLING]

    def __init__(
        self, path: Path, item: str = "", *, now: Callable[[], datetime] = _now, poll: bool = False
    ) -> None:
        super().__init__(Reloading(path, lambda: now().date(), poll=poll), item)
        self.now = now
        self.read = self.proved = False
        self.add_class("-listing")

    @property
    def listed(self) -> ItemList:
        """Give the list."""
        return self.query_one(ItemList)

    def body(self) -> Iterable[Widget]:
        """Give the question, a line about it, and what is wrong."""
        yield QuestionView()
        yield Static("", id="about", markup=False)
        yield Hanging(indent=2, id="faults")

    def beside(self) -> Iterable[Widget]:
        """Give the list of the questions."""
        yield ItemList(self.reading, id="side")

    def on_mount(self) -> None:
        """Begin to read; the list has the keys."""
        self.query_one(QuestionView).display = False
        self.set_listing(on=True)
        self.watch_files()

    def on_resize(self) -> None:
        """Name the keys anew: another width may show the question beside the list."""
        self.refresh_keys()

    def begin(self, reading: Reading) -> None:
        """Show what was read first; it comes again once the templates are proved."""
        if not self.here:
            return
        first, self.proved = not self.reading.items, self.read
        self.reading, self.read = reading, True
        wanted, found = self.name_shown, self.item is not None
        self.name_shown = wanted if found else _first(reading)
        self.listed.show(reading, self.name_shown)
        self.redraw()
        if first:
            self.set_listing(on=not found)
            self.say(
                ""
                if found or not wanted
                else tr("There is no question {wanted} here.", wanted=wanted),
                "bad",
            )

    def take(self, reading: Reading, change: Change) -> None:
        """Show what a save brought, at the same question."""
        if self.here:
            self.reading = reading
            if self.item is None:
                self.name_shown = _first(reading)
            self.listed.show(reading, self.name_shown)
            self.redraw()
            self.say(*_came(change, self.now()))

    @property
    def listing(self) -> bool:
        """Tell whether the keys belong to the list."""
        return self.has_class("-listing")

    def set_listing(self, *, on: bool) -> None:
        """Give the keys to the list, or to the question."""
        self.set_class(on, "-listing")
        if on:
            self.listed.take_keys()
        else:
            self.set_focus(None)
        self.refresh_keys()

    def turn_to(self, name: str) -> None:
        """Show another question, its key hidden."""
        self.name_shown = name
        self.listed.move(name)
        self.begin_anew()
        self.query_one("#column", Column).scroll_home(animate=False)
        self.redraw()

    def redraw(self) -> None:
        """Draw the question, and what is wrong with it and with the rest of the bank."""
        reading, name = self.reading, self.name_shown
        self.query_one(QuestionView).display = self.item is not None
        if self.item:
            self.draw_question()
        found = reading.by_nearness(name)
        own = sum(problem.item == name for problem in found)
        entries = (*fault_entries(found[:own]), *fault_entries(found[own:]))
        self.query_one("#faults", Hanging).entries = entries
        self.query_one("#about", Static).update(_about(reading, self.item))
        self.title_line(*_title(reading, name))
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be seen, and ways that lead somewhere."""
        if action == "open":
            return self.item is not None and self.listing
        if self.listing and not self.has_class("-wide"):
            return action not in _OF_QUESTION
        if action in {"previous", "next"}:
            return bool(self.listed.beside(self.name_shown, 1 if action == "next" else -1))
        return self.can_show(action)

    def on_item_list_turned(self, event: ItemList.Turned) -> None:
        """Let the question follow the cursor of the list."""
        self.turn_to(event.name)

    def on_item_list_opened(self, event: ItemList.Opened) -> None:
        """Read the question that was entered or clicked."""
        self.action_open()

    def action_open(self) -> None:
        """Go from the list to the question."""
        self.set_listing(on=self.item is None)

    def action_search(self) -> None:
        """Go to the words that filter the list."""
        self.set_listing(on=True)
        self.listed.take_keys(words=True)

    def action_previous(self) -> None:
        """Go to the question before."""
        self.turn_to(self.listed.beside(self.name_shown, -1) or self.name_shown)

    def action_next(self) -> None:
        """Go to the next question."""
        self.turn_to(self.listed.beside(self.name_shown, 1) or self.name_shown)

    def action_leave(self) -> None:
        """Go back a step: from the question to the list, from its words to all, then away."""
        if not self.listing or self.listed.clear():
            self.set_listing(on=True)
        elif len(self.app.screen_stack) > _BOTTOM:
            self.app.pop_screen()
        else:
            self.shell.leave()


def _first(reading: Reading) -> str:
    return next((one.id for one in reading.items), "")


def _title(reading: Reading, name: str) -> tuple[str, str]:
    title = reading.bank.title if reading.bank else reading.path.name
    names = [one.id for one in reading.items]
    where = (
        tr("{index} of {names}", index=names.index(name) + 1, names=len(names))
        if name in names
        else ""
    )
    return tr("Writing \u00b7 {title}", title=title), where


def _about(reading: Reading, item: Item | None) -> str:
    """Name the question and where it stands, and say where an older state of it is shown."""
    if item is None:
        return ""
    path, line = reading.lines.get(item.id, (reading.path, 0))
    parts = [f"{path.name}:{line}", item.name, *item.areas]
    if item.id in reading.stale:
        parts.insert(0, tr("as it was before the fault below"))
    return " \u00b7 ".join(parts)


def _came(change: Change, now: datetime) -> tuple[str, str]:
    """Say what a save brought, and whether that is good."""
    parts = (
        (change.new, tr("new")),
        (change.mended, tr("mended")),
        (change.left, tr("left")),
    )
    words = ", ".join(f"{len(found)} {word}" for found, word in parts if found)
    kind = "bad" if change.new else "good"
    count = len(change.new) + len(change.left)
    problems = f"{plural(count, 'problem')}: {words}" if count else (words or tr("no problems"))
    return tr("reloaded {now:%H:%M:%S} \u00b7 {problems}", now=now, problems=problems), kind
