"""A mock exam from the lobby to the score report, by keys alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from examprep.attempts.events import Answer
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import outline
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.exam import ExamScreen
from examprep.tui.screens.mocks import MocksScreen
from examprep.tui.screens.score import ScoreScreen
from tests.exam_banks import write_exam_bank
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.wait import wait_until

QUARTER = Plan("exam", seed=5, blueprint=Blueprint(outline("ptce-2026"), "quarter"))
SIZE = (80, 24)


@pytest.fixture
def exam_desk(tmp_path: Path, hands: Hands) -> Desk:
    """A desk with Maria at it, and banks that fill a quarter of a mock exam."""
    desk = Desk.open([write_exam_bank(tmp_path / "mocks")])
    desk.times = hands.times
    desk.enroll("Maria", "ptce-2026", None)
    return desk


@pytest.fixture
def exam_app(exam_desk: Desk) -> ExamprepApp:
    return ExamprepApp(plan=QUARTER, open_desk=lambda: exam_desk, today=lambda: TODAY)


async def sat(pilot: Pilot[int]) -> ExamScreen:
    """Begin in the lobby."""
    await on_page(pilot, "lobby")
    await pilot.press("enter")
    return await at_exam(pilot)


async def at_exam(pilot: Pilot[int]) -> ExamScreen:
    page = await on_page(pilot, "exam")
    assert isinstance(page, ExamScreen)
    return page


async def saved(pilot: Pilot[int], page: ExamScreen) -> None:
    await wait_until(pilot, lambda: not page.sitting.unsaved)


def key_of(page: ExamScreen, *, right: bool = True) -> str:
    """Give the digit of the right option, or of one that is not."""
    item, order = page.sitting.item(page.slot), page.draft.order
    wanted = [n for n, place in enumerate(order) if item.options[place].key == right]
    return str(wanted[0] + 1)


async def answer_all(pilot: Pilot[int], page: ExamScreen, right: int) -> None:
    """Answer every question, so many of them right."""
    for slot in range(len(page.attempt.slots)):
        page.turn_to(slot)
        await pilot.press(key_of(page, right=slot < right))
    await saved(pilot, page)


async def scored(pilot: Pilot[int]) -> ScoreScreen:
    """End the exam, and wait for its score."""
    await pilot.press("e", "e")
    page = await on_page(pilot, "score")
    assert isinstance(page, ScoreScreen)
    await wait_until(pilot, lambda: page.done)
    return page


async def test_the_lobby_tells_the_exam_and_begins_the_clock(exam_desk: Desk, hands: Hands) -> None:
    app = ExamprepApp(open_desk=lambda: exam_desk, today=lambda: TODAY)
    async with app.run_test(size=(100, 50)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        await pilot.press("m")
        page = await on_page(pilot, "mocks")
        assert isinstance(page, MocksScreen)
        await pilot.press("down", "right", "right")
        await wait_until(pilot, lambda: page.supplied and page.supplied.blueprint.count == 22)
        await pilot.press("enter")
        await on_page(pilot, "lobby")
        assert "unconfirmed" in seen(app)
        assert "22: 20 scored and 2 that are tried out" in seen(app)
        hands.move(500)
        exam = await sat(pilot)
        assert exam.sitting.left == exam.attempt.limit == 1613.0


async def test_a_small_bank_is_told_by_area_with_the_length_that_it_fills(
    exam_desk: Desk,
) -> None:
    app = ExamprepApp(open_desk=lambda: exam_desk, today=lambda: TODAY)
    async with app.run_test(size=(100, 50)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        await pilot.press("m")
        await on_page(pilot, "mocks")
        await wait_until(pilot, lambda: "missing" in seen(app))
        assert "1.1 Generic and brand names, classes: 1 question missing" in seen(app)
        assert "The half length has enough questions." in seen(app)


async def test_nothing_is_told_before_the_end_and_answers_can_be_changed(
    exam_app: ExamprepApp,
) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press(key_of(page, right=False), key_of(page))
        assert "\u2713" not in seen(exam_app)
        assert "\u2717" not in seen(exam_app)
        assert [one.credit for one in page.attempt.given[0]] == [0.0, 1.0]
        await pilot.press("k")
        assert exam_app.screen is page


async def test_words_are_highlighted_by_keys_and_stay_so(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press("h", "right", "right", "enter", "right", "space", "h")
        assert page.attempt.marks[0].lit == (2, 3)
        await pilot.press("h", "enter", "escape")
        assert page.attempt.marks[0].lit == (2,)
        assert page.word is None
        await pilot.press("right", "left")
        assert page.attempt.marks[0].lit == (2,)
        assert page.slot == 0


async def test_a_highlighted_word_is_drawn_at_once(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        stem = page.query_one(".stem", Static)

        def styles() -> list[str]:
            drawn = stem.content
            return [str(one.style) for one in drawn.spans] if isinstance(drawn, Content) else []

        await pilot.press("h")
        assert styles() == ["reverse"]
        await pilot.press("enter", "h")
        assert styles() == ["bold underline $accent"]
        await pilot.press("h", "enter", "h")
        assert styles() == []


async def test_a_digit_after_s_strikes_out_and_does_not_answer(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press("2", "s", "1")
        order = page.draft.order
        assert page.attempt.marks[0].struck == (order[0],)
        assert page.attempt.given[0][-1].answer == Answer((order[1],))
        await pilot.press("s", "2")
        assert "chosen, struck out" in seen(exam_app)
        await pilot.press("s", "s", "3")
        assert page.attempt.given[0][-1].answer == Answer((order[2],))


async def test_notes_being_written_stay_when_the_app_is_left(
    exam_app: ExamprepApp, exam_desk: Desk
) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press("right", "n")
        await on_page(pilot, "board")
        await pilot.press(*"abc", "ctrl+q")
    left = exam_desk.open_record().state.open[page.attempt.id]
    assert left.board == "abc"
    assert left.paused


async def test_an_exam_goes_on_at_the_question_where_it_was_left(
    exam_app: ExamprepApp, hands: Hands
) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press("right", "right", "right")
        page.sitting.beat()
        await pilot.press("g")
        await on_page(pilot, "review")
        await pilot.press("l")
        await on_page(pilot, "home")
        await pilot.press("c")
        assert (await at_exam(pilot)).slot == 3


async def test_notes_stay_for_the_whole_sitting(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press("n")
        await on_page(pilot, "board")
        assert "Write what helps you" in seen(exam_app)
        await pilot.press(*"2.5 mL", "escape")
        await on_page(pilot, "exam")
        assert page.attempt.board == "2.5 mL"
        await pilot.press("right", "n")
        await on_page(pilot, "board")
        assert exam_app.screen.query_one(TextArea).text == "2.5 mL"


async def test_notes_being_written_when_time_is_up_are_kept(
    exam_app: ExamprepApp, hands: Hands
) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press("n")
        await on_page(pilot, "board")
        await pilot.press(*"abc")
        hands.move((page.attempt.limit or 0) - 1)
        page.tick()
        hands.move(2)
        page.tick()
        await on_page(pilot, "score")
        assert page.attempt.ended == "time"
        assert page.attempt.board == "abc"


async def test_the_review_lists_all_open_and_flagged_and_goes_there(
    exam_app: ExamprepApp,
) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press("1", "right", "f", "right", "g")
        await on_page(pilot, "review")
        assert status(exam_app) == "1 answered, 21 not answered, 1 flagged"
        rows = seen(exam_app).replace("\u25b8", " ").splitlines()
        lines = [line.split()[1:3] for line in rows if line[:9].strip()]
        states = [" ".join(line) for line in lines if line[:1] in (["answered"], ["not"])]
        assert [one.startswith("answered") for one in states[:4]] == [True, False, False, False]
        assert states[1:5] == ["not answered", "not answered", "not seen", "not seen"]
        await pilot.press("a", "a")
        assert "PTCE mock 1, quarter \u00b7 flagged" in seen(exam_app)
        await pilot.press("enter")
        await on_page(pilot, "exam")
        assert page.slot == 1
        await pilot.press("escape")
        await on_page(pilot, "review")
        await pilot.press("escape")
        assert page.slot == 1


async def test_behind_the_last_question_stands_the_review(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        page.turn_to(len(page.attempt.slots) - 1)
        await pilot.press("right")
        await on_page(pilot, "review")


async def test_the_end_is_asked_for_once_more(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press("1", "e")
        assert "21 questions without an answer. E again ends the exam" in status(exam_app)
        assert page.attempt.ended is None
        await pilot.press("e")
        await on_page(pilot, "score")
        assert page.attempt.ended == "done"


@pytest.mark.parametrize(("left", "words"), [(1790, "30 minutes"), (595, "10 minutes")])
async def test_time_is_said_to_get_short(
    exam_desk: Desk, hands: Hands, left: float, words: str
) -> None:
    full = Plan("exam", seed=5, blueprint=Blueprint(outline("ptce-2026"), "half"))
    app = ExamprepApp(plan=full, open_desk=lambda: exam_desk, today=lambda: TODAY)
    async with app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        hands.move((page.attempt.limit or 0) - left)
        page.tick()
        assert status(app) == f"{words} left."


async def test_the_clock_can_be_hidden_but_for_the_last_minute(
    exam_app: ExamprepApp, hands: Hands
) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        assert "26:53 left" in seen(exam_app)
        await pilot.press("t")
        await wait_until(pilot, lambda: "clock hidden" in seen(exam_app))
        hands.move((page.attempt.limit or 0) - 42)
        page.tick()
        await pilot.pause()
        assert "0:42 left" in seen(exam_app)


async def test_an_exam_that_is_left_is_gone_on_with_and_the_score_says_so(
    exam_app: ExamprepApp, hands: Hands
) -> None:
    async with exam_app.run_test(size=SIZE) as pilot:
        page = await sat(pilot)
        await pilot.press("1", "right", "f", "g")
        await on_page(pilot, "review")
        hands.move(100)
        await pilot.press("l")
        await on_page(pilot, "home")
        hands.move(5_000)
        await pilot.press("c")
        again = await at_exam(pilot)
        assert again is not page
        assert again.sitting.left == (page.attempt.limit or 0) - 100
        assert again.attempt.marks[1].flag
        await pilot.press("e", "e")
        await on_page(pilot, "score")
        await wait_until(pilot, lambda: "1 time; the clock stood meanwhile" in seen(exam_app))


async def test_the_score_shows_domains_chance_and_what_to_study(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=(100, 60)) as pilot:
        page = await sat(pilot)
        await answer_all(pilot, page, 16)
        score = await scored(pilot)
        assert score.done is not None
        assert sum(one.whole.items for one in score.done.domains) == 20
        text = seen(exam_app)
        assert "Chance that this result passes" in text
        assert "Medications" in text
        assert "6 questions wrong or open" in text
        await pilot.press("a", "a", "a")
        assert "22 questions" in seen(exam_app)
        areas = {part.id for part in score.done.study}
        await pilot.press("s")
        quiz = await on_page(pilot, "question")
        names = {slot.item for slot in quiz.sitting.attempt.slots}  # type: ignore[attr-defined]
        items = exam_app.desk.library.items(names)
        asked = {area.partition(":")[2] for item in items.values() for area in item.areas}
        assert asked <= areas


async def test_two_mocks_can_be_compared_and_a_real_result_is_noted(
    exam_desk: Desk, hands: Hands
) -> None:
    for _ in range(2):
        sitting = exam_desk.start(QUARTER)
        sitting.finish("done")
        assert sitting.save_now() == ""
        hands.move(90_000)
    app = ExamprepApp(open_desk=lambda: exam_desk, today=lambda: TODAY)
    async with app.run_test(size=(100, 40)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        await pilot.press("m")
        page = await on_page(pilot, "mocks")
        assert isinstance(page, MocksScreen)
        await wait_until(pilot, lambda: len(page.reports) == 2)
        before = page.reports[0].chance.value
        await pilot.press("p")
        assert status(app) == "P again notes that you took the real PTCE today: passed."
        assert "Real PTCE" not in seen(app)
        await pilot.press("p")
        await wait_until(pilot, lambda: "Real PTCE: passed" in seen(app))
        assert page.reports[0].chance.value > before
        page.query_one("#history").focus()
        await pilot.press("space", "down", "space", "v")
        await on_page(pilot, "compare")
        assert "Chance that it passes" in seen(app)


async def leave(pilot: Pilot[int]) -> None:
    await pilot.press("g")
    await on_page(pilot, "review")
    await pilot.press("l")
    await on_page(pilot, "home")


async def test_every_open_mock_is_listed_and_can_be_gone_on_with(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=(80, 30)) as pilot:
        first = (await sat(pilot)).attempt
        await leave(pilot)
        await pilot.press("q")
        await on_page(pilot, "setup")
        await pilot.press("enter")
        await on_page(pilot, "question")
        await pilot.press("1", "escape", "escape")
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: "1 other still open" in seen(exam_app))
        titles = [str(one.title) for one in exam_app.get_system_commands(exam_app.screen)]
        assert f"Continue: {first.title}, 22 of 22 left" in titles
        await pilot.press("m")
        page = await on_page(pilot, "mocks")
        await wait_until(pilot, lambda: "22 of 22 left, 26:53" in seen(exam_app))
        page.query_one("#history").focus()
        await pilot.press("enter")
        assert (await at_exam(pilot)).attempt.id == first.id


def top(page: ScoreScreen) -> float:
    return page.query_one("#column").scroll_offset.y


async def test_the_whole_score_is_reached_by_the_keys_of_its_list(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=(60, 18)) as pilot:
        page = await sat(pilot)
        await answer_all(pilot, page, 4)
        score = await scored(pilot)
        await pilot.pause()
        tops = [top(score)]
        while not tops[1:] or tops[-1] > tops[-2]:
            await pilot.press("pagedown")
            tops.append(top(score))
        room = score.query_one("#column").size.height
        assert tops[0] == 0
        assert all(after - before <= room for before, after in pairwise(tops))
        for back, times in (("home", 1), ("pageup", 8), ("up", 40)):
            await pilot.press("end")
            assert top(score) > 0
            await pilot.press(*[back] * times)
            assert top(score) == 0, back


async def test_a_list_with_nothing_in_it_is_passed_over(exam_app: ExamprepApp) -> None:
    async with exam_app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot)
        await answer_all(pilot, page, 4)
        score = await scored(pilot)
        shown = [score.shown]
        for _ in range(3):
            await pilot.press("a")
            shown.append(score.shown)
        assert shown == ["wrong", "all", "wrong", "all"]
