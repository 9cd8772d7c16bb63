"""`examprep bank merge`: joins two authors' versions of a bank; also for git as a merge driver."""

from __future__ import annotations

import argparse
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examprep.cli.output import line, print_json, problem_row, say
from examprep.heap import collector_off
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.loose import Loose
    from examprep.banks.merging import Outcome
    from examprep.problems import Problem

_PROBLEMS, _USAGE = 1, 2
_SIDES = {"base": "BASE", "ours": "A", "theirs": "B"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    words = (tr("the version that both began with"), tr("your version"), tr("the other version"))
    for (name, shown), text in zip(_SIDES.items(), words, strict=True):
        parser.add_argument(name, metavar=shown, help=text)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT",
        help=tr("a new file or folder; or A again, to write onto it"),
    )  # fmt: skip
    parser.add_argument(
        "--path", type=Path, metavar="PATH", help=tr("the name to use in messages (git's %%P)")
    )


def run(args: argparse.Namespace) -> int:
    """Merge, write, print the conflicts and give the exit code."""
    from examprep.banks.placing import place
    from examprep.cli.banks_named import opened

    with opened([getattr(args, side) for side in _SIDES]) as named:
        if len({path.is_dir() for path in named.places}) > 1:
            say(f"examprep bank merge: {tr('give three folders or three files')}")
            return _USAGE
        sides = _read(dict(zip(_SIDES, named.places, strict=True)), args.path)
        problems = list(chain.from_iterable(loose.problems for loose in sides.values()))
        if problems:
            _print(named.problems(problems), args, {})
            say(tr("nothing was merged or written: mend these first"))
            return _PROBLEMS
        outcome = _merged(sides, args.path or args.output)
        outcome.problems += place(outcome, args.output, *named.places)
    _print(outcome.problems, args, _counts(outcome))
    say(_summary(outcome))
    return _PROBLEMS if outcome.conflicts else 0


def _merged(sides: dict[str, Loose], shown: Path) -> Outcome:
    from examprep.banks.merging import merge

    with collector_off():
        return merge(sides["base"], sides["ours"], sides["theirs"], shown)


def _read(paths: dict[str, Path], shown: Path | None) -> dict[str, Loose]:
    """Read the three; problems of a file that git has copied bear the name it has for people."""
    from examprep.banks.loose import read_loose

    sides = {side: read_loose(path) for side, path in paths.items()}
    if shown:
        for side, loose in sides.items():
            name = Path(f"{shown} ({side})")
            loose.problems = [replace(problem, path=name) for problem in loose.problems]
    return sides


def _print(problems: list[Problem], args: argparse.Namespace, counts: dict[str, Any]) -> None:
    if args.json:
        rows = [problem_row(problem) for problem in problems]
        print_json({**counts, "problems": rows})
    else:
        print("".join(f"{line(problem)}\n" for problem in problems), end="")


def _counts(outcome: Outcome) -> dict[str, Any]:
    names = ("items", "taken", "joined", "conflicts")
    return {name: getattr(outcome, name) for name in names}


def _summary(outcome: Outcome) -> str:
    words = tr(
        "{questions}: {taken:,} taken from the other version",
        questions=plural(outcome.items, "question"),
        taken=outcome.taken,
    )
    if outcome.joined:
        words = tr("{words}, {joined:,} joined from both", words=words, joined=outcome.joined)
    if not outcome.conflicts:
        return tr("{words}, no conflicts", words=words)
    conflicts = plural(outcome.conflicts, "conflict")
    return tr("{words}, {conflicts} to settle by hand", words=words, conflicts=conflicts)
