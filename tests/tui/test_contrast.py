"""Whatever stands on a page can be read: in every theme, and where there are only 16 colors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color
from textual.pilot import Pilot
from textual.theme import Theme

from examprep.tui.app import PAGES, ExamprepApp
from examprep.tui.pages import Page
from examprep.tui.themes import SIXTEEN, THEMES
from tests.tui.charting import charting_app, studied
from tests.tui.colors import PALETTES, contrast, in_sixteen, pieces, rgb
from tests.tui.conftest import Hands
from tests.tui.pages import on_page, open_page
from tests.tui.test_snapshots import settled
from tests.tui.wait import wait_until

LEAST = 4.5
# What is struck out is told by a line through it and by the word; it may be quieter.
LEAST_STRUCK = 3.0
KEYS: dict[str, list[str]] = {
    "progress": ["c", "2", "t"],
    "plan": ["down", "down", "down"],
    "banks": ["escape", "down", "enter"],
    "users": ["down"],
}


def unread(app: ExamprepApp) -> Iterator[str]:
    """Name the pieces of text on the screen that cannot be read well in the theme that is on.

    Lines that only separate say nothing, so they may be faint: what has no letter, digit or sign.
    """
    for text, front, back, struck in pieces(app):
        if not any(one.isalnum() for one in text):
            continue
        least = LEAST_STRUCK if struck else LEAST
        shades = [(rgb(front), rgb(back))]
        if app.theme.endswith("-16"):
            shades = [(in_sixteen(front, p), in_sixteen(back, p)) for p in PALETTES.values()]
        for pair in shades:
            if (ratio := contrast(*pair)) < least:
                yield f"{text.strip()[:40]}: {ratio:.2f}"


async def every_theme(pilot: Pilot[int], app: ExamprepApp) -> list[str]:
    """Put every theme on, and name what cannot be read."""
    found = []
    for theme in (*THEMES, *{one.name: one for one in SIXTEEN.values()}.values()):
        app.theme = theme.name
        await pilot.pause()
        found += [f"{theme.name}: {fault}" for fault in unread(app)]
    return found


async def test_text_of_every_page_can_be_read(tmp_path: Path, hands: Hands) -> None:
    app, faults = charting_app(studied(tmp_path / "exam", hands)), []
    async with app.run_test(size=(110, 40)) as pilot:
        for name in ("home", *PAGES):
            page: Page = name
            if page != "home":
                await open_page(pilot, page)
            await wait_until(pilot, lambda: app.ready)
            for key in ["", *KEYS.get(page, [])]:
                if key:
                    await pilot.press(key)
                await settled(pilot, app)
            faults += [f"{page}: {fault}" for fault in await every_theme(pilot, app)]
            if page != "home":
                app.go_home()
                await settled(pilot, app)
        app.show_help("question")
        faults += [f"help: {fault}" for fault in await every_theme(pilot, app)]
    assert faults == []


async def test_a_question_its_answer_and_its_result_can_be_read(
    tmp_path: Path, hands: Hands
) -> None:
    app, faults = charting_app(studied(tmp_path / "exam", hands)), []
    async with app.run_test(size=(110, 40)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        await settled(pilot, app)
        await pilot.press("enter")
        await on_page(pilot, "question")
        for keys in (["down", "s", "f", "y", "c"], ["c", "2"], ["w"]):
            await pilot.press(*keys)
            await settled(pilot, app)
            faults += await every_theme(pilot, app)
        await pilot.press("e", "e")
        await on_page(pilot, "results")
        await settled(pilot, app)
        faults += await every_theme(pilot, app)
        await pilot.press("enter")
        await on_page(pilot, "reread")
        faults += await every_theme(pilot, app)
    assert faults == []


@pytest.mark.parametrize("theme", SIXTEEN.values(), ids=lambda theme: theme.name)
def test_a_theme_of_16_colors_is_made_of_just_these(theme: Theme) -> None:
    colors = [theme.primary, theme.foreground, theme.background, theme.error, theme.warning]
    for color in [*colors, *theme.variables.values()]:
        exact = Color.parse(color or "")
        assert in_sixteen(exact, PALETTES["linux"]) == rgb(exact)


def test_the_app_takes_the_16_colors_where_there_are_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = ExamprepApp()
    monkeypatch.setattr(type(app.console), "color_system", "standard")
    app.apply_theme("examprep-light")
    assert app.theme == "examprep-light-16"
    monkeypatch.setattr(type(app.console), "color_system", "truecolor")
    app.apply_theme("examprep-light")
    assert app.theme == "examprep-light"


def test_a_page_that_cannot_be_read_would_be_noticed() -> None:
    assert contrast((119, 119, 119), (255, 255, 255)) < LEAST < contrast((0, 0, 0), (255, 255, 255))
