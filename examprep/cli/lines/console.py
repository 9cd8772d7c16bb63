"""One dialogue in plain lines: reads whole lines, writes whole blocks, and is safe to kill."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import sys
import textwrap
from collections.abc import Iterator
from threading import RLock
from types import FrameType
from typing import Any, NoReturn, Self, TextIO

from examprep.text import printable

WIDTH = 72
LEAST_WIDTH = 20
LONGEST_LINE = 4096
PROMPT = "> "
UNREADABLE = "\ufffd"


class Stopped(Exception):  # noqa: N818 - a condition, not a fault
    """The dialogue is over: a signal came, or nobody is at the other end.

    `silent` tells that nothing more can or should be written.
    """

    def __init__(self, *, silent: bool) -> None:
        super().__init__("stopped")
        self.silent = silent


class Signals:
    """Turns hangup, termination and Ctrl-C into `Stopped`, but never in the midst of a save.

    A signal is noted when it comes and raised only while a line is read or written.
    """

    def __init__(self) -> None:
        self._caught = 0
        self._open = False
        self._old: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None:
                self._old[number] = signal.signal(number, self.catch)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._old.items():
            signal.signal(number, handler)

    def catch(self, number: int, frame: FrameType | None = None) -> None:  # noqa: ARG002
        """Note a signal, and raise it where that can do no harm."""
        self._caught = number
        if self._open:
            self._raise()

    @contextlib.contextmanager
    def window(self) -> Iterator[None]:
        """Let signals through while the block runs."""
        self._open = True
        try:
            if self._caught:
                self._raise()
            yield
        finally:
            self._open = False

    def _raise(self) -> NoReturn:
        self._open = False
        caught, self._caught = self._caught, 0
        raise Stopped(silent=caught != signal.SIGINT)


class Console:
    """Where questions are written and answers are read.

    Args:
        reader: gives a line at a time.
        writer: takes text and is flushed after every block.
        width: the column at which lines are wrapped.
        bold: whether a heading may be set in bold, by an escape code.
        prompt: whether a person sits there, who sees where to type.
        quiet: whether the lines are read aloud: the clock speaks when asked, and at fixed marks;
            no sign stands for the place to type, which would be spoken every time.
        signals: what may end the dialogue from outside.
    """

    def __init__(
        self,
        reader: TextIO,
        writer: TextIO,
        *,
        width: int = WIDTH,
        bold: bool = False,
        prompt: bool = False,
        quiet: bool = False,
        signals: Signals | None = None,
    ) -> None:
        self.bold = bold and not quiet
        self.quiet = quiet
        self.width = max(LEAST_WIDTH, width)
        self._reader = reader
        self._writer = writer
        self._prompt = PROMPT if prompt and not quiet else ""
        self._signals = signals or Signals()
        self._lock = RLock()

    @classmethod
    def standard(cls, signals: Signals, *, quiet: bool = False) -> Console:
        """Use stdin and stdout as they are: a terminal, or pipes."""
        for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "namereplace")):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors=errors)
        shown = sys.stdout.isatty()
        return cls(
            sys.stdin,
            sys.stdout,
            width=shutil.get_terminal_size((WIDTH, 24)).columns if shown else WIDTH,
            bold=shown and may_use_codes(),
            prompt=shown and sys.stdin.isatty(),
            quiet=quiet,
            signals=signals,
        )

    def say(self, *texts: str, hang: str = "") -> None:
        """Write lines, wrapped; `hang` stands before every line but the first of each text.

        Raises:
            Stopped: nobody reads any more.
        """
        self._put("".join(f"{line}\n" for text in texts for line in self._wrap(text, hang)))

    def head(self, text: str) -> None:
        """Write a heading with an empty line before it."""
        line = printable(text)
        self._put(f"\n\x1b[1m{line}\x1b[0m\n" if self.bold else f"\n{line}\n")

    def interject(self, text: str) -> None:
        """Write a line from another thread while a line is awaited."""
        with contextlib.suppress(OSError, ValueError), self._lock:
            self._writer.write(f"\n{printable(text)}\n{self._prompt}")
            self._writer.flush()

    def ask(self) -> str | None:
        """Read the next line, without the space around it; None at the end of input.

        Raises:
            Stopped: a signal came, or the terminal is gone.
        """
        if self._prompt:
            self._put(self._prompt)
        try:
            with self._signals.window():
                return self._line()
        except OSError as error:
            raise Stopped(silent=True) from error

    def _line(self) -> str | None:
        line = part = self._reader.readline(LONGEST_LINE)
        while len(part) == LONGEST_LINE and not part.endswith("\n"):
            line, part = UNREADABLE, self._reader.readline(LONGEST_LINE)
        return line.strip() if line else None

    def abandon(self) -> None:
        """Let what is still to be written go nowhere, so that leaving makes no noise."""
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._writer.fileno())

    def _put(self, text: str) -> None:
        try:
            with self._signals.window(), self._lock:
                self._writer.write(text)
                self._writer.flush()
        except OSError as error:
            raise Stopped(silent=True) from error

    def _wrap(self, text: str, hang: str) -> Iterator[str]:
        for number, line in enumerate(printable(text).split("\n")):
            first = hang if number else ""
            wrapped = textwrap.wrap(
                line,
                self.width,
                initial_indent=first,
                subsequent_indent=hang,
                break_on_hyphens=False,
            )
            yield from wrapped or [""]


def may_use_codes() -> bool:
    """Tell whether a terminal here wants escape codes at all."""
    return "NO_COLOR" not in os.environ and os.environ.get("TERM", "dumb") != "dumb"
