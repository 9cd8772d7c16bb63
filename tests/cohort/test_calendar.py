"""Days on the calendar of this machine, held to the clock of the system moment by moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.cohort.calendar import EPOCH, days, monday, week_of, zone
from examprep.dates import local

ZONES = {
    "UTC0": "UTC",
    "CST6CDT,M3.2.0,M11.1.0": "CST, UTC-06:00",
    "IST-5:30": "IST, UTC+05:30",
    "LINT-14": "LINT, UTC+14:00",
}
pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")


@pytest.fixture(params=ZONES)
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def test_each_hour_of_two_years_has_the_day_of_the_clock(place: str) -> None:
    at = 1_790_000_000.0 + 3_599.0 * np.arange(2 * 365 * 24)
    told = [local(moment).date().toordinal() - EPOCH for moment in at[::7].tolist()]
    assert days(at)[::7].tolist() == told


def test_the_calendar_is_named(place: str) -> None:
    assert zone(date(2026, 11, 24)) == ZONES[place]


def test_no_moments_have_no_days() -> None:
    assert len(days(np.zeros(0))) == 0


@given(st.integers(0, 60_000))
def test_a_week_begins_on_its_monday(day: int) -> None:
    begin = monday(int(week_of(np.array([day]))[0]))
    assert begin.weekday() == 0
    assert begin <= date.fromordinal(EPOCH + day) < begin + timedelta(days=7)
