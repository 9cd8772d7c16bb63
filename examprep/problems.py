"""What is wrong with a file, as data: readers return problems instead of raising."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one place of one file.

    `line` counts from 1; 0 means the whole file. `item` is the id of the item, if known.
    """

    path: Path
    line: int
    severity: Severity
    message: str
    item: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """Give `path:line: severity: message`, the form editors can jump to."""
        where = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        item = f"{self.item}: " if self.item else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}: {self.severity}: {item}{self.message}{hint}"


def problem_of(path: Path, text: str, severity: Severity = "error") -> Problem:
    """Make a problem of an error's text, which may begin with the path and a line."""
    words, line = text.removeprefix(f"{path}: "), 0
    if text.startswith(f"{path}:"):
        number, colon, rest = text.removeprefix(f"{path}:").partition(": ")
        if colon and number.isdecimal():
            words, line = rest, int(number)
    return Problem(path, line, severity, words)
