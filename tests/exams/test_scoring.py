"""Scores of a mock exam: credit beside the standard, by domain and area, and what to study."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.exams.outlines import outline
from examprep.exams.scoring import USUAL, DomainScore, Marked, Part, score, to_study

PTCE = outline("ptce-2026")
AREAS = [area for domain in PTCE.domains for area in domain.areas]


def whole(domain: DomainScore) -> tuple[int, float, float]:
    return domain.whole.items, domain.whole.credit, domain.whole.standard


def areas(**shares: tuple[int, int]) -> tuple[DomainScore, ...]:
    """Score areas of which so many items were asked and so many are right: a1_2=(10, 4)."""
    marked: list[Marked] = []
    for name, (asked, right) in shares.items():
        area = name[1:].replace("_", ".")
        marked += [Marked(area, float(n < right)) for n in range(asked)]
    return score(PTCE, marked)


def test_domains_stand_in_the_outlines_order_with_their_titles() -> None:
    found = score(PTCE, [Marked("4.1", 1.0), Marked("1.1", 0.0)])
    assert [one.whole.id for one in found] == ["1", "2", "3", "4"]
    assert [one.whole.title for one in found] == [domain.title for domain in PTCE.domains]


def test_a_domain_sums_credit_and_standard_of_its_items() -> None:
    found = score(PTCE, [Marked("2.1", 1.0, 0.5), Marked("2.1", 0.5, 0.75), Marked("2.4", 0, 0.25)])
    assert whole(found[1]) == (3, 1.5, 1.5)
    assert [(one.id, one.items, one.credit, one.standard) for one in found[1].areas] == [
        ("2.1", 2, 1.5, 1.25),
        ("2.4", 1, 0.0, 0.25),
    ]


def test_an_item_without_a_rating_counts_by_the_usual_standard() -> None:
    (first, *_) = score(PTCE, [Marked("1.1", 1.0)])
    assert first.whole.standard == USUAL == 0.70


def test_areas_are_named_and_those_not_asked_are_left_out() -> None:
    (first, *others) = score(PTCE, [Marked("1.3", 1.0)])
    assert [area.title for area in first.areas] == [PTCE.domains[0].areas["1.3"]]
    assert all(one.areas == () for one in others)


def test_nothing_asked_is_no_credit_and_no_fault() -> None:
    found = score(PTCE, [])
    assert [whole(one) for one in found] == [(0, 0, 0)] * 4
    assert [one.whole.share for one in found] == [0.0] * 4
    assert to_study(found) == []


@pytest.mark.parametrize(
    ("credit", "meets"), [(10, True), (7, True), (6.5, True), (6.25, False), (0, False)]
)
def test_a_part_meets_the_standard_to_half_an_item(credit: float, meets: bool) -> None:
    assert Part("1", "One", 10, credit, 7.0).meets is meets


EXACT = [
    (items, percent)
    for items in range(1, 91)
    for percent in range(25, 100)
    if items * percent % 100 == 50
]


def test_exactly_half_an_item_short_still_meets_the_standard() -> None:
    below = []
    for items, percent in EXACT:
        right = items * percent // 100
        marked = [Marked("1.1", float(n < right), percent / 100) for n in range(items)]
        if not score(PTCE, marked)[0].whole.meets:
            below.append((items, percent))
    assert below == []


def test_what_was_lost_is_counted_in_items() -> None:
    assert Part("1", "One", 10, 4.0, 7.0).lost == 3.0
    assert Part("1", "One", 10, 9.0, 7.0).lost == -2.0
    assert Part("1", "One", 10, 4.0, 7.0).share == 0.4


def test_the_areas_that_lost_most_are_to_be_studied_the_worst_first() -> None:
    found = areas(a1_1=(10, 5), a1_2=(10, 0), a2_1=(4, 0), a3_1=(10, 6), a4_1=(10, 6))
    assert [one.id for one in to_study(found)] == ["1.2", "2.1", "1.1"]
    assert [one.id for one in to_study(found, 1)] == ["1.2"]


def test_an_area_with_everything_right_is_never_to_be_studied() -> None:
    found = areas(a1_1=(10, 10), a2_1=(3, 3), a3_1=(2, 1))
    assert [one.id for one in to_study(found, 9)] == ["3.1"]


def test_areas_that_lost_as_much_stand_by_their_number() -> None:
    found = areas(a4_1=(5, 2), a2_2=(5, 2), a1_3=(5, 2))
    assert [one.id for one in to_study(found)] == ["1.3", "2.2", "4.1"]


def test_hard_questions_lost_weigh_less_than_easy_ones() -> None:
    hard = [Marked("1.1", 0.0, 0.35)] * 5
    easy = [Marked("2.1", 0.0, 0.95)] * 5
    assert [one.id for one in to_study(score(PTCE, [*hard, *easy]))] == ["2.1", "1.1"]


items = st.builds(
    Marked,
    st.sampled_from(AREAS),
    st.sampled_from((0.0, 0.25, 0.5, 1.0)),
    st.integers(25, 99).map(lambda percent: percent / 100),
)


@given(st.lists(items, max_size=90))
def test_no_item_is_lost_or_counted_twice(marked: list[Marked]) -> None:
    found = score(PTCE, marked)
    assert sum(one.whole.items for one in found) == len(marked)
    assert sum(one.whole.credit for one in found) == sum(one.credit for one in marked)
    for domain in found:
        assert sum(area.items for area in domain.areas) == domain.whole.items
        assert sum(area.credit for area in domain.areas) == domain.whole.credit
        assert 0 <= domain.whole.share <= 1


@given(st.lists(items, max_size=60), st.randoms(use_true_random=False))
def test_the_order_of_the_questions_does_not_change_the_credit(
    marked: list[Marked], order: Random
) -> None:
    before = score(PTCE, marked)
    order.shuffle(marked)
    for one, other in zip(before, score(PTCE, marked), strict=True):
        assert whole(one) == pytest.approx(whole(other))
        assert [area.id for area in one.areas] == [area.id for area in other.areas]
