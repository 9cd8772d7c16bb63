"""Whole attempts, sat in plain Python from the first question to the end."""

from __future__ import annotations

import pytest

from examprep.attempts.attempt import begin
from examprep.attempts.replay import replay
from examprep.attempts.slots import Slot
from examprep.errors import NotAllowed
from tests.factories import START, attempt, finish, mark, pause, respond, resume, undo


def test_a_tutor_session_tells_after_each_answer():
    sitting = attempt("tutor", count=3)
    assert sitting.next_open == 0
    assert not sitting.shows_feedback(0)

    sitting = sitting.apply(respond(0, clock=20, credit=1.0, chose=(2,)))
    assert sitting.shows_feedback(0)
    assert not sitting.shows_feedback(1)
    assert sitting.next_open == 1

    sitting = sitting.apply(respond(1, clock=45, credit=0.0))
    sitting = sitting.apply(respond(2, clock=60, credit=0.5))
    assert sitting.next_open is None
    assert (sitting.answered, sitting.credit) == (3, 1.5)

    sitting = sitting.apply(finish(61))
    assert sitting.ended == "done"
    assert sitting.clock == 61


def test_a_tutor_answer_stands_until_it_is_taken_back():
    sitting = attempt("tutor").apply(respond(0, 20, credit=0.0, chose=(1,)))
    with pytest.raises(NotAllowed, match="undo takes the answer back"):
        sitting.apply(respond(0, 25, credit=1.0, chose=(0,)))

    sitting = sitting.apply(undo(0, 26))
    assert sitting.response(0) is None
    assert not sitting.shows_feedback(0)
    sitting = sitting.apply(respond(0, 30, credit=1.0, chose=(0,)))
    assert sitting.response(0).answer.chose == (0,)


def test_a_timed_quiz_tells_nothing_before_its_end():
    sitting = attempt("quiz", count=2, limit=120)
    sitting = sitting.apply(respond(0, 10)).apply(respond(1, 20, credit=0.0))
    assert [sitting.shows_feedback(slot) for slot in (0, 1)] == [False, False]

    sitting = sitting.apply(finish(30))
    assert [sitting.shows_feedback(slot) for slot in (0, 1)] == [True, True]


def test_a_quiz_answer_can_be_changed_and_changed_back():
    sitting = attempt("quiz").apply(respond(0, 10, credit=0.0, chose=(1,)))
    sitting = sitting.apply(respond(0, 15, credit=1.0, chose=(2,)))
    assert sitting.response(0).answer.chose == (2,)
    assert (sitting.answered, sitting.credit) == (1, 1.0)

    sitting = sitting.apply(undo(0, 18))
    assert sitting.response(0).answer.chose == (1,)
    assert sitting.credit == 0.0

    sitting = sitting.apply(undo(0, 19))
    assert sitting.answered == 0
    with pytest.raises(NotAllowed, match="no answer to take back"):
        sitting.apply(undo(0, 20))


def test_when_time_is_up_every_answer_given_counts_and_no_later_one():
    sitting = attempt("quiz", count=3, limit=60)
    sitting = sitting.apply(respond(0, 20)).apply(respond(1, 60.0))
    assert sitting.left(60.0) == 0.0

    late = respond(2, 60.01)
    assert sitting.refusal(late) == "Time was up before this answer."
    with pytest.raises(NotAllowed, match="Time was up"):
        sitting.apply(late)

    sitting = sitting.apply(finish(60, "time"))
    assert (sitting.answered, sitting.credit, sitting.ended) == (2, 2.0, "time")


def test_a_late_undo_takes_no_answer_away():
    sitting = attempt("quiz", limit=60).apply(respond(0, 59))
    with pytest.raises(NotAllowed, match="the answer stays"):
        sitting.apply(undo(0, 61))
    assert sitting.apply(undo(0, 60)).answered == 0


def test_a_pause_costs_no_time():
    sitting = attempt("quiz", count=2, limit=60).apply(respond(0, 30)).apply(pause(40))
    assert sitting.paused
    sitting = sitting.apply(resume(40, later=86_400))
    assert not sitting.paused
    assert sitting.left(sitting.clock) == 20
    assert sitting.apply(respond(1, 59)).answered == 2


def test_flags_strikes_and_confidence_stay_until_they_are_changed():
    sitting = attempt("quiz")
    sitting = sitting.apply(mark(1, 5, flag=True))
    sitting = sitting.apply(mark(1, 8, flag=True, struck=(0, 3), sure="guess"))
    assert sitting.marks[1].flag
    assert sitting.marks[1].struck == (0, 3)
    assert sitting.marks[1].sure == "guess"
    assert not sitting.marks[0].flag

    sitting = sitting.apply(respond(1, 12)).apply(mark(1, 14, struck=(3,)))
    assert (sitting.marks[1].flag, sitting.marks[1].sure) == (False, None)
    assert sitting.response(1) is not None


def test_a_review_tells_after_each_answer_like_a_tutor():
    sitting = attempt("review", count=1).apply(respond(0, 9, credit=0.0))
    assert sitting.shows_feedback(0)
    with pytest.raises(NotAllowed):
        sitting.apply(respond(0, 12))
    assert sitting.apply(finish(15, "left")).ended == "left"


def test_questions_can_be_answered_in_any_order():
    sitting = attempt("quiz", count=4).apply(respond(2, 5)).apply(respond(0, 9))
    assert sitting.next_open == 1
    assert sitting.response(1) is None
    assert sitting.answered == 2


def test_nothing_happens_after_the_end():
    over = attempt("quiz").apply(respond(0, 5)).apply(finish(10))
    for event in (respond(1, 11), mark(0, 11), undo(0, 11), pause(11), resume(11), finish(12)):
        assert over.refusal(event) == "This attempt is over."
        with pytest.raises(NotAllowed, match="over"):
            over.apply(event)


def test_an_attempt_without_a_limit_never_runs_out():
    sitting = attempt("quiz", limit=None)
    assert sitting.left(10**6) is None
    assert sitting.apply(respond(0, 10**6)).answered == 1


def test_a_crash_and_a_resume_lose_nothing():
    form = attempt("quiz", count=3, limit=600)
    log = [respond(0, 30), mark(1, 40, flag=True), respond(1, 70, credit=0.5), pause(80)]
    before = form
    for event in log:
        before = before.apply(event)

    again = replay(form, [*log, resume(80)])
    assert again.given == before.given
    assert again.marks == before.marks
    assert again.slots == before.slots
    assert again.left(again.clock) == 520


def test_a_form_needs_a_question():
    with pytest.raises(NotAllowed, match="no questions"):
        begin("k3f9aa-1", "tutor", [], START)


def test_a_form_may_ask_one_item_twice():
    twice = begin("k3f9aa-1", "quiz", [Slot("demo/a", 1), Slot("demo/a", 2)], START)
    sitting = twice.apply(respond(1, 4))
    assert [sitting.response(slot) is None for slot in (0, 1)] == [True, False]


def test_an_attempt_starts_at_zero_and_running():
    begun = attempt("quiz", count=2, limit=60)
    assert (begun.clock, begun.paused, begun.ended) == (0.0, False, None)
    assert (begun.answered, begun.credit, begun.next_open) == (0, 0, 0)
    assert begun.left(begun.clock) == 60
