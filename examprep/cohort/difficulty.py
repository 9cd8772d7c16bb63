"""How difficult items turn out to be, the author's estimate and the answers taken together.

Formulas: measurement.md 4.3. The posterior of difficulty is held on a grid of 41 points, four
spreads to either side of the author's estimate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from examprep.cohort.facts import Facts
from examprep.cohort.firsts import Firsts, Floats, Ints
from examprep.cohort.theta import BLOCK, Rest, log_chances
from examprep.learning.ability import RESIDUAL_SD

POINTS = 41
_STEPS = np.linspace(-4.0 * RESIDUAL_SD, 4.0 * RESIDUAL_SD, POINTS)
_PRIOR = -0.5 * (_STEPS / RESIDUAL_SD) ** 2


@dataclass(frozen=True)
class Difficulty:
    """Difficulty by item: mean and standard deviation of its posterior, in logits, and answers."""

    mean: Floats
    sd: Floats
    n: Ints


def difficulty(firsts: Firsts, facts: Facts, rest: Rest) -> Difficulty:
    """Give the difficulty of every item; the author's with its spread where nobody answered.

    Posterior: N(b; author, .8^2) times the chance of each answer at the person's ability, whose
    standard deviation flattens the curve.

    Args:
        firsts: the answers.
        facts: the author's difficulty and the chance to guess of the items.
        rest: ability of each row's person without the row's item (`theta.rest`).
    """
    logs = np.tile(_PRIOR, (firsts.items, 1))
    for rows in _blocks(len(firsts)):
        item = firsts.item[rows]
        guess = facts.guess[item, None]
        flat = 1.0 / np.sqrt(1.0 + np.pi / 8.0 * rest.sd[rows] ** 2)
        above = flat * (rest.mean[rows] - facts.difficulty[item])
        odds, fail = log_chances(above[:, None] - flat[:, None] * _STEPS, guess)
        told = fail + firsts.credit[rows, None] * odds
        starts = np.flatnonzero(np.diff(item, prepend=-1))
        logs[item[starts]] += np.add.reduceat(told, starts, axis=0)
    chances = np.exp(logs - logs.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    shift = chances @ _STEPS
    spread = chances @ _STEPS**2 - shift**2
    return Difficulty(facts.difficulty + shift, np.sqrt(np.maximum(0.0, spread)), firsts.n)


def _blocks(rows: int) -> Iterator[slice]:
    """Cut so many rows into blocks; an item may lie in two."""
    for start in range(0, rows, BLOCK):
        yield slice(start, start + BLOCK)
