"""A report that is being written when the time of a quiz is up: it stays, and the result waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from examprep.tui.app import ExamprepApp
from examprep.tui.screens.question import QuestionScreen
from tests.tui.conftest import Hands
from tests.tui.pages import on_page, status
from tests.tui.sittings import in_file, kinds_app, refuse, sat
from tests.tui.wait import wait_until

LIMIT = 600.0
UP = "Time is up. Enter keeps this line, Esc goes without it; then comes the result."


@pytest.fixture
def app(tmp_path: Path, hands: Hands) -> ExamprepApp:
    return kinds_app(tmp_path / "banks", hands)


async def writing(pilot: Pilot[int], hands: Hands, text: str = "bad ") -> QuestionScreen:
    """Write a report in a timed quiz until its time is up."""
    page = await sat(pilot, ["c", "n"], "quiz", LIMIT)
    await pilot.press("r")
    await on_page(pilot, "report")
    await pilot.press(*text)
    hands.move(LIMIT + 1)
    page.tick()
    return page


def said(app: ExamprepApp) -> list[tuple[object, object]]:
    """Give question and text of each report on disk."""
    return [(one["item"], one["text"]) for one in in_file(app, "report")]


async def test_the_line_can_be_written_to_its_end_while_all_is_saved(
    app: ExamprepApp, hands: Hands
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await writing(pilot, hands)
        await wait_until(pilot, lambda: in_file(app, "finish"))
        await on_page(pilot, "report")
        assert status(app) == UP
        await pilot.press(*"key")
        assert app.screen.query_one(Input).value == "bad key"
        await pilot.press("enter")
        results = await on_page(pilot, "results")
        assert results.attempt.ended == "time"
        assert said(app) == [(page.attempt.slots[0].item, "bad key")]
        assert page not in app.screen_stack


async def test_without_the_line_the_result_comes_too(app: ExamprepApp, hands: Hands) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await writing(pilot, hands)
        await wait_until(pilot, lambda: in_file(app, "finish"))
        await pilot.press("escape")
        await on_page(pilot, "results")
        assert said(app) == []


async def test_the_palette_over_it_goes_back_to_it(app: ExamprepApp, hands: Hands) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n"], "quiz", LIMIT)
        await pilot.press("r", *"bad", "ctrl+p")
        hands.move(LIMIT + 1)
        page.tick()
        await wait_until(pilot, lambda: in_file(app, "finish"))
        await pilot.press("escape")
        await on_page(pilot, "report")
        assert status(app) == UP
        await pilot.press("enter")
        await on_page(pilot, "results")
        assert [text for _, text in said(app)] == ["bad"]


async def test_a_full_disk_is_waited_for_with_the_line(app: ExamprepApp, hands: Hands) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n"], "quiz", LIMIT)
        let = refuse(app)
        await pilot.press("r", *"bad")
        hands.move(LIMIT + 1)
        page.tick()
        await wait_until(pilot, lambda: page.fault)
        assert status(app) == UP
        await pilot.press("enter")
        await on_page(pilot, "question")
        await wait_until(pilot, lambda: "Not saved" in status(app))
        let()
        page.retry()
        await on_page(pilot, "results")
        assert [text for _, text in said(app)] == ["bad"]


@pytest.mark.parametrize("late", [False, True])
async def test_the_app_can_be_left_from_it(app: ExamprepApp, hands: Hands, *, late: bool) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n"], "quiz", LIMIT)
        await pilot.press("r", *"bad")
        if late:
            hands.move(LIMIT + 1)
            page.tick()
            await wait_until(pilot, lambda: in_file(app, "finish"))
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: app._exit)
        assert len(in_file(app, "finish" if late else "pause")) == 1
