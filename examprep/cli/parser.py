"""The parser of every command: examples under each help page, the nearest name for a typo."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

_CHOICE = re.compile(r"invalid choice: '(.*)' \(choose from (.*)\)$")


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` whose subcommands are of its kind."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"formatter_class": argparse.RawDescriptionHelpFormatter} | more)

    def format_help(self) -> str:
        """Give the help page, with its examples."""
        if not self.epilog:
            from examprep.cli.examples import examples_of

            self.epilog = examples_of(self.prog.partition(" ")[2])
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and stop with 2."""
        found = _CHOICE.search(message)
        if found:
            near = nearest(found[1], re.findall(r"[\w-]+", found[2]))
            message = f"{message[: found.start()]}there is no {found[1]}{near or '; see --help'}"
        elif message.startswith("unrecognized arguments"):
            message = f"{message}; see {self.prog} --help"
        super().error(message)


def nearest(word: str, names: Iterable[str]) -> str:
    """Give `; did you mean NAME?` for a word that is nearly a name, else nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word.casefold(), list(names), 2, 0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""
