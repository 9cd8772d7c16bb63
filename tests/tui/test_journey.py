"""The whole way in the real program: first run, a timed quiz, the result, and coming back."""

from __future__ import annotations

import re
import sys

import pytest

from examprep.places import candidates_folder
from examprep.progress.journal import Journal
from tests.tui.terminal import BACKSPACE, DOWN, ENTER, ESCAPE, F4, QUIT, RIGHT, Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")


def blocks(kind: str) -> list[dict[str, object]]:
    [path] = candidates_folder().glob("*.toml")
    loaded = Journal.open(path).load()
    assert loaded.problems == []
    return loaded.blocks.get(kind, [])


def place(screen: str) -> tuple[int, int]:
    """Give the number of the question on the screen, and of how many."""
    found = re.search(r"(\d+) of (\d+) ", screen.partition("\n")[0])
    return (int(found[1]), int(found[2])) if found else (0, 0)


def enroll(app: Program) -> None:
    """Answer what the first run asks."""
    app.until("Your name")
    app.press("Maria")
    app.until(" Maria")
    app.focus(ENTER, "1 PTCE")
    app.focus(ENTER, "2027-01-15")
    app.press("January 15 2030")
    app.until("Tuesday, January 15, 2030")
    app.press(ENTER)
    app.until("questions for you")


def set_up_timed_quiz(app: Program) -> None:
    """Ten questions on the clock."""
    app.press("q")
    app.until(lambda text: re.search(r"20 of [\d,]+ questions", text))
    app.press("1", "0")
    app.until(lambda text: re.search(r" 10 of [\d,]+ questions", text))
    app.focus(DOWN, "Mode")
    app.press(RIGHT)
    app.until("on the clock")
    app.press(ENTER)
    app.until(lambda text: place(text) == (1, 10))


def test_from_the_first_run_to_the_history() -> None:
    with Program() as app:
        enroll(app)
        set_up_timed_quiz(app)
        for number in range(1, 11):
            app.until(lambda text, number=number: place(text) == (number, 10))
            app.press("1")
            app.until(lambda text: "\u25cf" in text or " 1  " in text)
            app.press(RIGHT)
        app.until(lambda text: "E ends the quiz" in text)
        app.press(BACKSPACE, "e", "e")  # where a 1 is no answer, as of a date, it stands typed
        result = app.until("to reread")
        assert re.search(r"\d+ of 10, \d+ %", result)
        app.press(ESCAPE)
        home = app.until("Last results")
        assert "Maria \u00b7 PTCE in" in home
        app.press(QUIT)
        assert app.ended() == 0
    assert [one["reason"] for one in blocks("finish")] == ["done"]
    assert len(blocks("response")) >= 5
    with Program() as again:
        again.until(lambda text: "10 questions" in text and "Last results" in text)
        again.press("p")
        again.until(lambda text: "Timed quiz" in text and "Progress" in text)
        again.press(QUIT)
        assert again.ended() == 0


def test_left_in_the_middle_and_gone_on_with() -> None:
    with Program() as app:
        enroll(app)
        set_up_timed_quiz(app)
        app.press(RIGHT, RIGHT)
        first = app.until(lambda text: place(text) == (3, 10))
        app.press(F4)  # an F is the beginning of a date where one is asked
        app.until(lambda text: "flagged" in text and "saved" in text)
        app.press(ESCAPE)
        app.until("Paused. The clock is stopped.")
        app.press(ESCAPE)
        app.until("10 of 10 left")
        app.press(QUIT)
        assert app.ended() == 0
    slots = blocks("attempt")[0]["slots"]
    with Program() as again:
        again.until("10 of 10 left")
        again.press("c")
        text = again.until(lambda text: place(text) == (3, 10) and "flagged" in text)
        assert question(text) == question(first)
        again.press(QUIT)
        assert again.ended() == 0
    assert [one["slots"] for one in blocks("attempt")] == [slots]
    assert len(blocks("pause")) == 2
    assert len(blocks("resume")) == 1


def question(text: str) -> list[str]:
    """Give stem and options, without what is noted, said and offered around them."""
    lines = text.splitlines()[1:]
    end = next(n for n, line in enumerate(lines) if re.match(" (Enter|1-[0-9]) ", line))
    return [line for line in lines[:end] if line and line.strip() not in {"flagged", "saved"}]
