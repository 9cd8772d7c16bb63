"""The line at the top, the line of keys, and the paragraphs with a hanging head."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from examprep.tui.app import ExamprepApp
from examprep.tui.commands import COMMANDS
from examprep.tui.themes import THEMES
from examprep.tui.widgets.lines import KeyLine, TopLine
from tests.tui.pages import seen


class Lines(App[None]):
    """Both lines alone, and what was called."""

    def __init__(self, left: str = "", right: str = "") -> None:
        super().__init__()
        self.ends = (left, right)
        self.called: list[str] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[0].variables)

    def compose(self) -> ComposeResult:
        yield TopLine(*self.ends)
        yield KeyLine(COMMANDS["home"])


def top(app: App[None]) -> str:
    return app.screen._compositor.render_strips()[0].text


@pytest.mark.parametrize("width", [40, 60, 80])
async def test_both_ends_are_shown_where_they_fit(width: int) -> None:
    app = Lines("Tutor", "3 of 20")
    async with app.run_test(size=(width, 10)):
        assert top(app) == " Tutor" + "3 of 20".rjust(width - 7) + " "


async def test_left_gives_way_where_both_do_not_fit() -> None:
    app = Lines(
        "Timed quiz \u00b7 a very long title of a topic", "3 of 20 \u2501\u2501\u2501 11:42"
    )
    async with app.run_test(size=(40, 10)) as pilot:
        assert top(app).endswith("  3 of 20 \u2501\u2501\u2501 11:42 ")
        assert "Timed quiz \u00b7 a ver\u2026" in top(app)
        app.query_one(TopLine).right = "x" * 60
        await pilot.pause()
        assert len(top(app)) == 40
        assert top(app).rstrip().endswith("x\u2026")


async def test_control_codes_and_markup_stay_text() -> None:
    app = Lines("\x1b[31m[b]Law[/b]\x07", "\x1b]0;x [@click=app.bell]y[/]")
    async with app.run_test(size=(80, 10)):
        assert "\x1b" not in top(app)
        assert "\ufffd[31m[b]Law[/b]\ufffd" in top(app)
        assert "[@click=app.bell]y[/]" in top(app)


async def test_urgent_changes_more_than_a_color() -> None:
    app = Lines("Quiz", "0:59")
    async with app.run_test(size=(80, 10)) as pilot:
        app.query_one(TopLine).urgent = True
        await pilot.pause()
        strip = app.screen._compositor.render_strips()[0]
        bold = [part.text for part in strip if part.style and part.style.bold]
        assert "0:59" in "".join(bold)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
async def test_every_key_stands_on_the_line_whole(width: int) -> None:
    app = Lines()
    async with app.run_test(size=(width, 20)):
        lines = seen_lines(app)
        for command in COMMANDS["home"]:
            assert any(f"{command.key} {command.label}" in line for line in lines)


def seen_lines(app: Lines) -> list[str]:
    region = app.query_one(KeyLine).region
    strips = app.screen._compositor.render_strips()
    return [strip.text for strip in strips[region.y : region.bottom]]


async def test_line_grows_and_shrinks_with_its_commands() -> None:
    app = Lines()
    async with app.run_test(size=(60, 20)) as pilot:
        line = app.query_one(KeyLine)
        assert line.size.height == 5
        line.commands = COMMANDS["home"][:2]
        await pilot.pause()
        assert line.size.height == 1
        line.commands = ()
        await pilot.pause()
        assert seen_lines(app) in ([], [" " * 60])


@given(st.lists(st.sampled_from(COMMANDS["question"]), max_size=20), st.integers(20, 200))
def test_no_line_is_wider_than_the_window(commands: list, width: int) -> None:
    line = KeyLine(tuple(commands))
    lines = line._lines(width)
    assert all(one.cell_length <= width for one in lines)
    assert sum(one.plain.count(" ") for one in lines) >= len(commands)


async def test_a_click_does_what_the_key_does(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        while "questions for you" not in seen(app):
            await pilot.pause()
        lines = seen(app).splitlines()
        row = next(n for n, line in enumerate(lines) if "B banks" in line)
        await pilot.click(offset=(lines[row].index("banks"), row))
        await pilot.pause()
        assert app.screen.PAGE == "banks"
