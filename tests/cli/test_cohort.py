"""`examprep cohort add|list|remove`, as an instructor runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.cohort.registry import registry_path, sources_of
from tests.cohort.handed import write_class

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main(["cohort", *map(str, arguments)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return go


def test_a_cohort_is_added_listed_and_removed(run: Run, tmp_path: Path) -> None:
    home = write_class(tmp_path / "class", 3)
    code, out, err = run("add", "Tuesday class", home)
    assert (code, out, err) == (0, "", "Tuesday class: 1 source; added 3 files of 3 people\n")
    run("add", "TUESDAY class", home / "c-00000.toml", home)
    assert run("list")[1].splitlines() == ["Tuesday class", f"  {home}", f"  {home}/c-00000.toml"]
    known = json.loads(run("list", "--json")[1])
    assert known == [{"name": "Tuesday class", "sources": [str(home), f"{home}/c-00000.toml"]}]
    assert sources_of(["tuesday Class", "other.toml"])[::2] == [home, Path("other.toml")]
    assert run("remove", "tuesday class")[0] == 0
    assert run("list") == (0, "", "no class yet: examprep cohort add NAME FOLDER\n")
    assert len(list(home.iterdir())) == 3


def test_files_and_people_are_counted_apart(run: Run, tmp_path: Path) -> None:
    home = write_class(tmp_path / "class", 3)
    whole = (home / "c-00000.toml").read_bytes()
    (home / "c-00000 (conflicted copy).toml").write_bytes(whole)
    (home / "notes.toml").write_bytes(b"nothing")
    err = run("add", "one", home)[2]
    assert err == "one: 1 source; added 5 files of 3 people, 1 file that cannot be used\n"


def test_relative_sources_stay_where_they_were(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_class(tmp_path / "class", 1)
    monkeypatch.chdir(tmp_path)
    run("add", "one", "class")
    monkeypatch.chdir("/")
    assert sources_of(["one"]) == [tmp_path / "class"]


def test_a_source_that_went_away_is_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    run("add", "one", tmp_path / "class")
    (tmp_path / "class").rmdir()
    assert run("list")[1].endswith("(not there now)\n")


@pytest.mark.parametrize("name", ["../x", "a/b", "", "\x1b", "x" * 81])
def test_a_name_that_cannot_be_one(run: Run, tmp_path: Path, name: str) -> None:
    code, _, err = run("add", name, tmp_path)
    assert code == 1
    assert "a cohort's name" in err
    assert not registry_path().exists()


def test_a_source_that_is_not_there(run: Run, tmp_path: Path) -> None:
    code, _, err = run("add", "one", tmp_path / "nowhere")
    assert code == 2
    assert "no such file or folder" in err


def test_a_cohort_that_is_not_there(run: Run, tmp_path: Path) -> None:
    run("add", "one", tmp_path)
    code, _, err = run("remove", "two")
    assert (code, err) == (1, "examprep: there is no cohort two; there are one\n")


@pytest.mark.parametrize("text", ["x = ", "cohort = 5", "[[cohort]]\nname = 'x'", "cohort = [3]"])
def test_a_damaged_list_is_said_and_kept(run: Run, tmp_path: Path, text: str) -> None:
    registry_path().parent.mkdir(parents=True)
    registry_path().write_text(text)
    for words in (["list"], ["add", "one", tmp_path], ["remove", "one"]):
        code, _, err = run(*words)
        assert code == 1
        assert "the list of cohorts is damaged" in err
    assert registry_path().read_text() == text


def test_a_name_with_markup_stays_one_line(run: Run, tmp_path: Path) -> None:
    run("add", "a [red]b \x1b[31m\n=1", tmp_path)
    assert run("list")[1].splitlines()[0] == "a [red]b [31m =1"


def test_topics_of_parquet_rows_are_summed_by_the_engine(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("ibis")
    home = write_class(tmp_path / "class", 4)
    assert run("report", home, "--exam", "ptce", "--parquet", tmp_path / "out")[0] == 0
    rows = tmp_path / "out" / "responses.parquet"
    code, out, err = run("topics", rows, "--json")
    assert (code, err) == (0, "")
    sums = json.loads(out)
    assert sum(one["firsts"] + one["repeats"] for one in sums) == 32
    assert "first" in run("topics", rows)[1]
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"no rows")
    assert run("topics", bad)[0] == 1
    assert run("topics", tmp_path / "none.parquet")[2].count("\n") == 1


def test_a_folder_without_files_is_taken_and_told(run: Run, tmp_path: Path) -> None:
    code, _, err = run("add", "one", tmp_path)
    assert code == 0
    assert "no .toml file is there yet" in err
