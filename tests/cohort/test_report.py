"""The report: one place for every figure, nothing claimed of too few."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from examprep.banks.item import Item
from examprep.cohort.questions import MANY, SOME, Question
from examprep.cohort.report import Assigned, Period, Report, as_json, exam_of, only, report
from examprep.cohort.table import Table
from examprep.cohort.topics import KINDS
from examprep.cohort.words import doubt_words
from examprep.problems import Problem
from tests.cohort.crowds import NOON, TODAY, people, simulated, subject, table
from tests.factories import choice

OVER = subject()
NAMES = list(OVER.syllabus.names)
ITEMS: dict[str, Item] = {
    name: choice("key", "one", "two", "three", bank="demo", id=name.partition("/")[2])
    for name in NAMES
}


def made(rows: Table, **more: Any) -> Report:
    period = more.pop("period", Period(TODAY))
    return report(rows, OVER, ITEMS, period, **more)


@pytest.fixture(scope="module")
def found() -> Report:
    return made(simulated(60, 200))


def question(found: Report, number: int) -> Question:
    return next(one for one in found.questions if one.name == NAMES[number])


def test_it_counts_what_there_is(found: Report) -> None:
    assert (found.people, found.others, found.answers) == (60, 0, 12_000)
    assert found.firsts == sum(one.answers for one in found.domains)
    for kind in (found.areas, found.topics):
        assert sum(one.answers for one in kind) == found.firsts
    assert found.exam == "ptce-2026"
    assert len(found.standings) == len(found.heat.shares) == 60


def test_the_lists_are_those_of_the_figures(found: Report) -> None:
    assert {one.key for one in found.at_risk} == {s.key for s in found.standings if s.at_risk}
    chances = [one.chance.value for one in found.at_risk]
    assert chances == sorted(chances)
    assert all(one.chance.high <= 0.5 for one in found.at_risk)
    assert all(one.change.low > 0 for one in found.improved)
    assert found.untold == sum(s.chance is None for s in found.standings)


def test_it_is_json_and_has_every_list(found: Report) -> None:
    plain = json.loads(json.dumps(as_json(found)))
    assert plain["at_risk"] == [one.key for one in found.at_risk]
    assert plain["suspects"] == [one.name for one in found.suspects]
    assert plain["today"] == TODAY.isoformat()
    assert plain["topics"][0]["share"] == found.topics[0].share
    assert len(plain["standings"]) == 60


def test_a_wrong_key_is_found_with_its_evidence() -> None:
    rows = simulated(120, 200, seed=3)
    chose = rows.chose.copy()
    here = rows.item == 7
    able = np.bincount(rows.person, rows.credit) / 200
    knows = here & (able[rows.person] > np.median(able))
    chose[here] = np.where(knows[here], 2, 0)
    credit = np.where(here, (chose == 0).astype(np.float32), rows.credit)
    found = made(replace(rows, chose=chose, credit=credit))
    first = found.suspects[0]
    assert first.name == NAMES[7]
    assert first.doubt > 0.9
    assert first.suspect == 2
    assert first.verdict == "wrong"
    low, _, high = first.options[2].thirds
    assert high > low
    assert [one.key for one in first.options] == [True, False, False, False]


def test_of_few_answers_only_the_key_is_judged() -> None:
    given = [{"person": n, "item": 0, "chose": 0} for n in range(9)]
    given += [{"person": n, "item": 1, "chose": n % 2, "credit": 1.0 - n % 2} for n in range(29)]
    given += [{"person": n, "item": 2, "chose": n % 2, "credit": 1.0 - n % 2} for n in range(49)]
    found = made(table(given, people(60), NAMES))
    nine, early, some = (question(found, number) for number in range(3))
    assert (nine.n, nine.facility, nine.r, nine.difficulty) == (9, None, None, None)
    assert nine.doubt is not None
    assert early.n == SOME - 1
    assert early.facility is not None
    assert early.low < early.facility < early.high
    assert (early.r, early.discrimination, early.negative) == (None, None, None)
    assert some.n == MANY - 1
    assert (some.upper_lower, some.distractors) == (None, None)
    assert all(one.share is None for one in some.options)
    assert [one.count for one in some.options] == [25, 24, 0, 0]


def test_forms_need_thirty_people() -> None:
    rows = simulated(29, 40)
    form = table([], [], []).sittings
    assert made(replace(rows, sittings=form)).forms[0].alpha is None


def test_people_of_another_exam_are_left_out() -> None:
    rows = simulated(12, 60)
    crowd = [replace(one, exam="cspt-2023" if n < 3 else "") for n, one in enumerate(rows.people)]
    found = made(replace(rows, people=crowd))
    assert (found.people, found.others, found.answers) == (9, 3, 540)
    assert [one.key for one in found.standings] == [one.key for one in crowd[3:]]


def test_the_exam_is_that_of_most_people() -> None:
    crowd = [
        replace(one, exam=exam)
        for one, exam in zip(
            people(6),
            ("cspt-2023", "cspt-2023", "ptce-2026", "", "nonsense", "nonsense"),
            strict=True,
        )
    ]
    assert exam_of(crowd) == "cspt-2023"
    assert exam_of([]) == "ptce-2026"


def test_since_counts_later_answers_only() -> None:
    rows = simulated(20, 100)
    since = TODAY - timedelta(days=10)
    found = made(rows, period=Period(TODAY, since))
    whole = made(rows)
    later = rows.at >= NOON - 10.5 * 86_400
    assert found.answers == int(later.sum())
    assert sum(one.answers for one in found.standings) == found.answers
    assert sum(one.n for one in found.questions) < sum(one.n for one in whole.questions)
    # What people know comes of all their answers.
    assert [one.chance for one in found.standings] == [one.chance for one in whole.standings]


def test_problems_are_single_lines_without_control_codes() -> None:
    problem = Problem(Path("a\nb.toml"), 0, "error", "bad \x1b[31m\nred")
    assert made(simulated(5, 5), problems=[problem]).problems == (
        "a b.toml: error: bad \ufffd[31m red",
    )


def test_assignments_are_passed_on() -> None:
    row = Assigned("Week 1", TODAY, "Ada", "done", 0.8, late=True)
    assert made(simulated(5, 5), assignments=[row]).assignments == (row,)


def test_nobody_and_nothing() -> None:
    found = made(table([], people(0), []))
    assert (found.people, found.answers, found.whole) == (0, 0, None)
    assert found.standings == found.questions == found.at_risk == ()
    json.dumps(as_json(found))
    silent = made(table([], people(3), NAMES))
    assert silent.untold == 3


def test_the_same_people_in_another_order_are_the_same() -> None:
    rows = simulated(8, 60)
    assert only(rows, [True] * 8) is rows
    some = only(rows, [n % 2 == 0 for n in range(8)])
    assert [one.key for one in some.people] == ["k0000", "k0002", "k0004", "k0006"]
    assert some.credit.sum() == rows.credit[rows.person % 2 == 0].sum()
    assert set(some.person.tolist()) == {0, 1, 2, 3}
    assert KINDS == ("domain", "area", "topic")


def test_a_report_of_a_question_raises_its_doubt_five_times() -> None:
    rows = simulated(40, 200, seed=5)
    day = TODAY.toordinal()
    told = [replace(one, reported=((NAMES[9], day),) * 2) for one in rows.people[:2]]
    plain, raised = made(rows), made(replace(rows, people=[*told, *rows.people[2:]]))
    before, after = question(plain, 9), question(raised, 9)
    assert (before.reported, after.reported) == (0, 2)
    assert after.doubt > before.doubt
    assert after.doubt / (1 - after.doubt) < 5 * before.doubt / (1 - before.doubt) + 1e-9
    assert "reported by 2 candidates" in doubt_words(after)
    others = [one for one in plain.questions if one.name != NAMES[9]]
    assert others == [one for one in raised.questions if one.name != NAMES[9]]


def test_what_was_looked_up_since_a_report_is_settled() -> None:
    rows = simulated(40, 50, seed=5)
    day = TODAY.toordinal()
    people = [replace(rows.people[0], reported=((NAMES[9], day), ("no/such", day)))]
    rows = replace(rows, people=[*people, *rows.people[1:]])
    items = {name: replace(one, verified=TODAY) for name, one in ITEMS.items()}
    found = report(rows, OVER, items, Period(TODAY))
    assert question(found, 9).reported == 0
    assert question(made(rows), 9).reported == 1
