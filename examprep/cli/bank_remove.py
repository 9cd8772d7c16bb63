"""`examprep bank remove`: an added bank out of the library."""

from __future__ import annotations

import argparse

from examprep.cli.output import line, print_json
from examprep.words import tr


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("id", metavar="ID", help=tr("the bank's id (examprep bank list)"))


def run(args: argparse.Namespace) -> int:
    """Take the bank away; answers stay in the progress file."""
    from examprep.banks.installing import remove

    place = remove(args.id)
    if args.json:
        print_json({"id": args.id, "kept": str(place)})
    else:
        print(line(tr("{id} is removed. Your answers to it stay in your progress.", id=args.id)))
        print(line(tr("Until the next removal it lies in {place}", place=place)))
    return 0
