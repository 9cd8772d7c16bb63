"""`examprep readiness`: the chance, or what is missing before it can be said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examprep.cli import main
from tests.cli.studying import Study, study
from tests.factories import Clock
from tests.prepared import mock, prepared


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    clock = Clock()
    desk = prepared(tmp_path, 60, clock=clock)
    mock(desk, lambda n: n % 4 > 0, clock)
    return study(desk, tmp_path, clock, monkeypatch)


@pytest.fixture
def beginner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    return study(prepared(tmp_path, 3), tmp_path, Clock(), monkeypatch)


def test_the_whole_outlook_is_printed(run: Study) -> None:
    code, out, err = run("readiness", "--user", "Maria")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("PTCE: ")
    assert lines[0].endswith(" on January 15")
    for title in ("By domain", "How it is computed", "How far to trust it"):
        assert title in lines
    assert "told 59 %  passed 65 %" in lines
    assert "All areas +" in out
    assert "PTCE mock 1, quarter: foretold " in out


def test_below_the_gate_no_chance_is_named(beginner: Study) -> None:
    code, out, _ = beginner("readiness")
    assert code == 0
    assert out.startswith("PTCE: Not enough answers yet: 37 more questions you have not seen")
    assert "in 10 people" not in out
    assert "Holding you down" not in out
    facts = json.loads(beginner("readiness", "--json")[1])
    assert facts["enough"] is False
    assert [facts[name] for name in ("verdict", "chance", "low", "high")] == [None] * 4


def test_as_json_it_is_not_rounded(run: Study) -> None:
    facts = json.loads(run("readiness", "--json")[1])
    assert facts["exam"] == "ptce-2026"
    assert facts["date"] == "2027-01-15"
    assert facts["low"] < facts["chance"] < facts["high"]
    assert facts["verdict"] in {"likely", "leaning", "open", "not yet"}
    assert [one["id"] for one in facts["domains"]] == ["1", "2", "3", "4"]
    assert sum(one["first_answers"] for one in facts["domains"]) == facts["first_answers"] > 60
    assert facts["would_gain_most"][0]["topic"] == "mock:all"
    (one,) = facts["mocks"]
    assert one["low"] < one["foretold"] < one["high"]


@pytest.mark.parametrize("arguments", [["--user"], ["--days", "3"], ["now"]])
def test_a_bad_flag_is_a_usage_error(run: Study, arguments: list[str]) -> None:
    code, out, err = run("readiness", *arguments)
    assert (code, out) == (2, "")
    assert err


def test_an_unknown_candidate_is_told_with_the_nearest(run: Study) -> None:
    code, _, err = run("readiness", "--user", "Mario")
    assert code == 1
    assert err == "examprep: there is no candidate Mario here; did you mean Maria?\n"


def test_without_a_candidate_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["readiness"]) == 1
    assert "examprep users --add NAME" in capsys.readouterr().err
