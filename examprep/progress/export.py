"""Exporting: a candidate's responses as rows for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TextIO

from examprep.attempts.attempt import MOST_SLOTS_READ
from examprep.attempts.events import Extend
from examprep.progress.codec import BAD_BLOCK, read_event
from examprep.progress.loaded import Loaded
from examprep.text import printable

COLUMNS = (
    "at",
    "attempt",
    "kind",
    "title",
    "slot",
    "item",
    "seed",
    "version",
    "chose",
    "typed",
    "credit",
    "seconds",
    "clock",
    "sure",
    "mistake",
    "undone",
    "id",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\n")
Row = dict[str, Any]


def rows(loaded: Loaded) -> list[Row]:
    """Give one row per response, in the order of the file, with its item and bank version.

    `undone` says "yes" for a response that the candidate took back.
    """
    asked = _asked(loaded)
    standing: dict[tuple[Any, Any], list[Row]] = {}
    found = []
    for block in loaded.in_order():
        fields = block.fields
        attempt = asked.get(str(fields.get("attempt")), _NOTHING)
        slot = attempt.place(fields)
        key = (str(fields.get("attempt")), str(slot))
        if block.kind == "response":
            row = attempt.row(fields, slot)
            standing.setdefault(key, []).append(row)
            found.append(row)
        elif block.kind == "undo" and standing.get(key):
            standing[key].pop()["undone"] = "yes"
    return found


def write_csv(loaded: Loaded, file: TextIO) -> int:
    """Write the rows as CSV and count them; no field can start a formula."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    found = rows(loaded)
    writer.writerows([_cell(row.get(column)) for column in COLUMNS] for row in found)
    return len(found)


@dataclass(slots=True)
class _Asked:
    """What an attempt asked: item, seed and bank version of each slot, with those a drill added."""

    fields: Row
    slots: list[tuple[Any, Any, Any]]
    added: dict[str, int] = field(default_factory=dict)

    def lengthen(self, extend: Row) -> None:
        """Put a drill's next question behind the others, where it counts as one."""
        if self.fields.get("kind") == "drill" and len(self.slots) < MOST_SLOTS_READ:
            with suppress(*BAD_BLOCK):
                event = read_event("extend", extend)
                if isinstance(event, Extend):
                    self.added[event.id] = len(self.slots)
                    version = event.version or self.version(event.item)
                    self.slots.append((event.item, event.seed, version))

    def version(self, item: Any) -> Any:
        """Give the version that the bank of an item had when the attempt began."""
        versions = dict(_pairs(self.fields.get("versions")))
        return versions.get(str(item).partition("/")[0])

    def place(self, event: Row) -> Any:
        """Find the slot of an event: by the block that made it, or by its number."""
        of = event.get("of")
        return self.added.get(str(of)) if of else event.get("slot")

    def row(self, response: Row, slot: Any) -> Row:
        """Give the row of a response."""
        known = isinstance(slot, int) and 0 <= slot < len(self.slots)
        name, seed, version = self.slots[slot] if known else (None, None, None)
        own = {column: response[column] for column in COLUMNS if column in response}
        about = {"kind": self.fields.get("kind"), "title": self.fields.get("title")}
        return about | {"item": name, "seed": seed, "version": version} | own | {"slot": slot}


_NOTHING = _Asked({}, [])


def _asked(loaded: Loaded) -> dict[str, _Asked]:
    """Give the attempts by id, each with all its questions."""
    found: dict[str, _Asked] = {}
    later = []
    for block in loaded.in_order():
        if block.kind == "attempt":
            opened = found[block.id] = _Asked(block.fields, [])
            pairs = _pairs(block.fields.get("slots"))
            opened.slots = [(name, seed, opened.version(name)) for name, seed in pairs]
        elif block.kind == "extend":
            later.append(block.fields)
    for fields in later:
        if asked := found.get(str(fields.get("attempt"))):
            asked.lengthen(fields)
    return found


def _pairs(value: object) -> Iterator[tuple[Any, Any]]:
    """Give the pairs of a list of pairs; a hand edit may have made anything of it."""
    for pair in value if isinstance(value, list) else ():
        sound = isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)  # noqa: PLR2004
        yield (pair[0], pair[1]) if sound else ("", None)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, (int, float)):
        return str(value)
    text = printable(" ".join(map(str, value)) if isinstance(value, list) else str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
