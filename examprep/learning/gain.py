"""Expected score gain: by how much asking an item now raises the chance to know it in the exam.

The formulas take numbers or arrays of numpy alike, so that one place holds them for a single item
and for fifty thousand; the packages for FSRS step one card at a time. A test holds them against
the library. Formulas: measurement.md 3; FSRS-6.
"""

from __future__ import annotations

from math import e

from examprep.learning.memory import TOLD, WEIGHTS, Number, recall

# The chance that what was missed is learned from its reasons.
LEARNS = 0.85


def stronger(stability: Number, hardness: Number, known: Number) -> Number:
    """Give the stability after a right answer, where the chance to know it was `known`."""
    w = WEIGHTS
    eased = e ** w[8] * (11.0 - hardness) * stability ** -w[9]
    return stability * (1.0 + eased * (e ** ((1.0 - known) * w[10]) - 1.0))


def weaker(stability: Number, hardness: Number, known: Number) -> Number:
    """Give the stability after a wrong answer and its reasons: at least that of a first one."""
    w = WEIGHTS
    rest = w[11] * hardness ** -w[12] * ((stability + 1.0) ** w[13] - 1.0)
    forgot = _least(rest * e ** ((1.0 - known) * w[14]), stability / e ** (w[17] * w[18]))
    return -_least(-forgot, forgot * 0.0 - TOLD)


def seen_gain(stability: Number, hardness: Number, waited: Number, left: float) -> Number:
    """Give the gain of asking again, `waited` days after the last time and `left` before the exam.

    It is the rise of the chance to recall the item in the exam.
    """
    now, unasked = recall(waited, stability), recall(waited + left, stability)
    horizon = waited * 0.0 + left
    right = recall(horizon, stronger(stability, hardness, now))
    wrong = recall(horizon, weaker(stability, hardness, now))
    return now * right + (1.0 - now) * (LEARNS * wrong + (1.0 - LEARNS) * unasked) - unasked


def new_gain(left: float) -> float:
    """Give the gain of asking what was never asked and is not known, `left` days before the exam.

    To ask what is known already teaches next to nothing.
    """
    return float(LEARNS * recall(left, TOLD))


def _least(one: Number, other: Number) -> Number:
    """Give the smaller, of numbers or pair by pair of arrays."""
    return (one + other - abs(one - other)) / 2.0
