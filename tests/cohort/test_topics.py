"""Topics, areas and domains: first answers apart from repeats, weights, weeks, the least people."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from examprep.cohort.beta import interval
from examprep.cohort.calendar import week_of
from examprep.cohort.subject import placed, subject_of
from examprep.cohort.table import Table
from examprep.cohort.topics import (
    KINDS,
    Group,
    HeatMap,
    Kind,
    groups,
    heat_map,
    to_teach,
    whole,
)
from examprep.exams.form import shares
from examprep.learning.ability import CUT
from tests.cohort.crowds import EXAM, NOON, TODAY, people, simulated, subject, table

OVER = subject()
NAMES = list(OVER.syllabus.names)


def look(rows: Table, kind: Kind = "topic", since: float = 0.0) -> tuple[Group, ...]:
    return groups(rows, placed(rows, OVER), OVER, rows.at >= since, kind)


def heat(rows: Table, kind: Kind = "area") -> HeatMap:
    return heat_map(rows, placed(rows, OVER), OVER, rows.at >= 0, kind)


def by_hand(rows: Table, topic: int) -> tuple[int, float, set[int]]:
    """Count a topic's first answers row by row."""
    count, right, who = 0, 0.0, set()
    for row in range(len(rows)):
        own = OVER.syllabus.topics[int(rows.item[row])] == topic
        tells = rows.exam[row] or rows.seconds[row] >= 5
        if own and tells and rows.exposure[row] == 1:
            count, right = count + 1, right + float(rows.credit[row])
            who.add(int(rows.person[row]))
    return count, right, who


def test_a_topic_is_counted_as_by_hand() -> None:
    rows = simulated(9, 80)
    found = look(rows)
    for topic, one in enumerate(found):
        count, right, who = by_hand(rows, topic)
        assert (one.answers, one.people) == (count, len(who))
        assert one.share == pytest.approx(right / count)
        low, high = interval(np.array([right]), np.array([float(count)]))
        assert (one.low, one.high) == (pytest.approx(low[0]), pytest.approx(high[0]))


def test_repeats_stand_apart() -> None:
    given = [{"person": n, "item": 0, "credit": 0.0, "at": NOON - 100} for n in range(6)]
    given += [{"person": n, "item": 0, "credit": 1.0} for n in range(6)]
    one = look(table(given, people(6), NAMES))[0]
    assert (one.answers, one.share, one.repeats, one.repeated) == (6, 0.0, 6, 1.0)


def test_below_five_people_there_is_only_a_number() -> None:
    given = [{"person": n, "item": i} for n in range(4) for i in range(0, 120, 12)]
    one = look(table(given, people(6), NAMES))[0]
    assert (one.people, one.answers, one.enough, one.weak) == (4, 40, False, False)
    assert (one.share, one.low, one.high, one.below, one.lost) == (None,) * 5
    assert one.weeks[0].share is None
    five = look(table([*given, {"person": 4, "item": 0}], people(6), NAMES))[0]
    assert five.share == 1.0
    assert five.below is None
    assert five.judged == 4


def test_rapid_guesses_count_only_in_a_mock_exam() -> None:
    given = [{"person": n, "item": 0, "seconds": 2.0, "exam": n < 5} for n in range(9)]
    one = look(table(given, people(9), NAMES))[0]
    assert (one.answers, one.people) == (5, 5)


def test_weights_are_those_of_the_outline() -> None:
    rows = simulated(6, 200)
    counts = shares([domain.weight for domain in EXAM.domains], EXAM.scored)
    found = {kind: look(rows, kind) for kind in KINDS}
    assert [one.weight for one in found["domain"]] == pytest.approx([n / 80 for n in counts])
    for kind in KINDS:
        assert sum(one.weight for one in found[kind]) == pytest.approx(1.0)
        assert sum(one.items for one in found[kind]) == 240
    assert {one.id for one in found["area"]} < {area for area, _ in OVER.area_titles}


