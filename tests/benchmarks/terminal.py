"""A program in a terminal of its own: when does a text show, how soon does a key repaint."""

from __future__ import annotations

import os
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl

SIZE = (24, 80)
PATIENCE = 30.0
# A repaint is over when nothing has come for this long; it is not part of the figure.
QUIET = 0.03


class Terminal:
    """One process behind a pseudo-terminal of 80 x 24."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.handle = os.forkpty()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environment))
        ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self.seen = b""

    def _read(self, wait: float) -> bytes:
        ready, _, _ = select.select([self.handle], [], [], wait)
        if not ready:
            return b""
        try:
            return os.read(self.handle, 65536)
        except OSError:
            return b""

    def until(self, marker: bytes) -> float:
        """Wait for a text; give the seconds since the start."""
        while time.perf_counter() - self.started < PATIENCE:
            self.seen += self._read(0.5)
            if marker in self.seen:
                return time.perf_counter() - self.started
        raise TimeoutError(f"{marker!r} never came up: {self.seen[-400:]!r}")

    def settle(self) -> None:
        """Read until nothing more comes."""
        while self._read(0.3):
            pass

    def press(self, key: bytes) -> float:
        """Press a key; give the seconds until the last byte of the repaint."""
        start = last = time.perf_counter()
        os.write(self.handle, key)
        while data := self._read(0.5 if last == start else QUIET):
            last = time.perf_counter()
            self.seen += data
        return last - start

    def close(self) -> None:
        """End the process."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)


def environment(home: str) -> dict[str, str]:
    """Give an environment with a home of its own and compiled modules allowed."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONDONTWRITEBYTECODE", "NO_COLOR"}}
    return kept | {"EXAMPREP_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def python(*words: str) -> list[str]:
    """Give the command of this interpreter."""
    return [sys.executable, *words]
