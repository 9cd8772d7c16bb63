"""A drill goes on as long as the candidate likes, and counts only what was answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from examprep.attempts.refusals import MOST_SLOTS_READ
from examprep.attempts.replay import replay
from examprep.attempts.report import ending_words, report, score_words
from examprep.attempts.slots import RULES, Marks, Slot
from examprep.errors import NotAllowed
from tests.factories import attempt, choice, extend, finish, mark, respond, undo
from tests.strategies import drills


def test_a_drill_tells_after_each_answer_and_then_asks_one_more():
    drill = attempt("drill", count=1).apply(respond(0, 10))
    assert drill.shows_feedback(0)
    assert drill.next_open is None

    drill = drill.apply(extend(12, "demo/item-9", 77))
    assert drill.slots[1] == Slot("demo/item-9", 77)
    assert drill.next_open == 1
    assert not drill.shows_feedback(1)
    assert drill.marks[1] == Marks()

    drill = drill.apply(mark(1, 13, flag=True)).apply(respond(1, 20, credit=0.0))
    assert (drill.answered, drill.credit, drill.marks[1].flag) == (2, 1.0, True)
    assert drill.response(0).credit == 1.0


def test_an_answer_of_a_drill_stands_until_it_is_taken_back():
    drill = attempt("drill", count=1).apply(respond(0, 10, credit=0.0))
    with pytest.raises(NotAllowed, match="undo takes the answer back"):
        drill.apply(respond(0, 12))
    assert drill.apply(undo(0, 12)).next_open == 0


def test_a_question_put_twice_is_asked_once_and_found_by_either_name():
    twice = [replace(extend(n), id=name) for n, name in ((5, "one-1"), (6, "two-1"))]
    drill = replay(attempt("drill", count=1), twice)
    assert len(drill.slots) == 2
    assert [drill.place_of(name) for name in ("one-1", "two-1", "x")] == [1, 1, None]
    first, second = (replace(respond(0, 9), of=name) for name in ("two-1", "one-1"))
    assert replay(drill, [first, second]).given[1] == (replace(first, slot=1, written=0),)


def test_an_undo_takes_back_the_answer_it_names_and_no_other():
    drill = replay(attempt("drill", count=1), [replace(respond(0, 5), id="one-1")])
    mine, other = (replace(undo(0, 6), takes=name) for name in ("one-1", "two-1"))
    assert drill.refusal(other) == "There is no answer to take back."
    assert drill.apply(mine).answered == 0


def test_a_question_that_was_not_asked_yet_cannot_be_answered():
    with pytest.raises(NotAllowed, match="no such question"):
        attempt("drill", count=1).apply(respond(1, 10))


@pytest.mark.parametrize("kind", sorted(set(RULES) - {"drill"}))
def test_no_other_attempt_grows(kind):
    with pytest.raises(NotAllowed, match="Only a drill"):
        attempt(kind).apply(extend(5))


def test_a_drill_that_is_over_asks_no_more():
    over = attempt("drill", count=1).apply(finish(10))
    assert over.refusal(extend(11)) == "This attempt is over."


def test_a_drill_read_from_a_file_has_an_end_too():
    drill = attempt("drill", count=MOST_SLOTS_READ - 1).apply(extend(5))
    with pytest.raises(NotAllowed, match="too long"):
        drill.apply(extend(6))


def test_the_question_on_the_screen_when_a_drill_is_ended_is_not_wrong():
    events = [respond(0, 10), extend(11), respond(1, 20, 0.0), extend(21), finish(25, "left")]
    done = report(replay(attempt("drill", count=1), events), {})
    assert (done.questions, done.answered, done.credit) == (2, 2, 1.0)
    assert [entry.outcome for entry in done.entries] == ["right", "wrong"]
    assert [entry.slot for entry in done.missed] == [1]
    assert score_words(done) == "1 of 2, 50 %"
    assert ending_words(done) == ""


def test_a_drill_says_nothing_of_open_questions_when_its_time_is_up():
    events = [respond(0, 10), extend(11), finish(60, "time")]
    done = report(replay(attempt("drill", count=1, limit=60), events), {})
    assert score_words(done) == "Time is up: 1 of 1, 100 %"
    assert ending_words(done) == ""


@pytest.mark.parametrize("reason", ["done", "left", "time"])
def test_a_drill_without_an_answer_has_no_score(reason):
    items = {"demo/item-0": choice(id="item-0")}
    done = report(attempt("drill", count=1).apply(finish(5, reason)), items)
    assert (done.questions, done.share, done.topics, done.missed) == (0, 0.0, (), ())
    assert score_words(done) == "No question was answered."
    assert ending_words(done) == ""


@given(drills())
def test_a_drill_grows_by_what_it_was_extended_with_and_by_nothing_else(drawn):
    drill, log = drawn
    for event in log:
        after = replay(drill, [event])
        grown = after.slots[len(drill.slots) :]
        more = type(event).__name__ == "Extend" and not drill.misfit(event)
        new = [Slot(event.item, event.seed)] if more else []
        assert [*grown] == [slot for slot in new if slot not in drill.slots]
        assert after.slots[: len(drill.slots)] == drill.slots
        assert len(after.given) == len(after.marks) == len(after.slots)
        drill = after
    assert replay(*drawn) == drill


@given(drills())
def test_the_report_of_any_drill_leaves_out_exactly_what_is_open(drawn):
    drill = replay(*drawn)
    done = report(drill, {})
    assert done.questions == done.answered == drill.answered == len(drill.counting)
    assert {entry.slot for entry in done.entries} == set(drill.counting)
    assert 0.0 <= done.share <= 1.0
    assert ending_words(done) == ""


def test_a_second_answer_counts_once_the_first_is_taken_back():
    one, two = (replace(respond(0, n, float(n == 6)), id=f"w-{n}") for n in (5, 6))
    gone = [replace(undo(0, 7), takes=name) for name in ("w-5", "w-6")]
    drill = attempt("drill", count=1)
    both = replay(drill, [one, two])
    assert (both.given[0], both.credit, both.answered) == ((one,), 0.0, 1)
    for log in ([one, two, gone[0]], [one, gone[0], two], [two, one, gone[0]]):
        assert replay(drill, log).given[0] == (two,)
    assert replay(drill, [one, two, gone[1]]).given[0] == (one,)
    assert replay(drill, [one, two, *gone]).answered == 0
    assert replay(attempt("drill", count=1, limit=5), [one, two, gone[0]]).answered == 1
