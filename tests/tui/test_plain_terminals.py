"""The real program where a terminal can do little: 16 colors in tmux, TERM=dumb, NO_COLOR."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from examprep.desk.desk import Desk
from examprep.places import data_folder
from examprep.progress.journal import Journal
from tests.cli.quizzes import write_bank

pexpect = pytest.importorskip("pexpect", reason="pexpect drives the terminal")
TMUX = shutil.which("tmux")
needs_tmux = pytest.mark.skipif(not TMUX, reason="tmux is not on this machine")
PROGRAM = [sys.executable, "-m", "examprep"]
SECONDS = 60
WAIT = Event()
COLORS = re.compile(r"\x1b\[[0-9;]*(?:38|48)[;:]")
ANY_COLOR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])(?:;[0-9]+)*m")


@pytest.fixture
def maria() -> Path:
    """Maria's progress file, with a small bank among the user's own."""
    write_bank(data_folder() / "banks")
    desk = Desk.open()
    desk.enroll("Maria", "ptce-2026", None)
    desk.library.close()
    assert desk.record is not None
    return desk.record.journal.path


class Tmux:
    """A window of tmux, 80 x 24, with the program in it."""

    def __init__(self, term: str, *more: str) -> None:
        self.name = f"examprep-{uuid.uuid4().hex[:8]}"
        home = os.environ["EXAMPREP_HOME"]
        line = ["env", "-u", "COLORTERM", f"TERM={term}", f"EXAMPREP_HOME={home}", *more, *PROGRAM,
                "quiz", "--topic", "tiny:many", "-n", "2", "--seed", "1"]  # fmt: skip
        self.run("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", *line)

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [TMUX or "tmux", "-L", self.name, *words], capture_output=True, text=True, check=True
        )
        return done.stdout

    def until(self, fits: Callable[[str], bool]) -> str:
        """Wait for what stands on the screen, with its colors."""
        shown = ""
        for _ in range(SECONDS * 10):
            shown = self.run("capture-pane", "-p", "-e")
            if fits(re.sub(r"\x1b\[[0-9;]*m", "", shown)):
                return shown
            WAIT.wait(0.1)
        raise AssertionError(shown)

    def press(self, *keys: str) -> None:
        self.run("send-keys", *keys)


@pytest.fixture
def window(maria: Path) -> Iterator[Callable[..., Tmux]]:
    opened: list[Tmux] = []

    def _open(term: str, *more: str) -> Tmux:
        opened.append(Tmux(term, *more))
        return opened[-1]

    yield _open
    for one in opened:
        subprocess.run([TMUX or "tmux", "-L", one.name, "kill-server"], check=False,
                       capture_output=True)  # fmt: skip


def credits_in(path: Path) -> list[float]:
    blocks = Journal.open(path).load().blocks.get("response", ())
    return [one["credit"] for one in blocks]


@needs_tmux
@pytest.mark.parametrize("term", ["screen", "xterm-16color", "linux"])
def test_a_quiz_in_tmux_with_16_colors(window: Callable[..., Tmux], maria: Path, term: str) -> None:
    tmux = window(term)
    first = tmux.until(lambda text: "Question by the number" in text and "1 of 2" in text)
    assert not COLORS.search(first)
    tmux.press("1")
    told = tmux.until(lambda text: "\u2713 right" in text or "\u2717 not right" in text)
    assert "\u25cf" in told
    tmux.press("Enter")
    tmux.until(lambda text: "2 of 2" in text)
    tmux.press("2")
    tmux.until(lambda text: "\u2713 right" in text or "\u2717 not right" in text)
    tmux.press("Enter")
    result = tmux.until(lambda text: " of 2, " in text)
    assert len(credits_in(maria)) == 2
    assert f"{sum(credits_in(maria)):g} of 2, " in re.sub(r"\x1b\[[0-9;]*m", "", result)


@needs_tmux
def test_no_color_is_honoured(window: Callable[..., Tmux]) -> None:
    tmux = window("screen-256color", "NO_COLOR=1")
    tmux.until(lambda text: "1 of 2" in text)
    tmux.press("1")
    shown = tmux.until(lambda text: "right" in text)
    for code in re.findall(r"\x1b\[([0-9;:]*)m", shown):
        rgb = re.search(r"[34]8[;:]2[;:](?:[;:])?(\d+)[;:](\d+)[;:](\d+)", code)
        assert rgb is None or len(set(rgb.groups())) == 1, code


def test_a_dumb_terminal_gets_the_menu_and_takes_a_quiz(maria: Path) -> None:
    child = pexpect.spawn(
        PROGRAM[0], PROGRAM[1:], env={**os.environ, "TERM": "dumb"}, encoding="utf-8",
        timeout=SECONDS, dimensions=(24, 80), echo=False,
    )  # fmt: skip
    said = ""

    def wait(text: str) -> None:
        nonlocal said
        child.expect_exact(text)
        said += child.before + child.after

    wait("quit leaves.")
    for line, answer in (
        ("quiz", "start the quiz"),
        ("topics Many", "of 12 questions"),
        ("questions 1", "1 of 12 questions"),
        ("start", "maybe"),
        ("1", "Press Enter for the result"),
        ("", "Score: "),
        ("home", "This week: 1 answer"),
        ("quit", "Goodbye."),
    ):
        child.sendline(line)
        wait(answer)
    child.expect(pexpect.EOF)
    assert "\x1b" not in said + (child.before or "")
    assert len(credits_in(maria)) == 1
