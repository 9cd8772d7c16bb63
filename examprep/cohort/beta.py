"""The beta distribution: its share below a point, and its quantiles, for many cells at once."""

from __future__ import annotations

from math import lgamma

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Jeffreys' prior of a share: half an answer right, half a one wrong.
JEFFREYS = 0.5
LOW, HIGH = 0.10, 0.90
_TINY = 1e-300
_STEPS = 300
_CLOSE = 1e-13


def interval(right: Floats, count: Floats) -> tuple[Floats, Floats]:
    """Give the ends of the central 80 % interval of shares, from so many right of a count."""
    above, below = right + JEFFREYS, count - right + JEFFREYS
    return quantile(above, below, LOW), quantile(above, below, HIGH)


def quantile(a: Floats, b: Floats, share: float) -> Floats:
    """Give the points that have a share of each distribution below them.

    By Newton's steps, halving where one would leave the interval that holds the point.
    """
    low, high = np.zeros_like(a), np.ones_like(a)
    x = a / (a + b)
    logs = _log_gammas(a, b)
    for _ in range(_STEPS):
        apart = share_below(a, b, x) - share
        low, high = np.where(apart < 0.0, x, low), np.where(apart < 0.0, high, x)
        slope = np.exp(logs + (a - 1.0) * np.log(x) + (b - 1.0) * np.log1p(-x))
        moved = x - apart / np.maximum(slope, _TINY)
        inside = (moved > low) & (moved < high)
        x, before = np.where(inside, moved, (low + high) / 2.0), x
        if np.all(np.abs(x - before) <= _CLOSE * before):
            break
    return x


def _log_gammas(a: Floats, b: Floats) -> Floats:
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    return np.array([lgamma(i + j) - lgamma(i) - lgamma(j) for i, j in pairs])


def share_below(a: Floats, b: Floats, x: Floats) -> Floats:
    """Give the regularized incomplete beta function I_x(a, b); NaN stays NaN."""
    turned = x > (a + 1.0) / (a + b + 2.0)
    one, other = np.where(turned, b, a), np.where(turned, a, b)
    at = np.clip(np.where(turned, 1.0 - x, x), _TINY, 1.0)
    rest = np.log(np.maximum(1.0 - at, _TINY))
    front = np.exp(_log_gammas(a, b) + one * np.log(at) + other * rest) / one
    found = front * _fraction(one, other, at)
    found = np.where(turned, 1.0 - found, found)
    return np.asarray(np.where(x <= 0.0, 0.0, np.where(x >= 1.0, 1.0, found)))


def _fraction(a: Floats, b: Floats, x: Floats) -> Floats:
    """Give its continued fraction, by Lentz's method."""
    c, d = np.ones_like(x), 1.0 / _off_zero(1.0 - (a + b) * x / (a + 1.0))
    value = d.copy()
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        step = np.ones_like(x)
        for part in (even, odd):
            d = 1.0 / _off_zero(1.0 + part * d)
            c = _off_zero(1.0 + part / c)
            step = step * c * d
        value = value * step
        if not np.any(np.abs(step - 1.0) >= _CLOSE):
            break
    return value


def _off_zero(value: Floats) -> Floats:
    return np.where(np.abs(value) < _TINY, _TINY, value)
