"""Amounts are read exactly as a pharmacy technician would mean them, or asked for again."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.calculations.numbers import round_half_up
from examprep.calculations.quantity import MOST_CHARACTERS, Quantity, read_quantity
from examprep.errors import UnclearAnswer

READ = {
    "5": (5, ""),
    "  5  ": (5, ""),
    "1250": (1250, ""),
    "1,250": (1250, ""),
    "1,250 mL": (1250, "mL"),
    "1250mL": (1250, "mL"),
    "12,345,678.5": (Fraction("12345678.5"), ""),
    ".5": (Fraction(1, 2), ""),
    "5.": (5, ""),
    "0.5mg": (Fraction(1, 2), "mg"),
    "0.50": (Fraction(1, 2), ""),
    "007": (7, ""),
    "1/2": (Fraction(1, 2), ""),
    "1 / 2 tablet": (Fraction(1, 2), "tablets"),
    "33 1/3": (Fraction(100, 3), ""),
    "33 1/3 %": (Fraction(100, 3), "%"),
    "1,250 1/2": (Fraction(2501, 2), ""),
    "5 %": (5, "%"),
    "5%": (5, "%"),
    "5 per cent": (5, "%"),
    "1:1000": (Fraction(1, 1000), ""),
    "1 : 1,000": (Fraction(1, 1000), ""),
    "-5": (-5, ""),
    "\u22125": (-5, ""),
    "- 5 \u00b0C": (-5, "\u00b0C"),
    "+3": (3, ""),
    "-33 1/3": (Fraction(-100, 3), ""),
    "$21.42": (Fraction("21.42"), ""),
    "-$3": (-3, ""),
    "5 mL.": (5, "mL"),
    "5 MCG": (5, "mcg"),
    "5 \u00b5g": (5, "mcg"),
    "5 \u03bcg": (5, "mcg"),
    "1.8 m2": (Fraction("1.8"), "m2"),
    "60 mg/m2": (60, "mg/m2"),
    "125 ml per hr": (125, "mL/h"),
    "125 mL Per Hour": (125, "mL/h"),
    "2 mg/kg/day": (2, "mg/kg/days"),
    "2 fl oz": (2, "fl oz"),
    "5\u00a0mL": (5, "mL"),
    "\u0661\u0662": (12, ""),
    "0": (0, ""),
}
UNCLEAR = (
    "",
    "   ",
    "much",
    "mL",
    "mL 5",
    "about 5",
    "--5",
    "5-6",
    "5 to 6",
    "5 or 6",
    "1,25",
    "1,2345",
    "12,345,67",
    "0,500",
    "0,250 mL",
    "2,5",
    "5,",
    "1 250",
    "1.250.000",
    "1.5.2",
    "1e3",
    "5_000",
    "0x10",
    "1/2/3",
    "0.5/2",
    "1/2.5",
    "1/0",
    "0:0",
    "33 1/0",
    "1//2",
    "5 mg/5 mL",
    "\u00bd",
    "\u221e",
    "nan",
    "inf",
    "5\n6",
    "\uff10\uff0e\uff15",
    "\x1b[31m5",
    "5" * (MOST_CHARACTERS + 1),
)


@pytest.mark.parametrize(("typed", "meant"), READ.items())
def test_an_amount_is_read_as_it_is_meant(typed, meant):
    assert read_quantity(typed) == Quantity(Fraction(meant[0]), meant[1])


@pytest.mark.parametrize("typed", UNCLEAR)
def test_what_can_be_read_in_two_ways_or_none_is_asked_again(typed):
    with pytest.raises(UnclearAnswer) as caught:
        read_quantity(typed)
    assert str(caught.value).endswith(".")
    assert not any(mark in str(caught.value) for mark in "\x1b\n")


def test_the_refusal_says_what_to_do():
    with pytest.raises(UnclearAnswer, match="one number, with its unit"):
        read_quantity("1,25")
    with pytest.raises(UnclearAnswer, match="zero below the line"):
        read_quantity("3/0")
    with pytest.raises(UnclearAnswer, match="too long"):
        read_quantity("1" * 10_000)


def test_an_amount_as_long_as_allowed_is_exact():
    digits = "9" * MOST_CHARACTERS
    assert read_quantity(digits).value == int(digits)


@given(st.text(max_size=80))
def test_any_text_is_an_amount_or_unclear(typed):
    try:
        found = read_quantity(typed)
    except UnclearAnswer:
        return
    assert isinstance(found.value, Fraction)


@given(st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=6))
def test_a_number_written_with_commas_reads_back_exactly(number):
    assert read_quantity(f"{number:,f}").value == Fraction(number)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_mixed_number_is_its_whole_and_its_part(whole, part, of):
    assert read_quantity(f"{whole} {part}/{of}").value == whole + Fraction(part, of)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("2.675", 2, "2.68"),
        ("2.674999", 2, "2.67"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.4", 0, "0"),
        ("83.33", 1, "83.3"),
        ("0.05", 1, "0.1"),
        ("7", 3, "7"),
        ("0", 0, "0"),
    ],
)
def test_halves_are_rounded_up_as_pharmacy_teaches(value, decimals, rounded):
    assert round_half_up(Fraction(value), decimals) == Fraction(rounded)


@given(st.fractions(), st.integers(0, 9))
def test_rounding_moves_by_half_a_place_at_most_and_only_once(value, decimals):
    rounded = round_half_up(value, decimals)
    assert abs(rounded - value) <= Fraction(1, 2 * 10**decimals)
    assert round_half_up(rounded, decimals) == rounded
    assert round_half_up(-value, decimals) == -rounded
    assert (rounded * 10**decimals).denominator == 1
