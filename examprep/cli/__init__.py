"""The command line: `examprep` opens the app, `examprep COMMAND` does one thing.

One module per command; only the module of the command given is imported. stdout is data,
stderr narration; exit codes are 0 fine, 1 problems, 2 usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from examprep import __version__
from examprep.cli.parser import Parser, nearest
from examprep.errors import ExamprepError, UsageFault
from examprep.words import msg, tr

# Command, and what it does; the module has the command's name.
COMMANDS = {
    "app": msg("open the app (what `examprep` alone does)"),
    "quiz": msg("take a quiz, in the app or as plain lines"),
    "exam": msg("a mock exam by the clock, in the app or as plain lines"),
    "drill": msg("endless calculations with new numbers, in the app or as plain lines"),
    "today": msg("what to do today, and why each question was chosen"),
    "plan": msg("the days to the exam; set the date and the minutes a day"),
    "readiness": msg("how likely a pass is, and what holds it down"),
    "results": msg("what you finished: scores, every question again, two mocks compared"),
    "charts": msg("ability, memory, sureness, time, mistakes and days, as tables"),
    "settings": msg("see and change the settings"),
    "users": msg("who uses this machine; add a candidate"),
    "bank": msg("list, check, show and search question banks"),
    "card": msg("the reference card: conversions, formulas, abbreviations"),
    "assign": msg("make assignments for a class, take them, see who did what"),
    "cohort": msg("a class of candidates, gathered from their progress files"),
    "serve": msg("the app in a browser, for yourself or for a classroom"),
    "progress": msg("where your progress is; check, show, merge, export, share"),
    "doctor": msg("where things are, what is wrong, and how to mend it"),
    "completion": msg("let the Tab key of your shell complete commands and names"),
    "help": msg("the help page of a command"),
}
EXAMPLES = msg("""\
examples:
  examprep                                   open the app
  examprep quiz --topic pharmacy-law -n 10   ten questions on pharmacy law
  examprep app --screen-reader               the whole app as plain lines
  examprep quiz --plain --seconds 600        plain lines, ten minutes
  examprep exam ptce                         a mock exam by the clock
  examprep drill --plain --topic iv-rates    calculations until you stop
  examprep plan --date "in 8 weeks"          a plan to the exam
  examprep bank check my-bank/               check a bank you are writing
  examprep card household                    cups, pints and pounds in mL and g
  examprep assign take week3.toml            what your instructor gave you
  examprep serve                             the app in a browser tab
  examprep progress where                    where your answers are kept
  examprep doctor                            what is wrong, and how to mend it
  examprep help quiz                         what a command can do
""")
_USAGE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code."""
    if "_ARGCOMPLETE" in os.environ:
        from examprep.cli.completing import complete

        complete()
    arguments = list(sys.argv[1:] if argv is None else argv)
    first = arguments[0] if arguments else "app"
    if first == "help" and len(arguments) > 1 and not arguments[1].startswith("-"):
        return main([*arguments[1:], "--help"])
    if first in COMMANDS:
        return _run(first, arguments[1:])
    if not first.startswith("-"):
        fault = tr("there is no command {first}", first=first)
        sys.stderr.write(f"examprep: {fault}{_instead(first)}\n")
        return _USAGE
    top_parser().parse_args(arguments)
    return _run("app", arguments)


def _instead(word: str) -> str:
    return nearest(word, COMMANDS) or tr("; examprep --help lists all")


def top_parser() -> Parser:
    """Give the parser of `examprep` alone: its help page lists the commands."""
    commands = "\n".join(f"  {name:<10} {tr(text)}" for name, text in COMMANDS.items())
    parser = Parser(
        prog="examprep",
        usage="examprep [--help] [--version] [--screen-reader] [--plain] [COMMAND ...]",
        description=tr("Prepare for the PTCE, the CSPT or the ExCPT in the terminal."),
        epilog=f"{tr('commands (each has --help):')}\n{commands}\n\n{tr(EXAMPLES)}",
    )
    parser.add_argument("--plain", action="store_true", help=tr("plain lines instead of the app"))
    parser.add_argument(
        "--screen-reader",
        action=argparse.BooleanOptionalAction,
        help=tr("plain lines to be read aloud; examprep settings screen_reader on keeps it"),
    )
    about = tr("show program's version number and exit")
    version = f"examprep {__version__}"
    parser.add_argument("--version", action="version", version=version, help=about)
    return parser


def _run(name: str, arguments: list[str]) -> int:
    module = import_module(f"examprep.cli.{name}")
    about = tr(COMMANDS[name])
    parser = Parser(prog=f"examprep {name}", description=f"{about[0].upper()}{about[1:]}.")
    module.configure(parser)
    args = parser.parse_args(arguments)
    try:
        code = int(module.run(args))
        sys.stdout.flush()  # here, where a reader that went away is no fault
    except ExamprepError as error:
        sys.stderr.write(f"examprep: {error}\n")
        return 2 if isinstance(error, UsageFault) else 1
    except KeyboardInterrupt:
        sys.stderr.write(f"\nexamprep: {tr('stopped')}\n")
        return 1
    except BrokenPipeError:
        # The reader went away (`| head`): stop without a word, as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
