"""The plan: minutes, days and date are set here, kept at once, and planned anew."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from examprep.desk.desk import Desk
from examprep.learning.planning import StudyDay
from examprep.progress.goal import Goal
from examprep.progress.record import Record
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.plan import PlanScreen
from examprep.tui.screens.plan_lines import grid
from examprep.tui.widgets.dial import Dial
from examprep.tui.widgets.weekdays import Weekdays
from tests.factories import Clock
from tests.prepared import EXAM, prepared
from tests.tui.conftest import TODAY
from tests.tui.pages import on_page, open_page, seen, status
from tests.tui.wait import wait_until

SIZES = [(40, 12), (60, 24), (80, 24), (120, 40)]
USUAL_DAYS = (1, 1, 1, 1, 1, 1, 0)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return prepared(tmp_path, 60, clock=Clock())


@pytest.fixture
def app(desk: Desk) -> ExamprepApp:
    return ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)


async def opened(app: ExamprepApp, pilot: Pilot[int]) -> PlanScreen:
    """Open the page by its key on home, and wait until it is filled."""
    await wait_until(pilot, lambda: app.ready and app.home.seen is not None)
    await pilot.press("l")
    screen = await on_page(pilot, "plan")
    assert isinstance(screen, PlanScreen)
    await wait_until(pilot, lambda: screen.query_one("#planned").display)
    await pilot.pause()
    return screen


def kept(app: ExamprepApp) -> Goal | None:
    """Give the goal as the file has it."""
    return Record.open(app.desk.open_record().journal.path).state.goal


def said(screen: PlanScreen, part: str) -> str:
    return str(screen.query_one(f"#{part}", Static).render())


def every(minutes: int, days: tuple[int, ...] = USUAL_DAYS) -> tuple[int, ...]:
    return tuple(minutes * day for day in days)


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_what_is_set_the_weeks_and_where_they_lead(
    app: ExamprepApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot)
        top = seen(app)
        for _ in range(3):
            await pilot.press("down")
            top += seen(app)
        top = " ".join(top.split())
        assert "\u2039 25 \u203a" in top
        assert "assumed until" in top
        assert "\u25cfSa" in top
        assert "\u25cbSu" in top
        assert "Friday, January 15," in top
        lines = said(screen, "grid").splitlines()
        assert lines[0].split() == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        assert lines[1].split() == ["Nov", "16", "\u25b8\u00b7"]
        assert lines[-1].split()[-1] in {"EXAM", "EX"}
        assert "M" in said(screen, "grid")
        assert "your chance to pass is about" in said(screen, "forecast")
        for _ in range(8):
            await pilot.press("pagedown")
            await pilot.pause()
            top += seen(app)
        assert "Sat Nov 28" in top
        assert max(map(len, lines)) < size[0]
        assert screen.query_one("#column").max_scroll_x == 0


async def test_minutes_are_stepped_planned_anew_and_kept(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        before = said(screen, "grid")
        await pilot.press("right")
        await wait_until(pilot, lambda: status(app) == "saved")
        assert kept(app) == Goal("ptce-2026", EXAM, every(30))
        assert said(screen, "grid") != before
        assert " 30" in said(screen, "grid")
        assert "assumed" not in seen(app)


@pytest.mark.parametrize(("typed", "minutes"), [("45", 45), ("999", 240), ("7", 7)])
async def test_minutes_are_typed(app: ExamprepApp, typed: str, minutes: int) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press(*typed)
        await wait_until(pilot, lambda: kept(app) == Goal("ptce-2026", EXAM, every(minutes)))
        await wait_until(pilot, lambda: f"\u2039 {minutes} \u203a" in seen(app))


async def test_no_minutes_at_all_are_days_off_and_more_bring_them_back(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press(*["left"] * 4)
        await wait_until(pilot, lambda: kept(app) == Goal("ptce-2026", EXAM, (0,) * 7))
        await wait_until(pilot, lambda: "M" not in said(screen, "grid").splitlines()[2])
        assert screen.query_one(Weekdays).marked == frozenset(range(6))
        await pilot.press("right")
        await wait_until(pilot, lambda: kept(app) == Goal("ptce-2026", EXAM, every(10)))


async def test_weekdays_are_marked_by_space(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("down", "space")
        await wait_until(pilot, lambda: "\u2039\u25cbMo\u203a" in seen(app))
        await pilot.press("left", "space")
        days = (0, 1, 1, 1, 1, 1, 1)
        await wait_until(pilot, lambda: kept(app) == Goal("ptce-2026", EXAM, every(25, days)))
        assert "\u2039\u25cfSu\u203a" in seen(app)


async def test_weekdays_are_marked_by_a_click(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.click(Weekdays, offset=(1 + 20 + 2 * 5 + 1, 0))
        days = (1, 1, 0, 1, 1, 1, 0)
        await wait_until(pilot, lambda: kept(app) == Goal("ptce-2026", EXAM, every(25, days)))
        assert screen.query_one(Weekdays).cursor == 2
        await pilot.click(Weekdays, offset=(3, 0))
        await pilot.pause()
        assert kept(app) == Goal("ptce-2026", EXAM, every(25, days))


async def test_days_of_different_length_are_said_and_kept(app: ExamprepApp, desk: Desk) -> None:
    own = (20, 0, 60, 0, 0, 0, 0)
    desk.open_record().set_goal("ptce-2026", EXAM, desk.times.now(), own)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        assert "the longest; a change sets all" in seen(app)
        await pilot.press("down", "right", "space")
        await wait_until(
            pilot, lambda: kept(app) == Goal("ptce-2026", EXAM, (20, 60, 60, 0, 0, 0, 0))
        )


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_the_date_is_typed_and_kept(app: ExamprepApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("down", "down", "ctrl+u", *"in 3 weeks", key)
        goal = Goal("ptce-2026", TODAY + timedelta(weeks=3))
        await wait_until(pilot, lambda: kept(app) == goal)
        if key == "enter":
            await wait_until(pilot, lambda: said(screen, "grid").endswith("EXAM"))
            assert len(said(screen, "grid").splitlines()) == 5
        await on_page(pilot, "home" if key == "escape" else "plan")


async def test_without_a_date_it_looks_four_weeks_ahead(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("down", "down", "ctrl+u", "enter")
        await wait_until(pilot, lambda: "No date is set" in said(screen, "forecast"))
        assert kept(app) == Goal("ptce-2026", None)
        assert "EXAM" not in said(screen, "grid")


async def test_a_date_that_is_not_clear_is_named(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("down", "down", "ctrl+u", *"soon", "enter")
        assert "not clear" in status(app)
        await pilot.press("escape")
        assert "left as it was" in status(app)
        await pilot.press("escape")
        await on_page(pilot, "home")
    assert kept(app) == Goal("ptce-2026", EXAM)


async def test_a_date_set_on_another_page_meanwhile_is_not_set_back(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        settings = await open_page(pilot, "settings")
        settings.query_one("#date").focus()
        await pilot.press("ctrl+u", *"in 2 weeks", "enter")
        goal = Goal("ptce-2026", TODAY + timedelta(weeks=2))
        await wait_until(pilot, lambda: kept(app) == goal)
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is screen)
        await pilot.pause()
        assert screen.query_one("#date", Input).value == "Dec 6, 2026"
        await pilot.press("escape")
        await on_page(pilot, "home")
        assert kept(app) == goal


async def test_what_cannot_be_written_is_not_called_saved(app: ExamprepApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        desk.open_record().journal.path.unlink()
        await pilot.press("right")
        await wait_until(pilot, lambda: "maria.toml" in status(app))
        dial = screen.query_one("#minutes", Dial)
        assert dial.steps[dial.place].value == 25


async def test_quick_changes_end_at_the_last_one(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press(*["right"] * 5, "left")
        await wait_until(pilot, lambda: kept(app) == Goal("ptce-2026", EXAM, every(60)))
        await wait_until(pilot, lambda: status(app) == "saved")


async def test_words_about_time_never_scold(app: ExamprepApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot)
        text = seen(app).casefold()
        assert not {one for one in ("behind", "missed", "backlog", "late", "!") if one in text}


async def test_every_page_reaches_it_by_the_palette(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot, "settings")
        names = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Chance of passing", "Plan", "Why these"} <= names


def test_a_plan_of_years_shows_its_first_weeks_and_the_last() -> None:
    days = [StudyDay(TODAY + timedelta(days=n), "study", 25) for n in range(400)]
    days.append(StudyDay(TODAY + timedelta(days=400), "exam"))
    lines = str(grid(days, 80)).splitlines()
    assert len(lines) == 13
    assert lines[-2].strip() == "\u2026 and 48 more weeks \u2026"
    assert lines[-1].split()[-1] == "EXAM"


def test_each_kind_of_day_has_a_sign_of_its_own() -> None:
    kinds = [("study", 25), ("mock", 110), ("light", 12), ("rest", 0), ("exam", 0)]
    days = [
        StudyDay(date(2026, 11, 23) + timedelta(days=n), kind, minutes)  # type: ignore[arg-type]
        for n, (kind, minutes) in enumerate(kinds)
    ]
    row = str(grid(days, 80)).splitlines()[1]
    assert row.split() == ["Nov", "23", "\u25b825", "M", "110", "L", "12", "\u00b7", "EXAM"]
    small = str(grid(days, 40)).splitlines()[1]
    assert small.split() == ["Nov", "23", "\u25b825", "M", "L12", "\u00b7", "EX"]
