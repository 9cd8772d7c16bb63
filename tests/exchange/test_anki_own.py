"""Questions in Anki's files and back: nothing is lost, whatever Anki's editor adds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given as drawn_by
from hypothesis import settings

from examprep.archives import Archive
from examprep.exchange.format import Choices
from examprep.exchange.formats import anki_own
from examprep.exchange.formats.anki_note import Note
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.registry import format_named, recognised
from tests.exchange.generated import items
from tests.exchange.roundtrip import (
    choices_of,
    differences,
    drawn_items,
    exported,
    imported,
    shipped,
)

ENDINGS = {"apkg": ".apkg", "anki": ".txt"}
CHOICE: Raw = {
    "id": "law-1",
    "topic": "law",
    "stem": "Which form orders schedule II drugs?",
    "options": [
        {"text": "DEA Form 222", "key": True, "why": "It is for orders."},
        {"text": "DEA Form 106", "why": "It reports a theft."},
    ],
    "explanation": "21 CFR 1305.",
    "areas": ["ptce-2026:2.2"],
}
CHOICES = Choices("Pharmacy law", "pharmacy-law", topics={"law": "Ordering"})


def note(**changes: str) -> Note:
    fields = dict(zip(anki_own.FIELDS, anki_own.fields_of(CHOICE), strict=True)) | changes
    names, values = tuple(fields), tuple(fields.values())
    return Note("note 1", anki_own.NAME, names, values, deck="Pharmacy law::Ordering")


def read_back(**changes: str) -> Question:
    found = anki_own.question_of(note(**changes))
    assert isinstance(found, Question), found
    return found


@pytest.mark.parametrize("name", ENDINGS)
def test_every_shipped_bank_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    assert not format_named(name).loses
    for bank in shipped():
        raws = drawn_items(bank)
        data, lost = exported(name, raws, choices_of(bank))
        importer = imported(name, data, tmp_path, ENDINGS[name])
        assert not list(differences(raws, importer.found.added))
        assert not lost
        assert not [row for row in importer.found.rows if row.notes]
        assert importer.found.topics.items() <= dict(bank.bank.topics or {}).items()


@settings(max_examples=150, deadline=None)
@drawn_by(items())
def test_any_item_survives_the_fields_of_a_note(raw: Raw) -> None:
    fields = tuple(anki_own.fields_of(raw))
    one = Note("note 1", anki_own.NAME, anki_own.FIELDS, fields)
    found = anki_own.question_of(one)
    assert isinstance(found, Question), found
    assert {key: value for key, value in found.raw.items() if value not in ("", [])} == {
        key: value for key, value in raw.items() if value not in ("", [])
    }


@pytest.mark.parametrize("name", ENDINGS)
@settings(max_examples=25, deadline=None)
@drawn_by(raw=items())
def test_any_item_survives_the_file(name: str, raw: Raw) -> None:
    data, _ = exported(name, [raw], CHOICES)
    importer = imported(name, data, Path(), ENDINGS[name])
    assert not list(differences([raw], importer.found.added))


@pytest.mark.parametrize("name", ENDINGS)
def test_the_file_is_told_by_its_beginning(name: str, tmp_path: Path) -> None:
    data, _ = exported(name, [CHOICE], CHOICES)
    found = recognised(Given(tmp_path / "without-ending", data))
    assert found
    assert found.name == name


def test_the_deck_is_named_after_the_topic() -> None:
    assert read_back().category == "Pharmacy law/Ordering"


def test_what_the_editor_of_anki_adds_is_made_plain() -> None:
    found = read_back(
        Stem="Which&nbsp;form orders<div>schedule II <b>drugs</b>?</div>", Explanation="A &lt; B"
    )
    assert found.raw["stem"] == "Which form orders\nschedule II drugs?"
    assert found.raw["explanation"] == "A < B"
    assert found.notes == ("bold, italics or the like",)


def test_a_key_changed_in_anki_is_the_key() -> None:
    options = read_back(Key="b").raw["options"]
    assert [option.get("key", False) for option in options] == [False, True]


def test_a_line_added_to_the_reasons_is_not_lost() -> None:
    found = read_back(Reasons="Ask Ann about this<br>Why B: It reports a theft.")
    assert found.raw["explanation"] == "21 CFR 1305.\nAsk Ann about this"
    assert found.raw["options"][1]["why"] == "It reports a theft."
    assert "lines added in Anki stand under the explanation" in found.notes


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"Key": "C"}, "no option has that letter"),
        ({"Key": ""}, "empty"),
        ({"Kind": "essay"}, "essay"),
        ({"A": ""}, "between others"),
        ({"Kind": "order"}, "every step once"),
        ({"Kind": "match", "Key": "A1"}, "left side"),
    ],
)
def test_a_note_that_was_broken_in_anki_is_left_out_with_the_reason(
    changes: dict[str, str], why: str
) -> None:
    found = anki_own.question_of(note(**changes))
    assert isinstance(found, Skipped)
    assert why in found.why


def test_tags_bring_back_areas_where_their_line_was_deleted() -> None:
    one = note(Details="")
    tagged = Note(one.place, one.model, one.names, one.fields, tags=("leech", "ptce-2026::2.2"))
    found = anki_own.question_of(tagged)
    assert isinstance(found, Question)
    assert found.raw["areas"] == ["ptce-2026:2.2"]


def test_order_and_match_give_nothing_away_on_the_front() -> None:
    steps = [{"text": text} for text in ("wash hands", "don gloves", "clean the hood")]
    order = {**CHOICE, "kind": "order", "options": steps}
    shown = dict(zip(anki_own.FIELDS, anki_own.fields_of(order), strict=True))
    assert [shown["A"], shown["B"], shown["C"]] == ["clean the hood", "don gloves", "wash hands"]
    assert shown["Key"] == "C B A"
    pairs = [{"left": "b.i.d.", "right": "twice a day"}, {"left": "q.d.", "right": "daily"}]
    match = {**CHOICE, "kind": "match", "pairs": pairs}
    shown = dict(zip(anki_own.FIELDS, anki_own.fields_of(match), strict=True))
    assert shown["Matches"] == "1. daily<br>2. twice a day"
    assert shown["Key"] == "A2 B1"


def collection(data: bytes, path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.deserialize(Archive(path, data).read("collection.anki2"))
    return base


def test_the_same_question_keeps_its_name_in_anki(tmp_path: Path) -> None:
    def guids(raw: Raw, bank: str) -> list[str]:
        data, _ = exported("apkg", [raw], Choices("Any title", bank))
        with closing(collection(data, tmp_path)) as base:
            return [row[0] for row in base.execute("SELECT guid FROM notes")]

    mine = guids(CHOICE, "law")
    assert mine == guids({**CHOICE, "stem": "Which one?"}, "law")
    assert mine != guids(CHOICE, "other")
    assert mine != guids({**CHOICE, "id": "law-2"}, "law")


def test_a_fixed_day_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764288000")
    assert exported("apkg", [CHOICE], CHOICES) == exported("apkg", [CHOICE], CHOICES)


def test_templates_show_every_field_that_a_person_needs() -> None:
    for name in ("Stem", "Matches", "Unit", *anki_own.LETTERS):
        assert f"{{{{{name}}}}}" in anki_own.FRONT
    for name in ("Key", "Explanation", "Reasons", "Steps", "Sources"):
        assert f"{{{{{name}}}}}" in anki_own.BACK
        assert name == "Key" or f"{{{{{name}}}}}" not in anki_own.FRONT
    assert "{{Key}}" not in anki_own.FRONT
    assert "<script" not in anki_own.FRONT + anki_own.BACK
    assert ".nightMode" in anki_own.CSS
    assert ".night_mode" in anki_own.CSS
