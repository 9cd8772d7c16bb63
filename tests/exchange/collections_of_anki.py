"""Collections and packages as Anki lays them out, made by hand: old schema, new schema, zstd."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing

import zstandard

from examprep.archives import pack

# A note: model id, fields, tags.
Row = tuple[int, Sequence[str], str]
BASIC = (1, "Basic", ("Front", "Back"))
_NOTES = "CREATE TABLE notes (id integer primary key, guid text, mid integer, tags text, flds text)"
_CARDS = (
    "CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer,"
    " odid integer, reps integer)"
)


def _filled(base: sqlite3.Connection, rows: Sequence[Row], reps: int) -> bytes:
    for number, (model, fields, tags) in enumerate(rows, 1):
        text = "\x1f".join(fields)
        base.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", (number, "g", model, tags, text))
        base.execute("INSERT INTO cards VALUES (?, ?, 7, 0, 0, ?)", (number, number, reps))
    base.commit()
    return base.serialize()


def old(
    rows: Sequence[Row],
    models: Sequence[tuple[int, str, Sequence[str]]] = (BASIC,),
    deck: str = "Drugs::Brand",
    reps: int = 0,
) -> bytes:
    """Make a collection of schema 11: types and decks stand as JSON in one row."""
    listed = {
        str(number): {
            "id": number,
            "name": name,
            "flds": [{"name": one, "ord": place} for place, one in enumerate(fields)],
        }
        for number, name, fields in models
    }
    decks = {"1": {"name": "Default"}, "7": {"name": deck, "conf": 1}}
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("CREATE TABLE col (id integer primary key, models text, decks text)")
        base.execute("INSERT INTO col VALUES (1, ?, ?)", (json.dumps(listed), json.dumps(decks)))
        base.execute(_NOTES)
        base.execute(_CARDS)
        return _filled(base, rows, reps)


def new(
    rows: Sequence[Row],
    models: Sequence[tuple[int, str, Sequence[str]]] = (BASIC,),
    deck: str = "Drugs::Brand",
    reps: int = 0,
) -> bytes:
    """Make a collection of schema 18: types and decks have tables, with Anki's own collation."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        base.execute("CREATE TABLE col (id integer primary key, models text, decks text)")
        base.execute("CREATE TABLE notetypes (id integer primary key, name text COLLATE unicase)")
        base.execute("CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name)")
        base.execute("CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase)")
        base.execute("CREATE TABLE decks (id integer primary key, name text COLLATE unicase)")
        base.execute("INSERT INTO decks VALUES (7, ?)", (deck.replace("::", "\x1f"),))
        for number, name, fields in models:
            base.execute("INSERT INTO notetypes VALUES (?, ?)", (number, name))
            for place, one in enumerate(fields):
                base.execute("INSERT INTO fields VALUES (?, ?, ?)", (number, place, one))
        base.execute(_NOTES)
        base.execute(_CARDS)
        return _filled(base, rows, reps)


def old_package(data: bytes, pictures: dict[str, bytes] | None = None) -> bytes:
    """Make an .apkg as Anki wrote it until 2.1.49, and still does when asked."""
    named = list((pictures or {}).items())
    listed = json.dumps({str(place): name for place, (name, _) in enumerate(named)}).encode()
    files = [(str(place), one) for place, (_, one) in enumerate(named)]
    return pack([("collection.anki2", data), ("media", listed), *files])


def _length(number: int, data: bytes) -> bytes:
    size, parts = len(data), [number << 3 | 2]
    while size > 127:
        parts.append(size & 127 | 128)
        size >>= 7
    return bytes([*parts, size]) + data


def new_package(data: bytes, pictures: dict[str, bytes] | None = None) -> bytes:
    """Make an .apkg as Anki writes it now: all packed with zstd, pictures listed in protobuf."""
    squeeze = zstandard.ZstdCompressor().compress
    named = list((pictures or {}).items())
    listed = b"".join(
        _length(1, _length(1, name.encode()) + b"\x10\x04" + _length(3, b"0" * 20))
        for name, _ in named
    )
    stub = old([(1, ["Please update to the latest Anki version", ""], "")])
    files = [(str(place), squeeze(one)) for place, (_, one) in enumerate(named)]
    return pack(
        [
            ("meta", b"\x08\x03"),
            ("collection.anki21b", squeeze(data)),
            ("collection.anki2", stub),
            ("media", squeeze(listed)),
            *files,
        ]
    )
