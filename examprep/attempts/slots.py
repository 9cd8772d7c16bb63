"""What an attempt is made of: its kind with its rules, its slots, and the marks on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["tutor", "quiz", "review", "drill", "exam"]
# A drill that went on for ever would make its file slow to read.
MOST_SLOTS = 1_000


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the form: an item by name (`bank/id`) and the seed of its variant.

    `id` names the block that put it into a drill, `version` is its bank's where that had changed
    since the attempt began; both are empty for the slots of the opening. `others` names further
    blocks with the same question: windows that go on at once draw the same one. `key_print` tells
    later whether the item's key was changed since, 0 where it was not kept.
    """

    item: str
    seed: int
    id: str = field(default="", compare=False)
    version: str = field(default="", compare=False)
    others: tuple[str, ...] = field(default=(), compare=False)
    key_print: int = field(default=0, compare=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """Give the ids of all blocks that put it into a drill."""
        return (self.id, *self.others) if self.id else self.others


@dataclass(frozen=True, slots=True)
class Rules:
    """What a kind of attempt allows: feedback after each answer, or changing until the end.

    With `options` every question has four options, numbers too, as at a test centre; with
    `board` there are notes for the whole sitting, and words of a question can be highlighted.
    """

    feedback: bool
    changing: bool
    options: bool = False
    board: bool = False


RULES: dict[Kind, Rules] = {
    "tutor": Rules(feedback=True, changing=False),
    "review": Rules(feedback=True, changing=False),
    "quiz": Rules(feedback=False, changing=True),
    "drill": Rules(feedback=True, changing=False),
    "exam": Rules(feedback=False, changing=True, options=True, board=True),
}


@dataclass(frozen=True, slots=True)
class Sat:
    """What makes an attempt a mock exam.

    `outline` is the id of its outline; `areas` holds for each slot the area it stands for;
    `pretest` lists the slots that are tried out, not scored; `extra` is how much more time was
    granted, 1 for none.
    """

    outline: str
    areas: tuple[str, ...]
    pretest: tuple[int, ...] = ()
    extra: float = 1.0

    def is_scored(self, slot: int) -> bool:
        """Tell whether a slot counts in the score."""
        return slot not in self.pretest


@dataclass(frozen=True, slots=True)
class Assigned:
    """What makes an attempt one of an assignment: the assignment's id.

    Its result is told behind the day `told`, at once where there is none.
    """

    id: str
    told: date | None = None

    def hides(self, today: date) -> bool:
        """Tell whether the result is not told yet."""
        return self.told is not None and today <= self.told


@dataclass(frozen=True, slots=True)
class Marks:
    """What the candidate noted on a slot besides answering.

    `struck` holds options by their authored position, `lit` highlighted words of the stem.
    """

    flag: bool = False
    struck: tuple[int, ...] = ()
    sure: Literal["sure", "unsure", "guess"] | None = None
    lit: tuple[int, ...] = ()
