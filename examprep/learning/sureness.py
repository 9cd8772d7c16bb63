"""How well a candidate judges what they know: their word for each answer, held against it.

Where an answer belongs is a convention of this app: of what one is sure of, at least 85 % should be
right; of what was guessed, no more than 45 %, for one of four is right by luck; what one is unsure
of lies between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from examprep.learning.history import REACH
from examprep.progress.log import Entry

# Before so many answers with a word nothing is said of it.
LEAST_ANSWERS = 10
# The share right, 0 to 1, that a word promises: from, to.
PROMISED = {"sure": (0.85, 1.0), "unsure": (0.45, 0.85), "guess": (0.0, 0.45)}
WORDS = ("sure", "unsure", "guess", "")

Verdict = Literal["over-sure", "under-sure", "well judged", "not clear yet", ""]


@dataclass(frozen=True, slots=True)
class Sureness:
    """The answers with one word: how many, and how many points they got.

    `word` is `sure`, `unsure`, `guess`, or empty where nothing was said.
    """

    word: str
    answers: int
    right: float

    @property
    def share(self) -> float | None:
        """Give the share right, 0 to 1; None without an answer."""
        return self.right / self.answers if self.answers else None

    @property
    def interval(self) -> tuple[float, float]:
        """Give the 80 % interval of that share."""
        return wilson(self.right, self.answers)

    @property
    def enough(self) -> bool:
        """Tell whether there are enough answers to say anything."""
        return self.answers >= LEAST_ANSWERS

    @property
    def verdict(self) -> Verdict:
        """Say how the word was meant; empty where too little is known, or nothing was said.

        Over- or under-sure only if the whole interval lies outside what the word promises.
        """
        if not self.enough or self.word not in PROMISED or self.share is None:
            return ""
        (least, most), (low, high) = PROMISED[self.word], self.interval
        if high < least:
            return "over-sure"
        if low > most:
            return "under-sure"
        return "well judged" if least <= self.share <= most else "not clear yet"


def sureness(entries: Iterable[Entry]) -> tuple[Sureness, ...]:
    """Sum answers up by their word, in the order of `WORDS`."""
    answers, right = dict.fromkeys(WORDS, 0), dict.fromkeys(WORDS, 0.0)
    for entry in entries:
        word = entry.sure if entry.sure in PROMISED else ""
        answers[word] += 1
        right[word] += entry.credit
    return tuple(Sureness(word, answers[word], right[word]) for word in WORDS)


def wilson(right: float, answers: int, reach: float = REACH) -> tuple[float, float]:
    """Give the interval of a share, 0 to 1 (Wilson 1927, J Am Stat Assoc 22:209-212).

    Args:
        right: how many were right; half points count as such.
        answers: out of how many.
        reach: standard deviations to either side; that of an 80 % interval by default.
    """
    if not answers:
        return 0.0, 1.0
    share, z2 = min(1.0, right / answers), reach * reach
    whole = 1.0 + z2 / answers
    middle = (share + z2 / (2.0 * answers)) / whole
    half = reach / whole * sqrt(share * (1.0 - share) / answers + z2 / (4.0 * answers**2))
    return max(0.0, middle - half), min(1.0, middle + half)
