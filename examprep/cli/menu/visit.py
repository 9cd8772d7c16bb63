"""Somebody going through the pages in lines: what is said, asked and chosen, and what is sat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from examprep.attempts.attempt import Attempt
from examprep.cli.lines.console import Console
from examprep.cli.lines.session import Session
from examprep.cli.plain import attend
from examprep.desk.assigned_words import hidden_words
from examprep.desk.desk import Desk
from examprep.errors import NotAllowed
from examprep.progress.sitting import Sitting
from examprep.words import tr

AGAIN = tr("continue, on the home page of this menu")
HANG = "   "
_BLOCK = 15
_MOST_DIGITS = 4


class Leave(Exception):  # noqa: N818 - a condition, not a fault
    """The candidate leaves, or the input is at its end."""


class Back(Exception):  # noqa: N818
    """The candidate goes back a page."""


class GoHome(Exception):  # noqa: N818
    """The candidate goes to the first page."""


class Opens(Protocol):
    """A page that can be opened."""

    def stay(self) -> None:
        """Stay on the page until it is left."""


@dataclass
class Visit:
    """The desk, the dialogue, and how it went.

    `moved` tells that another page or an attempt came between, so that the page says again where
    one is. `drilled` are the kinds marked for a drill last. `code` is the exit code.
    """

    desk: Desk
    console: Console
    today: Callable[[], date]
    moved: bool = False
    drilled: frozenset[str] = frozenset()
    code: int = 0

    def say(self, *lines: str) -> None:
        """Say lines."""
        self.console.say(*lines, hang=HANG)

    def line(self) -> str:
        """Read a line.

        Raises:
            Leave: the input is at its end.
        """
        line = self.console.ask()
        if line is None:
            raise Leave
        return line

    def ask(self, question: str) -> str:
        """Ask for a value; empty where none is given.

        Raises:
            GoHome, Leave: the candidate would rather go.
        """
        self.say(question)
        typed = self.line()
        word = typed.casefold()
        if word == "home":
            raise GoHome
        return "" if word == "back" else typed

    def asked(self, given: str, question: str) -> str:
        """Give what stood behind a word already, or ask for it."""
        return given or self.ask(question)

    def number(self, given: str, question: str, low: int, high: int) -> int | None:
        """Ask for a whole number; None where none is given.

        Raises:
            NotAllowed: it is none, or out of its range.
        """
        text = self.asked(
            given, tr("{question} {low} to {high}.", question=question, low=low, high=high)
        )
        return None if not text else whole(text, low, high)

    def pick(self, head: str, rows: Sequence[str], given: str = "") -> int | None:
        """Let one of some lines be chosen: by its number, or by words in it; None for none."""
        if not rows:
            self.say(tr("There is nothing to choose from."))
            return None
        return _Picking(self, head, rows).run(given)

    def choose(self, head: str, steps: dict[str, object], given: str = "") -> object | None:
        """Let one of some values be chosen by the words for it; None for none."""
        place = self.pick(head, list(steps), given)
        return None if place is None else list(steps.values())[place]

    def open(self, page: Opens) -> None:
        """Open a page, and come back here."""
        page.stay()
        self.moved = True

    def sit(self, sitting: Sitting, others: str = "") -> Attempt:
        """Sit an attempt until it ends or is left.

        Raises:
            Stopped: the dialogue was ended from outside; everything is kept.
        """
        self.moved = True
        session = Session(sitting, self.console, self.desk.topic_title)
        hidden = hidden_words(sitting.attempt, self.today())
        tell = (lambda: self.say(hidden)) if hidden else (lambda: None)
        code, stopped = attend(session, AGAIN, others, tell)
        self.code = max(self.code, code)
        if stopped:
            raise stopped
        return sitting.attempt


class _Picking:
    """A list of lines, some at a time, of which one is chosen."""

    def __init__(self, visit: Visit, head: str, rows: Sequence[str]) -> None:
        self.visit = visit
        self.head = head
        self.rows = rows
        self.listed = list(range(len(rows)))
        self.at = 0

    def run(self, given: str) -> int | None:
        """Ask until one is chosen; None where the candidate goes back."""
        if given:
            chosen = self._take(given)
            if chosen is not None:
                return chosen
        else:
            self.visit.say(self.head)
            self._block()
        return self._until()

    def _until(self) -> int | None:
        while True:
            typed = self.visit.line()
            word = typed.casefold()
            if word == "home":
                raise GoHome
            if word == "back":
                return None
            chosen = self._block() if word in {"", "more", "?"} else self._take(typed)
            if chosen is not None:
                return chosen

    def _take(self, typed: str) -> int | None:
        """Take a number as the choice; list the lines that hold words."""
        if typed.isdecimal() and len(typed) <= _MOST_DIGITS:
            if 1 <= int(typed) <= len(self.rows):
                return int(typed) - 1
            self.visit.say(tr("Type a number from 1 to {count}.", count=len(self.rows)))
            return None
        found = self._holding(typed.casefold())
        if len(found) == 1:
            return found[0]
        self.listed, self.at = found or list(range(len(self.rows))), 0
        if found:
            self._block()
        else:
            self.visit.say(tr("No line holds these words. more lists them all again."))
        return None

    def _holding(self, typed: str) -> list[int]:
        """Find the only line that begins with what was typed, or those that hold its words."""
        folded = [row.casefold() for row in self.rows]
        begun = [place for place, row in enumerate(folded) if row.startswith(typed)]
        if len(begun) == 1:
            return begun
        words = typed.split()
        return [place for place, row in enumerate(folded) if all(map(row.__contains__, words))]

    def _block(self) -> int | None:
        """Say the next lines with their numbers, and what can be typed; nothing is chosen by it."""
        if self.at >= len(self.listed):
            self.listed, self.at = list(range(len(self.rows))), 0
        shown = self.listed[self.at : self.at + _BLOCK]
        self.at += len(shown)
        self.visit.say(*(f"{place + 1}. {self.rows[place]}" for place in shown))
        left = len(self.listed) - self.at
        self.visit.say(
            tr("Type a number, words of a line, Enter for {left} more, or back.", left=left)
            if left
            else tr("Type a number, words of a line, or back.")
        )
        return None


def whole(text: str, low: int, high: int) -> int:
    """Read a whole number.

    Raises:
        NotAllowed: it is none, or out of its range.
    """
    if text.isascii() and text.isdigit() and len(text) <= len(str(high)):
        value = int(text)
        if low <= value <= high:
            return value
    raise NotAllowed(tr("Type a whole number from {low} to {high}.", low=low, high=high))
