"""The question page: keys that are not answers, the pause, the clock, and what is shown where."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset

from examprep.tui.app import ExamprepApp
from examprep.tui.screens.base import Column
from examprep.tui.widgets.lines import KeyLine
from examprep.tui.widgets.option_row import OptionRow
from examprep.tui.widgets.slots import SlotMap
from tests.tui.conftest import Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.sittings import (
    SIZES,
    digit,
    flat,
    fresh,
    in_file,
    keys_shown,
    kinds_app,
    row_of,
    sat,
    say_saved,
)
from tests.tui.wait import wait_until

LAW = [f"law-{n}" for n in range(1, 7)]


async def test_flag_sure_and_strike_are_noted_in_words_and_saved(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "o"])
        await pilot.press("s")
        assert status(app) == "Press the number of the option to strike out; S again strikes none."
        await pilot.press("s", "f", "y", "y", "down", "s")
        await say_saved(pilot)
        assert "flagged, unsure" in seen(app)
        assert "struck out" in seen(app)
        struck = row_of(page, page.query(OptionRow)[0].row.text)
        assert struck.row.struck
        assert len(in_file(app, "mark")) == 4
        await pilot.press("s", "f", "y", "y")
        assert "struck out" not in seen(app)
        assert page.attempt.marks[0].sure is None
        await pilot.press("1", "s", "y")
        assert not page.attempt.marks[0].struck
        assert "strike" not in keys_shown(page).values()
        assert "how sure" not in keys_shown(page).values()
        await pilot.press("enter", "down", "s")
        assert not page.attempt.marks[1].struck


async def test_all_reasons_come_and_go(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 40)) as pilot:
        page = await sat(pilot, ["c"])
        await pilot.press("w")
        assert "Why not" not in seen(app)
        assert "W" not in keys_shown(page)
        await pilot.press(digit(page, "the odd one"))
        await pilot.pause()
        assert "It is odd." in seen(app)
        assert "It is late." not in seen(app)
        assert keys_shown(page)["W"] == "all reasons"
        await pilot.press("w")
        await pilot.pause()
        assert "It is [i]wrong[/i]." in seen(app)
        assert flat(app).index("It is late.") < flat(app).index("Rule: Right is right.")
        await pilot.press("w")
        assert "It is late." not in seen(app)


async def test_next_open_and_next_flagged_go_round(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW, "quiz", bank="small")
        await pilot.press("g")
        assert page.slot == 0
        assert "G" not in keys_shown(page)
        await pilot.press("f", "1", "right", "1", "right", "right", "f", "right", "right", "1")
        assert keys_shown(page)["G"] == "next flagged"
        await pilot.press("n")
        assert page.slot == 2
        await pilot.press("g")
        assert page.slot == 3
        await pilot.press("g")
        assert page.slot == 0
        await pilot.press("g", "f", "g", "g")
        assert status(app) == "No other flagged question."
        await pilot.press("right", "1", "n", "1", "n", "1", "n", "1", "n")
        assert status(app) == "No other question is open."


async def test_end_is_asked_twice_while_questions_are_open(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW[:3], "quiz", bank="small")
        await pilot.press("1", "right", "right", "right")
        text = "2 questions without an answer: N shows the next one, E ends the quiz."
        assert status(app) == text
        await pilot.press("e")
        assert status(app) == "2 questions without an answer. E again ends the quiz."
        await pilot.press("left", "e")
        assert page.attempt.ended is None
        await pilot.press("1", "right", "1")
        await say_saved(pilot)
        await pilot.press("enter")
        assert status(app) == "All answered. E ends the quiz; \u2190 goes back."
        await pilot.press("e")
        await on_page(pilot, "results")
        assert [one["reason"] for one in in_file(app, "finish")] == ["done"]


async def test_tutor_ends_by_enter_after_the_last_answer(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW[:2], bank="small")
        await pilot.press("1")
        assert keys_shown(page)["Enter"] == "next"
        await pilot.press("enter", "1")
        assert keys_shown(page)["Enter"] == "result"
        await pilot.press("enter")
        await on_page(pilot, "results")


async def test_right_answer_goes_on_by_itself_where_the_settings_say_so(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.desk.remember(advance=True)
        page = await sat(pilot, LAW[:3], bank="small")
        await pilot.press(digit(page, "right 1"))
        assert page.slot == 1
        await wait_until(pilot, lambda: status(app) == "\u2713 Question 1 was right. \u00b7 saved")
        await pilot.press(digit(page, "early 2"))
        assert page.slot == 1
        assert "\u2717 Not right." in seen(app)


async def test_every_row_and_every_key_can_be_clicked(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["m", "c"])
        for text in ("two", "four"):
            await pilot.click(row_of(page, text))
        assert [row.row.text for row in page.query(OptionRow) if row.row and row.row.picked]
        for word in ("flag", "how sure", "answer"):
            assert await pilot.click(offset=where(app, f" {word}"))
        assert page.attempt.marks[0].flag
        assert page.attempt.marks[0].sure == "sure"
        assert page.attempt.response(0).credit == 1.0
        await pilot.click(row_of(page, "seven"))
        assert len(page.attempt.given[0]) == 1
        assert await pilot.click(offset=where(app, " next"))
        assert page.slot == 1
        assert await pilot.click(offset=where(app, " pause"))
        assert page.paused
        assert await pilot.click(offset=where(app, " leave"))
        await on_page(pilot, "home")


def where(app: ExamprepApp, words: str) -> Offset:
    """Find words on the key line."""
    lines = seen(app).splitlines()
    top = app.screen.query_one(KeyLine).region.y
    y = next(n for n, line in enumerate(lines) if n >= top and words in line)
    return Offset(lines[y].index(words) + 1, y)


async def test_pause_covers_the_question_and_stops_the_clock(
    app: ExamprepApp, hands: Hands
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW[:3], "quiz", 600.0, "small")
        assert "10:00" in seen(app)
        await pilot.press("2")
        hands.move(65.2)
        page.tick()
        await pilot.pause()
        assert "8:55" in seen(app)
        await pilot.press("escape")
        await say_saved(pilot)
        assert "Paused. The clock is stopped." in seen(app)
        assert "1 of 3 questions answered." in seen(app)
        assert "about refills" not in seen(app)
        assert keys_shown(page) == {"Enter": "go on", "Esc": "leave", "?": "help"}
        hands.move(5000.0)
        page.tick()
        await pilot.press("1", "e", "f", "right", "u", "space")
        assert "8:55" in seen(app)
        assert len(page.attempt.given[0]) == 1
        await pilot.press("enter")
        await pilot.pause()
        assert "about refills" in seen(app)
        assert page.sitting.clock == pytest.approx(65.2)
        assert [len(in_file(app, kind)) for kind in ("pause", "response")] == [1, 1]


async def test_escape_twice_leaves_and_home_goes_on_in_the_same_order(
    app: ExamprepApp, hands: Hands
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW[:4], "quiz", 600.0, "small")
        await pilot.press("3", "enter", "1", "f")
        hands.move(100.0)
        rows = [row.row.text for row in page.query(OptionRow) if row.row]
        await pilot.press("escape", "escape")
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: "Timed quiz, 2 of 4 left" in seen(app))
        hands.move(9000.0)
        await pilot.press("c")
        again = await on_page(pilot, "question")
        assert again is not page
        assert again.slot == 2
        assert "8:20" in seen(app)
        assert again.attempt.slots == page.attempt.slots
        await pilot.press("left")
        await pilot.pause()
        assert [row.row.text for row in again.query(OptionRow) if row.row] == rows
        assert again.attempt.marks[1].flag
        assert again.given
        await pilot.press("1", "escape", "escape", "escape", "c")
        last = await on_page(pilot, "question")
        assert last.attempt.answered == 2


async def test_markup_of_banks_is_shown_as_text(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 40)) as pilot:
        page = await sat(pilot, ["c"])
        assert "Which [@click=app.bell]one[/] is [red]right[/red] here?" in seen(app)
        assert "the [b]right[/b] one" in seen(app)
        await pilot.press(digit(page, "the wrong one"), "w")
        await pilot.pause()
        assert "It is [i]wrong[/i]." in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_clipped_at_any_size(
    size: tuple[int, int], tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=size) as pilot:
        for name in ("long-choice", "long-order", "n", "p"):
            page = await fresh(pilot, [name], "quiz", 600.0)
            whole = " ".join((await scrolled(pilot, page)).split())
            item = page.sitting.item(0)
            texts = [*(row.row.text for row in page.query(OptionRow) if row.row), item.stem]
            for text in (*texts, *(pair.left for pair in item.pairs), "10:00", "1 of 1"):
                assert text in whole
            lines = seen(app).splitlines()
            assert all(len(line) <= size[0] for line in lines)
            assert page.query_one(SlotMap).display == (size[0] >= 110)
            for label in keys_shown(page).values():
                assert label in "\n".join(lines[page.query_one(KeyLine).region.y :])


async def scrolled(pilot, page) -> str:
    """Read the column from its top to its end by its keys, without what stands beside it."""
    column = page.query_one(Column)
    parts: dict[int, str] = {}
    while column.scroll_y > 0:
        await pilot.press("pageup")
    for _ in range(40):
        await pilot.pause()
        top = round(column.scroll_y)
        lines = seen(pilot.app).splitlines()
        region = column.scrollable_content_region
        for n, line in enumerate(lines[region.y : region.bottom]):
            parts[top + n] = line[region.x : region.right]
        if top >= column.max_scroll_y:
            break
        await pilot.press("pagedown")
    return "\n".join([lines[0], *(parts[n] for n in sorted(parts))])


async def test_long_feedback_starts_at_its_top_and_scrolls(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(60, 20)) as pilot:
        page = await sat(pilot, ["long-choice"])
        wrong = next(
            row.row for row in page.query(OptionRow) if row.row and "option 0" not in row.row.text
        )
        await pilot.press(str(wrong.number), "w")
        await pilot.pause()
        assert "Not right." in seen(app)
        assert keys_shown(page)["Space"] == "more"
        told = await scrolled(pilot, page)
        assert all(f"Because of {n}." in " ".join(told.split()) for n in range(9))
        await pilot.press("pageup", "up")
        column = page.query_one(Column)
        before = column.scroll_y
        await pilot.press("down")
        assert column.scroll_y == before + 2


async def test_cursor_stays_in_sight(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(60, 20)) as pilot:
        page = await sat(pilot, ["long-choice"])
        for place in (0, 1, 2):
            await pilot.press("up" if place == 0 else "down")
            await pilot.pause()
            row = page.query(OptionRow)[page.cursor]
            assert page.query_one(Column).region.contains_region(row.region)


async def test_window_too_small_says_so_and_loses_nothing(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW[:3], "quiz", 600.0, "small")
        await pilot.press("2", "f")
        for size in ((20, 10), (20, 30), (90, 8)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "The window is too small to read questions in." in flat(app)
            assert "about refills" not in seen(app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "about refills" in flat(app)
        assert "too small" not in seen(app)
        assert page.given
        assert "flagged" in seen(app)


async def test_side_panel_counts_and_marks_without_color(app: ExamprepApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        page = await sat(pilot, LAW[:3], bank="small")
        await pilot.press(digit(page, "right 1"), "right")
        await pilot.press(digit(page, "late 2"), "right", "f")
        await pilot.pause()
        panel = [line[86:].strip() for line in seen(app).splitlines()]
        assert any("1\u2713" in line and "2\u2717" in line for line in panel)
        assert any("3\u2691\u2039" in line for line in panel)
        text = " ".join(" ".join(panel).split())
        assert "answered 2" in text
        assert "flagged 1" in text
        assert "open 1" in text
