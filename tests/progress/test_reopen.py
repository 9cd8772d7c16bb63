"""An attempt that is over comes back from the file as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from examprep.attempts.events import Answer, Finish, Mark, Response
from examprep.errors import NewerFormat, UnreadableFile
from examprep.progress.blocks import render
from examprep.progress.codec import event_block
from examprep.progress.fold import fold
from examprep.progress.journal import Journal
from examprep.progress.reopen import reopen
from examprep.progress.summary import summarize
from tests.progress.logs import START, Log, logs
from tests.progress.making import HEAD

IN_ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(folder: Path, log: Log, more: bytes = b"") -> Path:
    """Write a log as a progress file."""
    path = folder / "maria.toml"
    path.write_bytes(HEAD + b"".join(render(block) for block in log.blocks) + more)
    return path


def a_quiz(log: Log) -> str:
    """Act out a quiz with a changed answer, marks and a last question left open."""
    attempt = log.begin("quiz", items=3, limit=60.0)
    log.happen(attempt, Mark(log.at(), 1.0, 0, flag=True, struck=(2,), sure="sure", id=log.name()))
    log.respond(attempt, 0, 0.0, 10.0, "sure")
    log.respond(attempt, 1, 1.0, 20.0)
    change = Response(log.at(), 30.0, 0, Answer((2,)), 1.0, 5.0, "guess", log.name())
    log.happen(attempt, change)
    log.finish(attempt, 60.0, "time")
    return attempt.id


def test_answers_marks_and_end_come_back(tmp_path: Path):
    log = Log()
    name = a_quiz(log)
    again = reopen(written(tmp_path, log), name)
    assert (again.id, again.kind, again.limit, again.ended) == (name, "quiz", 60.0, "time")
    assert [len(given) for given in again.given] == [2, 1, 0]
    assert again.response(0).answer == Answer((2,))
    assert (again.marks[0].flag, again.marks[0].struck) == (True, (2,))
    assert again.credit == 2.0
    assert again.clock == 60.0


def test_the_one_asked_for_comes_back_among_others(tmp_path: Path):
    log = Log()
    names = [a_quiz(log) for _ in range(3)]
    path = written(tmp_path, log)
    assert [reopen(path, name).id for name in names] == names


def test_events_that_stand_before_their_attempt_belong_to_it(tmp_path: Path):
    log = Log()
    name = a_quiz(log)
    straight = reopen(written(tmp_path, log), name)
    log.blocks.append(log.blocks.pop(0))
    assert reopen(written(tmp_path, log), name) == straight


def test_a_block_that_stands_twice_counts_once(tmp_path: Path):
    log = Log()
    name = a_quiz(log)
    once = reopen(written(tmp_path, log), name)
    log.blocks += log.blocks[1:]
    assert reopen(written(tmp_path, log), name) == once


def test_a_block_that_makes_no_sense_is_passed_over(tmp_path: Path):
    log = Log()
    name = a_quiz(log)
    sense = reopen(written(tmp_path, log), name)
    broken = (
        f'[[response]]\nid = "x-1"\nat = 2026-11-22T09:00:00Z\nattempt = "{name}"\nslot = "?"\n'
    )
    assert reopen(written(tmp_path, log, broken.encode()), name) == sense


def test_events_of_other_attempts_do_not_come_in(tmp_path: Path):
    log = Log()
    first, second = a_quiz(log), log.begin("tutor", items=1)
    log.respond(second, 0, 1.0, 5.0)
    again = reopen(written(tmp_path, log), first)
    assert again.answered == 2


def test_what_another_window_answered_after_the_end_counts_as_the_fold_counts_it(tmp_path: Path):
    log = Log()
    attempt = log.begin("quiz", items=2)
    log.respond(attempt, 0, 1.0, 10.0)
    log.finish(attempt, 20.0)
    log.respond(attempt, 1, 1.0, 30.0)
    log.respond(attempt, 0, 0.0, 31.0)
    again = reopen(written(tmp_path, log), attempt.id)
    assert (again.answered, again.credit, again.ended) == (2, 2.0, "done")


def test_reading_leaves_the_journal_that_writes_in_step(tmp_path: Path):
    log = Log()
    name = a_quiz(log)
    path = written(tmp_path, log)
    journal, other = Journal.open(path), Journal.open(path)
    journal.load()
    attempt = log.begin("tutor", items=1)
    goal = event_block(attempt.id, Finish(START, 1.0, "left", other.new_id()))
    other.append([goal])
    reopen(path, name)
    foreign = journal.append(
        [event_block(attempt.id, Finish(START, 2.0, "left", "mine-1"))]
    ).foreign
    assert [block.id for block in foreign] == [goal.id]


def test_an_attempt_that_is_gone_is_said_so(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="not in the progress file any more"):
        reopen(written(tmp_path, Log()), "nobody-1")


def test_an_attempt_spoiled_by_hand_is_said_to_be_gone(tmp_path: Path):
    spoiled = b'[[attempt]]\nid = "x-1"\nat = 2026-11-22T09:00:00Z\nkind = "poem"\nslots = []\n'
    with pytest.raises(UnreadableFile, match="not in the progress file any more"):
        reopen(written(tmp_path, Log(), spoiled), "x-1")


def test_a_damaged_file_is_one_clear_line(tmp_path: Path):
    log = Log()
    name = a_quiz(log)
    path = written(tmp_path, log)
    path.write_bytes(path.read_bytes().replace(b"[[finish]]", b"[[finish", 1) + b"[[x]]\n")
    with pytest.raises(UnreadableFile) as fault:
        reopen(path, name)
    assert "\n" not in str(fault.value)


def test_a_missing_file_is_one_clear_line(tmp_path: Path):
    with pytest.raises(UnreadableFile):
        reopen(tmp_path / "nobody.toml", "x-1")


def test_a_newer_file_is_refused(tmp_path: Path):
    path = written(tmp_path, Log())
    path.write_bytes(path.read_bytes().replace(b"format = 1", b"format = 9"))
    with pytest.raises(NewerFormat):
        reopen(path, "x-1")


@IN_ONE_FOLDER
@given(logs())
def test_reopening_agrees_with_the_fold(tmp_path: Path, log: Log):
    path = written(tmp_path, log)
    state = fold({"candidate": "Maria"}, Journal.open(path).load().pairs())
    for name, summary in state.finished.items():
        again = reopen(path, name)
        assert again.ended is not None
        assert summarize(again, again.ended) == summary


def test_a_drill_comes_back_with_every_question_it_went_on_with(tmp_path: Path):
    log = Log()
    drill = log.begin("drill", items=1)
    log.respond(drill, 0, 0.0, 10.0, mistake="drop-factor")
    log.extend(drill, 11.0, "bank/more")
    log.respond(drill, 1, 1.0, 20.0)
    log.extend(drill, 21.0, "bank/last")
    log.finish(drill, 25.0, "left")
    again = reopen(written(tmp_path, log), drill.id)
    assert [slot.item for slot in again.slots] == ["bank/q-0", "bank/more", "bank/last"]
    assert again.response(0).mistake == "drop-factor"
    assert (again.answered, again.next_open) == (2, 2)
