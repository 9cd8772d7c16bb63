"""Expected score gain: by how much asking an item now raises the chance to know it in the exam.

The formulas take numbers or arrays of numpy alike, so that one place holds them for a single item
and for fifty thousand; the packages for FSRS step one card at a time. A test holds them against
the library. Formulas: measurement.md 3; FSRS-6.
"""

from __future__ import annotations

from math import e

from examprep.learning.memory import KNOWN_BEFORE, WEIGHTS, Number, recall

# The chance that what was missed is learned from its reasons.
LEARNS = 0.85
# What was known before was last thought of so many days ago.
_LAST_THOUGHT = 15.0
_MIDDLE = 5.0
_AGAIN = WEIGHTS[0]


def stronger(stability: Number, hardness: Number, known: Number) -> Number:
    """Give the stability after a right answer, where the chance to know it was `known`."""
    w = WEIGHTS
    eased = e ** w[8] * (11.0 - hardness) * stability ** -w[9]
    return stability * (1.0 + eased * (e ** ((1.0 - known) * w[10]) - 1.0))


def weaker(stability: Number, hardness: Number, known: Number) -> Number:
    """Give the stability after a wrong answer and its reasons; never less than a first one has."""
    w = WEIGHTS
    rest = w[11] * hardness ** -w[12] * ((stability + 1.0) ** w[13] - 1.0)
    forgot = _least(rest * e ** ((1.0 - known) * w[14]), stability / e ** (w[17] * w[18]))
    return -_least(-forgot, forgot * 0.0 - _AGAIN)


def seen_gain(stability: Number, hardness: Number, waited: Number, left: float) -> Number:
    """Give the gain of asking again, `waited` days after the last time and `left` before the exam.

    It is the rise of the chance to recall the item in the exam.
    """
    now, unasked = recall(waited, stability), recall(waited + left, stability)
    horizon = waited * 0.0 + left
    right = recall(horizon, stronger(stability, hardness, now))
    wrong = recall(horizon, weaker(stability, hardness, now))
    return now * right + (1.0 - now) * (LEARNS * wrong + (1.0 - LEARNS) * unasked) - unasked


def new_gains(left: float) -> tuple[float, float]:
    """Give the gain of asking what was never asked, `left` days before the exam.

    The first is that of an item known before, the second that of one not known; between them it
    goes by the chance to know it.
    """
    now = recall(_LAST_THOUGHT, KNOWN_BEFORE)
    unasked = recall(_LAST_THOUGHT + left, KNOWN_BEFORE)
    right = recall(left, stronger(KNOWN_BEFORE, _MIDDLE, now))
    wrong = recall(left, weaker(KNOWN_BEFORE, _MIDDLE, now))
    return now * right + (1.0 - now) * wrong - unasked, LEARNS * recall(left, _AGAIN)


def _least(one: Number, other: Number) -> Number:
    """Give the smaller, of numbers or pair by pair of arrays."""
    return (one + other - abs(one - other)) / 2.0
