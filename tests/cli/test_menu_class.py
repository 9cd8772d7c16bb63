"""A class in plain lines, for its instructor."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from examprep.cohort.registry import add
from tests.cli.menus import Menu
from tests.cli.quizzes import write_bank
from tests.cohort.handed import file_for, sat
from tests.progress.logs import START


def test_a_class_is_read_sorted_and_opened(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(4):
        blocks = sat(number, quizzes=1, items=20).blocks
        data = file_for(f"Candidate {number}", *blocks, created=START + timedelta(minutes=number))
        (folder / f"c-{number}.toml").write_bytes(data)
    add("tuesday", [folder])
    menu = Menu(write_bank(tmp_path / "banks")).seat()
    said = menu.after(
        "banks",
        "class",
        "sort people by name",
        "people",
        "1",
        "topics",
        "questions",
        "1",
        "assigned",
    )
    assert "\nCohort " in said
    assert "Sorted." in said
    assert "Candidate 0: chance to pass" in said
    assert "Tells the able from the others" in said
    assert "Nothing was assigned yet" in said
