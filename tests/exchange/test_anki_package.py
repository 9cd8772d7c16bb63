"""Anki's packages of all ages are read; hostile ones are refused in one line."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from examprep.archives import pack
from examprep.errors import UnreadableFile
from examprep.exchange.formats import anki_collection
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped
from examprep.exchange.registry import format_named, recognised
from tests.exchange.collections_of_anki import new, new_package, old, old_package
from tests.exchange.mutations import COUNT, mutants, survives
from tests.exchange.roundtrip import choices_of, drawn_items, exported, shipped

QUESTION = (1, ["Is <b>insulin</b> kept cold?<img src='fridge.png'>", "True"], "storage leech")
CARD = (1, ["Lipitor", "atorvastatin [sound:a.mp3]"], "")
PICTURE = {"fridge.png": b"\x89PNG picture"}


def read(
    data: bytes, folder: Path, ending: str = ".apkg"
) -> tuple[list[Question | Skipped], Given]:
    given = Given(folder / f"deck{ending}", data)
    found = recognised(given)
    assert found
    assert found.name == "apkg"
    assert found.read
    return list(found.read(given)), given


@pytest.mark.parametrize("make", [old, new])
@pytest.mark.parametrize("wrap", [old_package, new_package])
def test_packages_of_all_ages_read_alike(make, wrap, tmp_path: Path) -> None:
    (one, card), given = read(wrap(make([QUESTION, CARD]), PICTURE), tmp_path)
    assert isinstance(one, Question)
    assert one.raw["stem"] == "Is insulin kept cold?[picture: fridge.png]"
    assert one.raw["options"] == [{"text": "True", "key": True}, {"text": "False"}]
    assert one.files == PICTURE
    assert one.category == "Drugs/Brand"
    assert one.notes == ("bold, italics or the like", "a picture, named in the text")
    assert isinstance(card, Skipped)
    assert (card.place, card.name, card.kind) == ("note 2", "Lipitor", "flash card")
    assert not given.said


@pytest.mark.parametrize("make", [old, new])
def test_a_bare_collection_is_read_and_scheduling_is_named_once(make, tmp_path: Path) -> None:
    found, given = read(make([QUESTION, CARD], reps=3), tmp_path, ".anki2")
    assert len(found) == 2
    assert len(given.said) == 1
    assert "due" in given.said[0]


def test_a_write_ahead_log_that_is_not_there_is_no_hindrance(tmp_path: Path) -> None:
    data = bytearray(old([QUESTION]))
    data[18:20] = b"\x02\x02"
    assert len(read(old_package(bytes(data)), tmp_path)[0]) == 1


def test_a_picture_that_is_missing_is_named(tmp_path: Path) -> None:
    (one,), _ = read(old_package(old([QUESTION])), tmp_path)
    assert isinstance(one, Question)
    assert "the picture fridge.png is not in the file, or damaged" in one.notes


@pytest.mark.parametrize(
    "listed", [b"[1, 2]", b"{", b"\x28\xb5\x2f\xfd" + b"\xff" * 20, b"[" * 9999]
)
def test_a_damaged_list_of_pictures_costs_the_pictures_only(listed: bytes, tmp_path: Path) -> None:
    data = pack([("collection.anki2", old([QUESTION])), ("media", listed)])
    (one,), given = read(data, tmp_path)
    assert isinstance(one, Question)
    assert "pictures" in given.said[0]


def test_a_note_of_no_known_type_is_named(tmp_path: Path) -> None:
    (one,), _ = read(old_package(old([(99, ["a", "b", "c"], "")])), tmp_path)
    assert isinstance(one, Skipped)
    assert "3 fields" in one.why


def base_with(script: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(old([QUESTION]))
        base.executescript(script)
        return base.serialize()


HOSTILE = {
    "a view without end": (
        "DROP TABLE notes; CREATE VIEW notes AS"
        " WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS id, 1 AS mid, '' AS tags, x AS flds FROM n"
    ),
    "a computed column": (
        "DROP TABLE notes; CREATE TABLE notes (id integer primary key, mid integer, tags text,"
        " flds text GENERATED ALWAYS AS (hex(zeroblob(1000000000))) VIRTUAL)"
    ),
    "a virtual table": "DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts5(mid, tags, flds)",
    "no notes": "DROP TABLE notes",
    "another table": "DROP TABLE notes; CREATE TABLE notes (words text)",
    "types that are no JSON": "UPDATE col SET models = '{\"1\": [}'",
    "types that go too deep": "UPDATE col SET models = replace(hex(zeroblob(50000)), '00', '[')",
    "a text that is too long": "UPDATE notes SET flds = replace(hex(zeroblob(9000000)), '0', 'a')",
}


@pytest.mark.parametrize("script", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("wrap", [old_package, new_package])
def test_a_hostile_collection_is_refused_in_one_line(wrap, script: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(wrap(base_with(script)), tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / 'deck.apkg'}: ")
    assert "\n" not in str(refused.value)


def test_triggers_and_other_tables_do_no_harm(tmp_path: Path) -> None:
    script = (
        "CREATE VIEW cards2 AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x FROM n;"
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END;"
    )
    assert len(read(old_package(base_with(script)), tmp_path)[0]) == 1


def test_a_base_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_collection, "_MOST_LOOKS", 1)
    monkeypatch.setattr(anki_collection, "_STEPS", 10)
    with pytest.raises(UnreadableFile, match="collection is damaged"):
        read(old_package(old([QUESTION] * 100)), tmp_path)


def test_more_notes_than_anyone_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki_collection, "MOST_NOTES", 3)
    with pytest.raises(UnreadableFile, match="more than 3 notes"):
        read(old_package(old([QUESTION] * 4)), tmp_path)


def test_a_collection_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = zstandard.ZstdCompressor(level=3).compress(b"\0" * (257 * 1024 * 1024))
    data = pack([("collection.anki21b", bomb)])
    with pytest.raises(UnreadableFile, match="larger than the 256 MB"):
        read(data, tmp_path)


@pytest.mark.parametrize("inner", [b"", b"no base", b"SQLite format 3\0" + b"\1" * 500])
def test_what_is_no_collection_is_refused(inner: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="collection"):
        read(old_package(inner), tmp_path)


def samples() -> list[bytes]:
    rows = [QUESTION, CARD, *((1, [f"Brand {n}", f"generic {n}"], "") for n in range(6))]
    bank = shipped()[0]
    own, _ = exported("apkg", drawn_items(bank)[::20], choices_of(bank))
    return [
        own,
        old(rows),
        new(rows),
        old_package(old(rows), PICTURE),
        new_package(new(rows), PICTURE),
    ]


def test_damaged_packages_are_named_and_nothing_breaks(tmp_path: Path) -> None:
    for sample in samples():
        for data in mutants(sample, 100):
            survives("apkg", data, tmp_path, cards=True)


@pytest.mark.torture
def test_many_damaged_packages(tmp_path: Path) -> None:
    for sample in samples():
        seed = random.Random(COUNT).randrange(1000)
        slowest = max(
            survives("apkg", data, tmp_path, cards=True)
            for data in mutants(sample, COUNT // len(samples()), seed)
        )
        assert slowest < 1


def test_a_file_in_it_without_a_name_is_refused(tmp_path: Path) -> None:
    named = pack([("collection.anki2", old([QUESTION])), ("x", b"")])
    # The one-letter name of the last entry of the directory is taken away.
    place = named.rindex(b"PK\1\2")
    bare = bytearray(named)
    bare[place + 28 : place + 30] = b"\0\0"
    with pytest.raises(UnreadableFile):
        read(bytes(bare), tmp_path)


def test_a_package_is_told_from_other_archives(tmp_path: Path) -> None:
    given = Given(tmp_path / "deck.apkg", pack([("imsmanifest.xml", b"<manifest/>")]))
    found = recognised(given)
    assert found is None or found.name != "apkg"
    read = format_named("apkg").read
    assert read
    with pytest.raises(UnreadableFile, match="no collection"):
        list(read(given))
