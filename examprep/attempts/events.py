"""What can happen in an attempt. Each event knows the attempt's own clock and the wall time.

`clock` counts the seconds used on the attempt, pauses left out; it never runs backwards, so
a wall clock that is set back changes nothing. `at` is for people and for sorting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Confidence = Literal["sure", "unsure", "guess"]
Reason = Literal["done", "time", "left"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen or typed.

    `chose` holds options by their authored position from 0: the one chosen, the set chosen
    (sorted), the whole order, or for each left-hand text the position of its partner.
    """

    chose: tuple[int, ...] = ()
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer with the credit it earned (0 to 1) when it was given.

    `mistake` names the mistake that was recognized in a wrong answer, such as `drop-factor`;
    empty where none was. `takes` is the id of the response whose place this one takes, so that
    they stay in their order whatever clocks two machines have. Here and below, `of` is the id of
    the block that put the slot into a drill: two writers may number its slots differently. Empty
    for the slots of the opening. `written` is the number that its block gives the slot, where the
    slot has another one here.
    """

    at: datetime
    clock: float
    slot: int
    answer: Answer
    credit: float
    seconds: float
    sure: Confidence | None = None
    id: str = ""
    mistake: str = ""
    of: str = ""
    takes: str = ""
    written: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """The marks of one slot after a change: flag, struck options, confidence, lit words."""

    at: datetime
    clock: float
    slot: int
    flag: bool = False
    struck: tuple[int, ...] = ()
    sure: Confidence | None = None
    id: str = ""
    of: str = ""
    lit: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Undo:
    """A response is taken back: the one whose id is in `takes`; where that is empty, the last."""

    at: datetime
    clock: float
    slot: int
    id: str = ""
    of: str = ""
    takes: str = ""


@dataclass(frozen=True, slots=True)
class Extend:
    """A drill goes on: one slot more, with an item by name and the seed of its variant.

    `version` is the version of the item's bank, where it is another than when the drill began;
    `key_print` is that of the item's key.
    """

    at: datetime
    clock: float
    item: str
    seed: int
    id: str = ""
    version: str = ""
    key_print: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """What now stands on the board, the sheet of notes for the whole sitting."""

    at: datetime
    clock: float
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stops and the question is covered."""

    at: datetime
    clock: float
    id: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """The clock goes on."""

    at: datetime
    clock: float
    id: str = ""


@dataclass(frozen=True, slots=True)
class Finish:
    """The attempt ends: all done, time up, or left for good.

    `knew` counts the responses and undos that came before it: those that stand behind it in a
    file merged from machines whose clocks differ belong before it all the same.
    """

    at: datetime
    clock: float
    reason: Reason
    id: str = ""
    knew: int = 0


OfSlot = Response | Mark | Undo
Event = OfSlot | Extend | Note | Pause | Resume | Finish
