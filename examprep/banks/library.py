"""The library: all banks installed on this machine, through their indexes."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from examprep.banks.faults import quoted
from examprep.banks.folders import LEDGER, find_banks, installed_folders
from examprep.banks.index import BankIndex
from examprep.banks.item import Bank, Item
from examprep.banks.moving import was_interrupted
from examprep.banks.stored import Record
from examprep.files import reason
from examprep.problems import Problem

NO_AREA = 255


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is known of every item without opening it, as parallel columns.

    A topic is written `bank:topic`; `ratings` are the Angoff ratings in percent, 0 for none;
    `kinds` are places in `stored.KINDS`; `prints` tell whether a key was changed.
    """

    names: tuple[str, ...]
    topics: tuple[str, ...]
    ratings: bytes = b""
    kinds: bytes = b""
    prints: tuple[int, ...] = ()


def catalogue_of(records: Mapping[str, Record]) -> Catalogue:
    """Put the columns of all banks behind each other, given what is kept of each."""
    names: list[str] = []
    topics: list[str] = []
    for bank, record in records.items():
        names += [f"{bank}/{number}" for number in record.ids]
        topics += record.topics
    ratings = b"".join(one.ratings for one in records.values())
    kinds = b"".join(one.kinds for one in records.values())
    packed = b"".join(one.prints for one in records.values())
    prints = struct.unpack(f">{len(packed) // 2}H", packed)
    return Catalogue(tuple(names), tuple(topics), ratings, kinds, prints)


