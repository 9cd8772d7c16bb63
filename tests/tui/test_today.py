"""Today's questions: each with its reason, none with its stem, and exactly these start."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from examprep.desk.desk import Desk
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.today import TodayScreen
from tests.factories import Clock
from tests.prepared import DAY, prepared
from tests.tui.conftest import TODAY
from tests.tui.pages import on_page, seen
from tests.tui.wait import wait_until

SIZES = [(40, 12), (60, 24), (80, 24), (120, 40)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    clock = Clock()
    desk = prepared(tmp_path, 60, clock=clock)
    clock.go(DAY)
    return desk


@pytest.fixture
def app(desk: Desk) -> ExamprepApp:
    return ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)


async def opened(app: ExamprepApp, pilot: Pilot[int]) -> TodayScreen:
    """Open the page by its key on home, and wait until it is filled."""
    await wait_until(pilot, lambda: app.ready and app.home.seen is not None)
    await pilot.press("t")
    await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen) and app.screen.chosen)
    await pilot.pause()
    assert isinstance(app.screen, TodayScreen)
    return app.screen


def said(screen: TodayScreen, part: str) -> str:
    return str(screen.query_one(f"#{part}", Static).render())


@pytest.mark.parametrize("size", SIZES)
async def test_each_question_stands_with_its_reason_and_worth(
    app: ExamprepApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot)
        assert said(screen, "count").startswith("20 questions, about ")
        assert "drawn over the whole outline" in " ".join(said(screen, "mixture").split())
        text = seen(app)
        for _ in range(9):
            await pilot.press("space")
            await pilot.pause()
            text += seen(app)
        for number in (1, 9, 20):
            assert f"  {number}  +0." in text
        assert "All areas  new" in text
        assert "keeps the estimate" in " ".join(text.split())
        assert "which of these four" not in text
        assert screen.query_one("#column").max_scroll_x == 0


async def test_enter_starts_exactly_these_questions(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert screen.chosen is not None
        shown = [pick.name for _, pick in screen.chosen.picks]
        await pilot.press("enter", "enter")
        page = await on_page(pilot, "question")
        slots = page.sitting.attempt.slots  # type: ignore[attr-defined]
        assert [slot.item for slot in slots] == shown
        assert [one.PAGE for one in app.screen_stack[1:]] == ["home", "question"]  # type: ignore[attr-defined]


async def test_escape_goes_back_and_nothing_was_started(app: ExamprepApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("escape")
        await on_page(pilot, "home")
        assert desk.open_record().state.left_open() == []


async def test_once_something_was_answered_it_says_what_the_plan_has_left(
    app: ExamprepApp, desk: Desk
) -> None:
    desk.open_record().set_goal("ptce-2026", None, desk.times.now(), (20,) * 7)
    app.today = lambda: desk.times.now().date()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert not screen.query_one("#said").display
        await pilot.press("enter")
        await on_page(pilot, "question")
        await pilot.press("1", "escape", "escape")
        await on_page(pilot, "home")
        screen = await opened(app, pilot)
        assert "left today, " in said(screen, "said")


async def test_without_a_question_there_is_nothing_to_start(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    desk = Desk.open([tmp_path / "none"])
    desk.enroll("Maria", "ptce-2026", None)
    app = ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert said(screen, "count").startswith("No questions to ask")
        assert "start" not in {command.name for command in screen.line_commands()}
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
