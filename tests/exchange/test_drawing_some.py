"""Only some questions of a bank written: drawn by a seed, and none that gives another away."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from examprep.banks.reader import RawBank
from examprep.cli import main
from examprep.cli.banks_named import banks_named
from examprep.exchange.exporting import Wish, chosen
from examprep.places import shipped_banks


@pytest.fixture(scope="module")
def banks() -> list[RawBank]:
    both = ("infusion", "sterile-compounding")
    return banks_named([str(shipped_banks() / name) for name in both])


def names(banks: list[RawBank], number: int | None, seed: int = 1) -> list[str]:
    return [raw["id"] for raw in chosen(banks, Wish(seeds=(seed,), number=number))]


def test_so_many_are_drawn_in_the_order_of_the_banks(banks: list[RawBank]) -> None:
    every = names(banks, None)
    some = names(banks, 40)
    assert len(some) == 40
    assert some == [name for name in every if name in set(some)]
    assert some == names(banks, 40)
    assert some != names(banks, 40, seed=2)


def test_of_questions_that_give_each_other_away_only_one_is_drawn(banks: list[RawBank]) -> None:
    most = set(names(banks, 10_000))
    assert len(most) < len(names(banks, None))
    for bank in banks:
        for raw in bank.items:
            foes = {name.rpartition("/")[2] for name in raw.get("enemies", ())}
            assert raw["id"] not in most or not foes & most


def test_banks_of_the_same_id_are_all_written(banks: list[RawBank]) -> None:
    every = names(banks[:1], None)
    assert names([banks[0], banks[0]], None) == every * 2


@pytest.mark.parametrize("number", ["0", "-3"])
def test_a_number_that_is_none_is_refused(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["bank", "export", "infusion", "--to", "print", "-n", number, "-o", str(tmp_path / "q")]
    assert main(words) == 2
    assert "--number: a number from 1 on" in capsys.readouterr().err
    assert not list(tmp_path.glob("q*"))


def test_the_command_says_how_many_were_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "quiz.csv")
    assert main(["bank", "export", "infusion", "--to", "csv", "-n", "12", "-o", out]) == 0
    assert "12 questions written" in capsys.readouterr().err
    with Path(out).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 12
