"""A page in lines: a title, what it says, and numbered words that do something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from examprep.cli.menu.visit import Back, GoHome, Leave, Visit
from examprep.errors import ExamprepError, NotAllowed
from examprep.text import printable
from examprep.words import tr

_LONGEST_SHOWN = 30
# What every page understands besides its own words.
COMMON = ("again", "back", "home", "help", "?", "quit")
HELP = tr("again says this page once more, back and home go there, quit leaves. All is saved.")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page, and what it does."""

    name: str
    text: str

    @property
    def help(self) -> str:
        """Say what it does, in the user's language."""
        return tr(self.text)

    def now(self, value: str) -> str:
        """Say what it does, and the value that it would change."""
        return tr("{help}: {value}", help=self.help, value=value)


class Page:
    """A page. For each of its `WORDS` it has a method `do_NAME`, given what is typed behind it."""

    TITLE: ClassVar[str] = ""
    WORDS: ClassVar[tuple[Word, ...]] = ()
    FIRST: ClassVar[bool] = False

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.desk = visit.desk

    @property
    def title(self) -> str:
        """Name the page."""
        return self.TITLE

    def lines(self) -> Iterable[str]:
        """Give what the page says."""
        return ()

    def told(self, word: Word) -> str:
        """Say what a word does now, with the value that it would change."""
        return word.help

    def stay(self) -> None:
        """Say the page, and do what is typed, until it is left."""
        self.arrive()
        while True:
            self.visit.moved = False
            try:
                self.obey(self.visit.line())
            except Back:
                return
            except GoHome:
                if not self.FIRST:
                    raise
                self.visit.moved = True
            except ExamprepError as error:
                self.visit.say(sentence(str(error)))
            if self.visit.moved:
                self.say_lines()

    def arrive(self) -> None:
        """Say everything: title, lines, words."""
        self.say_lines(hint=False)
        self.list_words()

    def say_lines(self, *, hint: bool = True) -> None:
        """Say title and lines; `hint` adds what can be typed."""
        self.visit.console.head(self.title)
        self.visit.say(*self.lines())
        if hint and self.WORDS:
            self.visit.say(tr("Type a number or a word; ? lists them."))

    def list_words(self) -> None:
        """Say the numbered words, then those that every page has."""
        words = (
            f"{number}. {word.name}: {self.told(word)}" for number, word in enumerate(self.WORDS, 1)
        )
        self.visit.say(*words)
        self.visit.say(HELP)

    def obey(self, line: str) -> None:
        """Do what a line says.

        Raises:
            Back, GoHome, Leave: it says to go.
            ExamprepError: it cannot be done; the text says why.
        """
        name, _, argument = line.partition(" ")
        word = self.find(name.casefold())
        if word in COMMON:
            self._common(word)
        elif word:
            act: Callable[[str], None] = getattr(self, f"do_{word}")
            act(argument.strip())

    def find(self, name: str) -> str:
        """Find a word by its number, its name, or a beginning that no other has.

        Raises:
            NotAllowed: there is none, or several fit.
        """
        if not name:
            return "?"
        if name.isdecimal():
            return self._numbered(name)
        every = [*(word.name for word in self.WORDS), *COMMON]
        fitting = [name] if name in every else [one for one in every if one.startswith(name)]
        if len(fitting) == 1:
            return fitting[0]
        shown = printable(name[:_LONGEST_SHOWN])
        if fitting:
            raise NotAllowed(
                tr("{shown} could be {words}.", shown=shown, words=" or ".join(fitting))
            )
        raise NotAllowed(self._no_word(shown))

    def _no_word(self, shown: str) -> str:
        if self.FIRST:
            return tr("There is no word {shown} here. ? lists the words.", shown=shown)
        return tr(
            "There is no word {shown} here. ? lists the words; home goes to the first page.",
            shown=shown,
        )

    def _numbered(self, name: str) -> str:
        if len(name) < len("999") and 1 <= int(name) <= len(self.WORDS):
            return self.WORDS[int(name) - 1].name
        if not self.WORDS:
            raise NotAllowed(tr("There is nothing to choose here. back goes back."))
        raise NotAllowed(tr("Type a number from 1 to {count}, or a word.", count=len(self.WORDS)))

    def _common(self, word: str) -> None:
        goes = {"back": Back, "home": GoHome, "quit": Leave}
        if word == "back" and self.FIRST:
            raise NotAllowed(tr("This is the first page. quit leaves."))
        if word in goes:
            raise goes[word]
        if word == "again":
            self.say_lines()
        else:
            self.list_words()


def sentence(text: str) -> str:
    """Write a fault as a sentence."""
    first = text[:1].upper() + text[1:]
    return first if first.endswith((".", "?")) else f"{first}."
