"""What a class would get right now: weighted by how surely each ability is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from examprep.cohort.levels import Level, level, with_levels
from examprep.cohort.people import now_and_then
from examprep.cohort.subject import placed
from examprep.cohort.topics import LEAST_PEOPLE, Group, groups
from tests.cohort.crowds import NOON, TODAY, people, simulated, subject, table

OVER = subject()
NAMES = list(OVER.syllabus.names)


def look(rows: object, kind: str) -> tuple[Group, ...]:
    where = placed(rows, OVER)
    every = np.ones(len(rows), bool)
    found = groups(rows, where, OVER, every, kind)
    return with_levels(found, rows, where, OVER, now_and_then(rows, where, OVER, TODAY)[0])


def test_the_surer_weigh_more() -> None:
    found = level(np.array([0.0, 0.0, 0.0, 0.0, 1.0]), np.array([1.0, 1.0, 1.0, 1.0, 0.25]))
    assert found == Level(pytest.approx(0.5), pytest.approx(8**-0.5), 5)
    value, low, high = found.shares
    assert low < value < high


def test_fewer_than_five_people_have_none() -> None:
    assert level(np.zeros(LEAST_PEOPLE - 1), np.ones(LEAST_PEOPLE - 1)) is None
    rows = simulated(LEAST_PEOPLE - 1, 120)
    assert all(one.now is None for kind in ("domain", "topic") for one in look(rows, kind))


def test_more_people_and_answers_make_it_surer() -> None:
    few, many = look(simulated(8, 60), "domain"), look(simulated(60, 200), "domain")
    for one, other in zip(few, many, strict=True):
        assert other.now_high - other.now_low < one.now_high - one.now_low


def test_a_topic_that_is_missed_lies_below_its_domain() -> None:
    rows = simulated(40, 200, seed=3)
    topics = np.array(OVER.syllabus.topics)[rows.item]
    hard = topics == 0
    dice = np.random.default_rng(2)
    credit = np.where(hard & (dice.random(len(rows)) < 0.5), 0.0, rows.credit)
    found = {one.id: one for one in look(replace(rows, credit=credit), "topic")}
    names = OVER.syllabus.topic_names
    home = OVER.syllabus.domains[list(OVER.syllabus.topics).index(0)]
    same = [
        place
        for place in range(1, len(names))
        if OVER.syllabus.domains[list(OVER.syllabus.topics).index(place)] == home
    ]
    assert same
    for place in same:
        assert found[names[0]].now_high < found[names[place]].now_low


def test_a_topic_with_few_answers_stays_near_its_domain() -> None:
    topics = list(OVER.syllabus.topics)
    rare = topics.index(0)
    common = [item for item in range(100) if topics[item]]
    given = [{"person": n, "item": item, "at": NOON - 9e5} for n in range(6) for item in common]
    given += [{"person": n, "item": rare, "credit": 0.0} for n in range(6)]
    found = {one.id: one for one in look(table(given, people(6), NAMES), "topic")}
    one = found[OVER.syllabus.topic_names[0]]
    assert one.share == 0.0
    assert one.now > 0.4


def test_areas_have_none() -> None:
    assert all(one.now is None for one in look(simulated(20, 60), "area"))
