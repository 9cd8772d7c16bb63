"""Abilities folded side by side are those of each learner alone."""

from __future__ import annotations

import numpy as np
import pytest

from examprep.cohort.lockstep import abilities
from examprep.cohort.subject import placed
from examprep.cohort.table import Table
from examprep.learning.learner import Learner, fold
from examprep.learning.syllabus import Syllabus
from examprep.progress.log import Entry
from tests.cohort.crowds import NOON, people, simulated, subject, table
from tests.learning.worlds import syllabus


def alone(rows: Table, person: int, own: Syllabus, until: float = np.inf) -> Learner:
    """Fold one person's answers as the desk does."""
    mine = np.flatnonzero((rows.person == person) & (rows.at < until))
    return fold(
        own,
        [
            Entry(
                float(rows.at[row]),
                rows.items[rows.item[row]],
                float(rows.credit[row]),
                float(rows.seconds[row]),
                exam=bool(rows.exam[row]),
                key_print=int(rows.key_print[row]),
            )
            for row in mine
        ],
    )


@pytest.mark.parametrize("until", [np.inf, NOON - 21 * 86_400.0])
def test_they_are_those_of_each_learner(until: float) -> None:
    over = subject()
    rows = simulated(12, 150)
    found = abilities(rows, placed(rows, over), over, until)[until < np.inf]
    for person in range(12):
        learner = alone(rows, person, over.syllabus, until)
        assert found.mean[person] == pytest.approx(learner.ability.mean, abs=1e-9)
        assert found.spread[person] == pytest.approx(np.array(learner.ability.spread), abs=1e-9)
        assert found.day[person] == pytest.approx(learner.ability.day)
        assert found.firsts[person].tolist() == learner.firsts
        assert found.of(person).mean == pytest.approx(learner.ability.mean, abs=1e-9)


def test_answers_to_a_changed_key_or_an_unknown_item_tell_nothing() -> None:
    own = syllabus(prints=[7] * 240)
    over = subject(own)
    rows = table(
        [{"item": n, "key_print": 7 if n % 2 else 9, "at": NOON + n} for n in range(6)]
        + [{"item": 6, "at": NOON + 9}],
        people(1),
        [*own.names[:6], "elsewhere/item"],
    )
    found, _ = abilities(rows, placed(rows, over), over)
    assert found.firsts.sum() == 3
    assert found.mean[0] == pytest.approx(alone(rows, 0, own).ability.mean, abs=1e-12)


def test_whoever_answered_nothing_is_as_at_the_start() -> None:
    over = subject()
    rows = table([{"person": 1}], people(2), list(over.syllabus.names))
    found, _ = abilities(rows, placed(rows, over), over)
    assert found.of(0).mean == Learner(over.syllabus).ability.mean
    assert found.of(0).day is None
    assert np.isnan(found.day[0])


def test_partial_credit_counts_as_it_is() -> None:
    over = subject()
    given = [{"item": n % 3, "credit": 0.5, "at": NOON + n} for n in range(9)]
    rows = table(given, people(1), list(over.syllabus.names))
    found, _ = abilities(rows, placed(rows, over), over)
    assert found.mean[0] == pytest.approx(alone(rows, 0, over.syllabus).ability.mean, abs=1e-12)
