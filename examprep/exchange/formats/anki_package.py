"""Anki packages: `.apkg`, `.colpkg` and bare collections read, `.apkg` written.

A package is a zip with a collection and numbered pictures; `media` names them. Since Anki 2.1.50
collection, media and their list are packed with zstd and the list is a protobuf message
(https://github.com/ankitects/anki, proto/anki/import_export.proto); the `collection.anki2` beside
`collection.anki21b` then only asks for a newer Anki.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING

import msgspec
import zstandard

from examprep.archives import LARGEST_MEMBER, pack
from examprep.errors import UnreadableFile
from examprep.exchange.format import Choices, Format, Output, Told
from examprep.exchange.formats import anki_own
from examprep.exchange.formats.anki_collection import MAGIC, notes_of
from examprep.exchange.formats.anki_notes import questions_of
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.files import MEBIBYTE

if TYPE_CHECKING:
    import genanki

_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_MODEL_ID = 1_764_288_000_001  # never changes: Anki knows the note type by it
_ZSTD = b"\x28\xb5\x2f\xfd"
_WINDOW = 128 * MEBIBYTE
_LARGEST_LIST = 16 * MEBIBYTE
_LARGEST_PICTURE = 32 * MEBIBYTE
_LARGEST_PICTURES = 512 * MEBIBYTE
_TEXT, _NUMBER = 2, 0  # wire types of protobuf


def _recognises(given: Given) -> bool:
    if given.data.startswith(MAGIC):
        return given.path.suffix.lower() in {".anki2", ".anki21"}
    return given.is_zip and any(name in given.archive for name in _COLLECTIONS)


def _unpacked(given: Given, data: bytes, most: int) -> bytes:
    """Unpack zstd, no more than `most` bytes.

    Raises:
        UnreadableFile: it is damaged or larger.
    """
    whole = io.BytesIO()
    try:
        with zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(data) as stream:
            while part := stream.read(MEBIBYTE):
                whole.write(part)
                if whole.tell() > most:
                    words = f"unpacked it is larger than the {most // MEBIBYTE} MB allowed"
                    raise UnreadableFile(f"{given.path}: {words}")
    except (zstandard.ZstdError, MemoryError) as error:
        raise UnreadableFile(f"{given.path}: it is damaged") from error
    return whole.getvalue()


class _Media:
    """The pictures of a package by name; each is unpacked when it is asked for."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._members: dict[str, str] = {}
        self._read: dict[str, bytes] = {}
        self._size = 0
        if given.is_zip and "media" in given.archive:
            data = given.archive.read("media")
            try:
                if data.startswith(_ZSTD):
                    names = _listed(_unpacked(given, data, _LARGEST_LIST))
                else:
                    names = msgspec.json.decode(data, type=dict[str, str]) if data else {}
            except (msgspec.DecodeError, UnreadableFile, RecursionError, UnicodeDecodeError):
                given.said.append("the list of its pictures is damaged: pictures are left out")
                names = {}
            self._members = {name: member for member, name in names.items()}

    def __call__(self, name: str) -> bytes | None:
        """Give a picture; none where the package lacks it, or it is damaged or too large.

        Raises:
            UnreadableFile: all together are too large.
        """
        member = self._members.get(name, "")
        if not member or member not in self._given.archive:
            return None
        if name not in self._read:
            try:
                data = self._given.archive.read(member)
                if data.startswith(_ZSTD):
                    data = _unpacked(self._given, data, _LARGEST_PICTURE)
            except UnreadableFile:
                return None
            if len(data) > _LARGEST_PICTURE:
                return None
            self._read[name] = data
            self._size += len(data)
        if self._size > _LARGEST_PICTURES:
            words = f"its pictures are larger than the {_LARGEST_PICTURES // MEBIBYTE} MB allowed"
            raise UnreadableFile(f"{self._given.path}: {words}")
        return self._read[name]


