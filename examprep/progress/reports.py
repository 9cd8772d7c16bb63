"""What a candidate reported of a question: kept in their file, told to whoever mends the bank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from examprep.progress.blocks import Block
from examprep.progress.loaded import Loaded
from examprep.text import one_line, printable

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Report:
    """One line about one question: `item` is its name, `seed` that of the variant shown.

    `version` is the version of the bank that the question stood in.
    """

    id: str
    at: datetime
    item: str
    seed: int
    version: str
    text: str


def report_block(report: Report) -> Block:
    """Give the block of a report."""
    fields: dict[str, Any] = {"id": report.id, "at": report.at, "item": report.item}
    fields |= {"seed": report.seed, "version": report.version, "text": tidied(report.text)}
    return Block("report", fields)


def tidied(text: str) -> str:
    """Make one line of a text, no longer than is kept."""
    return one_line(text)[:LONGEST].rstrip()


def reports_in(loaded: Loaded) -> Iterator[Report]:
    """Give the reports of a file, in its order; what a hand made senseless is passed over."""
    for block in loaded.in_order():
        report = _read(block) if block.kind == "report" else None
        if report and report.item and report.text:
            yield report


def _read(block: Block) -> Report | None:
    fields = block.fields
    at, seed = fields.get("at"), fields.get("seed")
    if not isinstance(at, datetime):
        return None
    item, version, text = (_text(fields.get(key)) for key in ("item", "version", "text"))
    number = seed if type(seed) is int else 0
    return Report(block.id, at, printable(item), number, printable(version), tidied(text))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
