"""Dates as people type them."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import MAXYEAR, UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.dates import MOST_YEARS, UnclearDate, local, read_date
from examprep.days import in_words

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    "text",
    [
        "2027-01-15",
        "2027/1/15",
        "2027.01.15",
        "1/15/2027",
        "01-15-27",
        "1/15",
        "15.1.2027",
        "15. 1.",
        "Jan 15 2027",
        "January 15th, 2027",
        "jan. 15, '27",
        "Jan 15",
        "15 Jan",
        "15jan2027",
        "15-Jan-2027",
        "the 15th of January",
        "Fri, 15 Jan 2027",
        "on Friday January 15",
        "2027 Jan 15",
        "in 53 days",
        "  JAN   15  ",
    ],
)
def test_one_day_is_read_in_many_forms(text: str) -> None:
    assert read_date(text, TODAY) == date(2027, 1, 15)


@pytest.mark.parametrize("text", ["", "  ", "none", "-", "not yet", "Later"])
def test_no_date_is_an_answer_too(text: str) -> None:
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in 8 weeks", date(2027, 1, 18)),
        ("8 weeks", date(2027, 1, 18)),
        ("8w", date(2027, 1, 18)),
        ("two weeks from now", date(2026, 12, 7)),
        ("in a month", date(2026, 12, 23)),
        ("3 months", date(2027, 2, 23)),
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 24)),
        ("next week", date(2026, 11, 30)),
        ("next month", date(2026, 12, 23)),
        ("friday", date(2026, 11, 27)),
        ("next Monday", date(2026, 11, 30)),
        ("5 mar", date(2027, 3, 5)),
        ("sept 1", date(2027, 9, 1)),
        ("11/23", TODAY),
        ("11/22", date(2027, 11, 22)),
    ],
)
def test_days_are_counted_from_today(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


def test_a_month_on_stays_inside_the_month() -> None:
    assert read_date("in 1 month", date(2027, 1, 31)) == date(2027, 2, 28)


def test_february_29_means_the_next_leap_year() -> None:
    assert read_date("Feb 29", TODAY) == date(2028, 2, 29)


def test_slashes_are_read_in_american_order() -> None:
    assert read_date("3/4/2027", TODAY) == date(2027, 3, 4)
    assert read_date("4.3.2027", TODAY) == date(2027, 3, 4)


@pytest.mark.parametrize("text", ["2020-01-15", "Nov 22 2026", "1/1/26"])
def test_past_days_are_refused_kindly(text: str) -> None:
    with pytest.raises(UnclearDate, match=r"is past\. Type a day from today on, or none\."):
        read_date(text, TODAY)


def test_days_far_away_are_taken_for_a_slip() -> None:
    with pytest.raises(UnclearDate, match="far away"):
        read_date("Jan 15 2072", TODAY)
    with pytest.raises(UnclearDate, match="far away"):
        read_date("9999 weeks", TODAY)


@pytest.mark.parametrize("text", ["Feb 30", "2/30/2027", "Nov 31 2026", "Jan 0"])
def test_days_that_no_month_has_are_named(text: str) -> None:
    with pytest.raises(UnclearDate, match=r"has no day \d+"):
        read_date(text, TODAY)


@pytest.mark.parametrize(
    "text", ["soon", "ja 15", "ju 4", "13/13", "15/1/2027", "January", "2027", "8:30", "0000-01-01"]
)
def test_what_is_no_date_is_asked_again_with_examples(text: str) -> None:
    with pytest.raises(UnclearDate, match="Type it like 2027-01-15, Jan 15 or in 8 weeks"):
        read_date(text, TODAY)


def test_days_are_written_in_full() -> None:
    assert in_words(date(2027, 1, 15)) == "Friday, January 15, 2027"


@given(st.integers(0, 365 * (MOST_YEARS - 1)))
def test_a_day_written_in_full_is_read_back(days: int) -> None:
    day = TODAY + timedelta(days=days)
    assert read_date(in_words(day), TODAY) == day
    assert read_date(day.isoformat(), TODAY) == day
    assert read_date(f"in {days} days", TODAY) == day


@given(st.text(alphabet="0123456789/-. janfebmrdwks'\u0665\u00b2", max_size=14) | st.text())
def test_any_text_is_a_day_or_none_or_refused(text: str) -> None:
    with suppress(UnclearDate):  # the only error there may be
        day = read_date(text, TODAY)
        assert day is None or day >= TODAY


def test_a_moment_is_told_by_the_local_clock() -> None:
    moment = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    assert local(moment) == local(moment.timestamp()) == moment
    assert local(moment.replace(tzinfo=None)) == moment
    assert local(moment).utcoffset() == moment.astimezone().utcoffset()


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("moment", "years"),
    [
        (float("nan"), {1969, 1970}),
        (float("-inf"), {1969, 1970}),
        (-(10.0**18), {1969, 1970}),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), {1969, 1970}),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))), {9998, 9999}),
        (datetime(MAXYEAR, 12, 31, tzinfo=UTC).timestamp(), {9998, 9999}),
        (10.0**30, {9998, 9999}),
        (float("inf"), {9998, 9999}),
    ],
)
def test_a_moment_that_no_calendar_holds_is_told_by_its_edge(
    monkeypatch: pytest.MonkeyPatch, zone: str, moment: float | datetime, years: set[int]
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        getattr(time, "tzset", list)()
        assert local(moment).year in years
    getattr(time, "tzset", list)()
