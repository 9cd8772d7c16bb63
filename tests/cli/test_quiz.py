"""The arguments of `examprep quiz`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.cli.quiz import plan_of
from examprep.cli.topics import paced, resolve
from examprep.desk.plan import Plan
from examprep.errors import UsageFault
from examprep.places import data_folder
from examprep.settings import Settings
from tests.cli.quizzes import Talk, arguments_of, write_bank


def plan(line: str, settings: Settings | None = None) -> Plan:
    return plan_of(arguments_of(line), settings or Settings())


@pytest.fixture
def installed() -> Path:
    """The small bank among the user's own."""
    return write_bank(data_folder() / "banks")


def test_without_arguments_the_settings_decide() -> None:
    assert plan("") == Plan(kind="tutor", count=20, mode="mixed")
    assert plan("", Settings(mode="quiz", questions=7)) == Plan(kind="quiz", count=7)
    assert plan("", Settings(mode="nonsense")).kind == "tutor"


def test_arguments_make_the_plan() -> None:
    made = plan("-n 5 --seconds 90 --mode tutor --choose new --seed 7")
    assert made == Plan(kind="tutor", count=5, mode="new", seconds=90.0, seed=7)


def test_a_limit_alone_makes_the_quiz_timed() -> None:
    assert plan("--seconds 90").kind == "quiz"


def test_a_review_asks_what_was_missed() -> None:
    assert (plan("--mode review").kind, plan("--mode review").mode) == ("review", "missed")
    assert plan("--mode review --choose random").mode == "random"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("-n 0", "-n takes a whole number from 1 to 500"),
        ("-n 501", "-n takes a whole number from 1 to 500"),
        ("-n ten", "-n takes a whole number from 1 to 500"),
        ("-n -3", "-n takes a whole number from 1 to 500"),
        ("-n 1e2", "-n takes a whole number from 1 to 500"),
        ("-n \u0663", "-n takes a whole number from 1 to 500"),
        ("-n " + "9" * 5000, "-n takes a whole number from 1 to 500"),
        ("--seconds 0", "--seconds takes a whole number from 1 to 86400"),
        ("--seconds nan", "--seconds takes a whole number from 1 to 86400"),
        ("--seed 2147483648", "--seed takes a whole number from 0 to 2147483647"),
    ],
)
def test_a_bad_number_is_one_line_and_exit_2(
    line: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quiz", "--plain", *line.split()]) == 2
    assert capsys.readouterr() == ("", f"examprep quiz: {fault}\n")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["tiny"], ("tiny",)),
        (["tiny:one"], ("tiny:one",)),
        (["one"], ("tiny:one",)),
        (["steps"], ("tiny:steps",)),
        (["tiny:steps"], ("tiny:steps",)),
        (["steps/wash"], ("tiny:steps/wash",)),
        (["volumes"], ("tiny:sum",)),
        (["single  ANSWERS"], ("tiny:one",)),
        (["tiny bank"], ("tiny",)),
        (["one", "sum", "one"], ("tiny:one", "tiny:sum")),
    ],
)
def test_a_topic_has_several_names(talk: Talk, words: list[str], found: tuple[str, ...]) -> None:
    assert resolve(talk.desk.library, [], words) == found


def test_banks_alone_stand_for_all_their_topics(talk: Talk) -> None:
    assert resolve(talk.desk.library, ["tiny", "tiny"], []) == ("tiny",)
    assert resolve(talk.desk.library, [], []) == ()


def test_topics_are_looked_for_in_the_banks_named(talk: Talk) -> None:
    text = (talk.banks / "tiny.toml").read_text(encoding="utf-8")
    other = text.replace('id = "tiny"', 'id = "other"').replace("Tiny bank", "Other bank")
    (talk.banks / "other.toml").write_text(other, encoding="utf-8")
    talk.desk.library.close()
    talk.open()
    library = talk.desk.library
    assert resolve(library, [], ["one"]) == ("other:one", "tiny:one")
    assert resolve(library, ["tiny"], ["one"]) == ("tiny:one",)
    with pytest.raises(UsageFault, match=r'"volumes" fits several topics: other:sum, tiny:sum'):
        resolve(library, [], ["volumes"])


