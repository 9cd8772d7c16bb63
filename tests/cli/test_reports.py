"""`examprep progress reports`: as they were written, and as a hand may have left them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.progress.candidates import Candidates
from tests.progress.making import START

REPORT = """
[[report]]
id = "k3f9aa-7"
at = {at}
item = "law/law-0112"
{more}
#= 00000000
"""
SAID = 'text = "The rule changed."'


@pytest.fixture
def maria() -> Path:
    return Candidates().create("Maria", START).path


@pytest.fixture
def far_west(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Move this machine to where the day is another for eight hours."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "PST8")
        getattr(time, "tzset", list)()
        yield
    getattr(time, "tzset", list)()


def listed(
    path: Path, capsys: pytest.CaptureFixture[str], more: str, at: str = "2026-11-22T12:00:00Z"
) -> list[str]:
    """Write one report by hand; give what is listed."""
    with path.open("a", encoding="utf-8") as file:
        file.write(REPORT.format(at=at, more=more))
    assert main(["progress", "reports"]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert err == f"{len(lines)} report{'s' * (len(lines) != 1)}\n"
    return [line.partition(", 2026 ")[2] for line in lines]


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ('version = "1.2.0"\nseed = 7', " (1.2.0, seed 7)"),
        ('version = "1.2.0"\nseed = "7"', " (1.2.0)"),
        ("seed = 7", " (seed 7)"),
        ('version = ""', ""),
        ("version = [1, 2]", ""),
        ("version = { major = 1 }", ""),
        ("", ""),
    ],
)
def test_only_what_is_known_of_the_question_is_named(
    maria: Path, more: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert listed(maria, capsys, f"{SAID}\n{more}") == [f"law/law-0112{named}: The rule changed."]


@pytest.mark.parametrize("text", ['text = ""', 'text = "  "', "text = [1]", ""])
def test_a_report_that_says_nothing_is_none(
    maria: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert listed(maria, capsys, text) == []


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
@pytest.mark.usefixtures("far_west")
def test_the_day_is_the_one_on_the_wall(maria: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed(maria, capsys, SAID, at="2026-11-22T05:30:00Z")
    assert main(["progress", "reports"]) == 0
    assert capsys.readouterr().out.startswith("Nov 21, 2026 ")
    assert main(["progress", "reports", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["at"] == "2026-11-21T21:30:00-08:00"
    assert datetime.fromisoformat(row["at"]) == datetime.fromisoformat("2026-11-22T05:30:00Z")
