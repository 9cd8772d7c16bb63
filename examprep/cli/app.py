"""`examprep app`, which is also what `examprep` alone does: open the app."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from examprep.heap import while_starting

if TYPE_CHECKING:
    from examprep.tui.app import ExamprepApp


def configure(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the app is set up inside the app."""


def run(args: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its arguments
    """Open the app and give its exit code."""
    if not in_a_browser() and not on_a_terminal():
        return 2
    while_starting()
    from examprep.tui.app import ExamprepApp

    return run_app(ExamprepApp())


def in_a_browser() -> bool:
    """Tell whether `examprep serve` started the app: a browser's tab is its terminal."""
    return os.environ.get("TEXTUAL_DRIVER", "").startswith("textual.drivers.web_driver")


def run_app(app: ExamprepApp) -> int:
    """Run the app; 1 where something could not be saved, which is kept elsewhere."""
    code = app.run() or 0
    for sitting in app.left_behind():
        sys.stderr.write(f"examprep: {sitting.rescue()}\n")
        code = 1
    return code


def on_a_terminal(plain: str = "examprep quiz --plain") -> bool:
    """Tell whether the app has a terminal to draw on, and say in one line where it has none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fault = "the app needs a terminal"
    elif os.environ.get("TERM") == "dumb":  # such as the shell inside an editor
        fault = "this terminal cannot place text on its screen (TERM=dumb)"
    else:
        return True
    sys.stderr.write(f"examprep: {fault}; try `{plain}`\n")
    return False
