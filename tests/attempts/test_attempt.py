"""The attempt as a state: it never changes, refuses what makes no sense, and replays."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given

from examprep.attempts.attempt import Attempt
from examprep.attempts.replay import replay
from examprep.attempts.slots import RULES
from examprep.errors import NotAllowed
from tests.factories import attempt, finish, mark, pause, respond, undo
from tests.strategies import attempts

OUT_OF_PLACE = (respond(3, 5), respond(-1, 5), mark(7, 5), mark(-3, 5), undo(3, 5), undo(-1, 5))


@pytest.mark.parametrize("event", OUT_OF_PLACE)
def test_a_slot_outside_the_form_is_refused(event):
    answered = attempt("quiz", count=3).apply(respond(2, 4))
    assert answered.refusal(event) == "There is no such question."


@pytest.mark.parametrize("clock", [float("nan"), float("inf"), float("-inf")])
def test_a_clock_that_is_no_number_is_refused(clock):
    for event in (respond(0, clock), mark(0, clock), pause(clock), finish(clock)):
        assert "no number of seconds" in attempt("quiz", limit=60).refusal(event)


@pytest.mark.parametrize("credit", [1.01, -0.01, float("nan"), 5.0])
def test_credit_outside_its_bounds_is_refused(credit):
    with pytest.raises(NotAllowed, match="from 0 to 1"):
        attempt().apply(respond(0, 5, credit=credit))


def test_a_refused_event_changes_nothing():
    before = attempt("quiz", limit=60).apply(respond(0, 5))
    with pytest.raises(NotAllowed):
        before.apply(respond(1, 61))
    assert before == attempt("quiz", limit=60).apply(respond(0, 5))


def test_no_field_can_be_set():
    sitting = attempt()
    for one in fields(Attempt):
        with pytest.raises(FrozenInstanceError):
            setattr(sitting, one.name, None)


def test_a_clock_set_back_changes_nothing():
    sitting = attempt("quiz", count=2, limit=60).apply(respond(0, 50))
    back = sitting.apply(respond(1, 10))
    assert back.clock == 50
    assert back.left(back.clock) == 10


def test_bank_versions_are_noted_but_make_no_difference_to_the_state():
    noted, plain = attempt(), attempt()
    noted.versions["demo"] = "1.0.0"
    assert noted == plain
    assert hash(noted) == hash(plain)
    assert noted.apply(respond(0, 5)).versions == {"demo": "1.0.0"}


def test_two_attempts_share_no_versions():
    first, second = attempt(), attempt()
    first.versions["demo"] = "2.0.0"
    assert second.versions == {}


def test_feedback_and_changing_exclude_each_other():
    assert all(rules.feedback != rules.changing for rules in RULES.values())


@given(attempts())
def test_a_replay_equals_the_attempt(drawn):
    form, log = drawn
    sitting, counted = form, []
    for event in log:
        if sitting.refusal(event):
            with pytest.raises(NotAllowed, match=r"^[A-Z].*[.]$"):
                sitting.apply(event)
        else:
            assert not sitting.misfit(event)
            assert sitting.apply(event) == sitting.after(event)
        fits = not sitting.misfit(event)
        counted += [event] if fits else []
        sitting = sitting.after(event) if fits else sitting.beside(event)
    assert replay(form, log) == sitting
    if form.rules.changing:  # else a second answer may wait for the first to be taken back
        assert replay(form, counted) == sitting


@given(attempts())
def test_the_end_of_a_quiz_changes_no_answer_and_no_end_changes_the_way_it_ended(drawn):
    form, log = drawn
    sitting = form
    for event in log:
        after = replay(sitting, [event])
        if sitting.ended is not None:
            assert after.ended == sitting.ended
            if sitting.rules.changing:
                stood = [given for given in sitting.given if given]
                assert all(given in after.given for given in stood)
        sitting = after


def test_an_answer_given_where_the_end_was_not_known_counts():
    quiz = replay(attempt("quiz", count=3), [respond(0, 5), finish(10), respond(1, 8)])
    assert (quiz.answered, quiz.ended) == (2, "done")
    assert replay(quiz, [respond(0, 12, credit=0.0), finish(13, "left")]) == quiz
    drill = replay(attempt("drill", count=2), [finish(1), respond(0, 5), undo(0, 6), respond(1, 7)])
    assert [len(given) for given in drill.given] == [0, 1]


@given(attempts())
def test_every_state_on_the_way_is_sound(drawn):
    form, log = drawn
    sitting = form
    for event in log:
        after = replay(sitting, [event])
        assert after.clock >= sitting.clock
        assert after.clock < float("inf")
        assert after.slots == form.slots
        assert len(after.given) == len(after.marks) == len(form.slots)
        assert 0.0 <= after.credit <= after.answered <= len(form.slots)
        assert after.left(after.clock) is None or 0.0 <= after.left(after.clock) <= form.limit
        sitting = after
    assert (sitting.next_open is None) == (sitting.answered == len(form.slots))


@given(attempts())
def test_applying_leaves_the_state_before_as_it_was(drawn):
    form, log = drawn
    known = [form]
    for event in log:
        known.append(replay(known[-1], [event]))
    assert [replay(form, log[:length]) for length in range(len(log) + 1)] == known


@given(attempts())
def test_no_answer_counts_that_was_given_after_the_time(drawn):
    form, log = drawn
    sitting = replay(form, log)
    counting = [response for responses in sitting.given for response in responses]
    assert form.limit is None or all(response.clock <= form.limit for response in counting)


@given(attempts())
def test_feedback_is_shown_only_where_the_kind_allows_it(drawn):
    form, log = drawn
    sitting = replay(form, log)
    for slot in range(len(form.slots)):
        shown = sitting.shows_feedback(slot)
        if sitting.ended is None and sitting.kind == "quiz":
            assert not shown
        elif sitting.ended is None:
            assert shown == (sitting.response(slot) is not None)
        else:
            assert shown
