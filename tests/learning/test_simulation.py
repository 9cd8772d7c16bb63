"""The plug-ins for simulators: the very code of the app, sane on small cases, better on many."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np
import pytest

from examprep.learning.simulation import choose, estimate

PTCE = {"n": [28, 15, 19, 18], "exam_in_days": 1.0}
EXCPT = {"n": [15, 15, 13, 43, 14], "exam_in_days": 1.0}


def answers(count: int, right: float, seed: int = 1, domains: int = 4) -> list[dict[str, Any]]:
    random = Random(seed)
    return [
        {
            "item": f"{n}",
            "domain": n % domains,
            "topic": random.randrange(6),
            "level": random.randrange(1, 6),
            "t": n / 20,
            "rt": 40.0,
            "correct": int(random.random() < right),
            "exposure": 1,
        }
        for n in range(count)
    ]


@pytest.mark.parametrize("blueprint", [PTCE, EXCPT])
def test_nothing_known_is_an_honest_start(blueprint: dict[str, Any]) -> None:
    value, low, high = estimate([], blueprint)
    assert 0.3 < value < 0.6
    assert low < 0.1
    assert high > 0.9


@pytest.mark.parametrize("blueprint", [PTCE, EXCPT])
def test_more_right_is_more_likely_to_pass(blueprint: dict[str, Any]) -> None:
    domains = len(blueprint["n"])
    found = [estimate(answers(200, right, domains=domains), blueprint) for right in (0.5, 0.7, 0.9)]
    values = [value for value, _, _ in found]
    assert values == sorted(values)
    assert values[0] < 0.2
    assert values[2] > 0.8
    assert all(low <= value <= high for value, low, high in found)


def test_a_right_first_answer_never_lowers_the_chance() -> None:
    given = answers(60, 0.6)
    for place in [n for n, one in enumerate(given) if not one["correct"]]:
        mended = [*given[:place], given[place] | {"correct": 1}, *given[place + 1 :]]
        assert estimate(mended, PTCE)[0] >= estimate(given, PTCE)[0]


@dataclass(eq=False)
class Observed:
    """What an app knows of a simulated learner."""

    n: Any = field(default_factory=lambda: np.zeros(120, int))
    last: Any = field(default_factory=lambda: np.zeros(120))
    lastx: Any = field(default_factory=lambda: np.zeros(120, int))
    dom: Any = field(default_factory=lambda: np.arange(120) % 4)
    topic: Any = field(default_factory=lambda: np.arange(120) % 24)
    level: Any = field(default_factory=lambda: np.arange(120) % 5)
    today: Any = field(default_factory=lambda: np.zeros(120, bool))
    rg: Any = field(default_factory=lambda: np.random.default_rng(7))

    def answer(self, places: list[int], right: int, day: float) -> None:
        self.n[places] += 1
        self.last[places] = day
        self.lastx[places] = right
        self.today[places] = True


def test_a_block_has_distinct_items_that_were_not_asked_today() -> None:
    observed = Observed()
    for _ in range(10):
        block = choose(observed, 0.5, 31.0, 5)
        assert len({*block}) == 5
        assert not observed.today[block].any()
        observed.answer(block, 1, 0.5)
    observed.today[:] = False
    assert len({*choose(observed, 1.5, 31.0, 20)}) == 20


def test_what_was_missed_comes_back_near_the_exam() -> None:
    observed = Observed()
    for day in range(12):
        block = choose(observed, day + 0.5, 31.0, 10)
        observed.answer(block, day % 2, day + 0.5)
    late = choose(observed, 28.5, 31.0, 20)
    assert (observed.lastx[late] == 0).sum() >= 10
