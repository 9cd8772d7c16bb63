"""Ability over time: one fold, a point for each study day, each as it was known then."""

from __future__ import annotations

from datetime import date, timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning.history import REACH, DayLevel, Level, by_day, whole_of
from examprep.learning.learner import DAY, Learner, fold
from examprep.learning.outlook import LEAST_FIRSTS, LEAST_IN_DOMAIN, outlook
from examprep.learning.readiness import share, slope
from tests.learning.worlds import START, answer, learned, syllabus

SYLLABUS = syllabus()
FIRST = date(1970, 1, 1) + timedelta(days=int(START))


def day_of(at: float) -> date:
    return date(1970, 1, 1) + timedelta(days=int(at // DAY))


def levels(*answers, offset: float = 0.0) -> list[DayLevel]:
    return list(by_day(SYLLABUS, sorted(answers), day_of, offset))


answers = st.lists(
    st.builds(
        answer,
        st.integers(0, 80),
        st.sampled_from([0.0, 0.5, 1.0]),
        st.floats(0, 40),
        st.sampled_from([2.0, 40.0]),
    ),
    max_size=40,
)


def test_without_answers_there_is_no_day() -> None:
    assert levels() == []


def test_each_study_day_has_one_point_and_days_off_have_none() -> None:
    found = levels(answer(1, day=0.1), answer(2, day=0.9), answer(3, day=4.5))
    assert [one.day for one in found] == [FIRST, FIRST + timedelta(days=4)]
    assert [one.whole.firsts for one in found] == [2, 3]


@given(answers)
def test_the_last_point_is_what_the_learner_is_now(given) -> None:
    found, now = levels(*given), fold(SYLLABUS, given)
    if not found:
        return
    seen = outlook(now, 0.0)
    assert found[-1].whole.share == pytest.approx(seen.score)
    for mine, theirs in zip(found[-1].domains, seen.domains, strict=True):
        assert (mine.share, mine.low, mine.high) == (theirs.share, theirs.low, theirs.high)
        assert mine.firsts == theirs.firsts


@given(answers, answers)
def test_what_comes_later_changes_no_point_before(early, late) -> None:
    late = [one._replace(at=one.at + 50 * DAY) for one in late]
    before = levels(*early)
    assert levels(*early, *late)[: len(before)] == before


@given(answers)
def test_the_share_lies_in_its_interval_and_all_between_0_and_1(given) -> None:
    for one in levels(*given):
        for level in (one.whole, *one.domains):
            assert 0.0 <= level.low <= level.share <= level.high <= 1.0


def test_the_interval_of_the_whole_is_that_of_a_weighted_sum() -> None:
    learner = Learner(SYLLABUS)
    ability = learner.ability
    ability.mean = [0.0, 0.5, -0.5, 1.0]
    ability.spread = [[0.04 if i == j else 0.01 for j in range(4)] for i in range(4)]
    weights = [28 / 80, 15 / 80, 19 / 80, 18 / 80]
    steep = [weight * slope(mean) for weight, mean in zip(weights, ability.mean, strict=True)]
    own = sum(0.03 * one * one for one in steep)
    variance = own + 0.01 * sum(steep) ** 2
    found = whole_of(learner)
    middle = sum(weight * share(mean) for weight, mean in zip(weights, ability.mean, strict=True))
    assert found.share == pytest.approx(middle)
    assert found.high - found.share == pytest.approx(REACH * sqrt(variance))
    assert found.share - found.low == pytest.approx(REACH * sqrt(variance))


def test_right_answers_raise_the_share_and_wrong_ones_lower_it() -> None:
    good = levels(*(answer(place, 1.0, place / 20) for place in range(60)))
    bad = levels(*(answer(place, 0.0, place / 20) for place in range(60)))
    assert good[-1].whole.share > good[0].whole.share > bad[0].whole.share > bad[-1].whole.share
    assert good[-1].whole.high - good[-1].whole.low < good[0].whole.high - good[0].whole.low


def test_a_standard_that_is_easier_raises_every_share() -> None:
    one = answer(1)
    plain, easier = levels(one)[0], levels(one, offset=0.3)[0]
    assert easier.whole.share > plain.whole.share
    assert all(a.share > b.share for a, b in zip(easier.domains, plain.domains, strict=True))


def test_enough_is_what_the_outlook_calls_enough() -> None:
    every = [answer(place, day=place / 100) for place in range(LEAST_FIRSTS)]
    assert levels(*every)[-1].whole.enough
    assert not levels(*every[:-1])[-1].whole.enough
    one_domain = [answer(4 * turn, day=turn / 100) for turn in range(LEAST_FIRSTS)]
    found = levels(*one_domain)[-1]
    assert not found.whole.enough
    assert [level.enough for level in found.domains] == [True, False, False, False]
    assert not levels(*one_domain[: LEAST_IN_DOMAIN - 1])[-1].domains[0].enough


def test_a_level_is_given_by_domain_or_for_all() -> None:
    whole, own = (Level(share, 0.0, 1.0, 9, enough=True) for share in (0.5, 0.6))
    point = DayLevel(FIRST, whole, (own,))
    assert point.of(None) is whole
    assert point.of(0) is own


def test_an_item_of_no_bank_makes_a_day_but_moves_nothing() -> None:
    strange = answer(1)._replace(item="gone/item")
    (found,) = levels(strange)
    assert found.whole.firsts == 0
    assert found.whole == whole_of(learned())
