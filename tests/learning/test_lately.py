"""Pace and misses by topic."""

from __future__ import annotations

from examprep.learning.lately import LEAST_TIMED, missed_since, paces
from examprep.learning.learner import DAY
from tests.learning.worlds import PACE, START, answer, learned, syllabus

SYLLABUS = syllabus()  # item n is of topic n % 12


def test_the_slowest_topic_stands_first_and_few_answers_last() -> None:
    quick = [answer(12 * turn, seconds=20.0, day=turn / 10) for turn in range(LEAST_TIMED)]
    slow = [answer(1 + 12 * turn, seconds=90.0, day=turn / 10) for turn in range(LEAST_TIMED)]
    found = paces(learned(*quick, *slow, answer(2, seconds=200.0)))
    assert [(one.topic, one.answers, one.seconds) for one in found] == [
        (1, 5, 90.0),
        (0, 5, 20.0),
        (2, 1, 200.0),
    ]
    assert [one.enough for one in found] == [True, True, False]


def test_who_went_away_was_not_that_slow() -> None:
    (found,) = paces(learned(answer(0, seconds=7200.0)))
    assert found.seconds == 4 * PACE


def test_without_answers_no_topic_has_a_pace() -> None:
    assert paces(learned()) == ()


def test_the_topic_with_most_misses_stands_first() -> None:
    found = missed_since(
        SYLLABUS,
        [
            answer(0, 0.0, 1.0),
            answer(12, 0.5, 1.0),
            answer(24, 1.0, 1.0),
            answer(1, 0.0, 1.0),
            answer(2, 1.0, 1.0),
        ],
        START * DAY,
    )
    assert [(one.topic, one.answers, one.missed) for one in found] == [(0, 3, 2), (1, 1, 1)]


def test_among_as_many_misses_fewer_answers_come_first() -> None:
    given = [answer(0, 0.0), answer(12, 1.0), answer(1, 0.0)]
    assert [one.topic for one in missed_since(SYLLABUS, given, 0.0)] == [1, 0]


def test_what_is_older_or_of_no_bank_or_of_another_key_does_not_count() -> None:
    old, strange = answer(0, 0.0, -1.0), answer(1, 0.0)._replace(item="gone/item")
    changed = answer(2, 0.0, key_print=77)
    assert missed_since(SYLLABUS, [old, strange, changed], START * DAY) == ()
