"""Who wants plain lines: asked for here, by the environment, by a setting, or by the terminal."""

from __future__ import annotations

import argparse
import os
import sys

from examprep.settings import load_settings
from examprep.words import tr

ENVIRONMENT = "EXAMPREP_SCREEN_READER"
_NO = {"", "0", "no", "off", "false"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the flag."""
    parser.add_argument(
        "--screen-reader",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=tr(
            "plain lines to be read aloud, or not; examprep settings screen_reader on keeps it"
        ),
    )


def wants_lines(args: argparse.Namespace) -> bool:
    """Tell whether lines are to be read aloud: the flag decides, then the environment, the setting.

    A browser's tab has the app in it, whatever the machine that serves it has set.
    """
    flag: bool | None = getattr(args, "screen_reader", None)
    if flag is not None:
        return flag
    if in_a_browser():
        return False
    if ENVIRONMENT in os.environ:
        return os.environ[ENVIRONMENT].strip().casefold() not in _NO
    return load_settings()[0].screen_reader


def in_a_browser() -> bool:
    """Tell whether `examprep serve` started the app: a browser's tab is its terminal."""
    return os.environ.get("TEXTUAL_DRIVER", "").startswith("textual.drivers.web_driver")


def is_dumb() -> bool:
    """Tell whether this is a terminal that cannot place text, such as the shell of an editor."""
    shown = sys.stdin.isatty() and sys.stdout.isatty()
    return shown and not in_a_browser() and os.environ.get("TERM") in {"dumb", "unknown"}


def in_lines(args: argparse.Namespace) -> bool:
    """Tell whether a command that could open the app goes in lines."""
    return bool(args.plain) or wants_lines(args) or is_dumb()
