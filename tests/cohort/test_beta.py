"""The beta distribution against what is known of it exactly."""

from __future__ import annotations

from math import asin, comb, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.cohort.beta import HIGH, LOW, interval, quantile, share_below


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0.01, 0.99))
def test_for_whole_numbers_it_is_a_binomial_tail(a: int, b: int, x: float) -> None:
    n = a + b - 1
    tail = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    found = share_below(np.array([float(a)]), np.array([float(b)]), np.array([x]))
    assert found[0] == pytest.approx(tail, abs=1e-10)


@given(st.floats(0.001, 0.999))
def test_for_two_halves_it_is_the_arcsine_law(x: float) -> None:
    half = np.array([0.5])
    assert share_below(half, half, np.array([x]))[0] == pytest.approx(2 / pi * asin(sqrt(x)))


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_quantiles_undo_it(right: int, wrong: int) -> None:
    a, b = np.array([right + 0.5]), np.array([wrong + 0.5])
    for share in (LOW, HIGH):
        assert share_below(a, b, quantile(a, b, share))[0] == pytest.approx(share, abs=1e-6)


def test_an_interval_holds_the_share_and_narrows() -> None:
    low, high = interval(np.array([7.0, 70.0, 0.0, 10.0]), np.array([10.0, 100.0, 0.0, 10.0]))
    assert low[0] < 0.7 < high[0]
    assert high[1] - low[1] < high[0] - low[0]
    assert low[2] == pytest.approx(1 - high[2])
    assert high[3] < 1.0
