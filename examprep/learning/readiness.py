"""The chance to pass, with its interval, from ability by domain.

Formulas: measurement.md 2.1. The cut of the real exam is not published; a standard is assumed
(`CUT`), and that it may be another is in the interval (`STANDARD_SD`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from statistics import NormalDist, fmean, pstdev

from examprep.learning.ability import (
    AVERAGE,
    CUT,
    GUESS,
    ITEM_SD,
    Ability,
    attenuation,
    logistic,
)

# The unknown offset between these questions with this standard and the real exam, in logits.
STANDARD_SD = 0.35
# How form changes from day to day, in logits.
DAY_SD = 0.20
_NODES = 256
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23)
_SKIPPED = 20
LOW, HIGH = 0.10, 0.90
ITEM_SPREAD = 0.55
HALF_STEP = 0.25
LEAST_VARIANCE = 0.5
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance to pass, with the central 80 % interval, each 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Standard:
    """How far the real exam's standard lies from the assumed one: mean and spread, in logits."""

    offset: float = 0.0
    sd: float = STANDARD_SD


ASSUMED = Standard()


def chance(
    ability: Ability,
    counts: Sequence[int],
    days: float = 0.0,
    standard: Standard = ASSUMED,
) -> Chance:
    """Give the chance to pass an exam with so many scored items a domain in so many days."""
    later = ability.copy()
    later.wait(days)
    root = _root(later.spread)
    mean = [one + standard.offset for one in later.mean]
    nodes = nodes_of(len(counts))
    found = sorted(_passes(mean, root, node, counts, standard.sd) for node in nodes)
    value = fmean(found)
    low, high = _quantile(found, LOW), _quantile(found, HIGH)
    return Chance(value, min(low, value), max(high, value))


def _passes(
    mean: Sequence[float],
    root: Sequence[Sequence[float]],
    node: Sequence[float],
    counts: Sequence[int],
    standard_sd: float,
) -> float:
    """Give the chance to pass for one ability out of those that are likely."""
    shift = standard_sd * node[-1]
    expected = variance = swing = 0.0
    for row, middle, count in zip(root, mean, counts, strict=True):
        ability = middle + shift + sum(map(_times, row, node))
        right, steep = share(ability), slope(ability)
        expected += count * right
        variance += count * (right * (1.0 - right) - ITEM_SPREAD * steep**2)
        swing += count * steep
    variance = max(LEAST_VARIANCE, variance + (DAY_SD * swing) ** 2)
    return _NORMAL.cdf((expected - CUT * sum(counts) + HALF_STEP) / sqrt(variance))


def share(ability: float) -> float:
    """Give the share of average items that an ability, in logits, gets right, 0 to 1."""
    return GUESS + (1.0 - GUESS) * logistic(STEEP * (ability - AVERAGE))


def slope(ability: float) -> float:
    """Give by how much that share rises for a logit."""
    knows = logistic(STEEP * (ability - AVERAGE))
    return (1.0 - GUESS) * STEEP * knows * (1.0 - knows)


STEEP = attenuation(ITEM_SD**2 + DAY_SD**2)


def _times(one: float, other: float) -> float:
    return one * other


def _root(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """Give the lower triangle whose square a covariance is (Cholesky)."""
    root = [[0.0] * len(matrix) for _ in matrix]
    for i, row in enumerate(matrix):
        for j in range(i + 1):
            rest = row[j] - sum(map(_times, root[i][:j], root[j][:j]))
            root[i][j] = sqrt(max(rest, 1e-12)) if i == j else rest / root[j][j]
    return root


@cache
def nodes_of(domains: int) -> tuple[tuple[float, ...], ...]:
    """Give fixed quasi-random normal vectors, one value a domain and one for the standard."""
    columns = [_column(prime) for prime in _PRIMES[: domains + 1]]
    return tuple(zip(*columns, strict=True))


def _column(prime: int) -> list[float]:
    raw = [_NORMAL.inv_cdf(_halton(place + _SKIPPED, prime)) for place in range(_NODES)]
    mean, sd = fmean(raw), pstdev(raw)
    return [(value - mean) / sd for value in raw]


def _halton(place: int, prime: int) -> float:
    """Give a number of the Halton sequence, between 0 and 1."""
    part, value = 1.0, 0.0
    while place:
        part /= prime
        value += part * (place % prime)
        place //= prime
    return value


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Give a quantile of sorted values, interpolated between neighbours."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
