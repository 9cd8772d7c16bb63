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
from examprep.errors import ExamprepError, NoSuchBank

# Command, and what it does; the module has the command's name.
COMMANDS = {
    "app": "open the app (what `examprep` alone does)",
    "quiz": "take a quiz, in the app or as plain lines",
    "exam": "a mock exam by the clock, in the app or as plain lines",
    "drill": "endless calculations with new numbers, in the app or as plain lines",
    "today": "what to do today, and why each question was chosen",
    "plan": "the days to the exam; set the date and the minutes a day",
    "readiness": "how likely a pass is, and what holds it down",
    "results": "what you finished: scores, every question again, two mocks compared",
    "charts": "ability, memory, sureness, time, mistakes and days, as tables",
    "settings": "see and change the settings",
    "users": "who uses this machine; add a candidate",
    "bank": "list, check, show and search question banks",
    "card": "the reference card: conversions, formulas, abbreviations",
    "assign": "make assignments for a class, take them, see who did what",
    "cohort": "a class of candidates, gathered from their progress files",
    "serve": "the app in a browser, for yourself or for a classroom",
    "progress": "where your progress is; check, show, merge, export, share",
    "doctor": "where things are, what is wrong, and how to mend it",
    "completion": "let the Tab key of your shell complete commands and names",
    "help": "the help page of a command",
}
EXAMPLES = """\
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
"""
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
        sys.stderr.write(f"examprep: there is no command {first}{_instead(first)}\n")
        return _USAGE
    top_parser().parse_args(arguments)
    return _run("app", arguments)


def _instead(word: str) -> str:
    return nearest(word, COMMANDS) or "; examprep --help lists all"


def top_parser() -> Parser:
    """Give the parser of `examprep` alone: its help page lists the commands."""
    commands = "\n".join(f"  {name:<10} {text}" for name, text in COMMANDS.items())
    parser = Parser(
        prog="examprep",
        usage="examprep [--help] [--version] [--screen-reader] [--plain] [COMMAND ...]",
        description="Prepare for the PTCE, the CSPT or the ExCPT in the terminal.",
        epilog=f"commands (each has --help):\n{commands}\n\n{EXAMPLES}",
    )
    parser.add_argument("--plain", action="store_true", help="plain lines instead of the app")
    parser.add_argument(
        "--screen-reader",
        action=argparse.BooleanOptionalAction,
        help="plain lines to be read aloud; examprep settings screen_reader on keeps it",
    )
    parser.add_argument("--version", action="version", version=f"examprep {__version__}")
    return parser


def _run(name: str, arguments: list[str]) -> int:
    module = import_module(f"examprep.cli.{name}")
    description = COMMANDS[name][0].upper() + COMMANDS[name][1:] + "."
    parser = Parser(prog=f"examprep {name}", description=description)
    module.configure(parser)
    args = parser.parse_args(arguments)
    try:
        code = int(module.run(args))
        sys.stdout.flush()  # here, where a reader that went away is no fault
    except ExamprepError as error:
        sys.stderr.write(f"examprep: {error}\n")
        return 2 if isinstance(error, NoSuchBank) else 1
    except KeyboardInterrupt:
        sys.stderr.write("\nexamprep: stopped\n")
        return 1
    except BrokenPipeError:
        # The reader went away (`| head`): stop without a word, as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
