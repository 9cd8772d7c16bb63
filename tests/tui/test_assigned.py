"""Assignments in the app: home names them, their page begins them, and results may wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Static

from examprep import places
from examprep.attempts.events import Answer
from examprep.cohort.assignment import Assignment
from examprep.desk.assigning import Wish, make, write
from examprep.desk.assignments import keep, take
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import outline
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.assigned import AssignedScreen
from tests.exam_banks import write_exam_bank
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page, open_page, seen, status
from tests.tui.sittings import flat
from tests.tui.test_home import filled
from tests.tui.wait import wait_until


def given(desk: Desk, tmp_path: Path, **wish: object) -> Assignment:
    """Make an assignment on law and open its file as a candidate does."""
    wanted = Wish(topics=("small:law",), count=2, seed=5, title="Week 3", sender="Ms. Ortiz")
    made, _ = make(desk, replace(wanted, **wish))
    path = tmp_path / f"{made.id}.out.toml"
    write(made, path)
    return keep(path)


def handed_in(desk: Desk, one: Assignment) -> None:
    sitting = take(desk, one)
    for slot in range(len(one.slots)):
        sitting.respond(slot, Answer((slot,)))
    sitting.finish("done")
    assert sitting.save_now() == ""


async def page_of(pilot) -> AssignedScreen:
    page = await on_page(pilot, "assigned")
    assert isinstance(page, AssignedScreen)
    await wait_until(pilot, lambda: page.seen.other is not None)
    await pilot.pause()
    return page


async def test_home_says_nothing_where_nothing_was_given(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await filled(pilot)
        assert "Assignment" not in seen(app)
        assert "assignments" not in {one.label for one in screen.line_commands()}
        await pilot.press("a")
        await page_of(pilot)
        assert "examprep assign take" in flat(app)


async def test_home_names_it_and_a_opens_it_and_enter_begins(
    app: ExamprepApp, desk: Desk, tmp_path: Path
) -> None:
    one = given(desk, tmp_path, due=TODAY + timedelta(days=3))
    given(desk, tmp_path, title="Any time")
    async with app.run_test(size=(80, 24)) as pilot:
        await filled(pilot)
        assert "Assignment Week 3, due in 3 days: A opens it, 1 more" in flat(app)
        await pilot.press("a")
        page = await page_of(pilot)
        text = flat(app)
        assert "Week 3, from Ms. Ortiz" in text
        assert "2 questions, no time limit, 1 attempt, result at the end" in text
        assert "Due in 3 days, November 25" in text
        assert "Enter begins." in text
        assert "Not started, 1 attempt left" in text
        assert page.chosen is not None
        assert page.chosen.assignment == one
        await pilot.press("down")
        assert "Any time" in flat(app)
        await pilot.press("up", "enter", "enter")
        question = await on_page(pilot, "question")
        assert question.attempt.slots == one.slots
        assert question.attempt.assigned == one.assigned


async def test_it_is_answered_to_its_result_and_then_done(
    app: ExamprepApp, desk: Desk, tmp_path: Path
) -> None:
    given(desk, tmp_path, count=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await filled(pilot)
        await pilot.press("a")
        await page_of(pilot)
        await pilot.press("enter")
        await on_page(pilot, "question")
        await pilot.press("1", "enter", "e", "e")
        await on_page(pilot, "results")
        await pilot.press("escape")
        screen = await filled(pilot)
        await wait_until(pilot, lambda: screen.seen and not screen.seen.assigned)
        await pilot.press("a")
        await page_of(pilot)
        assert "Done, " in flat(app)
        assert "Enter shows the result." in flat(app)
        await pilot.press("enter")
        await on_page(pilot, "results")
        await pilot.press("escape")
        await page_of(pilot)


async def test_a_result_that_waits_says_so_instead(
    app: ExamprepApp, desk: Desk, tmp_path: Path
) -> None:
    given(desk, tmp_path, count=1, due=TODAY, feedback="after-due")
    async with app.run_test(size=(80, 24)) as pilot:
        await filled(pilot)
        await pilot.press("a")
        await page_of(pilot)
        await pilot.press("enter")
        await on_page(pilot, "question")
        await pilot.press("1", "enter", "e", "e")
        await page_of(pilot)
        assert status(app) == "Handed in."
        assert "Handed in, the result shows after November 22" in flat(app)
        assert "%" not in seen(app)
        await pilot.press("escape")
        screen = await filled(pilot)
        await wait_until(pilot, lambda: screen.seen and screen.seen.last)
        await pilot.pause()
        assert "Week 3; the result shows after November 22" in flat(app)


async def test_the_history_keeps_the_result_until_the_day_is_past(
    app: ExamprepApp, desk: Desk, tmp_path: Path, hands: Hands
) -> None:
    one = given(desk, tmp_path, due=TODAY, feedback="after-due")
    handed_in(desk, one)
    async with app.run_test(size=(80, 24)) as pilot:
        await filled(pilot)
        await open_page(pilot, "progress")
        await wait_until(pilot, lambda: "the result shows after November 22" in flat(app))
        assert "50 %" not in seen(app)
        await pilot.press("enter")
        page = await page_of(pilot)
        assert page.check_action("start", ()) is False
        await pilot.press("enter")
        assert app.screen is page
        await pilot.press("escape", "escape")
        hands.move(2 * 86_400)
        app.today = lambda: TODAY + timedelta(days=2)
        await open_page(pilot, "progress")
        await wait_until(pilot, lambda: "1 of 2" in flat(app))


async def test_a_mock_exam_shows_no_score_before_its_day(tmp_path: Path, hands: Hands) -> None:
    write_exam_bank(tmp_path / "exam", "ptce-2026", 3)
    desk = Desk.open([tmp_path / "exam"])
    desk.times = hands.times
    desk.enroll("Maria", "ptce-2026", None)
    app = ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)
    blueprint = Blueprint(outline("ptce-2026"), "quarter")
    one = given(desk, tmp_path, blueprint=blueprint, due=TODAY, feedback="after-due")
    async with app.run_test(size=(80, 24)) as pilot:
        await filled(pilot)
        await pilot.press("a")
        await page_of(pilot)
        await pilot.press("enter")
        exam = await on_page(pilot, "exam")
        assert exam.attempt.exam == one.exam
        exam.sitting.finish("left")
        exam.end()
        await page_of(pilot)
        assert "the result shows after" in flat(app)
        mocks = await open_page(pilot, "mocks")
        taken = mocks.query_one("#taken", Static)
        await wait_until(pilot, lambda: "No mock exam taken yet" in str(taken.render()))


async def test_the_command_line_opens_it_before_any_clock_runs(desk: Desk, tmp_path: Path) -> None:
    given(desk, tmp_path, title="First", due=TODAY)
    one = given(desk, tmp_path, title="Second")
    plan = Plan(assigned=one.assigned)
    app = ExamprepApp(plan, open_desk=lambda: desk, today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await page_of(pilot)
        assert page.chosen is not None
        assert page.chosen.assignment.title == "Second"
        assert not desk.open_record().state.open


async def test_one_left_open_goes_on(app: ExamprepApp, desk: Desk, tmp_path: Path) -> None:
    one = given(desk, tmp_path)
    sitting = take(desk, one)
    sitting.respond(0, Answer((0,)))
    sitting.pause()
    assert sitting.save_now() == ""
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot, "assigned")
        await page_of(pilot)
        assert "Open, 1 of 2 answered" in flat(app)
        assert "Enter goes on with it." in flat(app)
        await pilot.press("enter")
        page = await on_page(pilot, "question")
        assert page.attempt.id == sitting.attempt.id


async def test_the_palette_leads_there_and_an_empty_page_says_how_to_begin(
    app: ExamprepApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await filled(pilot)
        await open_page(pilot, "settings")
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert "Assignments" in titles
        await pilot.press("escape")
        await open_page(pilot, "assigned")
        await wait_until(pilot, lambda: "examprep assign take FILE" in flat(app))
        assert "Or put its file into" in flat(app)
        await pilot.press("enter", "escape")
        await on_page(pilot, "home")


async def test_missing_questions_and_bad_files_are_told_on_the_page(
    app: ExamprepApp, desk: Desk, tmp_path: Path
) -> None:
    one = given(desk, tmp_path)
    (places.assignments_folder() / "other.toml").write_text("[@click=app.bell]\x1b[31m = no")
    (tmp_path / "none").mkdir()
    desk.library = Desk.open([tmp_path / "none"]).library
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot, "assigned")
        await page_of(pilot)
        assert "this is no assignment" in flat(app)
        assert "\x1b" not in seen(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: status(app))
        assert f'"{one.title}" needs 2 questions that are not here' in status(app)
        await pilot.press("enter")
        assert isinstance(app.screen, AssignedScreen)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40)])
async def test_every_size_shows_it(
    app: ExamprepApp, desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    given(desk, tmp_path, title="A long title " * 8, sender="[b]x[/b] " * 9, due=TODAY)
    async with app.run_test(size=size) as pilot:
        await open_page(pilot, "assigned")
        await page_of(pilot)
        assert "A long title" in seen(app)
        assert "Enter" in seen(app)


async def test_another_attempt_is_offered_as_such(
    app: ExamprepApp, desk: Desk, tmp_path: Path
) -> None:
    one = given(desk, tmp_path, attempts=2, seconds=600)
    handed_in(desk, one)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot, "assigned")
        await page_of(pilot)
        assert "Done, 1 of 2 (50 %), 1 attempt left" in flat(app)
        assert "Enter begins another attempt; the clock runs from then." in flat(app)
        await pilot.press("enter")
        page = await on_page(pilot, "question")
        assert page.attempt.limit == 600.0


async def test_a_title_is_never_markup(app: ExamprepApp, desk: Desk, tmp_path: Path) -> None:
    given(desk, tmp_path, title="[@click=app.quit]x[/]", sender="[b]me[/b]")
    async with app.run_test(size=(80, 24)) as pilot:
        await filled(pilot)
        assert "[@click=app.quit]x[/]" in seen(app)
        await pilot.press("a")
        await page_of(pilot)
        assert "[@click=app.quit]x[/], from [b]me[/b]" in seen(app)
