"""A study group from the first bank to a mended key, and a teacher with files of other programs."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import date
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from examprep.banks.reader import read_bank, read_tables
from examprep.cli import main

MARCH_5 = date(2026, 3, 5)  # what Excel makes of 3-5
PNG = b"\x89PNG\r\n\x1a\n picture"
MOODLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Unit 3</text></category></question>
<question type="multichoice"><name><text>fridge</text></name>
<questiontext format="html"><text><![CDATA[<p>Which <b>vial</b> is shown?<br></p>
<p><img src="@@PLUGINFILE@@/vial%201.png" alt=""></p>]]></text>
<file name="vial 1.png" path="/" encoding="base64">{png}</file></questiontext>
<defaultgrade>2.0</defaultgrade><single>true</single>
<answer fraction="100" format="html"><text>insulin R</text></answer>
<answer fraction="0" format="html"><text>heparin</text></answer></question>
<question type="essay"><name><text>why</text></name>
<questiontext format="html"><text>Explain.</text></questiontext></question>
</quiz>
"""
GIFT = "::Q2::A CII may be refilled.{F#Never}\n\n::Q5::Explain DSCSA {}\n"
COMMON = ["--area", "ptce-2026:2.2", "--source", "21 CFR 1306", "--licence", "CC-BY-4.0"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(*words: object) -> int:
    return main([str(word) for word in words])


def excel(path: Path) -> None:
    """A sheet as a teacher makes it: a title above the header, dates, numbers, an empty row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Unit 3"
    for row in (
        ["Law quiz \u2013 Fall"],
        [],
        ["#", "Question", "A", "B", "C", "D", "Correct Answer", "Points"],
        [1, "How many refills may a C-III have?", 0, 5, 6, 11, "B", 1],
        [2, "Right range (\u00b0C)?", "0-2", "2-8", MARCH_5, "8-15", "b", 1],
        [],
        [3, "Explain DSCSA"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(path)


def answered(monkeypatch: pytest.MonkeyPatch, text: str, *words: str) -> int:
    monkeypatch.setattr("sys.stdin", StringIO(text))
    return run("quiz", "--plain", "--user", "Ben", *words)


@pytest.fixture
def updated(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ben answered the only question to its old key; then an update brought another one."""
    from tests.banks.test_installing import bank

    bank(desk / "group")
    assert run("bank", "add", "group") == 0
    assert answered(monkeypatch, "1\nfinish\n", "--bank", "group", "--mode", "tutor") == 0
    bank(desk / "group", "1.1.0", right=False)
    assert run("bank", "update") == 0
    return desk


def test_an_answer_to_an_old_key_is_told_and_asked_again(
    updated: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run("progress", "check") == 0
    capsys.readouterr()
    answered(monkeypatch, "quit\n", "--bank", "group", "--choose", "new")
    assert "Which form orders schedule II drugs?" in capsys.readouterr().out


def test_a_question_that_nobody_proved_says_so_after_the_answer(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.banks.test_installing import bank

    bank(desk / "group")
    assert run("bank", "add", "group") == 0
    capsys.readouterr()
    answered(monkeypatch, "1\nquit\n", "--bank", "group", "--mode", "tutor")
    told = capsys.readouterr().out
    assert "No source given: nobody says that this was checked." in told
    assert "Source:" not in told
    assert run("bank", "show", "group/g-1", "--key") == 0
    told = capsys.readouterr().out
    assert "Sources: none given\nChecked: nobody says when\n" in told


def test_a_teachers_files_become_one_bank_and_everything_is_accounted_for(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("m.xml").write_text(MOODLE.format(png=b64encode(PNG).decode()), encoding="utf-8")
    Path("g.txt").write_text(GIFT, encoding="utf-8")
    excel(desk / "Unit 3 (final).xlsx")
    files = ["m.xml", "g.txt", "Unit 3 (final).xlsx"]
    authors = ["--author", "Ann", "--author", "Bo"]
    words = ["bank", "import", *files, "-o", "my quiz", *COMMON, *authors]
    assert run(*words) == 1  # two essays and a row without options were left out
    told = capsys.readouterr()
    for row in (
        "m.xml: line 4: new fridge: bold, italics or the like; a picture, named in the text; ",
        "m.xml: line 11: skipped why: essay: ",
        "g.txt: line 3: skipped Q5: essay: ",
        "Unit 3 (final).xlsx: row 7: skipped Explain DSCSA: it has neither",
        "a date of the spreadsheet, read as 2026-03-05",
    ):
        assert row in told.out
    assert "Next: examprep bank check 'my quiz'" in told.err
    assert (desk / "my quiz" / "pictures" / "vial 1.png").read_bytes() == PNG
    bank, problems = read_tables(desk / "my quiz")
    assert bank
    assert not problems
    assert (bank.bank.licence, tuple(bank.bank.authors)) == ("CC-BY-4.0", ("Ann", "Bo"))
    assert {path.name for path, _ in bank.lines.values()} == {"imported.toml"}
    for raw in bank.items:
        assert raw["areas"] == ["ptce-2026:2.2"]
        assert raw["sources"] == ["21 CFR 1306"]
        assert "verified" not in raw


def test_what_a_question_says_itself_goes_before_what_the_file_has_in_common(desk: Path) -> None:
    Path("a.csv").write_text(
        "stem,A,B,key,sources\nIs it so?,yes,no,A,USP 797\nIs it not?,yes,no,B,\n", "utf-8"
    )
    assert run("bank", "import", "a.csv", "-o", "a", "--source", "21 CFR", "--source", "FDA") == 0
    bank, _ = read_bank(desk / "a")
    assert bank
    assert [item.sources for item in bank.items] == [("USP 797",), ("21 CFR", "FDA")]


def test_a_bank_that_is_there_keeps_its_head_and_gets_what_was_missing(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.csv").write_text("stem,A,B,key\nIs it so?,yes,no,A\n", encoding="utf-8")
    assert run("bank", "import", "a.csv", "-o", "a", "--title", "First") == 0
    capsys.readouterr()
    words = ("bank", "import", "a.csv", "-o", "a", "--title", "Second", *COMMON)
    assert run(*words) == 0
    told = capsys.readouterr().err
    assert "a has a head already, so --title and --licence changed nothing" in told
    assert "0 new, 1 updated" in told
    bank, _ = read_bank(desk / "a")
    assert bank
    assert (bank.bank.title, bank.bank.licence) == ("First", "")
    assert bank.items[0].sources == ("21 CFR 1306",)
    assert run(*words) == 0
    assert "0 updated, 1 unchanged" in capsys.readouterr().err


def test_an_area_of_no_outline_is_refused_before_anything_is_read(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bank", "import", "none.csv", "-o", "a", "--area", "ptce-2026:2.22") == 2
    told = capsys.readouterr().err
    assert "--area ptce-2026:2.22: no outline has this area (did you mean `ptce-2026:2.2`?)" in told
    assert not Path("a").exists()


def test_many_questions_left_out_for_one_reason_are_one_line(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("c.txt").write_text("".join(f"Brand {n}\tname {n}\n" for n in range(40)), "utf-8")
    assert run("bank", "import", "c.txt", "-o", "c") == 1
    (row,) = capsys.readouterr().out.splitlines()
    assert row.startswith("c.txt: line 1 to line 40: 40 questions skipped: flash card: ")
    assert run("bank", "import", "c.txt", "-o", "c", "--all") == 1
    assert len(capsys.readouterr().out.splitlines()) == 40
    assert run("bank", "import", "c.txt", "-o", "c", "--json") == 1
    assert len(json.loads(capsys.readouterr().out)["rows"]) == 40


def test_a_file_of_no_known_format_names_those_that_can_be_read(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.txt").write_text("hello\n", encoding="utf-8")
    assert run("bank", "import", "a.txt", "-o", "a") == 1
    told = capsys.readouterr().err.splitlines()[0]
    assert "name it with --from (qti12, qti21, qti3, apkg, " in told
    assert "print" not in told


@pytest.mark.parametrize("check", [[], ["--all"]])
def test_a_check_of_an_imported_bank_fits_on_a_screen_or_lists_all(
    desk: Path, check: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"Is number {n} a drug of list {n * n}?,yes,no,A\n" for n in range(100))
    Path("a.csv").write_text(f"stem,A,B,key\n{rows}", encoding="utf-8")
    assert run("bank", "import", "a.csv", "-o", "a") == 0
    capsys.readouterr()
    assert run("bank", "check", "a", *check) == 1
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert all(re.match(r"a/\w+\.toml:\d+: (error|warning): ", line) for line in lines)
    sourceless = [line for line in lines if "`sources` is missing" in line]
    assert len(sourceless) == (100 if check else 1)
    assert ("100 questions: `sources` is missing: " in sourceless[0]) is not bool(check)
    assert ("--all lists every place" in told.err) is not bool(check)
    assert run("bank", "check", "a", "--json") == 1
    data = json.loads(capsys.readouterr().out)
    assert sum(row["message"] == "`sources` is missing" for row in data) == 100


@pytest.mark.parametrize(
    ("name", "asked", "written"),
    [
        ("moodle-xml", "out", "out.xml"),
        ("qti12", "out", "out.zip"),
        ("apkg", "my deck", "my deck.apkg"),
        ("xlsx", "out", "out.xlsx"),
        ("gift", "out.txt", "out.txt"),
        ("csv", "out.tsv", "out.tsv"),
    ],
)
def test_an_export_gets_the_ending_of_its_format_and_names_its_pictures(
    desk: Path, name: str, asked: str, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("m.xml").write_text(MOODLE.format(png=b64encode(PNG).decode()), encoding="utf-8")
    assert run("bank", "import", "m.xml", "-o", "m") == 1
    capsys.readouterr()
    assert run("bank", "export", "m", "--to", name, "-o", asked) == 0
    told = capsys.readouterr()
    assert Path(written).is_file()
    assert told.err == f"1 question written to {written}\n"
    assert "no place for pictures, which stay in the bank's folder `pictures`: 1 que" in told.out


def test_a_format_that_is_only_read_names_those_that_are_written(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bank", "export", "pharmacy-law", "--to", "qti3", "-o", "out") == 2
    told = capsys.readouterr().err
    assert told.startswith("examprep: QTI 3.0 is only read; written are qti12, qti21, apkg, ")
    assert run("bank", "import", __file__, "--from", "print", "-o", "out") == 2
    assert "is only written; read are qti12, qti21, qti3," in capsys.readouterr().err


def test_what_a_bank_lacks_stands_in_the_list(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.banks.test_installing import bank

    bank(desk / "group")
    run("bank", "add", "group")
    capsys.readouterr()
    assert run("bank", "list") == 0
    told = capsys.readouterr().out.splitlines()
    at = told.index("group 1.0.0: Our group, 1 question")
    assert told[at + 1 : at + 3] == [
        f"added from {desk / 'group'}",
        "1 question without a source, 1 without a day of checking",
    ]
    assert run("bank", "list", "--json") == 0
    row = next(row for row in json.loads(capsys.readouterr().out) if row["id"] == "group")
    assert (row["unsourced"], row["undated"]) == (1, 1)
    shipped = [row for row in told if "without a source" in row]
    assert len(shipped) == 1  # every question that ships has both


def test_files_of_a_new_bank_can_be_read_by_the_group(desk: Path) -> None:
    assert run("bank", "new", "ours") == 0
    assert {path.stat().st_mode & 0o044 for path in Path("ours").iterdir()} == {0o044}
