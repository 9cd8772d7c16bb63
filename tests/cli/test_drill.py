"""`examprep drill`: arguments, and a drill as plain lines from the first question to its result."""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from examprep.attempts.attempt import Attempt
from examprep.banks.variants import variant
from examprep.cli import drill, main
from examprep.cli.lines.console import Console
from examprep.cli.plain import take
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.errors import NotAllowed, UsageFault
from tests.cli.quizzes import FakeClock, Script, Step
from tests.factories import write_bank, write_templates


class Drills:
    """Dialogues of one candidate with one desk, who knows every answer."""

    def __init__(self, banks: Path) -> None:
        self.banks = banks
        self.clock = FakeClock()
        self.code = -1
        self.open()

    def open(self) -> None:
        """Open everything anew, as a new process would."""
        self.desk = Desk.open([self.banks])
        self.desk.times = self.clock.times

    def __call__(self, arguments: str, *steps: Step, user: str = "Maria") -> str:
        """Drill and give everything that was said."""
        args = arguments_of(f"{arguments} --plain --user {user}")
        said = io.StringIO()
        self.code = take(self.desk, args, drill.plan_of(args), Console(Script(steps, said), said))
        return said.getvalue()

    @property
    def open_drill(self) -> Attempt:
        """Give the drill left open."""
        assert self.desk.record is not None
        (attempt,) = self.desk.record.state.open.values()
        return attempt

    def right(self, _: str) -> str:
        """Type the answer to the question that was asked last."""
        return self._number(mistake=False)

    def slip(self, _: str) -> str:
        """Type the number of the first mistake that the question knows."""
        return self._number(mistake=True)

    def after(self, seconds: float, step: Callable[[str], str]) -> Step:
        """Take some time before a step."""

        def late(said: str) -> str:
            self.clock.seconds += seconds
            return step(said)

        return late

    def _number(self, *, mistake: bool) -> str:
        asked = self.open_drill.slots[-1]
        item = variant(self.desk.library.items([asked.item])[asked.item], asked.seed)
        return item.mistakes[0].answer if mistake else item.answer


