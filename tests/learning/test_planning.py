"""The laws of the plan: it looks ahead only, fits the days, and is never a debt."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning.ability import Ability
from examprep.learning.planning import (
    BETWEEN_MOCKS,
    MOST_MOCKS,
    READING,
    USUAL,
    Pace,
    Stock,
    calendar,
    forecast,
    weeks,
)
from tests.learning.worlds import COUNTS

TODAY = date(2026, 11, 23)
MOCKS = (("full", 110.0), ("half", 55.0), ("quarter", 27.5))
paces = st.builds(
    Pace,
    st.tuples(*[st.sampled_from([0, 0, 1, 5, 20, 45, 120, 240])] * 7),
    st.floats(5.0, 200.0),
    st.sampled_from([MOCKS, ()]),
)
stocks = st.builds(
    Stock, st.integers(0, 900), st.lists(st.integers(0, 60), max_size=70), st.integers(0, 300)
)
lengths = st.integers(0, 90)


def planned(length: int | None, pace: Pace, stock: Stock, start: date = TODAY):
    exam = None if length is None else start + timedelta(days=length)
    return calendar(start, exam, pace, stock)


@given(lengths, paces, stocks)
def test_the_days_run_from_today_to_the_exam(length, pace, stock) -> None:
    days = planned(length, pace, stock).days
    assert [one.day for one in days] == [TODAY + timedelta(days=n) for n in range(length + 1)]
    assert [one.kind == "exam" for one in days] == [False] * length + [True]


@given(paces, stocks)
def test_without_a_date_it_is_four_weeks_of_study(pace, stock) -> None:
    days = planned(None, pace, stock).days
    assert len(days) == 28
    assert {one.kind for one in days} <= {"study", "rest"}


@given(lengths, paces, stocks)
def test_a_day_off_is_empty_and_any_other_has_something(length, pace, stock) -> None:
    for one in planned(length, pace, stock).days:
        assert (one.kind in {"rest", "exam"}) == (one.minutes == 0)
        if one.kind in {"rest", "exam"}:
            assert (one.questions, one.mock) == (0, "")
            assert one.kind == "exam" or pace.on(one.day) == 0
        else:
            assert one.questions or one.mock or one.kind == "light" or not stock.unseen
            assert min(one.new, one.reviews) >= 0


@given(lengths, paces, stocks)
def test_there_are_never_more_new_questions_than_were_never_seen(length, pace, stock) -> None:
    found = planned(length, pace, stock)
    assert found.new <= stock.unseen
    assert found.left == stock.unseen - found.new
    assert found.minutes == sum(one.minutes for one in found.days)


@given(lengths, paces, stocks)
def test_no_day_is_longer_than_its_minutes_but_for_a_mock(length, pace, stock) -> None:
    needed = dict(pace.mocks)
    for one in planned(length, pace, stock).days[:-1]:
        assert one.minutes <= max(pace.on(one.day), round(needed.get(one.mock, 0)))
        asked = one.questions * pace.each / 60 + needed.get(one.mock, 0.0)
        assert one.questions <= 1 or asked <= one.minutes + 1e-6


@given(st.integers(1, 90), paces, stocks)
def test_a_day_missed_is_no_debt(length, pace, stock) -> None:
    """Made anew a day later without an answer, no day grows: nothing piles up."""
    before = planned(length, pace, stock)
    overdue = Stock(stock.unseen, [sum(stock.due[:2]), *stock.due[2:]], stock.seen)
    after = planned(length - 1, pace, overdue, TODAY + timedelta(days=1))
    assert len(after.days) == len(before.days) - 1
    for old, new in zip(before.days[1:], after.days, strict=True):
        assert (new.day, new.kind, new.minutes, new.mock) == (
            old.day,
            old.kind,
            old.minutes,
            old.mock,
        )
        assert new.questions <= old.questions


def test_a_mock_that_was_missed_is_not_made_up_for() -> None:
    pace = Pace((30, 5, 1, 0, 0, 0, 0), 70.0, MOCKS)
    exam = TODAY + timedelta(days=5)  # a Saturday
    assert calendar(TODAY, exam, pace, Stock(50, [])).days[0].kind == "mock"
    after = calendar(TODAY + timedelta(days=1), exam, pace, Stock(50, []))
    assert not any(one.mock for one in after.days)


@given(st.integers(1, 90), paces, stocks)
def test_nothing_is_new_on_the_last_day(length, pace, stock) -> None:
    last = planned(length, pace, stock).days[-2]
    assert last.new == 0
    assert not last.mock
    assert last.kind in {"light", "rest"}
    assert last.minutes <= max(1, round(pace.on(last.day) / 2))


@given(st.integers(5, 90), paces, stocks)
def test_the_last_mock_is_close_to_the_exam_but_not_on_its_eve(length, pace, stock) -> None:
    found = planned(length, pace, stock)
    sat = [(found.days[-1].day - one.day).days for one in found.days if one.mock]
    open_days = [n for n in (3, 4, 5) if pace.on(found.days[-1].day - timedelta(days=n))]
    assert len(sat) <= MOST_MOCKS
    assert all(days >= 2 for days in sat)
    if pace.mocks and open_days:
        assert 2 <= min(sat) <= 5
    assert all(one - other >= BETWEEN_MOCKS - 2 for one, other in pairwise(sat))


def test_a_mock_fits_into_its_day_or_is_the_shortest() -> None:
    short = planned(40, Pace((20,) * 7, 70.0, MOCKS), Stock(500, []))
    assert {(one.mock, one.minutes) for one in short.days if one.mock} == {("quarter", 28)}
    long = planned(40, Pace((120,) * 7, 70.0, MOCKS), Stock(500, []))
    assert {(one.mock, one.minutes) for one in long.days if one.mock} == {("full", 120)}


def test_a_mock_that_was_taken_today_is_not_planned_again() -> None:
    exam = TODAY + timedelta(days=3)
    pace = Pace((60,) * 7, 70.0, MOCKS)
    assert calendar(TODAY, exam, pace, Stock(50, [])).days[0].kind == "mock"
    assert calendar(TODAY, exam, pace, Stock(50, []), 1).days[0].kind == "study"


def test_reviews_take_what_is_due_and_leave_room_for_the_new() -> None:
    pace = Pace((60,) * 7, 60.0 / (1.0 + READING))
    first, second = planned(30, pace, Stock(1_000, [4, 500], 600)).days[:2]
    assert (first.new, first.reviews) == (56, 4)
    assert (second.new, second.reviews) == (24, 36)


def test_new_questions_come_again_some_days_later() -> None:
    pace = Pace((60,) * 7, 60.0 / (1.0 + READING))
    assert [one.reviews for one in planned(30, pace, Stock(1_000, [])).days[:4]] == [0, 0, 0, 30]


def test_however_little_the_time_a_study_day_has_a_question() -> None:
    assert planned(10, Pace((1,) * 7, 75.0), Stock(50, [])).days[0].questions == 1


@given(lengths, paces, st.integers(0, 6))
def test_weeks_begin_on_monday_and_keep_every_day(length, pace, shift) -> None:
    days = planned(length, pace, Stock(50, []), TODAY + timedelta(days=shift)).days
    rows = weeks(days)
    assert {len(row) for row in rows} == {7}
    assert [one for row in rows for one in row if one] == [*days]
    assert all(one is None or one.day.weekday() == n for row in rows for n, one in enumerate(row))
    assert weeks(()) == []


def able(mean: float) -> Ability:
    ability = Ability(4)
    ability.mean = [mean] * 4
    ability.spread = [[value * 0.2 for value in row] for row in ability.spread]
    return ability


def ahead(mean: float, minutes: int = 25, length: int = 40, unseen: int = 900):
    pace = Pace(tuple(minutes if n else 0 for n in USUAL), 70.0, MOCKS)
    exam = TODAY + timedelta(days=length)
    return forecast(able(mean), COUNTS, TODAY, exam, pace, Stock(unseen, [])), pace, exam


def test_a_goal_within_reach_needs_neither_more_time_nor_another_day() -> None:
    found, _, _ = ahead(0.4)
    assert found.within_reach
    assert (found.faster, found.later) == (None, None)


def test_a_goal_close_by_is_reached_by_more_minutes_or_a_later_day() -> None:
    found, pace, exam = ahead(-0.75)
    assert not found.within_reach
    assert found.faster is not None
    assert found.later is not None
    assert found.later > exam
    assert max(found.faster) > max(pace.minutes)
    assert [bool(one) for one in found.faster] == [bool(one) for one in pace.minutes]


def test_a_goal_far_away_is_not_promised_by_either() -> None:
    found, _, _ = ahead(-6.0)
    assert not found.within_reach
    assert (found.faster, found.later) == (None, None)


def test_keeping_to_it_is_better_than_doing_nothing() -> None:
    some, none = ahead(-0.2, 45)[0], ahead(-0.2, 0)[0]
    assert some.chance.value > none.chance.value


@pytest.mark.parametrize(("factor", "minutes"), [(1.25, 35), (2.0, 50), (4.0, 100), (40.0, 240)])
def test_more_minutes_are_in_steps_of_five_up_to_the_most(factor: float, minutes: int) -> None:
    assert Pace(USUAL, 70.0).times(factor).minutes == (*[minutes] * 6, 0)
