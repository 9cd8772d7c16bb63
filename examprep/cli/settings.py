"""`examprep settings`: see and change the settings of this machine, and the goal."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from examprep.cli.output import line, print_json, say
from examprep.errors import NotAllowed
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.desk import Desk

EXAMPLES = tr("""\
examples:
  examprep settings                        all of them
  examprep settings theme contrast         the colors of the app: dark, light, high contrast
  examprep settings screen_reader on       open as plain lines from now on
  examprep settings questions 30           questions in a new quiz
  examprep settings exam cspt-2023         the exam you prepare for
""")
_USAGE = 2
GOAL = ("exam",)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("key", nargs="?", metavar="KEY", help=tr("only this one"))
    parser.add_argument("value", nargs="*", metavar="VALUE", help=tr("what it is to be"))
    parser.add_argument(
        "--user", metavar="NAME", default="", help=tr("whose exam, with several here")
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: argparse.Namespace) -> int:
    """Print settings, or change one; 2 where there is no such setting or value."""
    try:
        if args.key and args.key.casefold() in GOAL:
            return _exam(args)
        return _change(args) if args.value else _print(args)
    except NotAllowed as fault:
        sys.stderr.write(f"examprep settings: {line(fault)}\n")
        return _USAGE


def _print(args: argparse.Namespace) -> int:
    from examprep.desk.setting_words import EVERY, setting, value_text
    from examprep.settings import load_settings

    settings, problems = load_settings()
    for problem in problems:
        say(problem)
    shown = [setting(args.key)] if args.key else EVERY
    if args.json:
        print_json({one.key: getattr(settings, one.key) for one in shown})
        return 0
    for one in shown:
        about = f" ({one.help}: {one.takes})"
        print(line(f"{one.key}: {value_text(settings, one.key)}{about}"))
    return 0


def _change(args: argparse.Namespace) -> int:
    from examprep.desk.setting_words import setting, value_text
    from examprep.settings import load_settings, save_settings

    one = setting(args.key)
    settings = load_settings()[0].with_value(one.key, one.read(" ".join(args.value)))
    save_settings(settings)
    say(tr("{key}: {value}. Saved.", key=one.key, value=value_text(settings, one.key)))
    return 0


def _exam(args: argparse.Namespace) -> int:
    from examprep.cli.sitting_down import seated

    desk = seated(args.user)
    with closing(desk.library):
        if args.value:
            _set_exam(desk, args.value[0])
        print(desk.exam)
    return 0


def _set_exam(desk: Desk, name: str) -> None:
    from examprep.exams.outlines import EVERY_ID
    from examprep.progress.goal import Goal

    if name.casefold() not in EVERY_ID:
        raise NotAllowed(tr("exam takes {names}", names=", ".join(EVERY_ID)))
    record = desk.open_record()
    goal = replace(record.state.goal or Goal(desk.exam, None), exam=name.casefold())
    record.set_goal(goal.exam, goal.date, desk.times.now(), goal.minutes)
