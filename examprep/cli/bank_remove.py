"""`examprep bank remove`: an added bank out of the library."""

from __future__ import annotations

import argparse

from examprep.cli.output import line, print_json


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("id", metavar="ID", help="the bank's id (examprep bank list)")


def run(args: argparse.Namespace) -> int:
    """Take the bank away; answers stay in the progress file."""
    from examprep.banks.installing import remove

    place = remove(args.id)
    if args.json:
        print_json({"id": args.id, "kept": str(place)})
    else:
        print(line(f"{args.id} is removed. Your answers to it stay in your progress."))
        print(line(f"Until the next removal it lies in {place}"))
    return 0
