"""Which topics would gain most."""

from __future__ import annotations

from itertools import pairwise

import pytest

from examprep.learning.choice import Pool
from examprep.learning.foryou import When
from examprep.learning.topic_gain import NEXT, topic_gains
from tests.learning.worlds import START, answer, learned, syllabus

SYLLABUS = syllabus(360)
POOL = Pool(SYLLABUS.names)
NOW = When(START + 5.0, START + 35.0, START)


def test_topics_stand_in_the_order_of_what_they_gain() -> None:
    learner = learned(*[answer(n, float(n % 3 > 0), n / 60) for n in range(60)], over=SYLLABUS)
    found = topic_gains(learner, POOL, NOW)
    assert {one.topic for one in found} == {*SYLLABUS.topic_names}
    assert all(one.points >= other.points for one, other in pairwise(found))
    assert all(0.0 <= one.share <= 1.0 for one in found)
    assert {one.questions for one in found} == {NEXT}
    assert [one.asked for one in found] == [5] * 12


def test_a_weak_topic_gains_more_than_a_strong_one_of_its_domain() -> None:
    right = [answer(12 * n, 1.0, n / 50) for n in range(10)]
    wrong = [answer(12 * n + 4, 0.0, n / 50) for n in range(10)]
    found = topic_gains(learned(*right, *wrong, over=SYLLABUS), POOL, NOW)
    by_name = {one.topic: one for one in found}
    weak, strong = by_name["demo:topic-4"], by_name["demo:topic-0"]
    assert weak.points > strong.points
    assert weak.share < strong.share


def test_a_small_topic_is_judged_by_the_questions_it_has() -> None:
    few = Pool([SYLLABUS.names[place] for place in (0, 12, 24, 1)])
    found = topic_gains(learned(over=SYLLABUS), few, NOW)
    assert {one.topic: one.questions for one in found} == {"demo:topic-0": 3, "demo:topic-1": 1}
    assert topic_gains(learned(over=SYLLABUS), Pool(()), NOW) == []


def test_the_points_are_those_of_its_best_questions() -> None:
    one = Pool([SYLLABUS.names[0]])
    three = Pool([SYLLABUS.names[place] for place in (0, 12, 24)])
    learner = learned(over=SYLLABUS)
    (single,), (triple,) = topic_gains(learner, one, NOW), topic_gains(learner, three, NOW)
    assert triple.points == pytest.approx(3 * single.points)
