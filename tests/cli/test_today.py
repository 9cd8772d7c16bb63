"""`examprep today`: the questions chosen for today, each with its reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.desk.session import HONEST, NOTHING
from tests.cli.studying import Study, study
from tests.factories import Clock
from tests.prepared import DAY, prepared


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    clock = Clock()
    desk = prepared(tmp_path, 60, clock=clock)
    clock.go(DAY)
    return study(desk, tmp_path, clock, monkeypatch)


def test_each_question_stands_with_its_topic_and_reason(run: Study) -> None:
    code, out, err = run("today")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("20 questions for you, about ")
    assert lines[0].endswith(" minutes. To start:")
    assert lines[1].startswith("examprep quiz -n ")
    reasons = [line for line in lines if line.startswith("All areas: ")]
    assert len(reasons) == 20
    assert all("points" in line for line in reasons)
    assert sum("drawn over the whole outline" in line for line in reasons) == 4
    assert lines[-1] == HONEST
    assert "which of these four words" not in out


def test_it_is_the_same_when_asked_again(run: Study) -> None:
    assert run("today") == run("today")


def test_as_json_it_names_the_items(run: Study) -> None:
    facts = json.loads(run("today", "--json")[1])
    assert facts["minutes"] > 0
    assert len({one["item"] for one in facts["questions"]}) == 20
    assert {one["topic"] for one in facts["questions"]} == {"All areas"}
    assert all(one["points"] > 0 and 0 <= one["known"] <= 1 for one in facts["questions"])


def test_without_banks_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = prepared(tmp_path / "a")
    (tmp_path / "none").mkdir()
    run = study(desk, tmp_path / "none", Clock(), monkeypatch)
    code, out, _ = run("today")
    assert code == 0
    assert out.splitlines()[-1] == NOTHING


@pytest.mark.parametrize("arguments", [["--user"], ["-n", "3"], ["now"]])
def test_a_bad_flag_is_a_usage_error(run: Study, arguments: list[str]) -> None:
    code, out, err = run("today", *arguments)
    assert (code, out) == (2, "")
    assert err


def test_without_a_candidate_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today"]) == 1
    assert "examprep users --add NAME" in capsys.readouterr().err
