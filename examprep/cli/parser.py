"""The parser of every command: examples under each help page, the nearest name for a typo."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from examprep.words import msg, tr

_CHOICE = re.compile(r"invalid choice: '(.*)' \(choose from (.*)\)$")
_ABOUT = re.compile(r"argument (.+?): ")
_USAGE = msg("usage: ")
# What the library says of arguments: how its sentences begin.
_SAID = (
    msg("unrecognized arguments"),
    msg("the following arguments are required"),
    msg("expected one argument"),
    msg("expected at least one argument"),
    msg("not allowed with argument"),
    msg("invalid int value"),
)


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` whose subcommands are of its kind, and which speaks as the user does."""

    def __init__(self, **more: Any) -> None:
        page: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter}
        super().__init__(**page | {"add_help": False} | more)
        self._positionals.title = tr("positional arguments")
        self._optionals.title = tr("options")
        about = tr("show this help message and exit")
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=about)

    def format_help(self) -> str:
        """Give the help page, with its examples."""
        if not self.epilog:
            from examprep.cli.examples import examples_of

            self.epilog = examples_of(self.prog.partition(" ")[2])
        return _spoken(super().format_help())

    def format_usage(self) -> str:
        """Give the line of what can be typed."""
        return _spoken(super().format_usage())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and stop with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {tr('error')}: {self._told(message)}\n")

    def _told(self, message: str) -> str:
        found = _CHOICE.search(message)
        if found:
            near = nearest(found[1], re.findall(r"[\w-]+", found[2])) or tr("; see --help")
            about = _fault(message[: found.start()])
            return f"{about}{tr('there is no {word}', word=found[1])}{near}"
        fault = _fault(message)
        if message.startswith(_SAID[0]):
            return tr("{fault}; see {prog} --help", fault=fault, prog=self.prog)
        return fault


def _spoken(page: str) -> str:
    """Begin a page in the user's language."""
    rest = page.removeprefix(_USAGE)
    return page if rest == page else f"{tr(_USAGE)}{rest}"


def _fault(message: str) -> str:
    """Say a fault of the library in the user's language."""
    about = _ABOUT.match(message)
    head = tr("argument {name}: ", name=about[1]) if about else ""
    rest = message[about.end() :] if about else message
    begun = next((said for said in _SAID if rest.startswith(said)), "")
    return f"{head}{tr(begun)}{rest[len(begun) :]}"


def nearest(word: str, names: Iterable[str]) -> str:
    """Give `; did you mean NAME?` for a word that is nearly a name, else nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word.casefold(), list(names), 2, 0.6)
    return tr("; did you mean {names}?", names=tr(" or ").join(near)) if near else ""
