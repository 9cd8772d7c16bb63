"""`examprep bank new`, `edit`, `watch` and `preview`, as a member of a study group uses them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from examprep import places
from examprep.cli import bank_watch, main
from examprep.problems import Problem

ROOT = Path(__file__).parents[2]
# An editor that notes the words it got, then does what a person would: changes a text.
EDITOR = """\
import os, sys
from pathlib import Path
Path(os.environ["NOTED"]).write_text("\\n".join(sys.argv[1:]), encoding="utf-8")
path = Path(sys.argv[-1])
old, new = os.environ["CHANGE"].split("=>")
path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
"""


@pytest.fixture
def bank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A new bank in the folder where one stands."""
    monkeypatch.chdir(tmp_path)
    assert main(["bank", "new", "our-law"]) == 0
    capsys.readouterr()
    return Path("our-law")


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set an editor that changes nothing, and give the file of the words it got."""
    script = tmp_path / "vim.py"
    script.write_text(EDITOR, encoding="utf-8")
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{script}'")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("NOTED", str(tmp_path / "noted"))
    monkeypatch.setenv("CHANGE", "nothing here=>x")
    return tmp_path / "noted"


def test_new_names_its_files_and_says_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["bank", "new", "our-law", "--kinds", "choice, numeric"]) == 0
    captured = capsys.readouterr()
    assert [Path(line).name for line in captured.out.splitlines()] == [
        "bank.toml",
        "choice.toml",
        "numeric.toml",
        "bank.schema.json",
        ".taplo.toml",
    ]
    assert "examprep bank watch our-law --preview" in captured.err
    assert main(["bank", "check", "our-law"]) == 0


def test_new_as_json_gives_id_and_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "new", str(tmp_path / "Our Law"), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["id"] == "our-law"
    assert all(Path(name).is_file() for name in row["files"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--kinds", "choice,nummeric"], "did you mean `numeric`"),
        (["--kinds", "zzz"], "there are: choice, multiple"),
        (["--exam", "ptce-2025"], "there is no exam ptce-2025"),
        (["--from", "x", "--author", "Ana"], "--from takes the bank as it is"),
    ],
)
def test_new_called_wrongly_says_so(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "new", str(tmp_path / "x"), *words]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_new_twice_changes_nothing(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (bank / "bank.toml").read_text("utf-8")
    assert main(["bank", "new", str(bank), "--title", "Other"]) == 1
    assert "our-law has bank.toml already" in capsys.readouterr().err
    assert (bank / "bank.toml").read_text("utf-8") == before


def test_new_copies_a_shipped_bank_by_its_id(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "new", "my-law", "--from", "pharmacy-law"]) == 0
    assert 'id = "my-law"' in Path("my-law/bank.toml").read_text("utf-8")
    assert main(["bank", "new", "again", "--from", str(bank), "--title", "Again"]) == 0
    assert 'title = "Again"' in Path("again/bank.toml").read_text("utf-8")
    assert main(["bank", "new", "third", "--from", "no-such-bank"]) == 1
    assert "there is no bank no-such-bank" in capsys.readouterr().err


def test_edit_opens_the_file_of_an_item_and_checks_it(
    bank: Path, noted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "edit", "choice-example", "--bank", str(bank)]) == 0
    assert noted.read_text("utf-8") == str((bank / "choice.toml").absolute())
    assert capsys.readouterr().err == "our-law/choice.toml: no problems\n"


def test_edit_goes_to_the_line_where_the_editor_can(
    bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run: list[list[str]] = []

    def record(words: list[str], *, check: bool) -> subprocess.CompletedProcess[bytes]:
        run.append(words)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr("examprep.editors.shutil.which", lambda name: f"/bin/{name}")
    monkeypatch.setattr("examprep.editors.subprocess.run", record)
    monkeypatch.setenv("VISUAL", "nano")
    assert main(["bank", "edit", f"{bank / 'order.toml'}:14"]) == 1  # a test has no terminal
    assert "the editor nano needs a terminal" in capsys.readouterr().err
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["bank", "edit", f"{bank / 'order.toml'}:14"]) == 0
    assert run == [["/bin/nano", "+14", str((bank / "order.toml").absolute())]]


def test_edit_prints_the_problems_of_the_file_that_was_edited(
    bank: Path, noted: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHANGE", "angoff = 80=>angoff = 800")
    assert main(["bank", "edit", "our-law/choice.toml"]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("our-law/choice.toml:26: error: choice-example: `angoff`")
    assert captured.err == "our-law/choice.toml: 1 problem\n"
    monkeypatch.setenv("CHANGE", "a=>a")
    assert main(["bank", "edit", "order-example", "--bank", "our-law"]) == 0
    assert "1 problem in other files of the bank" in capsys.readouterr().err
    assert main(["bank", "edit", "our-law/choice.toml", "--json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["line"], row["item"]) == (26, "choice-example")


def test_edit_says_how_the_editor_ended(
    bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' -c 'import sys; sys.exit(4)'")
    assert main(["bank", "edit", str(bank)]) == 0
    assert "the editor ended with 4" in capsys.readouterr().err


def test_edit_of_what_is_not_there_is_one_line(
    bank: Path, noted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "edit", "choise-example", "--bank", str(bank)]) == 1
    assert "did you mean `choice-example`" in capsys.readouterr().err
    assert main(["bank", "edit", "x", "--bank", "no-such-folder"]) == 2
    assert "there is no such file, folder or bank" in capsys.readouterr().err
    assert not noted.exists()


def test_edit_leaves_a_shipped_bank_alone_and_names_the_copy(
    bank: Path,
    noted: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    packaged = tmp_path / "package" / "question_banks"
    packaged.mkdir(parents=True)
    (packaged.parent / "__init__.py").write_text("", encoding="utf-8")
    bank.rename(packaged / "our-law")
    monkeypatch.setattr(places, "shipped_banks", lambda: packaged)
    assert main(["bank", "edit", "our-law/choice-example"]) == 1
    said = capsys.readouterr().err
    assert "is not edited: it ships with the program" in said
    assert not noted.exists()
    command = said.rpartition("examprep ")[2].split()
    assert main(command) == 0  # what it says to do works
    assert main(["bank", "edit", "choice-example", "--bank", "my-our-law"]) == 0
    assert noted.exists()


@pytest.fixture
def told(bank: Path, monkeypatch: pytest.MonkeyPatch) -> list[set[Path]]:
    """What the watching tells, in place of real saves: first, then once it is stopped by Ctrl-C."""
    rounds: list[set[Path]] = []

    def saves(paths: list[Path], *, poll: bool) -> Iterator[set[Path]]:
        for files in rounds:
            for path in files:
                text = path.read_text("utf-8")
                broken = "angoff = 800" in text
                path.write_text(
                    text.replace("= 800", "= 80") if broken else text.replace("= 80", "= 800"),
                    encoding="utf-8",
                )
            yield files
        raise KeyboardInterrupt

    monkeypatch.setattr("examprep.banks.watching.saves", saves)
    return rounds


def test_watch_tells_what_each_save_brought_and_ends_quietly(
    bank: Path, told: list[set[Path]], capsys: pytest.CaptureFixture[str]
) -> None:
    told += [{bank / "choice.toml"}, set(), {bank / "choice.toml"}]
    assert main(["bank", "watch", "our-law"]) == 0
    captured = capsys.readouterr()
    new, mended = captured.out.splitlines()
    assert new.startswith("new: our-law/choice.toml:26: error: choice-example: `angoff`")
    assert mended.startswith("mended: our-law/choice.toml:26: error: choice-example: `angoff`")
    first, begun, *rest = captured.err.splitlines()
    assert first == "checking \u2026"
    assert begun == "watching 1 bank, no problems; a save checks again, Ctrl-C stops"
    assert [line.split(" ", 1)[1] for line in rest] == [
        "choice.toml: 1 new",
        "choice.toml: 1 mended",
    ]


def test_watch_as_json_is_a_line_for_each_save(
    bank: Path, told: list[set[Path]], capsys: pytest.CaptureFixture[str]
) -> None:
    told.append({bank / "choice.toml"})
    assert main(["bank", "watch", "our-law", "--json"]) == 0
    begun, saved = map(json.loads, capsys.readouterr().out.splitlines())
    assert (begun["event"], begun["left"]) == ("begun", [])
    assert (saved["event"], saved["banks"]) == ("saved", ["our-law"])
    assert [row["line"] for row in saved["new"]] == [26]


def test_watch_of_a_long_list_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    many = [Problem(Path("a.toml"), n, "error", "x") for n in range(50)]
    bank_watch._print("new: ", many)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "new: 30 more problems: see examprep bank check"


def test_watch_of_what_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "watch", "no-such-bank"]) == 2
    assert "there is no such file, folder or bank" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_watch_of_real_files_until_ctrl_c(bank: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "examprep", "bank", "watch", "our-law"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        while "watching" not in running.stderr.readline():
            pass
        path = bank / "choice.toml"
        text = path.read_text("utf-8")
        for turn in range(200):  # the watching may begin a moment after its line
            path.write_text(text.replace("= 80", f"= {800 + turn}"), encoding="utf-8")
            if _ready(running.stderr.fileno()):
                break
        assert "`angoff` must be 100 or less" in running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 0
        assert "Traceback" not in running.stderr.read()


def _ready(handle: int) -> bool:
    import select

    return bool(select.select([handle], [], [], 0.2)[0])


def test_preview_needs_one_bank_and_a_terminal(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "preview", "no-such-bank"]) == 2
    assert "there is no such file, folder or bank" in capsys.readouterr().err
    assert main(["bank", "new", "second"]) == 0
    assert main(["bank", "preview", "."]) == 2
    assert "name one bank; 2 are there" in capsys.readouterr().err
    assert main(["bank", "watch", "our-law", "second", "--preview"]) == 2
    assert "name one bank; 2 are there" in capsys.readouterr().err
    assert main(["bank", "preview", str(bank)]) == 2
    assert "try `examprep bank watch`" in capsys.readouterr().err
