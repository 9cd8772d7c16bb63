"""Each kind of question, answered by keys: in tutor mode with reasons, in a quiz without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Hands
from tests.tui.pages import seen, status
from tests.tui.sittings import (
    KINDS,
    digit,
    flat,
    fresh,
    in_file,
    keys_shown,
    kinds_app,
    right_keys,
    row_of,
    sat,
    say_saved,
    typed,
    wrong_keys,
)
from tests.tui.wait import wait_until

SAYS_WHY = {
    "c": ["Why: It was asked for.", "Rule: Right is right.", "Rule book, page 1"],
    "m": ["Why: One times two.", "Why: Two times two."],
    "n": ["Answer: 2.5 mL", "Step: 1.5 mL + 1 mL = 2.5 mL"],
    "o": ["1st: wet them.", "2nd: take soap.", "3rd: rinse them."],
    "p": ["insulin: diabetes.", "albuterol: asthma."],
}
SAYS_WRONG = {
    "c": ["\u2717 not right", "\u2713 right", "\u2717 Not right."],
    "m": ["\u2717 not right", "\u2190 belongs", "0 of 2 found, 1 wrongly chosen."],
    "n": ["\u2717 Not right. This is the difference.", "Yours: 0.5"],
    "o": ["\u2717 not 1st", "\u2717 not 2nd", "0 of 3 in place."],
    "p": ["\u2717 not for insulin", "\u2717 not for albuterol", "\u2717 not for C"],
}


@pytest.mark.parametrize("name", KINDS)
async def test_tutor_says_with_words_and_signs_what_is_right_and_why(
    name: str, tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 40)) as pilot:
        page = await sat(pilot, [name])
        await pilot.press(*right_keys(page, name))
        await say_saved(pilot)
        for words in ("\u2713 Right.", *SAYS_WHY[name]):
            assert words in flat(app)
        assert in_file(app, "response")[0]["credit"] == 1.0
        page = await fresh(pilot, [name])
        await pilot.press(*wrong_keys(page, name))
        await say_saved(pilot)
        for words in (*SAYS_WRONG[name], *SAYS_WHY[name]):
            assert words in flat(app)
        assert "\u2713 Right." not in flat(app)
        assert in_file(app, "response")[1]["credit"] == 0.0


@pytest.mark.parametrize("name", KINDS)
async def test_tutor_answers_once_and_undo_takes_a_mis_key_back(
    name: str, tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 40)) as pilot:
        page = await sat(pilot, [name, "c"])
        await pilot.press(*wrong_keys(page, name))
        await pilot.press("1", "2", "space", "backspace")
        assert len(page.attempt.given[0]) == 1
        await pilot.press("u")
        assert page.attempt.given[0] == ()
        assert "\u2717" not in seen(app)
        assert not page.draft.picks
        assert not typed(page)
        await pilot.press(*right_keys(page, name))
        await say_saved(pilot)
        assert "\u2713 Right." in flat(app)
        assert [one["credit"] for one in in_file(app, "response")] == [0.0, 1.0]
        assert len(in_file(app, "undo")) == 1


@pytest.mark.parametrize("name", KINDS)
async def test_quiz_keeps_quiet_and_lets_answers_be_changed(
    name: str, tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 40)) as pilot:
        page = await sat(pilot, [name, "c"], "quiz", 600.0)
        wrong, right = wrong_keys(page, name), right_keys(page, name)
        await pilot.press(*wrong)
        await say_saved(pilot)
        assert not any(sign in seen(app) for sign in "\u2713\u2717\u2190".replace("\u2190", ""))
        assert "Why" not in seen(app)
        if name == "m":  # picks are turned on and off, so the wrong one goes first
            await pilot.press(wrong[0])
        await pilot.press(*["backspace"] * 3, *right)
        assert [one.credit for one in page.attempt.given[0]] == [0.0, 1.0]
        await pilot.press("u")  # also where a number stands: it is the answer, so U is no text
        assert [one.credit for one in page.attempt.given[0]] == [0.0]
        assert page.given


async def test_same_answer_again_is_not_noted_twice(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "m"], "quiz")
        await pilot.press("2", "2", "2")
        assert len(page.attempt.given[0]) == 1
        await pilot.press("enter")
        assert page.slot == 1


async def test_arrows_choose_and_enter_takes_the_row_at_the_cursor(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "m"], "quiz")
        await pilot.press("2", "down", "down", "down")
        assert keys_shown(page)["Enter"] == "answer"
        await pilot.press("enter")
        assert [one.answer.chose for one in page.attempt.given[0]] == [
            (page.draft.order[1],),
            (page.draft.order[2],),
        ]
        assert keys_shown(page)["Enter"] == "next"
        await pilot.press("enter", "up")
        assert page.cursor == 3
        await pilot.press("down", "space", "down", "space")
        assert page.draft.picks == (0, 1)
        await pilot.press("space")
        assert page.draft.picks == (0,)
        await pilot.press("enter")
        assert page.attempt.answered == 2


async def test_order_says_which_step_comes_next_and_backspace_takes_back(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["o"])
        assert "Press the number of what comes 1st." in seen(app)
        assert keys_shown(page)["1-3"] == "choose"
        await pilot.press("3", "1")
        assert "Press the number of what comes 3rd. Backspace takes one back." in seen(app)
        assert [row_of(page, one).row.note for one in ("wet them", "take soap")].count("") <= 1
        await pilot.press("enter")
        assert status(app) == "Choose the rest first, or go on with \u2192."
        await pilot.press("escape")
        assert "Choose the rest" not in status(app)
        await pilot.press("enter", "backspace")
        assert page.draft.picks == (2,)
        await pilot.press("1", "2")
        assert "Enter gives the answer." in seen(app)
        assert keys_shown(page)["Enter"] == "answer"


async def test_match_marks_the_line_that_is_asked_for(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["p"])
        assert "\u25b8 A insulin \u2192 ?" in flat(app)
        assert "Press the number that goes with A." in seen(app)
        await pilot.press(digit(page, "asthma"))
        await pilot.pause()
        assert "A insulin \u2192 asthma" in flat(app)
        assert "\u25b8 B albuterol \u2192 ?" in flat(app)
        assert "for insulin" in seen(app)
        assert "Press the number that goes with B. Backspace takes one back." in seen(app)
        await pilot.press(digit(page, "asthma"))
        assert not page.draft.picks


async def test_letters_are_commands_only_on_the_empty_line(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n", "c"])
        await pilot.press("f", "y", "space", "S")
        assert page.attempt.marks[0].flag
        assert page.attempt.marks[0].sure == "sure"
        assert not typed(page)
        await pilot.press(*"2.5 f", "backspace", *"mL")
        assert typed(page) == "2.5 mL"
        assert page.attempt.marks[0].flag
        assert keys_shown(page) == {
            "Enter": "answer", "\u2192": "next", "F4": "flag", "F2": "calculator", "F3": "card",
            "Esc": "pause",
        }  # fmt: skip
        await pilot.press("f4")
        assert not page.attempt.marks[0].flag
        await pilot.press("f4")
        assert page.attempt.marks[0].flag
        assert typed(page) == "2.5 mL"
        await pilot.press("enter")
        assert page.attempt.response(0).credit == 1.0
        assert "Yours: 2.5 mL" in flat(app)


async def test_arrows_move_in_what_is_typed_and_turn_pages_at_its_ends(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n", "c"])
        await pilot.press("right", "left", "right")
        assert page.slot == 1
        await pilot.press("2", "5", "left", ".", "right")
        assert typed(page) == "2.5"
        assert page.slot == 1
        await pilot.press("right")
        assert page.slot == 2
        assert status(app) == "Question 2 keeps what you chose; it is not answered yet."
        await pilot.press("left")
        assert typed(page) == "2.5"
        assert page.attempt.answered == 0


async def test_unclear_number_is_asked_again(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n", "c"], "quiz")
        await pilot.press(*"2.5 kg", "enter")
        assert status(app) == "kg does not fit here. Give the answer in mL."
        assert typed(page) == "2.5 kg"
        assert page.attempt.answered == 0
        await pilot.press("right")
        assert status(app) == (
            "Question 1 is not answered yet. kg does not fit here. Give the answer in mL."
        )
        await pilot.press("left", *["backspace"] * 3, "enter")
        assert page.attempt.response(0).credit == 1.0


@pytest.mark.parametrize("name", ["m", "n"])
async def test_quiz_counts_what_is_composed_when_one_goes_on(
    name: str, tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, [name, "c"], "quiz")
        await pilot.press(*right_keys(page, name)[:-1], "right")
        assert page.slot == 1
        assert page.attempt.response(0).credit == 1.0
        await wait_until(pilot, lambda: len(in_file(app, "response")) == 1)


DATE = """
[[item]]
id = "d"
kind = "numeric"
topic = "all"
stem = "Entered on {opened}. Which is the last day of 28?"
answer = "opened + 28[days]"
unit = "days"
show = "date"
[item.given]
opened = { from = 2027-03-01, to = 2027-03-01 }
"""


async def test_a_date_can_begin_with_its_month(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands, DATE)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["d"])
        await pilot.press("E")  # begins no month
        assert "E again ends the quiz." in flat(app)
        await pilot.press("M", "a", "r", "space", "2", "9")
        assert page.draft.typed == "Mar 29"
        assert "F3 card" in flat(app)  # K is a letter here
        await pilot.press("enter")
        await say_saved(pilot)
        assert "\u2713 Right." in flat(app)
        assert in_file(app, "response")[0]["credit"] == 1.0
        await pilot.press("f")  # letters are commands again
        assert page.attempt.marks[0].flag


async def test_letters_are_commands_with_shift_as_well(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "m"])
        await pilot.press("F")
        assert page.attempt.marks[0].flag
        await pilot.press("E")
        assert "2 questions without an answer. E again ends the quiz." in flat(app)
        assert page.attempt.ended is None
        await pilot.press("right", "E")
        assert page.attempt.ended is None  # asked anew: it was another moment
        await pilot.press("E")
        await wait_until(pilot, lambda: page.attempt.ended is not None)


async def test_after_the_last_number_letters_are_commands(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c", "n"], "quiz", 600.0)
        await pilot.press("1", "right", "1", "right")
        assert "All answered. E ends the quiz" in flat(app)
        await pilot.press("e")
        await wait_until(pilot, lambda: page.attempt.ended is not None)
