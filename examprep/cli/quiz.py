"""`examprep quiz`: take a quiz, in the app or with `--plain` as numbered lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import get_args

from examprep.attempts.slots import RULES, Kind
from examprep.cli import aloud
from examprep.cli.aloud import in_lines
from examprep.cli.app import on_a_terminal, run_app
from examprep.cli.topics import paced, resolve
from examprep.desk.desk import Desk
from examprep.desk.plan import MOST_QUESTIONS, Plan
from examprep.errors import UsageFault
from examprep.learning.choice import Mode
from examprep.settings import Settings, load_settings
from examprep.words import tr

KINDS: dict[str, Kind] = {"tutor": "tutor", "timed": "quiz", "review": "review"}
LONGEST_QUIZ = 24 * 3600
HIGHEST_SEED = 2**31 - 1
EXAMPLES = tr("""\
examples:
  examprep quiz --topic pharmacy-law -n 10        the app, ten questions on one bank
  examprep quiz --topic refills --mode timed      a topic by a part of its title
  examprep quiz --plain --seconds 600 -n 10       plain lines, ten minutes
  examprep quiz --plain --resume                  go on with what was left open
""")
# What an attempt keeps from its beginning.
_FIXED = {"bank": "--bank", "topic": "--topic", "count": "-n", "seconds": "--seconds"}
_FIXED |= {"mode": "--mode", "choose": "--choose", "seed": "--seed"}
MODE_HELP = tr("tutor: reasons after each answer; timed: after the end; review: what you missed")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    parser.epilog = EXAMPLES
    add("--plain", action="store_true", help=tr("numbered lines on stdin and stdout, no screen"))
    aloud.configure(parser)
    add("--user", metavar="NAME", default="", help=tr("the candidate; a new name is enrolled"))
    add("--bank", metavar="ID", nargs="+", action="extend", default=[], help=tr("only these banks"))
    add(
        "--topic",
        metavar="NAME",
        nargs="+",
        action="extend",
        default=[],
        help=tr("a bank, bank:topic, a topic, or a part of its title that fits only one"),
    )
    add(
        "-n",
        metavar="N",
        dest="count",
        help=tr("how many questions, 1 to {most}", most=MOST_QUESTIONS),
    )
    add(
        "--seconds",
        metavar="S",
        help=tr("time for the whole quiz; without --mode it is timed then"),
    )
    add("--mode", choices=KINDS, help=MODE_HELP)
    add(
        "--choose",
        choices=get_args(Mode),
        help=tr("which questions (default: mixed, what raises your score most)"),
    )
    add("--seed", metavar="N", help=tr("the same seed gives the same questions in the same order"))
    add("--resume", action="store_true", help=tr("go on with the quiz left open last"))


def run(args: argparse.Namespace) -> int:
    """Take the quiz; 2 where the arguments make no sense."""
    return sit(args, "quiz", lambda: plan_of(args, load_settings()[0]), _open_app)


def sit(
    args: argparse.Namespace,
    name: str,
    make_plan: Callable[[], Plan],
    open_app: Callable[[argparse.Namespace, Plan], int],
) -> int:
    """Sit a plan in lines or in the app; 2 where the arguments of the command make no sense."""
    try:
        _only_resume(args)
        plan = make_plan()
        if in_lines(args):
            from examprep.cli.plain import open_plain

            desk = Desk.open()
            with closing(desk.library):
                return open_plain(desk, args, plan)
        return open_app(args, plan)
    except UsageFault as fault:
        sys.stderr.write(f"examprep {name}: {fault}\n")
        return 2


def _only_resume(args: argparse.Namespace) -> None:
    """See that nothing is asked for that what was left open has fixed already."""
    if not args.resume:
        return
    given = [shown for name, shown in _FIXED.items() if getattr(args, name, None)]
    if given:
        raise UsageFault(
            tr("--resume goes on as it was begun; leave out {names}", names=", ".join(given))
        )


def plan_of(args: argparse.Namespace, settings: Settings) -> Plan:
    """Give the plan that the arguments describe; topics are looked up later.

    Raises:
        UsageFault: a number is none, or out of its range.
    """
    seconds = number(args.seconds, "--seconds", 1, LONGEST_QUIZ)
    kind = _kind(args.mode, settings, timed=seconds is not None)
    return Plan(
        kind=kind,
        count=number(args.count, "-n", 1, MOST_QUESTIONS) or settings.questions,
        mode=args.choose or ("missed" if kind == "review" else "mixed"),
        seconds=None if seconds is None else float(seconds),
        seed=number(args.seed, "--seed", 0, HIGHEST_SEED),
    )


def _kind(mode: str | None, settings: Settings, *, timed: bool) -> Kind:
    if mode:
        return KINDS[mode]
    if timed:
        return "quiz"
    known: dict[str, Kind] = {kind: kind for kind in RULES}
    return known.get(settings.mode, "tutor")


def number(text: str | None, name: str, low: int, high: int) -> int | None:
    """Read a whole number of the command line; None where none was given.

    Raises:
        UsageFault: it is none, or out of its range.
    """
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) <= len(str(high)):
        value = int(text)
        if low <= value <= high:
            return value
    raise UsageFault(
        tr("{name} takes a whole number from {low} to {high}", name=name, low=low, high=high)
    )


def _open_app(args: argparse.Namespace, plan: Plan) -> int:
    if not on_a_terminal("examprep quiz --plain"):
        return 2
    from examprep.tui.app import ExamprepApp

    if args.resume:
        return run_app(ExamprepApp(user=args.user, resume=True))
    if args.bank or args.topic or plan.kind == "quiz":
        desk = Desk.open()
        with closing(desk.library):
            topics = resolve(desk.library, args.bank, args.topic)
            plan = paced(desk, replace(plan, topics=topics))
    return run_app(ExamprepApp(plan=plan, user=args.user))
