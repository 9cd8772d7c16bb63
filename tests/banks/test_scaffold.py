"""A new bank: it checks clean, says who wrote it, and overwrites nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import rtoml
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.banks import scaffold as module
from examprep.banks.check import check_banks
from examprep.banks.editor_schema import schema
from examprep.banks.reader import read_bank
from examprep.banks.scaffold import EXAMS, KINDS, Wanted, bank_id, copy_bank, scaffold
from examprep.errors import ExamprepError, UnwritableFile
from examprep.exams.outlines import EVERY_ID, known_areas
from examprep.files import replace_bytes

TODAY = date(2026, 11, 28)
FIVE = {"choice", "multiple", "numeric", "order", "match"}
OTHER = """\
# Kept by Ana.
format = 1
id = "other"   # never change this
title = "Other"
version = "2.1.0"
licence = "CC0-1.0"
authors = ["Ana"]

[topics]
"a" = "A"
"""
ITEMS = """\
[[item]]
id = "other-1"
topic = "a"
stem = "What?"   # a comment of hers
options = [{ text = "x", key = true }, { text = "y" }]
"""


@pytest.mark.parametrize("exam", EXAMS)
def test_a_new_bank_checks_clean_for_every_exam(exam: str, tmp_path: Path) -> None:
    folder = tmp_path / "our-bank"
    scaffold(folder, Wanted(exam=exam))
    checked = check_banks([folder], frozenset(known_areas()), TODAY)
    assert checked.problems == []
    assert checked.items == len(KINDS)
    bank, _ = read_bank(folder)
    assert bank is not None
    assert all(area.startswith(f"{exam}:") for item in bank.items for area in item.areas)
    assert all(item.sources and item.explanation for item in bank.items)


def test_every_exam_and_every_kind_has_an_example(tmp_path: Path) -> None:
    assert set(EXAMS) == set(EVERY_ID)
    scaffold(tmp_path / "all", Wanted())
    bank, _ = read_bank(tmp_path / "all")
    assert bank is not None
    assert {item.kind for item in bank.items} == FIVE
    assert [item.id for item in bank.items if item.recipe] == ["template-example"]


def test_the_examples_are_no_copies_of_shipped_questions(tmp_path: Path) -> None:
    shipped = sorted((Path(__file__).parents[2] / "question_banks").iterdir())
    for exam in ("ptce-2026", "cspt-2023"):
        scaffold(tmp_path / exam, Wanted(exam=exam))
    both = [tmp_path / "ptce-2026", tmp_path / "cspt-2023"]
    found = check_banks([*both, *shipped], frozenset(known_areas()), TODAY, 0).problems
    twins = [problem for problem in found if "same stem" in problem.message]
    ours = [str(one) for one in twins if "-example" not in one.message]
    assert ours == []


def test_only_the_kinds_asked_for_are_written(tmp_path: Path) -> None:
    written = scaffold(tmp_path / "few", Wanted(kinds=("order", "numeric")))
    names = {path.name for path in written}
    assert names == {"bank.toml", "order.toml", "numeric.toml", "bank.schema.json", ".taplo.toml"}


def test_every_file_names_the_schema_that_lies_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "our-bank"
    for path in scaffold(folder, Wanted()):
        if path.suffix == ".toml" and not path.name.startswith("."):
            first, second, *_ = path.read_text(encoding="utf-8").splitlines()
            assert first == "#:schema ./bank.schema.json"
            assert second == ""  # some editors take only a comment that stands alone
    assert json.loads((folder / "bank.schema.json").read_text("utf-8")) == schema()
    taplo = rtoml.loads((folder / ".taplo.toml").read_text("utf-8"))
    assert taplo["schema"]["path"] == "./bank.schema.json"


def test_what_was_said_stands_in_the_head(tmp_path: Path) -> None:
    wanted = Wanted('The "best" \\ bank', ("Ana Ruiz", 'B. "Bo" Lee'), "CC-BY-4.0")
    scaffold(tmp_path / "Week 3", wanted)
    bank, problems = read_bank(tmp_path / "Week 3")
    assert problems == []
    assert bank is not None
    assert (bank.bank.id, bank.bank.title) == ("week-3", 'The "best" \\ bank')
    assert (bank.bank.licence, bank.bank.authors) == ("CC-BY-4.0", ("Ana Ruiz", 'B. "Bo" Lee'))


def test_what_was_not_said_is_not_made_up(tmp_path: Path) -> None:
    scaffold(tmp_path / "plain", Wanted())
    bank, _ = read_bank(tmp_path / "plain")
    assert bank is not None
    assert (bank.bank.title, bank.bank.licence, bank.bank.authors) == ("plain", "", ())
    text = (tmp_path / "plain" / "bank.toml").read_text("utf-8")
    assert "# licence = " in text
    assert "# authors = " in text


@settings(max_examples=20)
@given(title=st.text(min_size=1, max_size=60), author=st.text(min_size=1, max_size=40))
def test_any_text_can_be_a_title_or_is_refused_in_one_line(
    title: str, author: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any") / "bank"
    refused = ""
    try:
        scaffold(folder, Wanted(title, (author,), kinds=("choice",)))
    except ExamprepError as error:
        refused = str(error)
    assert folder.exists() is not bool(refused)
    assert "\n" not in refused
    if not refused:
        bank, _ = read_bank(folder)
        assert bank is not None


@pytest.mark.parametrize("title", [" ", "x" * 10_001])
def test_a_title_that_no_bank_can_have_is_refused_before_anything_is_written(
    title: str, tmp_path: Path
) -> None:
    with pytest.raises(ExamprepError, match="no bank can be made of this"):
        scaffold(tmp_path / "bad", Wanted(title))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["bank.toml", "law.toml", "choice.toml", "bank.schema.json"])
def test_nothing_is_overwritten(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(ExamprepError, match=name) as raised:
        scaffold(tmp_path, Wanted())
    assert "nothing was changed" in str(raised.value)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text("utf-8") == "mine"


def test_a_folder_with_other_things_in_it_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("ours", encoding="utf-8")
    scaffold(tmp_path, Wanted(kinds=("choice",)))
    assert (tmp_path / "README.md").read_text("utf-8") == "ours"
    assert (tmp_path / "choice.toml").is_file()


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "bank").write_text("", encoding="utf-8")
    with pytest.raises(ExamprepError, match="is a file"):
        scaffold(tmp_path / "bank", Wanted())


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a" / "b"

    def fill_up(path: Path, data: bytes, *, shared: bool) -> None:
        if path.name == "order.toml":
            raise UnwritableFile(f"{path}: cannot be written: the disk is full")
        replace_bytes(path, data, shared=shared)

    monkeypatch.setattr(module, "replace_bytes", fill_up)
    with pytest.raises(UnwritableFile, match="the disk is full"):
        scaffold(folder, Wanted())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExamprepError, match="cannot be made"):
        scaffold(tmp_path / "file" / "bank", Wanted())


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Our Law", "our-law"), ("week_3", "week_3"), ("Ä b", "b"), ("x" * 90, "x" * 64)],
)
def test_the_id_is_made_of_the_folders_name(name: str, wanted: str) -> None:
    assert bank_id(Path(name)) == wanted


def test_a_name_without_letters_makes_no_id(tmp_path: Path) -> None:
    with pytest.raises(ExamprepError, match="letters or digits"):
        scaffold(tmp_path / "---", Wanted())


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A bank of somebody else, with comments."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "bank.toml").write_text(OTHER, encoding="utf-8")
    (folder / "items.toml").write_text(ITEMS, encoding="utf-8")
    return folder


def test_a_copy_has_a_new_id_and_keeps_all_else(other: Path, tmp_path: Path) -> None:
    copy_bank(tmp_path / "mine", other)
    copied, problems = read_bank(tmp_path / "mine")
    assert problems == []
    assert copied is not None
    assert copied.bank.id == "mine"
    assert (copied.bank.title, copied.bank.version) == ("Other", "2.1.0")
    assert (copied.bank.authors, copied.bank.licence) == (("Ana",), "CC0-1.0")
    head = (tmp_path / "mine" / "bank.toml").read_text("utf-8")
    assert head == OTHER.replace('id = "other"   #', 'id = "mine"  #')
    assert (tmp_path / "mine" / "items.toml").read_text("utf-8") == ITEMS
    assert (other / "bank.toml").read_text("utf-8") == OTHER


def test_a_copy_can_have_a_title_of_its_own(other: Path, tmp_path: Path) -> None:
    copy_bank(tmp_path / "mine", other, 'My "own"')
    copied, _ = read_bank(tmp_path / "mine")
    assert copied is not None
    assert copied.bank.title == 'My "own"'


def test_one_file_that_is_a_bank_becomes_a_folder(tmp_path: Path) -> None:
    single = tmp_path / "single.toml"
    single.write_text(OTHER + ITEMS, encoding="utf-8")
    copy_bank(tmp_path / "mine", single)
    copied, problems = read_bank(tmp_path / "mine")
    assert problems == []
    assert copied is not None
    assert [item.name for item in copied.items] == ["mine/other-1"]


def test_both_copies_can_be_installed_side_by_side(other: Path, tmp_path: Path) -> None:
    copy_bank(tmp_path / "mine", other)
    found = check_banks([tmp_path], frozenset(known_areas()), TODAY).problems
    assert not [problem for problem in found if "another bank has the id" in problem.message]


def test_what_is_no_bank_cannot_be_copied(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ExamprepError, match=r"no bank\.toml"):
        copy_bank(tmp_path / "mine", tmp_path / "empty")
    with pytest.raises(ExamprepError, match="no such file"):
        copy_bank(tmp_path / "mine", tmp_path / "gone")
    broken = tmp_path / "broken.toml"
    broken.write_text("title = ", encoding="utf-8")
    with pytest.raises(ExamprepError, match="would not be valid TOML"):
        copy_bank(tmp_path / "mine", broken)
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("bank", ["pharmacy-law", "calculations", "infusion"])
def test_the_shipped_banks_can_be_copied(bank: str, tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "question_banks" / bank
    copy_bank(tmp_path / f"my-{bank}", source)
    before, _ = read_bank(source)
    after, problems = read_bank(tmp_path / f"my-{bank}")
    assert problems == []
    assert before is not None
    assert after is not None
    assert [item.id for item in after.items] == [item.id for item in before.items]
    assert after.bank.authors == before.bank.authors
