"""`examprep bank add`: a bank of others into the library of this machine."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from examprep.cli.output import line, print_json, say
from examprep.errors import ExamprepError
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.installing import Installed
    from examprep.banks.packing import Packed
    from examprep.banks.reader import RawBank

_LISTED = 10
_PROBLEMS = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "source",
        metavar="SOURCE",
        help=tr("a folder, a TOML file, a packed bank, or a git address"),
    )
    parser.add_argument("--only", default="", metavar="NAME", help=tr("only this bank of several"))


def run(args: argparse.Namespace) -> int:
    """Add every bank of the source."""
    from examprep.banks.fetching import fetched

    source = absolute(args.source)
    with fetched(source, args.only) as banks:
        tried = [_tried(name, files, source) for name, files in banks.items()]
    done = [one for one in tried if one]
    if args.json:
        print_json([installed_row(one) for one in done])
    for one in () if args.json else done:
        print(line(tr("{bank} added to {place}", bank=named(one.bank), place=one.place)))
        tell_left(one)
        tell_findings(one.bank)
    return 0 if len(done) == len(tried) else _PROBLEMS


def _tried(name: str, files: Packed, source: str) -> Installed | None:
    """Add one bank; say why where it cannot be: it keeps no other one of the source out."""
    from examprep.banks.installing import install

    try:
        return install(files, source, today())
    except ExamprepError as error:
        say(f"{name}: {error}")
        return None


def today() -> date:
    """Give the day it is here."""
    return datetime.now().astimezone().date()


def absolute(source: str) -> str:
    """Write a path so that an update finds it from any folder; an address stays as it is."""
    from pathlib import Path

    from examprep.banks.fetching import is_git

    return source if is_git(source) else str(Path(source).expanduser().absolute())


def named(bank: RawBank) -> str:
    """Name a bank with its version and size."""
    head = bank.bank
    return f"{head.id} {head.version} ({head.title}, {plural(len(bank.items), 'question')})"


def tell_left(one: Installed) -> None:
    """Name the files that a bank has no use for."""
    files, rest = ", ".join(one.left[:_LISTED]), len(one.left) - _LISTED
    if rest > 0:
        say(tr("left out, as no part of a bank: {files} and {rest:,} more", files=files, rest=rest))
    elif files:
        say(tr("left out, as no part of a bank: {files}", files=files))


def tell_findings(bank: RawBank) -> None:
    """Say how many questions nobody has dated or sourced: what a reader should know first."""
    undated = sum("verified" not in raw for raw in bank.items)
    bare = sum(not raw.get("sources") for raw in bank.items)
    if undated or bare:
        words = tr(
            "{questions} without a source, {undated:,} without a date: nobody says when they "
            "were checked (examprep bank check {id})",
            questions=plural(bare, "question"),
            undated=undated,
            id=bank.bank.id,
        )
        say(words)
    if not bank.bank.licence:
        say(tr("{id} names no licence: ask its authors before you pass it on", id=bank.bank.id))


def installed_row(one: Installed) -> dict[str, Any]:
    """Give what was done with a bank as plain values."""
    from examprep.banks.difference import KINDS

    head, change = one.bank.bank, one.change
    changed = {kind: [item.id for item in change.of(kind)] for kind in KINDS} if change else {}
    return {
        "id": head.id,
        "version": head.version,
        "before": one.before,
        "items": len(one.bank.items),
        "place": str(one.place),
        "left": list(one.left),
        "changed": changed,
    }
