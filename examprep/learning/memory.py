"""Memory of each item: FSRS-6 with the grade that an answer deserves, and a guess told apart.

The steps are those of the Rust library behind Anki (`fsrs_rs_python`); its 21 default weights, made
from some hundred million reviews, are used as they are. On 12,580 real reviews of one learner
weights fitted to the first 2,000 or 4,000 foretold the rest worse than these.
"""

from __future__ import annotations

from math import exp, log
from typing import Any, Literal, TypeAlias

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, MemoryState, NextStates

WEIGHTS = tuple(DEFAULT_PARAMETERS)
DECAY = -WEIGHTS[20]
FACTOR = 0.9 ** (1.0 / DECAY) - 1.0
# Intervals are those after which nine of ten are still known.
RETENTION = 0.9
# Stability, in days, of what was known before it was ever asked here, and the least of what was
# missed and explained: not only failed, as on a flash card.
KNOWN_BEFORE, TOLD = 60.0, 1.0
# An answer within this share of the exam's pace comes at once; one beyond that many times is slow.
QUICK, SLOW = 0.5, 2.0
# Nobody studies round the clock: 18 hours later is another day.
_NEXT_DAY = 0.25

Grade = Literal["again", "hard", "good", "easy"]
State = tuple[float, float]
"""Stability in days, and difficulty from 1 to 10."""
Number: TypeAlias = Any
"""A float, or an array of numpy: the same formulas take both."""
_FSRS = FSRS(DEFAULT_PARAMETERS)


_NEW = _FSRS.next_states(None, RETENTION, 0)


def recall(days: Number, stability: Number) -> Number:
    """Give the retrievability after so many days: the chance to recall, 0 to 1 (FSRS-6)."""
    return (1.0 + FACTOR * days / stability) ** DECAY


def grade(credit: float, sure: str, seconds: float, pace: float) -> Grade:
    """Give the grade of an answer: by its credit, by the word of confidence, and by its time.

    `sure` is `sure`, `unsure`, `guess` or empty; `pace` the seconds that the exam grants. What was
    guessed was not known, whatever came of it.
    """
    if credit < 1.0 or sure == "guess":
        return "again"
    if sure == "unsure" or seconds > SLOW * pace:
        return "hard"
    return "easy" if sure == "sure" and seconds < QUICK * pace else "good"


def knew(before: float, guess: float, sure: str = "") -> float:
    """Give the chance that a right answer was known and not guessed.

    `before` is the chance to know it as it stood before the answer; `guess` the chance to hit upon
    it without. Whoever says to be sure is believed.
    """
    if sure == "sure":
        return 1.0
    return before / (before + (1.0 - before) * guess) if before > 0.0 else 0.0


def first(mark: Grade, known: float) -> State:
    """Give the memory that the first answer leaves; `known` as from `knew`.

    What is right at once was known before, and longer than any card that was just learned; what was
    missed was explained, not only shown again.
    """
    hardness = _plain(_NEW, mark)[1]
    return TOLD if mark == "again" else _between(KNOWN_BEFORE, TOLD, known), hardness


def after(state: State, days: float, mark: Grade, known: float = 1.0) -> State:
    """Give the memory after one answer more, `days` after the last."""
    whole = max(0, int(days + _NEXT_DAY))
    states = _FSRS.next_states(MemoryState(*state), RETENTION, whole)
    missed, right = _plain(states, "again"), _plain(states, mark)
    return missed if mark == "again" else (_between(right[0], missed[0], known), right[1])


def _plain(states: NextStates, mark: Grade) -> State:
    memory = getattr(states, mark).memory
    return memory.stability, memory.difficulty


def _between(right: float, missed: float, known: float) -> float:
    """Mix two stabilities by the chance that the answer was known; in logarithms, as they grow."""
    return exp(known * log(right) + (1.0 - known) * log(missed))
