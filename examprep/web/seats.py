"""Who may come in: the join code, one seat per name, caps, and what is too many tries.

Pure: time comes in as seconds that only go up, chance as a function that gives a token.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from examprep.errors import ExamprepError
from examprep.progress.candidates import NAME_LENGTH, folded, tidy
from examprep.words import tr

TRIES, TRY_SECONDS = 5, 60.0
_LETTERS = re.compile(r"[^\W\d_]")


class Refused(ExamprepError):  # noqa: N818 - named after the condition, as the user reads it
    """Somebody may not come in now; the text tells them what to do."""


@dataclass(slots=True)
class Seat:
    """One person who came in: `open` counts the tabs that show the app now."""

    name: str
    token: str
    open: int = 0


@dataclass(slots=True)
class Seats:
    """Everybody who came in since the server was started.

    With an empty `code` only who has the address with its token comes in: one person at this
    machine, under no name.
    """

    code: str
    most: int
    token: Callable[[], str]
    by_token: dict[str, Seat] = field(default_factory=dict)
    _tries: dict[str, list[float]] = field(default_factory=dict)

    def join(self, name: str, code: str, address: str, now: float) -> Seat:
        """Let somebody in who knows the code.

        Raises:
            Refused: the code or name is wrong, the name is in use, or all seats are taken.
        """
        self._see_tries(address, now)
        if not self.code or not hmac.compare_digest(code.strip().lower(), self.code.lower()):
            self._tries.setdefault(address, []).append(now)
            raise Refused(tr("This is not the code. It stands on your instructor's screen."))
        wanted = _checked(name)
        for seat in self.by_token.values():
            if folded(seat.name) == folded(wanted):
                return self._again(seat)
        self._see_room()
        return self._seated(wanted, None)

    def _again(self, seat: Seat) -> Seat:
        if seat.open:
            words = tr(
                "{name} is at work in another tab. Close that one, or add a letter to your name.",
                name=seat.name,
            )
            raise Refused(words)
        return self._seated(seat.name, seat)

    def _see_room(self) -> None:
        if self.working >= self.most:
            raise Refused(
                tr("All {most} seats are taken. Try again when somebody has left.", most=self.most)
            )

    def _seated(self, name: str, old: Seat | None) -> Seat:
        """Give a new token; whoever had the name before needs the code again."""
        if old:
            del self.by_token[old.token]
        seat = Seat(name, self.token())
        self.by_token[seat.token] = seat
        return seat

    def sit_alone(self) -> Seat:
        """Make the seat of the one person at this machine."""
        return self._seated("", None)

    def of(self, token: str) -> Seat | None:
        """Find a seat by the token in somebody's cookie."""
        return self.by_token.get(token)

    @property
    def working(self) -> int:
        """Count those whose app is open."""
        return sum(seat.open > 0 for seat in self.by_token.values())

    def enter(self, seat: Seat) -> None:
        """Note that a tab shows the app.

        Raises:
            Refused: all seats are taken.
        """
        if not seat.open:
            self._see_room()
        seat.open += 1

    def _see_tries(self, address: str, now: float) -> None:
        """Slow down who guesses codes."""
        tries = [one for one in self._tries.get(address, []) if now - one < TRY_SECONDS]
        self._tries[address] = tries
        if len(tries) >= TRIES:
            raise Refused(tr("Too many wrong codes. Wait a minute, then try again."))


def _checked(name: str) -> str:
    wanted = tidy(name)
    if not wanted or not _LETTERS.search(wanted):
        raise Refused(tr("Type your name, with at least one letter."))
    if len(wanted) > NAME_LENGTH:
        words = tr("This name is too long: {most} characters are enough.", most=NAME_LENGTH)
        raise Refused(words)
    return wanted
