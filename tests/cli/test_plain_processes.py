"""The line mode as a process of its own: pipes, signals, and a real terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from examprep.places import candidates_folder, data_folder
from examprep.progress.journal import Journal
from tests.cli.quizzes import write_bank

PLAIN = [sys.executable, "-m", "examprep", "quiz", "--plain"]
COMMAND = [*PLAIN, "--bank", "tiny", "--seed", "7"]
SECONDS = 60
pexpect = pytest.importorskip("pexpect")
not_windows = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix signals")


@pytest.fixture(autouse=True)
def installed() -> None:
    """The small bank among the user's own."""
    write_bank(data_folder() / "banks")


def run(typed: str, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [*(PLAIN if "--resume" in arguments else COMMAND), *arguments]
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, check=False, timeout=SECONDS, **more
    )


def responses() -> int:
    paths = list(candidates_folder().glob("*.toml"))
    return sum(len(Journal.open(path).load().blocks.get("response", ())) for path in paths)


def test_answers_can_come_through_a_pipe() -> None:
    done = run("1\n2\n", "--topic", "many", "-n", "2", "--user", "Maria")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.count("\nsaved\n") == responses() == 2
    assert "\nScore: " in done.stdout


def test_a_pipe_never_gets_codes_nor_prompts() -> None:
    environment = {**os.environ, "TERM": "xterm-256color", "FORCE_COLOR": "1"}
    done = run("1\n?\n", "--topic", "one", "--user", "Maria", env=environment)
    assert "\x1b" not in done.stdout
    assert "> " not in done.stdout


def test_a_quiz_goes_on_in_the_next_process() -> None:
    first = run("1\n", "--topic", "many", "-n", "2", "--user", "Maria")
    assert "Everything is kept." in first.stdout
    second = run("1\n\n", "--resume")
    assert second.stdout.count("Question 2 of 2") == 1
    assert "Score: " in second.stdout
    assert responses() == 2


def test_nothing_typed_and_no_name_is_exit_2_in_one_line() -> None:
    done = run("")
    assert done.returncode == 2
    assert done.stderr == "examprep quiz: nobody is at the desk; give a name with --user\n"


def test_nothing_open_is_exit_1_in_one_line() -> None:
    done = run("", "--resume", "--user", "Maria")
    assert done.returncode == 1
    assert done.stderr == "examprep: No quiz is open; start one: examprep quiz --plain\n"


def test_bytes_that_are_no_text_are_asked_again() -> None:
    done = subprocess.run(
        [*COMMAND, "--topic", "one", "--user", "Maria"],
        input=b"\xff\xfe\x00\n1\n",
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0
    assert b"Type one number from 1 to 3." in done.stdout
    assert b"\nsaved\n" in done.stdout


def test_a_terminal_of_few_letters_still_gets_every_word() -> None:
    bank = data_folder() / "banks" / "tiny.toml"
    text = bank.read_text(encoding="utf-8").replace(
        "Which one is right?", "5 \u00b5g or \u2265 5 mg?"
    )
    bank.write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = run("1\n", "--topic", "one", "--user", "Maria", env=environment)
    assert done.returncode == 0
    assert r"5 \N{MICRO SIGN}g or \N{GREATER-THAN OR EQUAL TO} 5 mg?" in done.stdout


@not_windows
def test_a_reader_that_goes_away_ends_the_quiz_without_noise() -> None:
    command = [*COMMAND, "--topic", "many", "-n", "9", "--user", "Maria"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True) as process:  # type: ignore[call-overload]
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write("1\n" * 9)
        process.stdin.close()
        assert process.stderr.read() == ""
        assert process.wait(SECONDS) == 0


@not_windows
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_keeps_what_was_answered(name: str) -> None:
    command = [*COMMAND, "--topic", "many", "-n", "9", "--user", "Maria"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True) as process:  # type: ignore[call-overload]
        process.stdin.write("1\n")
        process.stdin.flush()
        for line in process.stdout:
            if line.startswith("Question 2"):
                break
        process.send_signal(getattr(signal, name))
        assert process.wait(SECONDS) == 0
        assert process.stderr.read() == ""
    assert responses() == 1
    assert "[[pause]]" in (candidates_folder() / "maria.toml").read_text(encoding="utf-8")


@pytest.fixture
def terminal(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A terminal of 60 columns in which the line mode runs."""
    environment = {**os.environ, "TERM": "xterm", **getattr(request, "param", {})}
    arguments = [*COMMAND[1:], "--topic", "many", "-n", "2"]
    child = pexpect.spawn(COMMAND[0], arguments, env=environment, encoding="utf-8", timeout=SECONDS)
    child.setwinsize(20, 60)
    yield child
    child.close(force=True)


@not_windows
def test_in_a_terminal_a_person_is_led_through(terminal: Any) -> None:
    terminal.expect_exact("What is your name?")
    terminal.expect_exact("> ")
    terminal.sendline("Maria")
    terminal.expect_exact("\x1b[1mQuestion 1 of 2\x1b[0m\r\n")
    terminal.expect_exact("> ")
    terminal.sendline("1")
    terminal.expect_exact("\r\nsaved\r\n")
    terminal.expect_exact("\x1b[1mQuestion 2 of 2\x1b[0m\r\n")
    terminal.expect_exact("> ")
    terminal.sendcontrol("c")
    terminal.expect_exact("Everything is kept. To go on:\r\nexamprep quiz --plain --resume\r\n")
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 0
    assert responses() == 1


@not_windows
@pytest.mark.parametrize("terminal", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], indirect=True)
def test_a_terminal_that_wants_no_codes_gets_none(terminal: Any) -> None:
    terminal.expect_exact("> ")
    terminal.sendline("Maria")
    terminal.expect_exact("Question 1 of 2")
    terminal.sendline("?")
    terminal.sendline("1")
    terminal.sendline("2")
    terminal.sendline("")
    terminal.expect(pexpect.EOF)
    assert "\x1b" not in terminal.before
    assert "Score: " in terminal.before


@not_windows
def test_a_terminal_that_closes_keeps_what_was_answered(terminal: Any) -> None:
    terminal.expect_exact("> ")
    terminal.sendline("Maria")
    terminal.expect_exact("Question 1 of 2")
    terminal.sendline("1")
    terminal.expect_exact("Question 2 of 2")
    process = terminal.pid
    terminal.close(force=False)
    assert not _runs(process)
    assert responses() == 1


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
