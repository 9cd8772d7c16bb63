"""The Tab key: what a shell is offered, and that the shells here take the scripts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.progress.candidates import Candidates
from tests.progress.making import START

ROOT = Path(__file__).parents[2]


def offered(line: str, folder: Path) -> list[str]:
    """Ask as the scripts of the shells do."""
    answer = folder / "answer"
    asking = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
        "COMP_TYPE": "9",
    }
    run = [sys.executable, "-m", "examprep"]
    env = os.environ | asking | {"PYTHONPATH": str(ROOT)}
    subprocess.run(run, env=env, cwd=folder, check=True, capture_output=True)
    return answer.read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("examprep qu", "quiz"),
        ("examprep bank che", "check"),
        ("examprep quiz --ben", ""),
        ("examprep quiz --ban", "--bank"),
        ("examprep quiz --bank pharmacy-l", "pharmacy-law"),
        ("examprep quiz --user Ma", "Maria"),
        ("examprep bank show pharmacy-law/law-0112", "pharmacy-law/law-0112"),
        ("examprep card house", "household"),
        ("examprep exam csp", "cspt"),
        ("examprep help comp", "completion"),
        ("examprep bank check my", "my-bank/"),
    ],
)
def test_what_can_follow_is_offered(line: str, wanted: str, tmp_path: Path) -> None:
    Candidates().create("Maria", START)
    (tmp_path / "my-bank").mkdir()
    assert wanted in offered(line, tmp_path)


def test_a_damaged_file_offers_nothing_and_says_nothing(tmp_path: Path, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "cohorts.toml").write_text("cohort = 3", encoding="utf-8")
    assert "tuesday" not in offered("examprep cohort report tue", tmp_path)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_gets_a_script_and_is_told_where_it_belongs(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    said = capsys.readouterr()
    assert "examprep" in said.out
    assert f"examprep completion {shell}" in said.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shells_here_can_read_their_script(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    assert main(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    check = [shell, "--no-execute" if shell == "fish" else "-n", str(script)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "fish"]) == 0
    script = tmp_path / "examprep.fish"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    program = tmp_path / "examprep"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m examprep "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    asked = f'source {script}; complete -C "examprep bank che"'
    run = ["fish", "--no-config", "-c", asked]
    done = subprocess.run(run, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "check"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    program = tmp_path / "examprep"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m examprep "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    ask = """
COMP_WORDS=(examprep bank che); COMP_CWORD=2; COMP_LINE="examprep bank che"; COMP_TYPE=9
COMP_POINT=${#COMP_LINE}; _python_argcomplete examprep; printf '%s\\n' "${COMPREPLY[@]}"
"""
    env = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "--norc", "-c", script + ask], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["check"]