class Library:
    """The installed banks. Reading it costs no more than opening their indexes."""

    def __init__(self, *, keep: bool = True) -> None:
        self._keep = keep
        self._indexes: dict[str, BankIndex] = {}
        self._problems: list[Problem] = []
        self._catalogue: Catalogue | None = None
        self.rekeyed: dict[str, date] = {}
        """The day on which an update of an added bank brought another key, by item."""
        self.proofs: dict[str, tuple[int, int, int]] = {}
        """How many items each bank has, how many without a source, how many without a date."""

    @classmethod
    def open(cls, folders: Sequence[Path] | None = None, *, keep: bool = True) -> Library:
        """Open all banks of some folders, by default of those installed.

        Without `keep` no index is written.
        """
        library = cls(keep=keep)
        for folder in installed_folders() if folders is None else folders:
            library._add_folder(folder)
        return library

    def _add_folder(self, folder: Path) -> None:
        if was_interrupted(folder):
            from examprep.banks.installing import mend

            mend(folder)
        try:
            paths = find_banks(folder) if folder.exists() else []
        except OSError as error:
            message = f"the folder cannot be read: {reason(error)}"
            self._problems.append(Problem(folder, 0, "error", message))
            return
        for path in paths:
            self._add(BankIndex(path, keep=self._keep))
        if (folder / LEDGER).is_dir():
            from examprep.banks.ledger import changed_keys

            self.rekeyed |= changed_keys(folder, self._indexes)

    def _add(self, index: BankIndex) -> None:
        self._problems += index.record.placed_problems()
        bank = index.record.bank
        if bank is None:
            index.close()
            return
        first = self._indexes.setdefault(bank.id, index)
        self.proofs.setdefault(bank.id, index.record.proof)
        if first is not index:
            import os

            name, line = index.record.head
            message = f"a bank with the id {quoted(bank.id)} is installed already"
            hint = f"this one is left out; the other is {first.path}"
            path = Path(os.fsdecode(name))
            self._problems.append(Problem(path, line, "error", message, hint=hint))
            index.close()

    def close(self) -> None:
        """Let go of all files."""
        for index in self._indexes.values():
            index.close()

    def banks(self) -> tuple[Bank, ...]:
        """Give the heads of all banks."""
        found = (index.record.bank for index in self._indexes.values())
        return tuple(bank for bank in found if bank)

    def place(self, bank: str) -> Path:
        """Give the folder or file of a bank.

        Raises:
            KeyError: there is no such bank.
        """
        return self._indexes[bank].path

    def problems(self) -> list[Problem]:
        """Give what was found wrong when the banks were read."""
        return list(self._problems)

    def item(self, name: str) -> Item | None:
        """Give one item by its name `bank/id`."""
        return self.items([name]).get(name)

    def items(self, names: Iterable[str]) -> dict[str, Item]:
        """Give items by their names; names that no bank has are left out."""
        wanted: dict[str, list[str]] = {}
        order = list(names)
        for name in order:
            bank, _, number = name.partition("/")
            if bank in self._indexes:
                wanted.setdefault(bank, []).append(number)
        found = {
            item.name: item
            for bank, numbers in wanted.items()
            for item in self._indexes[bank].items(numbers)
        }
        return {name: found[name] for name in order if name in found}

    def catalogue(self) -> Catalogue:
        """Give the names and topics of all items, bank by bank in the order of their files."""
        if self._catalogue is None:
            self._catalogue = catalogue_of(
                {bank: index.record for bank, index in self._indexes.items()}
            )
        return self._catalogue

    def by_area(self, known: Mapping[str, int]) -> bytes:
        """Give each item of the catalogue the number of the first of its areas that is known.

        `known` has a number below 255 for each full name of an area; 255 stands for none.
        """
        found = bytearray()
        for index in self._indexes.values():
            record = index.record
            numbers = [
                next((known[area] for area in areas if area in known), NO_AREA)
                for areas in record.areas
            ]
            found += bytes([numbers[place] for place in record.sets])
        return bytes(found)

    def asked(self, outlines: frozenset[str]) -> Sequence[bool]:
        """Tell of each item of the catalogue whether one of some outlines asks it.

        An item that names no outline may be asked by any.
        """
        found: list[bool] = []
        for index in self._indexes.values():
            fits = [not one or bool(outlines & _outlines(one)) for one in index.record.areas]
            found += [fits[place] for place in index.record.sets]
        return found

    def areas(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give name and areas of each item that can be asked with one right option."""
        found: list[tuple[str, tuple[str, ...]]] = []
        for bank, index in self._indexes.items():
            record = index.record
            places = zip(record.ids, record.sets, strict=True)
            found += [(f"{bank}/{n}", record.areas[s]) for n, s in places if n not in record.other]
        return found

    def endless(self) -> frozenset[str]:
        """Give the names of the items whose numbers are drawn anew each time."""
        every = self._indexes.items()
        return frozenset(f"{bank}/{n}" for bank, one in every for n in one.record.templates)

    def enemies(self) -> dict[str, frozenset[str]]:
        """Give for each item those that test the same fact, whichever of the two says so."""
        found: dict[str, set[str]] = {}
        for index in self._indexes.values():
            for name, others in index.record.enemies.items():
                for other in others:
                    found.setdefault(name, set()).add(other)
                    found.setdefault(other, set()).add(name)
        return {name: frozenset(others) for name, others in found.items()}

    def templates(self) -> dict[str, list[str]]:
        """Give the names of the items whose numbers are drawn, by topic `bank:topic`.

        Topics stand as their bank lists them.
        """
        found: dict[str, list[str]] = {f"{bank}:{topic}": [] for bank, topic, _, _ in self.topics()}
        for bank, index in self._indexes.items():
            drawn = index.record.templates
            for number, topic in zip(index.record.ids, index.record.topics, strict=True):
                if number in drawn:
                    found.setdefault(topic, []).append(f"{bank}/{number}")
        return {topic: names for topic, names in found.items() if names}

    def count(self) -> int:
        """Give the number of items."""
        return sum(len(index.record.ids) for index in self._indexes.values())

    def topics(self) -> list[tuple[str, str, str, int]]:
        """Give each topic that has items: bank id, topic id, title, number of items."""
        return [
            (bank.id, topic, title, self._indexes[bank.id].record.counts[topic])
            for bank in self.banks()
            for topic, title in (bank.topics or {}).items()
            if topic in self._indexes[bank.id].record.counts
        ]

    def search(self, words: str, limit: int = 50) -> list[Item]:
        """Find items whose question or options hold all words, or words that begin with them."""
        found: list[Item] = []
        for index in self._indexes.values():
            if len(found) < limit:
                found += index.search(words, limit - len(found))
        return found


def _outlines(areas: Iterable[str]) -> set[str]:
    """Name the outlines of some areas."""
    return {area.partition(":")[0] for area in areas}
