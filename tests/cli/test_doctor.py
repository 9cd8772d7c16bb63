"""`examprep doctor`: where things are, what is wrong, how to mend it, and nothing is touched."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from examprep.banks.folders import own_banks
from examprep.cli import main
from examprep.cli.checkup.machine import clock, colors, terminal
from examprep.places import candidates_folder
from examprep.progress.blocks import Block
from examprep.progress.candidates import Candidates
from examprep.settings import settings_path
from tests.progress.making import START

GOAL = Block("goal", {"id": "k3f9aa-8", "at": START, "exam": "ptce-2026"})
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str]) -> Callable[[], tuple[int, str]]:
    def run() -> tuple[int, str]:
        code = main(["doctor"])
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def maria() -> Path:
    journal = Candidates().create("Maria", START)
    journal.append([GOAL])
    return journal.path


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def test_a_new_machine_has_nothing_wrong_and_gets_no_folder(doctor: Any, home: Path) -> None:
    code, told = doctor()
    assert code == 0
    assert "Nothing is wrong." in told
    assert "1,6" in told.partition("banks   ")[2]
    assert str(home) in told
    assert not home.exists()


def test_nothing_is_changed(doctor: Any, home: Path, maria: Path) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("questions = 20\n", encoding="utf-8")
    maria.write_bytes(maria.read_bytes() + b"\n[[response]]\nid = ")  # a torn end
    before = tree(home)
    assert doctor()[0] == 1
    assert tree(home) == before


def test_each_fault_is_told_with_what_mends_it(doctor: Any, maria: Path) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('questions = "many"\n', encoding="utf-8")
    (candidates_folder() / "tom.toml").write_bytes(b"\x00 no progress file")
    own_banks().mkdir(parents=True)
    (own_banks() / "bad.toml").write_text("format = 1\nid = [", encoding="utf-8")
    code, told = doctor()
    assert code == 1
    summary = told.partition("things are wrong:\n")[2].splitlines()
    numbered = [line for line in summary if line[:1].isdigit()]
    assert len(numbered) >= 3
    for name in ("settings.toml", "tom.toml", "bad.toml"):
        assert any(name in line for line in numbered), name
    for after in summary[1::2]:
        assert after.startswith("   ")
        assert after.strip()


def test_a_torn_file_is_told_with_its_line(doctor: Any, maria: Path) -> None:
    maria.write_bytes(maria.read_bytes() + b"\n[[response]]\nid = ")
    code, told = doctor()
    assert code == 1
    assert f"{maria}:" in told
    assert "has problems" in told


def test_json_says_the_same(capsys: pytest.CaptureFixture[str], doctor: Any, maria: Path) -> None:
    (candidates_folder() / "tom.toml").write_bytes(b"\x00")
    assert main(["doctor", "--json"]) == 1
    parts = json.loads(capsys.readouterr().out)["parts"]
    faults = [row for rows in parts.values() for row in rows if row["fault"]]
    assert len(faults) == 1
    assert faults[0]["mend"]
    assert "1 thing is wrong:" in doctor()[1]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_is_told(doctor: Any, home: Path) -> None:
    home.mkdir()
    home.chmod(0o555)
    code, told = doctor()
    home.chmod(0o755)
    assert code == 1
    assert "EXAMPREP_HOME" in told


def test_a_file_where_a_folder_belongs_is_told(doctor: Any, home: Path) -> None:
    home.write_text("", encoding="utf-8")
    code, told = doctor()
    assert code == 1
    assert f"{home} is in the way" in told


def test_a_full_disk_is_told(doctor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    full = type("Usage", (), {"free": 1024})
    monkeypatch.setattr("shutil.disk_usage", lambda _: full)
    code, told = doctor()
    assert code == 1
    assert "the disk is nearly full" in told


def test_a_missing_drive_of_a_class_is_told(
    doctor: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "class"
    source.mkdir()
    assert main(["cohort", "add", "tuesday", str(source)]) == 0
    capsys.readouterr()
    assert doctor()[0] == 0
    source.rmdir()
    code, told = doctor()
    assert code == 1
    assert 'examprep cohort remove "tuesday"' in told


def test_a_damaged_list_of_classes_is_told(doctor: Any, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "cohorts.toml").write_text("cohort = 3", encoding="utf-8")
    code, told = doctor()
    assert code == 1
    assert "the list of cohorts is damaged" in told


def test_a_clock_set_back_is_told_by_the_file_and_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "maria.toml"
    path.write_bytes(b"")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    said = b"[[response]]\nat = 2026-11-28T11:59:00Z\n"
    assert not any(row.is_fault for row in clock({path: said}, NOW))
    later = said.replace(b"-28T", b"-29T")
    (fault,) = (row for row in clock({path: later}, NOW) if row.is_fault)
    assert "maria.toml" in fault.wrong
    assert "time zone" in fault.mend
    ahead = (NOW + timedelta(days=2)).timestamp()
    os.utime(path, (ahead, ahead))
    assert any(row.is_fault for row in clock({path: said}, NOW))
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert not any(row.is_fault for row in clock({path: b"at = 2026-99-99T11:59:00Z"}, NOW))


@pytest.mark.parametrize(
    ("variables", "found"),
    [
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "16 million"),
        ({"WT_SESSION": "1"}, "16 million"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "dumb"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "none"),
    ],
)
def test_colors_of_a_terminal(variables: dict[str, str], found: str) -> None:
    assert colors(variables) == found


def test_a_terminal_that_cannot_draw_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        encoding = "cp437"

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Old())
    monkeypatch.setattr("sys.stdout", Old())
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((30, 10)))
    rows = {row.name or row.wrong: row for row in terminal({"TERM": "dumb", "TEXTUAL_FPS": "30"})}
    assert rows["encoding"].is_fault
    assert "PYTHONUTF8" in rows["encoding"].mend
    assert "40 x 12" in rows["size"].mend
    assert any(row.mend.endswith("examprep quiz --plain") for row in rows.values())
    assert rows["TEXTUAL_FPS"].value == "30"
