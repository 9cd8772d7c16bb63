"""Banks and single files of them as their authors wrote them: the text of each item by its id.

For comparing and merging: what a check would refuse is read too, as long as it is TOML and every
item has an id of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rtoml

from examprep.banks.folders import bank_files
from examprep.banks.lines import locate
from examprep.banks.source import Source, load_source
from examprep.errors import UnreadableFile
from examprep.files import read_bytes, reason
from examprep.heap import collector_off
from examprep.problems import Problem
from examprep.text import printable

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Piece:
    """One item: its table, its text with the comments just above it, and what stands after it.

    `gap` is blank lines and comments up to the next item's own comments.
    """

    id: str
    raw: dict[str, Any]
    text: str
    gap: str
    path: Path
    line: int


@dataclass(slots=True)
class LooseFile:
    """One TOML file: its head, the text before its first item, and its items in their order."""

    path: Path
    head: dict[str, Any] = field(default_factory=dict)
    prologue: str = ""
    pieces: list[Piece] = field(default_factory=list)
    crlf: bool = False
    bom: bool = False

    def encoded(self, text: str) -> bytes:
        """Give a text as bytes with the line ends that this file has."""
        ends = text.replace("\n", "\r\n") if self.crlf else text
        return ((BOM if self.bom else "") + ends).encode()


@dataclass(slots=True)
class Loose:
    """A bank or a part of one; `pieces` has the items of all files by id."""

    path: Path
    files: dict[str, LooseFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    pieces: dict[str, Piece] = field(default_factory=dict)

    @property
    def head(self) -> dict[str, Any]:
        """Give the head of the bank; empty for files of items only."""
        return next((file.head for file in self.files.values() if file.head), {})

    def places(self) -> dict[str, str]:
        """Give the name of each item's file."""
        return {piece.id: name for name, file in self.files.items() for piece in file.pieces}


def read_loose(path: Path) -> Loose:
    """Read a bank's folder or one file; with any problem in it, what was read is not whole."""
    loose = Loose(path)
    try:
        files = bank_files(path)
    except OSError as error:
        loose.problems.append(Problem(path, 0, "error", f"cannot be read: {reason(error)}"))
        return loose
    if not files:
        loose.problems.append(Problem(path, 0, "error", "the folder holds no TOML file"))
    with collector_off():
        for one in files:
            _take(loose, load_source(one), "" if one == path else one.name)
    return loose


def _take(loose: Loose, source: Source, name: str) -> None:
    file = LooseFile(source.path)
    loose.files[name] = file
    if source.problems or not _sound(source):
        loose.problems += source.problems
        return
    file.crlf, file.bom = _manners(source.path)
    file.head = {key: value for key, value in source.tables.items() if key != "item"}
    starts = source.starts if len(source.starts) == len(source.items) else _starts(source)
    file.prologue, file.pieces = _pieces(source, starts)
    if not _apart(file):
        hint = "write each item under a line [[item]], and the head before the first of them"
        loose.problems.append(
            Problem(source.path, 0, "error", "its items cannot be told apart", "", hint)
        )
    for piece in file.pieces:
        first = loose.pieces.setdefault(piece.id, piece)
        if first is not piece:
            words = f"the id is used before, on line {first.line} of {first.path.name}"
            loose.problems.append(Problem(piece.path, piece.line, "error", words, piece.id))


def _sound(source: Source) -> bool:
    """See that `item` is a list of tables, each with an id."""
    if not isinstance(source.tables.get("item", []), list):
        source.problem(("item",), "`item` must be a list of tables", severity="error")
    for number, raw in enumerate(source.items):
        if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
            message = f"item {number + 1} has no id, by which items are compared"
            source.problem(("item", number), message, hint='id = "..."', severity="error")
    return not source.problems


def _manners(path: Path) -> tuple[bool, bool]:
    """Tell whether a file has Windows line ends and a byte order mark, to write it alike."""
    try:
        data = read_bytes(path)
    except UnreadableFile:
        return False, False
    return b"\r\n" in data, data.startswith(b"\xef\xbb\xbf")


def _starts(source: Source) -> list[int]:
    """Find where items begin in a text whose headers are not plain `[[item]]` lines."""
    lines, offsets = locate(source.text), [0]
    for line in source.text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    return [offsets[lines.get(("item", n), 1) - 1] for n in range(len(source.items))]


def _pieces(source: Source, starts: list[int]) -> tuple[str, list[Piece]]:
    text = source.text if source.text.endswith("\n") or not source.text else source.text + "\n"
    bounds = [*starts, len(text)]
    before = text[: bounds[0]]
    lead = _lead(before) if starts else ""
    prologue, found = before[: len(before) - len(lead)], []
    line = 1
    for number, raw in enumerate(source.items):
        line += text.count("\n", bounds[number - 1] if number else 0, bounds[number])
        body, gap, after = _parts(text[bounds[number] : bounds[number + 1]])
        if number == len(source.items) - 1:
            gap, after = gap + after, ""
        name = printable(raw["id"])
        found.append(Piece(name, raw, lead + body, gap, source.path, line))
        lead = after
    return prologue, found


def _parts(chunk: str) -> tuple[str, str, str]:
    """Part the text from one header to the next: the item, the gap, the next item's comments."""
    rows = chunk.split("\n")
    while rows and (not rows[-1].strip() or rows[-1].lstrip().startswith("#")):
        rows.pop()
    end = len("\n".join(rows)) + 1
    after = _lead(chunk[end:])
    return chunk[:end], chunk[end : len(chunk) - len(after)], after


def _lead(text: str) -> str:
    """Give the comment lines that end a text, which stand right above an item."""
    rows = text.split("\n")[:-1]
    start = len(rows)
    while start and rows[start - 1].lstrip().startswith("#"):
        start -= 1
    return "".join(f"{row}\n" for row in rows[start:])


def _apart(file: LooseFile) -> bool:
    """Make sure that each piece of the text holds what it is said to hold."""
    try:
        if rtoml.loads(file.prologue) != file.head:
            return False
        return all(rtoml.loads(piece.text) == {"item": [piece.raw]} for piece in file.pieces)
    except ValueError:
        return False
