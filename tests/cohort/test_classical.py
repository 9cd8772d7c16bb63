"""Classical statistics: held to plain loops, to cases worked by hand, and to laws."""

from __future__ import annotations

from dataclasses import fields, replace
from math import isnan, nan, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.cohort.classical import Classical, classical, medians, others, wilson
from examprep.cohort.facts import unknown
from examprep.cohort.firsts import first_answers
from examprep.cohort.theta import rest
from tests.cohort import textbook
from tests.cohort.classes import facts, firsts_of, marked, simulated, table
from tests.cohort.textbook import same

COLUMNS = (
    "n",
    "facility",
    "low",
    "high",
    "r",
    "r_se",
    "r_shrunk",
    "discrimination",
    "efficiency",
    "upper_lower",
    "seconds",
)


def of(marks: list[list[float | None]]) -> Classical:
    return classical(firsts_of(marks), facts(len(marks[0])))


@pytest.mark.parametrize(("people", "seed"), [(3, 1), (10, 2), (30, 3), (100, 4)])
def test_a_class_that_saw_the_same_items_agrees_with_plain_loops(people: int, seed: int) -> None:
    one = simulated(people, seed, items=25)
    firsts = first_answers(one.table, one.facts)
    assert firsts.complete
    found, rows = classical(firsts, one.facts), textbook.answers(one.table)
    for item in range(25):
        expected = textbook.statistics(rows, item, textbook.on_others(rows, item))
        for name in COLUMNS:
            assert same(getattr(found, name)[item], expected[name]), (name, item)


@pytest.mark.parametrize(("people", "seed"), [(12, 5), (40, 6)])
def test_a_class_that_saw_different_items_agrees_with_plain_loops(people: int, seed: int) -> None:
    one = simulated(people, seed, items=12, coverage=0.6)
    firsts = first_answers(one.table, one.facts)
    assert not firsts.complete
    left = rest(firsts, one.facts)
    found, rows = classical(firsts, one.facts, left), textbook.answers(one.table)
    hard, guess = one.facts.difficulty.tolist(), one.facts.guess.tolist()
    for item in range(12):
        able = textbook.ability(rows, item, hard, guess)
        here = slice(firsts.start[item], firsts.start[item + 1])
        for person, mean, sd in zip(
            firsts.person[here].tolist(), left.mean[here], left.sd[here], strict=True
        ):
            assert same(mean, able[person][0])
            assert same(sd, able[person][1])
        score = {person: mean for person, (mean, _) in able.items()}
        expected = textbook.statistics(rows, item, score)
        for name in COLUMNS:
            assert same(getattr(found, name)[item], expected[name]), (name, item)


def test_moodles_definitions_worked_by_hand() -> None:
    """Three items: the index is a correlation, the efficiency holds it against the best possible.

    Item 2: marks 1 0 1 0, others 2 2 0 1 (mean 1.25). Sum of products 2 - 4 x .5 x 1.25 = -.5,
    squares 1 and 9 - 6.25 = 2.75, so -.5 / sqrt(2.75) = -.3015. Sorted: 0 0 1 1 with 0 1 2 2 give
    4 - 2.5 = 1.5, so -.5 / 1.5 = -33.3 %. Whole scores 3 2 1 1 (mean 1.75): products 5 - 3.5 = 1.5,
    4 - 3.5 = .5 and 6 - 5.25 = .75, so weights as 1.2247 : .7071 : .8660 of 2.7979.
    """
    found = of([[1, 1, 1], [1, 0, 1], [0, 1, 0], [0, 0, 1]])
    assert found.facility.tolist() == [0.5, 0.5, 0.75]
    # Item 1: others 2 1 1 1, products 3 - 2.5 = .5, squares 1 and 7 - 6.25 = .75.
    assert found.discrimination == pytest.approx([100 * 0.5 / sqrt(0.75), -30.1511345, 0.0])
    assert found.efficiency == pytest.approx([100.0, -100.0 / 3.0, 0.0])
    assert found.weight == pytest.approx([43.7740, 25.2729, 30.9529], abs=1e-4)
    assert not found.negative.any()


