"""The gates before a chance is shown, the words for it, and what it says of the domains."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning.ability import CUT
from examprep.learning.calibration import TENTHS
from examprep.learning.outlook import (
    LEAST_FIRSTS,
    LEAST_IN_DOMAIN,
    VERDICTS,
    DomainOutlook,
    Outlook,
    idle_days,
    in_ten,
    interval_words,
    missing_words,
    outlook,
    rounded,
)
from examprep.learning.readiness import Chance
from tests.learning.worlds import START, answer, learned

TITLES = ("Drugs", "Law", "Safety", "Orders")
chances = st.floats(0.0, 1.0)


def with_firsts(*firsts: int) -> Outlook:
    domains = tuple(DomainOutlook(n, 0.7, 0.6, 0.8, 0.0, count) for n, count in enumerate(firsts))
    return Outlook(Chance(0.5, 0.3, 0.7), domains, 0.0)


def with_chance(low: float, high: float) -> Outlook:
    return Outlook(Chance((low + high) / 2, low, high), (), 0.0)


@pytest.mark.parametrize(
    ("firsts", "enough"),
    [
        ((10, 10, 10, 10), True),
        ((10, 10, 10, 9), False),
        ((25, 5, 5, 5), True),
        ((90, 90, 90, 4), False),
        ((0, 0, 0, 0), False),
    ],
)
def test_it_takes_40_first_answers_and_5_of_each_domain(firsts, enough) -> None:
    found = with_firsts(*firsts)
    assert found.enough == enough
    assert found.firsts == sum(firsts)
    assert bool(missing_words(found, TITLES)) != enough


def test_what_is_missing_is_said_in_numbers_and_names() -> None:
    said = "Not enough answers yet: "
    assert missing_words(with_firsts(2, 30, 3, 3), TITLES) == (
        f"{said}2 more questions you have not seen before, at least 5 each in Drugs, Safety, Orders"
    )
    assert missing_words(with_firsts(30, 30, 4, 30), TITLES) == f"{said}at least 5 each in Safety"
    assert missing_words(with_firsts(9, 10, 10, 10), TITLES) == (
        f"{said}1 more question you have not seen before"
    )


@given(chances)
def test_chances_are_shown_in_steps_of_5_and_never_as_sure(value: float) -> None:
    shown = rounded(value)
    assert shown % 5 == 0
    assert 5 <= shown <= 95
    assert abs(shown - min(97.5, max(2.5, 100 * value))) <= 2.5 + 1e-9


@given(chances, chances)
def test_a_greater_chance_is_never_shown_as_a_smaller_one(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert rounded(low) <= rounded(high)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "fewer than 1 in 10 people"),
        (0.1, "about 1 in 10 people"),
        (0.55, "5 to 6 in 10 people"),
        (0.6, "about 6 in 10 people"),
        (0.85, "8 to 9 in 10 people"),
        (0.9, "about 9 in 10 people"),
        (1.0, "more than 9 in 10 people"),
    ],
)
def test_a_chance_is_said_as_people_out_of_ten(value: float, words: str) -> None:
    assert in_ten(value) == words


def test_an_interval_is_rounded_as_the_chance_is() -> None:
    assert interval_words(Chance(0.612, 0.448, 0.999)) == "about 60 % (45 to over 95 %)"


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.70, 0.99, "likely"),
        (0.67, 0.99, "leaning"),
        (0.68, 0.99, "likely"),
        (0.50, 0.90, "leaning"),
        (0.47, 0.90, "open"),
        (0.10, 0.53, "open"),
        (0.10, 0.50, "not yet"),
    ],
)
def test_the_verdict_hangs_on_where_the_interval_lies(low, high, verdict) -> None:
    assert with_chance(low, high).verdict == verdict
    assert verdict in VERDICTS


def test_only_first_answers_that_tell_something_count() -> None:
    once = [answer(n, 1.0, n / 10) for n in range(48)]
    again = [answer(n, 1.0, 6 + n / 10) for n in range(48)]
    quick = [answer(n, 1.0, 12.0, seconds=2.0) for n in range(60, 120)]
    found = outlook(learned(*once, *again, *quick), 0.0)
    assert [one.firsts for one in found.domains] == [12, 12, 12, 12]
    assert found.enough


def test_the_weak_domain_holds_down_and_the_points_add_up_to_the_score() -> None:
    answers = [answer(n, float(n % 4 != 1), n / 10) for n in range(80)]
    found = outlook(learned(*answers), 0.0)
    assert found.holding[0].domain == 1
    assert all(one.lost > 0.0 for one in found.holding)
    assert all(one.low <= one.share <= one.high for one in found.domains)
    whole = sum(
        count * one.share for count, one in zip((28, 15, 19, 18), found.domains, strict=True)
    )
    assert found.score == pytest.approx(whole / 80)
    assert found.score < CUT + 0.3


def test_a_day_further_away_makes_it_less_sure() -> None:
    learner = learned(*[answer(n, float(n % 3 > 0), n / 10) for n in range(80)])
    soon, late = outlook(learner, 0.0), outlook(learner, 200.0)
    assert late.chance.high - late.chance.low > soon.chance.high - soon.chance.low
    assert outlook(learner, 0.0) == soon


def test_days_without_an_answer_are_counted() -> None:
    assert idle_days(learned(), START) == 0.0
    assert idle_days(learned(answer(1, day=2.0)), START + 30.0) == pytest.approx(28.0)
    assert idle_days(learned(answer(1, day=2.0)), START) == 0.0


def test_the_gates_are_those_that_were_measured() -> None:
    assert (LEAST_FIRSTS, LEAST_IN_DOMAIN) == (40, 5)


def test_the_tenths_rise_and_lie_close_to_what_came() -> None:
    told = [one.foretold for one in TENTHS]
    assert len(told) == 10
    assert told == sorted(told)
    assert all(abs(one.foretold - one.passed) <= 0.08 for one in TENTHS)
