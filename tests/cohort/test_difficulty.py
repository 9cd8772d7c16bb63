"""Difficulty: held to plain loops, and to what answers can and cannot say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.cohort.difficulty import Difficulty, difficulty
from examprep.cohort.firsts import first_answers
from examprep.cohort.theta import Rest, log_chances, rest
from tests.cohort import textbook
from tests.cohort.classes import Class, facts, firsts_of, simulated
from tests.cohort.textbook import same


def judged(one: Class) -> Difficulty:
    firsts = first_answers(one.table, one.facts)
    return difficulty(firsts, one.facts, rest(firsts, one.facts))


@pytest.mark.parametrize("coverage", [1.0, 0.6])
def test_it_agrees_with_plain_loops(coverage: float) -> None:
    one = simulated(14, seed=3, items=10, coverage=coverage)
    found, rows = judged(one), textbook.answers(one.table)
    hard, guess = one.facts.difficulty.tolist(), one.facts.guess.tolist()
    for item in range(10):
        able = textbook.ability(rows, item, hard, guess)
        mean, sd = textbook.difficulty(rows, item, hard[item], guess[item], able)
        assert same(found.mean[item], mean)
        assert same(found.sd[item], sd)


def test_nobodys_answers_leave_the_author_alone() -> None:
    known = facts(2, difficulty=[0.3, -0.5])
    firsts = firsts_of([[None, 1.0], [None, 0.0]], known)
    found = difficulty(firsts, known, rest(firsts, known))
    assert found.mean[0] == pytest.approx(0.3)
    assert found.sd[0] == pytest.approx(0.8, abs=0.01)
    assert found.n.tolist() == [0, 2]


marks = st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=1, max_size=30)


@given(marks, st.data())
def test_a_better_answer_makes_an_item_easier(marks: list[float], data: Any) -> None:
    place = data.draw(st.integers(0, len(marks) - 1))
    better = [1.0 if n == place else mark for n, mark in enumerate(marks)]
    known, middle = facts(1), np.zeros(len(marks))
    worse, easier = (
        difficulty(firsts_of([[m] for m in some], known), known, Rest(middle, middle + 0.3))
        for some in (marks, better)
    )
    assert easier.mean[0] <= worse.mean[0] + 1e-12
    assert abs(worse.mean[0] - known.difficulty[0]) <= 3.2


def test_the_logarithms_are_those_of_the_chance() -> None:
    x, guess = np.linspace(-6, 6, 25), np.array(0.25)
    odds, fail = log_chances(x, guess)
    chance = 0.25 + 0.75 / (1 + np.exp(-x))
    assert fail == pytest.approx(np.log(1 - chance))
    assert odds + fail == pytest.approx(np.log(chance))


def test_true_difficulty_is_found_the_better_the_more_people() -> None:
    """Measurement.md 4.3: correlation with the truth .85 at 20 people, .93 at 100."""

    def recovered(people: int) -> float:
        ones = [simulated(people, seed, kinds={"plain": 1.0}) for seed in range(6)]
        truth = np.concatenate([one.difficulty for one in ones])
        return float(np.corrcoef(truth, np.concatenate([judged(one).mean for one in ones]))[0, 1])

    few, many = recovered(20), recovered(100)
    assert few > 0.80
    assert many > 0.88
    assert many > few
