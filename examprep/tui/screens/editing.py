"""A page whose question can be opened in the editor of whoever writes it."""

from __future__ import annotations

import os
from functools import partial

from textual.app import SuspendNotSupported

from examprep.banks.finding import Place, bank_of, is_kept, kept_words
from examprep.banks.item import Item
from examprep.banks.watching import Change
from examprep.banks.writing import Reading
from examprep.editors import edit
from examprep.errors import ExamprepError
from examprep.tui.screens.reloading import Reloading
from examprep.tui.screens.showing import ShowingScreen
from examprep.words import tr

NO_EDITOR_HERE = tr("No editor can be opened from here; open the file in a window of its own.")


class EditingScreen(ShowingScreen):
    """A page on a bank that is being written: a save reads it anew, `E` opens the editor.

    Args:
        reloading: the reading of the bank.
        name: the id of the question on the page.
    """

    def __init__(self, reloading: Reloading, name: str) -> None:
        super().__init__()
        self.reloading = reloading
        self.reading = Reading(reloading.path)
        self.name_shown = name

    @property
    def item(self) -> Item | None:
        """Give the question on the page as its author wrote it, if there is one."""
        named = (one for one in self.reading.items if one.id == self.name_shown)
        return next(named, None)

    def watch_files(self) -> None:
        """Read the bank in a thread, and again at each save."""
        call = self.app.call_from_thread
        work = partial(self.reloading.run, partial(call, self.begin), partial(call, self.take))
        self.shell.off_loop(work, lambda _: None, partial(self.say, kind="bad"))

    def on_unmount(self) -> None:
        """End the watching."""
        self.reloading.stop.set()

    def begin(self, reading: Reading) -> None:
        """Show what was read first; a subclass does."""

    def take(self, reading: Reading, change: Change) -> None:
        """Show what a save brought; a subclass does."""

    def place(self) -> Place:
        """Give where the editor opens: at what is wrong, or at the question."""
        path, line = self.reading.place_of(self.name_shown)
        return Place(path, line, bank_of(path))

    def action_edit(self) -> None:
        """Open the editor, unless the bank is not to be edited."""
        place = self.place()
        if is_kept(place.path):
            self.say(kept_words(place), "bad")
            return
        try:
            self._edit(place)
        except ExamprepError as error:
            self.say(str(error), "bad")
        except SuspendNotSupported:
            self.say(NO_EDITOR_HERE, "bad")

    def _edit(self, place: Place) -> None:
        # The loop stands still meanwhile, as the terminal belongs to the editor.
        with self.app.suspend():
            code = edit(place.path, place.line, os.environ)
        self.say(
            tr("The editor ended with {code}.", code=code) if code else "", "bad" if code else ""
        )
