"""Reads a bank from its files: the good items, and a problem for everything else.

Nothing here raises because of what a file holds; nothing is kept or cached.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from examprep.banks.conflicts import HINT, conflict_lines
from examprep.banks.faults import Fault, nearest, quoted
from examprep.banks.folders import HEAD_FILE, bank_files
from examprep.banks.item import Bank, Item
from examprep.banks.source import Source, load_source, may_hide_codes
from examprep.files import reason
from examprep.heap import collector_off
from examprep.problems import Problem
from examprep.text import HIDDEN, plural, printable

_MOST_PROBLEMS = 200
_HEADLESS = f"a bank needs format, id, title, version and topics, here or in {HEAD_FILE}"


@dataclass(slots=True)
class RawBank:
    """A bank whose items are checked but still tables, for the index to store."""

    bank: Bank
    path: Path
    items: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[str, tuple[Path, int]] = field(default_factory=dict)
    head: tuple[Path, int] = (Path(), 0)
    """The file of the head, and the line of the bank's id in it."""


@dataclass(frozen=True, slots=True)
class BankFile:
    """A bank as read: `lines` says for each item id in which file and line it begins."""

    bank: Bank
    items: tuple[Item, ...]
    path: Path
    lines: dict[str, tuple[Path, int]] = field(default_factory=dict)
    head: tuple[Path, int] = (Path(), 0)


def _safe(value: Any) -> Any:
    """Replace control characters in every text of a value."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_safe(part) for part in value]
    if isinstance(value, dict):
        return {printable(key): _safe(part) for key, part in value.items()}
    return value


def _hides(value: Any) -> bool:
    if isinstance(value, str):
        return HIDDEN.search(value) is not None
    if isinstance(value, dict):
        return any(_hides(key) or _hides(part) for key, part in value.items())
    return isinstance(value, list) and any(_hides(part) for part in value)


class _Reading:
    """One pass over the files of one bank."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def head(self, source: Source) -> RawBank | None:
        """Read the bank's own keys, which stand beside the items or in a file of their own."""
        from examprep.banks.models import validate_head

        raw = {key: value for key, value in source.tables.items() if key != "item"}
        if not raw:
            if not source.problems:  # else the file could not be read, and that has been said
                source.problem((), "the bank has no head", hint=_HEADLESS, severity="error")
            return None
        if may_hide_codes(source.text) and _hides(raw):
            source.problem(("id",), "control characters in the bank's head", severity="error")
            raw = _safe(raw)
        bank, faults = validate_head(raw)
        for path, message, hint in faults:
            source.problem(path, message, hint=hint, severity="error")
        if bank is None:
            return None
        return RawBank(bank, self.path, head=(source.path, source.line(("id",))))

    def strays(self, source: Source) -> None:
        """Report keys that do not belong into a file of items."""
        from examprep.banks.models import HEAD_KEYS

        for key in source.tables:
            if key != "item":
                here = f"belongs into {HEAD_FILE}" if key in HEAD_KEYS else nearest(key, ["item"])
                source.problem((key,), f"unknown key {quoted(key)}", hint=here, severity="error")

    def take(self, source: Source, raw_bank: RawBank) -> None:
        """Keep the good items of one file."""
        from examprep.banks.models import check

        if not isinstance(source.tables.get("item", []), list):
            message, hint = "`item` must be a list of tables", "write [[item]] with two brackets"
            source.problem(("item",), message, hint=hint, severity="error")
        items = source.items
        if may_hide_codes(source.text):
            items = [self.cleaned(source, number, raw) for number, raw in enumerate(items)]
        for number, raw in enumerate(items):
            faults = check(raw) or self.misfits(source, raw, raw_bank)
            if faults:
                self.refuse(source, number, raw, faults)
            else:
                raw_bank.items.append(raw)
                raw_bank.lines[raw["id"]] = (source.path, source.item_line(number))

    def cleaned(self, source: Source, number: int, raw: Any) -> Any:
        """Report and replace control characters, which could steer the reader's terminal."""
        if not _hides(raw):
            return raw
        safe = _safe(raw)
        message = "control characters in the text; they are shown as \ufffd"
        source.problem(("item", number), message, item=_id(safe), severity="error")
        return safe

    def refuse(self, source: Source, number: int, raw: Any, faults: list[Fault]) -> None:
        """Report why an item is left out."""
        name = _id(raw)
        prefix = "" if name else f"item {number + 1}: "
        for path, message, hint in faults:
            place = ("item", number, *path)
            source.problem(place, prefix + message, hint=hint, item=name, severity="error")

    def misfits(self, source: Source, raw: dict[str, Any], raw_bank: RawBank) -> list[Fault]:
        """Tell what keeps a sound item out of this bank: a topic not listed, an id used before."""
        found: list[Fault] = []
        topics, topic = raw_bank.bank.topics or {}, raw["topic"]
        if topic not in topics:
            hint = nearest(topic, topics) or f"list it under [topics] in {raw_bank.head[0].name}"
            found.append((("topic",), f"unknown topic {quoted(topic)}", hint))
        first = raw_bank.lines.get(raw["id"])
        if first:
            file = "" if first[0] == source.path else f" of {first[0].name}"
            found.append((("id",), f"the id is used before, on line {first[1]}{file}", ""))
        return found

    def collect(self, source: Source) -> None:
        """Take over the problems of a file that is done, not more than a reader can use."""
        source.problems += [
            Problem(source.path, line, "error", f"open conflict: {words}", name, HINT)
            for line, name, words in conflict_lines(source.text)
        ]
        found = sorted(source.problems, key=lambda problem: problem.line)
        self.problems += found[:_MOST_PROBLEMS]
        more = len(found) - _MOST_PROBLEMS
        if more > 0:
            words = f"{plural(more, 'more problem')} of this file not listed"
            self.problems.append(Problem(source.path, 0, "error", words))

    def run(self, files: list[Path]) -> RawBank | None:
        """Read head and items of all files."""
        first = load_source(files[0])
        raw_bank = self.head(first)
        if raw_bank is None:
            self.collect(first)
            return None
        self.take(first, raw_bank)
        self.collect(first)
        for path in files[1:]:
            source = load_source(path)
            self.strays(source)
            self.take(source, raw_bank)
            self.collect(source)
        return raw_bank


