"""`examprep plan`: setting date, minutes and days, and the days to the exam."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.progress.goal import Goal
from tests.cli.studying import Study, study
from tests.factories import Clock
from tests.prepared import EXAM, prepared


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    clock = Clock()
    return study(prepared(tmp_path, 60, clock=clock), tmp_path, clock, monkeypatch)


def test_two_weeks_are_printed_and_all_of_them_when_asked_for(run: Study) -> None:
    code, out, err = run("plan")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == (
        "Minutes: mon 25 tue 25 wed 25 thu 25 fri 25 sat 25 sun 0 "
        "(assumed; set your own with --minutes)"
    )
    assert "Sun Nov 22  day off" in lines
    assert "and 41 more days (--all)" in lines
    assert any(line.startswith("If you keep to it, your chance to pass is about") for line in lines)
    assert "Fri Jan 15  the exam" in run("plan", "--all")[1]


def test_minutes_and_days_are_kept_and_the_date_stays(run: Study) -> None:
    code, out, _ = run("plan", "--minutes", "45", "--days", "Mon,wednesday, fri")
    assert code == 0
    assert out.startswith("Minutes: mon 45 tue 0 wed 45 thu 0 fri 45 sat 0 sun 0\n")
    assert run.goal == Goal("ptce-2026", EXAM, (45, 0, 45, 0, 45, 0, 0))


def test_the_date_is_kept_and_the_minutes_stay(run: Study) -> None:
    run("plan", "--minutes", "30")
    assert run("plan", "--date", "in 8 weeks")[0] == 0
    assert run.goal == Goal("ptce-2026", date(2027, 1, 17), (30,) * 6 + (0,))
    code, out, _ = run("plan", "--date", "none")
    assert code == 0
    assert "No date is set: the plan looks four weeks ahead." in out
    assert run.goal == Goal("ptce-2026", None, (30,) * 6 + (0,))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--minutes", "0"], "--minutes takes a whole number from 1 to 240"),
        (["--minutes", "241"], "--minutes takes a whole number from 1 to 240"),
        (["--minutes", "half"], "--minutes takes a whole number from 1 to 240"),
        (["--days", "mon"], "--days goes with --minutes, as in --minutes 30 --days mon,wed,fri"),
        (["--minutes", "30", "--days", "mon,noday"], "there is no 'noday'"),
        (["--minutes", "30", "--days", "monster"], "there is no 'monster'"),
        (["--minutes", "30", "--days", "mon,,tue"], "there is no ''"),
        (["--date", "soon"], "This date is not clear."),
        (["--date", "2020-01-01"], "is past."),
        (["--minutes", "30", "--date", "soon"], "This date is not clear."),
    ],
)
def test_a_bad_flag_gives_one_line_and_code_2_and_keeps_nothing(run, arguments, words) -> None:
    before = run.path.read_bytes()
    code, out, err = run("plan", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("examprep plan: ")
    assert words in err
    assert err.count("\n") == 1
    assert run.path.read_bytes() == before


def test_as_json_it_is_plain_values(run: Study) -> None:
    facts = json.loads(run("plan", "--minutes", "40", "--json")[1])
    assert facts["exam_date"] == "2027-01-15"
    assert facts["minutes_by_weekday"] == [40] * 6 + [0]
    assert facts["today"]["mock"] is None
    assert len(facts["days"]) == 55
    assert facts["days"][-1] == {
        "date": "2027-01-15",
        "kind": "exam",
        "minutes": 0,
        "new": 0,
        "reviews": 0,
        "mock": None,
    }
    assert 0.0 < facts["chance_if_kept"] < 1.0


def test_without_a_candidate_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan"]) == 1
    assert "examprep users --add NAME" in capsys.readouterr().err
