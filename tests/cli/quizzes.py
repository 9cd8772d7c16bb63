"""A small bank with every kind of question, and a dialogue with a scripted candidate."""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from examprep.attempts.attempt import Attempt
from examprep.cli.lines.console import Console
from examprep.cli.plain import take
from examprep.cli.quiz import configure, plan_of
from examprep.desk.desk import Desk
from examprep.progress.noting import Times

BANK = """\
format = 1
id = "tiny"
title = "Tiny bank"
version = "1.0.0"

[topics]
"one" = "Single answers"
"several" = "Several answers"
"sum" = "Sums of volumes"
"steps/wash" = "Washing hands"
"pairs" = "Pairs of drugs"
"many" = "Many single answers"

[[item]]
id = "c"
topic = "one"
stem = "Which one is right?"
options = [
  { text = "the right one", key = true, why = "It was asked for." },
  { text = "the wrong one", why = "It is wrong." },
  { text = "the odd one", why = "It is odd." },
]
explanation = "Right is right."
sources = ["Rule book, page 1"]
verified = 2026-11-22

[[item]]
id = "m"
kind = "multiple"
topic = "several"
stem = "Which two are even?"
options = [
  { text = "two", key = true }, { text = "four", key = true },
  { text = "five", why = "It is odd." }, { text = "seven", why = "It is odd." },
]

[[item]]
id = "n"
kind = "numeric"
topic = "sum"
stem = "How many mL are 1.5 mL and 1 mL?"
answer = "2.5"
unit = "mL"
round = 1
steps = ["1.5 mL + 1 mL = 2.5 mL"]
[[item.mistake]]
answer = "0.5"
why = "This is the difference."

[[item]]
id = "o"
kind = "order"
topic = "steps/wash"
stem = "In which order?"
options = [{ text = "wet" }, { text = "soap" }, { text = "rinse" }]

[[item]]
id = "p"
kind = "match"
topic = "pairs"
stem = "Which belongs to which?"
pairs = [
  { left = "insulin", right = "diabetes" },
  { left = "albuterol", right = "asthma" },
  { left = "apixaban", right = "clots" },
]
"""
MANY = """
[[item]]
id = "q{number}"
topic = "many"
stem = "Question by the number {number}?"
options = [{{ text = "yes", key = true }}, {{ text = "no" }}, {{ text = "maybe" }}]
"""
START = datetime(2026, 11, 22, 9, tzinfo=UTC)
Step = str | Callable[[str], str | None]


def write_bank(folder: Path, many: int = 12) -> Path:
    """Write the bank into a folder of banks, which is given back."""
    folder.mkdir(parents=True, exist_ok=True)
    more = "".join(MANY.format(number=number) for number in range(many))
    (folder / "tiny.toml").write_text(BANK + more, encoding="utf-8")
    return folder


@dataclass
class FakeClock:
    """Both clocks; they run only when told to."""

    seconds: float = 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    def pass_by(self, seconds: float) -> Callable[[str], None]:
        def step(_: str) -> None:
            self.seconds += seconds

        return step

    @property
    def times(self) -> Times:
        return Times(now=self.now, monotonic=lambda: self.seconds)


class Script(io.StringIO):
    """Types one line after the other. A step may look at what was said, or only do something."""

    def __init__(self, steps: tuple[Step, ...], said: io.StringIO) -> None:
        super().__init__()
        self._steps: Iterator[Step] = iter(steps)
        self._said = said

    def readline(self, size: int = -1) -> str:  # type: ignore[override]
        for step in self._steps:
            line = step if isinstance(step, str) else step(self._said.getvalue())
            if line is not None:
                return f"{line}\n"
        return ""


@dataclass
class Talk:
    """Dialogues of one candidate with one desk."""

    banks: Path
    clock: FakeClock = field(default_factory=FakeClock)
    desk: Desk = field(init=False)
    code: int = -1

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Open everything anew, as a new process would."""
        self.desk = Desk.open([self.banks])
        self.desk.times = self.clock.times

    def __call__(
        self, arguments: str, *steps: Step, user: str = "Maria", bold: bool = False
    ) -> str:
        """Take a quiz and give everything that was said."""
        args = arguments_of(arguments, user)
        said = io.StringIO()
        console = Console(Script(steps, said), said, bold=bold)
        self.code = take(self.desk, args, plan_of(args, self.desk.settings), console)
        return said.getvalue()

    @property
    def file(self) -> str:
        """Give the progress file as it is on disk."""
        record = self.desk.record
        assert record is not None
        return record.journal.path.read_text(encoding="utf-8")

    @property
    def open_attempt(self) -> Attempt:
        record = self.desk.record
        assert record is not None
        attempt = record.state.latest_open()
        assert attempt is not None
        return attempt


def arguments_of(line: str, user: str = "") -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    configure(parser)
    return parser.parse_args([*line.split(), *(["--user", user] if user else [])])


def pick(*texts: str) -> Callable[[str], str]:
    """Type the numbers under which these options were shown last."""
    return lambda said: ", ".join(number_of(text, said) for text in texts)


def number_of(text: str, said: str) -> str:
    found = re.findall(rf"^(\d+)\. {re.escape(text)}$", said, re.MULTILINE)
    return str(found[-1])


def after(said: str, mark: str) -> str:
    """Give what was said after the last time of a mark."""
    return said.rpartition(mark)[2]