@pytest.mark.parametrize(
    ("only", "words", "fault"),
    [
        (["tinny"], [], 'there is no bank "tinny"; nearest: tiny'),
        (["xxxxxxx"], [], 'there is no bank "xxxxxxx"; see: examprep bank list'),
        ([], ["summ"], 'there is no topic "summ"; nearest: tiny:sum'),
        ([], ["tiny:several2"], 'there is no topic "tiny:several2"; nearest: tiny:several'),
        ([], ["washing hnds"], 'there is no topic "washing hnds"; nearest: tiny:steps/wash'),
        ([], ["zzzzzz"], 'there is no topic "zzzzzz"; see: examprep bank list'),
        ([], ["answers"], '"answers" fits several topics: tiny:many, tiny:one, tiny:several'),
        ([], [""], 'there is no topic ""; see: examprep bank list'),
        ([], ["\x1b[2Jq9"], 'there is no topic "\ufffd[2Jq9"; see: examprep bank list'),
    ],
)
def test_an_unknown_topic_gives_the_nearest_names(
    talk: Talk, only: list[str], words: list[str], fault: str
) -> None:
    with pytest.raises(UsageFault) as found:
        resolve(talk.desk.library, only, words)
    assert str(found.value) == fault


def test_an_unknown_topic_is_one_line_and_exit_2(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quiz", "--plain", "--bank", "tiny", "--topic", "summ", "--user", "M"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == 'examprep quiz: there is no topic "summ"; nearest: tiny:sum\n'


def test_a_limit_that_was_asked_for_is_kept(talk: Talk) -> None:
    assert paced(talk.desk, Plan(kind="quiz", seconds=90.0)).seconds == 90.0


def test_tutor_mode_has_all_the_time(talk: Talk) -> None:
    assert paced(talk.desk, Plan()).seconds is None


class _App:
    """Takes the place of the app and notes how it was opened."""

    opened: dict[str, object]

    def __init__(self, plan: Plan | None = None, user: str = "", *, resume: bool = False) -> None:
        type(self).opened = {"plan": plan, "user": user} | ({"resume": True} if resume else {})

    def run(self) -> None:
        return None

    def left_behind(self) -> list[object]:
        return []


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> type[_App]:
    monkeypatch.setattr("examprep.tui.app.ExamprepApp", _App)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    _App.opened = {}
    return _App


def test_without_plain_the_app_opens_in_the_quiz(installed: Path, app: type[_App]) -> None:
    assert main(["quiz", "--topic", "tiny:one", "-n", "3", "--seed", "7", "--user", "Maria"]) == 0
    assert app.opened == {"plan": Plan(count=3, topics=("tiny:one",), seed=7), "user": "Maria"}


def test_the_app_gets_the_pace_of_a_timed_quiz(installed: Path, app: type[_App]) -> None:
    assert main(["quiz", "--bank", "tiny", "-n", "3", "--mode", "timed"]) == 0
    plan = app.opened["plan"]
    assert isinstance(plan, Plan)
    assert plan.seconds == 220.0


def test_resume_without_plain_goes_on_in_the_app(app: type[_App]) -> None:
    assert main(["quiz", "--resume"]) == 0
    assert app.opened == {"plan": None, "user": "", "resume": True}


def test_the_bare_command_opens_the_app(app: type[_App]) -> None:
    assert main([]) == 0
    assert app.opened == {"plan": None, "user": ""}


@pytest.mark.parametrize("words", [[], ["quiz"], ["quiz", "--resume"]])
def test_without_a_terminal_the_app_does_not_start(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert "needs a terminal" in capsys.readouterr().err


def test_app_takes_no_quiz(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["app", "--topic", "law"])
    assert left.value.code == 2


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["quiz", "--help"])
    assert left.value.code == 0
    assert "examprep quiz --plain --seconds 600 -n 10" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["quiz", "--plain", "--resume", "-n", "5", "--seed", "3"], "-n, --seed"),
        (["quiz", "--resume", "--bank", "tiny"], "--bank"),
        (["drill", "--plain", "--resume", "--topic", "iv-rates"], "--topic"),
        (["drill", "--resume", "--seed", "0"], "--seed"),
    ],
)
def test_what_an_open_attempt_has_fixed_cannot_be_asked_beside_resume(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = f"--resume goes on as it was begun; leave out {named}"
    assert capsys.readouterr().err == f"examprep {arguments[0]}: {told}\n"


def test_a_terminal_that_can_only_write_lines_gets_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdin, "readline", lambda _: "", raising=False)
    assert main(["drill", "--user", "Maria"]) == 0
    assert capsys.readouterr().out.startswith("Drill\nType your answer;")
