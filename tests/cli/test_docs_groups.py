"""What the documentation for study groups tells people to type, typed."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from examprep.banks.reader import read_bank, read_tables
from examprep.cli import COMMANDS, main
from tests.docs_blocks import DOCS, README, blocks, commands, section

GROUPS, WRITING, EXCHANGE = (
    DOCS / f"{name}.md" for name in ("groups", "writing-banks", "exchange")
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk of one's own to type at."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def our_law(folder: str = "our-law") -> Path:
    """A bank called our-law, whose first question is law-0003."""
    assert main(["bank", "new", folder]) == 0
    bank = Path(folder)
    for name, old, new in (
        ("choice.toml", "choice-example", "law-0003"),
        ("bank.toml", f'id = "{folder}"', 'id = "our-law"'),
    ):
        text = (bank / name).read_text(encoding="utf-8")
        (bank / name).write_text(text.replace(old, new), encoding="utf-8")
    return bank


def raised(bank: Path, old: str, new: str) -> None:
    head = (bank / "bank.toml").read_text(encoding="utf-8")
    assert old in head
    (bank / "bank.toml").write_text(head.replace(old, new), encoding="utf-8")


def typed(rows: list[list[str]]) -> list[int]:
    return [main(row) for row in rows]


def unpack(archive: str) -> Path:
    """Unpack as a file manager does: everything, into a folder of the archive's name."""
    folder = Path(archive).with_suffix("")
    with zipfile.ZipFile(archive) as found:
        found.extractall(folder)
    return folder


def test_handing_a_bank_on(capsys: pytest.CaptureFixture[str]) -> None:
    rows = section(GROUPS, "Handing a bank on")
    assert [row[1] for row in rows] == [
        *("check", "pack", "add", "list", "show", "update", "remove"),
    ]
    bank = our_law()
    assert typed(rows[:3]) == [0, 0, 0]
    raised(bank, '"0.1.0"', '"0.2.0"')
    assert main(["bank", "pack", "our-law"]) == 0
    capsys.readouterr()
    assert typed(rows[3:]) == [0, 0, 0, 0]
    told = capsys.readouterr().out
    assert "our-law 0.1.0: " in told
    assert "6 questions), before 0.1.0: only its head changed" in told


def test_mending_somebodys_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit, check, pack, diff, merge = section(GROUPS, "Mending somebody's question")
    our_law()
    assert main(["bank", "pack", "our-law"]) == 0
    theirs = unpack("our-law-0.1.0.zip")
    monkeypatch.setattr("examprep.editors.edit", rekey)
    assert typed([edit]) == [0]
    raised(theirs, '"0.1.0"', '"0.1.1"')
    assert typed([check, pack]) == [0, 0]
    capsys.readouterr()
    assert typed([diff, merge]) == [0, 0]
    told = capsys.readouterr()
    assert "Key changed (what was answered to the old key no longer counts): 1" in told.out
    assert "key: B 5 -> C 6" in told.out
    assert "1 taken from the other version, no conflicts" in told.err
    merged, problems = read_bank(Path("our-law-merged"))
    assert merged
    assert not problems
    assert merged.bank.version == "0.1.1"
    item = next(item for item in merged.items if item.id == "law-0003")
    assert item.options[item.keys[0]].text == "6"


def rekey(path: Path, line: int, _: object) -> int:
    """Do what the mender does in the editor: the other option is the key."""
    rows = path.read_text(encoding="utf-8").splitlines()
    assert "law-0003" in rows[line - 1] or rows[line - 1] == "[[item]]"
    text = "\n".join(rows)
    text = text.replace('"5", key = true', '"5"').replace('"6"', '"6", key = true', 1)
    path.write_text(f"{text}\n", encoding="utf-8")
    return 0


def test_what_changed_merging_and_what_is_asked_twice(capsys: pytest.CaptureFixture[str]) -> None:
    bank = our_law()
    for copy in ("old", "new", "BASE", "A", "B", "our-bank", "their-bank"):
        shutil.copytree(bank, copy)
    other = Path("their-bank")
    raised(other, 'id = "our-law"', 'id = "their-law"')
    assert typed(section(GROUPS, "What changed")) == [0]
    assert typed(section(GROUPS, "Merging")) == [0]
    assert (Path("OUT") / "choice.toml").read_bytes() == (bank / "choice.toml").read_bytes()
    capsys.readouterr()
    assert typed(section(GROUPS, "Asked twice")) == [1]
    assert "6 groups of near duplicates" in capsys.readouterr().err


def test_a_block_of_a_conflict_is_what_a_merge_writes() -> None:
    told = next(block for block in blocks(GROUPS, "toml") if "CONFLICT" in block)
    bank = our_law()
    for copy, key in (("BASE", ""), ("A", "5"), ("B", "")):
        shutil.copytree(bank, copy)
        if key:
            rekey(Path(copy) / "choice.toml", 1 + line_of(Path(copy) / "choice.toml"), {})
    text = (Path("B") / "choice.toml").read_text(encoding="utf-8")
    (Path("B") / "choice.toml").write_text(text.replace("at most?", "?"), encoding="utf-8")
    assert main(["bank", "merge", "BASE", "A", "B", "-o", "OUT"]) == 1
    written = (Path("OUT") / "choice.toml").read_text(encoding="utf-8").splitlines()
    for row in told.splitlines():
        wanted = row.replace("law-0112", "law-0003")
        assert wanted in written or wanted == "#| ..."


