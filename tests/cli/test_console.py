"""The dialogue's two ends: wrapping, escape codes, signals, and ends that break off."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Iterator

import pytest

from examprep.cli.lines.console import LONGEST_LINE, Console, Signals, Stopped, may_use_codes
from tests.cli.quizzes import Talk


def console(typed: str = "", **more: object) -> tuple[Console, io.StringIO]:
    said = io.StringIO()
    return Console(io.StringIO(typed), said, **more), said  # type: ignore[arg-type]


def test_lines_are_wrapped_at_the_width_and_hang() -> None:
    one, said = console(width=20)
    one.say("1. aspirin and ibuprofen tablets", "", "x", hang="   ")
    assert said.getvalue() == "1. aspirin and\n   ibuprofen tablets\n\nx\n"


def test_units_are_not_broken_at_hyphens() -> None:
    one, said = console(width=20)
    one.say("give the patient mg-per-kg")
    assert said.getvalue() == "give the patient\nmg-per-kg\n"


def test_a_very_narrow_terminal_still_shows_words() -> None:
    one, _ = console(width=0)
    assert one.width == 20


def test_control_characters_are_shown_as_what_they_are_not() -> None:
    one, said = console()
    one.say("\x1b[31mred\x07")
    one.head("\x9b2J")
    assert said.getvalue() == "\ufffd[31mred\ufffd\n\n\ufffd2J\n"


def test_only_a_heading_is_bold_and_only_if_wanted() -> None:
    one, said = console(bold=True)
    one.head("Question 1 of 2")
    one.say("stem")
    assert said.getvalue() == "\n\x1b[1mQuestion 1 of 2\x1b[0m\nstem\n"


@pytest.mark.parametrize(
    ("variables", "allowed"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_codes_are_for_terminals_that_want_them(
    variables: dict[str, str], allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert may_use_codes() is allowed


def test_the_prompt_is_for_people() -> None:
    one, said = console("1\n", prompt=True)
    assert one.ask() == "1"
    assert said.getvalue() == "> "


def test_no_sign_is_read_aloud_before_every_answer() -> None:
    one, said = console("1\n", prompt=True, quiet=True)
    assert one.ask() == "1"
    assert said.getvalue() == ""


def test_a_line_from_aside_brings_the_prompt_back() -> None:
    one, said = console(prompt=True)
    one.interject("1 min left")
    assert said.getvalue() == "\n1 min left\n> "


def test_the_last_line_counts_without_its_end() -> None:
    one, _ = console(" 1 \r\n\n2")
    assert [one.ask(), one.ask(), one.ask(), one.ask()] == ["1", "", "2", None]


@pytest.mark.parametrize("length", [LONGEST_LINE, LONGEST_LINE * 3 + 5])
def test_an_endless_line_is_one_line_that_answers_nothing(length: int) -> None:
    one, _ = console("1" + " " * length + "\n2\n")
    assert [one.ask(), one.ask()] == ["\ufffd", "2"]


class _Broken(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError

    def readline(self, size: int = -1) -> str:  # type: ignore[override]
        raise OSError(5, "the terminal is gone")


def test_nobody_at_the_other_end_stops_the_dialogue_in_silence() -> None:
    with pytest.raises(Stopped) as unheard:
        Console(io.StringIO(), _Broken()).say("x")
    with pytest.raises(Stopped) as unasked:
        Console(_Broken(), io.StringIO()).ask()
    assert unheard.value.silent
    assert unasked.value.silent
    Console(io.StringIO(), _Broken()).interject("said to nobody")


@pytest.fixture
def signals() -> Iterator[Signals]:
    with Signals() as caught:
        yield caught


def test_a_signal_waits_until_what_runs_is_done(signals: Signals) -> None:
    signal.raise_signal(signal.SIGTERM)
    one = Console(io.StringIO("1\n"), io.StringIO(), signals=signals)
    with pytest.raises(Stopped) as stopped:
        one.ask()
    assert stopped.value.silent


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no hangup")
@pytest.mark.parametrize(
    ("name", "silent"), [("SIGINT", False), ("SIGTERM", True), ("SIGHUP", True)]
)
def test_a_signal_ends_the_wait_for_a_line(signals: Signals, name: str, silent: bool) -> None:
    class Reader(io.StringIO):
        def readline(self, size: int = -1) -> str:  # type: ignore[override]
            signal.raise_signal(getattr(signal, name))
            return "1\n"

    with pytest.raises(Stopped) as stopped:
        Console(Reader(), io.StringIO(), signals=signals).ask()
    assert stopped.value.silent is silent


def test_signals_go_back_to_who_had_them() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Signals():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_ctrl_c_is_like_quit(talk: Talk) -> None:
    def press(_: str) -> None:
        raise Stopped(silent=False)

    said = talk("--topic many -n 3", "1", press)
    assert "Everything is kept." in said
    assert talk.open_attempt.answered == 1
    assert talk.code == 0


def test_a_hangup_saves_and_says_nothing_more(talk: Talk) -> None:
    def hang_up(_: str) -> None:
        raise Stopped(silent=True)

    said = talk("--topic many -n 3", "1", hang_up)
    assert "kept" not in said
    assert talk.open_attempt.answered == 1
    assert talk.open_attempt.paused
    assert talk.code == 0
