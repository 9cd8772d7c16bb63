"""`examprep bank watch`: check banks whenever one of their files is saved, until Ctrl-C."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli.output import line, problem_row, say
from examprep.errors import UnreadableFile
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.watching import Change
    from examprep.banks.writing import Reading
    from examprep.problems import Problem

# A save should be answered at once; `bank check` draws more.
VARIANTS = 20
_MOST = 20
_EXAMPLES = tr("""\
examples:
  examprep bank watch our-law/               problems on every save, until Ctrl-C
  examprep bank watch our-law/ --preview     each question as a candidate sees it
""")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EXAMPLES
    add = parser.add_argument
    add(
        "paths",
        nargs="+",
        type=Path,
        metavar="BANK",
        help=tr("a bank, an installed id or a folder of banks"),
    )
    add(
        "--preview",
        action="store_true",
        help=tr("show the questions in the app, read anew on save"),
    )
    add(
        "--poll",
        action="store_true",
        help=tr("for network drives: look at the files several times"),
    )
    add(
        "--variants",
        type=int,
        default=VARIANTS,
        metavar="N",
        help=tr(
            "draw N variants of each template (default: {variants}; bank check draws 100)",
            variants=VARIANTS,
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Watch until Ctrl-C, which is the way to end it: 0; 2 where a path is not there."""
    from examprep.cli.banks_named import writable_place

    args.paths = list(map(writable_place, args.paths))
    if args.preview:
        from examprep.cli.bank_preview import open_preview

        return open_preview(args.paths, poll=args.poll)
    try:
        _watch(args)
    except KeyboardInterrupt:
        return 0
    except (OSError, RuntimeError) as error:
        raise UnreadableFile(
            tr("{paths}: it cannot be watched: {error}", paths=args.paths[0], error=error)
        ) from error
    return 0


def _watch(args: argparse.Namespace) -> None:
    from examprep.banks.watching import Watch, saves
    from examprep.banks.writing import read_again
    from examprep.exams.outlines import known_areas

    areas, variants = frozenset(known_areas()), max(1, args.variants)

    def _check(bank: Path, before: Reading | None) -> Reading:
        return read_again(bank, areas, datetime.now().astimezone().date(), variants, before)

    say(tr("checking \u2026"))
    watch = Watch(_check, tuple(args.paths))
    watch.begin()
    _first(watch.found, as_json=args.json)
    for files in saves(args.paths, poll=args.poll):
        if files or watch.waits:
            for change in watch.saved(files):
                _tell(change, as_json=args.json)


def _first(found: dict[Path, Reading], *, as_json: bool) -> None:
    """Tell how the banks stand before anything is saved."""
    problems = [problem for one in found.values() for problem in one.problems]
    if as_json:
        _print_json("begun", list(found), {"left": problems})
    else:
        _print("", problems)
    many = plural(len(problems), "problem") if problems else tr("no problems")
    say(
        tr(
            "watching {banks}, {many}; a save checks again, Ctrl-C stops",
            banks=plural(len(found), "bank"),
            many=many,
        )
    )


def _tell(change: Change, *, as_json: bool) -> None:
    """Tell what a save brought: what is new, what is mended, then what is left."""
    if as_json:
        parts = {"new": change.new, "mended": change.mended, "left": change.left}
        _print_json("saved", [change.bank], parts)
    else:
        _print(f"{tr('new')}: ", change.new)
        _print(f"{tr('mended')}: ", change.mended)
        _print(f"{tr('left')}: ", change.left)
    names = ", ".join(path.name for path in change.files)
    say(f"{datetime.now().astimezone():%H:%M:%S} {names}: {counted(change)}")


def counted(change: Change) -> str:
    """Give the numbers of new, mended and left problems in words."""
    parts = (
        (len(change.new), tr("new")),
        (len(change.mended), tr("mended")),
        (len(change.left), tr("left")),
    )
    return ", ".join(f"{count} {word}" for count, word in parts if count) or tr("no problems")


def _print(head: str, problems: Iterable[Problem]) -> None:
    lines = [f"{head}{line(problem)}" for problem in problems]
    for told in lines[:_MOST]:
        print(told)
    if len(lines) > _MOST:
        rest = plural(len(lines) - _MOST, "more problem")
        print(head + tr("{problems}: see examprep bank check", problems=rest))
    sys.stdout.flush()


def _print_json(event: str, banks: Iterable[Path], parts: Mapping[str, Iterable[Problem]]) -> None:
    rows = {
        name: [problem_row(problem) for problem in problems] for name, problems in parts.items()
    }
    row = {"event": event, "banks": [str(bank) for bank in banks], **rows}
    print(json.dumps(row), flush=True)
