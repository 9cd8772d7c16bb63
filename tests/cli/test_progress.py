from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.dates import local
from examprep.days import short
from examprep.progress.blocks import Block, render
from examprep.progress.candidates import Candidates
from tests.progress.making import HEAD, START, file_of, response

ATTEMPT = Block(
    "attempt",
    {
        "id": "k3f9aa-1",
        "at": START,
        "kind": "quiz",
        "title": "Law",
        "slots": [["pharmacy-law/law-0112", 0], ["pharmacy-law/law-0113", 0]],
        "versions": [["pharmacy-law", "1.0.0"]],
    },
)
FINISH = Block(
    "finish",
    {"id": "k3f9aa-9", "at": START, "attempt": "k3f9aa-1", "reason": "done", "clock": 90.0},
)
GOAL = Block("goal", {"id": "k3f9aa-8", "at": START, "exam": "ptce-2026"})
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `examprep progress`; give exit code, stdout and stderr."""

    def go(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main(["progress", *map(str, arguments)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return go


@pytest.fixture
def maria() -> Path:
    """Make a candidate with one finished attempt."""
    journal = Candidates().create("Maria", START)
    answers = [response("k3f9aa-2"), response("k3f9aa-3", slot=1, credit=0.0, typed="=1")]
    journal.append([GOAL, ATTEMPT, *answers, FINISH])
    return journal.path


def test_where_prints_the_folder_and_nothing_else_on_stdout(run: Run, home: Path) -> None:
    assert run("where") == (0, f"{home / 'data' / 'candidates'}\n", "")


def test_where_names_the_files_and_their_candidates(run: Run, maria: Path, home: Path) -> None:
    code, out, err = run("where")
    assert (code, out, err) == (0, f"{maria.parent}\n", " maria.toml: Maria\n"[1:])
    _, out, _ = run("where", "--json")
    assert json.loads(out) == {
        "folder": str(maria.parent),
        "cache": str(home / "cache"),
        "candidates": [{"name": "Maria", "path": str(maria)}],
    }


def test_where_counts_what_is_wrong(run: Run, maria: Path) -> None:
    (maria.parent / "strange.toml").write_text("x = ")
    assert "1 problem: see examprep progress check" in run("where")[2]


def test_check_of_sound_files_is_silent_and_fine(run: Run, maria: Path) -> None:
    assert run("check") == (0, "", "1 file: 0 errors, 0 warnings, 0 notes\n")
    assert run("check", maria)[0] == 0
    assert run("check", "--json")[1] == "[]\n"


def test_check_without_any_candidate_is_fine(run: Run) -> None:
    assert run("check") == (0, "", "0 files: 0 errors, 0 warnings, 0 notes\n")


def test_check_accepts_hand_edits_and_says_where_they_are(run: Run, maria: Path) -> None:
    data = maria.read_bytes()
    maria.write_bytes(data.replace(b"41.7", b"40.0", 1))
    line = data.count(b"\n", 0, data.index(b"[[response]]")) + 1
    code, out, err = run("check", maria)
    assert code == 0
    assert out == f"{maria}:{line}: info: this response was edited by hand, which is fine\n"
    assert err == "1 file: 0 errors, 0 warnings, 1 note\n"


def test_check_of_a_torn_file_finds_a_problem(run: Run, maria: Path) -> None:
    with maria.open("ab") as file:
        file.write(b"\n[[response]]\n")
    code, out, _ = run("check")
    assert code == 1
    assert ": warning: the last response is half-written" in out
    (problem,) = json.loads(run("check", "--json")[1])
    assert (problem["path"], problem["severity"]) == (str(maria), "warning")


def test_check_of_a_damaged_file_names_the_line(run: Run, maria: Path) -> None:
    maria.write_bytes(HEAD + b"\nx = \n" + render(response("k-1")))
    code, out, _ = run("check", maria)
    assert code == 1
    assert out.startswith(f"{maria}:7: error: the file is damaged")


def test_check_finds_second_copies_and_strange_files(run: Run, maria: Path) -> None:
    (maria.parent / "maria (conflict).toml").write_bytes(maria.read_bytes())
    (maria.parent / "strange.toml").write_text("x = ")
    code, out, err = run("check")
    assert code == 1
    assert "a second copy of Maria's progress" in out
    assert f"{maria.parent / 'strange.toml'}:1: error: " in out
    assert err == "1 file: 1 error, 1 warning, 0 notes\n"


def test_check_of_a_file_that_is_not_there_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", tmp_path / "nobody.toml")
    assert (code, out) == (2, "")
    assert err.endswith("nobody.toml: there is no such file\n")


def test_check_shows_twenty_of_many_like_notes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    blocks = [response(f"k-{n}", attempt="k3f9aa-1") for n in range(50)]
    path.write_bytes(file_of(ATTEMPT, *blocks).replace(b"41.7", b"40.0"))
    code, out, err = run("check", path)
    assert code == 0
    assert len(out.splitlines()) == 21
    assert "30 more lines: this response was edited by hand" in out
    assert "50 notes" in err


def test_show_tells_goal_figures_and_last_attempts(run: Run, maria: Path) -> None:
    code, out, err = run("show")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:4] == [
        "Maria",
        "goal: ptce-2026",
        "2 responses to 2 questions",
        "1 attempt finished, 0 open",
    ]
    assert lines[4].split()[2:] == ["1", "of", "2", "Law"]


def test_show_as_json(run: Run, maria: Path) -> None:
    _, out, _ = run("show", "--user", "maria", "--json")
    facts = json.loads(out)
    (attempt,) = facts.pop("attempts")
    assert facts == {
        "name": "Maria",
        "file": str(maria),
        "exam": "ptce-2026",
        "date": None,
        "responses": 2,
        "questions": 2,
        "open": 0,
        "finished": 1,
        "slips": [],
    }
    assert (attempt["title"], attempt["questions"], attempt["credit"]) == ("Law", 2, 1.0)


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(9998, 12, 31)])
def test_an_attempt_at_the_edge_of_the_calendar_is_shown(run: Run, day: date) -> None:
    at = datetime.combine(day, time(23, 59, 59), UTC)
    blocks = [Block(one.kind, one.fields | {"at": at}) for one in (ATTEMPT, FINISH)]
    Candidates().create("Maria", START).append(blocks)
    code, out, _ = run("show")
    assert code == 0
    assert "1 attempt finished" in out
    assert len(out.splitlines()) == 5


def test_show_of_a_torn_file_says_so_and_shows_the_rest(run: Run, maria: Path) -> None:
    with maria.open("ab") as file:
        file.write(b"\n[[response]]\n")
    code, out, err = run("show")
    assert code == 0
    assert "half-written" in err
    assert "2 responses" in out


@pytest.mark.parametrize("command", [("show",), ("export", "--csv", "-")])
def test_with_several_candidates_the_name_is_asked_for(
    run: Run, maria: Path, command: tuple[str, ...]
) -> None:
    Candidates().create("Bob", START)
    code, out, err = run(*command)
    assert (code, out) == (2, "")
    assert err == "examprep progress: name one of the candidates with --user: Bob, Maria\n"
    assert run(*command, "--user", "Bob")[0] == 0


def test_without_a_candidate_there_is_nothing_to_show(run: Run) -> None:
    code, out, err = run("show")
    assert (code, out) == (2, "")
    assert "there is no candidate yet" in err


def test_unknown_user_is_told_with_the_nearest(run: Run, maria: Path) -> None:
    code, _, err = run("show", "--user", "Mario")
    assert code == 1
    assert err == "examprep: there is no candidate Mario here; did you mean Maria?\n"


def test_merge_makes_a_new_file_of_both(run: Run, tmp_path: Path) -> None:
    a, b, out = (tmp_path / name for name in ("a.toml", "b.toml", "c.toml"))
    a.write_bytes(file_of(ATTEMPT, response("k-2", 1)))
    b.write_bytes(file_of(ATTEMPT, response("k-3", 2)))
    assert run("merge", a, b, "-o", out) == (0, "", f"{out}: 3 blocks\n")
    assert out.read_bytes() == file_of(ATTEMPT, response("k-2", 1), response("k-3", 2))
    assert run("check", out)[0] == 0


def test_merge_leaves_a_torn_end_out_and_says_so(run: Run, tmp_path: Path) -> None:
    a, out = tmp_path / "a.toml", tmp_path / "c.toml"
    a.write_bytes(file_of(ATTEMPT) + b"\n[[response]]\nid")
    code, _, err = run("merge", a, a, "-o", out)
    assert code == 0
    assert "the last response is half-written and was left out" in err
    assert out.read_bytes() == file_of(ATTEMPT)


def test_merge_never_overwrites(run: Run, tmp_path: Path) -> None:
    a = tmp_path / "a.toml"
    a.write_bytes(file_of(ATTEMPT))
    code, _, err = run("merge", a, a, "-o", a)
    assert code == 1
    assert err == (
        f"examprep: {a}: stands there already; nothing is ever overwritten: choose another name\n"
    )
    assert a.read_bytes() == file_of(ATTEMPT)


def test_merge_of_what_cannot_be_merged_makes_no_file(run: Run, tmp_path: Path) -> None:
    a, b, out = (tmp_path / name for name in ("a.toml", "b.toml", "c.toml"))
    a.write_bytes(file_of(ATTEMPT))
    for data, words in (
        (HEAD.replace(b"Maria", b"Bob"), "two candidates, Maria and Bob"),
        (b"x =", "the file is damaged"),
        (b"format = 2\n", "newer examprep"),
    ):
        b.write_bytes(data)
        code, _, err = run("merge", a, b, "-o", out)
        assert code == 1
        assert words in err
        assert not out.exists()
    assert run("merge", a, tmp_path / "nobody", "-o", out)[0] == 1
    assert run("merge", a, a, "-o", a / "below")[0] == 1


def test_merge_without_a_place_for_the_result_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    assert run("merge", tmp_path / "a", tmp_path / "b")[0] == 2


def test_export_writes_rows_for_a_spreadsheet(run: Run, maria: Path, tmp_path: Path) -> None:
    place = tmp_path / "out.csv"
    assert run("export", "--csv", place) == (0, "", f"{place}: 2 responses\n")
    with place.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["item"] for row in found] == ["pharmacy-law/law-0112", "pharmacy-law/law-0113"]
    assert found[1]["typed"] == "'=1"


def test_export_to_standard_output_is_data_only(run: Run, maria: Path) -> None:
    code, out, err = run("export", "--csv", "-")
    assert (code, err) == (0, "")
    assert len(list(csv.DictReader(io.StringIO(out)))) == 2


def test_export_never_overwrites(run: Run, maria: Path) -> None:
    before = maria.read_bytes()
    code, _, err = run("export", "--csv", maria)
    assert code == 1
    assert "nothing is ever overwritten" in err
    assert maria.read_bytes() == before


def test_no_action_is_a_usage_error(run: Run) -> None:
    assert run()[0] == 2
    assert run("juggle")[0] == 2


def test_text_of_a_file_reaches_the_terminal_without_escape_codes(run: Run, maria: Path) -> None:
    with maria.open("ab") as file:
        file.write(render(response("\x1b[31m", attempt="\x1b[31m")))
        file.write(render(Block("goal", {"id": "a-1", "at": START, "exam": "\x1b[2J"})))
    for command in (("show",), ("check",), ("export", "--csv", "-"), ("where",)):
        _, out, err = run(*command)
        assert "\x1b" not in out + err


def test_reports_list_question_version_and_what_was_said(run: Run, maria: Path) -> None:
    assert run("reports") == (0, "", "0 reports\n")
    fields = {"id": "k3f9aa-7", "at": START, "item": "pharmacy-law/law-0112", "seed": 9}
    block = Block("report", fields | {"version": "1.0.0", "text": "The rule changed."})
    with maria.open("ab") as file:
        file.write(render(block))
    code, out, err = run("reports", "--user", "Maria")
    assert (code, err) == (0, "1 report\n")
    day = short(local(START))
    assert out == f"{day} pharmacy-law/law-0112 (1.0.0, seed 9): The rule changed.\n"
    (row,) = json.loads(run("reports", "--json")[1])
    assert (row["item"], row["text"]) == ("pharmacy-law/law-0112", "The rule changed.")
    assert run("check")[0] == 0
