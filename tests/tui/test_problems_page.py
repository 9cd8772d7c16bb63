"""The page of problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.desk.desk import Desk
from examprep.problems import Problem
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.problems import NO_PROBLEMS, UNTOUCHED
from examprep.tui.widgets.faults import fault_entries, shown, sorted_problems
from tests.tui.pages import on_page, open_page, seen

WARNING = Problem(Path("a.toml"), 7, "warning", "[b]odd[/b] key", item="law-1", hint="say stem")
ERROR = Problem(Path("z.toml"), 3, "error", "no key \x1b[31m")
INFO = Problem(Path("b.toml"), 0, "info", "edited by hand")


async def test_no_problems_say_what_to_do(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await open_page(pilot, "problems")
        assert NO_PROBLEMS in seen(app)
        await pilot.press("escape")
        await on_page(pilot, "home")


async def test_errors_come_first_with_hints_on_their_own_line(desk: Desk, app: ExamprepApp) -> None:
    desk.problems = [WARNING, INFO, ERROR, WARNING]
    async with app.run_test() as pilot:
        await open_page(pilot, "problems")
        lines = [line.strip() for line in seen(app).splitlines()]
    first = lines.index("\u2717 z.toml:3: error: no key \ufffd[31m")
    second = lines.index("! a.toml:7: warning: law-1: [b]odd[/b] key")
    assert lines[second + 1] == "\u2192 say stem"
    assert first < second < lines.index("\u00b7 b.toml: info: edited by hand")
    assert UNTOUCHED in lines
    assert "1 error, 1 warning" in lines[0]


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (200, 60)])
async def test_long_problems_wrap_and_scroll_to_their_end(
    desk: Desk, app: ExamprepApp, size: tuple[int, int]
) -> None:
    path = Path("/" + "very-long-folder-name/" * 6 + "bank.toml")
    desk.problems = [Problem(path, n, "error", "word " * 30 + f"end{n:02}") for n in range(20)]
    async with app.run_test(size=size) as pilot:
        await open_page(pilot, "problems")
        await pilot.press("space")
        await pilot.press("end")
        await pilot.pause()
        assert "end19" in seen(app)
        await pilot.press("home", "down")
        await pilot.pause()
        assert "very-long-folder-name" in seen(app)


def test_each_problem_is_told_once() -> None:
    assert sorted_problems([INFO, ERROR, INFO, WARNING]) == [ERROR, WARNING, INFO]
    assert len(fault_entries([WARNING, WARNING])) == 3


def test_names_that_are_no_text_become_text() -> None:
    assert shown("x\udcff\x07") == "x?\ufffd"
