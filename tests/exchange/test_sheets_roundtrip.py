"""Spreadsheets and text formats: the way there and back, and files that are broken."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.banks.models import check
from examprep.exchange.given import Given
from examprep.exchange.importing import Importer
from examprep.exchange.numbers import written
from examprep.exchange.question import Raw
from examprep.exchange.registry import format_named
from tests.exchange import generated
from tests.exchange.mutations import COUNT, mutants, survives
from tests.exchange.roundtrip import (
    choices_of,
    differences,
    drawn_items,
    exported,
    imported,
    shipped,
)
from tests.exchange.sheets_shape import CHOICES, bare, flat, questions

WHOLE = {"csv": ".csv", "xlsx": ".xlsx", "text2qti": ".txt"}
BARE = {"bbq": ".txt", "aiken": ".txt"}
# Kinds that a format has no place for; numbers written as dates have none in Blackboard's files.
KINDS = {
    "csv": {"choice", "multiple", "order", "match", "numeric"},
    "xlsx": {"choice", "multiple", "order", "match", "numeric"},
    "text2qti": {"choice", "multiple", "numeric"},
    "bbq": {"choice", "multiple", "order", "match", "numeric"},
    "aiken": {"choice"},
}
TOKENS = (b"\tcorrect", b"\n*a) ", b"\n[*] ", b"= 5 +- 1", b"ANSWER: ", b"\nGROUP\n", b"```", b";=")


def held(name: str, raws: list[Raw]) -> list[Raw]:
    return [
        raw
        for raw in raws
        if raw.get("kind", "choice") in KINDS[name] and not (name == "bbq" and "show" in raw)
    ]


@pytest.mark.parametrize(("name", "ending"), WHOLE.items())
def test_every_bank_comes_back_whole(name: str, ending: str, tmp_path: Path) -> None:
    for bank in shipped():
        raws = held(name, drawn_items(bank))
        data, lost = exported(name, raws, choices_of(bank))
        assert not lost
        assert not list(differences(raws, imported(name, data, tmp_path, ending).found.added))


@pytest.mark.parametrize(("name", "ending"), BARE.items())
def test_question_options_and_key_come_back(name: str, ending: str) -> None:
    for bank in shipped():
        raws = held(name, drawn_items(bank))
        data, lost = exported(name, raws, choices_of(bank))
        assert lost
        back = [bare(one.raw) for one in questions(name, data, ending)]
        before = [bare(raw) for raw in raws]
        assert back == ([flat(raw) for raw in before] if name == "aiken" else before)


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=40, deadline=None)
@given(raw=generated.items())
def test_anything_an_item_can_hold_comes_back(name: str, raw: Raw) -> None:
    if check(raw) or not held(name, [raw]):
        return
    if "answer" in raw:  # zeros at its end say nothing; text2qti takes no number next to 0
        raw["answer"] = written(Decimal(raw["answer"]))
    if name == "text2qti" and abs(Decimal(raw.get("answer", "1"))) < 1:
        return
    data, lost = exported(name, [raw], CHOICES)
    assert not lost
    back = imported(name, data, Path(), WHOLE[name]).found.added
    assert not list(differences([raw], back))


@pytest.mark.parametrize("name", [*WHOLE, *BARE])
def test_damaged_files_break_nothing(name: str, tmp_path: Path) -> None:
    slowest = max(survives(name, one, tmp_path) for one in mutants(sample(name), 150, 3, TOKENS))
    assert slowest < 5


@pytest.mark.torture
@pytest.mark.parametrize("name", [*WHOLE, *BARE])
def test_many_damaged_files_break_nothing(name: str, tmp_path: Path) -> None:
    seed = random.Random(name).randrange(10**6)
    times = [survives(name, one, tmp_path) for one in mutants(sample(name), COUNT, seed, TOKENS)]
    assert max(times) < 5
    print(f"{name}: {len(times):,} files, slowest {max(times):.2f} s")


def sample(name: str) -> bytes:
    """Give a small file with every kind that the format knows."""
    found: dict[str, list[Raw]] = {}
    for bank in shipped():
        for raw in held(name, drawn_items(bank)):
            found.setdefault(raw.get("kind", "choice"), []).append(raw)
    return exported(name, [raw for kind in found.values() for raw in kind[:3]], CHOICES)[0]


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_reader_breaks_on_bytes(data: bytes) -> None:
    for name in (*WHOLE, *BARE):
        survives(name, data, Path())


@pytest.mark.parametrize("sign", ["\t", "'", ";", '"', "*", "[", "a) ", "1. ", "\\", "\n= "])
@pytest.mark.parametrize("name", [*WHOLE, *BARE])
def test_one_sign_without_end_costs_no_time(name: str, sign: str, tmp_path: Path) -> None:
    text = f"MC\tx\n1. x\nquestion,a,b,key\n{sign * (100_000 // len(sign))}"
    assert survives(name, text.encode(), tmp_path) < 5


def test_a_file_read_again_changes_nothing(tmp_path: Path) -> None:
    bank = shipped()[0]
    raws = drawn_items(bank)
    importer = Importer({raw["id"]: raw for raw in raws}, dict(bank.bank.topics or {}))
    reader = format_named("csv").read
    assert reader
    data, _ = exported("csv", raws, choices_of(bank))
    for one in reader(Given(tmp_path / "x.csv", data)):
        importer.take("x.csv", one)
    assert importer.found.counts() == {"unchanged": len(raws)}
