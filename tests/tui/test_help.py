"""Help: every command, where answers are, what figures mean."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from textual.pilot import Pilot

from examprep.tui.app import ExamprepApp
from examprep.tui.commands import COMMANDS
from examprep.tui.pages import Page
from examprep.tui.titles import TITLES
from examprep.tui.widgets.hanging import Entry, Hanging
from tests.tui.pages import on_page, open_page, seen


async def helped(pilot: Pilot[int], page: Page) -> str:
    """Open the help of a page by its key, and give the whole of it as plain text."""
    await open_page(pilot, page)
    await pilot.press("question_mark")
    screen = await on_page(pilot, "help")
    column = screen.query_one("#column")
    return "\n".join(str(child.render()) for child in column.children)


async def test_page_it_was_called_from_stands_first(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        text = await helped(pilot, "setup")
        assert text.startswith("New quiz\n")
        assert text.count("\nNew quiz\n") == 0
        assert seen(app).splitlines()[0].rstrip().endswith("New quiz")
        await pilot.press("escape")
        await on_page(pilot, "setup")


async def test_every_command_of_every_page_is_there(app: ExamprepApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        text = " ".join((await helped(pilot, "settings")).split())
    for page in get_args(Page):
        if page not in {"welcome", "help"}:
            assert TITLES[page] in text
            for command in COMMANDS[page]:
                assert command.help in text, command


async def test_it_says_where_answers_are(app: ExamprepApp, home: Path) -> None:
    async with app.run_test() as pilot:
        text = await helped(pilot, "settings")
    assert str(home / "data" / "candidates") in text
    assert "no forecast of the exam" in text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_keys_scroll_to_the_end(app: ExamprepApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await helped(pilot, "users")
        top = seen(app)
        await pilot.press("space")
        await pilot.pause()
        assert seen(app) != top
        await pilot.press("end")
        await pilot.pause()
        assert COMMANDS["settings"][-1].help in seen(app)
        assert "Esc back" in seen(app)


async def test_long_heads_get_a_line_of_their_own() -> None:
    hanging = Hanging((Entry("a long head", "text that wraps under itself"),), indent=4)
    lines = [line.plain for line in hanging._lines(20)]
    assert lines == ["a long head", "    text that wraps", "    under itself"]
