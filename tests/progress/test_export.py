from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.progress.blocks import Block
from examprep.progress.export import COLUMNS, rows, write_csv
from examprep.progress.loaded import read_blocks
from tests.progress.making import START, file_of, response

ATTEMPT = Block(
    "attempt",
    {
        "id": "k3f9aa-1",
        "at": START,
        "kind": "quiz",
        "title": "Law",
        "slots": [["pharmacy-law/law-0112", 0], ["calculations/calc-0203", 9131]],
        "versions": [["calculations", "2.0.0"], ["pharmacy-law", "1.2.0"]],
    },
)


def exported(*blocks: Block) -> list[dict[str, str]]:
    text = io.StringIO()
    write_csv(read_blocks(Path("maria.toml"), file_of(*blocks)), text)
    text.seek(0)
    return list(csv.DictReader(text))


def test_response_stands_in_a_row_with_its_item_seed_and_bank_version() -> None:
    (row,) = exported(ATTEMPT, response("k-2", slot=1, chose=[2, 0], sure="guess"))
    assert row == {
        "at": "2026-11-22T09:00:00Z",
        "attempt": "k3f9aa-1",
        "kind": "quiz",
        "title": "Law",
        "slot": "1",
        "item": "calculations/calc-0203",
        "seed": "9131",
        "version": "2.0.0",
        "chose": "2 0",
        "typed": "",
        "credit": "1.0",
        "seconds": "41.7",
        "clock": "51.5",
        "sure": "guess",
        "mistake": "",
        "undone": "",
        "counts": "yes",
        "id": "k-2",
    }


def test_response_taken_back_is_marked() -> None:
    undo = Block("undo", {"id": "k-4", "at": START, "attempt": "k3f9aa-1", "slot": 0, "clock": 1.0})
    found = exported(ATTEMPT, response("k-2"), response("k-3"), undo, response("k-5", slot=1))
    assert [row["undone"] for row in found] == ["", "yes", ""]


def test_undo_of_nothing_is_passed_over() -> None:
    undo = Block("undo", {"id": "k-4", "at": START, "attempt": "k3f9aa-1", "slot": 0})
    assert len(exported(undo, response("k-2"))) == 1


@pytest.mark.parametrize("text", ['=cmd|"/c calc"!A1', "+1", "-1", "@SUM(A1)", "\t=1", "\n=1"])
def test_no_field_starts_a_formula(text: str) -> None:
    title = Block("attempt", ATTEMPT.fields | {"title": text})
    (row,) = exported(title, response("k-2", typed=text))
    assert row["typed"][0] == row["title"][0] == "'"
    (row,) = exported(title, response("k-2", typed=[text]))
    assert row["typed"][0] == "'"


@given(st.text())
def test_typed_text_never_breaks_the_table(text: str) -> None:
    typed = text.encode("utf-8", "ignore").decode()
    found = exported(ATTEMPT, response("k-2", typed=typed), response("k-3"))
    assert [row["id"] for row in found] == ["k-2", "k-3"]
    assert not found[0]["typed"].startswith(("=", "+", "-", "@", "\t", "\n"))
    assert "\x1b" not in found[0]["typed"]


@pytest.mark.parametrize(
    "change",
    [
        {"slots": "none"},
        {"slots": [1, [2], ["a", 1, 2], [["x"], 1]]},
        {"versions": [[["a"], "1"]]},
        {"versions": 5},
    ],
)
def test_attempt_changed_by_hand_leaves_fields_empty(change: dict) -> None:
    (row,) = exported(Block("attempt", ATTEMPT.fields | change), response("k-2"))
    assert row["credit"] == "1.0"
    assert row["version"] == ""


@pytest.mark.parametrize("slot", [-1, 2, "0", 1.5])
def test_slot_that_is_not_there_leaves_the_item_empty(slot: object) -> None:
    (row,) = exported(ATTEMPT, response("k-2", slot=slot))
    assert row["item"] == ""


def test_response_without_its_attempt_is_exported_too() -> None:
    (row,) = exported(response("k-2"))
    assert (row["item"], row["kind"], row["credit"]) == ("", "", "1.0")


def test_rows_and_columns_are_counted() -> None:
    loaded = read_blocks(Path("maria.toml"), file_of(ATTEMPT, response("k-2"), response("k-3")))
    assert len(rows(loaded)) == write_csv(loaded, io.StringIO()) == 2
    assert len(set(COLUMNS)) == len(COLUMNS)


DRILL = Block("attempt", ATTEMPT.fields | {"kind": "drill", "slots": [["calculations/a", 1]]})


def extend(name: str, **more: object) -> Block:
    fields = {"id": name, "at": START, "attempt": "k3f9aa-1", "clock": 1.0}
    return Block("extend", fields | {"item": "calculations/b", "seed": 2} | more)


def test_a_recognized_mistake_stands_in_its_column() -> None:
    (row,) = exported(ATTEMPT, response("k-2", mistake="drop-factor"))
    assert row["mistake"] == "drop-factor"


def test_the_questions_a_drill_went_on_with_are_named() -> None:
    blocks = [DRILL, response("k-2"), extend("k-3"), response("k-4", slot=1), extend("k-5", seed=3)]
    found = exported(*blocks, response("k-6", slot=2), response("k-7", slot=3))
    rows_ = [(row["item"], row["seed"], row["version"]) for row in found]
    assert rows_ == [
        ("calculations/a", "1", "2.0.0"),
        ("calculations/b", "2", "2.0.0"),
        ("calculations/b", "3", "2.0.0"),
        ("", "", ""),
    ]


@pytest.mark.parametrize("odd", [{"seed": "x"}, {"clock": -1.0}, {"attempt": "gone-1"}])
def test_an_extension_that_makes_no_sense_moves_no_question(odd: dict) -> None:
    blocks = [DRILL, extend("k-2", **odd), extend("k-3", item="calculations/c")]
    (row,) = exported(*blocks, response("k-4", slot=1))
    assert row["item"] == "calculations/c"


def test_a_quiz_does_not_grow() -> None:
    (row,) = exported(ATTEMPT, extend("k-2"), response("k-3", slot=2))
    assert row["item"] == ""


def test_an_answer_is_told_with_the_question_it_names_and_the_bank_as_it_was_then() -> None:
    blocks = [DRILL, extend("k-2"), extend("k-3", item="calculations/c", version="2.1.0")]
    blocks += [response("k-4", slot=9, of="k-3"), response("k-5", slot=2, of="k-2")]
    found = exported(*blocks, Block("undo", blocks[-1].fields | {"id": "k-6"}))
    assert [(row["slot"], row["item"], row["version"], row["undone"]) for row in found] == [
        ("2", "calculations/c", "2.1.0", ""),
        ("1", "calculations/b", "2.0.0", "yes"),
    ]
