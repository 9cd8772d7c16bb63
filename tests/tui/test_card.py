"""The reference card: a key away where reasons are shown, closed where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Input

from examprep.attempts.slots import RULES, Kind
from examprep.exams.card import card
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.base import Column
from examprep.tui.screens.card import CardScreen
from examprep.tui.widgets.answer_input import AnswerInput
from examprep.tui.widgets.card_view import CardView, SectionLine, section_lines
from tests.tui.conftest import Hands
from tests.tui.pages import on_page, open_page, seen
from tests.tui.sittings import SIZES, digit, flat, keys_shown, kinds_app, sat, typed
from tests.tui.wait import wait_until

LAW = ["law-1", "law-2", "law-3"]
SECTIONS = card().sections


async def laid(pilot: Pilot[int], key: str = "k") -> CardScreen:
    """Lay the card over the question by its key."""
    await pilot.press(key)
    page = await on_page(pilot, "card")
    assert isinstance(page, CardScreen)
    return page


def sections_shown(page: CardScreen) -> list[str]:
    return [section.id for section in page.query_one(CardView).sections]


@pytest.mark.parametrize("close", ["escape", "k", "f3"])
async def test_a_key_lays_it_over_the_question_and_a_key_takes_it_away(
    app: ExamprepApp, close: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW, bank="small")
        await pilot.press("right", "down", "down", "f")
        assert keys_shown(page)["K"] == "card"
        await laid(pilot)
        assert "Metric steps" in seen(app)
        assert "about refills" not in seen(app)
        await pilot.press(close)
        assert app.screen is page
        await pilot.pause()
        assert (page.slot, page.cursor, page.paused) == (1, 1, False)
        assert page.attempt.marks[1].flag
        assert "Question 2 about refills" in flat(app)


async def test_it_stays_at_hand_after_the_answer(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW, bank="small")
        await pilot.press(digit(page, "early 1"))
        await laid(pilot)
        await pilot.press("escape")
        assert app.screen is page
        assert "Not right." in seen(app)


async def test_what_was_typed_is_still_there(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n", "c"])
        await pilot.press("2")
        assert keys_shown(page)["F3"] == "card"
        await pilot.press("k")
        assert typed(page) == "2k"
        await pilot.press("backspace")
        await laid(pilot, "f3")
        await pilot.press("5", "right", "escape")
        assert app.screen is page
        assert typed(page) == "2"
        assert isinstance(app.focused, AnswerInput)
        await pilot.press(".", "5", "enter")
        assert page.attempt.response(0).credit == 1.0


async def test_letters_open_it_while_the_line_for_a_number_is_empty(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n"])
        await laid(pilot)
        await pilot.press("k")
        assert typed(page) == ""


async def test_it_opens_beside_the_calculator_too(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n"])
        await pilot.press("c", "7")
        await laid(pilot)
        await pilot.press("escape")
        assert app.screen is page
        assert page.reckoning


@pytest.mark.parametrize("kind", [kind for kind, rules in RULES.items() if rules.feedback])
async def test_it_is_open_where_reasons_are_shown(app: ExamprepApp, kind: Kind) -> None:
    assert RULES[kind].feedback
    async with app.run_test(size=(80, 24)) as pilot:
        await sat(pilot, LAW, kind, bank="small")
        await laid(pilot)


async def test_it_is_closed_in_a_timed_quiz(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW, "quiz", 600.0, "small")
        await pilot.press("k", "f3")
        await pilot.pause()
        assert app.screen is page
        assert "The reference card is closed in a timed quiz." in flat(app)
        assert "card" not in keys_shown(page).values()


async def helped(pilot: Pilot[int]):
    await pilot.press("question_mark")
    return await on_page(pilot, "help")


async def test_it_is_closed_in_a_pause(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW, bank="small")
        await pilot.press("escape", "k", "f3")
        await pilot.pause()
        assert app.screen is page
        assert page.paused


async def test_the_clock_runs_on(app: ExamprepApp, hands: Hands) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW, "tutor", 600.0, "small")
        await laid(pilot)
        hands.move(65.2)
        page.tick()
        await pilot.press("escape")
        await pilot.pause()
        assert "8:55" in seen(app)
        await laid(pilot)
        hands.move(600.0)
        page.tick()
        await on_page(pilot, "results")
        assert not any(isinstance(screen, CardScreen) for screen in app.screen_stack)


async def test_the_palette_opens_it_at_home(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: "questions for you" in seen(app))
        commands = {one.title: one.callback for one in app.get_system_commands(app.screen)}
        commands["Reference card"]()
        await on_page(pilot, "card")
        assert "1 of 9" in seen(app)
        await pilot.press("escape")
        await on_page(pilot, "home")


async def test_digits_and_arrows_jump_between_sections(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(pilot, "card")
        for number, section in enumerate(SECTIONS, 1):
            await pilot.press(str(number))
            await pilot.pause()
            assert sections_shown(page) == [section.id]
            assert section.title in seen(app)
            assert f"{number} of 9" in seen(app)
        await pilot.press("right")
        assert sections_shown(page) == ["metric"]
        await pilot.press("left", "left")
        assert sections_shown(page) == ["supply"]


async def test_a_section_starts_at_its_top(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(pilot, "card")
        column = page.query_one(Column)
        await pilot.press("9")
        await pilot.pause()
        await pilot.press("space", "down")
        assert column.scroll_y > 2
        down = column.scroll_y
        await pilot.press("up")
        assert column.scroll_y == down - 1
        await pilot.press("pageup")
        assert column.scroll_y < down - 1
        await pilot.press("pagedown", "8")
        await pilot.pause()
        assert column.scroll_y == 0


async def test_a_click_on_a_name_opens_its_section(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(pilot, "card")
        lines = seen(app).splitlines()
        top = page.query_one(SectionLine).region.y
        y = next(n for n, line in enumerate(lines) if n >= top and "supply" in line)
        assert await pilot.click(offset=Offset(lines[y].index("supply") + 1, y))
        assert sections_shown(page) == ["supply"]


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_can_be_read_whole(app: ExamprepApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        page = await open_page(pilot, "card")
        column = page.query_one(Column)
        for number, section in enumerate(SECTIONS, 1):
            await pilot.press(str(number))
            read: set[str] = set()
            for _ in range(12):
                await pilot.pause()
                read |= {" ".join(line.split()) for line in seen(app).splitlines()}
                if column.scroll_y >= column.max_scroll_y:
                    break
                await pilot.press("pagedown")
            for row in section.rows:
                line = " ".join(f"{row.left} {row.right} {row.note}".split())
                assert any(one.startswith(line) for one in read), line
            assert "Nov 27, 2026" in " ".join(seen(app).split())
            assert all(len(line) <= size[0] for line in seen(app).splitlines())


@pytest.mark.parametrize("width", [56, 75])
def test_asides_stand_in_a_column(width: int) -> None:
    for section in SECTIONS:
        lines = [line.plain for line in section_lines(section, width, whole=True)]
        notes = [row.note for row in section.rows if row.note]
        starts = {
            line.rindex(note)
            for note in notes
            for line in lines
            if line.endswith(f"  {note}") and line.strip() != note
        }
        assert len(starts) == bool(notes), section.id


async def test_a_very_narrow_window_wraps_and_loses_nothing(app: ExamprepApp) -> None:
    async with app.run_test(size=(40, 14)) as pilot:
        page = await open_page(pilot, "card")
        await pilot.press("5")
        await pilot.pause()
        view = page.query_one(CardView)
        text = " ".join(str(view.render()).split())
        assert view.region.width <= 40
        for row in card().section("strength").rows:
            assert " ".join(row.note.split()) in text
        assert all(len(line) <= 40 for line in seen(app).splitlines())


async def test_words_find_lines_of_all_sections(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(pilot, "card")
        await pilot.press("7", "slash", *"lb")
        await pilot.pause()
        assert sections_shown(page) == ["household", "doses"]
        assert "all sections" in seen(app)
        assert "1 pound (lb)" in seen(app)
        assert "1 cup" not in seen(app)
        assert "checked" not in seen(app)
        assert keys_shown(page) == {"Esc": "back"}
        await pilot.press("enter")
        await pilot.pause()
        assert "find" in keys_shown(page).values()
        await pilot.press("2")
        await pilot.pause()
        assert sections_shown(page) == ["household"]
        assert "1 cup" in seen(app)
        assert not page.query_one(Input).display


async def test_letters_and_digits_are_words_while_one_looks(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(pilot, "card")
        await pilot.press("slash", *"k 2")
        assert page.query_one(Input).value == "k 2"
        await pilot.press("left", "left", "left", "left", "x")
        assert page.query_one(Input).value == "xk 2"
        assert app.screen is page


async def test_escape_puts_the_words_away_and_then_the_card(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        question = await sat(pilot, LAW, bank="small")
        page = await laid(pilot)
        await pilot.press("3", "slash", *"pint", "escape")
        assert app.screen is page
        assert sections_shown(page) == ["temperature"]
        assert not page.query_one(Input).display
        await pilot.press("slash")
        assert page.query_one(Input).value == ""
        await pilot.press("escape", "escape")
        assert app.screen is question


async def test_words_that_find_nothing_say_so_as_text(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_page(pilot, "card")
        await pilot.press("slash", *"[b]q")
        await pilot.pause()
        assert "No line holds \u201c[b]q\u201d. Try fewer or shorter words." in seen(app)
        assert sections_shown(page) == []
        await pilot.press(*["backspace"] * 4)
        await pilot.pause()
        assert sections_shown(page) == ["metric"]
        assert "No line holds" not in seen(app)


async def test_its_keys_are_in_its_help(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot, "card")
        await helped(pilot)
        assert "close the card; K does the same" in seen(app)
        await pilot.press("escape")
        await on_page(pilot, "card")
