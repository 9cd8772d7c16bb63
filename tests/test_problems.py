"""Problems as lines that editors can jump to."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.problems import Problem, problem_of

PATH = Path("folder/maria.toml")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("folder/maria.toml: is not a progress file", 0, "is not a progress file"),
        ("folder/maria.toml:12: the file is damaged: x", 12, "the file is damaged: x"),
        ("the disk is full", 0, "the disk is full"),
        ("folder/maria.toml:x: y", 0, "folder/maria.toml:x: y"),
    ],
)
def test_path_and_line_are_taken_out_of_an_errors_text(text: str, line: int, message: str) -> None:
    assert problem_of(PATH, text) == Problem(PATH, line, "error", message)


def test_a_problem_is_one_line_with_place_severity_and_hint() -> None:
    problem = Problem(PATH, 3, "warning", "unknown key", item="law-1", hint="did you mean stem?")
    assert str(problem) == f"{PATH}:3: warning: law-1: unknown key (did you mean stem?)"
    assert str(problem_of(PATH, "odd", "info")) == f"{PATH}: info: odd"
