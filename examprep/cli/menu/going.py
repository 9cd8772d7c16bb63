"""Opens the menu on this terminal or these pipes, and leaves it in good order."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import date

from examprep.cli.lines.console import Console, Signals, Stopped
from examprep.cli.menu.home import Home
from examprep.cli.menu.users import welcome
from examprep.cli.menu.visit import Leave, Visit
from examprep.cli.sitting_down import today_of
from examprep.desk.desk import Desk
from examprep.words import tr

GOODBYE = tr("Everything is saved. Goodbye.")


def open_menu(*, quiet: bool) -> int:
    """Go through the pages until the candidate leaves; 1 where something could not be saved."""
    desk = Desk.open()
    with closing(desk.library), Signals() as signals:
        return go(desk, Console.standard(signals, quiet=quiet))


def go(desk: Desk, console: Console) -> int:
    """Welcome whoever comes, then home, until they leave."""

    def _today() -> date:
        return today_of(desk)

    visit = Visit(desk, console, _today)
    try:
        with suppress(Leave):
            welcome(visit)
            Home(visit).stay()
        if not visit.code:
            console.say("", GOODBYE)
    except Stopped as stopped:
        if stopped.silent:
            console.abandon()
    return visit.code
