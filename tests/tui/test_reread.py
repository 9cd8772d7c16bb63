"""Rereading the questions of a quiz that is over."""

from __future__ import annotations

from collections.abc import Sequence

from textual.pilot import Pilot
from textual.widgets import Static

from examprep.attempts.attempt import Attempt
from examprep.attempts.report import report
from examprep.desk.desk import Desk
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.base import Column
from examprep.tui.screens.reread import RereadScreen
from examprep.tui.widgets.lines import TopLine
from examprep.tui.widgets.question import OptionRow
from tests.tui.conftest import Hands
from tests.tui.quizzes import DOSES, LAW, taken
from tests.tui.wait import wait_until


async def opened(
    app: ExamprepApp, pilot: Pilot[int], attempt: Attempt, at: int = 0, gone: Sequence[str] = ()
) -> RereadScreen:
    """Open all questions of an attempt, some of which no bank has any more."""
    await wait_until(pilot, lambda: app.ready)
    names = [slot.item for slot in attempt.slots if slot.item not in gone]
    entries = report(attempt, app.desk.library.items(names)).entries
    screen = RereadScreen(attempt, entries, at)
    app.push_screen(screen)
    await wait_until(pilot, lambda: screen.is_mounted)
    await pilot.pause()
    return screen


def told(screen: RereadScreen) -> str:
    return str(screen.query_one(".feedback", Static).render())


def keys(screen: RereadScreen) -> set[str]:
    return {command.name for command in screen.line_commands()}


async def test_the_own_answer_and_the_right_one_are_marked_in_words(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [False])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        rows = [row.row for row in screen.query(OptionRow) if row.row]
        verdicts = {row.text: (row.verdict, row.picked) for row in rows}
        assert verdicts["right 1"] == ("right", False)
        assert verdicts["early 1"] == ("wrong", True)
        assert "Not right." in told(screen)
        assert "21 CFR 1306.22(a)" in told(screen)


async def test_arrows_go_through_the_list_and_stop_at_its_ends(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [True, False, True])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        top = screen.query_one(TopLine)
        assert top.right == "1 of 3 \u00b7 question 1"
        assert "previous" not in keys(screen)
        await pilot.press("left", "right", "right", "right", "right")
        assert top.right == "3 of 3 \u00b7 question 3"
        assert "next" not in keys(screen)
        await pilot.press("left")
        assert top.right == "2 of 3 \u00b7 question 2"


async def test_enter_goes_on_too(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [True, False])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        await pilot.press("enter")
        assert screen.at == 1


async def test_the_top_line_names_the_topic(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [True, True], names=(LAW[0], DOSES[0]))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert screen.query_one(TopLine).left == "Reread \u00b7 Law and rules"
        await pilot.press("right")
        assert screen.query_one(TopLine).left == "Reread \u00b7 Doses and numbers"


async def test_w_shows_and_hides_why_the_others_are_wrong(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [False])
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert "This forgets the date." in told(screen)
        assert "This forgets the count." not in told(screen)
        await pilot.press("w")
        assert "This forgets the count." in told(screen)
        assert "This forgets the patient." in told(screen)
        await pilot.press("w")
        assert "This forgets the count." not in told(screen)


async def test_all_reasons_close_again_with_the_next_question(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [False, False])
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await opened(app, pilot, attempt)
        await pilot.press("w", "right")
        assert "This forgets the count." not in told(screen)


async def test_what_was_typed_is_shown_for_a_number(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [False], names=DOSES)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert "Yours: 999" in told(screen)
        assert "Answer: 1.5 mL" in told(screen)
        await pilot.press("w")
        assert "Not 6 mL: This multiplies." in told(screen)


async def test_a_question_without_an_answer_says_so(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [None, True])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        assert "Not answered." in told(screen)


async def test_a_question_that_is_gone_is_said_so_and_can_be_passed(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [False, True])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt, gone=(LAW[0],))
        gone = screen.query_one("#gone", Static)
        assert gone.display
        assert "small/law-1 is no longer in any bank" in str(gone.render())
        assert "Your answer was not right." in str(gone.render())
        assert "more_why" not in keys(screen)
        await pilot.press("right")
        assert not gone.display
        assert "Right." in told(screen)


async def test_nothing_can_be_answered_here(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [False])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        before = told(screen)
        await pilot.press("1", "2", "a", "f", "u")
        await pilot.click(OptionRow)
        await pilot.pause()
        assert told(screen) == before
        assert screen.attempt == attempt


async def test_long_reasons_scroll_by_arrows_in_a_small_window(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [False, False])
    async with app.run_test(size=(44, 12)) as pilot:
        screen = await opened(app, pilot, attempt)
        column = screen.query_one(Column)
        assert column.max_scroll_y > 0
        await pilot.press("down", "down")
        assert column.scroll_y == 2
        await pilot.press("up")
        assert column.scroll_y == 1
        await pilot.press("right")
        await pilot.pause()
        assert column.scroll_y == 0


async def test_markup_in_a_stem_stays_text(app: ExamprepApp, desk: Desk, hands: Hands):
    attempt = taken(desk, hands, [False])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, attempt)
        stem = str(screen.query_one(".stem", Static).render())
        assert "[@click=app.bell]press[/]" in stem
