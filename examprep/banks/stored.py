"""What the index keeps of a whole bank, so that a start need not open its items."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examprep.banks.item import Bank
from examprep.banks.keyprint import key_print
from examprep.problems import Problem, Severity

if TYPE_CHECKING:
    from examprep.banks.reader import RawBank

_BYTE = 256
_OTHER = frozenset({"multiple", "order", "match"})
KINDS = ("choice", "numeric", "multiple", "order", "match")
"""The kinds of items, in the order by which `kinds` of a record counts them."""
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
    areas: tuple[tuple[str, ...], ...] = ()
    """The sets of areas that the same items belong to."""
    sets: bytes | list[int] = b""
    """For each item the place of its set in `areas`, in one byte each while they fit."""
    other: frozenset[str] = frozenset()
    """The ids of the items that are not asked with one right option, so in no mock exam."""
    enemies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For an item, by its name, those that its author says test the same fact."""
    ratings: bytes = b""
    """For each item its Angoff rating in percent, 0 for none."""
    kinds: bytes = b""
    """For each item the place of its kind in `KINDS`."""
    prints: bytes = b""
    """For each item the print of its key, in two bytes each, the larger first."""

    unsourced: int = 0
    """How many items name no source."""
    undated: int = 0
    """How many items do not say when they were checked."""

    @property
    def proof(self) -> tuple[int, int, int]:
        """Give how many items there are, how many without a source, how many without a date."""
        return len(self.ids), self.unsourced, self.undated

    def key_print(self, place: int) -> int:
        """Give the print of an item's key, by its place in the bank."""
        return int.from_bytes(self.prints[2 * place : 2 * place + 2], "big")

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
    other = frozenset(one["id"] for one in raw.items if one.get("kind") in _OTHER)
    areas, packed = _areas(raw.items)
    ids = tuple(raw.lines)
    enemies = _enemies(raw.items, raw.bank.id)
    ratings, kinds, prints = _columns(raw.items)
    return Record(
        bank=raw.bank,
        problems=lines,
        ids=ids,
        topics=topics,
        counts=counts,
        head=head,
        templates=templates,
        areas=areas,
        sets=packed,
        other=other,
        enemies=enemies,
        ratings=ratings,
        kinds=kinds,
        prints=prints,
        unsourced=_without(raw.items, "sources"),
        undated=_without(raw.items, "verified"),
    )


def _without(items: list[dict[str, Any]], key: str) -> int:
    return sum(not item.get(key) for item in items)


def _columns(items: list[dict[str, Any]]) -> tuple[bytes, bytes, bytes]:
    """Give rating, kind and print of each item."""
    ratings = bytes([item.get("angoff", 0) for item in items])
    kinds = bytes([KINDS.index(item.get("kind", "choice")) for item in items])
    return ratings, kinds, b"".join([key_print(item).to_bytes(2, "big") for item in items])


def _areas(
    items: list[dict[str, Any]],
) -> tuple[tuple[tuple[str, ...], ...], bytes | list[int]]:
    """Give the sets of areas there are, and for each item the place of its own among them."""
    areas: dict[tuple[str, ...], int] = {}
    sets = [areas.setdefault(tuple(item.get("areas", ())), len(areas)) for item in items]
    return tuple(areas), bytes(sets) if len(areas) <= _BYTE else sets


def full_name(name: str, bank: str) -> str:
    """Give an item's name as `bank/id`: authors name those of their own bank by id alone."""
    return name if "/" in name else f"{bank}/{name}"


def _enemies(items: list[dict[str, Any]], bank: str) -> dict[str, tuple[str, ...]]:
    """Give the full names of the enemies that authors name."""
    return {
        f"{bank}/{item['id']}": tuple(full_name(name, bank) for name in item["enemies"])
        for item in items
        if item.get("enemies")
    }
