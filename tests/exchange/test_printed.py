"""A printed test: its versions, what keeps its order, its key, and pages that need no network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from examprep.errors import ExamprepError
from examprep.exchange.exporting import export
from examprep.exchange.format import Choices, Output
from examprep.exchange.paper import Version, versions
from examprep.exchange.question import Raw
from examprep.exchange.registry import format_named
from tests.exchange.roundtrip import drawn_items, shipped

FIRST = {"id": "q-1", "topic": "t", "stem": "Which <b>form</b>? & why", "explanation": "A rule."}
OPTIONS = [{"text": "DEA 222", "key": True, "why": "It is."}] + [
    {"text": f"Form {letter}", "why": f"No {letter}."} for letter in "xyz"
]
RAWS: list[Raw] = [
    FIRST | {"options": OPTIONS},
    {"id": "q-2", "topic": "t", "stem": "How many?", "options": [
        {"text": "5 mg"}, {"text": "10 mg", "key": True}, {"text": "20 mg"}]},
    {"id": "q-3", "topic": "t", "stem": "Which of them?", "options": [
        {"text": "rain"}, {"text": "snow"}, {"text": "All of the above", "key": True}]},
    {"id": "q-4", "topic": "t", "stem": "Rate?", "kind": "numeric", "answer": "2.5", "round": 1,
     "unit": "mL/h", "steps": ["5 / 2 = 2.5"]},
    {"id": "q-5", "topic": "t", "stem": "Order.", "kind": "order", "options": [
        {"text": "one"}, {"text": "two"}, {"text": "three"}]},
    {"id": "q-6", "topic": "t", "stem": "Match.", "kind": "match", "pairs": [
        {"left": f"l{n}", "right": f"r{n}"} for n in range(4)]},
    {"id": "q-7", "topic": "t", "stem": "Which two?", "kind": "multiple", "options": [
        {"text": "iron", "key": True}, {"text": "sand"}, {"text": "zinc", "key": True}]},
]  # fmt: skip


def made(count: int = 3, seed: int = 7) -> list[Version]:
    return list(versions(RAWS, Choices("Law <1>", "law", seed, count)))


def outputs(count: int = 2) -> dict[str, str]:
    write = format_named("print").write
    assert write
    choices = Choices("Law <1>", "law", 7, count)
    found: list[Output] = list(write(RAWS, choices, lambda *_: None))
    return {f"{one.suffix}{one.ending}": one.data.decode() for one in found}


def test_each_version_has_its_own_order_and_the_same_on_every_machine() -> None:
    orders = [[one.item.id for one in version.asked] for version in made()]
    assert len({tuple(order) for order in orders}) == 3
    assert all(sorted(order) == [raw["id"] for raw in RAWS] for order in orders)
    assert made() == made()
    assert made(seed=8) != made()


def test_numbers_and_all_of_the_above_keep_their_place() -> None:
    for version in made(12):
        shown = {one.item.id: [text for _, text in one.choices] for one in version.asked}
        assert shown["q-2"] == ["5 mg", "10 mg", "20 mg"]
        assert shown["q-3"][-1] == "All of the above"
    mixed = {tuple(one.order) for version in made(12) for one in version.asked if one.number}
    assert len(mixed) > 6


def test_the_key_of_each_version_names_the_right_options() -> None:
    for version in made(5):
        for one in version.asked:
            texts = dict(one.choices)
            item = one.item
            if item.kind in {"choice", "multiple"}:
                right = {option.text for option in item.options if option.key}
                assert {texts[letter] for letter in one.key.split()} == right
            elif item.kind == "order":
                assert [texts[letter] for letter in one.key.split()] == ["one", "two", "three"]
            elif item.kind == "match":
                pairs = re.findall(r"(\d)([A-Z])", one.key)
                assert [(n, texts[letter]) for n, letter in pairs] == [
                    (str(n + 1), f"r{n}") for n in range(4)
                ]
            else:
                assert one.key == "2.5 mL/h"


def test_the_files_of_a_test() -> None:
    kinds = ("", "-answer-sheet", "-key", "-rationales")
    names = {f"-{v}{kind}{ending}" for v in "AB" for kind in kinds for ending in (".html", ".md")}
    assert outputs().keys() == names
    assert outputs(1).keys() == {f"{kind}{ending}" for kind in kinds for ending in (".html", ".md")}


def test_a_page_is_escaped_and_asks_for_nothing_from_outside() -> None:
    for name, text in outputs().items():
        if name.endswith(".html"):
            assert "<b>form" not in text
            assert "Law &lt;1&gt;" in text
            assert not re.search(r"https?:|src=|url\(|@import|<script|<link", text)
            assert "size: letter" in text
            assert "dark" not in text


def test_neither_test_nor_answer_sheet_shows_the_key() -> None:
    pages = outputs(1)
    for ending in (".html", ".md"):
        for what in ("", "-answer-sheet"):
            text = pages[what + ending]
            assert "A rule." not in text
            assert "It is." not in text
            assert "2.5" not in text
        assert "A rule." in pages[f"-rationales{ending}"]
        assert "5 / 2 = 2.5" in pages[f"-rationales{ending}"]
        assert "2.5 mL/h" in pages[f"-key{ending}"]
    assert pages[".md"].count("**A**") == 6
    assert "Which &lt;b&gt;form&lt;/b&gt;? &amp; why" in pages[".md"]


def test_a_number_is_asked_with_its_unit_and_decimals() -> None:
    text = outputs(1)[".html"]
    assert "Answer to 1 decimal." in text
    assert "mL/h" in text


def test_more_versions_than_letters_are_refused() -> None:
    with pytest.raises(ExamprepError, match="26 is the most"):
        made(27)


def test_all_banks_can_be_printed(tmp_path: Path) -> None:
    for bank in shipped():
        choices = Choices(bank.bank.title, bank.bank.id, 1, 1)
        done = export(
            drawn_items(bank), format_named("print"), choices, tmp_path / bank.bank.id, force=False
        )
        assert len(done.files) == 8
        assert all(path.stat().st_size for path in done.files)
