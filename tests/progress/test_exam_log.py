"""A mock exam in the progress file: what it was made of, its notes, and what a hand spoils."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from examprep.attempts.attempt import Attempt, begin
from examprep.attempts.events import Answer, Note
from examprep.attempts.slots import Sat, Slot
from examprep.errors import NotAllowed, UnreadableFile
from examprep.progress import snapshot
from examprep.progress.blocks import render
from examprep.progress.codec import LONGEST_BOARD, event_block
from examprep.progress.export import rows
from examprep.progress.journal import Journal
from examprep.progress.opening import attempt_block, read_attempt
from examprep.progress.record import Record
from examprep.progress.reopen import reopen, reopen_all
from examprep.progress.sitting import Sitting
from tests.factories import START, Clock, choice

AREAS = ("1.1", "2.2", "4.4")
ITEMS = {f"demo/q-{n}": choice(id=f"q-{n}") for n in range(len(AREAS))}
SAT = Sat("ptce-2026", AREAS, (1,), 1.5)


def mock(name: str, sat: Sat = SAT) -> Attempt:
    slots = [Slot(item, 7) for item in ITEMS]
    return replace(begin(name, "exam", slots, START, limit=600.0, title="PTCE mock 1"), exam=sat)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Journal.create(tmp_path / "maria.toml", "Maria", START).path


@pytest.fixture
def clock() -> Clock:
    return Clock()


def start(path: Path, clock: Clock) -> Sitting:
    record = Record.open(path)
    attempt = mock(record.journal.new_id())
    return Sitting.start(record, attempt, ITEMS, clock.times)


def resumed(path: Path, clock: Clock) -> Sitting:
    """Go on as a new process would."""
    record = Record.open(path)
    attempt = record.state.latest_open("exam")
    assert attempt is not None
    return Sitting.resume(record, attempt, ITEMS, clock.times)


def sat_through(path: Path, clock: Clock) -> str:
    """Sit a mock exam to its end, and give its id."""
    sitting = start(path, clock)
    for slot in range(len(AREAS)):
        clock.go(10)
        sitting.respond(slot, Answer((slot % 2,)))
    sitting.finish("done")
    assert sitting.save_now() == ""
    return sitting.attempt.id


def hand_edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def without_snapshot(path: Path) -> Record:
    snapshot.snapshot_path(path).unlink(missing_ok=True)
    return Record.open(path)


@pytest.mark.parametrize(
    "sat",
    [SAT, Sat("cspt-2023", AREAS), Sat("ptce-2026", AREAS, (0, 2)), Sat("x", AREAS, (), 1.25)],
)
def test_the_opening_comes_back_as_it_was_written(sat: Sat) -> None:
    attempt = mock("k-1", sat)
    assert read_attempt(attempt_block(attempt).fields).exam == sat


def test_what_is_usual_is_not_written(path: Path) -> None:
    fields = attempt_block(mock("k-1", Sat("ptce-2026", AREAS))).fields
    assert fields["areas"] == list(AREAS)
    assert not {"pretest", "extra"} & {*fields}


def test_other_kinds_of_attempt_have_nothing_of_a_mock_exam() -> None:
    fields = attempt_block(begin("k-1", "quiz", [Slot("demo/q-0", 1)], START)).fields
    assert not {"outline", "areas", "pretest", "extra"} & {*fields}
    assert read_attempt(fields | {"outline": "ptce-2026", "areas": ["1.1"]}).exam is None


def test_board_and_highlights_are_there_after_the_next_start(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.write_board('250 mL / 60\n"half"')
    for word in (4, 2, 9, 4):
        sitting.light(1, word)
    sitting.save_now()
    again = resumed(path, clock).attempt
    assert again.board == '250 mL / 60\n"half"'
    assert again.marks[1].lit == (2, 9)
    assert again.exam == SAT
    kept = reopen(path, sitting.attempt.id)
    assert (kept.board, kept.marks) == (again.board, again.marks)


def test_board_and_highlights_survive_a_snapshot(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.write_board("first")
    sitting.light(0, 3)
    sitting.save_now()
    sitting.record.keep_snapshot()
    sitting.write_board("second")
    sitting.light(2, 5)
    sitting.save_now()
    with_snapshot = Record.open(path).state
    assert with_snapshot == without_snapshot(path).state
    (attempt,) = with_snapshot.open.values()
    assert attempt == sitting.attempt
    assert (attempt.board, attempt.marks[0].lit, attempt.marks[2].lit) == ("second", (3,), (5,))


def test_a_board_wiped_clean_stays_clean(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.write_board("100 / 4")
    sitting.write_board("")
    waiting = sitting.unsaved
    sitting.write_board("")
    assert sitting.unsaved == waiting
    sitting.save_now()
    assert resumed(path, clock).attempt.board == ""


def test_a_highlight_keeps_flag_strikes_and_confidence(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.flag(0)
    sitting.strike(0, 2)
    sitting.confide(0, "guess")
    sitting.light(0, 1)
    sitting.save_now()
    marks = resumed(path, clock).attempt.marks[0]
    assert (marks.flag, marks.struck, marks.sure, marks.lit) == (True, (2,), "guess", (1,))


def test_a_board_as_long_as_can_be_is_on_disk_what_it_is_on_the_screen(
    path: Path, clock: Clock
) -> None:
    sitting = start(path, clock)
    sitting.write_board("x" * LONGEST_BOARD)
    with pytest.raises(NotAllowed, match="The notes are full: they hold 20,000 characters"):
        sitting.write_board("x" * (LONGEST_BOARD + 1))
    sitting.save_now()
    assert without_snapshot(path).state.open[sitting.attempt.id].board == sitting.attempt.board


def test_a_finished_mock_exam_comes_back_for_its_report(path: Path, clock: Clock) -> None:
    names = [sat_through(path, clock) for _ in range(2)]
    found = reopen_all(path, "exam")
    assert [one.id for one in found] == names
    assert all((one.exam, one.ended, one.credit) == (SAT, "done", 2.0) for one in found)
    assert reopen_all(path, "quiz") == []
    assert [row["kind"] for row in rows(Journal.open(path).load())] == ["exam"] * 6


BAD_OPENINGS = [
    ('areas = ["1.1", "2.2", "4.4"]', 'areas = ["1.1", "2.2"]'),
    ('areas = ["1.1", "2.2", "4.4"]', "areas = 3"),
    ('areas = ["1.1", "2.2", "4.4"]', 'areas = "1.1"'),
    ('areas = ["1.1", "2.2", "4.4"]', "areas = [1, 2, 3]"),
    ("pretest = [1]", 'pretest = ["one"]'),
    ("pretest = [1]", "pretest = [-1]"),
    ("pretest = [1]", "pretest = 1"),
    ("extra = 1.5", 'extra = "much"'),
    ("extra = 1.5", "extra = [2]"),
    ('outline = "ptce-2026"', 'of = "ptce-2026"'),
]


@pytest.mark.parametrize(("before", "after"), BAD_OPENINGS)
def test_an_opening_that_a_hand_spoiled_is_passed_over(
    path: Path, clock: Clock, before: str, after: str
) -> None:
    name = sat_through(path, clock)
    hand_edit(path, before, after)
    state = Record.open(path).state
    assert not state.open
    assert not state.finished
    assert state.skipped == 1
    assert reopen_all(path, "exam") == []
    with pytest.raises(UnreadableFile):
        reopen(path, name)
    exported = rows(Journal.open(path).load())
    assert [row["item"] for row in exported] == list(ITEMS)
    assert {row["counts"] for row in exported} == {"no"}


@pytest.mark.parametrize("extra", ["nan", "inf", "-1.5", "0.0"])
def test_extra_time_that_is_no_time_reaches_no_report(path: Path, clock: Clock, extra: str) -> None:
    sat_through(path, clock)
    hand_edit(path, "extra = 1.5", f"extra = {extra}")
    granted = [one.exam.extra for one in reopen_all(path, "exam") if one.exam]
    assert all(1.0 <= by < 100.0 for by in granted)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('text = "first"', 'tekst = "first"'),
        ("lit = [3]", 'lit = ["three"]'),
        ("lit = [3]", "lit = 3"),
    ],
)
def test_a_note_that_a_hand_spoiled_costs_only_itself(
    path: Path, clock: Clock, before: str, after: str
) -> None:
    sitting = start(path, clock)
    sitting.write_board("first")
    sitting.light(0, 3)
    sitting.respond(0, Answer((0,)))
    sitting.save_now()
    hand_edit(path, before, after)
    state = Record.open(path).state
    (attempt,) = state.open.values()
    assert (state.skipped, attempt.answered) == (1, 1)
    assert (attempt.board == "") == ("text" in before)
    assert (attempt.marks[0].lit == ()) == ("lit" in before)
    assert reopen(path, attempt.id) == attempt


def test_going_on_after_a_crash_and_after_a_pause_is_counted(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.save_now()
    assert sitting.attempt.breaks == 0
    crashed = resumed(path, clock)
    crashed.save_now()
    assert crashed.attempt.breaks == 1
    crashed.pause()
    crashed.save_now()
    clock.go(3600)
    paused = resumed(path, clock)
    assert paused.attempt.breaks == 2
    paused.finish("done")
    paused.save_now()
    assert reopen(path, paused.attempt.id).breaks == 2


def test_a_sleep_costs_no_time_and_is_counted_as_a_break(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    clock.go(100)
    assert not sitting.check_time()
    clock.now += timedelta(hours=9)
    left = sitting.left
    assert not sitting.check_time()
    assert (sitting.left, sitting.attempt.breaks) == (left, 1)
    for _ in range(3):
        clock.go(1)
        sitting.check_time()
    assert sitting.respond(0, Answer((0,))).credit == 1.0
    sitting.save_now()
    assert reopen(path, sitting.attempt.id).breaks == 1


@pytest.mark.parametrize("days", [-2, 2])
def test_an_answer_after_the_deadline_is_late_wherever_the_wall_clock_was_set(
    path: Path, clock: Clock, days: int
) -> None:
    sitting = start(path, clock)
    clock.go((sitting.left or 0.0) - 2)
    sitting.respond(0, Answer((0,)))
    clock.now += timedelta(days=days)
    sitting.respond(1, Answer((0,)))
    clock.go(3)
    with pytest.raises(NotAllowed, match="Time was up"):
        sitting.respond(2, Answer((0,)))
    assert sitting.check_time()
    sitting.save_now()
    found = reopen(path, sitting.attempt.id)
    assert (found.ended, found.answered) == ("time", 2)
    assert found.breaks == (days > 0)


def test_a_sleep_behind_the_deadline_lets_nothing_in(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    clock.go((sitting.left or 0.0) + 1)
    clock.now += timedelta(hours=9)
    with pytest.raises(NotAllowed, match="Time was up"):
        sitting.respond(0, Answer((0,)))
    assert sitting.check_time()
    assert (sitting.attempt.ended, sitting.attempt.answered) == ("time", 0)


def test_notes_after_the_end_do_not_count(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.write_board("in time")
    sitting.finish("done")
    with pytest.raises(NotAllowed, match="over"):
        sitting.write_board("late")
    sitting.save_now()
    late = Note(START + timedelta(hours=1), 99.0, "late", "other-1")
    with path.open("ab") as file:
        file.write(render(event_block(sitting.attempt.id, late)))
    again = reopen(path, sitting.attempt.id)
    assert (again.board, again.ended, again.clock) == ("in time", "done", 0.0)
    assert without_snapshot(path).state.finished == sitting.record.state.finished


def test_a_window_that_is_closed_gives_the_time_of_another_not_back(
    path: Path, clock: Clock
) -> None:
    first = start(path, clock)
    first.save_now()
    clock.go(100)
    second = resumed(path, clock)
    clock.go(50)
    second.pause()
    second.save_now()
    clock.go(200)
    first.beat()
    assert resumed(path, clock).clock == 350.0


def test_a_clock_of_an_older_time_tells_no_place(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.show(1)
    clock.go(30)
    sitting.beat()
    clock.go(60)
    sitting.respond(0, Answer((0,)))
    sitting.save_now()
    again = resumed(path, clock)
    assert (again.place, again.first) == (None, 1)


def test_a_sleep_while_the_clock_stands_is_one_break(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.pause()
    clock.now += timedelta(hours=3)
    sitting.resume_clock()
    sitting.check_time()
    assert sitting.attempt.breaks == 1


def test_what_was_on_the_screen_is_seen_after_the_next_start(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    assert sitting.seen == set()
    sitting.show(0)
    sitting.show(1)
    sitting.pause()
    sitting.save_now()
    assert resumed(path, clock).seen == {0, 1}