def _listed(data: bytes) -> dict[str, str]:
    """Read the protobuf list of pictures: member of the zip to name."""
    names: dict[str, str] = {}
    entries = (value for number, value in _message(data) if number == 1)
    for place, entry in enumerate(entries):
        for number, value in _message(entry):
            if number == 1:
                names[str(place)] = value.decode("utf-8", "replace")
    return names


def _message(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the fields of a protobuf message that are texts or messages; stops where it is cut."""
    place = 0
    while place < len(data):
        tag, place = _varint(data, place)
        size, place = _varint(data, place)
        if tag & 7 == _TEXT:
            yield tag >> 3, data[place : place + size]
            place += size
        elif tag & 7 != _NUMBER:
            return


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 64, 7):
        byte = data[place] if place < len(data) else 0
        place += 1
        value |= (byte & 127) << shift
        if byte < 128:  # noqa: PLR2004 - the last byte of a number
            break
    return value, place


def _read(given: Given) -> Iterator[Question | Skipped]:
    data = given.data
    if given.is_zip:
        name = next((one for one in _COLLECTIONS if one in given.archive), "")
        if not name:
            raise UnreadableFile(f"{given.path}: it holds no collection of Anki")
        data = given.archive.read(name)
        if data.startswith(_ZSTD):
            data = _unpacked(given, data, LARGEST_MEMBER)
    notes = notes_of(given.path, data, given.said)
    yield from questions_of(notes, _Media(given), cards=given.cards)


def _number(*parts: str) -> int:
    """Make an id of a deck: the same for the same bank and topic, as Anki needs it."""
    digest = blake2b("\n".join(parts).encode(), digest_size=4).digest()
    return (1 << 32) + int.from_bytes(digest, "big")


def _model() -> genanki.Model:
    import genanki

    return genanki.Model(
        _MODEL_ID,
        anki_own.NAME,
        fields=[{"name": name} for name in anki_own.FIELDS],
        templates=[{"name": "Question", "qfmt": anki_own.FRONT, "afmt": anki_own.BACK}],
        css=anki_own.CSS,
        sort_field_index=anki_own.FIELDS.index("Stem"),
    )


def deck_name(choices: Choices, topic: str) -> str:
    """Name the deck of a topic, under the one of the whole."""
    parts = (choices.title, choices.topics.get(topic, topic))
    return "::".join(part.replace("::", ": ") for part in parts if part)


def guid(choices: Choices, raw: Raw) -> str:
    """Give the name by which Anki knows a question again: the same for the same bank and item."""
    from genanki import guid_for

    return str(guid_for("examprep", choices.bank, raw["id"]))


def _write(questions: Sequence[Raw], choices: Choices, _: Told) -> Iterable[Output]:
    import genanki

    model = _model()
    decks: dict[str, genanki.Deck] = {}
    for place, raw in enumerate(questions):
        topic = raw["topic"]
        if topic not in decks:
            number = _number(choices.bank or choices.title, topic)
            decks[topic] = genanki.Deck(number, deck_name(choices, topic))
        note = genanki.Note(
            model,
            anki_own.fields_of(raw),
            tags=anki_own.tags_of(raw),
            guid=guid(choices, raw),
            due=place,
        )
        decks[topic].add_note(note)
    members = [("collection.anki2", _collection(list(decks.values()))), ("media", b"{}")]
    yield Output(pack(members))


def _collection(decks: list[genanki.Deck]) -> bytes:
    """Give the bytes of a collection; with SOURCE_DATE_EPOCH set they are the same each time.

    Anki takes a question anew only if its time is later than that of the one it has.
    """
    import sqlite3
    from contextlib import closing

    import genanki

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = float(epoch) if epoch.isdecimal() else time.time()
    with closing(sqlite3.connect(":memory:")) as base:
        package = genanki.Package(decks)
        package.write_to_db(base.cursor(), now, count(int(now * 1000)))
        base.commit()
        return base.serialize()


FORMAT = Format(
    "apkg",
    "Anki package",
    (".apkg", ".colpkg", ".anki2", ".anki21"),
    _recognises,
    _read,
    _write,
)
