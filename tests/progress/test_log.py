"""The log of responses: what counts stands in it, in the same columns however the file was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.progress.fold import fold
from examprep.progress.log import SURE, Entry, Log
from examprep.progress.record import pack, unpack
from examprep.progress.state import CandidateState, told_now
from tests.progress.logs import Log as Blocks
from tests.progress.logs import logs

entries = st.builds(
    Entry,
    st.floats(0, 2e9),
    st.sampled_from(["demo/a", "demo/b", "other/\u00e9"]),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.integers(0, 600).map(float),
    st.sampled_from(SURE),
    st.booleans(),
    st.integers(0, 2**16 - 1),
    st.integers(0, 255),
    st.sampled_from(["k-1", "k-2"]),
)


def made(rows: list[Entry]) -> Log:
    log = Log()
    log.extend(rows)
    return log


@given(st.lists(entries))
def test_columns_give_back_what_was_put_in(rows: list[Entry]) -> None:
    log = made(rows)
    assert list(log.entries()) == rows
    assert log.rows() == sorted(rows)
    assert Log.unpacked(log.packed()) == log


@given(st.lists(entries, min_size=1), st.data())
def test_a_digest_tells_one_beginning_from_every_other(
    rows: list[Entry], data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, len(rows)))
    log = made(rows)
    assert log.digest(count) == made(rows[:count]).digest(count)
    changed = [rows[0]._replace(seconds=rows[0].seconds + 1), *rows[1:]]
    assert made(changed).digest(len(rows)) != log.digest(len(rows))


def test_columns_that_do_not_fit_together_are_refused() -> None:
    packed = made([Entry(1.0, "demo/a", 1.0, 2.0)]).packed()
    packed[3] = b""
    with pytest.raises(ValueError, match="different lengths"):
        Log.unpacked(packed)


def added(log: Blocks) -> CandidateState:
    state = CandidateState()
    for block in log.blocks:
        state.add(block)
    return state


@given(logs())
def test_the_log_is_the_same_after_a_snapshot(log: Blocks) -> None:
    state = fold({}, log.pairs())
    assert unpack(pack(state)).log == state.log


def test_only_the_answer_that_counts_stands_in_it_once_the_quiz_is_over() -> None:
    log = Blocks()
    quiz = log.begin("quiz", items=2)
    log.respond(quiz, 0, 0.0, 5.0)
    log.respond(quiz, 0, 1.0, 9.0, "guess")
    assert added(log).log.rows() == []
    assert told_now(added(log)) == []
    log.finish(quiz, 20.0)
    (row,) = added(log).log.rows()
    assert (row.item, row.credit, row.sure, row.exam) == ("bank/q-0", 1.0, "guess", False)
    assert fold({}, log.pairs()).log == added(log).log


def test_what_a_tutor_tells_is_told_now_and_taken_back_with_its_answer() -> None:
    log = Blocks()
    tutor = log.begin("tutor", items=2)
    log.respond(tutor, 1, 0.0, 5.0)
    assert [one.item for one in told_now(added(log))] == ["bank/q-1"]
    log.undo(tutor, 1, 6.0)
    assert told_now(added(log)) == []
