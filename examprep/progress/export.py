"""Exporting: a candidate's responses as rows for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TextIO

from examprep.attempts.attempt import Attempt
from examprep.attempts.replay import replay
from examprep.progress.codec import BAD_BLOCK, slot_in
from examprep.progress.loaded import Loaded
from examprep.progress.reopen import Told, told_of
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
    "counts",
    "id",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\n")
Row = dict[str, Any]


def rows(loaded: Loaded) -> list[Row]:
    """Give one row per response, in the order of the file, with its item and bank version.

    `undone` says "yes" for a response that was taken back; `counts` says "yes" for those that
    the result is made of, "no" for what was replaced, taken back, too late, or answered
    already in another window.
    """
    asked = {name: _Asked.of(told) for name, told in told_of(loaded.pairs()).items()}
    found = []
    for block in loaded.in_order():
        if block.kind == "response":
            attempt = asked.get(str(block.fields.get("attempt")), _NOTHING)
            found.append(attempt.row(block.fields))
            attempt.counting.discard(block.id)  # where it stands twice, the first counts
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
    """What an attempt asked and what became of its answers.

    `slots` has item, seed and bank version of each; `counting` and `undone` are ids of responses.
    """

    fields: Row = field(default_factory=dict)
    slots: list[tuple[Any, Any, Any]] = field(default_factory=list)
    attempt: Attempt | None = None
    counting: set[str] = field(default_factory=set)
    undone: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, told: Told) -> _Asked:
        """Go through what a file tells of an attempt; a hand may have made anything of it."""
        asked, attempt = cls(told.opening), told.opened()
        versions = dict(_pairs(told.opening.get("versions")))
        if attempt is None:
            pairs = _pairs(told.opening.get("slots"))
            asked.slots = [(name, seed, versions.get(_bank(name))) for name, seed in pairs]
            return asked
        attempt = replay(attempt, told.log())
        asked.attempt, asked.undone = attempt, {*attempt.undone}
        asked.counting = {given[-1].id for given in attempt.given if given}
        asked.slots = [
            (slot.item, slot.seed, slot.version or versions.get(_bank(slot.item)))
            for slot in attempt.slots
        ]
        return asked

    def place(self, response: Row) -> Any:
        """Find the slot of a response: by the block that made it, or by its number."""
        try:
            slot, of = slot_in(response)
        except BAD_BLOCK:
            return response.get("slot")
        return self.attempt.place_of(of) if of and self.attempt else slot

    def row(self, response: Row) -> Row:
        """Give the row of a response."""
        slot, mine = self.place(response), response["id"]
        known = type(slot) is int and 0 <= slot < len(self.slots)
        name, seed, version = self.slots[slot] if known else (None, None, None)
        own = {column: response[column] for column in COLUMNS if column in response}
        about = {"kind": self.fields.get("kind"), "title": self.fields.get("title")}
        what = {"slot": slot, "item": name, "seed": seed, "version": version}
        counts = "yes" if mine in self.counting else "no"
        fate = {"undone": "yes" if mine in self.undone else "", "counts": counts}
        return about | own | what | fate


_NOTHING = _Asked()


def _bank(item: Any) -> str:
    return str(item).partition("/")[0]


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
