"""`examprep app`, which is also what `examprep` alone does: open the app, or its plain lines."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from examprep.cli import aloud
from examprep.cli.aloud import in_a_browser, is_dumb, wants_lines
from examprep.heap import started, while_starting
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.tui.app import ExamprepApp


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments: all else is set up inside the app."""
    aloud.configure(parser)
    parser.add_argument("--plain", action="store_true", help=tr("plain lines, this time"))


def run(args: argparse.Namespace) -> int:
    """Open the app, or the menu in lines where the user or the terminal wants it."""
    quiet = wants_lines(args)
    if quiet or args.plain or is_dumb():
        from examprep.cli.menu.going import open_menu

        return open_menu(quiet=quiet)
    if not in_a_browser() and not on_a_terminal():
        return 2
    while_starting()
    try:
        from examprep.tui.app import ExamprepApp

        return run_app(ExamprepApp())
    finally:
        started()  # also where it was left before anything was open


def run_app(app: ExamprepApp) -> int:
    """Run the app; 1 where something could not be saved, which is kept elsewhere."""
    code = app.run() or 0
    for sitting in app.left_behind():
        sys.stderr.write(f"examprep: {sitting.rescue()}\n")
        code = 1
    return code


def on_a_terminal(plain: str = "examprep --plain") -> bool:
    """Tell whether the app has a terminal to draw on, and say in one line where it has none."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return True
    fault = tr("the app needs a terminal; try `{plain}`", plain=plain)
    sys.stderr.write(f"examprep: {fault}\n")
    return False
