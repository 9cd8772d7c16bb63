"""The learner at the desk: in step with every answer, kept in the cache, the same after merging."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from examprep.attempts.events import Answer
from examprep.desk import knowing
from examprep.desk.choosing import learner_of, when_of
from examprep.desk.desk import Desk
from examprep.desk.knowing import when
from examprep.desk.plan import Plan
from examprep.learning.foryou import NO_DATE
from examprep.learning.learner import DAY, Learner, fold
from examprep.places import cache_folder
from examprep.progress.goal import Goal
from examprep.progress.merge import merge
from examprep.progress.record import Record
from examprep.progress.state import CandidateState, told_now
from tests.factories import START, Clock, desk_at, sit_through


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    return desk_at(tmp_path / "banks", clock=clock, count=60, topics=("a", "b", "c"))


def packed(learner: Learner) -> list[object]:
    return learner.packed()


def anew(desk: Desk) -> list[object]:
    """Give the learner folded from nothing but the log and what is told."""
    state = desk.open_record().state
    rows = [*state.log.entries(), *told_now(state)]
    return packed(fold(learner_of(desk).syllabus, rows))


def files() -> list[Path]:
    return sorted((cache_folder() / "learners").glob("*"))


def test_it_is_in_step_with_every_told_answer(desk: Desk, clock: Clock) -> None:
    for turn in range(3):
        sit_through(desk, Plan(count=8, seed=turn), [True, False] * 4)
        clock.go(20_000)
        assert packed(learner_of(desk)) == anew(desk)
    tutor = desk.start(Plan("tutor", count=4, seed=9))
    before = learner_of(desk).count
    for slot in range(2):
        clock.go(30)
        tutor.respond(slot, Answer((0,)))
        assert tutor.save_now() == ""
    assert learner_of(desk).count == before + 2
    tutor.undo(1)
    assert tutor.save_now() == ""
    assert learner_of(desk).count == before + 1
    assert packed(learner_of(desk)) == anew(desk)


def test_what_a_timed_quiz_has_not_told_yet_is_not_known(desk: Desk, clock: Clock) -> None:
    quiz = desk.start(Plan("quiz", count=4, seed=9))
    clock.go(30)
    quiz.respond(0, Answer((1,)))
    assert quiz.save_now() == ""
    assert learner_of(desk).count == 0
    quiz.finish("done")
    assert quiz.save_now() == ""
    assert learner_of(desk).count == 1


def test_a_quiz_left_open_for_days_counts_where_it_belongs(desk: Desk, clock: Clock) -> None:
    early = desk.start(Plan("quiz", count=4, seed=1))
    clock.go(30)
    early.respond(0, Answer((1,)))
    early.pause()
    assert early.save_now() == ""
    clock.go(3 * DAY)
    sit_through(desk, Plan(count=8, seed=2), [True] * 8)
    learner_of(desk)
    clock.go(DAY)
    again = desk.resume(desk.open_record().state.left_open()[0])
    again.finish("done")
    assert again.save_now() == ""
    assert packed(learner_of(desk)) == anew(desk)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep every learner, however few answers it has taken."""
    monkeypatch.setattr(knowing, "_STALE", 1)
    return iter(())


@pytest.mark.usefixtures("eager")
def test_a_copy_is_kept_and_found_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit_through(desk, Plan(count=8, seed=1), [True, False] * 4)
    first = packed(learner_of(desk))
    assert len(files()) == 1
    monkeypatch.setattr(Learner, "take", None)  # nothing is folded again
    later = Desk.open([tmp_path / "banks"])
    assert packed(learner_of(later)) == first


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign"])
def test_a_damaged_copy_is_as_good_as_none(desk: Desk, tmp_path: Path, damage: str) -> None:
    sit_through(desk, Plan(count=8, seed=1), [True, False] * 4)
    first = packed(learner_of(desk))
    (file,) = files()
    data = file.read_bytes()
    flipped = bytes([data[-1] ^ 1])
    file.write_bytes(
        {"cut": data[:-9], "flipped": data[:-1] + flipped, "empty": b"", "foreign": b"x" * 90}[
            damage
        ]
    )
    later = Desk.open([tmp_path / "banks"])
    assert packed(learner_of(later)) == first


@pytest.mark.usefixtures("eager")
def test_a_copy_of_other_answers_is_not_taken_for_ours(desk: Desk, tmp_path: Path) -> None:
    sit_through(desk, Plan(count=8, seed=1), [True, False] * 4)
    learner_of(desk)
    file = desk.open_record().journal.path
    file.write_text(file.read_text().replace("credit = 1.0", "credit = 0.0"))
    later = Desk.open([tmp_path / "banks"])
    assert learner_of(later).missed.count(1) == 8


@pytest.mark.usefixtures("eager")
def test_a_key_that_was_changed_makes_its_item_new_and_a_typo_does_not(
    desk: Desk, tmp_path: Path
) -> None:
    sit_through(desk, Plan(count=60, seed=1), [True] * 60)
    assert 0 not in learner_of(desk).times
    bank = next((tmp_path / "banks").glob("*.toml"))
    text = bank.read_text().replace('text = "key 7"', 'text = "key 77"')
    bank.write_text(text.replace('text = "key 9"', 'text = "Key  9"').replace("Which", "What"))
    later = Desk.open([tmp_path / "banks"])
    learner = learner_of(later)
    names = learner.syllabus.names
    assert [names[place] for place, times in enumerate(learner.times) if not times] == [
        "demo/demo-007"
    ]


def test_two_devices_merged_in_either_order_make_the_same_learner(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    sit_through(desk, Plan(count=8, seed=1), [True, False] * 4)
    path = desk.open_record().journal.path
    common = path.read_bytes()
    copies = []
    for seed, right in ((2, [False] * 8), (3, [True] * 8)):
        path.write_bytes(common)
        desk = Desk.open([tmp_path / "banks"])
        desk.times = clock.times
        clock.go(5_000)
        desk.sit_down(next(one for one in desk.candidates.list()[0] if one.path == path))
        sit_through(desk, Plan(count=8, seed=seed), right)
        copies.append(path.read_bytes())
    learners, states = [], []
    for one, other in (copies, copies[::-1]):
        path.write_bytes(merge(one, other))
        record = Record.open(path)
        learners.append(packed(fold(learner_of(desk).syllabus, record.state.log.entries())))
        states.append(record.state)
    assert learners[0] == learners[1]
    assert states[0].log == states[1].log
    assert len(states[0].log) == 24


def test_the_exam_is_a_month_away_where_no_date_is_known() -> None:
    now = START
    day = now.timestamp() / DAY
    assert when(CandidateState(), now).exam == day + NO_DATE
    past = CandidateState(goal=Goal("ptce-2026", now.date() - timedelta(days=2)))
    assert when(past, now).exam == day + NO_DATE
    today = CandidateState(goal=Goal("ptce-2026", now.date()))
    assert 0.0 < when(today, now).left < 1.0
    ahead = CandidateState(goal=Goal("ptce-2026", date(2027, 1, 15)))
    assert 53.0 < when(ahead, now).left < 55.0


def test_the_days_count_from_when_the_goal_was_set(desk: Desk, clock: Clock) -> None:
    record = desk.open_record()
    start = when_of(desk).since
    clock.go(10 * DAY)
    goal = record.state.goal
    assert goal
    record.set_goal(goal.exam, goal.date, desk.times.now(), (30,) * 7)
    assert when_of(desk).since == start
    record.set_goal("excpt-2023", goal.date, desk.times.now())
    assert when_of(desk).since == pytest.approx(start + 10)
