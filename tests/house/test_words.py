"""The words of the project: nothing of anyone's machine, nothing left for later, no shouting."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITTEN = {".py", ".toml", ".md", ".tcss", ".yml", ".yaml", ".cfg", ".txt", ""}
FOLDERS = ("examprep", "tests", "question_banks", "docs", ".ci")
# A home folder or a drive of one machine. This file, which spells them, is passed over.
MACHINE = re.compile(r"(?<![\w.~$}>])/(?:root|work|Users/|home/\w+)\b|\b[A-Z]:\\Users")
LATER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
SHOUT = re.compile(r"\w!(?=[\s\"')\]]|$)")


def written() -> Iterator[Path]:
    """Give every file that a person wrote."""
    for path in sorted(ROOT.iterdir()):
        if path.is_file() and path.suffix in WRITTEN:
            yield path
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in WRITTEN and "__pycache__" not in path.parts:
                yield path


def text_of(path: Path) -> str:
    """Read a file; a few samples of broken banks are no UTF-8."""
    return path.read_text(encoding="utf-8", errors="replace")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in written()
        if path != Path(__file__)
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]


def shown_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Give the texts in a module that may reach a screen: all but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            yield node.lineno, node.value


def test_the_files_of_the_project_are_found() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in written()}
    assert {"README.md", "examprep/errors.py", "question_banks/pharmacy-law/bank.toml"} <= found


def test_no_file_names_a_place_on_someones_machine() -> None:
    assert lines_with(MACHINE) == []


def test_nothing_is_left_for_later() -> None:
    assert lines_with(LATER) == []


@pytest.mark.parametrize("part", ["tui", "cli", "desk", "attempts", "progress", "banks"])
def test_no_message_shouts(part: str) -> None:
    shouting = [
        f"{path.name}:{line}: {text}"
        for path in sorted((ROOT / "examprep" / part).rglob("*.py"))
        for line, text in shown_texts(path)
        if SHOUT.search(text)
    ]
    assert shouting == []


@pytest.mark.parametrize("bank", sorted(path.name for path in (ROOT / "question_banks").iterdir()))
def test_no_question_shouts(bank: str) -> None:
    files = sorted((ROOT / "question_banks" / bank).glob("*.toml"))
    assert [path.name for path in files if SHOUT.search(path.read_text(encoding="utf-8"))] == []
