"""`examprep bank export`: a bank for Moodle, Canvas, Anki, a spreadsheet or paper."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli.output import line, print_json, say
from examprep.errors import UsageFault
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.reader import RawBank
    from examprep.exchange.exporting import Export
    from examprep.exchange.format import Format

_MOST_VARIANTS = 1000


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    from examprep.exchange.registry import names

    parser.add_argument(
        "banks",
        nargs="+",
        metavar="BANK",
        help=tr("a bank: its folder or file, or an installed id"),
    )
    parser.add_argument(
        "--to", dest="format", required=True, choices=names(), metavar="FORMAT",
        help=tr("one of {names}", names=", ".join(names())),
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=tr("to write")
    )
    parser.add_argument(
        "--topic", action="append", default=[], metavar="ID", help=tr("only this topic")
    )
    parser.add_argument(
        "-n", "--number", type=int, metavar="N", help=tr("only N questions, drawn by the seed")
    )
    parser.add_argument(
        "--variants", type=int, default=1, metavar="N", help=tr("draw N questions of each template")
    )
    parser.add_argument(
        "--choice",
        action="store_true",
        help=tr("numbers to type as four options, as in a mock exam"),
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help=tr("which numbers and questions to draw")
    )
    parser.add_argument(
        "--versions", type=int, default=1, metavar="N", help=tr("print: so many shuffled versions")
    )
    parser.add_argument("--title", default="", help=tr("the title of the whole"))
    parser.add_argument("--force", action="store_true", help=tr("replace a file that is there"))


def run(args: argparse.Namespace) -> int:
    """Write the file and say what the format cannot hold."""
    from examprep.cli.banks_named import banks_named
    from examprep.exchange.exporting import Wish, chosen, export
    from examprep.exchange.format import Choices
    from examprep.exchange.registry import format_named

    _see_numbers(args)
    to, banks = format_named(args.format), banks_named(args.banks)
    topics = _topics(args, banks)
    seeds = tuple(range(args.seed, args.seed + args.variants))
    wish = Wish(frozenset(args.topic), seeds, args.choice, args.number)
    first = banks[0].bank
    choices = Choices(args.title or first.title, first.id, args.seed, max(1, args.versions), topics)
    done = export(chosen(banks, wish), to, choices, args.output, force=args.force)
    _report(args, to, done)
    return 0


def _see_numbers(args: argparse.Namespace) -> None:
    if not 1 <= args.variants <= _MOST_VARIANTS:
        words = tr("--variants: a number from 1 to {most:,}", most=_MOST_VARIANTS)
        raise UsageFault(words)
    if args.number is not None and args.number < 1:
        raise UsageFault(tr("--number: a number from 1 on"))


def _topics(args: argparse.Namespace, banks: list[RawBank]) -> dict[str, str]:
    """Give the titles of all topics.

    Raises:
        UsageFault: a topic is named that there is not; the text lists those that there are.
    """
    topics = {key: name for bank in banks for key, name in (bank.bank.topics or {}).items()}
    unknown = next((topic for topic in args.topic if topic not in topics), "")
    if unknown:
        known = ", ".join(topics)
        raise UsageFault(
            tr("--topic {topic}: no such topic (one of {known})", topic=unknown, known=known)
        )
    return topics


def _report(args: argparse.Namespace, to: Format, done: Export) -> None:
    if args.json:
        files = [str(path) for path in done.files]
        print_json({"files": files, "questions": done.questions, "lost": dict(done.lost)})
        return
    for what, count in done.lost.most_common():
        words = tr(
            "{format} has no place for {what}: {questions}",
            format=to.title,
            what=what,
            questions=plural(count, "question"),
        )
        print(line(words))
    several = len(done.files) != 1
    print("".join(f"{line(path)}\n" for path in done.files if several), end="")
    place = plural(len(done.files), "file") if several else done.files[0]
    questions = plural(done.questions, "question")
    say(tr("{questions} written to {place}", questions=questions, place=place))
