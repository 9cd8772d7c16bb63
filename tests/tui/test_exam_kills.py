"""kill -9 on a mock exam at random moments: the next start has all of it, and the time left."""

from __future__ import annotations

import os
import random
import re
import sys
import time
from dataclasses import dataclass

import pytest

from examprep.attempts.attempt import Attempt
from examprep.places import candidates_folder
from examprep.progress.record import Record
from tests.tui.terminal import ENTER, ESCAPE, RIGHT, Program

KILLS = int(os.environ.get("EXAMPREP_KILLS", "20"))
NEW = ("ptce", "--seed", "7", "--extra", "2")
# The clock is kept once a second: so far it may be behind after a kill.
MOST_LOST = 2.0
pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9"),
]


@dataclass
class Seen:
    """What the screen said last: the question, the seconds left, and when that was."""

    place: int
    left: int
    at: float


def look(screen: str) -> Seen | None:
    """Read the top line of the exam's page."""
    top = screen.partition("\n")[0]
    found = re.search(r"Item (\d+) of \d+\s+(?:(\d+):)?(\d+):(\d\d) left", top)
    if not found:
        return None
    hours, minutes, seconds = int(found[2] or 0), int(found[3]), int(found[4])
    return Seen(int(found[1]), hours * 3600 + minutes * 60 + seconds, time.monotonic())


def in_file() -> Attempt:
    """Give the exam as the file has it."""
    attempt = Record.open(candidates_folder() / "maria.toml").state.latest_open("exam")
    assert attempt is not None
    return attempt


def work(app: Program, chance: random.Random, turn: int) -> None:
    """Do what a candidate does: answer, flag, highlight, write a note, go on."""
    app.press(str(1 + chance.randrange(4)))
    if turn % 3 == 0:
        app.press("f")
    if turn % 4 == 0:
        app.press("h", RIGHT, ENTER, "h")
    if turn % 5 == 0:
        app.press("n", *f"note {turn}.", ESCAPE)
    app.press(RIGHT)


def live(arguments: tuple[str, ...], chance: random.Random, turn: int) -> Seen:
    """Sit for a random while, then kill; give what the screen said last."""
    with Program("exam", "--user", "Maria", *arguments) as app:
        if arguments == NEW:
            app.until(lambda text: "is not running yet" in text)
            app.press(ENTER)
        app.until(lambda text: look(text) is not None)
        work(app, chance, turn)
        end = time.monotonic() + 1.0 + chance.random() * 3
        while (rest := end - time.monotonic()) > 0:
            app.read(rest)
        said = look(app.screen.text)
        app.kill()
    assert said is not None
    return said


def test_an_exam_goes_on_as_it_was_after_kill_9() -> None:
    chance, worst = random.Random(20261128), 0.0
    said, before = live(NEW, chance, 1), in_file()
    for turn in range(2, KILLS + 2):
        with Program("exam", "--user", "Maria", "--resume") as app:
            app.until(lambda text: look(text) is not None)
            now = look(app.screen.text)
            assert now is not None
            lost = now.left - said.left
            worst = max(worst, lost)
            assert lost <= MOST_LOST, turn
            after = in_file()
            assert after.slots == before.slots
            assert after.given == before.given
            assert (after.marks, after.board) == (before.marks, before.board)
            app.kill()
        said, before = live(("--resume",), chance, turn), in_file()
    print(f"{KILLS} kills, at most {worst:.0f} s of the clock won back")
    assert before.answered > KILLS // 4
    assert before.breaks >= KILLS
