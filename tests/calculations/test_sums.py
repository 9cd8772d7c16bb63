"""Sums as they are typed in the line mode."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.calculations.sums import worked_out
from examprep.errors import BadFormula


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,250 x 60 / 480", "156.25"),
        ("1250*60/480", "156.25"),
        ("(2 + .5) \u00d7 3", "7.5"),
        ("100 \u00f7 8 \u2212 2", "10.5"),
        ("40 * 5 %", "2"),
        ("100 / 5%", "2000"),
        ("1/3 + 1/6", "1/2"),
        ("2^3", "8"),
        ("max(2, 3)", "3"),
        ("-5 + 2", "-3"),
        ("1,234,567 + 1", "1234568"),
    ],
)
def test_a_sum_is_worked_out_exactly(text: str, value: str):
    assert worked_out(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1/0",
        "2 mg",
        "24[h]",
        "[mg]",
        "dose * 2",
        "1 < 2",
        "2 +",
        "9^99^9",
        "1,25 + 1",
        "9" * 50,
    ],
)
def test_what_is_no_sum_is_refused_in_a_line(text: str):
    with pytest.raises(BadFormula, match=r"^[^\n]+$"):
        worked_out(text)


@given(st.text("0123456789.,x*/+-%() ^=<", max_size=30))
def test_whatever_is_typed_has_a_value_or_is_refused(text: str):
    with suppress(BadFormula):
        assert isinstance(worked_out(text), Fraction)