def test_a_mark_that_falls_as_the_whole_score_rises_has_no_weight() -> None:
    # Whole scores 3 3 1 with item 4: marks 0 0 1, products 1 - 3 x 1/3 x 7/3 = -1.33.
    found = of([[1, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 1]])
    assert found.negative.tolist() == [False, False, False, True]
    assert isnan(found.weight[3])
    assert np.nansum(found.weight) == pytest.approx(100.0)


def test_a_perfect_scale_worked_by_hand() -> None:
    """Item 2 of the scale 4 3 2 1 0: others 3 2 1 1 0, products 6 - 4.2, squares 1.2 and 5.2."""
    found = of([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]])
    assert found.r[1] == pytest.approx(1.8 / sqrt(1.2 * 5.2))
    assert found.r_se[1] == pytest.approx((1 - 1.8**2 / 6.24) / 2)
    assert found.efficiency == pytest.approx([100.0] * 4)
    # (.72058 x 5 + .25 x 69.444) / (5 + 69.444)
    assert found.r_shrunk[1] == pytest.approx(0.281606, abs=1e-6)


def test_the_interval_of_seven_of_ten() -> None:
    # Wilson 1927 at 95 %: .397 to .892, in every textbook.
    low, high = wilson(np.array([0.7]), np.array([10]))
    assert (low[0], high[0]) == pytest.approx((0.39678, 0.89221), abs=1e-5)


def test_the_upper_and_lower_ends_worked_by_hand() -> None:
    """Ten people, ends of 3 (27 % of 10, rounded): by the others 9 8 7 | 6 ... 3 | 2 1 0.

    The item is right for those with 9, 8, 6 and 0: 2/3 above, 1/3 below.
    """
    hits = {9, 8, 6, 0}
    found = of(
        [[float(score in hits), *[float(n < score) for n in range(9)]] for score in range(10)]
    )
    assert found.upper_lower[0] == pytest.approx(1 / 3)


def test_equals_at_the_edge_share_its_places() -> None:
    # Four people, ends of one: the best two are equal and one of them is right, so one half above.
    found = of([[1, 1, 1], [0, 1, 1], [0, 1, 0], [0, 0, 0]])
    assert found.upper_lower[0] == pytest.approx(0.5)


def test_distractors_and_blind_guesses_worked_by_hand() -> None:
    """Of 40 answers 30 fall on the key (B), 8 on A, 2 on C (5 %, so it functions), none on D."""
    chosen = [1] * 30 + [0] * 8 + [2] * 2
    rows = [
        {"person": n, "item": 0, "chose": one, "credit": float(one == 1)}
        for n, one in enumerate(chosen)
    ]
    known = facts(1, options=4, key=[1])
    found = classical(first_answers(table(rows), known), known)
    assert found.shares[0].tolist() == pytest.approx([0.2, 0.75, 0.05, 0.0])
    assert found.functioning[0] == 2
    assert found.distractor_efficiency[0] == pytest.approx(2 / 3)
    assert found.guess[0] == 0.25


def test_only_first_answers_that_are_no_rapid_guesses_count() -> None:
    rows: list[dict[str, Any]] = [
        {"person": 0, "item": 0, "credit": 1.0},
        {"person": 0, "item": 0, "credit": 0.0, "at": 1.0, "exposure": 2},
        {"person": 1, "item": 0, "credit": 0.0, "seconds": 4.9},
        {"person": 2, "item": 0, "credit": 0.0, "seconds": 1.0, "exam": True},
        {"person": 3, "item": 0, "credit": 0.0, "seconds": 5.0},
        {"person": 4, "item": 0, "credit": 0.0, "key_print": 7},
        {"person": 5, "item": 0, "credit": 1.0, "key_print": 9},
    ]
    known = replace(facts(1), print=np.array([9]))
    firsts = first_answers(table(rows), known)
    assert firsts.person.tolist() == [0, 2, 3, 5]
    assert classical(firsts, known).facility[0] == 0.5


def test_nobody_is_no_fault() -> None:
    known = unknown(3)
    found = classical(first_answers(table([], people=2, items=3), known), known)
    assert found.n.tolist() == [0, 0, 0]
    for name in ("facility", "low", "r", "upper_lower", "weight", "seconds"):
        assert np.isnan(getattr(found, name)).all(), name


