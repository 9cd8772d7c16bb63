"""`examprep cohort report`, as an instructor runs it on the files of a class."""

from __future__ import annotations

import csv
import errno
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from examprep.banks.library import Library
from examprep.cli import cohort_report, main
from examprep.cohort import report as made
from tests.cohort.handed import file_for, sat
from tests.progress.logs import START

Run = Callable[..., tuple[int, str, str]]
HOSTILE = "=cmd <script>alert(1)</script>"
AREAS = ("1.1", "2.2", "3.1", "4.1")
TODAY = date(2026, 11, 24)


def write_bank(folder: Path, count: int) -> Path:
    """Write the bank whose questions the candidates of a class answered."""
    lines = ['format = 1\nid = "bank"\ntitle = "A bank"\nversion = "1.0.0"']
    lines.append('topics = { "a" = "Controlled <b>drugs</b>", "b" = "Dosage" }')
    lines += [
        f'[[item]]\nid = "q-{n}"\ntopic = "{"ab"[n % 2]}"\nareas = ["ptce-2026:{AREAS[n % 4]}"]\n'
        f'stem = "Question {n}?"\nexplanation = "The rule."\n'
        'options = [{ text = "right", key = true }, { text = "wrong" }, { text = "odd" }]'
        for n in range(count)
    ]
    folder.mkdir(parents=True)
    (folder / "bank.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a folder with the files of eight candidates, one of them with a hostile name."""
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(8):
        name = HOSTILE if number == 0 else f"Candidate {number}"
        blocks = sat(number, quizzes=1, items=60).blocks
        data = file_for(name, *blocks, created=START + timedelta(minutes=number))
        (folder / f"c-{number}.toml").write_bytes(data)
    (folder / "broken.toml").write_bytes(b"\x00 nothing")
    return folder


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    banks = write_bank(tmp_path / "banks", 60)
    opened = Library.open
    monkeypatch.setattr(Library, "open", lambda: opened([banks]))
    monkeypatch.setattr(cohort_report, "_today", lambda: TODAY)

    def go(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main(["cohort", *map(str, arguments)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return go


def test_the_report_in_lines(run: Run, home: Path) -> None:
    code, out, err = run("report", home)
    assert code == 1  # one file of the class is broken
    told = out.splitlines()
    assert told[0].startswith("PTCE: Nov 24, 2026: 8 people, 480 answers, 480 of them first ones")
    assert told[1].startswith("Right, weighted by the outline: ")
    assert "Likely to fail: " in out
    assert "broken.toml: error: is not a text file" in err
    assert err.count("\n") == 1


def test_json_has_every_figure(run: Run, home: Path) -> None:
    _, out, _ = run("report", home, "--json")
    found = json.loads(out)
    assert found["people"] == 8
    assert [one["id"] for one in found["domains"]] == ["1", "2", "3", "4"]
    assert [one["answers"] for one in found["domains"]] == [120] * 4
    assert len(found["standings"]) == 8
    assert len(found["questions"]) == 60
    assert all(one["facility"] is None for one in found["questions"])


def test_a_named_cohort_and_one_file_are_reported_as_well(run: Run, home: Path) -> None:
    run("add", "tuesday", home)
    assert run("report", "TUESDAY")[1] == run("report", home)[1]
    code, out, _ = run("report", home / "c-3.toml")
    assert code == 0
    assert "1 person, 60 answers" in out
    assert "not enough answers yet in every domain" in out


def test_the_second_report_is_read_not_made(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("report", home, "--json")[1]

    def made_anew(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(made, "report", made_anew)
    assert run("report", home, "--json")[1] == first
    (home / "c-7.toml").unlink()
    with pytest.raises(AssertionError):
        run("report", home)


def test_the_page_and_the_tables_are_written_once(run: Run, home: Path, tmp_path: Path) -> None:
    page, tables = tmp_path / "out" / "week.html", tmp_path / "tables"
    code, out, err = run("report", home, "--html", page, "--csv", tables)
    assert (code, out) == (1, "")
    assert str(page) in err
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    names = {one.name for one in tables.iterdir()}
    tidy = {"groups.csv", "people.csv", "questions.csv", "people-groups.csv", "tables.md"}
    tidy |= {"assignments.csv"}
    assert names == tidy | {"responses.csv", "responses.csv.md"}
    with (tables / "people.csv").open(newline="") as file:
        people = list(csv.DictReader(file))
    assert len(people) == 8
    assert {one["name"][:5] for one in people} == {"'=cmd", "Candi"}
    page.write_text("mine")
    code, _, err = run("report", home, "--html", page)
    assert (code, page.read_text()) == (1, "mine")
    assert "--force writes over it" in err
    assert run("report", home, "--html", page, "--csv", tables, "--force")[0] == 1
    assert page.read_text(encoding="utf-8") == text


def test_parquet_is_written(run: Run, home: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    assert run("report", home, "--parquet", tmp_path / "rows")[0] == 1
    assert pq.read_table(tmp_path / "rows" / "responses.parquet").num_rows == 480
    assert pq.read_table(tmp_path / "rows" / "assignments.parquet").num_rows == 0
    before = (tmp_path / "rows" / "responses.parquet").read_bytes()
    assert "--force writes over it" in run("report", home, "--parquet", tmp_path / "rows")[2]
    (home / "c-1.toml").unlink()
    assert run("report", home, "--parquet", tmp_path / "rows", "--force")[0] == 1
    assert (tmp_path / "rows" / "responses.parquet").read_bytes() != before


def test_a_full_disk_leaves_what_stood_there(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = tmp_path / "tables"
    run("report", home, "--csv", tables)
    before = {one.name: one.read_bytes() for one in tables.iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr("examprep.files.os.fsync", full)
        code, _, err = run("report", home, "--csv", tables, "--force")
    assert (code, "the disk is full" in err) == (1, True)
    assert {one.name: one.read_bytes() for one in tables.iterdir()} == before


def test_nothing_is_written_where_one_file_stands_in_the_way(
    run: Run, home: Path, tmp_path: Path
) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "responses.csv.md").write_text("mine")
    assert run("report", home, "--csv", tables)[0] == 1
    assert [one.name for one in tables.iterdir()] == ["responses.csv.md"]


def test_responses_are_those_of_the_people_reported(run: Run, home: Path, tmp_path: Path) -> None:
    other = sat(99, quizzes=1, items=10)
    other.goal("cspt-2023")
    (home / "other.toml").write_bytes(file_for("Other", *other.blocks))
    err = run("report", home, "--csv", tmp_path / "tables")[2]
    assert "left out: the responses of 1 person with another exam than PTCE" in err
    with (tmp_path / "tables" / "responses.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 480
    assert "Other" not in {one["name"] for one in rows}


def test_a_file_that_was_cut_off_is_damaged_not_stopped(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = file_for("Candidate 3", *sat(3, quizzes=2, items=20).blocks)
    (home / "c-3.toml").write_bytes(whole[:-2_000])
    monkeypatch.setattr(cohort_report, "_today", lambda: TODAY + timedelta(days=30))
    _, out, _ = run("report", home)
    assert "Stopped practising: 7\n" in out
    assert "File damaged, not judged: Candidate 3\n" in out
    damaged = out.partition("ask for it again\n")[2].splitlines()[0]
    assert damaged == "  Candidate 3: 20 answers left"
    (one,) = (s for s in json.loads(run("report", home, "--json")[1])["standings"] if s["damaged"])
    assert (one["name"], one["stopped"], one["chance"]) == ("Candidate 3", False, None)
    assert one["answers"] == 20  # what is left counts for the topics
    (home / "again.toml").write_bytes(whole)
    assert "Stopped practising: 8\n" in run("report", home)[1]  # a whole copy is judged


def test_a_link_is_replaced_not_followed(run: Run, home: Path, tmp_path: Path) -> None:
    mine, link = tmp_path / "mine.txt", tmp_path / "page.html"
    mine.write_text("mine")
    link.symlink_to(mine)
    assert run("report", home, "--html", link)[0] == 1
    assert run("report", home, "--html", link, "--force")[0] == 1
    assert mine.read_text() == "mine"
    assert not link.is_symlink()


def test_since_and_exam(run: Run, home: Path) -> None:
    later = (TODAY + timedelta(days=1)).isoformat()
    assert "8 people, 0 answers" in run("report", home, "--since", later)[1]
    out = run("report", home, "--exam", "CSPT")[1]
    assert out.startswith("CSPT: ")
    assert "8 people with another exam left out" in out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--since", "yesterday"), 2, "--since takes a day like 2027-01-04"),
        (("--exam", "driving"), 1, "there is no exam driving; there are ptce, excpt, cspt"),
    ],
)
def test_arguments_that_make_no_sense(
    run: Run, home: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    found, _, err = run("report", home, *words)
    assert found == code
    assert told in err


def test_nothing_there(run: Run, tmp_path: Path) -> None:
    code, out, err = run("report", tmp_path / "nowhere")
    assert (code, out) == (1, "")
    assert "no such file or folder" in err
    assert "cohort list" in err
    assert "no progress file was found" in err


def test_lines_keep_figures_and_names_apart(run: Run, home: Path) -> None:
    assert cohort_report._kept("  5 % (1-20)  Ann  <x>\n") == "  5 % (1-20)  Ann  <x>"


def test_of_open_quizzes_nothing_counts_and_the_report_says_so(run: Run, tmp_path: Path) -> None:
    new = tmp_path / "new.toml"
    new.write_bytes(file_for("Maria", *sat(1, quizzes=1).blocks[:-1]))
    assert "0 of them first ones; answers count once the quiz" in run("report", new)[1]


def test_a_report_made_before_joins_no_table_unless_its_rows_are_asked_for(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("report", home)
    assert "8 people" in first[1]
    monkeypatch.setattr("examprep.cohort.gathering._read", lambda *_: pytest.fail("it was read"))
    assert run("report", home) == first
