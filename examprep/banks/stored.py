"""What the index keeps of a whole bank, so that a start need not open its items."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examprep.banks.item import Bank
from examprep.problems import Problem, Severity

if TYPE_CHECKING:
    from examprep.banks.reader import RawBank

_BYTE = 256
_Line = tuple[bytes, int, Severity, str, str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """What the library must know of a bank before any item is opened."""

    bank: Bank | None
    problems: list[_Line]
    ids: tuple[str, ...]
    topics: tuple[str, ...]
    counts: dict[str, int]
    head: tuple[bytes, int]
    templates: frozenset[str] = frozenset()
    """The ids of the items whose numbers are drawn."""
    asked_by: tuple[tuple[str, ...], ...] = ()
    """The sets of outlines that ask the same items."""
    sets: bytes | list[int] = b""
    """For each item the place of its set in `asked_by`, in one byte each while they fit."""

    def placed_problems(self) -> list[Problem]:
        """Give the problems that reading the bank found."""
        return [
            Problem(Path(os.fsdecode(path)), line, severity, message, item, hint)
            for path, line, severity, message, item, hint in self.problems
        ]


def record_of(raw: RawBank | None, problems: list[Problem]) -> Record:
    """Sum up a bank that was read, and what was wrong with it."""
    lines = [(os.fsencode(p.path), p.line, p.severity, p.message, p.item, p.hint) for p in problems]
    if raw is None:
        return Record(None, lines, (), (), {}, (b"", 0))
    topics = tuple([f"{raw.bank.id}:{item['topic']}" for item in raw.items])
    counts = dict(Counter([item["topic"] for item in raw.items]))
    head = (os.fsencode(raw.head[0]), raw.head[1])
    templates = frozenset(item["id"] for item in raw.items if "given" in item)
    asked_by: dict[tuple[str, ...], int] = {}
    sets = [asked_by.setdefault(_outlines(item), len(asked_by)) for item in raw.items]
    packed = bytes(sets) if len(asked_by) <= _BYTE else sets
    ids = tuple(raw.lines)
    return Record(raw.bank, lines, ids, topics, counts, head, templates, tuple(asked_by), packed)


def _outlines(item: dict[str, Any]) -> tuple[str, ...]:
    """Name the outlines that ask an item."""
    return tuple(sorted({area.partition(":")[0] for area in item.get("areas", ())}))
