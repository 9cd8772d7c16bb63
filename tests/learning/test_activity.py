"""The weeks of a calendar with the answers of each day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning.activity import weeks

TODAY = date(2026, 11, 25)  # a Wednesday


def test_a_week_begins_on_monday_and_days_to_come_are_open() -> None:
    days = {date(2026, 11, 16): 4, date(2026, 11, 25): 7, date(2026, 11, 15): 9}
    before, this = weeks(days, TODAY, 2)
    assert (before.monday, this.monday) == (date(2026, 11, 16), date(2026, 11, 23))
    assert before.counts == (4, 0, 0, 0, 0, 0, 0)
    assert this.counts == (0, 0, 7, None, None, None, None)
    assert (before.answers, this.answers) == (4, 7)


@given(
    st.dictionaries(st.integers(0, 200), st.integers(1, 99), max_size=20),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(1, 18),
)
def test_no_day_of_these_weeks_is_lost(back, today, count) -> None:
    days = {today - timedelta(days=days): answers for days, answers in back.items()}
    found = weeks(days, today, count)
    assert len(found) == count
    assert sum(one.answers for one in found) == sum(
        answers for day, answers in days.items() if day >= found[0].monday
    )


@pytest.mark.parametrize("weekday", range(7))
def test_today_is_the_last_day_that_has_a_count(weekday: int) -> None:
    today = date(2026, 11, 23) + timedelta(days=weekday)
    counts = weeks({}, today, 1)[0].counts
    assert counts.count(None) == 6 - weekday
