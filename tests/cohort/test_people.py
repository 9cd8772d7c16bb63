"""The people of a cohort: chances under their gate, change, and who has stopped."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from examprep.cohort.people import LATELY, LEAST_FIRSTS, STOPPED, Standing, standings
from examprep.cohort.report import Period
from examprep.cohort.subject import placed
from examprep.cohort.table import Table
from examprep.cohort.words import chance_words, marks, short_chance
from examprep.learning.learner import DAY
from examprep.learning.outlook import outlook
from tests.cohort.crowds import NOON, TODAY, people, simulated, subject, table
from tests.cohort.test_lockstep import alone

OVER = subject()
NAMES = list(OVER.syllabus.names)


def look(rows: Table, since: float = 0.0) -> tuple[Standing, ...]:
    return standings(rows, placed(rows, OVER), OVER, rows.at >= since, TODAY)


def run(person: int, count: int, right: float, day: float, start: int = 0) -> list[dict]:
    """Answer so many new items on a day counted from today, a share of them right."""
    return [
        {
            "person": person,
            "item": start + n,
            "at": NOON + day * DAY + n,
            "credit": float((n * 7 % 10) < 10 * right),
        }
        for n in range(count)
    ]


def test_a_chance_is_that_of_the_outlook() -> None:
    rows = simulated(8, 300)
    for place, one in enumerate(look(rows)):
        learner = alone(rows, place, OVER.syllabus)
        idle = NOON / DAY - learner.ability.day
        seen = outlook(learner, idle + 30)
        assert one.chance is not None
        assert one.chance.value == pytest.approx(seen.chance.value, abs=1e-9)
        assert one.chance.low == pytest.approx(seen.chance.low, abs=1e-9)
        assert one.verdict == seen.verdict
        assert [d.share for d in one.domains] == pytest.approx([d.share for d in seen.domains])
        assert one.at_risk == (seen.chance.high <= 0.5)


def test_below_the_gate_nothing_is_said() -> None:
    (one,) = look(table(run(0, 12, 0.0, -1), people(1), NAMES))
    assert (one.chance, one.verdict, one.domains, one.at_risk) == (None, "", (), False)
    assert one.missing == 28


def test_who_gets_most_wrong_is_at_risk_and_who_gets_most_right_is_not() -> None:
    rows = table(run(0, 120, 0.3, -1) + run(1, 120, 0.95, -1), people(2), NAMES)
    weak, strong = look(rows)
    assert weak.at_risk
    assert weak.chance.high <= 0.5
    assert not strong.at_risk


def test_who_does_better_than_before_has_improved() -> None:
    rows = run(0, 80, 0.4, -LATELY - 9) + run(0, 80, 1.0, -2, 80)
    rows += run(1, 80, 0.7, -LATELY - 9) + run(1, 80, 0.7, -2, 80)
    rows += run(2, 80, 1.0, -LATELY - 9) + run(2, 80, 0.2, -2, 80)
    better, same, worse = look(table(rows, people(3), NAMES))
    assert better.improved
    assert better.change.low < better.change.by < better.change.high
    assert not same.improved
    assert not same.change.down
    assert worse.change.down


def test_change_needs_enough_answers_before_and_after() -> None:
    few = LEAST_FIRSTS - 1
    rows = run(0, 80, 0.4, -LATELY - 9) + run(0, few, 1.0, -2, 80)
    rows += run(1, few, 0.4, -LATELY - 9) + run(1, 80, 1.0, -2, 80)
    assert [one.change for one in look(table(rows, people(2), NAMES))] == [None, None]


def test_few_who_do_not_change_are_said_to_improve() -> None:
    found = look(simulated(200, 200, seed=4))
    told = [one for one in found if one.change is not None]
    assert len(told) > 150
    assert sum(one.improved for one in told) / len(told) < 0.15
    assert sum(one.change.down for one in told) / len(told) < 0.1


def test_who_has_not_answered_for_two_weeks_has_stopped_while_the_exam_is_ahead() -> None:
    given = [{"person": n, "at": NOON - days * DAY} for n, days in enumerate((STOPPED, 13, 20, 20))]
    crowd = people(5)
    crowd[2] = replace(crowd[2], day=(TODAY - timedelta(days=1)).toordinal())
    crowd[3] = replace(crowd[3], day=0)
    found = look(table(given, crowd, NAMES))
    assert [one.stopped for one in found] == [True, False, False, True, False]
    assert found[4].last is None
    assert found[3].exam_day is None


def test_activity_is_counted_in_the_period_and_the_last_day_over_all() -> None:
    days = (-30, -3, -3, -2)
    rows = table(
        [{"item": n // 2, "at": NOON + d * DAY + n} for n, d in enumerate(days)], people(1), NAMES
    )
    (one,) = look(rows, NOON - 10 * DAY)
    assert (one.answers, one.firsts, one.days) == (3, 1, 2)
    assert one.last == TODAY - timedelta(days=2)


def test_whose_file_is_damaged_is_not_judged() -> None:
    given = run(0, 120, 0.3, -STOPPED - 1) + run(1, 120, 0.3, -STOPPED - 1)
    crowd = people(2)
    crowd[1] = replace(crowd[1], damaged=True)
    whole, hurt = look(table(given, crowd, NAMES))
    assert whole.stopped
    assert whole.at_risk
    assert (hurt.stopped, hurt.at_risk, hurt.improved, hurt.chance) == (False, False, False, None)
    assert hurt.answers == whole.answers
    assert marks(hurt) == "file damaged"
    assert "damaged" in chance_words(hurt)
    assert "damaged" in short_chance(hurt)


def test_a_chance_whose_ends_are_the_same_is_written_once() -> None:
    (lost,) = look(table(run(0, 240, 0.05, -1), people(1), NAMES))
    assert lost.chance.low == lost.chance.high or lost.chance.high < 0.05
    assert short_chance(lost) == "<5 %"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
@pytest.mark.parametrize(("zone", "days", "last"), [("UTC0", 1, 0), ("ZZZ-14", 2, 1)])
def test_days_are_those_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, zone: str, days: int, last: int
) -> None:
    given = [{"item": 0, "at": NOON - 7_200}, {"item": 1, "at": NOON}]  # 10 and 12 in UTC
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        (one,) = look(table(given, people(1), NAMES))
        since = Period(TODAY + timedelta(days=1), TODAY + timedelta(days=1))
        later = int(since.of(table(given, people(1), NAMES)).sum())
    time.tzset()
    assert (one.days, one.last) == (days - (days > 1), TODAY + timedelta(days=last))
    assert later == (0 if last == 0 else 2)
