"""kill -9 on the app at random moments: what the screen called saved is in the file."""

from __future__ import annotations

import os
import random
import re
import sys
import time
from dataclasses import dataclass

import pytest

from examprep.places import candidates_folder, data_folder
from examprep.progress.journal import Journal
from tests.cli.quizzes import write_bank
from tests.tui.terminal import ENTER, Program

KILLS = int(os.environ.get("EXAMPREP_KILLS", "20"))
QUESTIONS = 60
# So many answers at most in one life; so many seconds between the last key and the kill.
MOST_ANSWERS = 12
LONGEST_WAIT = 0.03
SLOW_START = 1.2
KILLED_AT_START = 0.15
NEW = ["--topic", "many", "-n", str(QUESTIONS), "--mode", "timed", "--seconds", "86400"]
pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9"),
]


@dataclass
class InFile:
    """What the file holds: all responses, and whether a quiz is open with how many answers."""

    responses: int = 0
    open: bool = False
    given: int = 0


def look() -> InFile:
    """Read the file as the next start does; it must parse."""
    path = candidates_folder() / "maria.toml"
    if not path.exists():
        return InFile()
    blocks = Journal.open(path).load().blocks
    attempts, responses = blocks.get("attempt", []), blocks.get("response", [])
    if not attempts:
        return InFile()
    given = {one["slot"] for one in responses if one["attempt"] == attempts[-1]["id"]}
    return InFile(len(responses), len(given) <= QUESTIONS - MOST_ANSWERS, len(given))


def place(screen: str) -> int:
    """Give the number of the question on the screen; 0 before there is one."""
    found = re.search(rf"(\d+) of {QUESTIONS} ", screen.partition("\n")[0])
    return int(found[1]) if found else 0


def says_saved(screen: str) -> bool:
    return any(line.strip() == "saved" for line in screen.splitlines())


@dataclass
class Life:
    """One start of the app: the question it opened with, and how many answers it called saved."""

    first: int = 0
    saved: int = 0


def answer(app: Program, life: Life, answers: int) -> None:
    """Answer so many questions, each time waiting until it is called saved."""
    life.first = place(app.until(place))
    for number in range(life.first, life.first + answers):
        app.press("1")
        app.until(says_saved)
        life.saved += 1
        app.press(ENTER)
        app.until(lambda text, number=number: place(text) == number + 1 and not says_saved(text))


def live(chance: random.Random, arguments: list[str]) -> Life:
    """Answer for a while, then kill -9 shortly after a key, or while the app starts."""
    life = Life()
    with Program("quiz", "--user", "Maria", *arguments) as app:
        if chance.random() < KILLED_AT_START:
            watch(app, chance.random() * SLOW_START)
            app.kill()
            return life
        answer(app, life, chance.randrange(MOST_ANSWERS - 1))
        app.press("1")
        watch(app, chance.random() * LONGEST_WAIT)
        app.kill()
        life.saved += says_saved(app.screen.text)
    return life


def watch(app: Program, seconds: float) -> None:
    """Take in what comes for a while."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        app.read(left)


def test_whatever_the_screen_called_saved_survives_kill_9() -> None:
    write_bank(data_folder() / "banks", many=QUESTIONS)
    chance = random.Random(20261123)
    resumed, before = 0, look()
    for kill in range(KILLS):
        life = live(chance, ["--resume"] if before.open else NEW)
        now = look()
        assert life.saved <= now.responses - before.responses <= life.saved + 1, kill
        if before.open and life.first:
            assert life.first == before.given + 1, kill
            resumed += 1
        before = now
    print(f"{KILLS} kills, {before.responses} answers in the file, {resumed} times gone on with")
    assert before.responses > KILLS
    assert resumed > KILLS // 4
