"""Record and sitting: what counts at once, what is on disk, and what comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from examprep.attempts.attempt import begin
from examprep.attempts.events import Answer
from examprep.attempts.grading import Grade
from examprep.attempts.slots import Slot
from examprep.banks.item import Item, Option
from examprep.errors import NotAllowed, UnclearAnswer, UnwritableFile
from examprep.progress import sitting as sitting_module
from examprep.progress import snapshot
from examprep.progress.journal import Journal
from examprep.progress.noting import Times
from examprep.progress.record import Record
from examprep.progress.sitting import Sitting

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ITEMS = {
    f"bank/q-{n}": Item(
        "bank", f"q-{n}", "t", "Which one?", options=(Option("a", key=True), Option("b"))
    )
    for n in range(3)
}
SLOTS = [Slot(name, 1) for name in ITEMS]


class Clock:
    """Two clocks under the test's hand."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.wall = START

    def times(self) -> Times:
        return Times(now=lambda: self.wall, monotonic=lambda: self.seconds)

    def run(self, seconds: float) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Journal.create(tmp_path / "maria.toml", "Maria", START).path


@pytest.fixture
def clock() -> Clock:
    return Clock()


def start(record: Record, clock: Clock, kind: str = "quiz", limit: float | None = 60.0) -> Sitting:
    attempt = begin(
        record.journal.new_id(),
        kind,
        SLOTS,
        clock.wall,
        limit=limit,  # type: ignore[arg-type]
    )
    return Sitting.start(record, attempt, ITEMS, clock.times())


def test_answers_given_are_there_after_the_next_start(path: Path, clock: Clock) -> None:
    sitting = start(Record.open(path), clock)
    clock.run(10)
    assert sitting.respond(0, Answer((0,))).right
    assert sitting.unsaved == 2
    assert sitting.save_now() == ""
    assert sitting.unsaved == 0
    again = Record.open(path)
    attempt = again.state.latest_open()
    assert attempt == sitting.attempt
    assert again.state == sitting.record.state


def test_going_on_keeps_order_answers_and_time_left(path: Path, clock: Clock) -> None:
    sitting = start(Record.open(path), clock)
    clock.run(10)
    sitting.respond(1, Answer((1,)))
    sitting.pause()
    sitting.save_now()
    clock.run(3600)
    record = Record.open(path)
    attempt = record.state.latest_open()
    assert attempt is not None
    again = Sitting.resume(record, attempt, ITEMS, clock.times())
    assert again.left == 50.0
    clock.run(5)
    assert again.left == 45.0
    assert again.attempt.answered == 1


def test_a_pause_costs_no_time_and_two_pauses_are_one(path: Path, clock: Clock) -> None:
    sitting = start(Record.open(path), clock)
    clock.run(10)
    sitting.pause()
    sitting.pause()
    clock.run(100)
    sitting.resume_clock()
    sitting.resume_clock()
    clock.run(5)
    assert sitting.clock == 15.0
    sitting.save_now()
    state = Record.open(path).state
    assert state.latest_open() == sitting.attempt


def test_a_wall_clock_set_back_changes_neither_time_left_nor_answers(
    path: Path, clock: Clock
) -> None:
    sitting = start(Record.open(path), clock)
    clock.run(10)
    sitting.respond(0, Answer((0,)))
    clock.wall -= timedelta(days=2)
    clock.run(10)
    sitting.respond(1, Answer((0,)))
    sitting.save_now()
    assert sitting.left == 40.0
    assert Record.open(path).state.latest_open() == sitting.attempt


def test_time_up_ends_the_quiz_and_keeps_every_answer(path: Path, clock: Clock) -> None:
    sitting = start(Record.open(path), clock)
    clock.run(30)
    sitting.respond(0, Answer((0,)))
    assert not sitting.check_time()
    clock.run(31)
    with pytest.raises(NotAllowed, match="Time was up"):
        sitting.respond(1, Answer((0,)))
    assert sitting.check_time()
    assert not sitting.check_time()
    sitting.save_now()
    summary = Record.open(path).state.finished[sitting.attempt.id]
    assert (summary.reason, summary.answered, summary.seconds) == ("time", 1, 60.0)


def test_time_on_each_question_is_kept(path: Path, clock: Clock) -> None:
    sitting = start(Record.open(path), clock, limit=None)
    clock.run(7)
    sitting.show()
    clock.run(4)
    sitting.respond(0, Answer((0,)))
    response = sitting.attempt.response(0)
    assert response is not None
    assert response.seconds == 4.0


def test_an_unclear_answer_is_asked_again_and_not_recorded(path: Path, clock: Clock) -> None:
    sitting = start(Record.open(path), clock)
    with pytest.raises(UnclearAnswer):
        sitting.respond(0, Answer((9,)))
    assert sitting.attempt.answered == 0
    assert sitting.unsaved == 1


