"""`examprep results`, `charts`, `settings` and `users`; and who gets lines without asking."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from examprep.cli.aloud import in_lines, wants_lines
from examprep.desk.desk import Desk
from examprep.settings import Settings, load_settings, save_settings
from tests.cli.studying import Study, study
from tests.exam_banks import write_exam_bank
from tests.factories import Clock
from tests.prepared import mock


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    folder, clock = write_exam_bank(tmp_path / "banks", each=4), Clock()
    desk = Desk.open([folder])
    desk.times = clock.times
    desk.enroll("Maria", "ptce-2026", None)
    for right in (lambda slot: slot % 2 == 0, lambda slot: slot % 3 > 0):
        mock(desk, right, clock)
    return study(desk, folder, clock, monkeypatch)


def test_results_are_listed_shown_read_again_and_compared(run: Study) -> None:
    _, listed, _ = run("results")
    assert listed.startswith("1. ")
    assert "PTCE mock 2" in listed.splitlines()[0]
    code, shown, _ = run("results", "2", "--reread")
    assert code == 0
    assert "Score: " in shown
    assert "By domain, beside the standard:" in shown
    assert "(your answer, not right)" in shown
    assert "Source: Rule book" in shown
    _, compared, _ = run("results", "1", "--compare", "2")
    assert compared.startswith("First PTCE mock 1")
    _, saved, _ = run("results", "1", "--save")
    assert saved.startswith("Saved as ")
    assert [row["number"] for row in json.loads(run("results", "--json")[1])] == [1, 2]


@pytest.mark.parametrize(
    "words", [("9",), ("x",), ("1", "--compare", "9"), ("--reread",)], ids=" ".join
)
def test_a_result_that_is_not_there_is_one_line_and_2(run: Study, words: tuple[str, ...]) -> None:
    code, out, err = run("results", *words)
    assert (code, out) == (2, "")
    assert err.startswith("examprep results: ")
    assert err.count("\n") == 1


def test_charts_are_tables(run: Study) -> None:
    _, every, _ = run("charts")
    assert "You would get about" in every
    assert "Study day" in every
    assert "Week of" in every
    assert "Esc" not in every
    found = json.loads(run("charts", "days", "--json")[1])
    assert found["days"]["rows"][0]["all"] != "0"


def test_settings_are_shown_and_changed(run: Study) -> None:
    _, every, _ = run("settings")
    assert "screen_reader: off (" in every
    code, _, err = run("settings", "screen-reader", "on")
    assert (code, err) == (0, "screen_reader: on. Saved.\n")
    assert load_settings()[0].screen_reader
    assert run("settings", "theme", "high", "contrast")[0] == 0
    assert json.loads(run("settings", "theme", "--json")[1]) == {"theme": "examprep-contrast"}
    assert run("settings", "exam", "cspt-2023")[1] == "cspt-2023\n"


@pytest.mark.parametrize(
    "words", [("volume",), ("theme", "pink"), ("questions", "0"), ("exam", "bar")], ids=" ".join
)
def test_a_setting_that_is_none_is_one_line_and_2(run: Study, words: tuple[str, ...]) -> None:
    before = load_settings()[0]
    code, _, err = run("settings", *words)
    assert code == 2
    assert err.startswith("examprep settings: ")
    assert err.count("\n") == 1
    assert load_settings()[0] == before


def test_users_are_listed_added_and_chosen(run: Study) -> None:
    assert run("users")[1] == "Maria, ptce-2026, at the desk\n"
    _, both, _ = run("users", "--add", "Ben", "--exam", "cspt-2023", "--date", "in 3 weeks")
    assert both.startswith("Ben, cspt-2023, ")
    assert run("users", "--choose", "maria")[1].endswith("Maria, ptce-2026, at the desk\n")
    assert run("users", "--choose", "Zoe")[0] == 1
    assert run("users", "--add", "Ann", "--date", "someday")[0] == 2
    assert [row["here"] for row in json.loads(run("users", "--json")[1])] == [False, True]


def flags(*, screen_reader: bool | None = None, plain: bool = False) -> argparse.Namespace:
    return argparse.Namespace(screen_reader=screen_reader, plain=plain)


def test_flag_environment_and_setting_ask_for_lines_in_this_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not wants_lines(flags())
    save_settings(Settings(screen_reader=True))
    assert wants_lines(flags())
    monkeypatch.setenv("EXAMPREP_SCREEN_READER", "0")
    assert not wants_lines(flags())
    monkeypatch.setenv("EXAMPREP_SCREEN_READER", "1")
    assert wants_lines(flags())
    assert not wants_lines(flags(screen_reader=False))
    assert in_lines(flags(screen_reader=False, plain=True))


def test_a_browser_has_the_app_whatever_is_set_here(monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(Settings(screen_reader=True))
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert not wants_lines(flags())
