"""What every page has: a top line, one column to read, a status line and the line of keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from examprep.text import printable
from examprep.tui.commands import COMMANDS, Command
from examprep.tui.pages import Page
from examprep.tui.titles import TITLES
from examprep.tui.widgets.lines import KeyLine, TopLine
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.desk import Desk
    from examprep.tui.app import ExamprepApp

SMALLEST = (40, 12)
RETRY_SECONDS = 5.0


class Column(VerticalScroll, can_focus=False):
    """The one column to read, centered and at most 76 cells wide."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave up and down to the page, unless the column itself has the focus."""
        return self.has_focus or action not in {"scroll_up", "scroll_down"}


class PageScreen(Screen[None]):
    """A page of the app.

    A subclass names its `PAGE`, gives `BINDINGS = bindings(PAGE)`, and composes its widgets
    in `body`. Actions are named as in the table of commands.
    """

    PAGE: ClassVar[Page] = "home"
    SITS: ClassVar[bool] = False  # whether an attempt is sat on the page
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it an instance variable
        (0, "-tiny-wide"),
        (SMALLEST[0], "-narrow"),
        (80, "-normal"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny-high"),
        (SMALLEST[1], "-low"),
        (22, "-high"),
    ]
    AUTO_FOCUS = ""

    @property
    def shell(self) -> ExamprepApp:
        """Give the app with its own type."""
        return cast("ExamprepApp", self.app)

    @property
    def desk(self) -> Desk:
        """Give the open banks, candidate and settings."""
        return self.shell.desk

    @property
    def here(self) -> bool:
        """Tell whether the page is still among those of the app, not left or on its way out."""
        return self.is_attached and self in self.app.screen_stack

    def heading(self) -> tuple[str, str]:
        """Give the two ends of the top line."""
        return TITLES[self.PAGE], ""

    def body(self) -> Iterable[Widget]:
        """Give the widgets of the column."""
        return ()

    def beside(self) -> Iterable[Widget]:
        """Give widgets at the right of the column, such as a side panel."""
        return ()

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        yield TopLine(*self.heading())
        with Vertical(id="foot"):
            yield Static("", id="status", markup=False)
            yield KeyLine(self.line_commands())
        with Horizontal(id="middle"):
            with Column(id="column"):
                yield from self.body()
            yield from self.beside()
        small = tr("The window is too small to read questions in.\nMake it {} x {} or larger.")
        yield Static(small.format(*SMALLEST), id="too-small", markup=False)

    def line_commands(self) -> tuple[Command, ...]:
        """Give the commands for the key line."""
        return tuple(
            command
            for command in COMMANDS[self.PAGE]
            if command.line and self.check_action(command.name, ()) is not False
        )

    def title_line(self, left: str, right: str) -> None:
        """Change the two ends of the top line."""
        for top in self.query(TopLine):  # none is left while the app closes
            top.left, top.right = left, right

    def refresh_keys(self) -> None:
        """Show the keys that do something now."""
        for line in self.query(KeyLine):
            line.commands = self.line_commands()

    def say(self, text: str, kind: str = "") -> None:
        """Say one line above the keys; `kind` is empty, `good` or `bad`.

        Work off the loop may end after its page was left: then nobody is there to read it.
        """
        for status in self.query("#status").results(Static) if self.here else ():
            status.update(printable(text))
            status.set_class(kind == "bad", "-bad")
            status.set_class(kind == "good", "-good")
            status.display = bool(text)

    @on(events.DescendantFocus)
    def steady_cursor(self, event: events.DescendantFocus) -> None:
        """Let no cursor blink where motion is not wanted."""
        if isinstance(event.widget, Input):
            event.widget.cursor_blink = self.app.animation_level != "none"

    def scroll_by_keys(self) -> None:
        """Give the arrows and page keys to the column of a page that is only read."""
        column = self.query_one(Column)
        column.can_focus = True
        column.focus()

    def action_leave(self) -> None:
        """Go back one page."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Show the keys of this page."""
        self.shell.show_help(self.PAGE)

    def action_palette(self) -> None:
        """Open the palette of all commands."""
        self.app.action_command_palette()

    def action_page(self) -> None:
        """Scroll the column down a page."""
        self.query_one(Column).scroll_page_down(animate=False)

    def action_quit(self) -> None:
        """Leave the app."""
        self.shell.leave()
