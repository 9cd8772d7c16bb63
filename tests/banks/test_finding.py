"""Where an item stands: found by id or place, also in files with faults; what is not edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep import places
from examprep.banks.finding import Place, bank_of, find_place, installed_bank, is_kept, kept_words
from examprep.errors import ExamprepError

HEAD = 'format = 1\nid = "{id}"\ntitle = "T"\nversion = "1.0.0"\ntopics = {{ a = "A" }}\n'
ITEM = """
[[item]]
id = "{id}"
topic = "a"
stem = "What is {id}, {words}?"
options = [{{ text = "x", key = true }}, {{ text = "y" }}]
"""
WORDS = ("a rule on refills", "how insulin is kept cold", "labels of ear drops in English")


def write(folder: Path, name: str, *ids: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bank.toml").write_text(HEAD.format(id=name), encoding="utf-8")
    items = "".join(ITEM.format(id=one, words=WORDS[n]) for n, one in enumerate(ids))
    (folder / "items.toml").write_text(items, encoding="utf-8")
    return folder


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write(tmp_path / "law", "law", "law-1", "law-2", "law-3")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of banks in the place of those that ship, as they stand in a checkout."""
    folder = tmp_path / "banks"
    write(folder / "law", "law", "law-1", "both")
    write(folder / "dose", "dose", "dose-1", "both")
    monkeypatch.setattr(places, "shipped_banks", lambda: folder)
    return folder


def test_an_id_leads_to_its_line(bank: Path) -> None:
    assert find_place("law-2", [bank]) == Place(bank / "items.toml", 8, bank)
    assert find_place("law/law-3", [bank]).line == 14


def test_an_id_is_found_among_the_installed_banks(installed: Path) -> None:
    assert find_place("dose-1").path == installed / "dose" / "items.toml"
    assert find_place("dose/both").bank == installed / "dose"


def test_an_id_in_several_banks_is_asked_again(installed: Path) -> None:
    with pytest.raises(ExamprepError, match="several places") as raised:
        find_place("both")
    assert "law" in str(raised.value)
    assert "dose" in str(raised.value)


def test_an_unknown_id_gets_the_nearest_one(bank: Path) -> None:
    with pytest.raises(ExamprepError, match="did you mean `law-1`"):
        find_place("lw-1", [bank])
    with pytest.raises(ExamprepError, match="bank search"):
        find_place("xxxxxxxx", [bank])


def test_a_refused_item_is_found(bank: Path) -> None:
    path = bank / "items.toml"
    path.write_text(path.read_text("utf-8").replace("stem", "setm"), encoding="utf-8")
    assert find_place("law-2", [bank]).line == 8


def test_an_item_that_is_not_valid_toml_is_found_by_its_text(bank: Path) -> None:
    path = bank / "items.toml"
    text = path.read_text("utf-8").replace('stem = "What is law-2', "stem = What is law-2")
    path.write_text(text, encoding="utf-8")
    assert find_place("law-2", [bank]).line == 9  # its line with the id
    assert find_place("law-3", [bank]).line == 14


def test_a_path_with_a_line_is_taken_as_it_is(bank: Path) -> None:
    path = bank / "items.toml"
    assert find_place(f"{path}:12") == Place(path, 12, bank)
    assert find_place(f"{path}:0").line == 1
    assert find_place(str(path)) == Place(path, 1, bank)


def test_a_file_whose_name_ends_like_a_line_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "odd:12"
    path.write_text("", encoding="utf-8")
    assert find_place(str(path)) == Place(path, 1, path)


def test_a_bank_opens_at_its_head(bank: Path, tmp_path: Path) -> None:
    assert find_place(str(bank)) == Place(bank / "bank.toml", 1, bank)
    with pytest.raises(ExamprepError, match="no bank"):
        find_place(str(tmp_path))


def test_a_file_belongs_to_its_folder_if_that_is_a_bank(bank: Path, tmp_path: Path) -> None:
    single = tmp_path / "single.toml"
    assert bank_of(bank / "items.toml") == bank
    assert bank_of(bank) == bank
    assert bank_of(single) == single


def test_a_bank_is_found_by_its_id(installed: Path) -> None:
    assert installed_bank("dose") == installed / "dose"
    assert installed_bank("gone") is None


def test_in_a_checkout_the_shipped_banks_are_edited(installed: Path) -> None:
    assert not is_kept(installed / "law" / "items.toml")


def test_inside_the_package_they_are_not(installed: Path) -> None:
    (installed.parent / "__init__.py").write_text("", encoding="utf-8")
    path = installed / "law" / "items.toml"
    assert is_kept(path)
    words = kept_words(Place(path, 1, installed / "law"))
    assert "it ships with the program" in words
    assert f"examprep bank new my-law --from {installed / 'law'}" in words


def test_a_write_protected_file_is_not_edited(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert is_kept(bank / "items.toml")


def test_a_copy_of_a_single_file_has_a_name_without_its_ending(tmp_path: Path) -> None:
    words = kept_words(Place(tmp_path / "a b.toml", 1, tmp_path / "a b.toml"))
    assert "bank new 'my-a b' --from" in words
