"""Every way to write a unit leads to one spelling."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.calculations.units import _SPELLINGS, canonical

WAYS = [(way, unit) for unit, ways in _SPELLINGS.items() for way in (unit, *ways)]


@pytest.mark.parametrize(("way", "unit"), WAYS)
def test_every_spelling_gives_its_unit_in_any_case_and_with_a_period(way, unit):
    assert canonical(way) == unit
    assert canonical(way.upper()) == unit
    assert canonical(f" {way.capitalize()}. ") == unit


def test_no_spelling_stands_for_two_units():
    twice = [way for way, n in Counter(way.lower() for way, _ in set(WAYS)).items() if n > 1]
    units = {way: {unit for other, unit in WAYS if other.lower() == way} for way in twice}
    assert all(len(found) == 1 for found in units.values()), units


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("ml per hr", "mL/h"),
        ("mL / hour", "mL/h"),
        ("milliliters per hour", "mL/h"),
        ("ML PER HR", "mL/h"),
        ("drops per minute", "gtt/min"),
        ("gtts/min.", "gtt/min"),
        ("mcg/kg per min", "mcg/kg/min"),
        ("units per hour", "units/h"),
        ("IU/mL", "units/mL"),
        ("degrees  Celsius", "\u00b0C"),
        ("mg/m\u00b2", "mg/m2"),
        ("turns per year", "turns/years"),
        ("cartons", "cartons"),
        ("mg .", "mg"),
        ("per cent", "%"),
        (" per hour", "per hour"),
        ("Fortnights", "Fortnights"),
        ("", ""),
    ],
)
def test_rates_and_unknown_units(written, unit):
    assert canonical(written) == unit


@pytest.mark.parametrize("near", [("mg", "mcg"), ("g", "gr"), ("mL", "L"), ("m2", "min")])
def test_units_that_look_alike_stay_apart(near):
    assert canonical(near[0]) != canonical(near[1])


@given(st.text(max_size=30))
def test_the_one_spelling_is_its_own(written):
    once = canonical(written)
    assert canonical(once) == once
