"""Numbers are written as pharmacy writes them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.calculations.numbers import (
    FORMATS,
    amount_text,
    decimal_places,
    number_text,
    rounded,
    rounded_key,
)
from examprep.calculations.quantity import read_quantity
from examprep.calculations.units import spelled, unit_of
from examprep.errors import BadFormula


@pytest.mark.parametrize(
    ("value", "how", "places", "expected"),
    [
        ("2.675", "half-up", 2, "2.68"),
        ("2.675", "", 2, "2.68"),
        ("12.9", "down", 0, "12"),
        ("12.99", "down", 1, "12.9"),
        ("3.01", "up", 0, "4"),
        ("3", "up", 0, "3"),
        ("0.846", "syringe", 1, "0.85"),
        ("0.994", "syringe", 1, "0.99"),
        ("1.846", "syringe", 1, "1.8"),
        ("2.25", "syringe", 1, "2.3"),
    ],
)
def test_rounding_goes_by_its_rule(value, how, places, expected):
    assert rounded(Fraction(value), places, how) == Fraction(expected)


def test_of_a_ratio_strength_the_parts_are_rounded():
    assert rounded_key(Fraction(3, 1000), 0, "", "ratio") == Fraction(1, 333)
    with pytest.raises(BadFormula):
        rounded_key(Fraction(0), 0, "", "ratio")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.5", "0.5"),
        ("5", "5"),
        ("1250", "1,250"),
        ("1000000", "1,000,000"),
        ("-0.25", "-0.25"),
        ("0.000125", "0.000125"),
        ("100/3", "33.3333"),
        ("1/30000", "0.0000333"),
        ("0", "0"),
        ("2.50", "2.5"),
    ],
)
def test_a_number_has_its_leading_zero_and_no_trailing_one(value, text):
    assert number_text(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1250", "mL", "1,250 mL"),
        ("5", "%", "5%"),
        ("0.9", "% w/v", "0.9% w/v"),
        ("21.4", "$", "$21.40"),
        ("-3", "$", "-$3.00"),
        ("1552500", "$", "$1,552,500"),
        ("2000", "$", "$2,000.00"),
        ("15520.5", "$", "$15,520.50"),
        ("1", "tablets", "1 tablet"),
        ("2", "tablets", "2 tablets"),
        ("1/2", "tablets", "0.5 tablets"),
        ("1", "days", "1 day"),
        ("1", "h", "1 h"),
        ("3", "tablets/days", "3 tablets/day"),
        ("250", "mg/5 mL", "250 mg/5 mL"),
        ("10", "mg/kg/days", "10 mg/kg/day"),
        ("1", "patches", "1 patch"),
        ("3", "boxes of gloves", "3 boxes of gloves"),
        ("7", "", "7"),
    ],
)
def test_an_amount_has_its_unit(value, unit, text):
    assert amount_text(Fraction(value), unit) == text


@pytest.mark.parametrize(
    ("way", "value", "text"),
    [
        ("roman", 94, "XCIV"),
        ("roman", 1999, "MCMXCIX"),
        ("clock", 570, "0930"),
        ("clock", 1445, "0005"),
        ("clock12", 810, "1:30 p.m."),
        ("clock12", 0, "12:00 a.m."),
        ("clock12", 720, "12:00 p.m."),
        ("date", date(2027, 3, 3).toordinal(), "March 3, 2027"),
        ("words", 42, "forty-two"),
        ("words", 13, "thirteen"),
        ("fraction", Fraction(3, 2), "1 1/2"),
        ("fraction", Fraction(1, 3), "1/3"),
        ("fraction", 2, "2"),
        ("ratio", Fraction(1, 1000), "1:1,000"),
        ("value", Fraction(5, 2), "2.5"),
    ],
)
def test_a_value_is_written_in_other_ways(way, value, text):
    assert FORMATS[way](Fraction(value)) == text


@pytest.mark.parametrize(
    ("way", "value"),
    [("roman", 0), ("roman", 4000), ("roman", Fraction(1, 2)), ("clock", -1), ("date", 0),
     ("words", 100), ("ratio", 0), ("clock12", Fraction(1, 3))],
)  # fmt: skip
def test_what_cannot_be_written_so_is_refused(way, value):
    with pytest.raises(BadFormula):
        FORMATS[way](Fraction(value))


def test_every_number_from_1_to_3999_reads_back_from_roman_numerals():
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    for number in range(1, 4000):
        signs = [worth[sign] for sign in FORMATS["roman"](Fraction(number))]
        pairs = zip(signs, [*signs[1:], 0], strict=True)
        assert sum(-one if one < after else one for one, after in pairs) == number


@given(st.decimals(-(10**6), 10**6, places=5))
def test_a_written_number_reads_back_exactly(number):
    assert read_quantity(number_text(Fraction(number))).value == Fraction(number)


@given(st.fractions(max_denominator=10**4))
def test_places_are_as_many_as_a_decimal_needs(value):
    places = decimal_places(value)
    if places < 99:
        assert (value * 10**places).denominator == 1
        assert places == 0 or (value * 10 ** (places - 1)).denominator > 1
    else:
        assert (value * 10**60).denominator > 1


def test_a_unit_nobody_knows_stays_as_written():
    assert spelled("jars/week of rest") == "jars/week of rest"
    with pytest.raises(BadFormula):
        unit_of("jars")
