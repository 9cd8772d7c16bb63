"""The ability of each person without the item that is judged, so that no item judges itself.

A one-dimensional three-parameter model with a fixed floor for guessing; the posterior of ability is
held on a grid (expected a posteriori, as `theta_without` of measurement.md 4). Slopes are flattened
for what the author's difficulty leaves unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from examprep.cohort.facts import Facts
from examprep.cohort.firsts import Firsts, Floats, Ints
from examprep.learning.ability import RESIDUAL_SD, attenuation

MEAN, SD = 0.0, 0.9
NODES = np.linspace(-3.0, 3.0, 25)
STEEP = attenuation(RESIDUAL_SD**2)
# So many rows are looked at in one go: what they need fits into the cache.
BLOCK = 4_000
_LEAST_VARIANCE = 1e-4
_PRIOR = -0.5 * ((NODES - MEAN) / SD) ** 2


@dataclass(frozen=True)
class Rest:
    """What the other items tell of the person of each row: `mean` and `sd` of ability, in logits.

    Both have one value for each row of `Firsts`, in its order.
    """

    mean: Floats
    sd: Floats


def log_chances(x: Floats, guess: Floats) -> tuple[Floats, Floats]:
    """Give the logarithms of the odds and of failing, for logits above difficulty.

    With P = c + (1 - c) / (1 + exp(-x)) these are log(P / (1 - P)) and log(1 - P).

    Args:
        x: ability less difficulty, in logits, of any shape.
        guess: the floor c, of a shape that fits to it.
    """
    grown = np.exp(x)
    left = np.log1p(-guess)
    return np.log(guess + grown) - left, left - np.log1p(grown)


def rest(
    firsts: Firsts, facts: Facts, weight: Floats | None = None, *, at: Floats | None = None
) -> Rest:
    """Give the ability of each row's person from all items but the row's own.

    Args:
        firsts: the answers.
        facts: difficulty and guess of the items.
        weight: how much each item's answers count, 0 to 1; all count fully by default.
        at: difficulties of the items, in logits; the author's by default.
    """
    hard = facts.difficulty if at is None else at
    odds, fail = log_chances(STEEP * (NODES - hard[:, None]), facts.guess[:, None])
    if weight is not None:
        odds, fail = odds * weight[:, None], fail * weight[:, None]
    order = np.argsort(firsts.person, kind="stable")
    mean, sd = np.empty(len(firsts)), np.empty(len(firsts))
    for rows in _blocks(firsts.person[order], order):
        mean[rows], sd[rows] = _without(firsts, rows, odds, fail)
    return Rest(mean, sd)


def _blocks(person: NDArray[np.int32], order: Ints) -> list[Ints]:
    """Cut rows sorted by person into blocks of whole people."""
    starts = np.flatnonzero(np.diff(person, prepend=-1))
    cuts = starts[np.flatnonzero(np.diff(starts // BLOCK, prepend=0))]
    return [rows for rows in np.split(order, cuts) if len(rows)]


def _without(firsts: Firsts, rows: Ints, odds: Floats, fail: Floats) -> tuple[Floats, Floats]:
    """Give mean and standard deviation of ability for rows of whole people, sorted by person."""
    item, credit, person = firsts.item[rows], firsts.credit[rows], firsts.person[rows]
    told = odds[item]
    told *= credit[:, None]
    told += fail[item]
    starts = np.flatnonzero(np.diff(person, prepend=-1))
    whole = np.add.reduceat(told, starts, axis=0) + _PRIOR
    place = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(rows)))
    np.subtract(whole[place], told, out=told)
    told -= told.max(axis=1, keepdims=True)
    np.exp(told, out=told)
    told /= told.sum(axis=1, keepdims=True)
    mean = told @ NODES
    variance = told @ NODES**2 - mean**2
    return mean, np.sqrt(np.maximum(_LEAST_VARIANCE, variance))
