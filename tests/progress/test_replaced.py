"""A file that a sync program puts back to an older copy while an attempt is sat."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from examprep.attempts.attempt import begin
from examprep.attempts.events import Answer
from examprep.attempts.slots import Slot
from examprep.progress.fold import fold
from examprep.progress.journal import Journal
from examprep.progress.record import Record
from examprep.progress.sitting import Sitting
from examprep.progress.state import CandidateState
from tests.factories import START, Clock
from tests.progress.test_two_writers import ACTS, ITEM, NAME, check_file, opened, resumed, standing


def folded(path: Path) -> CandidateState:
    """Fold the file as if there were no snapshot."""
    loaded = Journal.open(path).load()
    return fold(loaded.head, loaded.pairs())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Journal.create(tmp_path / "maria.toml", "Maria", START).path


def put_back(path: Path, data: bytes) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(data)
    copy.replace(path)


def more(sitting: Sitting, seed: int) -> None:
    sitting.respond(sitting.extend(NAME, seed, ITEM), Answer((0,)))


@pytest.mark.parametrize("older", ["head", "opening", "first answer"])
def test_what_the_file_lost_of_the_drill_is_given_back(path: Path, older: str):
    copies = {"head": path.read_bytes()}
    clock = Clock()
    record = Record.open(path)
    first = begin(record.journal.new_id(), "drill", [Slot(NAME, 0)], START)
    sitting = Sitting.start(record, first, {NAME: ITEM}, clock.times)
    assert sitting.save_now() == ""
    copies["opening"] = path.read_bytes()
    sitting.respond(0, Answer((0,)))
    assert sitting.save_now() == ""
    copies["first answer"] = path.read_bytes()
    for seed in (1, 2, 3):
        more(sitting, seed)
    sitting.flag(1)
    assert sitting.save_now() == ""

    later = resumed(path, clock).sitting
    slots = later.attempt.slots
    put_back(path, copies[older])
    more(later, 4)
    assert later.save_now() == ""
    assert later.attempt.slots[: len(slots)] == slots
    assert later.attempt.answered == 5
    assert later.attempt.marks[1].flag
    state = Record.open(path).state
    assert state == folded(path) == later.record.state
    kept = state.open[first.id]
    assert standing(kept).keys() == standing(later.attempt).keys()
    assert [one.flag for one in kept.marks].count(True) == 1

    later.finish("done")
    assert later.save_now() == ""
    assert Record.open(path).state.finished[first.id].credit == 5.0


def test_both_windows_give_back_what_an_older_copy_lost(path: Path):
    first, clock = opened(path)
    old = path.read_bytes()
    one, two = resumed(path, clock).sitting, resumed(path, clock).sitting
    more(one, 1)
    assert one.save_now() == ""
    two.flag(0)
    assert two.save_now() == ""
    two.respond(1, Answer((1,))) if not two.attempt.given[1] else two.flag(1)
    more(two, 2)
    assert two.save_now() == ""
    put_back(path, old)
    more(two, 3)
    assert two.save_now() == ""
    more(one, 4)
    assert one.save_now() == ""
    two.flag(0)
    assert two.save_now() == ""
    state = Record.open(path).state
    assert {slot.seed for slot in state.open[first.attempt.id].slots} == {0, 1, 2, 3, 4}
    assert state.open[first.attempt.id].answered == 5
    assert state == folded(path) == two.record.state


def test_an_answer_kept_before_its_question_counts_once_the_question_is_back(path: Path):
    first, clock = opened(path)
    old = path.read_bytes()
    one = resumed(path, clock).sitting
    slot = one.extend(NAME, 1, ITEM)
    assert one.save_now() == ""
    two = resumed(path, clock).sitting
    put_back(path, old)
    two.respond(slot, Answer((0,)))
    saved = two.save()  # the answer is there, its question not yet
    half = Record.open(path)
    half.keep_snapshot()
    assert half.state.open[first.attempt.id].answered == 1
    two.settle(saved)
    assert two.save_now() == ""
    half.catch_up()
    assert half.state == Record.open(path).state == folded(path)
    assert half.state.open[first.attempt.id].answered == 2


def test_a_snapshot_of_a_state_that_is_outdated_is_not_kept(path: Path):
    first, clock = opened(path)
    one, two = resumed(path, clock).sitting, resumed(path, clock).sitting
    one.finish("done")
    assert one.save_now() == ""
    one.record.keep_snapshot()
    more(two, 1)
    assert two.save_now() == ""
    record = Record.open(path)
    assert record.state == folded(path)
    assert record.state.finished[first.attempt.id].answered == 2
    record.keep_snapshot()
    assert Record.open(path).state == record.state


# A copy put back and then written to by the other window: as long as before, and alike at its end.
SAME_LENGTH: list[tuple[int, Any, int]] = [
    (1, "put back", 3),
    (0, "right", 0),
    (0, "save", 3),
    (1, "wrong", 0),
    (1, "wrong", 0),
    (1, "put back", 3),
    (1, "undo", 3),
    (0, "right", 0),
    (1, "save", 5),
    (0, "right", 0),
    (1, "more", 4),
    (1, "put back", 0),
]


@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.one_of(ACTS, ACTS, st.just("put back")), st.integers(0, 5)),
        max_size=30,
    )
)
@example(SAME_LENGTH)
def test_whatever_copy_is_put_back_two_windows_lose_nothing_of_a_drill(
    turns: list[tuple[int, Any, int]],
):
    with TemporaryDirectory() as folder:
        path = Journal.create(Path(folder) / "maria.toml", "Maria", START).path
        copies = [path.read_bytes()]
        first, clock = opened(path)
        writers = [resumed(path, clock), resumed(path, clock)]
        for who, act, place in turns:
            clock.go(1)
            copies.append(path.read_bytes())
            if act == "put back":
                put_back(path, copies[-1 - place % len(copies)])
            else:
                writers[who].act(act, place)
        for writer in (*writers, *writers):
            writer.sitting.pause()
            writer.sitting.resume_clock()
            writer.act("save")
        for writer in writers:
            writer.sitting.record.catch_up()
            assert writer.sitting.record.state == Record.open(path).state
        check_file(path, first.attempt.id, writers)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_saves_on_their_way_while_the_file_is_replaced_count_once(
    path: Path, order: tuple[int, int]
):
    clock, record = Clock(), Record.open(path)
    first = begin(record.journal.new_id(), "quiz", [Slot(NAME, 0), Slot(NAME, 1)], START)
    sitting = Sitting.start(record, first, {NAME: ITEM}, clock.times)
    assert sitting.save_now() == ""
    old = path.read_bytes()
    sitting.flag(0)
    assert sitting.save_now() == ""
    put_back(path, old)
    sitting.respond(0, Answer((0,)))
    saves = [sitting.save()]
    sitting.respond(1, Answer((0,)))
    put_back(path, old)
    saves.append(sitting.save())
    for turn in order:
        sitting.settle(saves[turn])
        assert [len(given) for given in sitting.attempt.given] == [1, 1]
    assert sitting.attempt.marks[0].flag
    assert sitting.save_now() == ""
    assert sitting.record.state == Record.open(path).state == folded(path)
    assert [len(given) for given in folded(path).open[first.id].given] == [1, 1]
