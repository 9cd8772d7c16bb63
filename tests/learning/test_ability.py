"""Ability by domain: what each answer tells, what it does not, and what time does to it."""

from __future__ import annotations

from math import isfinite
from random import Random
from statistics import NormalDist, fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning.ability import (
    AUTHOR_R,
    AVERAGE,
    CUT,
    GUESS,
    RAPID,
    Ability,
    Posed,
    Trace,
    difficulties,
    logistic,
    mean_difficulty,
)

CALM = 30.0
HASTY = RAPID - 0.1
Given = tuple[int, float, float]


def answered(*given: Given, day: float = 0.0, seconds: float = CALM, domains: int = 4) -> Ability:
    """Give the ability after first answers: domain, difficulty and credit of each."""
    ability = Ability(domains)
    for domain, difficulty, right in given:
        ability.answered(Posed(domain, difficulty), right=right, day=day, seconds=seconds)
    return ability


def variances(ability: Ability) -> list[float]:
    return [row[place] for place, row in enumerate(ability.spread)]


def again(trace: Trace | None, right: float, day: float) -> float:
    """Give how far one answer moves the mean of its domain, beside how a rapid one does."""
    calm, rapid = Ability(4), Ability(4)
    for ability, seconds in ((calm, CALM), (rapid, HASTY)):
        ability.answered(Posed(0, AVERAGE), right=right, day=day, seconds=seconds, trace=trace)
    return abs(calm.mean[0] - rapid.mean[0])


# Difficulties


def test_a_just_competent_candidate_gets_the_assumed_share_of_average_items() -> None:
    drawn = NormalDist(AVERAGE, 1.0)
    items = [drawn.inv_cdf((n + 0.5) / 1000) for n in range(1000)]
    share = fmean(GUESS + (1 - GUESS) * logistic(-one) for one in items)
    assert share == pytest.approx(CUT, abs=0.01)
    assert mean_difficulty(0.80) < mean_difficulty(0.70) < mean_difficulty(0.60)


@given(st.lists(st.integers(1, 100), min_size=2, max_size=60))
def test_what_fewer_competent_candidates_get_right_is_harder(ratings: list[int]) -> None:
    found = difficulties(ratings)
    assert all(isfinite(one) for one in found)
    by_rating = [one for _, one in sorted(zip(ratings, found, strict=True), reverse=True)]
    assert by_rating == sorted(by_rating)


def test_ratings_are_drawn_to_their_mean_and_average_out() -> None:
    found = difficulties([50, 60, 70, 80, 90])
    assert fmean(found) == pytest.approx(AVERAGE)
    assert pstdev(found) == pytest.approx(AUTHOR_R)


@pytest.mark.parametrize("count", [1, 2, 15, 60, 80, 90])
@pytest.mark.parametrize("rating", [0, 55, 65, 70, 82])
def test_items_that_are_rated_alike_are_average(rating: int, count: int) -> None:
    assert difficulties([rating] * count) == pytest.approx([AVERAGE] * count)


def test_an_item_without_a_rating_is_average_and_moves_no_other() -> None:
    found = difficulties([50, 0, 90, 0])
    assert found[1] == found[3] == AVERAGE
    assert [found[0], found[2]] == difficulties([50, 90])
    assert difficulties([]) == []


# Answers


def test_a_right_first_answer_raises_every_domain_and_its_own_most() -> None:
    fresh, after = Ability(4), answered((1, AVERAGE, 1.0))
    rise = [new - old for new, old in zip(after.mean, fresh.mean, strict=True)]
    assert min(rise) > 0.02
    assert max(rise) == rise[1]


def test_a_wrong_first_answer_lowers_every_domain_and_its_own_most() -> None:
    fresh, after = Ability(4), answered((1, AVERAGE, 0.0))
    fall = [old - new for new, old in zip(after.mean, fresh.mean, strict=True)]
    assert min(fall) > 0.02
    assert max(fall) == fall[1]


given_answers = st.tuples(
    st.integers(0, 3), st.floats(-2, 1), st.sampled_from((0.0, 0.25, 0.5, 1.0))
)


@given(st.lists(given_answers, max_size=60), st.integers(0, 3), st.floats(-2, 1))
def test_after_any_answers_right_is_above_part_right_is_above_wrong(
    before: list[Given], domain: int, difficulty: float
) -> None:
    ways = [answered(*before, (domain, difficulty, right)).mean for right in (0.0, 0.5, 1.0)]
    for wrong, part, right in zip(*ways, strict=True):
        assert wrong < part < right


@given(st.lists(given_answers, max_size=60))
def test_uncertainty_stays_a_covariance_and_never_exceeds_the_start(answers: list[Given]) -> None:
    ability = answered(*answers)
    most = Ability(4).spread[0][0] + 0.0005 * len(answers)
    assert all(0 < one <= most for one in variances(ability))
    for i, row in enumerate(ability.spread):
        for j, value in enumerate(row):
            assert value == pytest.approx(ability.spread[j][i])
            assert value**2 <= row[i] * ability.spread[j][j] * (1 + 1e-9)


@pytest.mark.parametrize("right", [0.0, 1.0])
def test_every_answer_makes_all_domains_surer(right: float) -> None:
    fresh, one = variances(Ability(4)), variances(answered((2, AVERAGE, right)))
    many = variances(answered(*[(n % 4, AVERAGE, float(n % 3 > 0)) for n in range(80)]))
    for start, after, late in zip(fresh, one, many, strict=True):
        assert late < after < start
    assert min(one) == one[2]


