"""Collections of Anki (SQLite) from strangers, read in memory: nothing in them can run or write.

Schema 11 keeps note types and decks as JSON in `col`, schema 15 and later in tables of their own
(https://github.com/ankidroid/Anki-Android/wiki/Database-Structure). Only these named tables are
read, and only if they are plain tables: no views, no virtual tables, no computed columns.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from examprep.errors import UnreadableFile
from examprep.exchange.formats.anki_note import Note
from examprep.files import MEBIBYTE

MAGIC = b"SQLite format 3\0"
MOST_NOTES = 500_000
_MOST_CARDS = 4 * MOST_NOTES
_LONGEST_VALUE = 16 * MEBIBYTE
_MOST_TEXT = 1024 * MEBIBYTE  # pages that point at each other give texts without end
_STEPS = 100_000  # of SQLite's machine, between two looks at how many there were
_MOST_LOOKS = 5_000
_PAGE = 100
_TABLES = frozenset({"col", "notes", "cards", "notetypes", "fields", "decks"})
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION})
_COMPUTED = re.compile(r"\bvirtual\b|\bgenerated\b|\bas\s*\(", re.IGNORECASE)
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: _LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class _Field(msgspec.Struct):
    name: str
    ord: int | None = None


class _Model(msgspec.Struct):
    name: str
    flds: list[_Field] = []


class _Deck(msgspec.Struct):
    name: str


@dataclass(slots=True)
class Collection:
    """What was found beside the notes: note types with their fields, decks by id."""

    models: dict[int, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    decks: dict[int, str] = field(default_factory=dict)
    homes: dict[int, int] = field(default_factory=dict)
    scheduled: bool = False
    """Whether any card has been answered."""


def _allow(action: int, table: str | None, *_: str | None) -> int:
    named = action != sqlite3.SQLITE_READ or table in _TABLES or table == "sqlite_master"
    return sqlite3.SQLITE_OK if action in _ALLOWED and named else sqlite3.SQLITE_DENY


def _compare(one: str, other: str) -> int:
    left, right = one.casefold(), other.casefold()
    return (left > right) - (left < right)


@contextmanager
def _opened(path: Path, data: bytes) -> Iterator[sqlite3.Connection]:
    """Open a collection from its bytes.

    Raises:
        UnreadableFile: it is damaged, or what it holds is not Anki's.
    """
    looks = iter(range(_MOST_LOOKS))
    with closing(sqlite3.connect(":memory:")) as base:
        try:
            for limit, value in _LIMITS.items():
                base.setlimit(limit, value)
            # Bytes 18 and 19 ask for a log beside the file, which there is none of in memory.
            base.deserialize(data[:18] + b"\1\1" + data[20:])
            for words in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
                base.execute(f"PRAGMA {words}")
            base.create_collation("unicase", _compare)
            base.text_factory = lambda text: text.decode("utf-8", "replace")
            base.set_progress_handler(lambda: next(looks, None) is None, _STEPS)
            base.set_authorizer(_allow)
            yield base
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError) as error:
            # SQLite's own words may hold bytes of the file, which are no text.
            words = "its collection is damaged, or not as Anki makes it today"
            raise UnreadableFile(f"{path}: {words}") from error


def _tables(base: sqlite3.Connection, path: Path) -> set[str]:
    found = set()
    rows = base.execute("SELECT type, name, sql FROM sqlite_master LIMIT 1000")
    for kind, name, sql in rows:
        if name not in _TABLES:
            continue
        if kind != "table" or _COMPUTED.search(str(sql)):
            raise UnreadableFile(f"{path}: its {name} is no plain table, as Anki would make it")
        found.add(name)
    if "notes" not in found or "cards" not in found:
        raise UnreadableFile(f"{path}: it holds no notes of Anki")
    return found


def _look(base: sqlite3.Connection, tables: set[str], path: Path) -> Collection:
    found = Collection()
    if "notetypes" in tables and "fields" in tables:
        _new_types(base, found)
    elif "col" in tables:
        _old_types(base, found, path)
    if "decks" in tables:
        rows = base.execute("SELECT id, name FROM decks LIMIT 100000")
        found.decks = {did: str(name).replace("\x1f", "::") for did, name in rows}
    _look_at_cards(base, found)
    return found


def _look_at_cards(base: sqlite3.Connection, found: Collection) -> None:
    """Find the deck of each note: that of its first card, its own one where it is borrowed."""
    rows = base.execute(f"SELECT nid, did, odid, ord, reps FROM cards LIMIT {_MOST_CARDS}")  # noqa: S608
    for note, deck, home, place, reps in rows:
        if not place or note not in found.homes:
            found.homes[note] = home or deck
        found.scheduled = found.scheduled or bool(reps)


def _new_types(base: sqlite3.Connection, found: Collection) -> None:
    names: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for model, place, name in base.execute("SELECT ntid, ord, name FROM fields LIMIT 100000"):
        if isinstance(place, int):
            names[model].append((place, str(name)))
    for model, name in base.execute("SELECT id, name FROM notetypes LIMIT 10000"):
        found.models[model] = str(name), tuple(one for _, one in sorted(names[model]))


def _old_types(base: sqlite3.Connection, found: Collection, path: Path) -> None:
    row = base.execute("SELECT models, decks FROM col LIMIT 1").fetchone()
    try:
        models = msgspec.json.decode(str(row[0] if row else ""), type=dict[int, _Model])
        decks = msgspec.json.decode(str(row[1] if row else ""), type=dict[int, _Deck])
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        words = "its list of note types is damaged"
        raise UnreadableFile(f"{path}: {words}") from error
    for number, model in models.items():
        ordered = sorted(enumerate(model.flds), key=_place)
        found.models[number] = model.name, tuple(one.name for _, one in ordered)
    found.decks = {number: deck.name for number, deck in decks.items()}


def _place(one: tuple[int, _Field]) -> int:
    return one[0] if one[1].ord is None else one[1].ord


def notes_of(path: Path, data: bytes, said: list[str]) -> Iterator[Note]:
    """Give the notes of a collection; says once where scheduling is left out.

    Raises:
        UnreadableFile: it is damaged, or no collection.
    """
    if len(data) < _PAGE or not data.startswith(MAGIC):
        raise UnreadableFile(f"{path}: its collection is not of the kind that Anki writes")
    with _opened(path, data) as base:
        found = _look(base, _tables(base, path), path)
        if found.scheduled:
            said.append("when cards are due in Anki is left out: examprep plans by itself")
        rows = base.execute("SELECT id, mid, tags, flds FROM notes")
        read = 0
        for count, row in enumerate(rows):
            read += len(str(row[3]))
            if count >= MOST_NOTES or read > _MOST_TEXT:
                words = (
                    f"it holds more than {MOST_NOTES:,} notes, or more text than a person writes"
                )
                raise UnreadableFile(f"{path}: {words}")
            yield _note(row, found)


def _note(row: tuple[Any, ...], found: Collection) -> Note:
    number, model, tags, fields = row
    name, names = found.models.get(model, ("", ()))
    parts = tuple(str(fields or "").split("\x1f"))
    deck = found.decks.get(found.homes.get(number, 0), "")
    place = f"note {str(number)[:20]}"
    return Note(place, name, names, parts, deck=deck, tags=tuple(str(tags or "").split()))
