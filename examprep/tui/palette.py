"""The palette: every command of the page, and every page while no attempt runs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.screen import Screen

from examprep.attempts.names import left_words
from examprep.dates import in_words, local
from examprep.tui.commands import COMMANDS, SHUT
from examprep.tui.pages import PAGES, Page
from examprep.tui.screens.base import PageScreen
from examprep.tui.titles import TITLES
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.tui.app import ExamprepApp


def listed(app: ExamprepApp, screen: Screen[object]) -> Iterable[SystemCommand]:
    """List what can be done now on a page."""
    page = screen.PAGE if isinstance(screen, PageScreen) else "home"
    for command in COMMANDS[page]:
        if screen.check_action(command.name, ()) is not False:
            act = partial(screen.run_action, command.name)
            text = f"{command.help} ({command.key})"
            yield SystemCommand(command.label.capitalize(), text, act)
    if app.ready and app.running is None:
        yield from _going_on(app)
        yield from _other_pages(app, page)


def _going_on(app: ExamprepApp) -> Iterable[SystemCommand]:
    """Give a command for each attempt that is open."""
    record = app.desk.record
    for attempt in record.state.left_open() if record else ():
        title = tr("Continue: {title}", title=left_words(attempt))
        begun = tr("begun {day}", day=in_words(local(attempt.started).date()))
        yield SystemCommand(title, begun, partial(app.resume, attempt))


def _other_pages(app: ExamprepApp, page: Page) -> Iterable[SystemCommand]:
    """Give a command for each page that the page has no command for."""
    for name in PAGES:
        if name not in SHUT and TITLES[name] not in _listed(page):
            yield SystemCommand(
                TITLES[name], tr("open {it}", it=TITLES[name]), partial(app.show, name)
            )


def _listed(page: Page) -> set[str]:
    """Name what needs no line of its own: this page, and what a command is called already."""
    return {TITLES[page], *(command.label.capitalize() for command in COMMANDS[page])}
