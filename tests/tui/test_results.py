"""The result of an attempt, as its candidate sees and uses it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from examprep.attempts.attempt import Attempt
from examprep.attempts.slots import Slot
from examprep.desk.desk import Desk
from examprep.errors import UnreadableFile
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.home import HomeScreen
from examprep.tui.screens.reread import RereadScreen
from examprep.tui.screens.results import ResultsScreen
from examprep.tui.widgets.flat_list import FlatList
from tests.tui.conftest import Hands
from tests.tui.quizzes import DOSES, LAW, taken
from tests.tui.wait import wait_until

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


async def opened(app: ExamprepApp, pilot: Pilot[int], attempt: Attempt) -> ResultsScreen:
    """Open the result and wait until it is added up."""
    await wait_until(pilot, lambda: app.ready)
    app.show_results(attempt)
    await wait_until(pilot, lambda: isinstance(app.screen, ResultsScreen) and app.screen.report)
    await pilot.pause()
    assert isinstance(app.screen, ResultsScreen)
    return app.screen


def said(screen: ResultsScreen, part: str) -> str:
    """Give what a part of the page says."""
    return str(screen.query_one(f"#{part}", Static).render())


def listed(screen: ResultsScreen) -> list[str]:
    """Give the lines of the list."""
    return [str(option.prompt) for option in screen.query_one(FlatList).options]


def keys(screen: ResultsScreen) -> list[str]:
    return [command.name for command in screen.line_commands()]


async def test_score_topics_and_pace_are_shown(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [True, False, True, True], names=(*LAW[:2], *DOSES))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert said(screen, "score") == "3 of 4, 75 %"
        topics = said(screen, "topics").splitlines()
        assert "50 %" in topics[0]
        assert "1 of 2" in topics[0]
        assert "Law and rules" in topics[0]
        assert "Doses and numbers" in topics[1]
        assert "longest 33 s, question 4" in said(screen, "facts")


async def test_time_up_is_said_plainly(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [True, None], kind="quiz", limit=60.0, reason="time")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert said(screen, "score") == "Time is up: 1 of 2, 50 %"
        assert said(screen, "ending") == "Every answer given in time counts; 1 question had none."
        assert "open" in listed(screen)[0]


async def test_the_top_line_names_quiz_and_day(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [True], title="Law and rules")
    async with app.run_test(size=(80, 24)) as pilot:
        left, right = (await opened(app, pilot, attempt)).heading()
        assert left == "Tutor \u00b7 Law and rules"
        assert right == "Nov 22, 2026 \u00b7 30 s"


async def test_the_missed_are_listed_first_and_a_lists_all(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [True, False, True, False])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert said(screen, "listed") == "2 questions to reread"
        assert [line.split()[0] for line in listed(screen)] == ["2", "4"]
        assert all("\u2717 wrong" in line for line in listed(screen))
        await pilot.press("a")
        assert said(screen, "listed") == "All 4 questions"
        assert "\u2713 right" in listed(screen)[0]
        await pilot.press("a")
        assert len(listed(screen)) == 2


async def test_where_nothing_was_missed_all_are_listed_and_no_practice_is_offered(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [True, True])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert len(listed(screen)) == 2
        assert {"again", "filter"}.isdisjoint(keys(screen))
        await pilot.press("m")
        await pilot.pause()
        assert app.screen is screen


async def test_sure_and_wrong_and_guesses_are_named(app: ExamprepApp, desk: Desk, hands: Hands):
    marks = ("sure", "sure", "guess", None)
    attempt = taken(desk, hands, [False, True, True, True], sure=marks)
    async with app.run_test(size=(80, 24)) as pilot:
        facts = said(await opened(app, pilot, attempt), "facts")
        assert "Sure and wrong  question 1: read first" in facts
        assert "1 question, 1 right" in facts
        assert "Changes" not in facts


async def test_enter_rereads_the_question_at_the_cursor_and_esc_comes_back(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [False, False, False])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, RereadScreen))
        assert isinstance(app.screen, RereadScreen)
        assert app.screen.entry.slot == 1
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert screen.query_one(FlatList).chosen == "1"


async def test_a_click_on_a_line_rereads_it(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [False, False, False])
    async with app.run_test(size=(80, 30)) as pilot:
        screen = await opened(app, pilot, attempt)
        await pilot.click(screen.query_one(FlatList), offset=(10, 2))
        await wait_until(pilot, lambda: isinstance(app.screen, RereadScreen))
        assert isinstance(app.screen, RereadScreen)
        assert app.screen.entry.slot == 2


async def test_m_starts_a_review_of_the_missed(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [True, False, False], title="Law and rules")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        await pilot.press("m")
        await wait_until(pilot, lambda: app.screen is not screen)
        sitting = app.screen.sitting  # type: ignore[attr-defined]
        assert sitting.attempt.kind == "review"
        assert [slot.item for slot in sitting.attempt.slots] == list(LAW[1:3])
        assert sitting.attempt.limit is None


async def test_esc_goes_home(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [True])
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, attempt)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_questions_no_bank_has_any_more_are_listed_as_such(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = replace(taken(desk, hands, [False]), slots=(Slot("gone/old-1", 1),))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert "gone/old-1 is no longer in any bank" in listed(screen)[0]
        assert "no longer in any bank" in said(screen, "topics")
        await pilot.press("m")
        await pilot.pause()
        assert "No bank has these questions any more." in said(screen, "status")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, RereadScreen))


async def test_text_of_a_bank_is_shown_as_text(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [False], title="[@click=app.bell]x[/]")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert "[@click=app.bell]press[/]" in listed(screen)[0]
        assert "[@click=app.bell]x[/]" in screen.heading()[0]


async def test_a_fault_is_said_in_a_line(
    app: ExamprepApp, desk: Desk, hands: Hands, monkeypatch: pytest.MonkeyPatch
):
    attempt = taken(desk, hands, [True])

    def fail(names: object) -> None:
        raise UnreadableFile("the bank is gone")

    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        monkeypatch.setattr(desk.library, "items", fail)
        app.show_results(attempt)
        screen = app.screen
        await wait_until(pilot, lambda: screen.query("#status.-bad"))
        assert "the bank is gone" in str(screen.query_one("#status", Static).render())


@pytest.mark.parametrize("size", SIZES)
async def test_every_question_can_be_reached_by_the_arrows(
    app: ExamprepApp, desk: Desk, hands: Hands, size: tuple[int, int]
):
    attempt = taken(desk, hands, [False] * 6 + [True] * 2, names=(*LAW, *DOSES))
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot, attempt)
        await pilot.press("a")
        questions = screen.query_one(FlatList)
        for _ in range(7):
            await pilot.press("down")
        assert questions.chosen == "7"
        line = questions.region.y + 7
        column = screen.query_one("#column").region
        assert column.y <= line < column.bottom


@pytest.mark.parametrize("size", SIZES)
async def test_the_score_is_in_sight_when_the_page_opens(
    app: ExamprepApp, desk: Desk, hands: Hands, size: tuple[int, int]
):
    attempt = taken(desk, hands, [False] * 6)
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot, attempt)
        score = screen.query_one("#score").region
        assert screen.query_one("#column").region.contains_region(score)
