"""Reliability of forms: cases worked by hand, and who is left out."""

from __future__ import annotations

from dataclasses import replace
from math import isnan, sqrt

import numpy as np
import pytest

from examprep.cohort.forms import forms, reliability
from tests.cohort import textbook
from tests.cohort.classes import marked, simulated, table

SCALE = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]


def test_kr_20_of_a_perfect_scale_worked_by_hand() -> None:
    """Shares .8 .6 .4 .2: sum of pq = .16 + .24 + .24 + .16 = .8; scores 4 3 2 1 0 vary by 2.

    KR-20 = 4/3 (1 - .8 / 2) = .8; the sample's variance is 2.5, so SEM = sqrt(2.5 x .2) = .7071.
    """
    alpha, sem = reliability(np.array(SCALE, float))
    assert alpha == pytest.approx(0.8)
    assert sem == pytest.approx(sqrt(0.5))


def test_alpha_of_partial_credit_worked_by_hand() -> None:
    """Marks 0 0, .5 1, 1 .5: both vary by .25, scores 0 1.5 1.5 by .75: 2 (1 - .5/.75) = .667."""
    alpha, _ = reliability(np.array([[0, 0], [0.5, 1], [1, 0.5]]))
    assert alpha == pytest.approx(2 / 3)


def test_it_agrees_with_plain_loops() -> None:
    one = simulated(80, seed=11, items=30)
    (found,) = forms(one.table)
    rows = textbook.answers(one.table)
    marks = [[row.credit for row in rows if row.person == person] for person in range(80)]
    scores = [sum(mine) for mine in marks]
    shares = [sum(mine[item] for mine in marks) / 80 for item in range(30)]
    spread = sum((score - sum(scores) / 80) ** 2 for score in scores) / 80
    kr_20 = 30 / 29 * (1 - sum(p * (1 - p) for p in shares) / spread)
    assert found.alpha == pytest.approx(kr_20, abs=1e-9)
    assert found.sem == pytest.approx(sqrt(spread * 80 / 79 * (1 - kr_20)), abs=1e-9)
    assert found.enough
    assert (found.people, found.items, found.partly) == (80, 30, 0)


def test_equal_scores_have_no_reliability() -> None:
    (found,) = forms(marked([[1, 0], [0, 1]]))
    assert isnan(found.alpha)
    assert isnan(found.sem)
    assert found.mean == 1.0
    assert not found.enough


def test_whoever_answered_only_part_is_left_out() -> None:
    (found,) = forms(marked([*SCALE, [1, None, 1, 1]]))
    assert (found.people, found.partly) == (5, 1)
    assert found.alpha == pytest.approx(0.8)


def test_a_form_of_one_person_is_none() -> None:
    rows = [{"person": 0, "item": item, "sitting": 0} for item in range(3)]
    rows += [{"person": 1, "item": item, "sitting": 1} for item in range(3)]
    assert forms(table(rows)) == []


def test_sitting_a_form_again_counts_once() -> None:
    rows = [
        {"person": person, "item": item, "credit": mark, "at": float(item)}
        for person, row in enumerate(SCALE)
        for item, mark in enumerate(row)
    ]
    again = [{"person": 4, "item": item, "at": 9.0 + item, "exposure": 2} for item in range(4)]
    assert forms(table(rows + again)) == forms(table(rows))


def test_everybody_sat_a_form_in_a_sitting_of_their_own() -> None:
    rows = [
        {"person": person, "item": item, "credit": mark, "at": float(item), "sitting": person}
        for person, row in enumerate(SCALE)
        for item, mark in enumerate(row)
    ]
    (found,) = forms(replace(table(rows), sittings=["exam:00"] * 5))
    assert (found.name, found.people, found.items) == ("exam:00", 5, 4)
    assert found.alpha == pytest.approx(0.8)
    assert forms(table(rows)) == []
