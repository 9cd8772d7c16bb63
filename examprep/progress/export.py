"""Exporting: a candidate's responses as rows for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TextIO

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
            attempts[block.id] = fields
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


def _slot(attempt: Row, slot: object) -> tuple[Any, Any]:
    pairs = list(_pairs(attempt.get("slots")))
    if isinstance(slot, int) and 0 <= slot < len(pairs):
        return pairs[slot]
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