def test_marks_are_kept(path: Path, clock: Clock) -> None:
    sitting = start(Record.open(path), clock)
    sitting.flag(0)
    sitting.strike(0, 1)
    sitting.confide(0, "guess")
    sitting.strike(1, 0)
    sitting.strike(1, 0)
    sitting.respond(0, Answer((0,)))
    sitting.save_now()
    attempt = Record.open(path).state.latest_open()
    assert attempt is not None
    assert attempt.marks == sitting.attempt.marks
    assert (attempt.marks[0].flag, attempt.marks[0].struck) == (True, (1,))
    assert attempt.marks[1].struck == ()
    response = attempt.response(0)
    assert response is not None
    assert response.sure == "guess"


def test_what_could_not_be_saved_is_kept_and_saved_later(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = start(Record.open(path), clock)
    sitting.save_now()
    sitting.respond(0, Answer((0,)))

    def refuse(*_: object) -> None:
        raise UnwritableFile("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", refuse)
        assert sitting.save_now() == "the disk is full"
        sitting.respond(1, Answer((1,)))
        assert sitting.save_now() == "the disk is full"
        assert sitting.unsaved == 2
    assert sitting.save_now() == ""
    attempt = Record.open(path).state.latest_open()
    assert attempt == sitting.attempt
    assert attempt is not None
    assert attempt.answered == 2


def test_two_windows_on_one_candidate_lose_nothing(path: Path, clock: Clock) -> None:
    first, second = Record.open(path), Record.open(path)
    left, right = start(first, clock), start(second, clock)
    for slot in range(3):
        clock.run(1)
        left.respond(slot, Answer((0,)))
        left.save_now()
        right.respond(slot, Answer((1,)))
        right.save_now()
    left.flag(0)
    left.save_now()
    state = Record.open(path).state
    assert {attempt.answered for attempt in state.open.values()} == {3}
    assert len(state.open) == 2
    assert first.state.open.keys() == state.open.keys()
    assert first.state.history() == state.history()


def test_a_snapshot_gives_the_same_state_as_the_file(path: Path, clock: Clock) -> None:
    record = Record.open(path)
    sitting = start(record, clock)
    sitting.respond(0, Answer((0,)))
    sitting.save_now()
    record.keep_snapshot()
    sitting.respond(1, Answer((0,)))
    sitting.save_now()
    with_snapshot = Record.open(path)
    snapshot.snapshot_path(path).unlink()
    assert with_snapshot.state == Record.open(path).state


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"examprep snapshot 0.0.0\n"])
def test_a_damaged_snapshot_costs_nothing_but_time(path: Path, clock: Clock, damage: bytes) -> None:
    record = Record.open(path)
    sitting = start(record, clock)
    sitting.save_now()
    snapshot.snapshot_path(path).write_bytes(damage)
    assert Record.open(path).state == record.state


def test_a_hand_edited_file_is_read_anew_in_spite_of_its_snapshot(path: Path, clock: Clock) -> None:
    record = Record.open(path)
    sitting = start(record, clock, "tutor")
    sitting.respond(0, Answer((1,)))
    sitting.save_now()
    record.keep_snapshot()
    path.write_bytes(path.read_bytes().replace(b"credit = 0.0", b"credit = 1.0"))
    assert Record.open(path).state.history()["bank/q-0"].last_credit == 1.0


def test_a_goal_is_kept(path: Path) -> None:
    record = Record.open(path)
    record.set_goal("cspt-2023", date(2027, 2, 1), START)
    goal = Record.open(path).state.goal
    assert goal is not None
    assert (goal.exam, goal.date) == ("cspt-2023", date(2027, 2, 1))


def resumed(path: Path, clock: Clock) -> Sitting:
    record = Record.open(path)
    (attempt,) = record.state.open.values()
    return Sitting.resume(record, attempt, ITEMS, clock.times())


def test_two_windows_on_one_attempt_see_each_others_answers(path: Path, clock: Clock) -> None:
    start(Record.open(path), clock).save_now()
    left, right = resumed(path, clock), resumed(path, clock)
    clock.run(5)
    left.respond(0, Answer((0,)))
    left.save_now()
    right.respond(1, Answer((1,)))
    right.flag(2)
    right.save_now()
    assert right.attempt.answered == 2
    left.respond(2, Answer((0,)))
    left.save_now()
    assert left.attempt.answered == 3
    assert left.attempt.marks[2].flag
    state = Record.open(path).state
    assert state.latest_open() == left.attempt
    assert left.record.state == state


def test_an_attempt_finished_in_another_window_is_said_to_be_over(path: Path, clock: Clock) -> None:
    start(Record.open(path), clock).save_now()
    left, right = resumed(path, clock), resumed(path, clock)
    left.respond(0, Answer((0,)))
    left.finish("done")
    left.save_now()
    right.respond(1, Answer((0,)))
    assert right.news == []
    right.save_now()
    assert right.news == [
        "This quiz was ended in another window; what you answered here counts too."
    ]
    assert right.attempt.ended == "done"
    with pytest.raises(NotAllowed, match="over"):
        right.respond(2, Answer((0,)))
    state = Record.open(path).state
    assert state.finished[left.attempt.id].answered == right.attempt.answered == 2
    assert right.record.state == state


