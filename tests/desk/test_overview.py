"""The first page: what to do today, how it went, and the week, in the candidate's own time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.events import Answer
from examprep.desk.overview import Slip, answers_by_day, overview, streak_on
from examprep.desk.plan import Plan
from examprep.desk.standing import standing
from examprep.errors import NotAllowed
from tests.factories import START, Clock, desk_at, respond, sit_through

TODAY = date(2026, 11, 22)


class Switching(tzinfo):
    """A zone whose clocks are changed once, as for daylight saving."""

    def __init__(self, before: float, after: float, moment: datetime) -> None:
        self.before, self.after = timedelta(hours=before), timedelta(hours=after)
        self.moment = moment

    def fromutc(self, dt):
        return dt + (self.after if dt.replace(tzinfo=UTC) >= self.moment else self.before)

    def utcoffset(self, dt):
        return self.before

    def tzname(self, dt):
        return "test"

    def dst(self, dt):
        return timedelta(0)


AUTUMN = Switching(-4, -5, datetime(2026, 11, 1, 6, tzinfo=UTC))  # New York
SPRING = Switching(-5, -4, datetime(2027, 3, 14, 7, tzinfo=UTC))


def hour(*moment):
    return int(datetime(*moment, tzinfo=UTC).timestamp()) // 3600


def zone(hours):
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("offset", "day"),
    [(0, 22), (-5, 21), (-11, 21), (3, 22), (14, 22), (-3, 22), (-4, 21)],
)
def test_a_day_is_the_candidates_own(offset, day):
    assert answers_by_day({hour(2026, 11, 22, 3): 4}, zone(offset)) == {date(2026, 11, day): 4}


def test_late_evening_and_early_morning_are_two_days():
    hours = {hour(2026, 11, 22, 4): 1, hour(2026, 11, 22, 5): 2, hour(2026, 11, 23, 4): 3}
    assert answers_by_day(hours, zone(-5)) == {date(2026, 11, 21): 1, date(2026, 11, 22): 5}


def test_a_day_of_25_hours_is_one_day():
    hours = {hour(2026, 11, 1, 4) + n: 1 for n in range(25)}
    assert answers_by_day(hours, AUTUMN) == {date(2026, 11, 1): 25}
    assert len(answers_by_day({hour(2026, 11, 1, 3): 1, hour(2026, 11, 2, 5): 1}, AUTUMN)) == 2


def test_a_day_of_23_hours_is_one_day():
    hours = {hour(2027, 3, 14, 5) + n: 1 for n in range(23)}
    assert answers_by_day(hours, SPRING) == {date(2027, 3, 14): 23}
    assert answers_by_day({hour(2027, 3, 15, 4): 1}, SPRING) == {date(2027, 3, 15): 1}


def test_the_same_hour_twice_counts_twice():
    assert answers_by_day({hour(2026, 11, 1, 5): 1, hour(2026, 11, 1, 6): 1}, AUTUMN) == {
        date(2026, 11, 1): 2
    }


def test_moments_outside_every_calendar_are_passed_over():
    odd = {10**12: 1, -(10**12): 1, hour(9999, 12, 31, 23): 1, hour(2026, 11, 22): 2}
    assert answers_by_day(odd, zone(14)) == {TODAY: 2}
    assert answers_by_day({hour(1, 1, 1, 0): 1}, zone(-5)) == {}


@given(
    st.dictionaries(st.integers(0, 900_000), st.integers(1, 50), max_size=30),
    st.integers(-12, 14),
)
def test_no_answer_is_lost_between_the_days(hours, offset):
    days = answers_by_day(hours, zone(offset))
    assert sum(days.values()) == sum(hours.values())
    near = {
        (datetime.fromtimestamp(one * 3600, UTC) + timedelta(days=shift)).date()
        for one in hours
        for shift in (-1, 0, 1)
    }
    assert set(days) <= near


def studied(*back):
    return {TODAY - timedelta(days=days): 5 for days in back}


@pytest.mark.parametrize(
    ("back", "streak"),
    [
        ((), (0, 0)),
        ((0,), (1, 0)),
        ((1,), (1, 0)),
        ((0, 1, 2), (3, 0)),
        ((1, 2, 3), (3, 0)),
        ((0, 2), (2, 1)),
        ((0, 3), (2, 2)),
        ((0, 4), (1, 0)),
        ((0, 1, 5, 6), (2, 0)),
        ((2, 4, 5, 7), (4, 2)),
        ((3,), (1, 0)),
        ((4,), (0, 0)),
        ((0, 3, 6, 9), (4, 6)),
        ((2, 3, 5, 6), (4, 1)),
        ((-1,), (0, 0)),
        ((-1, 0), (1, 0)),
    ],
)
def test_a_streak_outlives_two_days_off_but_not_three(back, streak):
    assert streak_on(studied(*back), TODAY) == streak


def test_a_day_with_no_answers_is_a_day_off():
    assert streak_on(studied(0, 2) | {TODAY - timedelta(days=1): 0}, TODAY) == (2, 1)


def test_a_streak_may_be_older_than_a_year_and_cross_its_end():
    days = {date(2026, 1, 2) - timedelta(days=back): 1 for back in range(500)}
    assert streak_on(days, date(2026, 1, 2)) == (500, 0)


@given(st.sets(st.integers(-3, 40)))
def test_a_streak_never_counts_more_than_was_studied(back):
    streak, rest = streak_on(studied(*back), TODAY)
    past = {days for days in back if days >= 0}
    assert 0 <= streak <= len(past)
    assert 0 <= rest <= 2 * max(0, streak - 1)


def test_a_new_candidate_has_everything_before_them(tmp_path):
    found = overview(desk_at(tmp_path / "banks", count=30), TODAY, UTC)
    assert (found.name, found.exam, found.day) == ("Maria", "ptce-2026", date(2027, 1, 15))
    assert (len(found.choice.names), found.choice.new, found.minutes) == (20, 20, 34)
    assert (found.open, found.missed, found.last) == (None, 0, ())
    assert (found.week, found.streak, found.rest) == ((0,) * 7, 0, 0)
    assert found.problems == 0


def test_todays_questions_stay_the_same_all_day_and_change_tomorrow(tmp_path):
    desk = desk_at(tmp_path / "banks", count=60)
    first = overview(desk, TODAY).choice.names
    assert overview(desk, TODAY).choice.names == first
    assert overview(desk, TODAY + timedelta(days=1)).choice.names != first


def test_a_week_of_study_is_summed_up(tmp_path):
    clock = Clock(START - timedelta(days=3))
    desk = desk_at(tmp_path / "banks", clock=clock, count=30, topics=("easy", "hard"))
    sit_through(desk, Plan(count=6, topics=("demo:hard",), seed=1), [False] * 6)
    clock.go(2 * 86_400)
    sit_through(desk, Plan(count=6, topics=("demo:easy",), seed=2), [True] * 5 + [False])
    clock.go(86_400)
    sitting = desk.start(Plan("quiz", 4, seed=3))
    sitting.respond(0, Answer((0,)))
    sitting.save_now()

    found = overview(desk, TODAY, UTC)
    assert found.week == (0, 0, 0, 6, 0, 6, 1)
    assert (found.streak, found.rest) == (3, 1)
    assert found.open.id == sitting.attempt.id
    assert [one.credit for one in found.last] == [5.0, 0.0]
    assert {title for title, _ in found.prospect.most} == {"Title of hard", "Title of easy"}
    assert found.missed in {6, 7}  # the open quiz may have asked a missed one again


def test_only_the_last_three_quizzes_are_shown_the_newest_first(tmp_path):
    clock = Clock()
    desk = desk_at(tmp_path / "banks", clock=clock, count=30)
    for right in range(5):
        clock.go(60)
        sit_through(desk, Plan(count=5, mode="random", seed=right), [True] * right)
    found = overview(desk, TODAY, UTC)
    assert [one.credit for one in found.last] == [4.0, 3.0, 2.0]
    assert [one.answered for one in found.last] == [4, 3, 2]


def slipped(desk, clock, *names):
    """Finish a quiz with one wrong number for each of these mistakes."""
    sitting = desk.sit(["demo/demo-000"] * len(names), "tutor", 1, None, "")
    for slot, name in enumerate(names):
        clock.go(1)
        wrong = respond(slot, sitting.clock, 0.0, mistake=name, id=f"slip-{next(IDS)}")
        sitting._put(replace(wrong, at=desk.times.now()))
    sitting.finish("done")
    assert sitting.save_now() == ""


IDS = count(1)


def test_mistakes_that_recur_are_named_the_most_frequent_first(tmp_path):
    clock = Clock()
    desk = desk_at(tmp_path / "banks", clock=clock)
    slipped(desk, clock, "lb-kg", "drop-factor", "rounding", "drop-factor", "lb-kg", "lb-kg")
    found = overview(desk, TODAY, UTC).slips
    assert [(one.title, one.often) for one in found] == [
        ("pounds and kilograms mixed up", "3 times"),
        ("drop factor left out or wrong", "2 times"),
    ]


def test_at_most_three_mistakes_are_named_and_of_those_as_frequent_the_latest(tmp_path):
    clock = Clock()
    desk = desk_at(tmp_path / "banks", clock=clock)
    slipped(desk, clock, *("clock", "sum", "fee", "valence") * 2)
    assert [one.name for one in overview(desk, TODAY, UTC).slips] == ["valence", "fee", "sum"]


def test_a_mistake_recurs_within_thirty_days_or_not_at_all(tmp_path):
    clock = Clock()
    desk = desk_at(tmp_path / "banks", clock=clock)
    slipped(desk, clock, "lb-kg")
    clock.go(29 * 86_400)
    slipped(desk, clock, "lb-kg")
    assert [one.times for one in overview(desk, TODAY, UTC).slips] == [2]
    clock.go(2 * 86_400)
    assert overview(desk, TODAY, UTC).slips == ()
    assert [one.often for one in standing(desk).slips] == ["once"]


def test_a_mistake_made_more_often_than_is_kept_says_so(tmp_path):
    clock = Clock()
    desk = desk_at(tmp_path / "banks", clock=clock)
    slipped(desk, clock, *["lb-kg"] * 25)
    assert [one.often for one in overview(desk, TODAY, UTC).slips] == ["20+ times"]


def test_a_mistake_without_a_title_is_named_by_its_id():
    assert Slip("some-new-one", 1).title == "some new one"


def test_nobody_has_no_overview(tmp_path):
    with pytest.raises(NotAllowed, match="Nobody"):
        overview(desk_at(tmp_path / "banks", name=""), TODAY)
