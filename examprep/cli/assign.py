"""`examprep assign`: make an assignment, take one, list them, check one, and see who did what."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli import aloud
from examprep.cli.aloud import in_lines
from examprep.cli.app import on_a_terminal, run_app
from examprep.cli.output import aligned, line, say
from examprep.errors import UsageFault
from examprep.exams.blueprint import PARTS
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.cohort.assignment import Assignment
    from examprep.desk.desk import Desk
    from examprep.desk.plan import Plan

EXAMPLES = tr("""\
examples:
  examprep assign new -o week3.toml --topic pharmacy-law -n 20 --due "in 1 week"
  examprep assign new -o mock.toml --exam ptce --length half --feedback after-due --due 2027-01-15
  examprep assign take week3.toml            take one that you were given
  examprep assign list                       what is open, due and done
  examprep assign verify week3.toml          whether it was changed since it was made
  examprep assign report week3.toml class/          who has done what

An assignment asks everybody the same questions in the same order. It is sealed: examprep notices
a change and refuses it. On the machine that made it the key there tells more: that nobody else
made it. The questions in it are not hidden, and a progress file belongs to its candidate: neither
proves who answered, nor how.
""")
PROGRESS_HELP = tr("a class named with cohort add, a folder, or progress files")
FEEDBACK_HELP = tr("each: after each answer; end (default); after-due: once the due date is past")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands."""
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _configure_new(actions.add_parser("new", help=tr("make an assignment")))
    take = actions.add_parser("take", help=tr("take an assignment, or go on with it"))
    take.add_argument("file", metavar="FILE", help=tr("the file, or the id of one taken before"))
    take.add_argument("--user", metavar="NAME", default="", help=tr("the candidate"))
    take.add_argument("--plain", action="store_true", help=tr("numbered lines, no screen"))
    aloud.configure(take)
    shown = actions.add_parser(
        "list", help=tr("what is open, due and done, and what was made here")
    )
    shown.add_argument("--user", metavar="NAME", default="", help=tr("the candidate"))
    verify = actions.add_parser("verify", help=tr("tell whether an assignment was changed"))
    verify.add_argument("file", type=Path, metavar="FILE")
    report = actions.add_parser("report", help=tr("who has done what, from their progress files"))
    report.add_argument("file", type=Path, metavar="FILE", help=tr("the assignment"))
    report.add_argument("progress", type=Path, nargs="+", metavar="PROGRESS", help=PROGRESS_HELP)
    for one in (shown, verify, report):
        one.add_argument("--json", action="store_true", help=tr("print JSON"))


def _configure_new(new: argparse.ArgumentParser) -> None:
    add = new.add_argument
    add("-o", dest="out", type=Path, required=True, metavar="FILE", help=tr("where to write it"))
    add("--exam", metavar="EXAM", help=tr("a mock exam: ptce, cspt, excpt, or an outline"))
    add("--length", choices=PARTS, help=tr("with --exam: full (default), half or quarter"))
    add("--extra", metavar="BY", help=tr("with --exam: extra time, 1.25, 1.5 or 2"))
    add("--topic", metavar="NAME", nargs="+", action="extend", default=[], help=tr("as in a quiz"))
    add("-n", dest="count", metavar="N", help=tr("with --topic: how many questions (default: 20)"))
    add("--seed", metavar="N", help=tr("the same seed and banks give the same form"))
    add("--minutes", metavar="M", help=tr("time for the whole (default: the exam's, or free)"))
    add("--due", metavar="DATE", help=tr('the last day in time: 2027-01-15, "in 1 week"'))
    add("--attempts", metavar="N", help=tr("how often it may be taken (default: 1)"))
    add("--feedback", choices=("each", "end", "after-due"), default="end", help=FEEDBACK_HELP)
    add("--title", metavar="TEXT", default="", help=tr("what candidates see"))
    add("--from", dest="sender", metavar="NAME", default="", help=tr("who gives it"))


