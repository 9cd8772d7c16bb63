"""`examprep assign`: made, taken in lines, listed, verified and reported, and what is refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from examprep import places
from examprep.banks.library import Library
from examprep.cli import main
from examprep.cohort.assignment_file import read_assignment
from examprep.dates import local
from examprep.desk.desk import TIMES, Desk
from examprep.desk.forms import kept_back
from examprep.exams.outlines import outline
from tests.cli.quizzes import Script, Step, pick, write_bank
from tests.exam_banks import write_exam_bank

HAND_OUT = "hand the file out; who takes it types: examprep assign take FILE\n"
Assign = Callable[..., tuple[int, str, str]]  # exit code, stdout, stderr


@pytest.fixture
def assign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Assign:
    """Run the command with typed lines; give exit code, stdout and stderr."""
    write_bank(tmp_path / "banks")
    write_exam_bank(tmp_path / "banks", "ptce-2026", 3)
    monkeypatch.setattr(places, "shipped_banks", lambda: tmp_path / "banks")
    monkeypatch.chdir(tmp_path)

    def run(line: str, *steps: Step) -> tuple[int, str, str]:
        said = io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", Script(steps, said))
            patch.setattr("sys.stdout", said)
            code = main(["assign", *line.split()])
        return code, said.getvalue(), capsys.readouterr().err

    return run


def made(assign: Assign, line: str = "-n 3 --attempts 2 --title Week-3 --from Ortiz") -> Path:
    code, said, err = assign(f"new -o week3.toml --topic tiny:many {line}")
    assert (code, err) == (0, HAND_OUT)
    assert said.startswith("week3.toml: ")
    return Path("week3.toml")


YES = (pick("yes"), pick("yes"), pick("no"), "")


def test_an_assignment_is_made_taken_listed_and_reported(assign: Assign) -> None:
    path = made(assign, "-n 3 --attempts 2 --title Week-3 --from Ortiz --due tomorrow")
    code, said, err = assign(f"take {path} --plain --user Bo", *YES)
    assert (code, err) == (0, "")
    assert "Score: 2 of 3, 67 %" in said
    name = read_assignment(path).assignment.id
    tomorrow = local(TIMES.now()).date() + timedelta(days=1)
    code, said, _ = assign("list")
    mine, here = said.splitlines()
    assert mine.startswith(f"{name}  Week-3, from Ortiz: due tomorrow, ")
    assert mine.endswith("done, 2 of 3 (67 %), 1 attempt left")
    assert here.startswith(f"{name}  made here: Week-3, from Ortiz: due tomorrow")
    facts = json.loads(assign("list --json --user Bo")[1])
    assert [one["id"] for one in facts["made"]] == [name]
    (given,) = facts["given"]
    wanted = {"done": "done", "late": False, "attempts_left": 1, "due": tomorrow.isoformat()}
    assert wanted.items() <= given.items()
    files = " ".join(map(str, places.candidates_folder().glob("*.toml")))
    code, said, err = assign(f"report {path} {files}")
    assert (code, err) == (0, "")
    assert said.startswith("Bo  ")
    assert said.rstrip().endswith("done, 2 of 3 (67 %)")
    (row,) = json.loads(assign(f"report {path} {files} --json")[1])
    assert (row["person"], row["credit"], row["other_questions"]) == ("Bo", 2.0, False)


def test_one_left_open_goes_on_by_its_id_and_attempts_run_out(assign: Assign) -> None:
    name = read_assignment(made(assign, "-n 3")).assignment.id
    code, said, _ = assign("take week3.toml --plain --user Bo", pick("yes"), "quit")
    assert code == 0
    assert f"examprep assign take {name} --plain --user Bo" in said
    assert "open, 1 of 3 answered" in assign("list")[1]
    code, said, _ = assign(f"take {name} --plain --user Bo", *YES[1:])
    assert (code, "Score: 2 of 3" in said) == (0, True)
    code, said, err = assign(f"take {name} --plain --user Bo")
    assert (code, said) == (1, "")
    assert err == 'examprep: "Many single answers" allows 1 attempt, and no more is left.\n'


def test_feedback_after_the_due_day_keeps_the_result(assign: Assign) -> None:
    made(assign, "-n 3 --due tomorrow --feedback after-due")
    code, said, _ = assign("take week3.toml --plain --user Bo", *YES)
    assert code == 0
    assert "Handed in; the result shows after " in said
    assert "Score" not in said
    assert "Missed" not in said
    assert "handed in, the result shows after" in assign("list")[1]
    (given,) = json.loads(assign("list --json")[1])["given"]
    assert (given["result_hidden"], given["score"]) == (True, None)


def test_feedback_after_each_answer_is_a_tutor(assign: Assign) -> None:
    made(assign, "-n 3 --feedback each")
    said = assign("take week3.toml --plain --user Bo", pick("yes"), "quit")[1]
    assert "Right" in said


def test_a_mock_exam_is_assigned(assign: Assign) -> None:
    code, said, err = assign("new -o mock.toml --exam ptce --length quarter --seed 3")
    assert (code, err) == (0, HAND_OUT)
    found = read_assignment(Path("mock.toml")).assignment
    assert (found.kind, len(found.slots), found.title) == ("exam", 22, "PTCE mock, quarter length")
    assert "22 questions" in said
    assert assign("take mock.toml --plain --user Bo", "quit")[0] == 0
    assert "open, 0 of 22 answered" in assign("list")[1]


def test_questions_that_mock_exams_keep_are_asked_last(assign: Assign, tmp_path: Path) -> None:
    write_exam_bank(tmp_path / "banks", "ptce-2026", 12)
    with closing(Library.open([tmp_path / "banks"])) as library:
        kept, every = kept_back(library, outline("ptce-2026")), library.count()
        mine = sum(topic == "mock:all" for topic in library.catalogue().topics)
    free = mine - len(kept)
    assert 0 < len(kept) < every
    code, _, err = assign(f"new -o week3.toml --topic mock:all -n {free} --seed 4")
    assert (code, err) == (0, HAND_OUT)
    asked = {slot.item for slot in read_assignment(Path("week3.toml")).assignment.slots}
    assert len(asked) == free
    assert not asked & kept
    code, _, err = assign(f"new -o week4.toml --topic mock:all -n {free + 2} --seed 4")
    assert code == 0
    assert err.startswith("examprep: 2 questions are among those that mock exams keep back")
    asked = {slot.item for slot in read_assignment(Path("week4.toml")).assignment.slots}
    assert len(asked & kept) == 2


def test_keys_that_were_changed_since_are_told(assign: Assign, tmp_path: Path) -> None:
    made(assign, "-n 3")
    said = "have another key here than when this was made"
    assert said not in assign("take week3.toml --plain --user Bo", "quit")[2]
    bank = next((tmp_path / "banks").rglob("*.toml"))
    files = [one for one in bank.parent.rglob("*.toml") if "many" in one.read_text()]
    for one in files:
        turned = (
            one.read_text()
            .replace('text = "no"', 'text = "nay"')
            .replace('text = "yes", key = true', 'text = "yes"')
        )
        one.write_text(turned.replace('text = "nay"', 'text = "nay", key = true'))
    _, out, err = assign("take week3.toml --plain --user Al", "quit")
    assert said in err
    assert said not in out


def test_what_the_banks_lack_is_told_when_it_is_made(assign: Assign) -> None:
    code, _, err = assign("new -o week3.toml --topic tiny:many -n 400")
    assert code == 0
    assert err == f"examprep: the banks have 12 questions, 388 fewer than wanted\n{HAND_OUT}"


def test_the_file_can_be_given_away_and_is_never_overwritten(assign: Assign) -> None:
    path = made(assign)
    assert path.stat().st_mode & 0o444 == 0o444
    before = path.read_bytes()
    code, said, err = assign("new -o week3.toml --topic tiny:many")
    assert (code, said) == (1, "")
    assert "stands there already" in err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "name either --exam or --topic"),
        ("--exam ptce --topic tiny", "name either --exam or --topic"),
        ("--exam nothing", "name one exam"),
        ("--exam ptce -n 5", "-n goes with --topic"),
        ("--exam ptce --feedback each", "leave --feedback each out"),
        ("--exam ptce --extra 9", "--extra takes"),
        ("--topic tiny --length half", "go with --exam"),
        ("--topic nothing", 'there is no topic "nothing"'),
        ("--topic tiny -n 10000", "-n takes a whole number from 1 to 500"),
        ("--topic tiny -n many", "-n takes a whole number"),
        ("--topic tiny --seed 1.5", "--seed takes"),
        ("--topic tiny --minutes 0", "--minutes takes"),
        ("--topic tiny --attempts 0", "--attempts takes"),
        ("--topic tiny --due whenever", "This date is not clear"),
        ("--topic tiny --due 2020-01-01", "is past"),
        ("--topic tiny --due 2026-02-31", "has no day 31"),
        ("--topic tiny --feedback after-due", "needs a --due date"),
        (f"--topic tiny --title {'x' * 200}", "--title takes at most 120"),
    ],
)
def test_arguments_that_make_no_sense_cost_one_line(assign: Assign, line: str, words: str) -> None:
    code, said, err = assign(f"new -o week3.toml {line}")
    assert (code, said) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert not Path("week3.toml").exists()
    assert not places.made_folder().exists()


def test_a_changed_file_is_told_and_nothing_is_kept(assign: Assign) -> None:
    path = made(assign)
    path.write_text(path.read_text().replace("attempts = 2", "attempts = 9"))
    code, said, err = assign(f"take {path} --plain --user Bo")
    assert (code, said) == (1, "")
    assert "changed after it was made; ask whoever gave it to you for it again" in err
    assert err.count("\n") == 1
    assert not places.assignments_folder().exists()
    assert assign(f"verify {path}")[0] == 1
    assert "changed after it was made" in assign(f"report {path} {path}")[2]


@pytest.mark.parametrize(
    "text", ["", "no toml at all", 'format = 1\nid = "a-bank"\n', "format = 9"]
)
def test_what_is_no_assignment_costs_one_line(assign: Assign, text: str) -> None:
    Path("bad.toml").write_text(text)
    for line in ("take bad.toml --plain", "verify bad.toml", "report bad.toml bad.toml"):
        code, said, err = assign(line)
        assert (code, said) == (1, "")
        assert err.startswith("examprep: bad.toml: this is no assignment")
        assert err.count("\n") == 1


def test_a_missing_file_is_named(assign: Assign) -> None:
    assert "no such file" in assign("take none/here.toml --plain")[2]
    assert "there is no assignment week9week9" in assign("take week9week9 --plain")[2]


def test_missing_questions_are_named_in_one_line(assign: Assign, tmp_path: Path) -> None:
    made(assign)
    (tmp_path / "banks" / "tiny.toml").unlink()
    code, _, err = assign("take week3.toml --plain --user Bo")
    assert code == 1
    assert "3 questions that are not here" in err
    assert "put the bank tiny 1.0.0 into " in err
    assert err.count("\n") == 1


def test_verifying_tells_whose_it_is(assign: Assign, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(assign)
    code, said, _ = assign(f"verify {path}")
    assert (code, "made with the key of this machine" in said) == (0, True)
    facts = json.loads(assign(f"verify {path} --json")[1])
    assert (facts["unchanged"], facts["made_here"], facts["title"]) == (True, True, "Week-3")
    monkeypatch.setenv("EXAMPREP_HOME", str(Path("another").absolute()))
    code, said, _ = assign(f"verify {path}")
    assert (code, "by whom cannot be told here" in said) == (0, True)
    assert json.loads(assign(f"verify {path} --json")[1])["made_here"] is None
    assert assign("new -o other.toml --topic tiny:many")[0] == 0
    code, said, _ = assign(f"verify {path}")
    assert (code, "not made with the key of this machine" in said) == (1, True)
    assert "take the original" in assign(f"report {path} {path}")[2]


def test_who_altered_the_questions_is_seen_in_the_report(assign: Assign) -> None:
    path = made(assign)
    assert assign(f"take {path} --plain --user Bo", *YES)[0] == 0
    (progress,) = places.candidates_folder().glob("*.toml")
    text = progress.read_text()
    name = read_assignment(path).assignment.slots[0].item
    progress.write_text(text.replace(name, "tiny/c"))
    said = assign(f"report {path} {progress}")[1]
    assert "other questions than assigned" in said


def test_a_report_names_files_that_cannot_be_used_and_goes_on(assign: Assign) -> None:
    path = made(assign)
    assert assign(f"take {path} --plain --user Bo", pick("yes"), "quit")[0] == 0
    (progress,) = places.candidates_folder().glob("*.toml")
    before = progress.read_bytes()
    code, said, err = assign(f"report {path} {progress} none.toml {path}")
    assert code == 1
    assert [line.split()[0] for line in said.splitlines()] == ["Bo"]
    assert "open" in said
    assert len(err.splitlines()) == 1  # the assignment among the files is nobody's, and no problem
    assert progress.read_bytes() == before


def test_nothing_to_list_says_how_to_begin(assign: Assign) -> None:
    code, said, err = assign("list")
    assert (code, said) == (0, "")
    assert "examprep assign take FILE" in err


def test_the_app_needs_a_terminal(assign: Assign) -> None:
    code, _, err = assign(f"take {made(assign)}")
    assert code == 2
    assert "examprep assign take FILE --plain" in err


def test_an_older_program_reads_the_file_all_the_same(assign: Assign) -> None:
    """What it does not know in the block of an attempt it passes over, as before this."""
    assert assign(f"take {made(assign)} --plain --user Bo", *YES)[0] == 0
    (progress,) = places.candidates_folder().glob("*.toml")
    lines = progress.read_text().splitlines()
    (line,) = [line for line in lines if line.startswith("assignment = ")]
    progress.write_text("\n".join(one for one in lines if one != line) + "\n")
    desk = Desk.open()
    assert desk.record is not None
    assert desk.record.state.skipped == 0
    assert [one.credit for one in desk.record.state.finished.values()] == [2.0]
    desk.library.close()


def test_what_is_kept_back_is_not_shown_with_the_progress_either(
    assign: Assign, capsys: pytest.CaptureFixture[str]
) -> None:
    made(assign, "-n 3 --due tomorrow --feedback after-due")
    assert assign("take week3.toml --plain --user Bo", *YES)[0] == 0
    assert main(["progress", "show", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["finished"], facts["attempts"]) == (1, [])
