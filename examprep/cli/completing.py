"""What the Tab key offers. A shell's script asks; nothing else loads this.

Commands and options come from the parsers; names of banks, topics, items, candidates and classes
from what is on this machine. A file that cannot be read offers nothing.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable
from contextlib import closing
from importlib import import_module

import argcomplete

from examprep.cli import COMMANDS, top_parser
from examprep.errors import ExamprepError
from examprep.words import tr

_FILES = argcomplete.completers.FilesCompleter()


def complete() -> None:
    """Answer the shell and end the process."""
    parser = top_parser()
    commands = parser.add_subparsers(metavar="COMMAND")
    typed = os.environ.get("COMP_LINE", "").split()[1:]
    asked = next((word for word in typed if word != "help"), "")
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=tr(text))
        if name == asked:
            import_module(f"examprep.cli.{name}").configure(command)
        elif name == "help":
            command.add_argument("words", choices=COMMANDS)
    argcomplete.autocomplete(parser, default_completer=Offered(), always_complete_options="long")


class Offered(argcomplete.completers.BaseCompleter):
    """Names that may stand for an argument; files, where any word may."""

    def __call__(self, *, prefix: str, action: argparse.Action, **_: object) -> Iterable[str]:
        """Give those that begin with what was typed."""
        options = action.option_strings
        names = _NAMES.get(options[-1] if options else f"{action.metavar}")
        if names is None:
            return _FILES(prefix)
        try:
            found = [name for name in names() if name.startswith(prefix)]
        except ExamprepError:
            found = []
        return [*found, *(_FILES(prefix) if action.metavar == "SOURCE" else ())]


def _banks() -> list[str]:
    from examprep.banks.library import Library

    with closing(Library.open()) as library:
        return [bank.id for bank in library.banks()]


def _topics() -> list[str]:
    from examprep.banks.library import Library

    with closing(Library.open()) as library:
        rows = library.topics()
        return [*(bank.id for bank in library.banks()), *(f"{b}:{t}" for b, t, _, _ in rows)]


def _items() -> list[str]:
    from examprep.banks.library import Library

    with closing(Library.open()) as library:
        return [*(bank.id for bank in library.banks()), *library.catalogue().names]


def _candidates() -> list[str]:
    from examprep.progress.candidates import Candidates

    return [one.name for one in Candidates().list()[0]]


def _exams() -> list[str]:
    from examprep.exams.outlines import EVERY_ID

    return ["ptce", "cspt", "excpt", *EVERY_ID]


def _sections() -> list[str]:
    from examprep.exams.card import card

    return [section.id for section in card().sections]


def _cohorts() -> list[str]:
    from examprep.cohort.registry import cohorts

    return list(cohorts())


# Option or metavar, and what may stand there.
_NAMES: dict[str, Callable[[], Iterable[str]]] = {
    "--bank": _banks,
    "--topic": _topics,
    "--user": _candidates,
    "--exam": _exams,
    "ID": _banks,
    "ITEM": _items,
    "EXAM": _exams,
    "SECTION": _sections,
    "SOURCE": _cohorts,
}
