"""Drawing without replacement: each number once, in an order that only the seed decides."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning import draws as drawing
from examprep.learning.draws import draws
from tests.strategies import seeds


@pytest.mark.parametrize("seed", [0, 1, 9131, 2**31 - 1])
def test_each_number_comes_once_for_every_count(seed):
    for count in range(301):
        assert sorted(draws(count, seed)) == list(range(count))


@given(st.integers(0, 5000), seeds)
def test_each_number_comes_once(count, seed):
    assert sorted(draws(count, seed)) == list(range(count))


@pytest.mark.parametrize(
    ("count", "seed", "order"),
    [
        (10, 0, [8, 5, 0, 3, 7, 6, 2, 4, 9, 1]),
        (10, 1, [4, 7, 8, 9, 6, 1, 5, 2, 0, 3]),
        (5, 9131, [2, 1, 4, 3, 0]),
        (1, 3, [0]),
        (0, 3, []),
    ],
)
def test_a_seed_gives_this_order_on_every_machine(count, seed, order):
    assert list(draws(count, seed)) == order


def test_every_number_can_come_first():
    first = Counter(next(draws(10, seed)) for seed in range(2000))
    assert set(first) == set(range(10))
    assert max(first.values()) < 300


def test_a_few_draws_out_of_many_cost_only_a_few_hashes(monkeypatch):
    calls = []
    real = drawing.mix
    monkeypatch.setattr(drawing, "mix", lambda *args: calls.append(args) or real(*args))
    drawn = list(islice(draws(50_000, 7), 20))
    assert len(set(drawn)) == 20
    assert len(calls) < 500
