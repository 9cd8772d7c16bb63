"""The real program behind a pseudo-terminal, and what stands on its screen."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pexpect

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
ESCAPE, RIGHT, ENTER, QUIT, DOWN = "\x1b", "\x1b[C", "\r", "\x11", "\x1b[B"
BACKSPACE, F4 = "\x7f", "\x1bOS"
# What the program writes: text, a cursor move, an erasure, or something without a place.
_PIECES = re.compile(
    r"\x1b\[(?P<row>\d*);?(?P<column>\d*)H"
    r"|\x1b\[(?P<style>[0-9;:]*)m"
    r"|\x1b\[(?P<erase>[0-9]*)[JK]"
    r"|\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP.*?\x1b\\|\x1b[^\[\]P]"
    r"|(?P<line>\r?\n|\r)|(?P<text>[^\x00-\x1f\x7f]+)|.",
    re.DOTALL,
)
# An escape sequence that has come only in part.
_UNFINISHED = re.compile(r"\x1b(?:\[[0-9;?<>=]*|\][^\x07]*|P[^\x1b]*)?\Z")


class Screen:
    """The cells of a terminal, as far as this program uses one."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.cells = [[" "] * columns for _ in range(rows)]
        self.styles = [[""] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._style = ""
        self._rest = ""

    def feed(self, output: str) -> None:
        """Take in what was written."""
        output = self._rest + output
        cut = _UNFINISHED.search(output)
        self._rest = output[cut.start() :] if cut else ""
        for piece in _PIECES.finditer(output[: cut.start()] if cut else output):
            self._take(piece)

    def _take(self, piece: re.Match[str]) -> None:
        if piece["row"] is not None:
            self._row = int(piece["row"] or 1) - 1
            self._column = int(piece["column"] or 1) - 1
        elif piece["style"] is not None:
            self._style = piece["style"]
        elif piece["erase"] == "2":
            self.cells = [[" "] * self.columns for _ in range(self.rows)]
        elif piece["line"]:
            self._row += "\n" in piece["line"]
            self._column = 0
        elif piece["text"]:
            self._write(piece["text"])

    def _write(self, text: str) -> None:
        for sign in text:
            if self._row < self.rows and self._column < self.columns:
                self.cells[self._row][self._column] = sign
                self.styles[self._row][self._column] = self._style
            self._column += 1

    def style(self, text: str) -> list[str]:
        """Give the colors of the line that holds a text: they tell where the focus is."""
        row = next(n for n, cells in enumerate(self.cells) if text in "".join(cells))
        return list(self.styles[row])

    @property
    def text(self) -> str:
        """Give what stands on the screen."""
        return "\n".join("".join(row).rstrip() for row in self.cells)


class Program:
    """`python -m examprep` in a terminal of 80 x 24, with the home of the test."""

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 24) -> None:
        env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        self.screen = Screen(columns, rows)
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "examprep", *arguments],
            cwd=str(ROOT),
            env=env | {"TERM": "xterm-256color", "ESCDELAY": "20"},
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=PATIENCE,
        )
        self.process.delaybeforesend = None
        self.quiet = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.close(force=True)

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what comes in that time; tell whether the program still runs."""
        self.quiet = False
        try:
            self.screen.feed(self.process.read_nonblocking(65536, timeout=seconds))
        except pexpect.TIMEOUT:
            self.quiet = True
        except pexpect.EOF:
            return False
        return True

    def focus(self, key: str, line: str) -> None:
        """Press a key, and wait until a line gets the focus."""
        before = self.screen.style(line)
        self.press(key)
        self.until(lambda _: self.screen.style(line) != before)

    def until(self, shown: str | Callable[[str], object]) -> str:
        """Wait until a text is on the screen, or a condition on it holds, and all is drawn."""
        wanted = (lambda text: shown in text) if isinstance(shown, str) else shown
        for _ in range(round(PATIENCE / 0.05)):
            if self.quiet and wanted(self.screen.text):
                return self.screen.text
            assert self.read(), f"it ended before {shown!r}:\n{self.screen.text}"
        raise AssertionError(f"{shown!r} never came up:\n{self.screen.text}")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.process.send(key)
        self.quiet = False

    def ended(self) -> int:
        """Wait for the end; give the exit code."""
        while self.read():
            pass
        self.process.close()
        return int(self.process.exitstatus or 0)

    def kill(self) -> None:
        """Kill -9; then take in what it had written before."""
        self.process.kill(signal.SIGKILL)
        while self.read():
            pass
        self.process.close(force=True)