def _id(raw: Any) -> str:
    name = raw.get("id") if isinstance(raw, dict) else None
    return quoted(name).strip("`") if isinstance(name, str) else ""


def read_tables(path: Path) -> tuple[RawBank | None, list[Problem]]:
    """Read a bank as `read_bank` does, but leave its items as the tables that were checked."""
    try:
        files = bank_files(path)
    except OSError as error:
        return None, [Problem(path, 0, "error", f"cannot be read: {reason(error)}")]
    if not files or (path.is_dir() and files[0].name != HEAD_FILE):
        return None, [Problem(path, 0, "error", f"the folder has no {HEAD_FILE}")]
    reading = _Reading(path)
    with collector_off():
        raw_bank = reading.run(files)
    return raw_bank, reading.problems


def read_bank(path: Path) -> tuple[BankFile | None, list[Problem]]:
    """Read a bank, a folder or a single file, and say what is wrong with it.

    An item with a fault is left out; one whose text only holds control characters stays, with
    these replaced. Without a usable head there is no bank.
    """
    raw_bank, problems = read_tables(path)
    if raw_bank is None:
        return None, problems
    from examprep.banks.keyprint import key_print
    from examprep.banks.models import item_fields

    with collector_off():
        bank = raw_bank.bank.id
        fields = [item_fields(raw, bank) | {"key_print": key_print(raw)} for raw in raw_bank.items]
        items = msgspec.convert(fields, tuple[Item, ...])
    return BankFile(raw_bank.bank, items, path, raw_bank.lines, raw_bank.head), problems
