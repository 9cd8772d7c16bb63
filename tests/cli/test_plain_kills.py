"""kill -9 at random moments: what was called saved is in the file, and the next start goes on."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from examprep.places import candidates_folder, data_folder
from examprep.progress.journal import Journal
from tests.cli.quizzes import write_bank

KILLS = int(os.environ.get("EXAMPREP_KILLS", "60"))
QUESTIONS = 40
MOST_LINES = 200
# Seconds between the last line that was waited for and the kill.
LONGEST_WAIT = 0.01
SLOW_START = 1.0
KILLED_AT_START = 0.15
COMMAND = [sys.executable, "-m", "examprep", "quiz", "--plain", "--user", "Maria"]
pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9"),
]


def file_of_maria() -> Path:
    return candidates_folder() / "maria.toml"


def answers_in_file() -> int:
    if not file_of_maria().exists():
        return 0
    return len(Journal.open(file_of_maria()).load().blocks.get("response", ()))


def open_attempt() -> tuple[bool, int]:
    """Tell whether the last attempt in the file has no end, and how many answers it has."""
    if not file_of_maria().exists():
        return False, 0
    blocks = Journal.open(file_of_maria()).load().blocks
    attempts, ended = blocks.get("attempt", []), blocks.get("finish", [])
    if len(attempts) == len(ended):
        return False, 0
    last = attempts[-1]["id"]
    return True, sum(1 for one in blocks.get("response", ()) if one["attempt"] == last)


def live(lines: int, delay: float, *arguments: str) -> tuple[str, bool]:
    """Answer as fast as it goes; kill -9 a moment after so many lines were said.

    Gives what was said, and whether the kill came before the end.
    """
    process = subprocess.Popen(
        [*COMMAND, *(arguments if "--resume" in arguments else ("--bank", "tiny", *arguments))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"1\nflag\n" * QUESTIONS + b"\n")
    process.stdin.flush()
    heard = [process.stdout.readline() for _ in range(lines)]
    killer = threading.Timer(delay, process.send_signal, [signal.SIGKILL])
    killer.start()
    heard.append(process.stdout.read())
    process.stdin.close()
    process.wait()
    killer.cancel()
    process.stdout.close()
    said = b"".join(heard).decode()
    assert process.returncode in {0, -signal.SIGKILL}, said
    return said, process.returncode != 0


def first_question(said: str) -> int:
    found = re.search(r"Question (\d+) of", said)
    return int(found[1]) if found else 0


def test_whatever_was_called_saved_survives_kill_9() -> None:
    write_bank(data_folder() / "banks", many=QUESTIONS)
    chance = random.Random(20261122)
    before, kills, resumed = 0, 0, 0
    while kills < KILLS:
        goes_on, given = open_attempt()
        new = ["--resume"] if goes_on else ["--topic", "many", "-n", str(QUESTIONS)]
        starting = chance.random() < KILLED_AT_START
        lines = 0 if starting else chance.randrange(MOST_LINES)
        longest = SLOW_START if starting else LONGEST_WAIT
        said, killed = live(lines, chance.random() * longest, *new)
        acknowledged, now = said.count("\nsaved\n"), answers_in_file()
        assert acknowledged <= now - before <= acknowledged + 1, said
        assert first_question(said) in {0, given + 1}, said
        kills, resumed = kills + killed, resumed + (goes_on and bool(first_question(said)))
        before = now
    print(f"{kills} kills, {before} answers in the file, {resumed} times gone on with")
    assert before > KILLS
    assert resumed > KILLS // 4