def line_of(path: Path) -> int:
    rows = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, row in enumerate(rows) if "law-0003" in row)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not here")
def test_the_settings_of_git_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (settings,) = (block for block in blocks(GROUPS) if block.startswith("git config"))
    for row in settings.splitlines():
        subprocess.run(row, shell=True, check=True)  # noqa: S602 - as it is typed
    said = subprocess.run(
        ["git", "config", "--global", "merge.examprep.driver"],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert said[:3] == ["examprep", "bank", "merge"]
    marks = {"%O": "old.toml", "%A": "a.toml", "%B": "b.toml", "%P": "law/choice.toml"}
    bank = our_law()
    for name in ("old.toml", "a.toml", "b.toml"):
        shutil.copy(bank / "choice.toml", name)
    assert main([marks.get(word, word) for word in said[1:]]) == 0


def test_beginning_a_bank() -> None:
    begin, watch, check = [one for block in blocks(WRITING)[:1] for one in commands(block)]
    assert typed([begin, check]) == [0, 0]
    parsed(watch)


@pytest.mark.parametrize("option", ["--exam cspt-2023", "--kinds choice,numeric"])
def test_options_of_a_new_bank_are_as_told(option: str) -> None:
    assert f"`{option}`" in WRITING.read_text(encoding="utf-8")
    assert main(["bank", "new", "x", *option.split()]) == 0
    assert main(["bank", "check", "x"]) == 0


def test_the_line_for_editors_on_top_of_a_file_is_valid() -> None:
    (top,) = blocks(WRITING, "toml")
    bank = our_law()
    item = (bank / "choice.toml").read_text(encoding="utf-8").split("[[item]]", 1)[1]
    (bank / "choice.toml").write_text(top.rstrip() + item, encoding="utf-8")
    assert main(["bank", "check", "our-law"]) == 0


def test_importing_and_exporting(capsys: pytest.CaptureFixture[str]) -> None:
    xml = "<quiz><question type='truefalse'><questiontext><text>Is it so?</text></questiontext>"
    xml += "<answer fraction='100'><text>true</text></answer><answer fraction='0'>"
    Path("quiz.xml").write_text(f"{xml}<text>false</text></answer></question></quiz>", "utf-8")
    into, out, paper = [one for block in blocks(EXCHANGE) for one in commands(block)]
    assert typed([into, out, paper]) == [0, 0, 0]
    assert Path("quiz.apkg").is_file()
    written = capsys.readouterr().out.split()
    for what in ("", "-answer-sheet", "-key", "-rationales"):
        for version in "AB":
            assert f"quiz-{version}{what}.html" in written
            assert Path(f"quiz-{version}{what}.md").is_file()


def test_every_format_has_its_row() -> None:
    from examprep.exchange.registry import format_named, names

    table = EXCHANGE.read_text(encoding="utf-8").split("\n## Formats\n")[1].split("\n## ")[0]
    rows = [row.split("|") for row in table.splitlines()]
    told = {row[1].strip(" `"): row for row in rows if len(row) == 8 and "`" in row[1]}
    assert set(told) == set(names())
    for name in names():
        one = format_named(name)
        assert (told[name][4].strip() == "\u2013") == (one.read is None), name
        assert (told[name][5].strip() == "\u2013") == (one.write is None), name
        assert one.endings[0] in told[name][3] or f"`{one.endings[0]}`" in told[name][3], name


def test_the_options_that_are_told_of_an_import_are_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = EXCHANGE.read_text(encoding="utf-8").split("\n## Importing\n")[1].split("\n## ")[0]
    with pytest.raises(SystemExit):
        main(["bank", "import", "--help"])
    helped = capsys.readouterr().out
    told = {word for word in table.replace("`", " ").replace(",", " ").split() if word[:2] == "--"}
    assert len(told) > 8
    for option in told:
        assert option in helped


def test_every_command_of_banks_in_the_readme_can_be_called() -> None:
    rows = [one for block in blocks(README) for one in commands(block) if one[:1] == ["bank"]]
    assert {"add", "import", "export", "new", "edit", "diff"} <= {row[1] for row in rows}
    for row in rows:
        parsed(row)


def parsed(words: list[str]) -> argparse.Namespace:
    """Read the words of a command as the program does; a wrong one ends the test."""
    assert words[0] in COMMANDS
    parser = argparse.ArgumentParser()
    import_module(f"examprep.cli.{words[0]}").configure(parser)
    return parser.parse_args(words[1:])


def test_links_between_the_pages_lead_somewhere() -> None:
    import re

    for page in (README, GROUPS, WRITING, EXCHANGE):
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_a_packed_bank_unpacked_by_hand_is_the_same_bank() -> None:
    bank = our_law()
    assert main(["bank", "pack", "our-law"]) == 0
    folder = unpack("our-law-0.1.0.zip")
    assert main(["bank", "check", str(folder)]) == 0
    before, _ = read_tables(bank)
    after, problems = read_tables(folder)
    assert before
    assert after
    assert not problems
    assert after.items == before.items
