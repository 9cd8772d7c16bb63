"""`examprep progress share`, as a candidate runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.progress.candidates import Candidates
from examprep.progress.head import read_head
from tests.cli.test_progress import ATTEMPT, FINISH, GOAL
from tests.progress.making import START, response

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main(["progress", "share", *map(str, arguments)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return go


@pytest.fixture
def maria() -> Path:
    journal = Candidates().create("Maria", START)
    answers = [response("k3f9aa-2"), response("k3f9aa-3", slot=1, credit=0.0, typed="=1")]
    journal.append([GOAL, ATTEMPT, *answers, FINISH])
    return journal.path


def test_a_file_is_written_and_told_of_first(run: Run, maria: Path, tmp_path: Path) -> None:
    code, out, err = run("-o", tmp_path / "out.toml")
    assert (code, out) == (0, "")
    assert err.splitlines()[0].startswith("handed over: 2 answers, ")
    assert "under the name Maria" in err
    assert read_head(tmp_path / "out.toml").name == "Maria"


def test_without_a_name_the_id_is_that_of_the_class(run: Run, maria: Path, tmp_path: Path) -> None:
    for number, group in enumerate(["LAW-2026", "law-2026", "law-2027"]):
        code, _, err = run("--anonymous", "--class", group, "-o", tmp_path / f"{number}.toml")
        assert code == 0
        assert "are left out" in err
    names = [read_head(tmp_path / f"{number}.toml").name for number in range(3)]
    assert names[0] == names[1] != names[2]
    assert all("Maria" not in (tmp_path / f"{n}.toml").read_text() for n in range(3))


def test_a_telling_file_name_is_pointed_at(run: Run, maria: Path, tmp_path: Path) -> None:
    err = run("--anonymous", "--class", "law-2026", "-o", tmp_path / "maria-law.toml")[2]
    assert "the name of the file tells who you are" in err


def test_no_file_is_overwritten(run: Run, maria: Path, tmp_path: Path) -> None:
    (tmp_path / "out.toml").write_text("mine")
    code, _, err = run("-o", tmp_path / "out.toml")
    assert code == 1
    assert "stands there already" in err
    assert (tmp_path / "out.toml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--anonymous"], "--class CODE"),
        (["--anonymous", "--class", "a!"], "at least 4"),
        (["--class", "law-2026"], "goes with --anonymous"),
    ],
)
def test_arguments_that_make_no_sense(
    run: Run, maria: Path, tmp_path: Path, arguments: list[str], word: str
) -> None:
    code, _, err = run(*arguments, "-o", tmp_path / "out.toml")
    assert code == 2
    assert word in err
    assert not (tmp_path / "out.toml").exists()


def test_with_nobody_there_is_nothing_to_share(run: Run, tmp_path: Path) -> None:
    assert run("-o", tmp_path / "out.toml")[0] == 2
