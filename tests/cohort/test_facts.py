"""Facts of items, taken from the syllabus in the order of the table."""

from __future__ import annotations

from examprep.cohort.facts import NO_KEY, facts_of, unknown
from examprep.learning.ability import AVERAGE
from tests.learning.worlds import syllabus


def test_facts_stand_in_the_order_of_the_tables_items() -> None:
    known = syllabus(3, prints=[7, 8, 9], difficulties=[-1.0, 0.0, 1.0], guess=0.1)
    names = ["demo/item-002", "gone/item", "demo/item-000"]
    found = facts_of(names, known, {"demo/item-002": (4, 3)}, {"demo/item-000"})
    assert found.options.tolist() == [4, 0, 0]
    assert found.key.tolist() == [3, NO_KEY, NO_KEY]
    assert found.difficulty.tolist() == [1.0, AVERAGE, -1.0]
    assert found.guess.tolist() == [0.1, 0.25, 0.1]
    assert found.print.tolist() == [9, 0, 7]
    assert found.verified.tolist() == [False, False, True]
    assert found.checkable.tolist() == [True, False, False]


def test_nothing_known_of_an_item_is_nothing_to_check() -> None:
    found = unknown(2)
    assert len(found) == 2
    assert not found.checkable.any()
