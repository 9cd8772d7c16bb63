"""`examprep bank edit`: open the editor where a question stands, then check what was written."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli.output import line, problem_row, say
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.finding import Place

_PROBLEMS = 1
_EXAMPLES = """\
examples:
  examprep bank edit law-0003 --bank our-law/    the question of this id
  examprep bank edit our-law/refills.toml:40     a line, as bank check names it
  EDITOR="code --wait" examprep bank edit our-law/refills.toml

The editor is $VISUAL, else $EDITOR, else one that is on this machine.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EXAMPLES
    parser.add_argument(
        "place", metavar="ITEM|PATH:LINE", help=tr("a question by its id, or a file with a line")
    )
    parser.add_argument(
        "--bank", metavar="BANK", help=tr("where it stands (default: the installed banks)")
    )


def run(args: argparse.Namespace) -> int:
    """Edit, check, and give 1 where the file has problems or is not to be edited."""
    from examprep.banks.finding import find_place, is_kept, kept_words
    from examprep.cli.banks_named import refuse_packed, writable_place
    from examprep.editors import edit

    place = find_place(args.place, [writable_place(args.bank)] if args.bank else [])
    refuse_packed(place.path)
    if is_kept(place.path):
        say(kept_words(place))
        return _PROBLEMS
    code = edit(place.path, place.line, os.environ)
    if code:
        say(tr("the editor ended with {code}", code=code))
    return _report(place, as_json=args.json)


def _report(place: Place, *, as_json: bool) -> int:
    """Check the bank, and print the problems of the file that was edited."""
    from datetime import datetime

    from examprep.banks.writing import problems_of_file
    from examprep.exams.outlines import known_areas

    today = datetime.now().astimezone().date()
    mine, others = problems_of_file(place, frozenset(known_areas()), today)
    if as_json:
        print(json.dumps([problem_row(problem) for problem in mine], indent=2))
    else:
        print("".join(f"{line(problem)}\n" for problem in mine), end="")
    say(_summary(place.path, len(mine), len(others)))
    return _PROBLEMS if any(problem.severity != "info" for problem in mine) else 0


def _summary(path: Path, mine: int, others: int) -> str:
    words = f"{path}: {plural(mine, 'problem') if mine else tr('no problems')}"
    if not others:
        return words
    rest = plural(others, "problem")
    return tr("{words}; {problems} in other files of the bank", words=words, problems=rest)
