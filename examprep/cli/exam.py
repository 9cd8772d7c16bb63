"""`examprep exam`: a mock exam by the clock, in the app or in lines; `exam form` shows one."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing

from examprep.cli import aloud
from examprep.cli.app import on_a_terminal, run_app
from examprep.cli.quiz import HIGHEST_SEED, LONGEST_QUIZ, number, sit
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.errors import UsageFault
from examprep.exams.blueprint import EXTRA, PARTS, Blueprint
from examprep.exams.outlines import EVERY_ID, outline
from examprep.text import plural
from examprep.words import tr

EXAMPLES = tr("""\
examples:
  examprep exam ptce                         the app, a full mock PTCE
  examprep exam cspt --length half           half the questions, half the time
  examprep exam excpt --plain --extra 1.5    plain lines, time and a half
  examprep exam --plain --resume             go on with the mock exam left open
  examprep exam form ptce --seed 7 --json    the form of a seed, for checking
""")
_FORM = "form"
_MINUTE = 60


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    parser.epilog = EXAMPLES
    parser.set_defaults(bank=[], topic=[])
    add(
        "words",
        nargs="*",
        metavar="EXAM",
        help=tr("ptce, cspt, excpt, or an outline; or form EXAM"),
    )
    add("--plain", action="store_true", help=tr("numbered lines on stdin and stdout, no screen"))
    aloud.configure(parser)
    add("--user", metavar="NAME", default="", help=tr("the candidate; a new name is enrolled"))
    add("--seed", metavar="N", help=tr("the same seed, banks and history give the same form"))
    add("--minutes", metavar="M", help=tr("another time for the whole exam"))
    add("--length", choices=PARTS, help=tr("full (default), half or quarter, the time with it"))
    add("--extra", metavar="BY", help=tr("extra time that you were granted: 1.25, 1.5 or 2"))
    add("--json", action="store_true", help=tr("with form: print JSON"))
    add("--resume", action="store_true", help=tr("go on with the mock exam left open last"))


def run(args: argparse.Namespace) -> int:
    """Sit the exam, or show its form; 2 where the arguments make no sense."""
    if args.words[:1] == [_FORM]:
        try:
            return _show_form(args)
        except UsageFault as fault:
            sys.stderr.write(f"examprep exam form: {fault}\n")
            return 2
    return sit(args, "exam", lambda: plan_of(args), _open_app)


def plan_of(args: argparse.Namespace) -> Plan:
    """Give the plan that the arguments describe.

    Raises:
        UsageFault: the exam is unknown, or a number none or out of its range.
    """
    if args.json:
        raise UsageFault(tr("--json goes with form: examprep exam form ptce --json"))
    minutes = number(args.minutes, "--minutes", 1, LONGEST_QUIZ // _MINUTE)
    seed = number(args.seed, "--seed", 0, HIGHEST_SEED)
    seconds = None if minutes is None else float(minutes * _MINUTE)
    if args.resume:
        _only_resume(args)
        return Plan("exam")
    return Plan("exam", seconds=seconds, seed=seed, blueprint=blueprint_of(args, args.words))


def _only_resume(args: argparse.Namespace) -> None:
    given = [
        name for name in ("words", "seed", "minutes", "length", "extra") if getattr(args, name)
    ]
    if given:
        raise UsageFault(tr("--resume goes on as it was begun; leave the rest out"))


def blueprint_of(args: argparse.Namespace, words: list[str]) -> Blueprint:
    """Give the blueprint that the arguments describe.

    Raises:
        UsageFault: the exam or the extra time is unknown.
    """
    names = {name: name for name in EVERY_ID}
    names |= {outline(name).exam.casefold(): name for name in reversed(EVERY_ID)}
    if len(words) != 1 or words[0].casefold() not in names:
        raise UsageFault(tr("name one exam: {names}", names=", ".join(sorted(names))))
    exam = outline(names[words[0].casefold()])
    return Blueprint(exam, args.length or "full", _extra(args.extra))


def _extra(text: str | None) -> float:
    known = {f"{by:g}": by for by in EXTRA}
    if text is not None and text not in known:
        raise UsageFault(tr("--extra takes {names}", names=", ".join(list(known)[1:])))
    return known.get(text or "1", 1.0)


def _show_form(args: argparse.Namespace) -> int:
    """Print a form for a candidate without a history; 1 where the banks have too few items."""
    if args.minutes or args.resume or args.plain or args.user:
        raise UsageFault(tr("a form takes no --minutes, --resume, --plain or --user"))
    blueprint = blueprint_of(args, args.words[1:])
    rows, missing = _drawn(blueprint, number(args.seed, "--seed", 0, HIGHEST_SEED) or 0)
    print(json.dumps({"slots": rows}, indent=2) if args.json else "\n".join(map(_line, rows)))
    for area, count in sorted(missing.items()):
        told = tr("{area}: {items} missing", area=area, items=plural(count, "item"))
        sys.stderr.write(f"{told}\n")
    return 1 if missing else 0


def _drawn(blueprint: Blueprint, seed: int) -> tuple[list[dict[str, object]], dict[str, int]]:
    """Draw a form from all installed banks: its rows, and what is missing by area."""
    from examprep.desk.forms import as_rows, draw
    from examprep.progress.state import CandidateState

    desk = Desk.open()
    with closing(desk.library):
        drawn = draw(desk.library, CandidateState(), blueprint, seed)
    return as_rows(drawn), drawn.form.missing


def _line(row: dict[str, object]) -> str:
    tried = f"  {tr('tried out')}" if row["pretest"] else ""
    return f"{row['area']!s:<20} {row['item']}{tried}"


def _open_app(args: argparse.Namespace, plan: Plan) -> int:
    if not on_a_terminal("examprep exam EXAM --plain"):
        return 2
    from examprep.tui.app import ExamprepApp

    return run_app(ExamprepApp(plan=plan, user=args.user, resume=args.resume))
