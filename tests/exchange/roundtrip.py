"""A bank through a format and back: what came out must be what went in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from examprep.banks.models import check
from examprep.banks.reader import RawBank, read_tables
from examprep.exchange.drawing import drawn
from examprep.exchange.format import Choices
from examprep.exchange.given import Given
from examprep.exchange.importing import Importer
from examprep.exchange.question import Raw, Skipped
from examprep.exchange.registry import format_named
from examprep.places import shipped_banks


@cache
def shipped() -> tuple[RawBank, ...]:
    """Read every bank that comes with the program."""
    found = [read_tables(path)[0] for path in sorted(shipped_banks().iterdir())]
    return tuple(bank for bank in found if bank)


def drawn_items(bank: RawBank) -> list[Raw]:
    """Give a bank's items with the numbers of seed 1, those that an item can hold."""
    return [raw for raw in drawn(bank.items, bank.bank.id, (1,), choice=False) if not check(raw)]


def choices_of(bank: RawBank) -> Choices:
    head = bank.bank
    return Choices(head.title, head.id, topics=dict(head.topics or {}))


def exported(name: str, raws: list[Raw], choices: Choices) -> tuple[bytes, set[str]]:
    """Write items in a format; give the bytes and what was said to be lost."""
    write = format_named(name).write
    assert write
    lost: set[str] = set()
    (output,) = write(raws, choices, lambda _, what: lost.add(what))
    return output.data, lost


def imported(name: str, data: bytes, folder: Path, ending: str) -> Importer:
    """Read a file into a new bank; nothing of it may be left out."""
    importer = Importer()
    read = format_named(name).read
    assert read
    for one in read(Given(folder / f"bank{ending}", data)):
        assert not isinstance(one, Skipped), one
        importer.take("bank", one)
    return importer


def differences(before: Iterable[Raw], after: dict[str, Raw]) -> Iterator[tuple[Raw, Raw | None]]:
    """Give each item that did not come back as it was."""
    for raw in before:
        back = after.get(raw["id"])
        plain = {key: value for key, value in raw.items() if value not in ("", [], None)}
        if back != plain:
            yield plain, back
