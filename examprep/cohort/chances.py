"""The chances to pass of everybody at once: `learning.readiness.chance`, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from math import erf
from typing import TYPE_CHECKING

import numpy as np

from examprep.learning import readiness as model
from examprep.learning.ability import AVERAGE, CUT, GUESS
from examprep.learning.readiness import ASSUMED, Chance, Standard

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_BLOCK = 100


def chances(
    mean: Floats, spread: Floats, counts: Sequence[int], standard: Standard = ASSUMED
) -> list[Chance]:
    """Give the chance of each person, whose mean and covariance are those of the day."""
    found: list[Chance] = []
    for start in range(0, len(mean), _BLOCK):
        block = slice(start, start + _BLOCK)
        found += _block(mean[block], spread[block], counts, standard)
    return found


def _block(mean: Floats, spread: Floats, counts: Sequence[int], standard: Standard) -> list[Chance]:
    nodes = np.array(model.nodes_of(len(counts)))
    root = np.linalg.cholesky(spread)
    shift = mean[:, None, :] + standard.offset + standard.sd * nodes[:, -1:]
    passes = np.sort(_passes(shift + np.einsum("pij,nj->pni", root, nodes[:, :-1]), counts), axis=1)
    low, high = (_quantile(passes, share) for share in (model.LOW, model.HIGH))
    value = passes.mean(axis=1)
    columns = value, np.minimum(low, value), np.maximum(high, value)
    return [Chance(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _passes(ability: Floats, counts: Sequence[int]) -> Floats:
    """Give the chance to pass of each person with each ability that is likely."""
    count = np.array(counts, np.float64)
    knows = 1.0 / (1.0 + np.exp(-model.STEEP * (ability - AVERAGE)))
    right = GUESS + (1.0 - GUESS) * knows
    steep = (1.0 - GUESS) * model.STEEP * knows * (1.0 - knows)
    spread = right * (1.0 - right) - model.ITEM_SPREAD * steep**2
    swing = model.DAY_SD * (steep @ count)
    variance = np.maximum(model.LEAST_VARIANCE, spread @ count + swing**2)
    z = (right @ count - CUT * count.sum() + model.HALF_STEP) / np.sqrt(2.0 * variance)
    return np.array([0.5 * (1.0 + erf(one)) for one in z.ravel().tolist()]).reshape(z.shape)


def _quantile(ordered: Floats, share: float) -> Floats:
    """Give a quantile of each sorted row, interpolated between neighbours."""
    place = share * (ordered.shape[1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[1] - 1)
    return np.asarray(ordered[:, below] + (place - below) * (ordered[:, above] - ordered[:, below]))
