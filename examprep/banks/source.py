"""One TOML file of a bank: its tables, and the line on which each stands.

A fault in the syntax costs only the item it stands in: the others are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rtoml

from examprep.banks.lines import KeyPath, locate, nearest_line
from examprep.errors import UnreadableFile
from examprep.files import MEBIBYTE, read_bytes
from examprep.problems import Problem, Severity
from examprep.text import HIDDEN, one_line

LARGEST = 64 * MEBIBYTE
_MOST_FAULTS = 50
_PLACE = re.compile(r" at line (\d+) column (\d+)$")
_HEADER = "[[item]]"
# A header, or what a cut left of one at the end of the file.
_LOOSE_HEADER = re.compile(r"^[ \t]*(?:\[\[[ \t]*item[ \t]*\]\]|\[\[?[^\]\n]*\]?\Z)", re.MULTILINE)
# Only an escape can put a control character past the parser, besides those that TOML allows.
_ESCAPE = re.compile(r"\\[uUbfrex]")


@dataclass(slots=True)
class Source:
    """What was read of one file; `starts` are the offsets of its items in `text`."""

    path: Path
    text: str = ""
    tables: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _chunk: tuple[int, dict[KeyPath, int]] = (-2, {})

    @property
    def items(self) -> list[Any]:
        """Give the raw items; empty if `item` is not a list of tables."""
        found = self.tables.get("item", [])
        return found if isinstance(found, list) else []

    def problem(
        self, path: KeyPath, message: str, *, hint: str = "", item: str = "", severity: Severity
    ) -> None:
        """Add a problem at the line of a key."""
        line = self.line(path) if path else 0
        self.problems.append(Problem(self.path, line, severity, message, item, hint))

    def item_line(self, number: int) -> int:
        """Give the line of the item at a position from 0."""
        if not self._lines:
            self._lines = list(_line_numbers(self.text, self.starts))
        return self._lines[number] if number < len(self._lines) else self.line(("item", number))

    def line(self, path: KeyPath) -> int:
        """Give the line of a key, looking only into the item it belongs to."""
        number = path[1] if len(path) > 1 and path[0] == "item" else -1
        if not isinstance(number, int) or number >= len(self.starts):
            return nearest_line(self._located(-2), path)
        if number < 0:
            head = self._located(-1)
            return nearest_line(head if path in head else self._located(-2), path)
        inner = nearest_line(self._located(number), ("item", 0, *path[2:]))
        return self.item_line(number) + inner - 1

    def _located(self, number: int) -> dict[KeyPath, int]:
        """Scan one item, the text before the items (-1) or everything (-2); keep the last."""
        if self._chunk[0] != number or not self._chunk[1]:
            bounds = [0, *self.starts, len(self.text)]
            text = self.text if number < -1 else self.text[bounds[number + 1] : bounds[number + 2]]
            self._chunk = (number, locate(text))
        return self._chunk[1]


def _line_numbers(text: str, starts: list[int]) -> Iterator[int]:
    line, before = 1, 0
    for start in starts:
        line += text.count("\n", before, start)
        before = start
        yield line


def _headers(text: str) -> list[int]:
    """Find the offsets of `[[item]]` at the start of a line; several times as fast as a regex."""
    found = []
    at = text.find(_HEADER)
    while at >= 0:
        line = text.rfind("\n", 0, at) + 1
        if not text[line:at].strip():
            found.append(line)
        at = text.find(_HEADER, at + 1)
    return found


def _decoded(source: Source, data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        source.problem((), "the file is in UTF-16", hint="save it as UTF-8", severity="error")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8 text"
        source.problems.append(
            Problem(source.path, line, "error", message, hint="save the file as UTF-8")
        )
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = "the file holds a NUL character, so it is not a text file or was damaged"
        source.problems.append(Problem(source.path, line, "error", message))
        return None
    return text.replace("\r\n", "\n")


def _syntax(source: Source, error: ValueError, text: str, first_line: int) -> None:
    """Note a fault of syntax; the parser gives the place in its message."""
    message = one_line(error)
    place = _PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (1, 0)
    words = f"not valid TOML: {message[: place.start()] if place else message}"
    if column:
        words += f", at column {column}"
    rest = "\n".join(text.split("\n")[line - 1 :])[column - 1 :]
    hint = "the file may be cut off" if column and not rest.strip() else ""
    source.problems.append(Problem(source.path, first_line + line - 1, "error", words, hint=hint))


def _chunks(source: Source) -> Iterator[tuple[int, str]]:
    bounds = [0, *(match.start() for match in _LOOSE_HEADER.finditer(source.text))]
    ends = [*bounds[1:], len(source.text)]
    for start, end in zip(bounds, ends, strict=True):
        yield start, source.text[start:end]


def _salvage(source: Source) -> None:
    """Read the file item by item, so that a fault of syntax hides one item only."""
    items: list[Any] = []
    line, faults = 1, 0
    for start, chunk in _chunks(source):
        try:
            tables = rtoml.loads(chunk)
        except ValueError as error:
            faults += 1
            if faults <= _MOST_FAULTS:
                _syntax(source, error, chunk, line)
        else:
            found = tables.pop("item", [])
            if isinstance(found, list):
                items += found
                source.starts += [start] * len(found)
            for key, value in tables.items():
                source.tables.setdefault(key, value)
        line += chunk.count("\n")
    source.tables["item"] = items
    if faults > _MOST_FAULTS:
        more = f"{faults - _MOST_FAULTS:,} more places are not valid TOML"
        source.problem((), more, severity="error")


def load_source(path: Path) -> Source:
    """Read one file; whatever is wrong with it comes back as its problems."""
    source = Source(path)
    try:
        data = read_bytes(path, LARGEST)
    except UnreadableFile as error:
        source.problem((), str(error).removeprefix(f"{path}: "), severity="error")
        return source
    text = _decoded(source, data)
    if text is None:
        return source
    source.text = text
    try:
        source.tables = rtoml.loads(text)
    except ValueError:
        _salvage(source)
    else:
        source.starts = _headers(text)
        if len(source.starts) != len(source.items):
            source.starts = []  # a header inside a string, or another way to write the list
    return source


def may_hide_codes(text: str) -> bool:
    """Tell whether values of this text may hold control characters: cheap, rarely wrong."""
    if _ESCAPE.search(text):
        return True
    return "\x7f" in text or not (text.isascii() or HIDDEN.search(text) is None)
