"""Where the real standard lies, learned from real results (measurement.md 2.7).

The standard of the real exams is not published. Whoever notes passed or not passed tells where
it lies beside the assumed one: an offset in logits, normal around 0 before any result is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt

from examprep.learning.ability import Ability
from examprep.learning.readiness import STANDARD_SD, Standard, chance

# Besides the offset, no two forms are alike: so much of the spread no result takes away.
_FORM_SD = 0.15
# What the assumed spread leaves for the offset itself.
_OFFSET_SD = sqrt(STANDARD_SD**2 - _FORM_SD**2)
_REACH, _STEPS = 4.0, 40
_LEAST = 1e-6

Told = tuple[Ability, Sequence[int], bool]


def learned(results: Sequence[Told]) -> Standard:
    """Give the standard that results speak for.

    Each is the ability estimated before the exam, the scored items by domain, and whether the
    exam was passed.
    """
    if not results:
        return Standard()
    steps = range(-_STEPS, _STEPS + 1)
    grid = [_REACH * STANDARD_SD * step / _STEPS for step in steps]
    logs = [-(at**2) / (2 * _OFFSET_SD**2) + sum(_log(one, at) for one in results) for at in grid]
    most = max(logs)
    weights = [exp(value - most) for value in logs]
    total = sum(weights)
    mean = sum(w * at for w, at in zip(weights, grid, strict=True)) / total
    spread = sum(w * (at - mean) ** 2 for w, at in zip(weights, grid, strict=True)) / total
    return Standard(mean, sqrt(_FORM_SD**2 + spread))


def _log(told: Told, offset: float) -> float:
    ability, counts, passed = told
    value = chance(ability, counts, 0.0, Standard(offset, _FORM_SD)).value
    return log(max(_LEAST, value if passed else 1.0 - value))
