"""`examprep users`: who uses this machine; somebody new; who sits down next."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from examprep.cli.output import line, print_json, say
from examprep.dates import UnclearDate, read_date
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.desk import Desk
    from examprep.progress.candidates import Candidate

EXAMPLES = tr("""\
examples:
  examprep users                                        who is here
  examprep users --add Maria --exam ptce-2026 --date "in 8 weeks"
  examprep users --choose Maria                         Maria sits down from now on
""")
_USAGE = 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    from examprep.exams.outlines import OUTLINE_IDS

    add = parser.add_argument
    parser.epilog = EXAMPLES
    add("--add", metavar="NAME", help=tr("add a candidate, who sits down"))
    add(
        "--exam",
        choices=OUTLINE_IDS,
        help=tr("with --add: the exam (default: {exam})", exam=OUTLINE_IDS[0]),
    )
    add("--date", metavar="DATE", help=tr("with --add: the date of the exam"))
    add("--choose", metavar="NAME", help=tr("the candidate who sits down"))
    add("--json", action="store_true", help=tr("print JSON"))


def run(args: argparse.Namespace) -> int:
    """List the candidates, or change who they are; 2 where the arguments make no sense."""
    from examprep.cli.sitting_down import today_of
    from examprep.desk.desk import Desk
    from examprep.exams.outlines import OUTLINE_IDS

    desk = Desk.open()
    with closing(desk.library):
        try:
            day = read_date(args.date, today_of(desk)) if args.date else None
        except UnclearDate as fault:
            sys.stderr.write(f"examprep users: {fault}\n")
            return _USAGE
        if args.add:
            desk.enroll(args.add, args.exam or OUTLINE_IDS[0], day)
        if args.choose:
            desk.sit_down(desk.candidates.find(args.choose))
        return _print(desk, as_json=args.json)


def _print(desk: Desk, *, as_json: bool) -> int:
    known, faults = desk.candidates.list()
    at = desk.record.journal.path if desk.record else None
    rows = [_row(one, here=one.path == at) for one in known]
    if as_json:
        print_json(rows)
    else:
        print("".join(f"{line(_words(row))}\n" for row in rows), end="")
    for fault in faults:
        say(fault)
    return 0


def _row(one: Candidate, *, here: bool) -> dict[str, object]:
    from examprep.progress.goal import last_goal

    goal = last_goal(one.path)
    day = goal.date.isoformat() if goal and goal.date else None
    return {"name": one.name, "exam": goal.exam if goal else None, "date": day, "here": here}


def _words(row: dict[str, object]) -> str:
    told = (row["name"], row["exam"], row["date"], tr("at the desk") if row["here"] else "")
    return ", ".join(f"{word}" for word in told if word)
