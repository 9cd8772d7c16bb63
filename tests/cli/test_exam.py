"""`examprep exam`: forms for checking, and mock exams from the first line to the report."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from examprep import places
from examprep.cli import main
from examprep.desk.desk import Desk
from examprep.exams.form import shares
from examprep.exams.outlines import outline
from examprep.progress.real import RealResult
from examprep.progress.record import Record
from examprep.progress.state import CandidateState
from tests.cli.quizzes import FakeClock, Script, Step, pick

PTCE = outline("ptce-2026")
QUARTER = 22
HEAD = """\
format = 1
id = "mock"
title = "Mock bank"
version = "1.0.0"
[topics]
"all" = "All areas"
"""
ITEM = """
[[item]]
id = "q-{area}-{number}"
topic = "all"
stem = "Question {number} of area {name}?"
areas = ["ptce-2026:{name}"]
angoff = 70
options = [
  {{ text = "right", key = true }}, {{ text = "wrong" }}, {{ text = "odd" }}, {{ text = "off" }},
]
"""
Exam = Callable[..., tuple[int, str, str]]  # exit code, stdout, stderr


def write_bank(folder: Path, each: int = 6) -> None:
    """Write a bank with so many questions on each area of the PTCE."""
    folder.mkdir(parents=True)
    items = (
        ITEM.format(area=area.replace(".", "-"), name=area, number=number)
        for domain in PTCE.domains
        for area in domain.areas
        for number in range(each)
    )
    (folder / "mock.toml").write_text(HEAD + "".join(items), encoding="utf-8")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def exam(
    tmp_path: Path,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Exam:
    """Run the command with typed lines; give exit code, stdout and stderr."""
    write_bank(tmp_path / "banks")
    monkeypatch.setattr(places, "shipped_banks", lambda: tmp_path / "banks")
    opened = Desk.open

    def open_desk() -> Desk:
        desk = opened()
        desk.times = clock.times
        return desk

    monkeypatch.setattr(Desk, "open", open_desk)

    def run(line: str, *steps: Step) -> tuple[int, str, str]:
        said = io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", Script(steps, said))
            patch.setattr("sys.stdout", said)
            code = main(["exam", *line.split()])
        return code, said.getvalue(), capsys.readouterr().err

    return run


right, wrong = pick("right"), pick("wrong")


def state() -> CandidateState:
    (path,) = places.candidates_folder().glob("*.toml")
    return Record.open(path).state


def rows_of(said: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(said)["slots"]
    return rows


def test_a_form_as_json_has_a_row_for_each_question(exam: Exam) -> None:
    code, said, err = exam("form ptce --seed 7 --json")
    assert (code, err) == (0, "")
    rows = rows_of(said)
    assert len(rows) == len({row["item"] for row in rows}) == PTCE.scored + PTCE.pretest
    assert all({*row} == {"item", "seed", "domain", "area", "pretest"} for row in rows)
    scored = Counter(row["domain"] for row in rows if not row["pretest"])
    wanted = shares([domain.weight for domain in PTCE.domains], PTCE.scored)
    assert [scored[domain.id] for domain in PTCE.domains] == wanted


def test_a_seed_gives_its_form_again_and_another_seed_another(exam: Exam) -> None:
    first, again = (exam("form ptce --seed 7 --json") for _ in range(2))
    assert first == again
    assert exam("form PTCE --seed 8 --json") != first
    assert exam("form ptce-2026 --seed 7 --json") == first


def test_the_form_in_lines_is_the_form_in_json(exam: Exam) -> None:
    rows = rows_of(exam("form ptce --seed 7 --length quarter --json")[1])
    lines = exam("form ptce --seed 7 --length quarter")[1].splitlines()
    assert len(lines) == len(rows) == QUARTER
    for line, row in zip(lines, rows, strict=True):
        assert line.split()[:2] == [row["area"], row["item"]]
        assert line.endswith("tried out") == row["pretest"]


def test_a_form_that_the_banks_cannot_fill_names_what_is_missing(exam: Exam) -> None:
    code, said, err = exam("form excpt --json")
    assert code == 1
    assert len(rows_of(said)) < 120
    assert all(re.fullmatch(r"[\w.]+: \d+ items? missing", line) for line in err.splitlines())
    assert err


NAMES = "name one exam: cspt, cspt-2023, excpt, excpt-2023, ptce, ptce-2020, ptce-2026"
MINUTES = "--minutes takes a whole number from 1 to 1440"
EXTRA = "--extra takes 1.25, 1.5, 2"
SEED = "--seed takes a whole number from 0 to 2147483647"
FAULTS = {
    "": NAMES,
    "nclex": NAMES,
    "ptce cspt": NAMES,
    "ptce --extra 3": EXTRA,
    "ptce --extra much": EXTRA,
    "ptce --extra 1,5": EXTRA,
    "ptce --seed -1": SEED,
    "ptce --seed 2147483648": SEED,
    "ptce --seed 1e3": SEED,
}
TIMES = {f"ptce --minutes {number}": MINUTES for number in ("0", "-5", "1441", "2.5", "ten")}


@pytest.mark.parametrize(("line", "fault"), (FAULTS | TIMES).items())
def test_what_makes_no_sense_is_one_line_and_exit_2(exam: Exam, line: str, fault: str) -> None:
    assert exam(f"{line} --plain --user Maria") == (2, "", f"examprep exam: {fault}\n")
    assert not places.candidates_folder().exists()


@pytest.mark.parametrize(("line", "fault"), FAULTS.items())
def test_a_form_says_the_same_of_its_arguments(exam: Exam, line: str, fault: str) -> None:
    assert exam(f"form {line}") == (2, "", f"examprep exam form: {fault}\n")


def test_a_form_takes_no_time_that_is_none(exam: Exam) -> None:
    code, said, err = exam("form ptce --minutes ten")
    assert (code, said, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("more", ["ptce", "--seed 0", "--minutes 5", "--length half", "--extra 2"])
def test_what_an_open_exam_has_fixed_cannot_be_asked_beside_resume(exam: Exam, more: str) -> None:
    code, said, err = exam(f"{more} --plain --resume --user Maria")
    assert (code, said, err.count("\n")) == (2, "", 1)
    assert err.startswith("examprep exam: --resume goes on as it was begun; leave ")


def test_a_quarter_mock_from_the_first_line_to_the_report(exam: Exam, clock: FakeClock) -> None:
    steps: list[Step] = []
    for place in range(QUARTER):
        steps += [clock.pass_by(30), right if place % 2 else wrong]
    code, said, err = exam("ptce --length quarter --seed 3 --plain --user Maria", *steps, "")
    assert (code, err) == (0, "")
    assert said.startswith("PTCE mock 1, quarter: 22 questions, 26 min 53 s\n")
    assert "Question 22 of 22" in said
    before, report = said.split("\nResult\n")
    assert not re.search(r"Right\.|Wrong\.|tried out", before)
    assert re.search(r"^Score: \d+ of 20 scored questions$", report, re.MULTILINE)
    assert "\nChance that this result passes: too few questions to tell\n" in report
    assert "Time: 11 min\nInterrupted: no\n" in report
    for domain in PTCE.domains:
        assert re.search(rf"^{re.escape(domain.title)}: \d+ of \d+", report, re.MULTILINE)
    assert report.count("\nYour answer: ") == 11
    done = state().finished.popitem()[1]
    assert (done.credit, done.questions) == (score(said), 20)


def score(said: str) -> int:
    found = re.search(r"^Score: (\d+) of 20", said, re.MULTILINE)
    assert found
    return int(found[1])


def test_all_right_meets_the_standard_and_all_wrong_does_not(exam: Exam) -> None:
    line = "ptce --length quarter --plain --user Maria"
    best, worst = (exam(line, *[step] * QUARTER, "")[1] for step in (right, wrong))
    assert (score(best), score(worst)) == (20, 0)
    assert "below the standard" not in best
    assert worst.count(", below the standard") == len(PTCE.domains)
    assert "Nothing missed." in best
    assert worst.startswith("PTCE mock 2, quarter: ")


def test_time_is_what_was_asked_for_or_granted(exam: Exam) -> None:
    heads = {
        "": "26 min 53 s",
        "--extra 1.5": "40 min 20 s",
        "--minutes 10": "10 min",
        "--length full": "1 h 50 min",
    }
    for more, time in heads.items():
        said = exam(f"ptce --length quarter {more} --plain --user Maria", "quit")[1]
        assert said.splitlines()[0].endswith(f" questions, {time}")


def test_resume_goes_on_with_board_answers_and_time_left(exam: Exam, clock: FakeClock) -> None:
    begun = "ptce --length quarter --minutes 20 --plain --user Maria"
    said = exam(begun, clock.pass_by(60), right, "board 250 / 4 = 62.5", "flag", "quit")[1]
    assert said.endswith("\nexamprep exam --plain --resume --user Maria\n")
    clock.seconds += 7_200
    again = exam("--plain --resume --user Maria", "board", "list", "quit")[1]
    assert "\nQuestion 2 of 22\n19 min left\nMarked: flagged.\n" in again
    assert "\n250 / 4 = 62.5\n" in again
    assert "\nAnswered: 1\nFlagged: 2\n" in again
    done = exam("--plain --resume --user Maria", "finish", "finish")[1]
    assert "\nInterrupted: 2 times\n" in done
    code, _, err = exam("--plain --resume --user Maria")
    assert (code, err) == (
        1,
        "examprep: No mock exam is open; start one: examprep exam ptce --plain\n",
    )


def test_the_clock_of_a_mock_exam_cannot_be_stopped(exam: Exam, clock: FakeClock) -> None:
    begun = "ptce --length quarter --minutes 20 --plain --user Maria"
    said = exam(begun, "pause", clock.pass_by(60), "time", "quit")[1]
    assert "A mock exam's clock runs on; quit leaves it, and the result says so." in said
    assert "19 min left" in said


def test_time_up_ends_the_exam_with_the_report(exam: Exam, clock: FakeClock) -> None:
    begun = "ptce --length quarter --minutes 1 --plain --user Maria"
    said = exam(begun, right, clock.pass_by(61), "list")[1]
    assert "\nTime is up.\n\nResult\n" in said
    assert state().finished.popitem()[1].reason == "time"


def sit(exam: Exam, *steps: Step) -> str:
    code, said, _ = exam("ptce --length quarter --plain --user Maria", *steps, "quit")
    assert code == 0
    return said


def test_the_board_takes_lines_and_reads_them_out(exam: Exam) -> None:
    said = sit(exam, "board", "board 1 kg = 2.2 lb", "next", "boa [half]  \u2192 x", "board")
    assert "\nNothing is on the board.\n" in said
    assert said.count("\n1 kg = 2.2 lb\n") == 3
    assert "\n1 kg = 2.2 lb\n[half]  \u2192 x\n" in said
    attempt = state().latest_open("exam")
    assert attempt is not None
    assert attempt.board == "1 kg = 2.2 lb\n[half]  \u2192 x"


def test_finish_asks_once_while_questions_are_open(exam: Exam) -> None:
    said = sit(exam, right, "finish", "finish")
    asked = "21 questions have no answer. Type finish again to end the mock exam."
    assert said.count(asked) == 1
    assert "\nResult\nScore: " in said
    assert state().finished.popitem()[1].reason == "done"


def test_finish_is_asked_again_behind_another_question(exam: Exam) -> None:
    said = sit(exam, "finish", "next", "finish")
    assert said.count("22 questions have no answer.") == 2
    assert "\nResult\n" not in said


def test_card_and_reasons_stay_closed(exam: Exam) -> None:
    said = sit(exam, "card", "card household", right, "why")
    assert said.count("The reference card is closed") == 2
    assert "cups" not in said
    assert "\nReasons come with the result.\n" in said


def test_in_a_mock_exam_nothing_is_called_a_quiz(exam: Exam) -> None:
    sit(exam)
    said = sit(exam, "card", *["next"] * QUARTER)
    assert "\nEnd of the questions\n" in said
    assert [line for line in said.splitlines() if "quiz" in line] == []


def test_resume_opens_the_question_where_it_was_left(exam: Exam) -> None:
    exam("ptce --length quarter --plain --user Maria", "go 9", "time", "quit")
    said = exam("--plain --resume --user Maria", "quit")[1]
    assert "\nQuestion 9 of 22\n" in said


def test_a_file_damaged_meanwhile_hides_no_result_and_loses_no_answer(
    exam: Exam,
) -> None:
    def damage(_: str) -> None:
        (path,) = places.candidates_folder().glob("*.toml")
        path.write_text("this is = = no TOML [[[", encoding="utf-8")

    begun = "ptce --length quarter --seed 1 --plain --user Maria"
    exam("ptce --length quarter --plain --user Maria", "quit")
    desk = Desk.open()
    with closing(desk.library):
        desk.admit("Maria")
        now = datetime(2026, 11, 30, tzinfo=UTC)
        desk.open_record().add_result(RealResult("ptce-2026", now.date(), passed=True), now)
    code, said, _ = exam(begun, right, right, damage, right, "finish", "finish", "")
    assert code == 1
    assert re.search(r"^Score: [0-3] of 20 scored questions$", said, re.MULTILINE)
    (kept,) = places.candidates_folder().glob("*.rescued-1")
    assert kept.read_text(encoding="utf-8").count("[[response]]") == 3


@pytest.mark.parametrize("line", ["ptce --json", "form ptce --user Maria"])
def test_what_goes_with_the_other_command_is_refused(exam: Exam, line: str) -> None:
    code, said, err = exam(line)
    assert (code, said, err.count("\n")) == (2, "", 1)