def test_saves_that_come_back_in_another_order_are_settled_in_their_own(
    path: Path, clock: Clock
) -> None:
    sitting = start(Record.open(path), clock, "tutor")
    first = sitting.save()
    sitting.respond(0, Answer((0,)))
    second = sitting.save()
    sitting.respond(1, Answer((0,)))
    third = sitting.save()
    for saved in (third, second, first):
        sitting.settle(saved)
    assert sitting.record.state == Record.open(path).state
    assert sitting.record.state.open[sitting.attempt.id] == sitting.attempt


def test_a_goal_written_between_an_answer_and_its_save_loses_nothing(
    path: Path, clock: Clock
) -> None:
    record = Record.open(path)
    sitting = start(record, clock)
    sitting.respond(0, Answer((0,)))
    record.set_goal("cspt-2023", None, clock.wall)
    sitting.save_now()
    record.keep_snapshot()
    with_snapshot = Record.open(path)
    snapshot.snapshot_path(path).unlink()
    assert with_snapshot.state == Record.open(path).state
    assert with_snapshot.state.open[sitting.attempt.id].answered == 1


def test_marks_after_the_time_is_up_do_not_move_the_clock_past_the_limit(
    path: Path, clock: Clock
) -> None:
    sitting = start(Record.open(path), clock)
    clock.run(60.6)
    sitting.confide(0, "guess")
    sitting.check_time()
    sitting.save_now()
    assert sitting.attempt.clock == 60.0
    assert Record.open(path).state == sitting.record.state


def test_a_state_that_cannot_be_kept_in_the_cache_is_no_fault(path: Path, clock: Clock) -> None:
    text = path.read_text(encoding="utf-8")
    goal = '[[goal]]\nid = "h-99999999999999999999999999"\nat = 2026-11-22T09:00:00Z\nexam = "x"\n'
    path.write_text(f"{text}\n{goal}#= 00000000\n", encoding="utf-8")
    assert Record.open(path).state == Record.open(path).state


def test_catching_up_folds_what_another_window_wrote(path: Path, clock: Clock) -> None:
    record, other = Record.open(path), Record.open(path)
    start(other, clock).save_now()
    assert not record.state.open
    record.catch_up()
    assert record.state == other.state


MORE = Item("bank", "more", "t", "And this?", options=(Option("a", key=True), Option("b")))


def test_a_drill_goes_on_question_by_question_and_after_the_next_start(
    path: Path, clock: Clock
) -> None:
    sitting = start(Record.open(path), clock, "drill", None)
    for slot in range(3):
        sitting.respond(slot, Answer((0,)))
    assert sitting.extend("bank/more", 77, MORE) == 3
    assert sitting.item(3) is MORE
    clock.run(5)
    assert sitting.respond(3, Answer((1,))).credit == 0.0
    sitting.extend("bank/more", 78, MORE)
    assert sitting.save_now() == ""
    state = Record.open(path).state
    attempt = state.latest_open()
    assert attempt == sitting.attempt
    assert attempt is not None
    assert [(slot.item, slot.seed) for slot in attempt.slots[3:]] == [
        ("bank/more", 77),
        ("bank/more", 78),
    ]
    assert state == sitting.record.state


def test_the_questions_given_to_a_sitting_stay_as_they_are(path: Path, clock: Clock) -> None:
    sitting = start(Record.open(path), clock, "drill", None)
    sitting.extend("bank/more", 77, MORE)
    assert "bank/more" not in ITEMS


def test_only_a_drill_can_be_extended(path: Path, clock: Clock) -> None:
    sitting = start(Record.open(path), clock)
    with pytest.raises(NotAllowed, match="Only a drill"):
        sitting.extend("bank/more", 77, MORE)
    assert sitting.unsaved == 1
    assert "bank/more" not in sitting.items


def test_two_windows_on_one_drill_agree_on_its_questions(path: Path, clock: Clock) -> None:
    start(Record.open(path), clock, "drill", None).save_now()
    left, right = resumed(path, clock), resumed(path, clock)
    left.extend("bank/more", 77, MORE)
    left.save_now()
    right.extend("bank/q-0", 5, ITEMS["bank/q-0"])
    right.save_now()
    assert [slot.item for slot in right.attempt.slots[3:]] == ["bank/q-0", "bank/more"]
    assert right.item(4).is_gone
    state = Record.open(path).state
    (there,) = state.open.values()
    assert [slot.item for slot in there.slots[3:]] == ["bank/more", "bank/q-0"]
    assert right.record.state == state


def test_the_mistake_recognized_in_an_answer_is_kept(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Grade(0.0, "The drop factor was left out.", "drop-factor")
    monkeypatch.setattr(sitting_module, "grade", lambda *_: told)
    sitting = start(Record.open(path), clock, "tutor", None)
    assert sitting.respond(0, Answer((0,))) == told
    sitting.finish("left")
    assert sitting.save_now() == ""
    assert 'mistake = "drop-factor"' in path.read_text(encoding="utf-8")
    kept = {"drop-factor": [clock.wall.timestamp()]}
    assert Record.open(path).state.mistakes == sitting.record.state.mistakes == kept
