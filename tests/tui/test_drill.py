"""A drill as a candidate meets it, by keyboard alone: set up, answered, left, ended, looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from examprep.attempts.events import Answer
from examprep.desk.desk import Desk
from examprep.desk.drill import go_on
from examprep.desk.plan import Plan
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.drill import DrillSetupScreen
from examprep.tui.screens.drilling import DrillingScreen
from examprep.tui.screens.home import HomeScreen
from examprep.tui.screens.results import ResultsScreen
from examprep.tui.widgets.answer_input import AnswerInput
from examprep.tui.widgets.kind_scores import KindScores
from examprep.tui.widgets.topics import KindList
from tests.tui.conftest import TODAY, Hands
from tests.tui.drills import drill_app, drilled, drilling, item_of, right, slip, taken
from tests.tui.pages import on_page, open_page, seen, status
from tests.tui.sittings import flat, in_file, keys_shown, refuse, say_saved
from tests.tui.wait import wait_until

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


@pytest.fixture
def app(tmp_path: Path, hands: Hands) -> ExamprepApp:
    return drill_app(tmp_path / "banks", hands)


async def home(pilot: Pilot[int]) -> HomeScreen:
    """Wait until home knows the candidate as they are now."""
    app = pilot.app
    assert isinstance(app, ExamprepApp)
    await wait_until(pilot, lambda: app.ready and isinstance(app.screen, HomeScreen))
    await wait_until(pilot, lambda: not app.workers._workers)
    await wait_until(pilot, lambda: app.home.seen)
    await pilot.pause()
    return app.home


async def setup(pilot: Pilot[int]) -> DrillSetupScreen:
    page = await open_page(pilot, "drill")
    assert isinstance(page, DrillSetupScreen)
    return page


async def result(pilot: Pilot[int]) -> ResultsScreen:
    app = pilot.app
    await wait_until(pilot, lambda: isinstance(app.screen, ResultsScreen) and app.screen.report)
    await pilot.pause()
    assert isinstance(app.screen, ResultsScreen)
    return app.screen


async def answered(pilot: Pilot[int], page: DrillingScreen, keys: list[str]) -> None:
    """Answer the question on the screen, and wait until it is on disk."""
    before = page.attempt.answered
    await pilot.press(*keys)
    await wait_until(pilot, lambda: page.attempt.answered == before + 1)
    await wait_until(pilot, lambda: not page.sitting.unsaved)
    await pilot.pause()


def top_line(app: ExamprepApp) -> str:
    return seen(app).splitlines()[0].strip()


def part(page: ResultsScreen, name: str) -> str:
    return str(page.query_one(f"#{name}", Static).render())


async def test_a_drill_from_home_to_its_result_and_back(app: ExamprepApp, hands: Hands):
    async with app.run_test(size=(80, 24)) as pilot:
        await home(pilot)
        await pilot.press("d")
        await on_page(pilot, "drill")
        assert "harder as you get them right. Stop any time." in flat(app)
        await pilot.press("space", "enter")
        page = await drilling(pilot)
        assert top_line(app) == "Drill \u00b7 IV rates"

        hands.move(41)
        await answered(pilot, page, right(page))
        assert "\u2713 Right." in seen(app)
        assert top_line(app).endswith("  1 right of 1 \u00b7 41 s")
        await say_saved(pilot)
        assert status(app) == "IV rates: 1 of 1 right, 41 s \u00b7 saved"

        await pilot.press("enter")
        await wait_until(pilot, lambda: page.slot == 1)
        hands.move(31)
        await answered(pilot, page, slip(page))
        assert f"\u2717 Not right. {item_of(page).mistakes[0].why}"[:50] in seen(app)
        assert "IV rates: 1 of 2 right, 36 s each" in seen(app)

        await pilot.press("enter", "e")
        screen = await result(pilot)
        assert part(screen, "score") == "1 of 2, 50 %"
        assert part(screen, "topics").endswith(" IV rates")
        await pilot.press("enter")
        await on_page(pilot, "reread")
        assert "\u2717 Not right." in seen(app)
        await pilot.press("escape", "escape")
        await home(pilot)
        assert "Drill \u00b7 IV rates, 2 questions" in seen(app)


async def test_kinds_are_marked_cleared_and_remembered_for_the_session(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await setup(pilot)
        lines = [str(option.prompt) for option in page.query_one(KindList).options]
        assert [line.split("  ")[0] for line in lines] == [
            "\u25cb IV rates", "\u25cb Days supply", "\u25cb Doses by weight",
        ]  # fmt: skip
        assert lines[0].rstrip().endswith("2 questions")
        assert "All that the PTCE asks" in seen(app)
        assert "all kinds" not in keys_shown(page).values()
        await pilot.press("space", "down", "down", "space")
        assert "2 kinds marked" in seen(app)
        assert "\u25cf Doses by weight" in seen(app)
        await pilot.press("up", "space", "space", "escape")
        page = await setup(pilot)
        assert app.drilled == {"calc:iv-rates", "calc:doses"}
        assert "\u25cf IV rates" in seen(app)
        await pilot.press("a")
        assert app.drilled == frozenset()
        assert "\u25cf" not in seen(app)


async def test_enter_pressed_twice_starts_one_drill(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await setup(pilot)
        page.action_start()
        page.action_start()
        await drilling(pilot)
        assert len(app.desk.record.state.open) == 1


async def test_who_leaves_before_the_drill_is_there_stays_where_they_went(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await setup(pilot)
        page.action_start()
        app.go_home()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.PAGE == "home"
        assert app.desk.record.state.open == {}


async def test_the_command_line_can_ask_for_the_drill_left_open(tmp_path: Path, hands: Hands):
    app = drill_app(tmp_path / "more", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await answered(pilot, page, right(page))
        app.desk.start(Plan("quiz", 2)).save_now()
        again = ExamprepApp(
            open_desk=lambda: app.desk, today=lambda: TODAY, plan=Plan("drill"), resume=True
        )
    async with again.run_test(size=(80, 24)) as pilot:
        page = await drilling(pilot)
        assert page.attempt.answered == 1


async def test_how_a_kind_went_does_not_stand_over_a_pause(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await answered(pilot, page, right(page))
        assert "1 of 1 right" in status(app)
        await pilot.press("escape")
        assert "1 of 1 right" not in status(app)


async def test_just_the_marked_kinds_are_drilled(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await setup(pilot)
        await pilot.press("space", "down", "space", "enter")
        page = await drilling(pilot)
        assert page.attempt.topics == ("calc:iv-rates", "calc:supply")
        assert top_line(app) == "Drill \u00b7 2 kinds"
        app.go_home()
        await setup(pilot)
        await pilot.press("down", "down", "space", "enter")
        page = await drilling(pilot)
        assert len(page.attempt.topics) == 3
        assert top_line(app) == "Drill \u00b7 3 kinds"


async def test_the_record_of_each_kind_stands_beside_it(app: ExamprepApp, hands: Hands):
    taken(app._open_desk(), hands, "rwr", "doses").save_now()
    async with app.run_test(size=(80, 24)) as pilot:
        await setup(pilot)
        (line,) = (line for line in seen(app).splitlines() if "Doses by weight" in line)
        assert "2 of 3 right" in line


async def test_without_templates_the_page_says_what_to_do(desk, hands: Hands):
    app = ExamprepApp(open_desk=lambda: desk)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await setup(pilot)
        assert "No bank here has calculations that draw new numbers." in seen(app)
        assert set(keys_shown(page).values()) == {"back", "help"}
        await pilot.press("enter", "space", "a", "escape")
        await home(pilot)


async def test_enter_brings_the_next_question_and_never_more_than_one_ahead(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        for count in range(1, 7):
            await answered(pilot, page, right(page))
            assert keys_shown(page)["Enter"] == "next"
            assert len(page.attempt.slots) == count
            await pilot.press("enter")
            await wait_until(pilot, lambda count=count: page.slot == count)
            assert page.query_one(AnswerInput).value == ""
            assert page.query_one(AnswerInput).has_focus
            assert "right" not in status(app)
        await wait_until(pilot, lambda: not page.sitting.unsaved)
        assert len(in_file(app, "extend")) == 6


async def test_nothing_counts_down_to_an_end(app: ExamprepApp, hands: Hands):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await answered(pilot, page, right(page))
        await pilot.press("enter")
        said = flat(app)
        await pilot.press("escape")
        said += flat(app)
        await pilot.press("escape")
        await home(pilot)
        said += flat(app)
        assert "Drill, 1 answered C" in said
        assert "1 question answered." in said
        assert " left" not in said.replace("questions left", "")
        assert "of 2" not in said


async def test_only_what_was_done_is_said_to_be_saved(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await answered(pilot, page, right(page))
        await say_saved(pilot)
        await pilot.press("enter")
        await wait_until(pilot, lambda: not page.sitting.unsaved)
        await pilot.pause()
        assert status(app) == ""


async def test_the_right_arrow_skips_to_another_question(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        assert keys_shown(page)["\u2192"] == "skip"
        first = item_of(page)
        await pilot.press("right")
        await wait_until(pilot, lambda: page.slot == 1)
        assert status(app) == "Skipped, which counts for nothing; \u2190 goes back to it."
        assert item_of(page).id != first.id
        await pilot.press("left")
        assert item_of(page) == first
        await answered(pilot, page, right(page))
        await pilot.press("enter")
        assert page.slot == 1
        assert len(page.attempt.slots) == 2
        await answered(pilot, page, right(page))
        await pilot.press("right")
        assert status(app) == ""
        await pilot.press("e")
        screen = await result(pilot)
        assert part(screen, "score") == "2 of 2, 100 %"


async def test_what_was_typed_stays_with_a_skipped_question(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await pilot.press("1", "2", "right")
        await wait_until(pilot, lambda: page.slot == 1)
        await pilot.press("left")
        assert page.query_one(AnswerInput).value == "12"
        assert page.attempt.answered == 0


async def test_ending_asks_nothing_back_though_a_question_is_open(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await answered(pilot, page, right(page))
        await pilot.press("enter", "right", "e")
        screen = await result(pilot)
        assert part(screen, "score") == "1 of 1, 100 %"
        assert part(screen, "ending") == ""


async def test_undo_asks_again_and_the_score_forgets_it(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot, "doses")
        await answered(pilot, page, slip(page))
        assert "0 right of 1" in top_line(app)
        await pilot.press("u")
        assert top_line(app) == "Drill \u00b7 Doses by weight"
        await answered(pilot, page, right(page))
        assert "Doses by weight: 1 of 1 right" in seen(app)


@pytest.mark.parametrize("keys", [["escape", "escape"], ["e"], ["right", "e"]])
async def test_a_drill_without_an_answer_leaves_nothing_behind(app: ExamprepApp, keys: list[str]):
    async with app.run_test(size=(80, 24)) as pilot:
        await drilled(pilot)
        await pilot.press(*keys)
        screen = await home(pilot)
        assert screen.seen.open is None
        assert "Continue" not in seen(app)
        assert "Last results" not in seen(app)
        await pilot.press("p")
        await on_page(pilot, "progress")
        await wait_until(pilot, lambda: "No quiz finished yet" in seen(app))


async def test_a_pause_before_the_first_answer_promises_nothing(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await pilot.press("escape")
        assert "Nothing is answered yet." in seen(app)
        assert "continue any time" not in seen(app)
        await pilot.press("enter")
        assert not page.covered


async def test_a_drill_left_open_is_gone_on_with_where_it_was_left(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await pilot.press("right")
        await answered(pilot, page, right(page))
        await pilot.press("enter")
        asked = page.attempt.slots
        await pilot.press("escape", "escape")
        await home(pilot)
        await pilot.press("c")
        page = await drilling(pilot)
        assert page.attempt.slots == asked
        assert page.slot == 2
        await answered(pilot, page, right(page))
        await pilot.press("enter")
        assert page.slot == 3


async def test_a_drill_left_at_its_feedback_shows_it_again(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await answered(pilot, page, right(page))
        await pilot.press("escape", "escape")
        await home(pilot)
        await pilot.press("c")
        page = await drilling(pilot)
        assert "\u2713 Right." in seen(app)
        await pilot.press("enter")
        assert page.slot == 1


async def test_right_answers_go_on_by_themselves_where_the_settings_say_so(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot, "doses")
        app.desk.remember(advance=True)
        await answered(pilot, page, right(page))
        assert page.slot == 1
        assert "\u2713 Right. Doses by weight: 1 of 1 right" in status(app)
        await answered(pilot, page, slip(page))
        assert page.slot == 1
        assert "\u2717 Not right." in seen(app)


async def test_a_wide_window_shows_every_kind_beside_the_question(app: ExamprepApp, hands: Hands):
    async with app.run_test(size=(120, 40)) as pilot:
        page = await drilled(pilot)
        assert "How each kind goes" in seen(app)
        for keys in (right, slip, right):
            hands.move(75)
            await answered(pilot, page, keys(page))
            assert f"{app.desk.topic_title(f'calc:{item_of(page).topic}')} \u2039" in seen(app)
            assert seen(app).count("\u2039") == 1
            await pilot.press("enter")
        side = flat(app)
        assert side.count("0/1 1:15 \u00b7\u00b7\u00b7\u00b7 easier") == 1
        assert side.count("1/1 1:15 \u2501\u2501\u00b7\u00b7 steady") == 2
        for title in ("IV rates", "Days supply", "Doses by weight"):
            assert title in side
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not page.query_one(KindScores).display


async def test_kinds_near_the_one_just_answered_fit_into_a_low_window(
    app: ExamprepApp, hands: Hands
):
    async with app.run_test(size=(120, 14)) as pilot:
        page = await drilled(pilot)
        for _ in range(3):
            await answered(pilot, page, right(page))
            assert f"{app.desk.topic_title(f'calc:{item_of(page).topic}')} \u2039" in seen(app)
            await pilot.press("enter")


async def test_a_drill_as_long_as_it_may_be_says_so(
    app: ExamprepApp, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("examprep.progress.sitting.MOST_SLOTS", 1)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await answered(pilot, page, right(page))
        await pilot.press("enter")
        assert status(app).startswith("A drill has at most 1 questions; start another.")
        assert page.slot == 0


async def test_a_full_disk_keeps_the_drill_going(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        mend = refuse(app)
        await pilot.press(*right(page))
        await wait_until(pilot, lambda: "Not saved" in status(app))
        await pilot.press("enter")
        assert page.slot == 1
        mend()
        await pilot.press(*right(page))
        await wait_until(pilot, lambda: not page.sitting.unsaved)
        assert len(in_file(app, "response")) == 2


@pytest.mark.parametrize("size", SIZES)
async def test_the_result_says_of_each_kind_how_it_went(
    app: ExamprepApp, hands: Hands, size: tuple[int, int]
):
    sitting = taken(app._open_desk(), hands, "rrwrrwrrr")
    sitting.finish("done")
    assert sitting.save_now() == ""
    async with app.run_test(size=size) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.show_results(sitting.attempt)
        screen = await result(pilot)
        lines = part(screen, "topics").splitlines()
        assert len(lines) == 3
        for line in lines:
            assert any(title in line for title in ("IV rates", "Days supply", "Doses by weight"))
            assert " of 3 " in line
            assert any(word in line for word in ("easier", "steady", "harder", "hardest"))
            assert line.split("  ")[-1].strip() in flat(app)
        assert "M drill the weakest" in flat(app)


async def test_drilling_again_takes_the_kinds_that_went_worst(app: ExamprepApp, hands: Hands):
    sitting = taken(app._open_desk(), hands, "rrwrrwrr")
    missed = {f"calc:{sitting.item(slot).topic}" for slot in (2, 5)}
    sitting.finish("done")
    sitting.save_now()
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.show_results(sitting.attempt)
        await result(pilot)
        await pilot.press("m")
        page = await drilling(pilot)
        assert page.attempt.kind == "drill"
        assert set(page.attempt.topics) == missed


async def test_a_drill_without_a_miss_can_be_taken_again(app: ExamprepApp, hands: Hands):
    sitting = taken(app._open_desk(), hands, "rr", "doses")
    sitting.finish("done")
    sitting.save_now()
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.show_results(sitting.attempt)
        screen = await result(pilot)
        assert "all or missed" not in keys_shown(screen).values()
        await pilot.press("m")
        page = await drilling(pilot)
        assert page.attempt.topics == ("calc:doses",)


async def test_a_skipped_question_is_not_in_the_result(app: ExamprepApp, hands: Hands):
    sitting = taken(app._open_desk(), hands, "srsw")
    sitting.finish("done")
    sitting.save_now()
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.show_results(sitting.attempt)
        screen = await result(pilot)
        await pilot.press("a")
        assert [entry.slot for entry in screen.report.entries] == [1, 3]
        assert "All 2 questions" in seen(app)


async def test_quitting_amid_a_drill_keeps_it(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot)
        await answered(pilot, page, right(page))
        await pilot.press("enter", "ctrl+q")
        await wait_until(pilot, lambda: not app.is_running or app._exit)
    assert len(in_file(app, "finish")) == 0
    assert len(in_file(app, "pause")) == 1


async def test_slips_that_recur_stand_on_home_and_in_the_progress(app: ExamprepApp, hands: Hands):
    for _ in range(2):
        sitting = taken(app._open_desk(), hands, "wr", "doses")
        sitting.finish("done")
        sitting.save_now()
    taken(app._open_desk(), hands, "w", "supply").save_now()
    async with app.run_test(size=(80, 24)) as pilot:
        await home(pilot)
        assert "Watch for          pounds and kilograms mixed up (2 times)" in seen(app)
        assert "wrong number of doses" not in seen(app)
        await pilot.press("p")
        await on_page(pilot, "progress")
        await wait_until(pilot, lambda: "Slips of the last 30 days" in seen(app))
        assert "2 times   pounds and kilograms mixed up" in seen(app)
        assert "once      wrong number of doses a day" in seen(app)


async def test_another_windows_answer_to_this_question_counts_and_this_one_says_so(
    app: ExamprepApp, tmp_path: Path
):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot, "doses")
        window = Desk.open([tmp_path / "banks"])
        there = window.resume(next(iter(window.record.state.open.values())))
        there.respond(0, Answer(typed=there.item(0).answer))
        assert there.save_now() == ""
        await pilot.press(*slip(page))
        await wait_until(pilot, lambda: "another window" in status(app))
        assert status(app) == "Question 1 was answered first in another window; that answer counts."
        assert "\u2713 Right." in seen(app)
        assert page.attempt.credit == 1.0


async def test_a_drill_ended_in_another_window_shows_the_result_that_home_has(
    app: ExamprepApp, tmp_path: Path
):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await drilled(pilot, "doses")
        await answered(pilot, page, right(page))
        window = Desk.open([tmp_path / "banks"])
        there = window.resume(next(iter(window.record.state.open.values())))
        there.respond(go_on(there), Answer(typed="1"))
        there.finish("done")
        assert there.save_now() == ""
        await pilot.press("right")
        over = await result(pilot)
        assert "This drill was ended in another window" in status(app)
        (summary,) = app.desk.record.state.finished.values()
        assert (summary.questions, summary.credit) == (over.report.questions, over.report.credit)
        assert summary == Desk.open([tmp_path / "banks"]).record.state.finished[summary.id]
