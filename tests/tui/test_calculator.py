"""The calculator on the question page: keys, clicks, focus, its tape, and room for the question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.events import AppBlur, AppFocus
from textual.geometry import Offset

from examprep.calculations.calculator import KEYS, Calculator
from examprep.desk.desk import Desk
from examprep.tui.app import ExamprepApp
from examprep.tui.calculator_keys import CALCULATOR
from examprep.tui.screens.base import Column
from examprep.tui.screens.question import QuestionScreen
from examprep.tui.widgets.answer_input import AnswerInput
from examprep.tui.widgets.calculator import CalculatorPad
from examprep.tui.widgets.lines import KeyLine
from examprep.tui.widgets.option_row import OptionRow
from examprep.tui.widgets.slots import SlotMap
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.sittings import BANK, digit, flat, fresh, keys_shown, kinds_app, row_of, sat, typed
from tests.tui.wait import wait_until

# Five lines at 80 columns.
STEM = (
    "A physician orders heparin 18 units/kg/h for a patient who weighs 176 lb. The pharmacy sends "
    "a premixed bag of 25,000 units in 250 mL of dextrose 5 % in water. The pump is set in whole "
    "mL per hour and the nurse asks for the rate that is to be written on the label. Which rate, "
    "in mL per hour, is right for this patient?"
)
DRIP = """
[[item]]
id = "{id}"
topic = "all"
stem = "{stem}"
options = [{{ text = "14 mL/h", key = true }}, {{ text = "18 mL/h" }}, {{ text = "32 mL/h" }},
  {{ text = "144 mL/h" }}]
