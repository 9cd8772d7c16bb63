"""Setting up a quiz by keyboard and mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from examprep.desk.desk import Desk
from examprep.settings import load_settings
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.setup import NOTHING, SetupScreen
from examprep.tui.widgets.dial import LABEL, Dial
from examprep.tui.widgets.topics import TopicList
from tests.tui.conftest import TODAY
from tests.tui.pages import on_page, open_page, seen, status
from tests.tui.wait import wait_until


async def opened(pilot: Pilot[int]) -> SetupScreen:
    screen = await open_page(pilot, "setup")
    assert isinstance(screen, SetupScreen)
    await foreseen(pilot, screen)
    return screen


async def foreseen(pilot: Pilot[int], screen: SetupScreen) -> str:
    """Give the forecast of the wish as it is now."""
    await wait_until(pilot, lambda: not screen.looking and screen.looked_at == screen.wish)
    return str(screen.query_one("#forecast", Static).render())


async def test_enter_starts_and_leaving_the_quiz_returns_home(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert await foreseen(pilot, screen) == "8 of 8 questions, about 10 minutes"
        await pilot.press("enter")
        page = await on_page(pilot, "question")
        await wait_until(pilot, lambda: not page.sitting.unsaved)
        assert [page.PAGE for page in app.screen_stack[1:]] == ["home", "question"]


async def test_dials_turn_by_arrows_and_space_from_end_to_end(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("right")
        assert screen.wish.count == 30
        await pilot.press("left", "left")
        assert screen.wish.count == 15
        await pilot.press("down", "space")
        assert screen.wish.kind == "quiz"
        assert "on the clock" in await foreseen(pilot, screen)
        await pilot.press("up", "up")
        assert isinstance(screen.focused, TopicList)


async def test_numbers_can_be_typed(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("7")
        assert await foreseen(pilot, screen) == "7 of 8 questions, about 9 minutes"
        await pilot.press("backspace", "0", "3")
        assert screen.wish.count == 3
        await pilot.press("9", "9", "9")
        assert screen.wish.count == 500
        await pilot.press("down", "4", "down", "2", "5")
        assert (screen.wish.kind, screen.wish.time) == ("tutor", 25)
        assert await foreseen(pilot, screen) == "8 of 8 questions, 25 minutes on the clock"


async def test_time_that_was_not_set_follows_the_mode(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        time = screen.query_one("#time", Dial)
        assert time.steps[time.place].value == "free"
        await pilot.press("down", "right")
        assert time.steps[time.place].value == "exam"
        await pilot.press("down", "left", "up", "left")
        assert time.steps[time.place].value == "free"


async def test_space_marks_topics_and_a_takes_marks_away(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert "Topics: all." in seen(app)
        assert "A all topics" not in seen(app)
        await pilot.press("down", "down", "down", "down", "down", "space")
        assert screen.wish.marked == {"small:law"}
        assert "\u25d0 Small bank" in seen(app)
        assert "\u25cf Law and rules" in seen(app)
        assert "\u25cb Doses and numbers" in seen(app)
        assert await foreseen(pilot, screen) == "6 of 6 questions, about 7 minutes"
        await pilot.press("up", "space")
        assert "\u25cf Small bank" in seen(app)
        await pilot.press("a")
        await pilot.pause()
        assert screen.wish.marked == frozenset()
        assert "Topics: all." in seen(app)


async def test_cursor_leaves_the_list_upwards_and_stops_below(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        topics = screen.query_one(TopicList)
        topics.focus()
        await pilot.press("end", "down")
        assert topics.highlighted is not None
        assert topics.lines[topics.highlighted].title == "Doses and numbers"
        await pilot.press("up", "up", "up")
        assert isinstance(screen.focused, Dial)
        assert screen.focused.key == "mode"


async def test_a_bank_shows_what_the_exam_asks_beside_what_its_topics_have(
    desk: Desk, bank_folder: Path
) -> None:
    path = bank_folder / "small" / "items.toml"
    text = path.read_text(encoding="utf-8")
    for n in (1, 2):
        text = text.replace(f'id = "law-{n}"', f'id = "law-{n}"\nareas = ["cspt-2023:1.1"]')
    path.write_text(text, encoding="utf-8")
    desk = Desk.open([bank_folder])
    app = ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        lines = [" ".join(line.split()) for line in seen(app).splitlines()]
        assert "Topics: all the PTCE asks. Space marks those you want." in lines
        assert {"\u25cb Small bank 6 of 8", "\u25cb Law and rules 6"} <= set(lines)
        await pilot.press("down", "down", "down", "down", "space")
        assert "6 of 6 questions" in await foreseen(pilot, screen)
        assert "Marked: 1 bank (what the PTCE asks)" in seen(app)
        assert "\u25d0 Law and rules" in seen(app)
        await pilot.press("a", "down", "space")
        assert "6 of 6 questions" in await foreseen(pilot, screen)
        await pilot.press("down", "space")
        assert "8 of 8 questions" in await foreseen(pilot, screen)
        await pilot.press("up", "up", "up", "right")
        assert await foreseen(pilot, screen) == NOTHING
        assert "\u25cf Law and rules" in seen(app)
        assert "0 of" not in seen(app)


async def test_enter_starts_from_the_topics_too(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        screen.query_one(TopicList).focus()
        await pilot.press("home", "down", "down", "space", "enter")
        await on_page(pilot, "question")
        assert "Doses and numbers" in seen(app)


async def test_dials_and_topics_take_clicks(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.click("#count", offset=(LABEL + 6, 0))
        assert screen.wish.count == 30
        await pilot.click("#count", offset=(LABEL + 1, 0))
        await pilot.click("#count", offset=(3, 0))
        assert screen.wish.count == 20
        await pilot.click("#topics", offset=(8, 2))
        assert screen.wish.marked == {"small:doses"}
        await on_page(pilot, "setup")


async def test_nothing_to_ask_is_said_before_and_after_enter(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("down", "down", "down", "right", "right")
        assert screen.wish.mode == "missed"
        assert await foreseen(pilot, screen) == NOTHING
        await pilot.press("enter")
        await wait_until(pilot, lambda: "No missed questions here" in status(app))
        await pilot.press("left", "left", "enter")
        await on_page(pilot, "question")


async def test_number_and_mode_are_remembered(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("6", "down", "right", "enter")
        await on_page(pilot, "question")
    settings = load_settings()[0]
    assert (settings.questions, settings.mode) == (6, "quiz")


async def test_leaving_while_it_starts_opens_no_quiz(app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        screen.action_start()
        screen.action_start()
        screen.action_leave()
        await on_page(pilot, "home")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.PAGE == "home"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_all_that_decides_is_in_sight(app: ExamprepApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        text = seen(app)
        for words in (
            "\u25b8 Questions",
            "\u2039 20 \u203a",
            "\u2039 Tutor \u203a",
            "\u2039 free \u203a",
            "For you: what raises your score \u203a",
            "8 of 8 questions, about 10 minutes",
            "Small bank",
            "Enter start",
        ):
            assert words in text


async def test_arrows_go_through_the_lines_in_the_smallest_window(app: ExamprepApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await opened(pilot)
        assert screen.query_one("#column").max_scroll_y > 0
        for key in ("kind", "time", "mode"):
            await pilot.press("down")
            assert screen.focused is screen.query_one(f"#{key}")
        await pilot.press("down", "down", "down", "space")
        assert screen.wish.marked == {"small:doses"}
        await pilot.pause()
        assert "Doses and numbers" in seen(app)