def test_a_right_answer_to_a_hard_item_tells_more_than_one_to_an_easy_item() -> None:
    easy, hard = answered((0, AVERAGE - 1.5, 1.0)), answered((0, AVERAGE + 0.5, 1.0))
    assert hard.mean[0] > easy.mean[0]


@pytest.mark.parametrize("domains", [1, 4, 5])
def test_any_number_of_domains_works(domains: int) -> None:
    ability = answered((domains - 1, AVERAGE, 1.0), domains=domains)
    assert len(ability.mean) == len(ability.spread) == domains
    assert min(ability.mean) > Ability(1).mean[0]


def test_the_order_of_answers_of_one_instant_hardly_matters() -> None:
    lot = Random(3)
    for share in (0.3, 0.5, 0.7, 0.9):
        given = [
            (n % 4, AVERAGE + lot.gauss(0, 0.6), float(lot.random() < share)) for n in range(80)
        ]
        there = answered(*given)
        for _ in range(5):
            lot.shuffle(given)
            other = answered(*given)
            assert other.mean == pytest.approx(there.mean, abs=0.2)
            assert variances(other) == pytest.approx(variances(there), abs=0.02)


# Rapid guesses, repeats


def test_rapid_guesses_tell_nothing_but_that_questions_were_met() -> None:
    right = answered(*[(0, AVERAGE, 1.0)] * 20, seconds=HASTY)
    wrong = answered(*[(0, AVERAGE, 0.0)] * 20, seconds=HASTY)
    assert (right.mean, right.spread) == (wrong.mean, wrong.spread)
    fresh = Ability(4)
    drift = [new - old for new, old in zip(right.mean, fresh.mean, strict=True)]
    assert 0 < drift[1] < drift[0] < 0.05
    assert [row[1:] for row in right.spread[1:]] == [row[1:] for row in fresh.spread[1:]]
    assert 0 < right.spread[0][0] - fresh.spread[0][0] < 0.01


def test_an_answer_of_five_seconds_counts() -> None:
    slow, rapid = (answered((0, AVERAGE, 1.0), seconds=s) for s in (RAPID, HASTY))
    assert slow.mean[0] > rapid.mean[0] + 0.02


@pytest.mark.parametrize("right", [0.0, 1.0])
def test_a_repeat_counts_less_than_a_first_answer(right: float) -> None:
    seen = Trace(3.0, 0.0)
    assert again(seen, right, 0.1) < again(seen, right, 30.0) < again(None, right, 30.0) / 2


def test_a_repeat_makes_hardly_surer_than_before() -> None:
    first, repeat = Ability(4), Ability(4)
    first.answered(Posed(0, AVERAGE), right=1.0, day=0.0, seconds=CALM)
    repeat.answered(Posed(0, AVERAGE), right=1.0, day=0.0, seconds=CALM, trace=Trace(3.0, 0.0))
    assert first.spread[1][1] < repeat.spread[1][1] <= Ability(4).spread[1][1]


# Time and trace


def test_waiting_widens_every_domain_and_moves_none() -> None:
    ability = answered((0, AVERAGE, 1.0))
    mean, before = [*ability.mean], variances(ability)
    ability.wait(60.0)
    assert ability.mean == mean
    assert all(new > old + 0.03 for new, old in zip(variances(ability), before, strict=True))


@pytest.mark.parametrize("days", [0.0, -5.0])
def test_no_time_changes_nothing(days: float) -> None:
    ability = answered((0, AVERAGE, 1.0))
    before = [[*row] for row in ability.spread]
    ability.wait(days)
    assert ability.spread == before


def test_days_between_answers_count_and_a_clock_set_back_does_not() -> None:
    soon, late, back = (answered((0, AVERAGE, 1.0), day=9.0) for _ in range(3))
    for ability, day in ((soon, 9.0), (late, 69.0), (back, 2.0)):
        ability.answered(Posed(1, AVERAGE), right=1.0, day=day, seconds=CALM)
    assert variances(late)[3] > variances(soon)[3] + 0.03
    assert variances(back) == variances(soon)
    assert back.day == soon.day == 9.0


def test_a_trace_fades_but_is_whole_at_once() -> None:
    trace = Trace(3.0, 10.0)
    assert trace.recall(10.0) == trace.recall(4.0) == 1.0
    assert 1.0 > trace.recall(11.0) > trace.recall(40.0) > trace.recall(4000.0) > 0.0


def test_what_was_right_is_kept_longer_and_longest_after_a_late_repeat() -> None:
    def after(right: float, day: float, trace: Trace | None) -> Trace:
        ability = Ability(4)
        return ability.answered(Posed(0, AVERAGE), right=right, day=day, seconds=CALM, trace=trace)[
            0
        ]

    right, wrong = after(1.0, 0.0, None), after(0.0, 0.0, None)
    assert right.days > wrong.days
    assert after(0.5, 0.0, None) == wrong
    early, late = after(1.0, 0.1, right), after(1.0, 20.0, right)
    assert late.days > early.days > right.days
    assert (early.at, late.at) == (0.1, 20.0)
    assert wrong.days <= after(0.0, 20.0, right).days < right.days
    assert after(0.0, 1.0, wrong).days == wrong.days
