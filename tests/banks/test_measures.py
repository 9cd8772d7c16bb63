"""Options that are amounts, dates or times are recognized, and nothing else is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from examprep.banks.measures import ascending, measures


@pytest.mark.parametrize(
    "texts",
    [
        ["2 mL", "2.5 mL", "10 mL", "1,000 mL"],
        ["$5", "$10", "$20", "$40"],
        ["30 minutes", "1 hour", "1 day", "2 weeks"],
        ["6 months", "1 year", "2 years", "7 years"],
        ["March 3, 2026", "April 1, 2026", "December 31, 2026", "January 1, 2027"],
        ["7:30 a.m.", "9:00 AM", "12:15 p.m.", "1:00 p.m."],
        ["After 2 refills", "After 3 refills", "After 5 refills", "After 6 refills"],
        ["1 tablet", "2 tablets", "3 tablets", "4 tablets"],
        ["10", "20", "30", "40"],
    ],
)
def test_amounts_in_order_are_ascending(texts: list[str]) -> None:
    values = measures(texts)
    assert len(values) == 4
    assert ascending(values)
    assert not ascending(list(reversed(values)))


@pytest.mark.parametrize(
    "texts",
    [
        ["Once", "Twice", "Three times", "Never"],
        ["5 mg", "5 mL", "5 units", "5 g"],
        ["Form 222", "Form 106", "A letter", "Form 41"],
        ["1 g in 100 mL", "2 g in 50 mL", "3 g in 10 mL", "4 g in 5 mL"],
        ["10 mg", "20 mg", "30 mg", "Ask the pharmacist"],
        ["February 30, 2026", "March 1, 2026", "March 2, 2026", "March 3, 2026"],
    ],
)
def test_other_options_have_no_order(texts: list[str]) -> None:
    assert measures(texts) == []


@pytest.mark.parametrize("text", ["7" * 5000, "1," * 3000 + "5 mL", f"{'7' * 41} mL"])
def test_a_number_of_more_than_40_characters_is_no_amount(text: str) -> None:
    assert measures([text, text]) == []


def test_a_number_of_40_characters_still_is_one() -> None:
    assert measures([f"{'7' * 40} mL"]) == [Fraction("7" * 40)]


def test_noon_and_midnight_are_told_apart() -> None:
    assert measures(["12:00 a.m.", "12:00 p.m."]) == [Fraction(0), Fraction(720)]


def test_no_options_have_no_order() -> None:
    assert measures([]) == []
    assert ascending([])
