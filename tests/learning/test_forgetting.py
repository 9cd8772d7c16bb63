"""A look ahead at memory: what is still known on each day, and what comes due."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning.due import due_on, is_due
from examprep.learning.forgetting import forgetting
from examprep.learning.foryou import When
from examprep.learning.gain import LEARNS
from examprep.learning.memory import recall
from tests.learning.worlds import START, answer, learned, syllabus

SYLLABUS = syllabus()
EVERY = range(len(SYLLABUS.names))


def at(day: float, exam: float = 30.0) -> When:
    return When(START + day, START + exam, START)


answers = st.lists(
    st.builds(answer, st.integers(0, 40), st.sampled_from([0.0, 1.0]), st.floats(0, 10, width=32)),
    max_size=30,
)


def test_who_was_asked_nothing_forgets_nothing() -> None:
    days = forgetting(learned(), EVERY, at(0), 3)
    assert [(one.ahead, one.known, one.due) for one in days] == [(n, 0.0, 0) for n in range(4)]


def test_what_is_known_is_the_sum_of_what_is_recalled() -> None:
    learner = learned(answer(0), answer(1, 0.0, 2.0), over=SYLLABUS)
    days = forgetting(learner, EVERY, at(5.0), 10)
    for one in days:
        expected = recall(5.0 + one.ahead, learner.stability[0])
        expected += LEARNS * recall(3.0 + one.ahead, learner.stability[1])
        assert one.known == pytest.approx(expected)


def test_nine_of_ten_are_known_after_as_many_days_as_the_stability() -> None:
    learner = learned(answer(0))
    learner.stability[0] = 7.0
    days = forgetting(learner, [0], at(0.0, 90.0), 7)
    assert days[0].known == 1.0
    assert days[7].known == pytest.approx(0.9)


@given(answers)
def test_without_study_no_day_knows_more_than_the_day_before(given) -> None:
    learner = learned(*given, over=SYLLABUS)
    known = [one.known for one in forgetting(learner, EVERY, at(11.0), 20)]
    assert known == sorted(known, reverse=True)
    asked = sum(times > 0 for times in learner.times)
    assert all(0.0 <= one <= asked for one in known)


@given(answers)
def test_day_0_has_all_that_is_due_and_no_item_comes_due_twice(given) -> None:
    learner, moment = learned(*given, over=SYLLABUS), at(11.0)
    days = forgetting(learner, EVERY, moment, 20)
    seen = [place for place in EVERY if learner.times[place]]
    assert days[0].due == sum(is_due(learner, place, moment) for place in seen)
    assert sum(one.due for one in days) == len(seen)


def test_an_item_stands_on_the_day_on_which_it_comes_due() -> None:
    learner, moment = learned(answer(0)), at(0.5)
    left = due_on(learner, 0, moment.exam) - moment.now
    days = forgetting(learner, [0], moment, 40)
    assert [one.ahead for one in days if one.due] == [int(left) + 1]


def test_only_the_places_that_are_named_count() -> None:
    learner = learned(answer(0), answer(1))
    assert forgetting(learner, [1], at(0.0), 0)[0].known == 1.0