def test_the_whole_is_weighted_and_needs_every_domain() -> None:
    rows = simulated(6, 200)
    domains = look(rows, "domain")
    found = whole(domains)
    assert found is not None
    assert found.share == pytest.approx(sum(one.weight * one.share for one in domains))
    assert found.low < found.share < found.high
    only = table([{"person": n, "item": 0} for n in range(6)], people(6), NAMES)
    assert whole(look(only, "domain")) is None


def test_people_below_the_standard_are_a_share_of_those_with_five_answers() -> None:
    given = [
        {"person": n, "item": i, "credit": float(i // 12 >= n)}
        for n in range(8)
        for i in range(0, 60, 12)
    ]
    one = look(table(given[:-1], people(8), NAMES))[0]
    assert one.judged == 7
    assert one.below == pytest.approx(sum(max(0, 5 - n) < CUT * 5 for n in range(7)) / 7)


def test_weeks_begin_on_mondays_and_have_gaps() -> None:
    given = [{"person": n, "item": 0, "at": NOON - 15 * 86_400} for n in range(5)]
    given += [{"person": n, "item": 12, "credit": 0.0} for n in range(6)]
    weeks = look(table(given, people(6), NAMES))[0].weeks
    assert [one.start.weekday() for one in weeks] == [0, 0, 0]
    assert weeks[-1].start <= TODAY < weeks[-1].start + timedelta(days=7)
    assert [(one.people, one.answers, one.share) for one in weeks] == [
        (5, 5, 1.0),
        (0, 0, None),
        (6, 6, 0.0),
    ]
    assert week_of(np.array([0, 3, 4])).tolist() == [0, 0, 1]


def test_since_leaves_out_what_was_before_but_knows_first_from_repeat() -> None:
    given = [{"person": n, "item": 0, "at": NOON - 9e6} for n in range(5)]
    given += [{"person": n, "item": 0} for n in range(5)]
    one = look(table(given, people(5), NAMES), since=NOON - 100)[0]
    assert (one.answers, one.repeats, one.share) == (0, 5, None)


def test_the_heat_map_has_a_share_from_five_answers_on() -> None:
    given = [{"person": 0, "item": i, "credit": float(i > 0)} for i in range(0, 60, 12)]
    given += [{"person": 2, "item": i} for i in range(0, 48, 12)]
    found = heat(table(given, people(3), NAMES))
    assert found.ids == ("1.1",)
    assert found.answers == ((5,), (0,), (4,))
    assert found.shares == ((0.8,), (None,), (None,))


def test_what_to_teach_is_what_costs_most_surely_below_first() -> None:
    found = to_teach(look(simulated(40, 200)))
    assert all(one.lost > 0 for one in found)
    weak = [one.weak for one in found]
    assert weak == sorted(weak, reverse=True)
    sure = [one.lost for one in found if one.weak]
    assert sure == sorted(sure, reverse=True)


def test_nothing_at_all() -> None:
    rows = table([], people(0), [])
    assert all(one.answers == 0 and not one.enough for one in look(rows))
    assert heat(rows).shares == ()


def test_items_of_no_bank_count_nowhere() -> None:
    rows = table([{"person": n, "item": 0} for n in range(6)], people(6), ["gone/item"])
    assert sum(one.answers for one in look(rows)) == 0


def test_a_subject_is_made_of_the_library() -> None:
    from examprep.banks.library import Library
    from examprep.desk.knowing import syllabus_of
    from examprep.places import shipped_banks

    library = Library.open([shipped_banks()])
    found = subject_of(library, EXAM, syllabus_of(library, EXAM))
    library.close()
    assert len(found.areas) == len(found.syllabus.names)
    assert sum(found.weights) == pytest.approx(1.0)
    assert all(title for _, title in found.topic_titles)
    for area, domain in zip(found.areas, found.syllabus.domains, strict=True):
        if area != 255:
            assert found.area_titles[area][0].startswith(EXAM.domains[domain].id)
