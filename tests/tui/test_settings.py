"""Settings: changed by arrows, written at once, saved said only when it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from examprep.desk.desk import Desk
from examprep.progress.goal import Goal
from examprep.progress.record import Record
from examprep.settings import Settings, load_settings, settings_path
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.settings import SettingsScreen
from tests.tui.pages import on_page, open_page, seen, status
from tests.tui.wait import wait_until


async def opened(pilot: Pilot[int]) -> SettingsScreen:
    screen = await open_page(pilot, "settings")
    assert isinstance(screen, SettingsScreen)
    return screen


def kept(app: ExamprepApp) -> Goal | None:
    """Give the goal as the file has it."""
    assert app.desk.record is not None
    return Record.open(app.desk.record.journal.path).state.goal


async def test_theme_is_put_on_at_once_and_kept(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("right")
        assert app.theme == "examprep-light"
        await wait_until(pilot, lambda: status(app) == "saved")
        assert load_settings()[0].theme == "examprep-light"
        await pilot.press("left", "left")
        assert app.theme == "examprep-contrast"


@pytest.mark.parametrize(
    ("downs", "key", "value"),
    [
        (1, "questions", 30),
        (2, "mode", "quiz"),
        (3, "seconds", 30),
        (4, "clock", False),
        (5, "advance", True),
    ],
)
async def test_each_line_keeps_its_value(
    app: ExamprepApp, downs: int, key: str, value: object
) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press(*["down"] * downs, "space")
        await wait_until(pilot, lambda: status(app) == "saved")
    assert getattr(load_settings()[0], key) == value
    assert load_settings() == (app.desk.settings, [])


async def test_quick_changes_end_at_the_last_one(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("down", *["right"] * 7, "left")
        await wait_until(pilot, lambda: status(app) == "saved")
        shown = seen(app)
    assert load_settings()[0].questions == app.desk.settings.questions
    assert f"\u2039 {app.desk.settings.questions} \u203a" in shown


async def test_number_beyond_the_limit_becomes_the_limit(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("down", "9", "9", "9", "9")
        await wait_until(pilot, lambda: status(app) == "saved")
        assert "\u2039 500 \u203a" in seen(app)
    assert load_settings() == (Settings(candidate="maria", questions=500), [])


async def test_saved_is_not_said_where_the_disk_refuses(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        settings_path().unlink()
        settings_path().mkdir()
        await pilot.press("right")
        await wait_until(pilot, lambda: "holds until you leave the app" in status(app))
        assert "settings.toml: cannot be" in status(app)
        assert app.theme == "examprep-light"


async def test_goal_exam_is_kept_with_its_date(app: ExamprepApp, desk: Desk) -> None:
    assert desk.record is not None
    desk.record.set_goal("ptce-2026", date(2027, 1, 15), desk.times.now())
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert "Friday, January 15, 2027, in 54 days" in seen(app)
        screen.query_one("#exam").focus()
        await pilot.press("right")
        await wait_until(pilot, lambda: status(app) == "saved")
        assert "NHA Exam" in seen(app)
    assert kept(app) == Goal("excpt-2023", date(2027, 1, 15))


@pytest.mark.parametrize("key", ["enter", "up", "escape"])
async def test_goal_date_is_kept_however_its_line_is_left(app: ExamprepApp, key: str) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        screen.query_one("#date").focus()
        await pilot.press(*"in 8 weeks", key)
        await wait_until(pilot, lambda: kept(app) == Goal("ptce-2026", date(2027, 1, 17)))
        await on_page(pilot, "home" if key == "escape" else "settings")


async def test_emptied_date_is_no_date(app: ExamprepApp, desk: Desk) -> None:
    assert desk.record is not None
    desk.record.set_goal("ptce-2026", date(2027, 1, 15), desk.times.now())
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        screen.query_one("#date").focus()
        await pilot.press("ctrl+u", "enter")
        await wait_until(pilot, lambda: kept(app) == Goal("ptce-2026", None))


async def test_past_goal_date_may_stay(app: ExamprepApp, desk: Desk) -> None:
    assert desk.record is not None
    desk.record.set_goal("ptce-2026", date(2026, 1, 15), desk.times.now())
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("escape")
        await on_page(pilot, "home")


async def test_date_that_is_not_clear_is_named_before_it_is_dropped(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        screen.query_one("#date").focus()
        await pilot.press(*"soon", "enter")
        assert "not clear" in status(app)
        assert screen.query_one("#date", Input).value == "soon"
        await pilot.press("escape")
        assert "left as it was" in status(app)
        assert screen.query_one("#date", Input).value == ""
        await pilot.press("escape")
        await on_page(pilot, "home")
    assert kept(app) == Goal("ptce-2026", None)


async def test_leaving_at_once_keeps_the_change(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("right", "escape")
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: load_settings()[0].theme == "examprep-light")


async def test_goal_that_cannot_be_written_is_not_called_saved(
    app: ExamprepApp, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert desk.record is not None
        desk.record.journal.path.unlink()
        screen.query_one("#exam").focus()
        await pilot.press("right")
        await wait_until(pilot, lambda: "maria.toml" in status(app))
        assert "\u2039 PTCE \u203a" in seen(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_every_line_is_in_sight(app: ExamprepApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        text = seen(app)
        for words in ("\u25b8 Theme", "Time per question", "Right answer", "Exam date", "Esc back"):
            assert words in text


async def test_every_line_is_reached_in_the_smallest_window(app: ExamprepApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await opened(pilot)
        for key in ("questions", "mode", "seconds", "clock", "advance", "reserve", "exam", "date"):
            await pilot.press("down")
            assert screen.focused is screen.query_one(f"#{key}")
        await pilot.pause()
        assert "Exam date" in seen(app)
