"""A bank is named by folder, file, archive or id, in every command that asks for one."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from examprep.archives import pack
from examprep.banks.folders import own_banks
from examprep.cli import main
from examprep.cli.banks_named import banks_named, is_packed, opened, place_named
from examprep.errors import ExamprepError, NoSuchBank, UnreadableFile
from tests.banks.test_installing import bank

READING = ("check", "lint", "dedupe", "sheet")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the bank `group` beside its archive; the same is installed."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    bank(folder / "ours")
    assert main(["bank", "pack", "ours"]) == 0
    assert main(["bank", "add", "group-1.0.0.zip"]) == 0
    return folder


def named(how: str) -> str:
    return {"folder": "ours", "file": "ours/bank.toml", "id": "group"}.get(how, "group-1.0.0.zip")


@pytest.mark.parametrize("how", ["folder", "id", "archive"])
@pytest.mark.parametrize("action", READING)
def test_it_is_read(desk: Path, action: str, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["bank", action, named(how)]) in {0, 1}
    told = capsys.readouterr()
    assert "1 question" in told.err or "DEA Form 222" in told.out
    assert "examprep-" not in told.out + told.err  # the folder it was laid out in


@pytest.mark.parametrize("before", ["folder", "id", "archive"])
@pytest.mark.parametrize("after", ["folder", "id", "archive"])
def test_any_two_are_compared(
    desk: Path, before: str, after: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["bank", "diff", named(before), named(after), "--exit-code"]) == 0
    assert "no differences" in capsys.readouterr().err


def test_the_places_of_a_comparison_are_those_people_know(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank(desk / "ours", "1.1.0", right=False)
    assert main(["bank", "pack", "ours"]) == 0
    capsys.readouterr()
    assert main(["bank", "diff", "group", "group-1.1.0.zip", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["items"]
    assert row["change"] == "key"
    assert row["path"].startswith("group-1.1.0.zip/")


def test_the_problems_of_an_archive_stand_in_the_archive(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["bank", "check", "group-1.0.0.zip"]) == 1
    for row in capsys.readouterr().out.splitlines():
        assert row.startswith("group-1.0.0.zip/")


@pytest.mark.parametrize("base", ["folder", "id", "archive"])
def test_any_three_are_merged(desk: Path, base: str) -> None:
    bank(desk / "theirs", "1.2.0", right=False)
    assert main(["bank", "merge", named(base), "ours", "theirs", "-o", "out"]) == 0
    assert 'version = "1.2.0"' in (desk / "out" / "bank.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["folder", "id", "archive"])
def test_it_is_exported(desk: Path, how: str) -> None:
    assert main(["bank", "export", named(how), "--to", "aiken", "-o", "out"]) == 0
    assert "ANSWER: " in (desk / "out.txt").read_text(encoding="utf-8")


def test_an_installed_bank_is_packed_by_its_id(desk: Path) -> None:
    assert main(["bank", "pack", "group", "-o", "again.zip"]) == 0
    assert Path("again.zip").read_bytes() == Path("group-1.0.0.zip").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["pack", "group-1.0.0.zip"],
        ["edit", "group-1.0.0.zip"],
        ["edit", "g-1", "--bank", "group-1.0.0.zip"],
        ["watch", "group-1.0.0.zip"],
        ["preview", "group-1.0.0.zip"],
    ],
)
def test_where_a_bank_is_written_at_an_archive_is_to_be_unpacked(
    desk: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["bank", *words]) == 1
    assert "it is packed; unpack it into a folder of its own first" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["check", "grup"],
        ["lint", "grup"],
        ["dedupe", "grup"],
        ["sheet", "grup"],
        ["pack", "grup"],
        ["watch", "grup"],
        ["preview", "grup"],
        ["diff", "ours", "grup"],
        ["merge", "ours", "grup", "ours", "-o", "out"],
        ["edit", "g-1", "--bank", "grup"],
        ["export", "grup", "--to", "gift", "-o", "out"],
    ],
)
def test_a_name_that_is_nowhere_is_wrong_usage_with_the_nearest_id(
    desk: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["bank", *words]) == 2
    told = capsys.readouterr().err
    assert told == (
        "examprep: grup: there is no such file, folder or bank (did you mean `group`?)\n"
    )
    assert not Path("out").exists()


def test_a_path_goes_before_an_id(desk: Path) -> None:
    assert place_named("group") == own_banks() / "group"
    bank(desk / "group")
    assert place_named("group") == Path("group")


def test_what_was_laid_out_is_gone_afterwards(desk: Path) -> None:
    with opened(["group-1.0.0.zip", "ours"]) as found:
        laid, ours = found.places
        assert (laid / "bank.toml").is_file()
        assert ours == Path("ours")
        assert found.shown(laid / "bank.toml") == Path("group-1.0.0.zip/bank.toml")
        assert found.shown(ours) == ours
    assert not laid.exists()


def test_an_archive_that_was_changed_is_read_by_nobody(desk: Path) -> None:
    with zipfile.ZipFile("group-1.0.0.zip") as old:
        files = [(name, old.read(name)) for name in old.namelist()]
    changed = [(name, data.replace(b"Form 222", b"Form 223")) for name, data in files]
    assert changed != files
    Path("group-1.0.0.zip").write_bytes(pack(changed))
    assert is_packed(Path("group-1.0.0.zip"))
    with pytest.raises(UnreadableFile, match="changed after it was packed"):
        banks_named(["group-1.0.0.zip"])


def test_a_folder_without_a_bank_and_a_name_of_nothing(desk: Path) -> None:
    (desk / "empty").mkdir()
    with pytest.raises(ExamprepError, match="holds no bank"):
        banks_named(["empty"])
    with pytest.raises(NoSuchBank):
        banks_named(["nothing-like-it"])


def test_an_added_bank_is_edited_at_its_source(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["bank", "edit", "group/g-1"]) == 1
    told = capsys.readouterr().err
    assert "this bank was added, and an update would undo it" in told
    assert f"({desk / 'group-1.0.0.zip'}): unpack it into a folder, edit there" in told
    assert "examprep bank update group --from FOLDER" in told
    assert main(["bank", "update", "group", "--from", "ours"]) == 0
    capsys.readouterr()
    assert main(["bank", "edit", "g-1", "--bank", "group"]) == 1
    told = capsys.readouterr().err
    assert f"({desk / 'ours'}): edit there, then: examprep bank update group." in told


def test_a_bank_that_was_put_there_by_hand_is_edited(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_at: list[Path] = []
    monkeypatch.setattr("examprep.editors.edit", lambda path, *_: opened_at.append(path) or 0)
    own = bank(own_banks() / "mine")
    text = (own / "bank.toml").read_text(encoding="utf-8").replace('"group"', '"mine"')
    (own / "bank.toml").write_text(text, encoding="utf-8")
    assert main(["bank", "edit", "mine/g-1"]) in {0, 1}
    assert [path.parent for path in opened_at] == [own]


def test_adding_what_is_here_names_the_command_that_takes_it(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank(desk / "ours", "1.1.0")
    capsys.readouterr()
    assert main(["bank", "add", "ours"]) == 1
    told = capsys.readouterr().err.strip()
    command = told.rpartition("to take this one: ")[2].split()
    assert command[:4] == ["examprep", "bank", "update", "group"]
    assert main(command[1:]) == 0
    assert "group 1.1.0" in capsys.readouterr().out
