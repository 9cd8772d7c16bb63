"""Memory: FSRS-6 as the library for Anki has it, with grades and guesses told apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from fsrs_rs_python import MemoryState
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning import memory
from examprep.learning.gain import new_gain, seen_gain, stronger, weaker
from examprep.learning.memory import KNOWN_BEFORE, TOLD, after, first, grade, knew, recall

PACE = 73.0
RATINGS = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good, "easy": Rating.Easy}
marks = st.sampled_from(list(RATINGS))
reviews = st.lists(st.tuples(st.integers(0, 60), marks), min_size=1, max_size=12)


@given(reviews)
def test_every_step_is_that_of_the_reference_implementation(steps) -> None:
    """py-fsrs is the authors' own; whole days apart the two must agree."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, now = Card(card_id=1), datetime(2026, 1, 1, tzinfo=UTC)
    state = None
    for gap, mark in steps:
        now += timedelta(days=gap if state else 0)
        card, _ = scheduler.review_card(card, RATINGS[mark], now)
        if state is None:
            states = memory._FSRS.next_states(None, memory.RETENTION, 0)
            state = memory._plain(states, mark)
        else:
            before = state
            states = memory._FSRS.next_states(MemoryState(*state), memory.RETENTION, gap)
            state = memory._plain(states, mark)
            assert after(before, gap, mark) == pytest.approx(state, rel=1e-6)
        assert state == pytest.approx((card.stability, card.difficulty), rel=1e-3)


@given(st.floats(0.1, 500.0), st.floats(1.0, 10.0), st.integers(1, 400))
def test_the_formulas_for_arrays_are_those_of_the_library(stability, hardness, days) -> None:
    known = recall(float(days), stability)
    right, _ = after((stability, hardness), days, "good")
    wrong, _ = after((stability, hardness), days, "again")
    assert stronger(stability, hardness, known) == pytest.approx(right, rel=1e-3)
    assert weaker(stability, hardness, known) == pytest.approx(max(TOLD, wrong), rel=1e-3)


def test_nine_of_ten_are_known_after_one_stability() -> None:
    assert recall(0.0, 5.0) == 1.0
    assert recall(5.0, 5.0) == pytest.approx(0.9)
    assert recall(300.0, 5.0) > 0.0


@pytest.mark.parametrize(
    ("credit", "sure", "seconds", "mark"),
    [
        (1.0, "", 40.0, "good"),
        (1.0, "sure", 20.0, "easy"),
        (1.0, "sure", 60.0, "good"),
        (1.0, "unsure", 20.0, "hard"),
        (1.0, "guess", 20.0, "again"),
        (1.0, "", 200.0, "hard"),
        (0.5, "sure", 20.0, "again"),
        (0.0, "", 40.0, "again"),
    ],
)
def test_credit_confidence_and_time_make_the_grade(credit, sure, seconds, mark) -> None:
    assert grade(credit, sure, seconds, PACE) == mark


@given(st.floats(0.0, 1.0), st.floats(0.0, 0.5))
def test_what_is_hard_to_guess_was_known(before, guess) -> None:
    known = knew(before, guess)
    assert 0.0 <= known <= 1.0
    assert known >= before - 1e-9
    assert knew(before, guess, "sure") == 1.0
    assert before == 0.0 or knew(before, 0.0) == 1.0


def test_a_likely_guess_leaves_less_than_an_answer_that_was_known() -> None:
    kept = [first("good", known)[0] for known in (0.0, 0.3, 0.9, 1.0)]
    assert kept == sorted(kept)
    assert kept[-1] == pytest.approx(KNOWN_BEFORE)
    again = [after((5.0, 5.0), 4, "good", known)[0] for known in (0.0, 0.5, 1.0)]
    assert again == sorted(again)
    assert again[0] == pytest.approx(after((5.0, 5.0), 4, "again")[0])


def test_what_was_missed_and_explained_lasts_longer_than_a_card_that_failed() -> None:
    assert first("again", 0.0)[0] == first("good", 0.0)[0] == TOLD > memory.WEIGHTS[0]


def test_a_mistake_is_kept_shorter_than_anything_right() -> None:
    assert first("again", 1.0)[0] < first("hard", 0.5)[0]
    assert after((30.0, 5.0), 20, "again")[0] < 30.0 < after((30.0, 5.0), 20, "hard")[0]


def test_next_morning_is_another_day() -> None:
    evening = after((3.0, 5.0), 0.5, "good")
    assert after((3.0, 5.0), 0.8, "good") == after((3.0, 5.0), 1.0, "good") != evening


def test_asking_gains_most_where_much_was_forgotten_and_never_loses() -> None:
    fresh, faded = seen_gain(2.0, 5.0, 0.5, 20.0), seen_gain(2.0, 5.0, 12.0, 20.0)
    assert faded > fresh
    assert seen_gain(200.0, 5.0, 1.0, 10.0) < 0.02
    assert new_gain(2.0) > new_gain(20.0) > 0.3
