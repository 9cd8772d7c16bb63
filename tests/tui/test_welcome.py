"""The first run: name, exam, date, and on to the first question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from examprep.attempts.slots import Assigned
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.progress.noting import Times
from examprep.tui.app import ExamprepApp
from examprep.tui.widgets.choices import Choices
from tests.tui.pages import on_page, open_page, seen, status
from tests.tui.wait import wait_until

TODAY = date(2026, 11, 22)


@pytest.fixture
def empty(bank_folder: Path, hands: object) -> Desk:
    """A desk on a machine where nobody has used the app."""
    desk = Desk.open([bank_folder])
    desk.times = hands.times  # type: ignore[attr-defined]
    return desk


@pytest.fixture
def first(empty: Desk) -> ExamprepApp:
    return ExamprepApp(open_desk=lambda: empty, today=lambda: TODAY)


async def welcomed(pilot: Pilot[int]) -> None:
    screen = await on_page(pilot, "welcome")
    await wait_until(pilot, lambda: screen.focused is not None)


async def test_first_question_is_four_keys_after_the_name(first: ExamprepApp) -> None:
    async with first.run_test() as pilot:
        await welcomed(pilot)
        await pilot.press(*"Maria")
        await pilot.press("enter", "enter", "enter")
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: first.home.seen)
        await pilot.press("enter")
        await on_page(pilot, "question")
    assert first.desk.record is not None
    assert first.desk.record.state.name == "Maria"
    assert first.desk.exam == "ptce-2026"


@pytest.mark.parametrize(
    ("keys", "exam"),
    [
        ((), "ptce-2026"),
        (("right",), "excpt-2023"),
        (("3",), "cspt-2023"),
        (("3", "left"), "excpt-2023"),
        (("9", "left"), "ptce-2026"),
    ],
)
async def test_exam_is_chosen_by_arrow_or_digit(
    first: ExamprepApp, keys: tuple[str, ...], exam: str
) -> None:
    async with first.run_test() as pilot:
        await welcomed(pilot)
        await pilot.press("M", "enter", *keys, "enter", *"in 8 weeks")
        assert "Sunday, January 17, 2027, in 56 days" in seen(first)
        await pilot.press("enter")
        await on_page(pilot, "home")
    assert first.desk.record is not None
    goal = first.desk.record.state.goal
    assert goal is not None
    assert (goal.exam, goal.date) == (exam, date(2027, 1, 17))


async def test_up_and_down_go_through_lines_and_choices(first: ExamprepApp) -> None:
    async with first.run_test() as pilot:
        await welcomed(pilot)
        await pilot.press("down")
        assert isinstance(first.focused, Choices)
        await pilot.press("down", "down")
        assert first.focused.value == "cspt-2023"
        await pilot.press("down")
        assert isinstance(first.focused, Input)
        await pilot.press("up", "up", "up", "up")
        assert first.focused.id == "name"


async def test_exam_can_be_clicked(first: ExamprepApp) -> None:
    async with first.run_test() as pilot:
        await welcomed(pilot)
        await pilot.click("#exam", offset=(12, 2))
        assert first.screen.query_one(Choices).value == "cspt-2023"


@pytest.mark.parametrize("name", [(), ("space",), ("minus", "full_stop")])
async def test_name_without_letter_or_digit_is_asked_again(
    first: ExamprepApp, name: tuple[str, ...]
) -> None:
    async with first.run_test() as pilot:
        await welcomed(pilot)
        await pilot.press(*name, "enter")
        assert "Type a name first" in status(first)
        assert first.focused is not None
        assert first.focused.id == "name"
        await pilot.press("x")
        assert status(first) == ""


@pytest.mark.parametrize(
    ("typed", "words"), [("soon", "not clear"), ("2020-01-01", "is past"), ("feb 30", "no day 30")]
)
async def test_date_that_cannot_be_is_refused_and_stays(
    first: ExamprepApp, typed: str, words: str
) -> None:
    async with first.run_test() as pilot:
        await welcomed(pilot)
        await pilot.press("M", "enter", "enter")
        first.screen.query_one("#date", Input).value = typed
        await pilot.press("enter")
        assert words in status(first)
        assert first.screen.query_one("#date", Input).value == typed
        assert first.desk.record is None


async def test_first_run_cannot_be_left_but_the_app_can(first: ExamprepApp) -> None:
    async with first.run_test() as pilot:
        await welcomed(pilot)
        await pilot.press("M", "escape")
        await on_page(pilot, "welcome")
        assert "Esc" not in seen(first)
        await pilot.press("ctrl+q")
    assert first.return_code == 0


async def test_markup_in_a_name_is_shown_as_it_is(first: ExamprepApp) -> None:
    async with first.run_test() as pilot:
        await welcomed(pilot)
        first.screen.query_one("#name", Input).value = "[@click=app.bell]Jo[/]"
        await pilot.press("enter", "enter", "enter")
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: "[@click=app.bell]Jo[/]" in seen(first))


async def test_name_that_is_taken_is_said_and_can_be_changed(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await open_page(pilot, "welcome")
        await pilot.press(*"maria", "enter", "enter", "enter")
        await wait_until(pilot, lambda: "There is a candidate maria already" in status(app))
        await pilot.press("2", "enter", "enter", "enter")
        await on_page(pilot, "home")
    assert app.desk.record is not None
    assert app.desk.record.state.name == "maria2"


async def test_one_more_candidate_can_be_thought_better_of(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await open_page(pilot, "users")
        await pilot.press("a")
        await on_page(pilot, "welcome")
        assert "New candidate" in seen(app)
        assert "Esc back" in seen(app)
        await pilot.press("J", "escape")
        await on_page(pilot, "users")
    assert [one.name for one in app.desk.candidates.list()[0]] == ["Maria"]


async def test_enter_pressed_twice_enrolls_once(first: ExamprepApp) -> None:
    async with first.run_test() as pilot:
        await welcomed(pilot)
        await pilot.press("M", "enter", "enter")
        first.screen.action_start()
        first.screen.action_start()
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: first.ready)
    assert len(first.desk.candidates.list()[0]) == 1


async def test_quiz_asked_for_at_the_start_follows_the_welcome(empty: Desk) -> None:
    app = ExamprepApp(plan=Plan(count=2), open_desk=lambda: empty, today=lambda: TODAY)
    async with app.run_test() as pilot:
        await welcomed(pilot)
        assert "then come your questions" in seen(app)
        await pilot.press("M", "enter", "enter", "enter")
        await on_page(pilot, "question")
    assert app.plan is None


async def test_an_assignment_is_announced_where_a_name_is_asked_first(empty: Desk) -> None:
    plan = Plan(assigned=Assigned("week-3"))
    app = ExamprepApp(plan=plan, open_desk=lambda: empty, today=lambda: TODAY)
    async with app.run_test() as pilot:
        await welcomed(pilot)
        assert "then comes what your instructor gave you" in seen(app)


async def test_disk_that_refuses_is_said_and_can_be_tried_again(
    first: ExamprepApp, home: Path
) -> None:
    block = home / "data" / "candidates"
    async with first.run_test() as pilot:
        await welcomed(pilot)
        block.parent.mkdir(parents=True, exist_ok=True)
        block.write_text("in the way")
        await pilot.press("M", "enter", "enter", "enter")
        await wait_until(pilot, lambda: "candidates" in status(first))
        block.unlink()
        await pilot.press("enter", "enter", "enter")
        await on_page(pilot, "home")
    assert isinstance(first.desk.times, Times)
    assert first.ready


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_all_three_lines_are_in_sight(first: ExamprepApp, size: tuple[int, int]) -> None:
    async with first.run_test(size=size) as pilot:
        await welcomed(pilot)
        text = seen(first)
        for words in ("Your name", "1 PTCE", "2 ExCPT", "3 CSPT", "Exam date", "Enter go on"):
            assert words in text


async def test_who_teaches_needs_no_name(first: ExamprepApp) -> None:
    async with first.run_test(size=(80, 24)) as pilot:
        await welcomed(pilot)
        assert "F2 opens your class and F3 the questions" in seen(first)
        await pilot.press("f2")
        await on_page(pilot, "cohort")
        await wait_until(pilot, lambda: "examprep cohort add" in seen(first))
        await pilot.press("escape")
        await welcomed(pilot)
        await pilot.press("f3")
        banks = await on_page(pilot, "banks")
        await wait_until(pilot, lambda: banks.listed.option_count > 0)
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: banks.browsing)
        await pilot.press("enter")
        await on_page(pilot, "preview")
        await pilot.press("k", "escape", "escape", "escape")
        await welcomed(pilot)
    assert first.desk.record is None


async def test_one_more_candidate_is_not_asked_whether_they_teach(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await open_page(pilot, "welcome")
        assert "You teach" not in seen(app)
        await pilot.press("f2")
        await on_page(pilot, "welcome")


async def test_a_guest_of_a_server_is_not_asked_whether_they_teach(
    first: ExamprepApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXAMPREP_SEAT", "Maria")
    async with first.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "welcome")
        assert "You teach" not in seen(first)
        assert "kept in one file on your instructor's machine." in seen(first)
        await pilot.press("f2")
        await on_page(pilot, "welcome")
