"""Says help pages, faults and pages of the menu in a made-up language; prints them as JSON.

A process of its own: texts are looked up while modules are imported. Run by test_translated.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from examprep.cli import main
from tests.cli.menus import Menu

# What a candidate types at home, and after it.
VISITS = {
    "first": ("Maria", "1", "", "help", "nope", "99"),
    "quiz": ("quiz", "mode", "1", "topics", "back", "all", "back"),
    "question": ("today", "flag", "list", "time", "help", "1", "why", "1", "2", "finish", "finish"),
    "result": ("progress", "results", "1", "reread", "back", "list", "back", "home", "continue"),
    "mock": ("mock", "extra", "back", "compare", "home"),
    "ahead": ("plan", "minutes", "30", "days", "home", "chance"),
    "others": ("users", "back", "banks", "back", "card", "nope", "home", "drill", "kinds", "back"),
}
TYPED = (
    "--help",
    "quiz --help",
    "exam --help",
    "results --help",
    "progress --help",
    "progress show --help",
    "help today",
    "quizz",
    "quiz --foo",
    "quiz --mode no",
    "quiz -n",
    "quiz -n 0",
    "quiz --plain --topic zork",
    "exam",
    "results 9",
    "progress",
    "progress merge one",
    "card zork",
    "users",
    "progress show",
)


def told(argv: str) -> str:
    """Give what a command line says, whichever way."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), suppress(SystemExit):
        main(argv.split())
    return out.getvalue()


def _pages(banks: Path) -> dict[str, str]:
    menu = Menu(banks)
    said = {name: menu(*steps) for name, steps in VISITS.items()}
    menu.desk.library.close()
    return said | {typed: told(typed) for typed in TYPED}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_pages(Path(sys.argv[1]))))