def run(args: argparse.Namespace) -> int:
    """Run the subcommand; 2 where the arguments make no sense."""
    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "new": _new,
        "take": _take,
        "list": _list,
        "verify": _verify,
        "report": _report,
    }
    try:
        return actions[args.action](args)
    except UsageFault as fault:
        sys.stderr.write(f"examprep assign {args.action}: {fault}\n")
        return 2


def _new(args: argparse.Namespace) -> int:
    from examprep.cli.assign_new import wish_of
    from examprep.desk.assigned_words import due_words, rule_words
    from examprep.desk.assigning import make, write
    from examprep.desk.assignments import today_of
    from examprep.desk.desk import Desk

    desk = Desk.open()
    with closing(desk.library):
        today = today_of(desk)
        made, note = make(desk, wish_of(desk.library, args, today))
    write(made, args.out)
    due = due_words(made.due, today)
    words = ", ".join(filter(None, [rule_words(made), due]))
    sys.stderr.write(f"examprep: {note}\n" if note else "")
    print(f"{args.out}: {made.title}: {words}")
    say(tr("hand the file out; who takes it types: examprep assign take FILE"))
    return 0


def _take(args: argparse.Namespace) -> int:
    from examprep.desk.assignments import keep
    from examprep.desk.plan import Plan

    one = keep(Path(args.file))
    plan = Plan(assigned=one.assigned)
    if in_lines(args):
        return _take_plain(args, one, plan)
    if not on_a_terminal("examprep assign take FILE --plain"):
        return 2
    from examprep.tui.app import ExamprepApp

    return run_app(ExamprepApp(plan=plan, user=args.user))


def _take_plain(args: argparse.Namespace, one: Assignment, plan: Plan) -> int:
    from examprep.cli.plain import open_plain
    from examprep.desk.assignments import key_words
    from examprep.desk.desk import Desk

    args.resume, args.bank, args.topic = False, [], []
    desk = Desk.open()
    with closing(desk.library):
        if words := key_words(one, desk.library):
            say(f"examprep: {words}")
        return open_plain(desk, args, plan)


def _list(args: argparse.Namespace) -> int:
    from examprep import places
    from examprep.cli.assign_rows import given_line, list_facts, made_line
    from examprep.desk.assignments import listed, standings, today_of

    desk = _desk_of(args.user)
    with closing(desk.library):
        today = today_of(desk)
        mine, faults = standings(desk) if desk.record else ([], [])
        made, others = listed(places.made_folder())
    for problem in (*faults, *others):
        sys.stderr.write(f"{problem}\n")
    if args.json:
        print(json.dumps(list_facts(mine, made, today), indent=2))
        return 0
    for each in mine:
        print(aligned(given_line(each, today)))
    for one in made:
        print(aligned(made_line(one, today)))
    if not mine and not made:
        words = tr("no assignments here; examprep assign take FILE opens one")
        sys.stderr.write(f"examprep: {words}\n")
    return 0


def _desk_of(user: str) -> Desk:
    """Open the desk with the candidate that is named; nobody new is enrolled."""
    from examprep.desk.desk import Desk

    desk = Desk.open()
    if user:
        desk.sit_down(desk.candidates.find(user))
    return desk


def _verify(args: argparse.Namespace) -> int:
    from examprep.cli.assign_rows import verify_facts
    from examprep.cohort.assignment_file import read_assignment

    facts, words, code = verify_facts(args.file, read_assignment(args.file))
    print(json.dumps(facts, indent=2) if args.json else line(f"{args.file}: {words}"))
    return code


def _report(args: argparse.Namespace) -> int:
    from examprep.cli.assign_rows import report_facts, report_line, report_lines

    rows, faults = report_lines(args.file, args.progress)
    for fault in faults:
        say(f"examprep: {fault}")
    if args.json:
        print(json.dumps([report_facts(row) for row in rows], indent=2))
        return 1 if faults else 0
    width = max((len(row.person) for row in rows), default=0)
    for row in rows:
        print(aligned(report_line(row, width)))
    return 1 if faults else 0
