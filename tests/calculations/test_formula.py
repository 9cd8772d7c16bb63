"""Formulas: exact values, agreeing units, one clear fault for all else."""

from __future__ import annotations

import math
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.calculations.formula import DEEPEST, MOST_CHARACTERS, MOST_NODES, read_formula
from examprep.calculations.meaning import dims_of, root, value_of
from examprep.calculations.units import in_words, unit_of
from examprep.errors import BadFormula

KNOWN = {"volume": unit_of("mL"), "time": unit_of("h"), "dose": unit_of("mg/kg"), "n": unit_of("")}
VALUES = {
    "volume": Fraction(500),
    "time": Fraction(240),
    "dose": Fraction(1, 10**6),
    "n": Fraction(7),
}


def value(text: str) -> Fraction:
    node = read_formula(text)
    dims_of(node, {name: unit.dims for name, unit in KNOWN.items()})
    return value_of(node)(VALUES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("100 / 10 / 2", 5),
        ("2 ^ 3", 8),
        ("2 ^ -2", Fraction(1, 4)),
        ("-2 ^ 2", -4),
        ("2 * 3 ^ 2", 18),
        ("--3", 3),
        ("2.675 * 100", Fraction("267.5")),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1 / 3 * 3", 1),
        ("24[h] / 8[h]", 3),
        ("volume / [L]", Fraction(1, 2)),
        ("volume / 5[mL]", 100),
        ("time / [min]", 240),
        ("1[g] / 1[mg]", 1000),
        ("5[% w/v] * 100[mL] / [g]", 5),
        ("1[tsp] / [mL]", 5),
        ("2[mg/5 mL] * 10[mL] / [mg]", 4),
        ("dose * 70[kg] / [mg]", 70),
        ("round(2.675, 2)", Fraction("2.68")),
        ("round(volume, 0, [L])", 1000),
        ("floor(7 / 2)", 3),
        ("ceil(volume, [L])", 1000),
        ("min(3, 1, 2) + max(3, 1, 2)", 4),
        ("mod(1500[min], 1440[min]) / [min]", 60),
        ("abs(-3)", 3),
        ("sqrt(9 / 4)", Fraction(3, 2)),
        ("places(0.125)", 3),
        ("places(1 / 3)", 99),
        ("n", 7),
        ("3 < 4", 1),
        ("3 >= 4", 0),
        ("volume > 0", 1),
        ("1 = 1.0", 1),
        ("1 != 1", 0),
    ],
)
def test_a_formula_has_its_exact_value(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("1 +", "breaks off"),
        ("1 2", "does not fit"),
        ("(1", "missing"),
        ("1)", "does not fit"),
        ("a b", "does not fit"),
        ("who", "no given or value named 'who'"),
        ("exp(1)", "no function 'exp'"),
        ("round(1)", "round takes 2 to 3"),
        ("round(volume, 1)", "name its unit"),
        ("round(1, n)", "as a plain number"),
        ("volume + time", r"units do not agree at '\+': volume and time"),
        ("volume < 3", "units do not agree at '<'"),
        ("min(volume, 2)", "units do not agree at 'min'"),
        ("sqrt(volume)", "plain number"),
        ("5[fortnight]", "unknown unit 'fortnight'"),
        ("5[mg/fortnight]", "unknown unit 'fortnight' in 'mg/fortnight'"),
        ("2 ^ n", "power must be a whole number"),
        ("2 ^ 99", "power is above"),
        ("2 ^ 0.5", "power must be a whole number"),
        ("1 < 2 < 3", "does not fit"),
        ("import os", "does not fit"),
        ("__import__('os')", "not understood"),
        ("n.real", "not understood"),
        ("1e9", "does not fit"),
        ("9" * 30, "too many digits"),
        ("1" + " + 1" * MOST_NODES, r"longer than|more than"),
        ("(" * 60 + "1" + ")" * 60, "nested more than"),
        ("-" * 60 + "1", "nested more than"),
        ("1" * (MOST_CHARACTERS + 1), "longer than"),
    ],
)
def test_what_cannot_be_read_says_why(text, words):
    with pytest.raises(BadFormula, match=words):
        value(text)


@pytest.mark.parametrize("text", ["1 / 0", "1 / (n - 7)", "0 ^ -1", "mod(1, 0)", "sqrt(0 - 1)"])
def test_what_has_no_value_says_so(text):
    with pytest.raises(BadFormula, match=r"zero|negative"):
        value(text)


def test_a_number_on_the_way_may_not_grow_without_end():
    with pytest.raises(BadFormula, match="too long"):
        value("((9 ^ 12) ^ 12) ^ 12")
    with pytest.raises(BadFormula, match="too long"):
        value("(1 / 99999999999 ^ 12) ^ 12")


def test_nesting_up_to_the_cap_is_fine():
    assert value("(" * (DEEPEST - 1) + "1" + ")" * (DEEPEST - 1)) == 1


@given(st.fractions(min_value=0, max_value=10**9, max_denominator=10**6))
def test_a_root_is_exact_or_right_to_twenty_digits(number):
    found = root(number)
    assert abs(found * found - number) <= Fraction(1, 10**15)
    assert math.isclose(float(found), math.sqrt(number), rel_tol=1e-12, abs_tol=1e-12)
    square = number * number
    assert root(square) == number


numbers = st.decimals(0, 9999, places=3).map(lambda number: f"{number:f}")


@given(numbers, numbers, st.sampled_from("+-*"))
def test_arithmetic_is_that_of_fractions(left, right, sign):
    exact = {"+": Fraction(left) + Fraction(right), "-": Fraction(left) - Fraction(right)}
    exact["*"] = Fraction(left) * Fraction(right)
    assert value(f"{left} {sign} {right}") == exact[sign]


@given(st.text("0123456789.+-*/^()[]mghL, <=>!abs", max_size=60))
def test_any_text_is_a_formula_or_a_fault(text):
    with suppress(BadFormula):
        assert isinstance(value(text), Fraction)


@pytest.mark.parametrize(
    ("unit", "words"),
    [("", "a plain number"), ("mL", "volume"), ("mg/mL", "mass/volume"),
     ("mg/kg", "a plain number"), ("m2", "length^2"), ("mL/h", "volume/time"), ("lb", "pound"),
     ("tablets/day", "tablets/time")],
)  # fmt: skip
def test_dimensions_are_named(unit, words):
    assert in_words(unit_of(unit).dims) == words
