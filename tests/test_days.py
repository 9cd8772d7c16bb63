"""Dates and times as people read them, region by region."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep import days
from examprep.dates import read_date
from examprep.days import STYLES, in_words, long, moment_words, short, time_of_day, with_weekday
from examprep.locales import languages, region_of, style_of, time_locale
from examprep.settings import load_settings, settings_path

DAY = date(2026, 11, 28)
DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))


@pytest.fixture(autouse=True)
def _as_the_machine_has_it() -> object:
    yield
    days.use_style("auto")


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("en_US.UTF-8", "us"),
        ("en-US", "us"),
        ("es_PR", "us"),
        ("en_CA.UTF-8", "us"),
        ("C.UTF-8", "us"),
        ("POSIX", "us"),
        ("", "us"),
        ("en", "us"),
        ("de_DE.UTF-8", "world"),
        ("en_GB", "world"),
        ("es_MX@modern", "world"),
        ("zh_Hant_HK", "world"),
        ("ja_JP.eucJP", "iso"),
        ("sv_SE", "iso"),
    ],
)
def test_each_region_has_its_style(name: str, style: str) -> None:
    assert style_of(name) == style


def test_a_name_without_region_has_none() -> None:
    assert [region_of(name) for name in ("de", "C.UTF-8", "de_DE", "zh_Hans-CN")] == [
        "", "", "DE", "CN",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("us", ("Nov 28, 2026", "November 28, 2026", "Saturday, November 28, 2026", "Sat Nov 28")),
        ("world", ("28 Nov 2026", "28 November 2026", "Saturday, 28 November 2026", "Sat 28 Nov")),
        ("iso", ("2026-11-28", "2026-11-28", "Saturday, 2026-11-28", "Sat 11-28")),
    ],
)
def test_a_day_is_written_in_each_style(style: str, shown: tuple[str, ...]) -> None:
    days.use_style(style)
    assert (short(DAY), long(DAY), in_words(DAY), with_weekday(DAY)) == shown


def test_the_year_is_left_out_beside_a_day_of_the_same() -> None:
    beside, other = date(2026, 1, 1), date(2027, 1, 1)
    assert [short(DAY, beside, how=one) for one in STYLES] == ["Nov 28", "28 Nov", "2026-11-28"]
    assert [short(DAY, other, how=one) for one in STYLES] == [
        "Nov 28, 2026", "28 Nov 2026", "2026-11-28",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hour", "american", "elsewhere"),
    [(0, "12:05 am", "00:05"), (9, "9:05 am", "09:05"), (12, "12:05 pm", "12:05"),
     (23, "11:05 pm", "23:05")],
)  # fmt: skip
def test_the_time_of_day_has_twelve_or_twenty_four_hours(
    hour: int, american: str, elsewhere: str
) -> None:
    moment = datetime(2026, 11, 28, hour, 5, tzinfo=UTC)
    assert time_of_day(moment, how="us") == american
    assert {time_of_day(moment, how=one) for one in ("world", "iso")} == {elsewhere}
    assert moment_words(moment, how="us") == f"Nov 28, 2026, {american}"


@given(DAYS, st.sampled_from(STYLES), st.booleans())
def test_what_is_shown_can_be_typed_again(day: date, style: str, in_full: bool) -> None:
    days.use_style(style)
    assert read_date(long(day) if in_full else short(day), day) == day


@given(DAYS)
def test_no_two_days_are_written_alike(day: date) -> None:
    other = date(day.year, day.day, day.month) if day.day <= 12 else day
    for style in STYLES:
        assert (short(day, how=style) == short(other, how=style)) == (day == other)


def test_the_machine_decides_until_the_user_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_TIME", "de_DE.UTF-8")
    assert short(DAY) == "28 Nov 2026"
    assert read_date("5/12/2027", DAY) == date(2027, 12, 5)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert short(DAY) == "Nov 28, 2026"
    assert read_date("5/12/2027", DAY) == date(2027, 5, 12)
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('dates = "iso"\n')
    load_settings()
    assert short(DAY) == "2026-11-28"


def test_a_style_that_there_is_not_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('dates = "french"\n')
    settings, problems = load_settings()
    assert settings.dates == "auto"
    assert "dates takes auto or us or world or iso" in str(problems[0])


def test_the_environment_is_asked_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_TIME", "LC_MESSAGES", "LANGUAGE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert (time_locale(), languages()) == ("fr_FR.UTF-8", ("fr_FR.UTF-8",))
    monkeypatch.setenv("LC_TIME", "en_US")
    monkeypatch.setenv("LANGUAGE", "es:en")
    assert (time_locale(), languages()) == ("en_US", ("es", "en"))