def arguments_of(line: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    drill.configure(parser)
    return parser.parse_args(line.split())


@pytest.fixture
def drills(tmp_path: Path) -> Drills:
    write_templates(tmp_path / "banks")
    write_bank(tmp_path / "banks")
    return Drills(tmp_path / "banks")


def test_the_seed_and_the_topics_are_read():
    args = arguments_of("--seed 7 --topic iv-rates --topic doses supply")
    assert drill.plan_of(args) == Plan("drill", seed=7)
    assert args.topic == ["iv-rates", "doses", "supply"]


@pytest.mark.parametrize("seed", ["-1", "x", "1.5", "99999999999"])
def test_a_seed_that_is_none_is_a_usage_fault(seed: str):
    with pytest.raises(UsageFault, match="--seed takes a whole number"):
        drill.plan_of(arguments_of(f"--seed={seed}"))


def test_without_a_terminal_the_app_says_how_to_drill_in_lines(capsys):
    assert main(["drill"]) == 2
    assert "examprep drill --plain" in capsys.readouterr().err


def test_an_unknown_topic_is_said_with_the_nearest(drills: Drills):
    with pytest.raises(UsageFault, match="nearest: calc:iv-rates"):
        drills("--topic iv-rate")


def test_a_topic_without_calculations_is_refused(drills: Drills):
    with pytest.raises(NotAllowed, match="nothing to drill"):
        drills("--topic basics")


def test_a_report_in_a_drill_can_be_about_the_question_before(drills: Drills):
    said = drills("--topic doses", drills.right, "report stale", "go 1", "report odd", "quit")
    asked = re.findall(r"^Question (\d)$", said, re.MULTILINE)
    assert asked == ["1", "2", "1"]
    assert re.findall(r"^Reported: question (\d), which", said, re.MULTILINE) == ["2", "1"]
    assert said.count("Was it about question 1? Type go 1, then report it there.") == 1


def test_a_drill_goes_from_question_to_question_until_it_is_finished(drills: Drills):
    said = drills(
        "--topic doses",
        drills.after(41, drills.right),
        drills.after(30, drills.slip),
        "finish",
    )
    assert said.startswith("Drill, Doses by weight\nType your answer; next skips a question, ")
    assert not re.search(r"Question \d+ of", said)
    first, second, third = re.split(r"\nQuestion \d\n", said)[1:]
    assert re.search(r"saved\nRight\.\n(.*\n)*Doses by weight: 1 of 1 right, 41 s\n", first)
    assert "Not right. The weight was halved." in second
    assert "Doses by weight: 1 of 2 right, 36 s each" in second
    assert "Type the number in mg." in third
    assert "Score: 1 of 2, 50 %" in third
    assert "By kind:\nDoses by weight: 1 of 2 right, 36 s each, steady" in third
    assert re.search(r"Missed\n2\. A patient of ", third)
    assert drills.code == 0
    assert drills.desk.record.state.open == {}


def test_each_kind_is_named_as_its_turn_comes(drills: Drills):
    said = drills("--seed 4", *[drills.right] * 3, "finish")
    for title in ("IV rates", "Days supply", "Doses by weight"):
        assert f"{title}: 1 of 1 right, 0 s\n" in said
        assert f"{title}: 1 of 1 right, 0 s, steady\n" in said
    assert said.startswith("Drill\n")


def test_next_skips_and_the_skipped_one_counts_for_nothing(drills: Drills):
    said = drills("--topic iv-rates", "next", drills.right, "next", "next", "finish")
    assert "Question 5\n" in said
    assert "Score: 1 of 1, 100 %" in said
    assert "Type finish again" not in said


def test_a_skipped_question_can_be_gone_back_to(drills: Drills):
    def first(_: str) -> str:
        return drills.desk.resume(drills.open_drill).item(0).answer

    said = drills("--topic iv-rates", "next", "go 1", first, "finish")
    assert said.count("Question 2\n") == 2  # after the answer, the one that waits
    assert "Question 3\n" not in said
    assert "Score: 1 of 1, 100 %" in said


def test_undo_takes_the_last_answer_back_and_asks_it_again(drills: Drills):
    said = drills("--topic doses", drills.slip, "undo", "finish")
    assert "The answer to question 1 is taken back." in said
    assert "No question was answered." in said


def test_a_drill_left_by_the_end_of_input_is_gone_on_with(drills: Drills):
    said = drills("--topic doses", drills.right)
    assert "Everything is kept. To go on:\nexamprep drill --plain --resume --user Maria" in said
    waiting = drills.open_drill.slots[-1]
    drills.desk.library.close()
    drills.open()
    said = drills("--resume", drills.right, "finish")
    assert said.startswith("Drill, Doses by weight\n")
    assert "Question 2\n" in said
    assert "Score: 2 of 2, 100 %" in said
    assert drills.desk.record.state.finished
    assert waiting.item == "calc/weight"


def test_resume_means_the_drill_whatever_else_is_open(drills: Drills):
    drills("--topic doses", drills.right)
    drills.clock.seconds += 60
    drills.desk.start(Plan("quiz", 2, topics=("demo",))).save_now()
    assert drills("--resume", "quit").startswith("Drill, Doses by weight\n")


def test_resume_without_an_open_drill_says_how_to_start_one(drills: Drills):
    drills("--topic doses", drills.right, "finish")
    drills.desk.start(Plan("quiz", 2, topics=("demo",))).save_now()
    with pytest.raises(NotAllowed, match="No drill is open; start one: examprep drill --plain"):
        drills("--resume")


def test_another_drill_still_open_is_named(drills: Drills):
    drills("--topic doses", drills.right)
    said = drills("--topic iv-rates", "finish")
    assert "1 drill is still open. To go on there:\nexamprep drill --plain --resume" in said


@pytest.mark.parametrize("words", [(), ("quit",), ("next", "quit"), ("finish",)])
def test_a_drill_without_an_answer_leaves_nothing_behind(drills: Drills, words: tuple[str, ...]):
    said = drills("--topic doses", *words)
    assert "Everything is kept" not in said
    assert ("No question was answered." in said) == ("finish" in words)
    assert "0 %" not in said
    state = drills.desk.record.state
    assert state.left_open() == []
    assert all(one.questions == 0 for one in state.finished.values())


def test_the_same_seed_asks_the_same(drills: Drills):
    first = drills("--seed 11", drills.right, drills.slip, drills.right, "quit")
    again = drills("--seed 11", drills.right, drills.slip, drills.right, "quit", user="Ben")
    assert first.replace("Maria", "Ben") == again


def test_unclear_input_is_asked_again(drills: Drills):
    said = drills("--topic doses", "12 mL", drills.right, "finish")
    assert "Give the answer in mg." in said
    assert "Score: 1 of 1, 100 %" in said


def test_a_thousand_questions_are_the_end(drills: Drills, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("examprep.progress.sitting.MOST_SLOTS", 2)
    said = drills("--topic doses", drills.right, drills.right, "finish")
    assert "A drill has at most 2 questions; start another." in said
    assert "Score: 2 of 2, 100 %" in said


def test_a_drill_is_gone_on_with_where_it_was_left_not_at_what_was_skipped(drills: Drills):
    drills("--topic doses", drills.right, "next", drills.right, "quit")
    said = drills("--resume", "quit")
    assert re.findall(r"\nQuestion (\d)\n", said) == ["4"]


def test_behind_the_last_question_enter_gives_the_result_though_one_was_skipped(
    drills: Drills, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("examprep.progress.sitting.MOST_SLOTS", 2)
    said = drills("--topic doses", "next", drills.right, "x", "")
    assert "This drill has no more questions.\nPress Enter for the result." in said
    assert "Score: 1 of 1, 100 %" in said
    assert "quiz" not in said


def test_of_two_windows_on_one_question_each_is_told_which_answer_counts(drills: Drills):
    drills("--topic doses", drills.right, "quit")
    other = Drills(drills.banks)

    def in_the_other_window(_: str) -> None:
        other("--resume", other.right, "quit")

    said = drills("--resume", in_the_other_window, drills.slip, "quit")
    assert "Question 2 was answered first in another window; that answer counts." in said
    assert said.count("saved") == 0
    assert said.index("another window") < said.index("Right.")
    state = Desk.open([drills.banks]).record.state
    assert state.latest_open().credit == 2.0


def test_a_drill_ended_in_another_window_says_so_and_counts_what_was_answered(drills: Drills):
    drills("--topic doses", drills.right, "quit")
    other = Drills(drills.banks)

    def in_the_other_window(_: str) -> None:
        other("--resume", "finish")

    said = drills("--resume", in_the_other_window, drills.right, drills.right)
    assert "saved\n" in said
    assert "This drill was ended in another window; what you answered here counts too." in (
        " ".join(said.split())
    )
    assert "Score: 2 of 2, 100 %" in said
    (summary,) = Desk.open([drills.banks]).record.state.finished.values()
    assert (summary.answered, summary.credit) == (2, 2.0)
