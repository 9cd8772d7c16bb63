"""The library from the command line: what a group passes around, and what it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examprep.cli import main
from tests.banks.test_installing import bank


def said(capsys: pytest.CaptureFixture[str]) -> str:
    found = capsys.readouterr()
    return found.out + found.err


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return bank(tmp_path / "ours")


def test_pack_add_update_remove(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "group.zip"
    assert main(["bank", "pack", str(ours), "-o", str(archive)]) == 0
    assert "examprep bank add group.zip" in said(capsys)
    assert main(["bank", "pack", str(ours), "-o", str(archive)]) == 1
    assert "--force" in said(capsys)
    assert main(["bank", "add", str(archive)]) == 0
    told = said(capsys)
    assert "group 1.0.0 (Our group, 1 question) added" in told
    assert "1 question without a source, 1 without a date" in told
    assert main(["bank", "list"]) == 0
    assert f"added from {archive}" in said(capsys)
    bank(ours, "1.1.0", right=False)
    assert main(["bank", "update", "group", "--from", str(ours), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert (row["before"], row["version"], row["changed"]["key"]) == ("1.0.0", "1.1.0", ["g-1"])
    assert main(["bank", "update"]) == 0
    assert f"is as in {ours}" in said(capsys)
    assert main(["bank", "check", "group"]) == 1  # undated, unsourced: it says so
    assert "g-1" in said(capsys)
    assert main(["bank", "show", "group"]) == 0
    assert "none is named" in said(capsys)
    assert main(["bank", "remove", "group"]) == 0
    assert "Your answers to it stay" in said(capsys)
    assert main(["bank", "remove", "group"]) == 1


def test_an_update_tells_of_changed_keys(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["bank", "add", str(ours)])
    bank(ours, "1.1.0", right=False)
    capsys.readouterr()
    assert main(["bank", "update"]) == 0
    told = said(capsys)
    assert "before 1.0.0: 1 with another key" in told
    assert "key changed from A DEA Form 222 to B DEA Form 106" in told
    assert "no longer count" in told


def test_one_source_that_is_gone_keeps_no_other_from_its_update(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = bank(tmp_path / "other")
    head = (other / "bank.toml").read_text(encoding="utf-8")
    (other / "bank.toml").write_text(head.replace('"group"', '"another"'), encoding="utf-8")
    for path in (ours, other):
        main(["bank", "add", str(path)])
    (other / "bank.toml").unlink()
    bank(ours, "1.2.0")
    capsys.readouterr()
    assert main(["bank", "update"]) == 1
    told = said(capsys)
    assert "another: " in told
    assert "group 1.2.0" in told


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["add", "nowhere"], 1, "there is no such file or folder"),
        (["update", "group", "other", "--from", "x"], 2, "--from needs the id of one bank"),
        (["update", "unknown"], 1, "no bank unknown was added here (examprep bank list)"),
        (["update", "pharmacy-law"], 1, "it comes with examprep and is updated with it"),
        (["remove", "pharmacy-law"], 1, "it comes with examprep and stays"),
        (["pack", "nowhere"], 2, "no such file, folder or bank (see examprep bank list)"),
        (["pack", "pharmcy-law"], 2, "did you mean `pharmacy-law`?"),
    ],
)
def test_what_cannot_be_is_one_line(
    words: list[str], code: int, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", *words]) == code
    told = said(capsys)
    assert hint in told
    assert len(told.splitlines()) == 1


def test_no_bank_was_added(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "update"]) == 0
    assert "examprep bank add SOURCE" in said(capsys)


AIKEN = "What is 1?\nA. one\nB. two\nANSWER: A\n\nBroken?\nA. one\nB. two\nANSWER: Z\n"


def test_an_import_ends_with_what_became_of_every_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "quiz.txt", tmp_path / "quiz"
    path.write_text(AIKEN, encoding="utf-8")
    assert main(["bank", "import", str(path), "-o", str(out), "--dry-run"]) == 1
    assert "Nothing was written" in said(capsys)
    assert not out.exists()
    assert main(["bank", "import", str(path), "-o", str(out)]) == 1
    told = said(capsys)
    assert "quiz.txt: line 6: skipped" in told
    assert "the answer is Z" in told
    assert "1 new, 0 updated, 0 unchanged, 1 skipped" in told
    assert main(["bank", "import", str(path), "-o", str(out), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"unchanged": 1, "skipped": 1}
    assert [row["status"] for row in found["rows"]] == ["unchanged", "skipped"]


def test_files_that_cannot_be_read_are_named_and_the_rest_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(AIKEN.partition("\n\n")[0], encoding="utf-8")
    bad.write_bytes(b"\x00\x01\x02 nothing of ours")
    words = ["bank", "import", str(bad), str(good), "-o", str(tmp_path / "out")]
    assert main(words) == 1
    told = said(capsys)
    assert f"{bad}: its format is not known" in told
    assert "1 new" in told


def test_an_export_names_what_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "law.txt"
    words = ["bank", "export", "pharmacy-law", "--to", "aiken", "-o", str(out)]
    assert main(words) == 0
    assert "Aiken has no place for why" in said(capsys)
    assert main(words) == 1
    assert "--force" in said(capsys)
    assert main([*words, "--force", "--topic", "nothing"]) == 2
    assert "no such topic" in said(capsys)
