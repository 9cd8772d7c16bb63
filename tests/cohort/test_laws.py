"""Laws of a cohort's figures that hold for any class: sums, orders, people added and left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.cohort.calendar import EPOCH
from examprep.cohort.columns import rows as rows_of
from examprep.cohort.facts import unknown
from examprep.cohort.firsts import first_answers
from examprep.cohort.forms import forms, reliability
from examprep.cohort.lockstep import _before, abilities
from examprep.cohort.people import standings
from examprep.cohort.reading import exposures
from examprep.cohort.report import Period, kept, only
from examprep.cohort.subject import NOWHERE, placed
from examprep.cohort.table import Table
from examprep.cohort.topics import KINDS, Kind, groups, heat_map, whole
from tests.cohort.crowds import NOON, TODAY, people, subject, table

OVER = subject()
NAMES = [*OVER.syllabus.names, "elsewhere/item"]
DAY = 86_400.0

_ROW = st.fixed_dictionaries(
    {
        "person": st.integers(0, 7),
        "item": st.integers(0, 40) | st.just(len(NAMES) - 1),
        "at": st.integers(-60, 3).map(lambda day: NOON + day * DAY),
        "credit": st.sampled_from([0.0, 0.25, 1.0]),
        "seconds": st.sampled_from([2.0, 5.0, 40.0]),
        "exam": st.booleans(),
        "key_print": st.sampled_from([0, 0, 0, 9]),
    }
)
ROWS = st.lists(_ROW, max_size=60)
SOME = settings(max_examples=25)


def classed(given_rows: list[dict[str, Any]], count: int = 8) -> Table:
    return table([dict(row) for row in given_rows], people(count), NAMES)


def looked(rows: Table, kind: Kind = "topic") -> Any:
    return groups(rows, placed(rows, OVER), OVER, rows.at >= 0, kind)


@SOME
@given(ROWS)
def test_topics_areas_and_domains_count_the_same_answers(given_rows: list[dict[str, Any]]) -> None:
    rows = classed(given_rows)
    where = placed(rows, OVER)
    for kind in KINDS:
        found = looked(rows, kind)
        assert sum(one.answers for one in found) == int(where.first.sum())
        assert sum(one.repeats for one in found) == int(where.again.sum())
        assert sum(one.weight for one in found) == pytest.approx(1.0)


@SOME
@given(ROWS)
def test_what_counts_is_either_first_or_again_and_known(given_rows: list[dict[str, Any]]) -> None:
    rows = classed(given_rows)
    where = placed(rows, OVER)
    assert not (where.first & where.again).any()
    assert not ((where.first | where.again) & ~where.known).any()
    gone = rows.item == len(NAMES) - 1
    assert (where.place[gone] == NOWHERE).all()
    assert (where.topic[gone] == NOWHERE).all()
    assert (where.domain[gone] == NOWHERE).all()
    for row in np.flatnonzero(where.known).tolist():
        assert OVER.syllabus.names[where.place[row]] == rows.items[rows.item[row]]
        assert where.topic[row] == OVER.syllabus.topics[where.place[row]]
        assert where.domain[row] == OVER.syllabus.domains[where.place[row]]


@SOME
@given(ROWS)
def test_the_map_has_the_answers_of_its_groups(given_rows: list[dict[str, Any]]) -> None:
    rows = classed(given_rows)
    where = placed(rows, OVER)
    for kind in KINDS:
        heat = heat_map(rows, where, OVER, rows.at >= 0, kind)
        by_id = {one.id: one for one in looked(rows, kind)}
        for place, name in enumerate(heat.ids):
            column = [row[place] for row in heat.answers]
            assert sum(column) == by_id[name].answers > 0
            assert sum(count > 0 for count in column) == by_id[name].people
            assert sum(count >= 5 for count in column) == by_id[name].judged
        for counts, shares in zip(heat.answers, heat.shares, strict=True):
            for count, share in zip(counts, shares, strict=True):
                assert (share is None) == (count < 5)


@SOME
@given(ROWS)
def test_weeks_hold_the_answers_of_the_last_eight(given_rows: list[dict[str, Any]]) -> None:
    rows = classed(given_rows)
    where = placed(rows, OVER)
    first = np.flatnonzero(where.first)
    for one in looked(rows):
        assert len(one.weeks) <= 8
        assert sum(week.answers for week in one.weeks) <= one.answers
        starts = [week.start for week in one.weeks]
        assert starts == sorted(starts)
        assert all(b - a == timedelta(days=7) for a, b in pairwise(starts))
        for week in one.weeks:
            begin = week.start.toordinal() - EPOCH
            own = [
                row
                for row in first.tolist()
                if begin <= rows.day[row] < begin + 7
                and OVER.syllabus.topic_names[where.topic[row]] == one.id
            ]
            assert week.answers == len(own)
            assert week.people == len({int(rows.person[row]) for row in own})
            if week.people >= 5:
                right = sum(float(rows.credit[row]) for row in own)
                assert week.share == pytest.approx(right / len(own))
            else:
                assert week.share is None


@SOME
@given(ROWS)
def test_a_share_lies_in_its_interval_and_there_is_none_for_few(
    given_rows: list[dict[str, Any]],
) -> None:
    for kind in KINDS:
        for one in looked(classed(given_rows), kind):
            assert one.enough == (one.people >= 5)
            if one.enough:
                assert 0.0 <= one.low <= one.high <= 1.0
                assert one.share == pytest.approx(1.0) or one.low < one.share
                assert one.share == pytest.approx(0.0) or one.share < one.high
            else:
                assert (one.share, one.low, one.high, one.lost) == (None,) * 4


@SOME
@given(ROWS)
def test_the_whole_is_there_where_every_domain_is(given_rows: list[dict[str, Any]]) -> None:
    domains = looked(classed(given_rows), "domain")
    found = whole(domains)
    assert (found is not None) == all(one.enough for one in domains)
    if found:
        shares = [one.share for one in domains]
        assert min(shares) - 1e-12 <= found.share <= max(shares) + 1e-12
        assert 0.0 <= found.low <= found.share <= found.high <= 1.0


@SOME
@given(ROWS, st.permutations(range(8)))
def test_the_order_of_people_changes_no_group(
    given_rows: list[dict[str, Any]], order: list[int]
) -> None:
    turned = [row | {"person": order[row["person"]]} for row in given_rows]
    for kind in KINDS:
        one, other = looked(classed(given_rows), kind), looked(classed(turned), kind)
        assert [replace(a, weeks=()) for a in one] == [replace(b, weeks=()) for b in other]


@SOME
@given(ROWS)
def test_people_who_answered_nothing_change_no_group(given_rows: list[dict[str, Any]]) -> None:
    for kind in KINDS:
        assert looked(classed(given_rows), kind) == looked(classed(given_rows, 20), kind)


@SOME
@given(ROWS, st.lists(st.booleans(), min_size=8, max_size=8))
def test_a_table_of_some_people_has_their_rows(
    given_rows: list[dict[str, Any]], chosen: list[bool]
) -> None:
    rows = classed(given_rows)
    found = only(rows, chosen)
    keys = {one.key for one, here in zip(rows.people, chosen, strict=True) if here}
    assert {one.key for one in found.people} == keys
    wanted = [row for row in rows_of(rows, {}) if row["person"] in keys]
    assert list(rows_of(found, {})) == wanted
    rest = only(rows, [not one for one in chosen])
    assert len(found) + len(rest) == len(rows)


@SOME
@given(ROWS, st.integers(-70, 5))
def test_a_period_and_what_was_before_it_are_all_but_the_future(
    given_rows: list[dict[str, Any]], begin: int
) -> None:
    rows = classed(given_rows)
    since = TODAY + timedelta(days=begin)
    later = Period(TODAY, since).of(rows)
    every = Period(TODAY).of(rows)
    assert not (later & ~every).any()
    assert (rows.day[later] >= since.toordinal() - EPOCH).all()
    assert (rows.day[every & ~later] < since.toordinal() - EPOCH).all()
    assert (rows.day[~every] > TODAY.toordinal() - EPOCH + 1).all()
    assert len(kept(rows, later)) == int(later.sum())


@SOME
@given(ROWS)
def test_activity_is_counted_as_by_hand(given_rows: list[dict[str, Any]]) -> None:
    rows = classed(given_rows)
    where = placed(rows, OVER)
    period = Period(TODAY).of(rows)
    for place, one in enumerate(standings(rows, where, OVER, period, TODAY)):
        own = np.flatnonzero((rows.person == place) & period).tolist()
        assert one.answers == len(own)
        assert one.firsts == sum(bool(where.first[row]) for row in own)
        assert one.days == len({int(rows.day[row]) for row in own})
        last = max((int(rows.day[row]) for row in own), default=None)
        assert (one.last.toordinal() - EPOCH if one.last else None) == last


@SOME
@given(ROWS)
def test_first_answers_are_one_a_person_and_item(given_rows: list[dict[str, Any]]) -> None:
    rows = classed(given_rows)
    found = first_answers(rows, unknown(len(NAMES)))
    pairs = list(zip(found.person.tolist(), found.item.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert found.item.tolist() == sorted(found.item.tolist())
    assert found.n.tolist() == [found.item.tolist().count(n) for n in range(len(NAMES))]
    for item in set(found.item.tolist()):
        own = slice(found.start[item], found.start[item + 1])
        assert set(found.item[own].tolist()) == {item}
        assert found.person[own].tolist() == sorted(found.person[own].tolist())


@given(st.lists(st.integers(0, 6), max_size=50))
def test_exposures_count_as_by_hand(items: list[int]) -> None:
    seen: Counter[int] = Counter()
    wanted = []
    for item in items:
        seen[item] += 1
        wanted.append(seen[item])
    assert exposures(np.array(items, np.uint32)).tolist() == wanted


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=50), st.integers(1, 9))
def test_the_answer_before_is_found_as_by_hand(pairs: list[tuple[int, int]], block: int) -> None:
    from examprep.cohort import lockstep

    ordered = sorted(pairs, key=lambda pair: pair[0])
    person = np.array([one for one, _ in ordered], np.int32)
    item = np.array([one for _, one in ordered], np.int32)
    last: dict[tuple[int, int], int] = {}
    wanted = []
    for place, pair in enumerate(ordered):
        wanted.append(last.get(pair, NOWHERE))
        last[pair] = place
    size, lockstep._BLOCK = lockstep._BLOCK, block
    try:
        assert _before(person, item).tolist() == wanted
    finally:
        lockstep._BLOCK = size


@SOME
@given(ROWS, st.integers(0, 7))
def test_nobodys_ability_hangs_on_others(given_rows: list[dict[str, Any]], person: int) -> None:
    rows = classed(given_rows)
    every, _ = abilities(rows, placed(rows, OVER), OVER)
    alone = only(rows, [place == person for place in range(8)])
    single, _ = abilities(alone, placed(alone, OVER), OVER)
    assert single.mean[0] == pytest.approx(every.mean[person], abs=1e-12)
    assert single.spread[0] == pytest.approx(every.spread[person], abs=1e-12)
    assert single.firsts[0].tolist() == every.firsts[person].tolist()


@SOME
@given(ROWS, st.integers(-60, 3))
def test_what_was_known_before_a_moment_hangs_on_nothing_since(
    given_rows: list[dict[str, Any]], day: int
) -> None:
    moment = NOON + day * DAY - 1.0
    rows = classed(given_rows)
    _, then = abilities(rows, placed(rows, OVER), OVER, until=moment)
    early = kept(rows, rows.at < moment)
    now, _ = abilities(early, placed(early, OVER), OVER)
    assert then.mean == pytest.approx(now.mean, abs=1e-12)
    assert then.spread == pytest.approx(now.spread, abs=1e-12)
    assert then.firsts.tolist() == now.firsts.tolist()


_MARKS = st.integers(2, 6).flatmap(
    lambda items: st.lists(
        st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=items, max_size=items),
        min_size=2,
        max_size=12,
    )
)


@given(_MARKS)
def test_alpha_is_one_at_most_and_its_error_no_more_than_the_spread(
    marks: list[list[float]],
) -> None:
    alpha, error = reliability(np.array(marks))
    if np.isnan(alpha):
        assert np.isnan(error)
    else:
        assert alpha <= 1.0 + 1e-12
        spread = np.array(marks).sum(axis=1).std(ddof=1)
        assert error == pytest.approx(spread * max(0.0, 1.0 - alpha) ** 0.5)


@given(_MARKS, st.randoms(use_true_random=False))
def test_the_order_of_people_and_items_changes_no_alpha(
    marks: list[list[float]], chance: Any
) -> None:
    whole_marks = np.array(marks)
    turned = whole_marks[:, chance.sample(range(whole_marks.shape[1]), whole_marks.shape[1])]
    turned = turned[chance.sample(range(len(turned)), len(turned))]
    assert reliability(turned) == pytest.approx(reliability(whole_marks), nan_ok=True, abs=1e-9)


@given(_MARKS)
def test_every_item_twice_makes_a_form_more_reliable(marks: list[list[float]]) -> None:
    once, _ = reliability(np.array(marks))
    twice, _ = reliability(np.array([row + row for row in marks]))
    if not np.isnan(once) and once > 0.0:
        assert twice >= once - 1e-12


@SOME
@given(_MARKS)
def test_a_form_is_found_with_everybody_who_sat_it(marks: list[list[float]]) -> None:
    given_rows = [
        {"person": person, "item": item, "credit": mark, "at": NOON + item, "exam": True}
        for person, row in enumerate(marks)
        for item, mark in enumerate(row)
    ]
    rows = table(given_rows, people(len(marks)), NAMES)
    (found,) = forms(rows)
    assert (found.people, found.partly, found.items) == (len(marks), 0, len(marks[0]))
    assert found.mean == pytest.approx(np.array(marks).sum(axis=1).mean())
    short = table(given_rows[:-1], people(len(marks)), NAMES)
    (found,) = forms(short)
    assert (found.people, found.partly) == (len(marks) - 1, 1)
