"""`bank import` and `bank export` with Anki: what a person sees, what is left behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examprep.banks.reader import read_bank
from examprep.cli import main
from tests.exchange.collections_of_anki import new, new_package, old

CARDS = "".join(f"Brand {n}\tgeneric {n}\n" for n in range(6))
PICTURE = {"fridge.png": b"\x89PNG picture"}
ASKED = (1, ["Is it kept cold?<img src='fridge.png'>", "True"], "")


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_cards_are_left_out_until_they_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, bank = tmp_path / "brands.txt", tmp_path / "brands"
    file.write_text(CARDS, encoding="utf-8")
    assert run("bank", "import", file, "-o", bank) == 1
    assert "--cards makes them of other cards" in capsys.readouterr().out
    assert not bank.exists()
    assert run("bank", "import", file, "-o", bank, "--cards") == 0
    assert "distractors taken from other cards of the deck" in capsys.readouterr().out
    found, problems = read_bank(bank)
    assert found
    assert not problems
    assert len(found.items) == 6


def test_pictures_are_kept_and_named(tmp_path: Path) -> None:
    file, bank = tmp_path / "deck.apkg", tmp_path / "deck"
    file.write_bytes(new_package(new([ASKED]), PICTURE))
    assert run("bank", "import", file, "-o", bank) == 0
    assert (bank / "pictures" / "fridge.png").read_bytes() == PICTURE["fridge.png"]
    found, _ = read_bank(bank)
    assert found
    assert "[picture: fridge.png]" in found.items[0].stem


def test_scheduling_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "collection.anki2"
    file.write_bytes(old([ASKED, (1, ["Is it a salt?", "False"], "")], reps=2))
    assert run("bank", "import", file, "-o", tmp_path / "bank", "--json") == 0
    said = capsys.readouterr()
    assert said.err.count("due in Anki") == 1
    assert json.loads(said.out)["counts"] == {"new": 2}


@pytest.mark.parametrize(("name", "ending"), [("apkg", "apkg"), ("anki", "txt")])
def test_out_to_anki_and_back_into_the_same_bank_changes_nothing(
    name: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards, bank, file = tmp_path / "b.txt", tmp_path / "bank", tmp_path / f"out.{ending}"
    cards.write_text(CARDS, encoding="utf-8")
    run("bank", "import", cards, "-o", bank, "--cards")
    before = {path: path.read_bytes() for path in bank.rglob("*.toml")}
    assert run("bank", "export", bank, "--to", name, "-o", file) == 0
    assert "has no place for" not in capsys.readouterr().out
    assert run("bank", "import", file, "-o", bank, "--json") == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"unchanged": 6}
    assert before == {path: path.read_bytes() for path in bank.rglob("*.toml")}


def test_a_damaged_package_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, bank = tmp_path / "deck.apkg", tmp_path / "deck"
    file.write_bytes(new_package(new([ASKED]), PICTURE)[:-40])
    assert run("bank", "import", file, "-o", bank) == 1
    assert "damaged" in capsys.readouterr().err
    assert not bank.exists()