"""
BUSY = Calculator().press("8").press("M+").press("/").press("4")
RATES = ["14 mL/h", "144 mL/h", "18 mL/h", "32 mL/h"]


def drips_app(folder: Path, hands: Hands, count: int = 1) -> ExamprepApp:
    """Give the app with questions of five lines, besides one of each kind."""
    folder.mkdir()
    drips = "".join(DRIP.format(id=f"drip-{n}", stem=STEM) for n in range(count))
    (folder / "kinds.toml").write_text(BANK + drips, encoding="utf-8")
    desk = Desk.open([folder])
    desk.times = hands.times
    desk.enroll("Maria", "ptce-2026", None)
    return ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)


def pad(page: QuestionScreen) -> CalculatorPad:
    return page.query_one(CalculatorPad)


def display(page: QuestionScreen) -> str:
    return pad(page).calculator.display


def tape(page: QuestionScreen) -> tuple[str, ...]:
    return pad(page).calculator.tape


def button(page: QuestionScreen, key: str) -> Offset:
    """Find the button of a key on the screen, by its label."""
    label = next((command.label for command in CALCULATOR if command.name == key), key)
    region, lines = pad(page).region, seen(page.shell).splitlines()
    word = re.compile(rf"(?<!\S){re.escape(label)}(?!\S)")
    for y in range(region.y + 1, region.bottom):
        found = word.search(lines[y], region.x)
        if found and BUSY.pending not in lines[y]:
            return Offset(found.start(), y)
    raise AssertionError(f"no button for {key}")


async def test_c_opens_it_with_the_keys_and_c_closes_it(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n"])
        assert keys_shown(page)["C"] == "calculator"
        assert "Tab" not in keys_shown(page)
        assert not pad(page).display
        await pilot.press("c", *"200+10%=")
        await pilot.pause()
        assert display(page) == "220"
        assert "200 + 10 % = 220" in seen(app)
        assert not page.attempt.answered
        shown = keys_shown(page)
        assert (shown["Esc"], shown["Tab"], shown["K"]) == ("close", "to the question", "card")
        assert "F" not in shown
        await pilot.press("c")
        assert not pad(page).display
        assert page.focused is None
        await pilot.press(digit(page, "the odd one"))
        assert page.told


async def test_it_opens_for_every_kind_and_beside_the_feedback(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "m", "n", "o", "p"])
        for slot in range(5):
            assert page.slot == slot
            await pilot.press("c", "7")
            assert pad(page).display
            assert (display(page), page.draft.typed, page.draft.picks) == ("7", "", ())
            await pilot.press("c", "right")
            assert not pad(page).display
        page = await fresh(pilot, ["c"])
        await pilot.press(digit(page, "the odd one"), "c", *"6*7", "enter")
        assert page.told
        assert display(page) == "42"
        assert page.attempt.ended is None


async def test_f2_opens_it_while_a_number_is_typed(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n", "c"])
        await pilot.press("2", "c", "backspace")
        assert keys_shown(page)["F2"] == "calculator"
        await pilot.press("f2", *"1.5+1=")
        assert display(page) == "2.5"
        assert typed(page) == "2"
        await pilot.press("tab", ".", "5")
        assert typed(page) == "2.5"
        assert keys_shown(page)["F2"] == "close calculator"
        assert keys_shown(page)["Tab"] == "calculate"
        await pilot.press("shift+tab", "x", "2", "enter", "f2")
        assert tape(page) == ("1.5 + 1 = 2.5", "2.5 x 2 = 5")
        assert isinstance(page.focused, AnswerInput)
        await pilot.press(" ", *"mL", "enter")
        assert page.attempt.response(0).credit == 1.0


async def test_c_opens_it_over_the_empty_line(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n", "c"])
        await pilot.press("c", "9", "r", "escape", *"2.5")
        assert tape(page) == ("\u221a9 = 3",)
        assert typed(page) == "2.5"


async def test_escape_closes_it_and_only_then_pauses(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n"], "quiz", 600.0)
        await pilot.press("c", "5", "escape")
        assert not page.paused
        assert not pad(page).display
        await pilot.press("c")
        assert display(page) == "5"
        await pilot.press("tab", "escape")
        assert page.paused
        await pilot.pause()
        assert not pad(page).display
        assert "C" not in keys_shown(page)
        await pilot.press("c", "f2", "tab")
        assert not pad(page).display
        assert display(page) == "5"
        await pilot.press("enter", "tab", "1")
        assert not page.paused
        assert display(page) == "51"


async def test_each_question_keeps_its_own_tape(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n", "o"], "quiz")
        await pilot.press("c", *"1000/8=", "right")
        assert page.slot == 1
        assert tape(page) == ()
        assert page.reckoning
        await pilot.press(*"2+2=", "right", "left", "left")
        await pilot.pause()
        assert page.slot == 0
        assert (display(page), tape(page)) == ("125", ("1000 / 8 = 125",))
        assert "1000 / 8 = 125" in seen(app)
        assert "2 + 2 = 4" not in seen(app)
        await pilot.press("a", "c", "right", "c")
        assert tape(page) == ("2 + 2 = 4",)
        await pilot.press("left")
        assert (display(page), tape(page)) == ("0", ("1000 / 8 = 125",))


async def test_no_key_is_lost_when_one_turns_at_once(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "o"], "quiz")
        await pilot.press("c", *"6*7")
        pad(page).action_press("=")
        page.action_next()
        await pilot.pause()
        assert tape(page) == ()
        await pilot.press("left")
        assert tape(page) == ("6 x 7 = 42",)


async def test_tab_gives_the_keys_to_the_question_and_back(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["m", "c"], "quiz")
        await pilot.press("tab", "c", "7", "tab")
        assert not page.reckoning
        assert keys_shown(page)["C"] == "close calculator"
        await pilot.press(digit(page, "two"), "f", digit(page, "four"))
        assert len(page.draft.picks) == 2
        assert page.attempt.marks[0].flag
        assert pad(page).display
        await pilot.press("tab", "8")
        assert display(page) == "78"
        await pilot.press("shift+tab", "enter")
        assert page.attempt.response(0).credit == 1.0
        assert not page.reckoning


async def test_letters_are_not_commands_while_the_keys_are_the_calculators(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "o"], "quiz")
        await pilot.press("f", "c", "f", "y", "e", "e", "n", "s", "u", "w", "g", "space", "A", "9")
        await pilot.press("backspace")
        assert page.attempt.marks[0].flag
        assert page.attempt.marks[0].sure is None
        assert page.attempt.ended is None
        assert page.slot == 0
        assert status(app) in {"", "saved"}
        assert display(page) == "0"


async def test_help_and_card_come_back_to_it(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "o"])
        await pilot.press("c", "4")
        for key, other in (("question_mark", "help"), ("k", "card")):
            await pilot.press(key)
            await on_page(pilot, other)
            await pilot.press("escape")
            await on_page(pilot, "question")
        await pilot.press("2")
        assert display(page) == "42"
        await pilot.press("question_mark")
        help_page = await on_page(pilot, "help")
        text = "\n".join(str(child.render()) for child in help_page.query_one("#column").children)
        assert all(command.help in " ".join(text.split()) for command in CALCULATOR)


async def test_every_key_can_be_typed(tmp_path: Path, hands: Hands) -> None:
    keys = {key: [key] for key in "0123456789.+-/=%"} | {"x": ["x", "X", "asterisk"]}
    for command in CALCULATOR:
        keys[command.name] = [*keys.get(command.name, ()), *command.keys.split(",")]
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c"])
        await pilot.press("c")
        for key in KEYS:
            assert keys[key]
            for one in keys[key]:
                pad(page).calculator = BUSY
                await pilot.press(one)
                assert pad(page).calculator == BUSY.press(key), one


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (120, 24)])
async def test_every_button_can_be_clicked(
    size: tuple[int, int], tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=size) as pilot:
        page = await sat(pilot, ["n", "c"])
        await pilot.press("c", "tab")
        for key in KEYS:
            pad(page).calculator = BUSY
            await pilot.pause()
            assert await pilot.click(offset=button(page, key))
            assert pad(page).calculator == BUSY.press(key), key
        assert page.reckoning
        assert not typed(page)


async def test_clicks_on_the_question_leave_it_open(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n"])
        await pilot.press("c", *"3*4")
        await pilot.click(row_of(page, "the odd one"))
        await pilot.pause()
        assert page.told
        assert pad(page).display
        assert tape(page) == ()
        await pilot.click(pad(page), offset=(30, 1))
        await pilot.press("enter")
        assert tape(page) == ("3 x 4 = 12",)
        lines = seen(app).splitlines()
        y = next(y for y, line in enumerate(lines) if "Esc close" in line)
        await pilot.click(offset=(lines[y].index("Esc close") + 1, y))
        assert not pad(page).display
        assert not page.paused


@pytest.mark.parametrize("size", [(80, 24), (90, 24), (109, 24), (110, 24), (120, 40)])
async def test_stem_and_options_stay_in_sight(
    size: tuple[int, int], tmp_path: Path, hands: Hands
) -> None:
    app = drips_app(tmp_path / "banks", hands)
    async with app.run_test(size=size) as pilot:
        page = await sat(pilot, ["drip-0", "c"], "quiz", 5400.0)
        await pilot.press("f", "y", "c", *"176/2.2=")
        await wait_until(pilot, lambda: status(app) == "saved")
        for _ in range(2):
            await pilot.pause()
            room = page.query_one(Column).scrollable_content_region
            rows = [row for row in page.query(OptionRow) if row.display]
            assert sorted(row.row.text for row in rows) == RATES
            assert all(room.contains_region(row.region) for row in rows)
            assert room.contains_region(page.query_one(".stem").region)
            assert not room.overlaps(pad(page).region)
            assert "176 / 2.2 = 80" in seen(app)
            if size[0] < 110:
                assert pad(page).region.height <= 7
            await pilot.press("tab")


@pytest.mark.parametrize("size", [(40, 12), (40, 20), (60, 20), (60, 24)])
async def test_narrow_and_low_windows_show_the_result(
    size: tuple[int, int], tmp_path: Path, hands: Hands
) -> None:
    app = drips_app(tmp_path / "banks", hands)
    async with app.run_test(size=size) as pilot:
        page = await sat(pilot, ["drip-0", "c"], "quiz")
        await pilot.press("c", *"1/3=")
        await pilot.pause()
        assert "0.333333333333" in seen(app)
        assert all(len(line) <= size[0] for line in seen(app).splitlines())
        column = page.query_one(Column)
        assert column.size.height >= 6
        await pilot.press(*["pagedown"] * 3)
        assert column.scroll_y == column.max_scroll_y
        assert "144 mL/h" in seen(app)
        await pilot.press(*["up"] * 8)
        assert column.scroll_y == 0
        assert "A physician orders" in seen(app)


async def test_long_results_are_never_cut(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(60, 24)) as pilot:
        page = await sat(pilot, ["c"])
        await pilot.press("c", *"123456789.123/7654321.7654=")
        await pilot.pause()
        result = display(page)
        lines = [line[36:].strip() for line in seen(app).splitlines()]
        assert f"= {result}" in lines
        assert "123456789.123 / 76543\u2026" in lines


async def test_error_says_how_to_go_on(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c"])
        await pilot.press("c", *"5p1/0=")
        await pilot.pause()
        assert "M a clears Error" in flat(app)
        await pilot.press("7", "a", "m")
        assert display(page) == "5"


async def test_side_panel_keeps_the_slots_around_the_one_shown(
    tmp_path: Path, hands: Hands
) -> None:
    app = drips_app(tmp_path / "banks", hands, 60)
    async with app.run_test(size=(120, 24)) as pilot:
        page = await sat(pilot, [f"drip-{n}" for n in range(60)], "quiz")
        await pilot.pause()
        assert " 59   60 " in seen(app)
        await pilot.press("c")
        for slot in (0, 29, 59):
            page.turn_to(slot)
            await pilot.pause()
            assert f"{slot + 1}\u00b7\u2039" in seen(app)
            assert "open     60" in seen(app)
            assert not page.query_one(SlotMap).region.overlaps(pad(page).region)


async def test_resizing_keeps_what_is_calculated(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n", "c"])
        await pilot.press("c", *"12+3")
        for size in ((120, 40), (20, 10), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press("=")
        assert tape(page) == ("12 + 3 = 15",)


async def test_number_goes_on_after_a_window_that_was_too_small(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n", "c"])
        await pilot.press("2")
        for size in ((20, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press(".", "5")
        assert typed(page) == "2.5"


async def test_it_stays_in_its_place_when_the_keys_change(tmp_path: Path, hands: Hands) -> None:
    app = drips_app(tmp_path / "banks", hands)
    async with app.run_test(size=(60, 24)) as pilot:
        page = await sat(pilot, ["drip-0", "c"], "quiz")
        await pilot.press("f", "c", "tab")
        await pilot.pause()
        place, lines = pad(page).region, page.query_one(KeyLine).region
        for key in ("tab", "tab", "tab"):
            await pilot.press(key)
            await pilot.pause()
            assert (pad(page).region, page.query_one(KeyLine).region) == (place, lines)
        await pilot.press("c", "right")
        assert not page.query_one(KeyLine).steady


async def test_the_keys_take_no_more_room_after_a_narrow_window(
    tmp_path: Path, hands: Hands
) -> None:
    app = drips_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["drip-0"])
        await pilot.press("c")
        await pilot.pause()
        keys = page.query_one(KeyLine)
        wide = keys.size.height
        await pilot.resize_terminal(60, 24)
        await wait_until(pilot, lambda: keys.outer_size.width == 60)
        await pilot.press("tab", "tab")
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, lambda: keys.outer_size.width == 80)
        await wait_until(pilot, lambda: keys.size.height <= wide)


async def test_time_that_is_up_takes_it_away(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n"], "quiz", 60.0)
        await pilot.press("c", "5")
        hands.move(61.0)
        page.tick()
        await on_page(pilot, "results")


async def test_keys_stay_the_calculators_when_the_window_is_left_and_drawn_anew(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n"])
        await pilot.press("c", "7")
        app.post_message(AppBlur())
        await pilot.pause()
        page.redraw()  # as a save does that finds another window's answers
        app.post_message(AppFocus())
        await pilot.pause()
        await pilot.press("8")
        assert display(page) == "78"
        assert page.draft.typed == ""


async def test_after_a_pause_the_keys_are_the_calculators_again(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n"])
        await pilot.press("c", "7")
        page.action_pause()
        await pilot.pause()
        await pilot.press("enter")
        assert not page.covered
        await pilot.press("8")
        assert display(page) == "78"
