"""Notes of Anki with options: a key that could be read in two ways is not taken."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from examprep.errors import ExamprepError
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped
from examprep.exchange.registry import format_named
from tests.exchange.collections_of_anki import old, old_package
from tests.exchange.test_anki_cards import aio, keys, note, only, read, why


@pytest.mark.parametrize(
    ("kind", "answers", "options", "right"),
    [
        ("2", "0 1 0", "abc", "b"),
        ("2", "0 1 0 0 0", "abc", "b"),
        ("1", "1 0 1", "abc", "ac"),
        ("0", "1 1 0 0", "abcd", "ab"),
    ],
)
def test_marks_name_the_keys(kind: str, answers: str, options: str, right: str) -> None:
    assert keys(only(aio(kind, answers, *options))) == list(right)


@pytest.mark.parametrize(
    ("kind", "answers", "options", "said"),
    [
        ("2", "0 0 1", ("a", "", "c"), "empty between others"),
        ("2", "0 1 0", ("", "b", "c"), "empty between others"),
        ("1", "1 0 1", ("a", "[sound:b.mp3]", "c"), "empty between others"),
        ("1", "1 0 1 1", ("a", "b", "c"), "1 or 0 for each option"),
        ("1", "1 0 1", ("a", "b", "[sound:c.mp3]"), "1 or 0 for each option"),
        ("2", "0 1", ("a", "b", "c"), "1 or 0 for each option"),
        ("2", "0 2 0", ("a", "b", "c"), "1 or 0 for each option"),
        ("2", "0 1 1", ("a", "b", "c"), "but 2 are right"),
        ("2", "0 0 0", ("a", "b", "c"), "none of its options"),
    ],
)
def test_marks_that_could_be_another_options_are_refused(
    kind: str, answers: str, options: tuple[str, ...], said: str
) -> None:
    assert said in why(aio(kind, answers, *options))


NAMES = ("Question", "A", "B", "C", "D", "Answer")


@pytest.mark.parametrize(
    ("options", "key", "right"),
    [
        (("red", "blue", "green", "pink"), "B", "blue"),
        (("red", "blue", "green", "pink"), "blue", "blue"),
        (("red", "blue", "green", "pink"), "B) blue", "blue"),
        (("red", "blue", "green", "pink"), "The answer is B", "blue"),
        (("A", "B", "AB", "O"), "B", "B"),
    ],
)
def test_a_letter_or_a_text_names_the_key(options: tuple[str, ...], key: str, right: str) -> None:
    assert keys(only(note(("Which?", *options, key), NAMES))) == [right]


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (("B", "A", "AB", "O"), "A"),
        (("red", "blue", "green", "pink"), "A) blue"),
        (("red", "blue", "green", "pink"), "E"),
        (("red", "blue", "green", "pink"), "B, F"),
        (("red", "blue", "green", "pink"), "orange"),
    ],
)
def test_a_key_that_means_two_options_or_none_is_refused(
    options: tuple[str, ...], key: str
) -> None:
    assert "none of its options" in why(note(("Which?", *options, key), NAMES))


def test_a_front_with_numbers_for_letters_is_not_read_both_ways() -> None:
    front = "How many?<br>1) 2<br>2) 3<br>3) 1"
    assert "names none" in why(note((front, "1")))
    assert keys(only(note((front, "2) 3")))) == ["3"]


def test_fields_stand_in_the_order_that_anki_gives_them(tmp_path: Path) -> None:
    fields = [("Back", 1), ("More", 2), ("Front", 0)]
    data = old([(1, ["What is generic Zocor?", "true", ""], "")])
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data)
        models = {"1": {"name": "Basic", "flds": [{"name": n, "ord": o} for n, o in fields]}}
        base.execute("UPDATE col SET models = ?", (json.dumps(models),))
        base.commit()
        changed = base.serialize()
    reader = format_named("apkg").read
    assert reader
    (found,) = reader(Given(tmp_path / "deck.apkg", old_package(changed)))
    assert isinstance(found, Question)
    assert found.raw["stem"] == "What is generic Zocor?"


SQL = {
    "a view for notes": "CREATE VIEW notes AS SELECT 1 AS id, 1 AS mid, '' AS tags, 'a' AS flds",
    "a computed column": (
        "CREATE TABLE notes (id integer, mid integer, tags text,"
        " flds text GENERATED ALWAYS AS (hex(zeroblob(10000000))))"
    ),
    "no notes": "CREATE TABLE other (id integer)",
    "other columns": "CREATE TABLE notes (other text)",
}


@pytest.mark.parametrize("words", SQL.values(), ids=SQL)
def test_a_collection_that_is_not_as_anki_makes_it_is_one_line(words: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(words)
        base.execute("CREATE TABLE cards (nid, did, odid, ord, reps)")
        base.commit()
        data = base.serialize()
    reader = format_named("apkg").read
    assert reader
    with pytest.raises(ExamprepError) as raised:
        list(reader(Given(tmp_path / "deck.apkg", old_package(data))))
    assert str(raised.value).startswith(f"{tmp_path / 'deck.apkg'}: ")
    assert "\n" not in str(raised.value)


def test_a_trigger_in_a_collection_never_runs(tmp_path: Path) -> None:
    data = old([(1, ["Water is wet.", "true"], "")])
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data)
        base.execute("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END")
        base.commit()
        changed = base.serialize()
    reader = format_named("apkg").read
    assert reader
    (found,) = reader(Given(tmp_path / "deck.apkg", old_package(changed)))
    assert isinstance(found, Question)


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_left_out_is_told_row_by_row(rows: int) -> None:
    found = read(*[note(("Front", "Back")) for _ in range(rows)])
    assert len(found) == rows
    assert all(isinstance(each, Skipped) and each.why for each in found)
