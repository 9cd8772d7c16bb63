"""Flags: probabilities against closed forms, and nothing claimed of too few answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.cohort.beta import share_below
from examprep.cohort.classical import classical
from examprep.cohort.difficulty import difficulty
from examprep.cohort.facts import Facts
from examprep.cohort.firsts import first_answers
from examprep.cohort.flags import LEAST, Flag, Flags, Statistics, flags
from examprep.cohort.keycheck import check_keys
from examprep.cohort.table import Table
from examprep.cohort.theta import rest
from tests.cohort.classes import facts, marked, simulated, table


def judged(one: Table, known: Facts) -> Flags:
    firsts = first_answers(one, known)
    left = rest(firsts, known)
    return flags(
        Statistics(
            firsts,
            known,
            classical(firsts, known),
            difficulty(firsts, known, left),
            check_keys(firsts, known, left),
        )
    )


def one_item(count: int, **more: Any) -> Table:
    """Give one item with so many answers; each of `more` is one value or a list of them."""
    return table(
        [
            {
                "person": n,
                "item": 0,
                "at": float(n),
                **{name: one[n] if isinstance(one, list) else one for name, one in more.items()},
            }
            for n in range(count)
        ]
    )


def below(x: float, a: float, b: float) -> float:
    return float(share_below(np.array([a]), np.array([b]), np.array([x]))[0])


def test_the_arcsine_distribution() -> None:
    # Beta(1/2, 1/2) at x is 2 / pi asin(sqrt(x)): at 1/4 that is 1/3.
    assert below(0.25, 0.5, 0.5) == pytest.approx(1 / 3)
    assert below(0.0, 0.5, 0.5) == 0.0
    assert below(1.0, 0.5, 0.5) == 1.0
    assert np.isnan(below(0.5, float("nan"), 1.0))


def test_large_classes_are_near_the_normal_distribution() -> None:
    assert below(0.7, 70_000.5, 30_000.5) == pytest.approx(0.5, abs=0.01)
    assert below(0.7 + 0.00145, 70_000.5, 30_000.5) == pytest.approx(0.8413, abs=0.01)


@pytest.mark.parametrize(
    ("count", "chosen", "raised"),
    [(44, 0, False), (45, 0, True), (76, 1, False), (77, 1, True), (200, 30, False)],
)
def test_a_distractor_is_idle_from_45_without_a_choice_and_from_77_with_one(
    count: int, chosen: int, raised: bool
) -> None:
    """measurement.md 4.1: .95^45 = .0994 is below .1, .95^44 = .1047 is not."""
    half = (count - chosen) // 3
    chose = [1] * chosen + [2] * half + [3] * half
    chose += [0] * (count - len(chose))
    found = judged(one_item(count, chose=chose), facts(1, options=4))
    assert found.flag("distractor", 0).raised is raised


def test_below_the_least_number_nothing_is_claimed() -> None:
    found = judged(one_item(7, credit=0.0, seconds=5.5), facts(1))
    assert found.raised() == []
    assert found.flag("negative", 0).words == "too few answers (n = 7 of 30)"
    assert found.flag("hard", 0).words == "too few answers (n = 7 of 50)"


def test_every_rule_has_its_say_and_its_least_number() -> None:
    found = judged(one_item(60), facts(1)).of(0)
    assert {one.kind: one.least for one in found} == LEAST
    assert [one.words for one in found if one.kind == "key"] == ["too few answers (n = 0 of 5)"]
    assert [one.words for one in found if one.kind == "negative"] == ["cannot be said of this item"]


def test_an_item_that_nearly_all_get_right_is_easy_and_one_that_few_do_is_hard() -> None:
    easy = judged(one_item(100), facts(1))
    assert easy.flag("easy", 0).raised
    assert not easy.flag("hard", 0).raised
    assert easy.flag("easy", 0).words == "100 % sure"
    hard = judged(one_item(100, credit=[float(n % 5 == 0) for n in range(100)]), facts(1))
    assert hard.flag("hard", 0).raised
    assert not hard.flag("easy", 0).raised
    usual = judged(one_item(100, credit=[float(n % 10 < 7) for n in range(100)]), facts(1))
    assert not {"easy", "hard"} & {one.kind for one in usual.raised()}
    assert usual.flag("easy", 0).words == "nothing found"


@pytest.mark.parametrize(("seconds", "raised"), [(7.9, True), (8.1, False)])
def test_a_median_under_eight_seconds_is_rapid(seconds: float, raised: bool) -> None:
    assert judged(one_item(30, seconds=seconds), facts(1)).flag("rapid", 0).raised is raised


def test_a_leak_is_a_drift() -> None:
    """.5 of 100 before, .9 of the last 50: (.9 - .5) / sqrt(.633 x .367 (1/100 + 1/50)) = 4.79."""
    before = [float(n % 2) for n in range(100)]
    after = [float(n % 10 > 0) for n in range(50)]
    leaked = judged(one_item(150, credit=before + after), facts(1))
    assert leaked.flag("drift", 0).raised
    steady = judged(one_item(150, credit=[float(n % 2) for n in range(150)]), facts(1))
    assert not steady.flag("drift", 0).raised
    early = judged(one_item(99, credit=before[:49] + after), facts(1))
    assert early.flag("drift", 0).words == "too few answers (n = 99 of 100)"


def test_a_mark_that_falls_with_ability_is_negative() -> None:
    """40 people, nine items in a scale, a tenth that only those below the middle get right."""
    marks = [
        [*(float(person % 10 > item) for item in range(9)), float(person % 10 < 4)]
        for person in range(40)
    ]
    found = judged(marked(marks), facts(10))
    assert found.flag("negative", 9).raised
    assert [one.item for one in found.raised() if one.kind == "negative"] == [9]
    assert not judged(marked(marks[:29]), facts(10)).flag("negative", 9).raised


def test_an_item_far_easier_than_its_author_thought() -> None:
    """Eight items that are as foreseen, one that nobody misses though it was to be hard."""
    marks = [[1.0, *(float((person + item) % 3 > 0) for item in range(8))] for person in range(60)]
    found = judged(marked(marks), facts(9, difficulty=[2.5] + [-0.5] * 8))
    assert found.flag("level", 0).raised
    assert not any(one.item for one in found.raised() if one.kind == "level")


def test_a_wrong_key_is_raised_and_no_other() -> None:
    one = simulated(60, seed=12, items=20, kinds={"plain": 1.0})
    key = one.facts.key.copy()
    easiest = int(np.argmin(one.difficulty))
    key[easiest] = (key[easiest] + 1) % 4
    credit = (one.table.chose == key[one.table.item]).astype(np.float32)
    found = judged(replace(one.table, credit=credit), replace(one.facts, key=key))
    assert [flag.item for flag in found.raised() if flag.kind == "key"] == [easiest]
    assert found.flag("key", easiest).chance > 0.99


def test_flags_come_the_surest_first() -> None:
    one = simulated(100, seed=3, kinds={"plain": 0.5, "wrong": 0.5})
    raised = judged(one.table, one.facts).raised()
    chances = [flag.chance for flag in raised]
    assert len(raised) > 10
    assert chances == sorted(chances, reverse=True)
    assert all(flag.raised and flag.enough for flag in raised)


marks = st.lists(
    st.lists(st.sampled_from((0.0, 1.0)), min_size=4, max_size=4), min_size=1, max_size=60
)


@given(marks)
def test_an_item_that_everybody_gets_right_is_not_blamed(marks: list[list[float]]) -> None:
    found = judged(marked([[1.0, *row] for row in marks]), facts(5))
    blamed = {one.kind for one in found.of(0) if one.raised}
    assert blamed <= {"easy", "level"}


@given(marks)
def test_chances_are_chances(marks: list[list[float]]) -> None:
    found = judged(marked(marks), facts(4))
    for values in found.chances.values():
        known = values[~np.isnan(values)]
        assert ((known >= -1e-9) & (known <= 1 + 1e-9)).all()
    assert all(isinstance(one, Flag) and one.n >= one.least for one in found.raised())
