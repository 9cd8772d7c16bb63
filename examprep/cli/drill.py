"""`examprep drill`: endless calculations, in the app or with `--plain` as plain lines."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace

from examprep.cli import aloud
from examprep.cli.app import on_a_terminal, run_app
from examprep.cli.quiz import HIGHEST_SEED, number, sit
from examprep.cli.topics import resolve
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.words import tr

EXAMPLES = tr("""\
examples:
  examprep drill                                  the app, every kind of calculation
  examprep drill --topic iv-rates days-supply     two kinds
  examprep drill --plain --topic iv-rates         plain lines until you type finish
  examprep drill --plain --resume                 go on with the drill left open
""")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    parser.epilog = EXAMPLES
    parser.set_defaults(bank=[])
    add("--plain", action="store_true", help=tr("lines on stdin and stdout, no screen"))
    aloud.configure(parser)
    add("--user", metavar="NAME", default="", help=tr("the candidate; a new name is enrolled"))
    add(
        "--topic",
        metavar="NAME",
        nargs="+",
        action="extend",
        default=[],
        help=tr("a bank, bank:topic, a topic, or a part of its title that fits only one"),
    )
    add("--seed", metavar="N", help=tr("the same seed and answers give the same questions"))
    add("--resume", action="store_true", help=tr("go on with the drill left open last"))


def run(args: argparse.Namespace) -> int:
    """Drill; 2 where the arguments make no sense."""
    return sit(args, "drill", lambda: plan_of(args), _open_app)


def plan_of(args: argparse.Namespace) -> Plan:
    """Give the plan that the arguments describe; topics are looked up later.

    Raises:
        UsageFault: the seed is no number, or out of its range.
    """
    return Plan("drill", seed=number(args.seed, "--seed", 0, HIGHEST_SEED))


def _open_app(args: argparse.Namespace, plan: Plan) -> int:
    if not on_a_terminal("examprep drill --plain"):
        return 2
    from examprep.tui.app import ExamprepApp

    if args.topic and not args.resume:
        desk = Desk.open()
        with closing(desk.library):
            plan = replace(plan, topics=resolve(desk.library, [], args.topic))
    return run_app(ExamprepApp(plan=plan, user=args.user, resume=args.resume))
