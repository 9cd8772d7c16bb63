"""`examprep bank check` and `lint`: the problems of banks, the same ones told together."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli.output import line, print_json, problem_row, say
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.check import Checked
    from examprep.problems import Problem

_PROBLEMS = 1
VARIANTS = 100


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="BANK",
        help=tr(
            "a bank (folder, file, packed or an installed id) or a folder of banks; without one, "
            "all installed banks"
        ),
    )
    parser.add_argument(
        "--variants",
        type=int,
        default=VARIANTS,
        metavar="N",
        help=tr("draw N variants of each template (default: {variants})", variants=VARIANTS),
    )
    parser.add_argument(
        "--all", action="store_true", help=tr("a line for every place, also where many are alike")
    )


def run(args: argparse.Namespace) -> int:
    """Print the problems; 1 where there is an error or a warning."""
    from examprep.cli.banks_named import opened

    with opened(args.paths) as named:
        checked = _checked(args, named.places)
        checked = replace(checked, problems=named.problems(checked.problems))
    if args.json:
        print_json([problem_row(problem) for problem in checked.problems])
    else:
        _print(checked.problems, every=args.all)
    say(_summary(checked))
    return _PROBLEMS if checked.count("error") + checked.count("warning") else 0


def _checked(args: argparse.Namespace, paths: Sequence[Path]) -> Checked:
    from examprep.banks.check import check_banks, lint_banks
    from examprep.banks.folders import installed_folders
    from examprep.exams.outlines import known_areas

    places = paths or [folder for folder in installed_folders() if folder.is_dir()]
    look = lint_banks if args.action == "lint" else check_banks
    return look(places, frozenset(known_areas()), _today(), max(1, args.variants))


def _today() -> date:
    return datetime.now().astimezone().date()


def _print(problems: Sequence[Problem], *, every: bool) -> None:
    from examprep.banks.alike import FEW, told

    lines = list(map(str, problems)) if every else told(problems)
    print("".join(f"{line(words)}\n" for words in lines), end="")
    if len(lines) < len(problems):
        words = tr(
            "what more than {few} questions have in common is one line; --all lists every place",
            few=FEW,
        )
        say(words)


def _summary(checked: Checked) -> str:
    return (
        f"{plural(checked.banks, 'bank')}, {plural(checked.items, 'question')}: "
        f"{plural(checked.count('error'), 'error')}, "
        f"{plural(checked.count('warning'), 'warning')}"
    )
