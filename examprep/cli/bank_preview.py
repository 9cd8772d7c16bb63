"""`examprep bank preview`: a bank in the app as candidates see it, read anew at each save."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from examprep.cli.app import on_a_terminal
from examprep.text import printable
from examprep.words import tr

_USAGE = 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "path", metavar="BANK", help=tr("a bank: a folder, a file or an installed id")
    )
    parser.add_argument("--item", default="", metavar="ID", help=tr("the question to begin with"))
    parser.add_argument(
        "--poll",
        action="store_true",
        help=tr("for network drives: look at the files several times"),
    )


def run(args: argparse.Namespace) -> int:
    """Open the page; 2 where there is no bank or no terminal."""
    from examprep.cli.banks_named import writable_place

    return open_preview([writable_place(args.path)], args.item, poll=args.poll)


def open_preview(paths: Sequence[Path], item: str = "", *, poll: bool = False) -> int:
    """Open the page on the one bank at some paths, and give the exit code."""
    from examprep.banks.finding import bank_of
    from examprep.banks.folders import find_banks

    banks = [bank for path in paths for bank in find_banks(bank_of(path))]
    if len(banks) != 1:
        return _refuse(tr("name one bank; {count} are there", count=len(banks)))
    if not on_a_terminal("examprep bank watch"):
        return _USAGE
    from examprep.tui.writing import WritingApp

    return WritingApp(banks[0], item, poll=poll).run() or 0


def _refuse(text: str) -> int:
    sys.stderr.write(f"examprep bank preview: {printable(text)}\n")
    return _USAGE
