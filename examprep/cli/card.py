"""`examprep card`: print the reference card of conversions, formulas and abbreviations."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict

from examprep.exams.card import Card, Row, Section, card
from examprep.text import printable
from examprep.words import tr

_USAGE = 2
_WIDTH = 76
_LONGEST_SHOWN = 30


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    names = ", ".join(section.id for section in card().sections)
    parser.add_argument(
        "section",
        nargs="?",
        metavar="SECTION",
        help=tr("only this one, by name or number: {names}", names=names),
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: argparse.Namespace) -> int:
    """Print the card, or one section of it, and give the exit code."""
    sections = card().sections
    if args.section is not None:
        found = card().section(args.section)
        if found is None:
            sys.stderr.write(f"examprep card: {unknown(card(), args.section)}\n")
            return _USAGE
        sections = (found,)
    if args.json:
        print(json.dumps([asdict(section) for section in sections], indent=2, default=str))
    else:
        print("\n\n".join("\n".join(_printed(section)) for section in sections))
    return 0


def unknown(whole: Card, name: str) -> str:
    """Say in one line that no section has this name, and name them all."""
    names = ", ".join(section.id for section in whole.sections)
    shown = printable(" ".join(name.split())[:_LONGEST_SHOWN])
    return tr(
        'there is no section "{shown}" on the card; there are: {names}', shown=shown, names=names
    )


def contents(whole: Card) -> list[str]:
    """Give a line for each section: number, name and title."""
    sections = enumerate(whole.sections, 1)
    return [f"{number}. {section.id}: {section.title}" for number, section in sections]


def spoken(section: Section) -> list[str]:
    """Give a section as lines to be read one after the other, without columns."""
    lead = [section.lead] if section.lead else []
    return [
        *lead,
        *(_spoken(row) for row in section.rows),
        tr("Sources: {sources}", sources=section.source_line),
    ]


def _spoken(row: Row) -> str:
    return f"{row.left}: {row.right}{f' ({row.note})' if row.note else ''}"


def _printed(section: Section) -> Iterator[str]:
    """Give a section in aligned columns."""
    left = max(len(row.left) for row in section.rows)
    right = max((len(row.right) for row in section.rows if row.note), default=0)
    yield f"{section.title} ({section.id})"
    yield from textwrap.wrap(section.lead, _WIDTH)
    for row in section.rows:
        yield f"  {row.left:<{left}}  {row.right:<{right}}  {row.note}".rstrip()
    yield from textwrap.wrap(tr("Sources: {sources}", sources=section.source_line), _WIDTH)
