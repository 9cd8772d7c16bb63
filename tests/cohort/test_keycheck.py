"""The check of keys: held to plain loops, to laws, and to cases that anybody would see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.cohort.firsts import first_answers
from examprep.cohort.keycheck import Check, check_keys, evidence
from examprep.cohort.theta import Rest, rest
from tests.cohort import textbook
from tests.cohort.classes import Class, facts, simulated, table
from tests.cohort.textbook import same


def checked(one: Class) -> Check:
    firsts = first_answers(one.table, one.facts)
    return check_keys(firsts, one.facts, rest(firsts, one.facts))


@pytest.mark.parametrize(("people", "coverage"), [(1, 1.0), (12, 1.0), (30, 0.7)])
def test_it_agrees_with_plain_loops(people: int, coverage: float) -> None:
    one = simulated(people, seed=8, items=12, coverage=coverage, kinds={"plain": 0.5, "wrong": 0.5})
    firsts = first_answers(one.table, one.facts)
    left = rest(firsts, one.facts)
    found = check_keys(firsts, one.facts, left)
    for item in range(12):
        here = slice(firsts.start[item], firsts.start[item + 1])
        able = list(zip(left.mean[here].tolist(), left.sd[here].tolist(), strict=True))
        expected = textbook.key_check(
            firsts.chose[here].tolist(),
            able,
            int(one.facts.key[item]),
            4,
            float(one.facts.difficulty[item]),
        )
        by = dict.fromkeys(("wrong", "two"), 0.0)
        option = dict.fromkeys(range(4), 0.0)
        for name, value in expected.items():
            if isinstance(name, tuple):
                by[name[0]] += value
                option[name[1]] += value
        assert same(found.fine[item], expected["fine"])
        assert same(found.noise[item], expected["noise"])
        assert same(found.wrong[item], by["wrong"])
        assert same(found.two[item], by["two"])
        assert found.suspect[item] == max(option, key=lambda o: option[o])


def asked(
    chose: list[int], able: list[float], options: int = 4, key: int = 0, **more: Any
) -> Check:
    """Check one item that people of such abilities answered so."""
    known = replace(facts(1, options=options, key=[key]), **more)
    rows = [
        {"person": n, "item": 0, "chose": one, "credit": float(one == key)}
        for n, one in enumerate(chose)
    ]
    firsts = first_answers(table(rows, items=1), known)
    return check_keys(firsts, known, Rest(np.array(able), np.full(len(able), 0.3)))


ABLE = [n / 10 - 1.5 for n in range(31)]


def test_the_able_agree_on_another_option() -> None:
    # The ablest two thirds all choose C, the others spread: the key is A and looks wrong.
    found = asked([0, 1, 2, 3] * 2 + [0, 3] + [2] * 21, ABLE)
    assert found.wrong[0] > 0.9
    assert found.suspect[0] == 2
    assert found.verdict(0) == "wrong"
    assert found.doubt[0] > 0.9


def test_a_popular_misconception_is_no_wrong_key() -> None:
    # The less able half choose C, the able half the key: a trap, and a good item.
    found = asked([2] * 15 + [0] * 16, ABLE)
    assert found.fine[0] > 0.95
    assert found.verdict(0) == "fine"


def test_the_able_are_split_between_two() -> None:
    found = asked([2, 3] * 5 + [0, 1] * 10 + [0], ABLE)
    assert found.two[0] > 0.5
    assert found.suspect[0] == 1
    assert found.verdict(0) == "two"


def test_a_source_that_was_looked_up_makes_a_wrong_key_less_likely() -> None:
    chose = [0, 1, 2, 3] * 2 + [0, 0, 0, 2] * 3 + [2] * 11
    plain, sourced = asked(chose, ABLE), asked(chose, ABLE, verified=np.array([True]))
    assert sourced.wrong[0] < plain.wrong[0]
    odds = [(one.wrong[0] + one.two[0]) / (one.fine[0] + one.noise[0]) for one in (plain, sourced)]
    assert odds[1] == pytest.approx(odds[0] / 7)  # .005 for .035


def test_a_report_with_a_reason_raises_the_odds_fivefold() -> None:
    one = simulated(20, seed=4, items=10)
    firsts = first_answers(one.table, one.facts)
    left = rest(firsts, one.facts)
    plain = check_keys(firsts, one.facts, left)
    raised = check_keys(firsts, one.facts, left, np.full(10, 5.0))
    before, after = (
        (found.wrong + found.two) / (found.fine + found.noise) for found in (plain, raised)
    )
    assert after == pytest.approx(5 * before)


def test_items_of_other_kinds_and_without_a_key_are_left_alone() -> None:
    one = simulated(20, seed=4, items=4)
    options, key = one.facts.options.copy(), one.facts.key.copy()
    options[0], key[1] = 0, 255
    found = checked(replace(one, facts=replace(one.facts, options=options, key=key)))
    assert np.isnan(found.fine[:2]).all()
    assert found.suspect[:2].tolist() == [-1, -1]
    assert found.n.tolist() == [0, 0, 20, 20]
    assert found.verdict(0) == "fine"


def test_nobody_is_no_fault() -> None:
    known = facts(2, options=4)
    firsts = first_answers(table([], items=2), known)
    found = check_keys(firsts, known, rest(firsts, known))
    assert np.isnan(found.doubt).all()


def test_an_option_that_the_item_does_not_have_is_passed_over() -> None:
    assert asked([0, 1, 9, 255], [0.0] * 4).n[0] == 2


@pytest.mark.parametrize("options", [2, 3, 5, 9])
def test_items_of_any_number_of_options(options: int) -> None:
    found = asked([(n % options) if n < 10 else 1 for n in range(31)], ABLE, options=options)
    assert found.suspect[0] == 1
    assert found.wrong[0] > 0.5
    total = found.fine[0] + found.wrong[0] + found.two[0] + found.noise[0]
    assert total == pytest.approx(1.0)


chosen = st.lists(st.tuples(st.integers(0, 3), st.floats(-2, 2)), min_size=1, max_size=40)


@given(chosen, st.permutations(range(4)), st.integers(0, 3))
@settings(max_examples=40)
def test_the_order_of_options_changes_nothing(
    given_: list[tuple[int, float]], order: list[int], key: int
) -> None:
    able = [one for _, one in given_]
    plain = asked([option for option, _ in given_], able, key=key)
    mixed = asked([order[option] for option, _ in given_], able, key=order[key])
    for name in ("fine", "wrong", "two", "noise"):
        assert getattr(mixed, name)[0] == pytest.approx(getattr(plain, name)[0], abs=1e-9)


@given(st.integers(2, 25), st.integers(0, 10**6))
@settings(max_examples=15)
def test_probabilities_add_up_to_one(people: int, seed: int) -> None:
    found = checked(simulated(people, seed, items=6, coverage=0.8))
    known = found.n > 0
    total = found.fine + found.wrong + found.two + found.noise
    assert total[known] == pytest.approx(1.0)
    assert ((found.suspect[known] >= 0) & (found.suspect[known] < 4)).all()
    assert np.isnan(total[~known]).all()


def test_many_items_are_cut_into_blocks_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    one = simulated(15, seed=2, items=40, coverage=0.8)
    whole = checked(one)
    monkeypatch.setattr("examprep.cohort.keycheck._BLOCK", 20)
    monkeypatch.setattr("examprep.cohort.theta.BLOCK", 20)
    parts = checked(one)
    for name in ("fine", "wrong", "two", "noise"):
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name), rtol=1e-9)


def test_the_evidence_counts_who_chose_what_by_thirds() -> None:
    """Six people of rising ability: the weakest third chose A and B, the ablest both C."""
    known = facts(1, options=4)
    rows = [
        {"person": n, "item": 0, "chose": one, "credit": float(one == 0)}
        for n, one in enumerate([0, 1, 0, 2, 2, 2])
    ]
    firsts = first_answers(table(rows), known)
    left = Rest(np.array([-2.0, -1.0, 0.0, 0.5, 1.0, 2.0]), np.full(6, 0.3))
    found = evidence(firsts, known, left, 0)
    assert found.counts.tolist() == [[1, 1, 0], [1, 0, 0], [0, 1, 2], [0, 0, 0]]
    assert found.people.tolist() == [2, 2, 2]
    assert found.shares[2].tolist() == [0.0, 0.5, 1.0]
    said = "0 of 2 in the lowest third, 1 of 2 in the middle third, 2 of 2 in the top third"
    assert found.words(2) == said


def test_equals_stay_in_one_third() -> None:
    known = facts(1, options=4)
    rows = [{"person": n, "item": 0, "chose": 0} for n in range(5)]
    firsts = first_answers(table(rows), known)
    found = evidence(firsts, known, Rest(np.zeros(5), np.full(5, 0.3)), 0)
    assert found.people.tolist() == [0, 5, 0]
    assert found.counts[0].tolist() == [0, 5, 0]
    assert found.shares[0, 1] == 1.0
