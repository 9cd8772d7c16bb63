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
from examprep.errors import ExamprepError

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
}
EXAMPLES = """\
examples:
  examprep                                   open the app
  examprep quiz --topic pharmacy-law -n 10   ten questions on pharmacy law
  examprep --screen-reader                   the whole app as plain lines
  examprep quiz --plain --seconds 600        plain lines, ten minutes
  examprep exam ptce                         a mock exam by the clock
  examprep drill --plain --topic iv-rates    calculations until you stop
  examprep plan --date "in 8 weeks"          a plan to the exam
  examprep bank check my-bank/               check a bank you are writing
  examprep card household                    cups, pints and pounds in mL and g
  examprep assign take week3.toml            what your instructor gave you
  examprep serve                             the app in a browser tab
  examprep progress where                    where your answers are kept
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = _parser()
    name = next((word for word in arguments if word in COMMANDS), "")
    if arguments[:1] == [name] and name:
        return _run(name, arguments[1:])
    parser.parse_args(arguments)
    return _run("app", arguments)


def _parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:<10} {text}" for name, text in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="examprep",
        usage="examprep [--help] [--version] [--screen-reader] [--plain] [COMMAND ...]",
        description="Prepare for the PTCE, the CSPT or the ExCPT in the terminal.",
        epilog=f"commands (each has --help):\n{commands}\n\n{EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--plain", action="store_true", help="plain lines instead of the app")
    parser.add_argument(
        "--screen-reader", action=argparse.BooleanOptionalAction,
        help="plain lines to be read aloud; examprep settings screen_reader on keeps it",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"examprep {__version__}")
    return parser


def _run(name: str, arguments: list[str]) -> int:
    module = import_module(f"examprep.cli.{name}")
    parser = argparse.ArgumentParser(
        prog=f"examprep {name}",
        description=COMMANDS[name][0].upper() + COMMANDS[name][1:] + ".",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.configure(parser)
    args = parser.parse_args(arguments)
    try:
        return int(module.run(args))
    except ExamprepError as error:
        sys.stderr.write(f"examprep: {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nexamprep: stopped\n")
        return 1
    except BrokenPipeError:
        # The reader went away (`| head`): stop without a word, as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
