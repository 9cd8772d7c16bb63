"""The chance of passing: headline, what holds it down, what Enter starts, how far to trust it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from examprep.desk.desk import Desk
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.readiness import FULL, ReadinessScreen
from examprep.tui.widgets.flat_list import FlatList
from tests.factories import Clock
from tests.prepared import DAY, answer, mock, prepared
from tests.tui.conftest import TODAY
from tests.tui.pages import on_page, seen, status
from tests.tui.wait import wait_until

SIZES = [(40, 12), (60, 24), (80, 24), (120, 40)]


def app_of(desk: Desk) -> ExamprepApp:
    return ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)


@pytest.fixture
def studied(tmp_path: Path) -> ExamprepApp:
    """An app whose candidate has answered 60 questions, and a mock exam a day later."""
    clock = Clock()
    desk = prepared(tmp_path, 60, lambda n: n % 10 < 6, clock)
    clock.go(DAY)
    mock(desk, lambda n: n % 2 == 0, clock)
    return app_of(desk)


@pytest.fixture
def beginner(tmp_path: Path) -> ExamprepApp:
    return app_of(prepared(tmp_path, 7))


async def opened(app: ExamprepApp, pilot: Pilot[int]) -> ReadinessScreen:
    """Open the page by its key on home, and wait until it is filled."""
    await wait_until(pilot, lambda: app.ready and app.home.seen is not None)
    await pilot.press("e")
    await wait_until(pilot, lambda: isinstance(app.screen, ReadinessScreen) and app.screen.found)
    await pilot.pause()
    assert isinstance(app.screen, ReadinessScreen)
    return app.screen


def said(screen: ReadinessScreen, part: str) -> str:
    return str(screen.query_one(f"#{part}", Static).render())


async def everything(pilot: Pilot[int]) -> str:
    """Read the page from top to bottom by the arrow."""
    text = seen(pilot.app)
    for _ in range(60):
        await pilot.press("down")
        text += seen(pilot.app)
    return text


async def test_it_says_verdict_interval_and_meaning(studied: ExamprepApp) -> None:
    async with studied.run_test(size=(80, 24)) as pilot:
        screen = await opened(studied, pilot)
        assert screen.query_one("#column").scroll_offset.y == 0
        assert " % (" in said(screen, "headline")
        assert said(screen, "headline").endswith("on January 15")
        scale = said(screen, "scale")
        assert scale.startswith("0 % ")
        assert scale.endswith(" 100 %")
        assert scale.count("\u25cf") == 1
        assert "in 10 people with your record would pass." in said(screen, "meaning")
        assert "points short" in said(screen, "holding")
        assert seen(studied).splitlines()[0].rstrip().endswith("Maria \u00b7 PTCE")


async def test_each_domain_stands_beside_the_standard(studied: ExamprepApp) -> None:
    async with studied.run_test(size=(120, 40)) as pilot:
        screen = await opened(studied, pilot)
        head, *rows = said(screen, "domains").splitlines()
        assert " ".join(head.split()) == "Domain \u2502 standard right interval of exam answers"
        assert len(rows) == 4
        for row in rows:
            assert row.count("\u2502") == 1
            assert " % " in row
            assert " to " in row
        assert "18.75 %" in rows[1]
        assert len({len(row) for row in rows}) == 1


async def test_enter_starts_a_quiz_on_the_topic_and_its_result_leads_back(
    studied: ExamprepApp,
) -> None:
    async with studied.run_test(size=(80, 24)) as pilot:
        screen = await opened(studied, pilot)
        most = screen.query_one("#most", FlatList)
        assert most.chosen == "mock:all"
        assert "Enter a quiz on the topic" in seen(studied)
        await pilot.press("enter")
        page = await on_page(pilot, "question")
        assert page.sitting.attempt.title == "All areas"  # type: ignore[attr-defined]
        await pilot.press("1", "e", "e")
        await on_page(pilot, "results")
        await pilot.press("escape")
        await wait_until(pilot, lambda: studied.screen is screen)
        await pilot.press("escape")
        await on_page(pilot, "home")


@pytest.mark.parametrize("size", SIZES)
async def test_the_arrows_reach_everything_and_nothing_is_cut(
    studied: ExamprepApp, size: tuple[int, int]
) -> None:
    async with studied.run_test(size=size) as pilot:
        screen = await opened(studied, pilot)
        text = await everything(pilot)
        for words in (
            "What holds you down",
            "4 Order entry",
            "Would gain most",
            "How it is computed",
            "How far to trust it",
            "told ",
            "PTCE mock 1, quarter: foretold",
        ):
            assert words in text
        for part in ("scale", "domains", "tenths"):
            assert max(map(len, said(screen, part).splitlines())) < size[0]
        assert screen.query_one("#column").max_scroll_x == 0
        await pilot.press("home")
        await pilot.pause()
        assert screen.query_one("#column").scroll_offset.y == 0


async def test_page_keys_go_to_the_foot_and_back(studied: ExamprepApp) -> None:
    async with studied.run_test(size=(80, 24)) as pilot:
        screen = await opened(studied, pilot)
        column = screen.query_one("#column")
        await pilot.press(*["pagedown"] * 6)
        assert column.scroll_offset.y == column.max_scroll_y > 0
        await pilot.press(*["pageup"] * 6)
        assert column.scroll_offset.y == 0


async def test_space_scrolls_and_comes_back_with_the_arrow(studied: ExamprepApp) -> None:
    async with studied.run_test(size=(80, 24)) as pilot:
        screen = await opened(studied, pilot)
        await pilot.press("space")
        assert screen.query_one("#column").scroll_offset.y > 10
        for _ in range(20):
            await pilot.press("up")
        assert screen.query_one("#column").scroll_offset.y == 0


async def test_below_the_gate_it_says_what_is_missing_and_enter_helps(
    beginner: ExamprepApp,
) -> None:
    async with beginner.run_test(size=(80, 24)) as pilot:
        screen = await opened(beginner, pilot)
        assert said(screen, "headline").startswith("Not enough answers yet: 33 more questions")
        assert not screen.query_one("#scale").display
        assert not screen.query_one("#most").display
        assert not screen.query_one("#holding-title").display
        assert "Enter starts 20 questions that you have not seen yet" in said(screen, "meaning")
        assert "of 5 needed" in said(screen, "domains")
        assert "Enter new questions" in seen(beginner)
        await pilot.press("enter")
        page = await on_page(pilot, "question")
        asked = {slot.item for slot in page.sitting.attempt.slots}  # type: ignore[attr-defined]
        assert len(asked) == 20
        assert asked.isdisjoint(beginner.desk.open_record().state.items)


async def test_below_the_gate_the_arrows_scroll(beginner: ExamprepApp) -> None:
    async with beginner.run_test(size=(60, 24)) as pilot:
        await opened(beginner, pilot)
        text = await everything(pilot)
        assert "None of your mock exams could be foretold yet" in " ".join(text.split())


async def test_the_gate_opens_while_the_page_is_below(beginner: ExamprepApp) -> None:
    clock = Clock()
    beginner_desk = beginner._open_desk()
    async with beginner.run_test(size=(80, 24)) as pilot:
        screen = await opened(beginner, pilot)
        beginner.show("settings")
        await on_page(pilot, "settings")
        beginner_desk.times = clock.times
        answer(beginner_desk, 60, lambda n: n % 10 < 9, clock)
        await pilot.press("escape")
        await wait_until(pilot, lambda: screen.found and screen.found.outlook.enough)
        await pilot.pause()
        assert screen.query_one("#most").display
        assert "points short" in said(screen, "holding") or said(screen, "holding") == FULL


async def test_a_new_width_draws_the_domains_anew(studied: ExamprepApp) -> None:
    async with studied.run_test(size=(120, 40)) as pilot:
        screen = await opened(studied, pilot)
        wide = said(screen, "domains")
        await pilot.resize_terminal(60, 24)
        await wait_until(pilot, lambda: said(screen, "domains") != wide)
        assert len(said(screen, "domains").splitlines()) == 9


async def test_a_record_that_is_gone_is_said_so(
    studied: ExamprepApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studied.run_test(size=(80, 24)) as pilot:
        await opened(studied, pilot)
        record = studied.desk.record
        studied.show("settings")
        await on_page(pilot, "settings")
        studied.desk.record = None
        studied.pop_screen()
        await wait_until(pilot, lambda: "Nobody is at the desk" in status(studied))
        studied.desk.record = record
