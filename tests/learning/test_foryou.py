"""Quizzes for you: by what raises the score, spread where the estimate needs it, interleaved."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning import foryou
from examprep.learning.choice import Pool
from examprep.learning.due import due, due_on, is_due
from examprep.learning.foryou import REST, Field, When, for_you
from tests.learning.worlds import START, answer, learned, syllabus
from tests.strategies import seeds

SYLLABUS = syllabus()
POOL = Pool(SYLLABUS.names)


def at(day: float, exam: float = 30.0) -> When:
    return When(START + day, START + exam, START)


answers = st.lists(
    st.builds(
        answer,
        st.integers(0, 60),
        st.sampled_from([0.0, 1.0]),
        st.floats(0, 20),
    ),
    max_size=40,
)


@given(answers, st.integers(0, 60), seeds, st.sampled_from([2.0, 30.0]))
def test_a_choice_is_sound_and_the_same_again(given, count, seed, left) -> None:
    learner, now = learned(*given, over=SYLLABUS), at(20.0, 20.0 + left)
    pool = Pool(SYLLABUS.names[:90])
    chosen = for_you(learner, pool, count, now, seed)
    assert len({*chosen.names}) == len(chosen.names) == min(count, 90)
    assert {*chosen.names} <= pool.members
    assert for_you(learner, pool, count, now, seed) == chosen
    assert all(0.0 <= pick.known <= 1.0 for pick in chosen.picks)


def test_what_was_answered_in_the_last_hours_rests_while_there_is_anything_else() -> None:
    learner = learned(*[answer(n, 0.0, 5.0) for n in range(40)], over=SYLLABUS)
    soon = for_you(learner, POOL, 50, at(5.0 + REST / 2), 1)
    assert {*soon.names}.isdisjoint(SYLLABUS.names[:40])
    only = Pool(SYLLABUS.names[:40])
    assert len(for_you(learner, only, 10, at(5.0 + REST / 2), 1).names) == 10


def test_one_in_five_is_drawn_over_the_outline_among_those_never_seen() -> None:
    learner = learned(*[answer(n, 1.0, 1.0) for n in range(100)], over=SYLLABUS)
    drawn = [0, 0, 0, 0]
    for seed in range(60):
        spread = [p for p in for_you(learner, POOL, 20, at(3.0), seed).picks if p.why == "spread"]
        assert len(spread) == 4
        for pick in spread:
            drawn[SYLLABUS.domains[SYLLABUS.places[pick.name]]] += 1
    shares = [one / sum(drawn) for one in drawn]
    assert shares == pytest.approx([28 / 80, 15 / 80, 19 / 80, 18 / 80], abs=0.05)


def test_each_tells_why_it_comes() -> None:
    learner = learned(
        *[answer(n, 0.0, 0.0) for n in range(10)],
        *[answer(n, 1.0, 0.0, sure="unsure") for n in range(10, 20)],
        over=SYLLABUS,
    )
    pool = Pool(SYLLABUS.names[:24])
    whys = {pick.name: pick for pick in for_you(learner, pool, 24, at(25.0), 1).picks}
    assert {whys[name].why for name in SYLLABUS.names[:10]} == {"missed"}
    assert {whys[name].why for name in SYLLABUS.names[10:20]} <= {"due", "again"}
    assert {whys[name].why for name in SYLLABUS.names[20:24]} <= {"new", "spread"}
    assert all(whys[name].gain > 0.0 for name in SYLLABUS.names[:10])


def test_no_topic_comes_twice_in_a_row_where_another_is_left() -> None:
    for seed in range(30):
        chosen = for_you(learned(over=SYLLABUS), POOL, 20, at(0.0), seed)
        topics = [SYLLABUS.topics[SYLLABUS.places[name]] for name in chosen.names]
        assert sum(one == other for one, other in pairwise(topics)) <= 1


def test_the_weaker_topic_of_equal_weight_comes_more_often() -> None:
    right = [answer(12 * n, 1.0, n / 50) for n in range(8)]
    wrong = [answer(12 * n + 4, 0.0, n / 50) for n in range(8)]
    learner = learned(*right, *wrong, over=SYLLABUS)
    counts = [0] * 12
    for seed in range(40):
        for pick in for_you(learner, POOL, 20, at(2.0), seed).picks:
            if pick.why == "new":
                counts[SYLLABUS.topics[SYLLABUS.places[pick.name]]] += 1
    assert counts[4] > 2 * counts[0]


def test_many_items_are_judged_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    learner = learned(*[answer(n, n % 2, n / 10) for n in range(90)], over=SYLLABUS)
    few = Field(learner, POOL, at(20.0))
    gains, chosen = few.gains(few.places), for_you(learner, POOL, 20, at(20.0), 3)
    monkeypatch.setattr(foryou, "MANY", 10)
    many = Field(learner, POOL, at(20.0))
    assert (many.places, many.resting) == (few.places, few.resting)
    assert many.gains(many.places) == pytest.approx(gains, abs=1e-12)
    assert for_you(learner, POOL, 20, at(20.0), 3) == chosen


@given(answers, st.floats(1, 60))
def test_nothing_seen_comes_for_the_first_time_again_after_the_exam(given, left) -> None:
    learner = learned(*given, over=SYLLABUS)
    exam = START + 20.0 + left
    for place in range(61):
        if learner.times[place]:
            assert learner.last[place] < due_on(learner, place, exam) < exam


def test_what_is_due_comes_by_how_little_of_it_is_known() -> None:
    learner = learned(
        answer(0, 0.0, 0.0), answer(1, 1.0, 0.0, sure="sure"), answer(2, 1.0, 9.9), over=SYLLABUS
    )
    chosen = due(learner, POOL, 10, at(10.0), 1)
    assert chosen.names == (SYLLABUS.names[0],)
    assert not is_due(learner, 2, at(10.0))


def test_without_anything_to_ask_nothing_is_chosen() -> None:
    assert for_you(learned(over=SYLLABUS), Pool([]), 20, at(0.0), 1).names == ()
    assert for_you(learned(over=SYLLABUS), Pool(["gone/item"]), 20, at(0.0), 1).names == ()
    assert due(learned(over=SYLLABUS), POOL, 20, at(0.0), 1).names == ()
