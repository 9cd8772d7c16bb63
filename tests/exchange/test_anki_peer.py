"""Anki itself reads what we write and we read what Anki writes, where Anki is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from examprep.exchange.given import Given
from examprep.exchange.importing import Importer
from examprep.exchange.question import Raw, Skipped
from examprep.exchange.registry import recognised
from tests.exchange.roundtrip import choices_of, differences, drawn_items, exported, shipped

anki = pytest.importorskip("anki.collection", reason="Anki is not installed")
BANK = 1


def items() -> list[Raw]:
    return drawn_items(shipped()[BANK])


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    opened = anki.Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def put(collection: Any, raws: list[Raw], folder: Path) -> Any:
    path = folder / "bank.apkg"
    path.write_bytes(exported("apkg", raws, choices_of(shipped()[BANK]))[0])
    options = anki.ImportAnkiPackageOptions()
    request = anki.ImportAnkiPackageRequest(package_path=str(path), options=options)
    return collection.import_anki_package(request).log


def test_anki_shows_and_schedules_every_question(
    collection: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raws = items()
    assert len(put(collection, raws, tmp_path).new) == len(raws)
    assert (collection.note_count(), collection.card_count()) == (len(raws), len(raws))
    root = next(deck for deck in collection.decks.all_names_and_ids() if "::" in deck.name)
    collection.decks.select(root.id)
    card = collection.sched.getCard()
    note = card.note()
    assert note["Stem"] in card.question()
    assert note["Explanation"] not in card.question()
    assert note["Explanation"] in card.answer()
    collection.sched.answerCard(card, 3)
    assert collection.get_card(card.id).reps == 1
    # A mended question comes as an update and keeps what was learned.
    edited = [
        raw | {"stem": f"{raw['stem']} (mended)"} if raw["id"] == note["Id"] else raw
        for raw in raws
    ]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(note.mod + 60))
    log = put(collection, edited, tmp_path)
    assert not log.new
    assert collection.note_count() == len(raws)
    assert collection.get_note(note.id)["Stem"].endswith("(mended)")
    assert collection.get_card(card.id).reps == 1


def test_a_text_file_brings_the_notes_up_to_date(collection: Any, tmp_path: Path) -> None:
    raws = items()
    put(collection, raws, tmp_path)
    edited = [raws[0] | {"stem": "Quite another question?"}, *raws[1:]]
    path = tmp_path / "bank.txt"
    path.write_bytes(exported("anki", edited, choices_of(shipped()[BANK]))[0])
    head = collection.get_csv_metadata(str(path), None)
    log = collection.import_csv(anki.ImportCsvRequest(path=str(path), metadata=head)).log
    assert (len(log.new), len(log.updated), log.found_notes) == (0, 1, len(raws))
    assert collection.note_count() == len(raws)


def written(collection: Any, folder: Path) -> Iterator[Path]:
    for legacy in (True, False):
        path = folder / f"legacy-{legacy}.apkg"
        options = anki.ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        collection.export_anki_package(out_path=str(path), options=options, limit=None)
        yield path
    path = folder / "notes.txt"
    collection.export_note_csv(
        out_path=str(path), limit=None, with_html=True, with_tags=True, with_deck=True,
        with_notetype=True, with_guid=True,
    )  # fmt: skip
    yield path
    for legacy in (True, False):
        path = folder / f"legacy-{legacy}.colpkg"
        collection.export_collection_package(str(path), include_media=True, legacy=legacy)
        collection.reopen()
        yield path


def test_what_anki_writes_comes_back_whole(collection: Any, tmp_path: Path) -> None:
    raws = items()
    put(collection, raws, tmp_path)
    card = collection.new_note(collection.models.by_name("Basic"))
    card["Front"], card["Back"] = "Lipitor <img src=p.png>", "atorvastatin"
    collection.add_note(card, collection.decks.id("Brand"))
    collection.media.write_data("p.png", b"\x89PNG picture")
    for path in written(collection, tmp_path):
        importer, left_out = Importer(), []
        found = recognised(Given.load(path))
        assert found
        assert found.read
        for one in found.read(Given.load(path)):
            if isinstance(one, Skipped):
                left_out.append(one)
            importer.take(path.name, one)
        assert not list(differences(raws, importer.found.added)), path
        assert [one.kind for one in left_out] == ["flash card"], path
