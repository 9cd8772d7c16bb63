"""Small pictures made of characters."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from examprep.tui.glyphs import (
    MARK,
    bar,
    clock,
    countdown,
    day_of,
    duration,
    interval,
    level,
    marked_bar,
)

SHARES = st.floats(-1, 2)
TODAY = date(2026, 11, 22)


@given(SHARES, st.integers(3, 60))
def test_bar_is_as_wide_as_asked(share: float, width: int) -> None:
    assert cell_len(bar(share, width)) == width


@given(SHARES, SHARES, st.integers(3, 60))
def test_more_never_draws_a_shorter_bar(one: float, other: float, width: int) -> None:
    less, more = sorted((one, other))
    assert bar(less, width).count("\u00b7") >= bar(more, width).count("\u00b7")


def test_bar_is_empty_at_nothing_and_full_at_all() -> None:
    assert "\u00b7" not in bar(1.0, 12)
    assert bar(0.0, 12).count("\u00b7") >= 10
    assert bar(0.5, 12) not in {bar(0.0, 12), bar(1.0, 12)}


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.integers(2, 60))
def test_an_interval_is_one_point_on_a_line(shares: list[float], width: int) -> None:
    low, value, high = sorted(shares)
    drawn = interval(low, value, high, width)
    assert cell_len(drawn) == width
    assert drawn.count("\u25cf") == 1
    assert drawn.strip("\u00b7").count("\u00b7") == 0


def test_an_interval_lies_where_its_shares_are() -> None:
    assert (
        interval(0.2, 0.5, 0.7, 11)
        == "\u00b7\u00b7\u2501\u2501\u2501\u25cf\u2501\u2501\u00b7\u00b7\u00b7"
    )
    assert interval(0.0, 0.0, 0.0, 5).startswith("\u25cf")
    assert interval(1.0, 1.0, 1.0, 5).endswith("\u25cf")


@given(SHARES, st.floats(0, 1), st.integers(3, 60))
def test_a_marked_bar_has_one_mark_where_it_belongs(share, mark, width) -> None:
    before, sign, after = marked_bar(share, mark, width)
    assert sign == MARK
    assert cell_len(before + sign + after) == width
    assert abs(len(before) - mark * width) <= 1


def test_level_rises_and_nothing_is_a_dot() -> None:
    assert level(0) == "\u00b7"
    levels = [level(step / 100) for step in range(1, 101)]
    assert levels == sorted(levels)
    assert len(set(levels)) == 8
    assert level(1.0) == "\u2588"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (-5, "0:00"), (0.2, "0:01"), (59.5, "1:00"), (60, "1:00"), (702, "11:42"),
     (3980, "1:06:20"), (36000, "10:00:00")],
)  # fmt: skip
def test_clock_is_over_only_at_zero(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (45.4, "45 s"), (60, "1 min"), (720, "12 min"), (5640, "1 h 34 min"),
     (7200, "2 h 0 min")],
)  # fmt: skip
def test_duration_in_words(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (None, ""),
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 21), "yesterday"),
        (date(2027, 1, 15), "in 54 days"),
        (date(2026, 11, 19), "3 days ago"),
    ],
)
def test_countdown(day: date | None, text: str) -> None:
    assert countdown(day, TODAY) == text


def test_day_names_the_year_only_where_it_is_another() -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert day_of(noon, 2026) == "Nov 22"
    assert day_of(noon) == day_of(noon.timestamp()) == "Nov 22, 2026"


def test_a_day_beyond_every_calendar_is_written_all_the_same() -> None:
    assert day_of(datetime.max.replace(tzinfo=UTC)).endswith(", 9998")
    assert day_of(float("nan")).endswith(("1970", "1969"))