def test_one_person_and_one_item() -> None:
    found = of([[1.0]])
    assert found.facility[0] == 1.0
    assert isnan(found.r[0])
    assert isnan(found.upper_lower[0])


def test_whoever_answered_nothing_else_has_no_score_on_the_others() -> None:
    assert np.isnan(others(firsts_of([[1.0, None], [0.0, 1.0]]))).tolist() == [True, False, False]


def test_the_median_lies_between_the_middle_two() -> None:
    firsts = firsts_of([[1.0, 1.0], [1.0, None], [0.0, 1.0], [1.0, 0.0]])
    values = np.array([9.0, 1.0, 4.0, 6.0, 3.0, 8.0, 5.0])
    assert medians(firsts, values).tolist() == [5.0, 5.0]


mark = st.sampled_from((0.0, 0.5, 1.0, None))
classes = st.integers(1, 6).flatmap(
    lambda items: st.lists(st.lists(mark, min_size=items, max_size=items), min_size=1, max_size=12)
)


@given(classes)
def test_shares_and_correlations_stay_in_their_bounds(marks: list[list[float | None]]) -> None:
    found = of(marks)
    some = found.n > 0
    assert ((found.facility[some] >= 0) & (found.facility[some] <= 1)).all()
    assert (found.low[some] <= found.facility[some] + 1e-12).all()
    assert (found.high[some] >= found.facility[some] - 1e-12).all()
    for values, most in ((found.r, 1.0), (found.efficiency, nan), (found.upper_lower, 1.0)):
        known = values[~np.isnan(values)]
        assert isnan(most) or (np.abs(known) <= most + 1e-9).all()
    assert (found.efficiency[~np.isnan(found.efficiency)] <= 100 + 1e-9).all()
    if (~np.isnan(found.weight)).any():
        assert np.nansum(found.weight) == pytest.approx(100.0)


def alike(one: Classical, other: Classical, order: list[int]) -> None:
    for field in fields(Classical):
        left, right = getattr(one, field.name), getattr(other, field.name)[order]
        np.testing.assert_allclose(left, right, rtol=1e-9, atol=1e-9, err_msg=field.name)


@given(classes, st.randoms(use_true_random=False))
def test_other_labels_for_people_change_nothing(
    marks: list[list[float | None]], random: Any
) -> None:
    mixed = random.sample(marks, len(marks))
    alike(of(marks), of(mixed), list(range(len(marks[0]))))


@given(classes, st.randoms(use_true_random=False))
def test_the_order_of_items_changes_nothing(marks: list[list[float | None]], random: Any) -> None:
    order = random.sample(range(len(marks[0])), len(marks[0]))
    mixed = [[row[order.index(n)] for n in range(len(order))] for row in marks]
    alike(of(marks), of(mixed), order)


@given(classes)
def test_an_item_that_everybody_gets_right_does_not_discriminate(
    marks: list[list[float | None]],
) -> None:
    found = of([[1.0, *row] for row in marks])
    assert found.facility[0] == 1.0
    assert isnan(found.r[0])
    assert isnan(found.efficiency[0])
    assert not found.negative[0]


@given(classes)
def test_everybody_twice_is_the_same_facility_and_correlation(
    marks: list[list[float | None]],
) -> None:
    once, twice = of(marks), of(marks + marks)
    np.testing.assert_allclose(once.facility, twice.facility, rtol=1e-12)
    np.testing.assert_allclose(once.r, twice.r, rtol=1e-9, atol=1e-9)


def test_a_table_says_the_same_whatever_the_order_of_a_persons_answers() -> None:
    rows = marked([[1, 0, 1], [0, 1, 1], [1, 1, 0]])
    back = table(
        [
            {"person": int(p), "item": int(i), "credit": float(c), "at": -float(t)}
            for p, i, c, t in zip(rows.person, rows.item, rows.credit, rows.at, strict=True)
        ]
    )
    known = facts(3)
    alike(
        classical(first_answers(rows, known), known),
        classical(first_answers(back, known), known),
        [0, 1, 2],
    )
