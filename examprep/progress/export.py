"""Exporting: a candidate's responses as rows for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, TextIO

from examprep.attempts.attempt import MOST_SLOTS
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
    attempts: dict[str, Row] = {}
    standing: dict[tuple[Any, Any], list[Row]] = {}
    found = []
    for block in loaded.in_order():
        fields = block.fields
        slot = (str(fields.get("attempt")), str(fields.get("slot")))
        if block.kind == "attempt":
            attempts[block.id] = fields | {"slots": list(_pairs(fields.get("slots")))}
        elif block.kind == "extend":
            _lengthen(attempts.get(slot[0], {}), fields)
        elif block.kind == "response":
            row = _row(fields, attempts.get(slot[0], {}))
            standing.setdefault(slot, []).append(row)
            found.append(row)
        elif block.kind == "undo" and standing.get(slot):
            standing[slot].pop()["undone"] = "yes"
    return found


def write_csv(loaded: Loaded, file: TextIO) -> int:
    """Write the rows as CSV and count them; no field can start a formula."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    found = rows(loaded)
    writer.writerows([_cell(row.get(column)) for column in COLUMNS] for row in found)
    return len(found)


def _row(response: Row, attempt: Row) -> Row:
    name, seed = _slot(attempt, response.get("slot"))
    bank = str(name).partition("/")[0]
    own = {column: response[column] for column in COLUMNS if column in response}
    return {
        "kind": attempt.get("kind"),
        "title": attempt.get("title"),
        "item": name,
        "seed": seed,
        "version": dict(_pairs(attempt.get("versions"))).get(bank),
        **own,
    }


def _lengthen(attempt: Row, extend: Row) -> None:
    """Put a drill's next question behind the others, where it counts as one."""
    if attempt.get("kind") == "drill" and len(attempt["slots"]) < MOST_SLOTS:
        with suppress(*BAD_BLOCK):
            event = read_event("extend", extend)
            if isinstance(event, Extend):
                attempt["slots"].append((event.item, event.seed))


def _slot(attempt: Row, slot: object) -> tuple[Any, Any]:
    pairs = attempt.get("slots", [])
    if isinstance(slot, int) and 0 <= slot < len(pairs):
        item, seed = pairs[slot]
        return item, seed
    return None, None


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
