"""Checking takes a bank, one of its files or a folder of banks, and tells all in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from examprep import places
from examprep.banks.check import Checked, check_banks
from tests.banks.conftest import HEAD, BankWriter, item_text

TODAY = date(2026, 11, 23)


def check(*paths: Path) -> Checked:
    return check_banks(paths, frozenset(), TODAY)


def errors(checked: Checked) -> list[str]:
    return [problem.message for problem in checked.problems if problem.severity == "error"]


def test_a_folder_of_banks_and_its_banks_are_the_same_to_it(write_bank: BankWriter) -> None:
    alpha = write_bank("alpha")
    beta = write_bank("beta", items=item_text(1, stem="Which tablet is white?"))
    whole = check(alpha.parent)
    assert (whole.banks, whole.items) == (2, 3)
    assert check(alpha, beta) == whole


def test_one_file_of_a_bank_stands_for_the_bank(write_bank: BankWriter) -> None:
    bank = write_bank()
    assert check(bank / "items.toml") == check(bank / "bank.toml") == check(bank)


def test_a_bank_named_twice_is_read_once(write_bank: BankWriter) -> None:
    bank = write_bank()
    assert check(bank, bank, bank / "items.toml") == check(bank)


def test_problems_stand_by_file_and_line(write_bank: BankWriter) -> None:
    checked = check(write_bank(b=item_text(1) + item_text(2), a=item_text(3)))
    places_ = [(problem.path.name, problem.line) for problem in checked.problems]
    assert places_ == sorted(places_)
    assert {name for name, _ in places_} == {"a.toml", "b.toml"}


def test_two_banks_with_one_id_clash(write_bank: BankWriter, tmp_path: Path) -> None:
    first = write_bank("alpha", folder=tmp_path / "one")
    second = write_bank("alpha", folder=tmp_path / "two", items=item_text(9))
    checked = check(first, second)
    assert (checked.banks, checked.items) == (1, 2)
    (clash,) = [p for p in checked.problems if "another bank" in p.message]
    assert (clash.path, clash.line) == (second / "bank.toml", 2)
    assert clash.hint == f"it stands in {first}"


def test_a_folder_without_banks_is_an_error(tmp_path: Path) -> None:
    assert errors(check(tmp_path)) == ["the folder holds no bank"]


def test_an_empty_folder_of_the_users_own_banks_is_none() -> None:
    own = places.data_folder() / "banks"
    own.mkdir(parents=True)
    assert check(own).problems == []


def test_a_folder_that_cannot_be_listed_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    (message,) = errors(check(tmp_path))
    assert message.startswith("cannot be read")


def test_a_broken_bank_does_not_stop_the_check(write_bank: BankWriter, tmp_path: Path) -> None:
    bank = write_bank()
    (tmp_path / "banks" / "broken.toml").write_text("format = 2\n", encoding="utf-8")
    checked = check(bank.parent)
    assert (checked.banks, checked.items) == (1, 2)
    assert any("newer" in message for message in errors(checked))


def test_a_clean_bank_has_no_problem(tmp_path: Path) -> None:
    text = item_text() + (
        'explanation = "The rule."\nsources = ["21 CFR 1306.22(a)"]\n'
        'areas = ["x"]\nverified = 2026-11-01\nangoff = 60\n'
    )
    path = tmp_path / "one.toml"
    path.write_text(HEAD.format(id="one") + text, encoding="utf-8")
    checked = check_banks([path], frozenset({"x"}), TODAY)
    assert (checked.banks, checked.items, checked.problems) == (1, 1, [])
    assert checked.count("error") == checked.count("warning") == 0
