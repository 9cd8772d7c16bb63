"""`examprep progress share`: what an instructor gets, shown before it is written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli.output import say, write_out
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.progress.candidates import Candidate

_SHORTEST = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    add("--anonymous", action="store_true", help=tr("leave names, notes and all free text out"))
    add(
        "--class",
        dest="code",
        metavar="CODE",
        help=tr("the code your instructor gave to the class"),
    )
    add("-o", "--out", type=Path, required=True, metavar="FILE", help=tr("new; never overwritten"))


def fault_of(args: argparse.Namespace) -> str:
    """Say what is wrong with the arguments; empty where nothing is."""
    code = "".join(filter(str.isalnum, args.code or ""))
    if args.anonymous and len(code) < _SHORTEST:
        return tr(
            "--anonymous needs the code of your class, --class CODE, so that your id there stays "
            "the same; at least {least} letters or digits",
            least=_SHORTEST,
        )
    if args.code is not None and not args.anonymous:
        return tr("--class goes with --anonymous")
    return ""


def run(args: argparse.Namespace, candidate: Candidate) -> int:
    """Show what is handed over, and write it."""
    from examprep.progress.head import check_head
    from examprep.progress.journal import Journal
    from examprep.progress.sharing import described, share

    loaded = Journal.open(candidate.path).load()
    for problem in loaded.problems:
        say(problem)
    made = share(loaded, check_head(candidate.path, loaded.head), args.code)
    for text in described(made):
        say(text)
    say(_about_names(args, candidate, made.name))
    write_out(args.out, made.data)
    say(tr("{out}: written; nothing is sent anywhere, hand the file over yourself", out=args.out))
    return 0


def _about_names(args: argparse.Namespace, candidate: Candidate, name: str) -> str:
    from examprep.progress.candidates import slug

    if not args.anonymous:
        return tr(
            "under the name {name}, with notes and reports; without: --anonymous --class CODE",
            name=name,
        )
    text = tr(
        "under the id {name}; your name, notes and the texts of your reports are left out",
        name=name,
    )
    told = slug(candidate.name) in slug(args.out.stem)
    return tr("{text}; but the name of the file tells who you are", text=text) if told else text
