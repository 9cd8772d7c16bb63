"""Forms of a mock exam: shares, turns of the areas, no fact twice, the same for a seed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.exams.blueprint import Blueprint
from examprep.exams.form import Candidate, Form, assemble, series, shares
from examprep.exams.outlines import EVERY_ID, Outline, outline
from tests.strategies import seeds


def bank(exam: Outline, each: int) -> list[Candidate]:
    """Give so many items for each area."""
    areas = [area for domain in exam.domains for area in domain.areas]
    return [Candidate(f"bank/{area}-{n}", (area,)) for area in areas for n in range(each)]


def domain_of(exam: Outline, area: str) -> str:
    return next(domain.id for domain in exam.domains if area in domain.areas)


def names(form: Form) -> list[str]:
    return [item.name for item in form.items]


@pytest.mark.parametrize("name", EVERY_ID)
def test_a_form_has_the_exams_shares_scored_and_pretest(name: str) -> None:
    exam = outline(name)
    form = assemble(Blueprint(exam), bank(exam, 60), 3)
    assert form.missing == {}
    assert len(form.items) == exam.scored + exam.pretest == len(set(names(form)))
    scored = Counter(domain_of(exam, item.area) for item in form.items if item.scored)
    weights = [domain.weight for domain in exam.domains]
    assert [scored[domain.id] for domain in exam.domains] == shares(weights, exam.scored)


@pytest.mark.parametrize("name", EVERY_ID)
def test_the_areas_of_a_domain_are_asked_about_as_often(name: str) -> None:
    exam = outline(name)
    counts = Counter(item.area for item in assemble(Blueprint(exam), bank(exam, 60), 3).items)
    for domain in exam.domains:
        asked = [counts[area] for area in domain.areas]
        assert max(asked) - min(asked) <= 1


def test_pretest_items_are_mixed_in_and_look_like_the_others() -> None:
    exam = outline("ptce-2026")
    form = assemble(Blueprint(exam), bank(exam, 30), 5)
    places = [place for place, item in enumerate(form.items) if not item.scored]
    assert len(places) == exam.pretest
    assert min(places) < 30 < max(places)


@given(seeds, st.randoms(use_true_random=False))
def test_a_seed_gives_the_same_form_whatever_order_the_banks_have(seed: int, order) -> None:
    exam = outline("cspt-2023")
    candidates = bank(exam, 8)
    form = assemble(Blueprint(exam), candidates, seed)
    order.shuffle(candidates)
    assert assemble(Blueprint(exam), candidates, seed) == form


def test_other_seeds_give_other_forms() -> None:
    exam = outline("ptce-2026")
    first, second = (set(names(assemble(Blueprint(exam), bank(exam, 30), seed))) for seed in (1, 2))
    assert first != second


def test_what_was_asked_least_comes_first() -> None:
    exam = outline("ptce-2026")
    fresh = bank(exam, 8)
    used = [Candidate(f"{one.name}-used", one.areas, rank=1) for one in fresh]
    form = assemble(Blueprint(exam), [*used, *fresh], 3)
    assert not any(name.endswith("-used") for name in names(form))
    mixed = assemble(Blueprint(exam), [*used, *bank(exam, 2)], 3)
    assert {one.name for one in bank(exam, 2)} <= set(names(mixed))


def test_two_items_on_one_fact_are_never_in_one_form() -> None:
    exam = outline("ptce-2026")
    candidates = bank(exam, 30)
    pairs = list(zip(candidates[::2], candidates[1::2], strict=True))
    enemies = {one.name: frozenset({two.name}) for one, two in pairs}
    enemies |= {two.name: frozenset({one.name}) for one, two in pairs}
    for seed in range(10):
        asked = set(names(assemble(Blueprint(exam), candidates, seed, enemies)))
        assert not any({one.name, two.name} <= asked for one, two in pairs)


def test_an_item_of_two_areas_is_asked_once() -> None:
    exam = outline("ptce-2026")
    both = [Candidate(f"bank/{n}", ("1.1", "1.2", "2.2")) for n in range(20)]
    asked = names(assemble(Blueprint(exam), both, 1))
    assert len(asked) == len(set(asked)) == 20


def test_what_is_missing_is_said_by_area_and_not_filled_with_something_else() -> None:
    exam = outline("ptce-2026")
    thin = [one for one in bank(exam, 30) if not one.areas[0].startswith("2.")]
    thin += [Candidate("bank/law", ("2.5",))]
    form = assemble(Blueprint(exam), thin, 1)
    weights = [domain.weight for domain in exam.domains]
    wanted = shares(weights, exam.scored)[1] + shares(weights, exam.pretest)[1]
    assert sum(form.missing.values()) == wanted - 1
    assert {area.partition(".")[0] for area in form.missing} == {"2"}
    assert len(form.items) == 90 - (wanted - 1)


def test_one_area_stands_in_for_another_of_its_domain_that_has_run_dry() -> None:
    exam = outline("ptce-2026")
    form = assemble(Blueprint(exam), [one for one in bank(exam, 60) if one.areas[0] != "4.4"], 1)
    assert form.missing == {}


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8), st.integers(0, 200))
def test_shares_give_away_every_seat_and_none_is_off_by_one(weights: list[int], seats: int) -> None:
    found = shares(weights, seats)
    assert sum(found) == seats
    exact = [seats * weight / sum(weights) for weight in weights]
    assert all(abs(got - share) < 1 for got, share in zip(found, exact, strict=True))


def test_a_series_counts_what_comes_again_and_what_is_missing() -> None:
    exam = outline("ptce-2026")
    plenty = series(exam, bank(exam, 120), frozenset(), 10)
    assert (plenty.places, plenty.repeats, plenty.missing) == (900, 0, 0)
    few = bank(exam, 8)
    again = series(exam, few, frozenset(), 3)
    assert again.places == 270
    assert again.repeats == 270 - len(few) + (len(few) - len(_asked(exam, few)))
    endless = frozenset(one.name for one in few)
    assert series(exam, few, endless, 3).repeats == 0


def _asked(exam: Outline, few: list[Candidate]) -> set[str]:
    """Give what three forms ask."""
    uses: Counter[str] = Counter()
    for seed in range(3):
        known = [Candidate(one.name, one.areas, uses[one.name]) for one in few]
        uses.update(names(assemble(Blueprint(exam), known, seed)))
    return set(uses)
