"""Blueprints of mock exams, and the items that practice leaves to them."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.exams.blueprint import EXTRA, PARTS, Blueprint, Length
from examprep.exams.form import RESERVED_FORMS, Candidate, assemble, reserved, shares
from examprep.exams.outlines import EVERY_ID, OUTLINE_IDS, Outline, outline

LENGTHS = tuple(PARTS)


def areas_of(exam: Outline) -> list[str]:
    return [area for domain in exam.domains for area in domain.areas]


def bank(exam: Outline, each: int) -> list[Candidate]:
    """Give so many items for each area."""
    return [Candidate(f"{area}-{n}", (area,)) for area in areas_of(exam) for n in range(each)]


def by_area(candidates: list[Candidate], names: frozenset[str]) -> Counter[str]:
    return Counter(area for one in candidates if one.name in names for area in one.areas)


@pytest.mark.parametrize(
    ("name", "length", "scored", "pretest"),
    [
        ("ptce-2026", "full", 80, 10),
        ("ptce-2026", "half", 40, 5),
        ("ptce-2026", "quarter", 20, 2),
        ("excpt-2023", "half", 50, 10),
        ("cspt-2023", "full", 60, 15),
        ("cspt-2023", "quarter", 15, 3),
    ],
)
def test_a_length_takes_its_part_of_the_questions(
    name: str, length: Length, scored: int, pretest: int
) -> None:
    blueprint = Blueprint(outline(name), length)
    assert (blueprint.scored, blueprint.pretest) == (scored, pretest)
    assert blueprint.count == scored + pretest


@pytest.mark.parametrize("name", EVERY_ID)
def test_the_full_length_has_the_exams_own_clock(name: str) -> None:
    exam = outline(name)
    assert Blueprint(exam).seconds == exam.minutes * 60


@pytest.mark.parametrize("name", EVERY_ID)
@pytest.mark.parametrize("length", LENGTHS)
def test_every_length_keeps_the_pace(name: str, length: Length) -> None:
    blueprint = Blueprint(outline(name), length)
    pace = blueprint.outline.seconds_per_item
    assert abs(blueprint.seconds / blueprint.count - pace) < 0.05


@pytest.mark.parametrize("extra", EXTRA)
def test_time_that_was_granted_multiplies_the_clock(extra: float) -> None:
    blueprint = Blueprint(outline("ptce-2026"), "full", extra)
    assert blueprint.seconds == 110 * 60 * extra
    assert blueprint.count == 90


def test_fewer_questions_get_less_time() -> None:
    blueprint = Blueprint(outline("ptce-2026"), "full", 1.5)
    assert blueprint.time_for(45) == 4950
    assert blueprint.time_for(0) == 0


def test_the_title_names_exam_and_length() -> None:
    assert Blueprint(outline("cspt-2023")).title == "CSPT mock"
    assert Blueprint(outline("ptce-2026"), "half").title == "PTCE mock, half length"
    assert Blueprint(outline("ptce-2020"), "quarter").title == "PTCE 2020 mock, quarter length"


@pytest.mark.parametrize("length", LENGTHS)
def test_a_shorter_form_keeps_the_shares(length: Length) -> None:
    exam = outline("excpt-2023")
    blueprint = Blueprint(exam, length)
    form = assemble(blueprint, bank(exam, 80), 4)
    assert len(form.items) == blueprint.count
    scored = Counter(item.domain for item in form.items if item.scored)
    weights = [domain.weight for domain in exam.domains]
    assert [scored[one.id] for one in exam.domains] == shares(weights, blueprint.scored)


@pytest.mark.parametrize("name", EVERY_ID)
@pytest.mark.parametrize("each", [12, 13, 20, 60])
def test_of_no_area_more_than_a_third_is_kept_from_practice(name: str, each: int) -> None:
    exam = outline(name)
    candidates = bank(exam, each)
    counts = by_area(candidates, reserved(exam, candidates))
    assert counts
    assert max(counts.values()) <= each / 3


@pytest.mark.parametrize("name", EVERY_ID)
def test_thin_areas_keep_all_their_items_for_practice(name: str) -> None:
    exam = outline(name)
    assert reserved(exam, bank(exam, 11)) == frozenset()
    first, *others = areas_of(exam)
    mixed = [one for one in bank(exam, 30) if one.areas != (first,)]
    mixed += [Candidate(f"{first}-{n}", (first,)) for n in range(11)]
    counts = by_area(mixed, reserved(exam, mixed))
    assert counts[first] == 0
    assert all(counts[area] for area in others)


def test_no_items_keep_none() -> None:
    assert reserved(outline("ptce-2026"), []) == frozenset()


@pytest.mark.parametrize("name", EVERY_ID)
def test_a_large_bank_keeps_fresh_mocks_with_the_exams_shares(name: str) -> None:
    exam = outline(name)
    candidates = bank(exam, 150)
    kept = reserved(exam, candidates)
    assert len(kept) == RESERVED_FORMS * Blueprint(exam).count
    fresh = [one for one in candidates if one.name in kept]
    assert assemble(Blueprint(exam), fresh, 9).missing == {}


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.sampled_from(OUTLINE_IDS))
def test_the_same_items_are_kept_whatever_order_they_come_in(order: Random, name: str) -> None:
    exam = outline(name)
    candidates = bank(exam, 14)
    kept = reserved(exam, candidates)
    order.shuffle(candidates)
    assert reserved(exam, candidates) == kept


PTCE = outline("ptce-2026")
AREAS = st.lists(st.sampled_from(areas_of(PTCE)[:6]), min_size=1, max_size=3, unique=True)


@given(st.lists(AREAS, max_size=120))
def test_items_of_several_areas_are_kept_only_where_each_has_enough(of: list[list[str]]) -> None:
    candidates = [Candidate(f"q-{n}", tuple(areas)) for n, areas in enumerate(of)]
    kept = reserved(PTCE, candidates)
    every = by_area(candidates, frozenset(one.name for one in candidates))
    for area, count in by_area(candidates, kept).items():
        assert count <= every[area] / 3
        assert every[area] >= 12


def test_new_items_of_one_area_leave_what_is_kept_of_the_others() -> None:
    candidates = bank(PTCE, 40)
    more = [*candidates, *(Candidate(f"new-{n}", ("1.1",)) for n in range(20))]
    before, after = reserved(PTCE, candidates), reserved(PTCE, more)
    others = {one.name for one in candidates if one.areas != ("1.1",)}
    assert before & others == after & others
