"""`examprep help`: the help page of the whole, or of a command."""

from __future__ import annotations

import argparse

from examprep.words import tr


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the argument; where it is given, the command itself prints its page."""
    parser.add_argument(
        "words", nargs="*", metavar="COMMAND", help=tr("a command, or a command and its action")
    )


def run(args: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its arguments
    """Print the page of the whole."""
    from examprep.cli import top_parser

    top_parser().print_help()
    return 0
