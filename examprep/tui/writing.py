"""An app of one page, for authors: a bank while it is written, with no candidate at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from examprep.problems import Problem
from examprep.settings import Settings, load_settings
from examprep.tui.commands import COMMANDS
from examprep.tui.pages import Page
from examprep.tui.screens.base import PageScreen
from examprep.tui.screens.help import HelpScreen
from examprep.tui.screens.write import WriteScreen
from examprep.tui.stack import PageStack


class WritingApp(PageStack):
    """The writing page on a bank.

    Args:
        path: the bank, a folder or a file.
        item: the id of the question to begin with.
        poll: whether to look at the files instead of being told, for network drives.
    """

    TITLE = "examprep"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, path: Path, item: str = "", *, poll: bool = False) -> None:
        super().__init__()
        self.page = WriteScreen(path, item, poll=poll)

    def on_mount(self) -> None:
        """Open the page; the theme comes from the settings."""
        self.push_screen(self.page)
        self.leave_when_told()
        self.off_loop(load_settings, self._dress, partial(self.page.say, kind="bad"))

    def _dress(self, loaded: tuple[Settings, list[Problem]]) -> None:
        self.apply_theme(loaded[0].theme)

    def show_help(self, page: Page) -> None:
        """Open the help, with the keys of `page` first."""
        self.push_screen(HelpScreen(page))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give the palette every command of the page."""
        page = screen.PAGE if isinstance(screen, PageScreen) else "write"
        for command in COMMANDS[page]:
            if screen.check_action(command.name, ()) is not False:
                act = partial(screen.run_action, command.name)
                text = f"{command.help} ({command.key})"
                yield SystemCommand(command.label.capitalize(), text, act)
