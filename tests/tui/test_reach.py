"""Everything can be reached and used by keys alone: what has the focus, and what can be clicked."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList

from examprep.tui import commands
from examprep.tui.app import PAGES, ExamprepApp
from examprep.tui.pages import Page
from examprep.tui.widgets.choices import Choices
from examprep.tui.widgets.dial import Dial
from examprep.tui.widgets.weekdays import Weekdays
from tests.tui.charting import charting_app, studied
from tests.tui.conftest import Hands
from tests.tui.pages import open_page
from tests.tui.test_snapshots import settled
from tests.tui.wait import wait_until

FOLDER = Path(commands.__file__).parent
# What a click does on a widget, and the keys that do the same there.
CLICKED = {
    "Choices": "digits and arrows choose, once Tab or Enter has come to it",
    "Dial": "left and right turn it",
    "OptionRow": "its digit picks it; so do the arrows and Space",
    "Weekdays": "left and right go to a day, Space marks it",
}
KEYS = ("tab", "down")
MOST = 30


def focusable(app: ExamprepApp) -> set[Widget]:
    """Give what can be used on the page: what takes the focus and is on it."""
    kinds = (Input, OptionList, Dial, Choices, Weekdays)
    found = {one for one in app.screen.query("*") if isinstance(one, kinds) and one.focusable}
    return {one for one in found if one.is_on_screen or one.region.area}


async def reached(pilot: Pilot[int], app: ExamprepApp, wanted: set[Widget]) -> set[Widget]:
    """Go on by Tab, and then by the arrow, until everything was there, and give what was."""
    found: set[Widget] = {app.focused} if app.focused else set()
    for key in KEYS:
        for _ in range(MOST):
            if wanted <= found:
                return found
            await pilot.press(key)
            if app.focused:
                found.add(app.focused)
    return found


async def test_every_widget_of_every_page_is_reached_by_keys(tmp_path: Path, hands: Hands) -> None:
    app = charting_app(studied(tmp_path / "exam", hands))
    missing = []
    async with app.run_test(size=(110, 50)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        await settled(pilot, app)
        for name in PAGES:
            page: Page = name
            await open_page(pilot, page)
            await settled(pilot, app)
            if page == "banks":
                await pilot.press("slash")
            wanted = focusable(app)
            missing += [f"{page}: {one!r}" for one in wanted - await reached(pilot, app, wanted)]
            app.go_home()
            await settled(pilot, app)
    assert missing == []


def test_every_widget_that_can_be_clicked_has_keys_that_do_the_same() -> None:
    found = {
        part.name
        for path in (FOLDER / "widgets").glob("*.py")
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(part, ast.ClassDef)
        and any(isinstance(one, ast.FunctionDef) and one.name == "on_click" for one in part.body)
    }
    assert found == set(CLICKED)


def test_only_commands_of_the_table_and_sections_are_links() -> None:
    """The line of keys is made of commands, and each of those has its key.

    Digits open the sections of the card; the faces of the calculator are the keys they show.
    """
    linked = {one.name for one in FOLDER.rglob("*.py") if "@click" in one.read_text("utf-8")}
    assert linked == {"lines.py", "card_view.py", "calculator.py"}
    for every in commands.COMMANDS.values():
        assert all(command.keys for command in every)


async def test_a_page_that_cannot_be_reached_would_be_noticed(app: ExamprepApp) -> None:
    async with app.run_test(size=(110, 50)) as pilot:
        await open_page(pilot, "settings")
        wanted = focusable(app)
        assert len(wanted) > 5
        assert all(isinstance(one, (Dial, Input)) for one in wanted)
        first = app.focused
        await pilot.press("down")
        assert app.focused is not first


@pytest.mark.parametrize("key", ["down", "tab"])
async def test_the_line_of_the_cursor_has_a_sign(app: ExamprepApp, key: str) -> None:
    from tests.tui.pages import seen

    async with app.run_test() as pilot:
        await open_page(pilot, "users")
        await settled(pilot, app)
        assert "\u25b8\u25cf Maria" in seen(app)


async def test_no_cursor_blinks_where_motion_is_not_wanted(app: ExamprepApp) -> None:
    app.animation_level = "none"
    async with app.run_test() as pilot:
        await open_page(pilot, "banks")
        await pilot.press("slash")
        await pilot.pause()
        assert isinstance(app.focused, Input)
        assert not app.focused.cursor_blink
