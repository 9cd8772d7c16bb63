"""The calculator shows, key by key, what the one at the test centre would."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.calculations.calculator import (
    DIGITS,
    ERROR,
    KEYS,
    MOST_LINES,
    PLACES,
    Calculator,
    plain,
)

ROOT, SIGN = "\u221a", "\u00b1"
# Keys in the order in which they are pressed, a number being as many keys as it has characters.
SHOWN = {
    "": "0",
    "7": "7",
    "007": "7",
    "12.50": "12.50",
    ".": "0.",
    ".5": "0.5",
    "1.2.3": "1.23",
    "1234567890123": "123456789012",
    "0.123456789012": "0.12345678901",
    "2 + 3 =": "5",
    "10 - 4 =": "6",
    "6 x 7 =": "42",
    "1000 / 8 =": "125",
    "0.1 + 0.2 =": "0.3",
    "1.10 + 2.20 =": "3.3",
    "4 / 100 =": "0.04",
    "1 / 3 =": "0.333333333333",
    "2 / 3 =": "0.666666666667",
    "1 / 3 x 3 =": "1",
    "1 / 999999999999 =": "0.000000000001",
    "1 / 999999999999 = =": "0",
    "999999999999 + 0 =": "999999999999",
    # One step after the other, without precedence.
    "2 + 3 x 4 =": "20",
    "2 + 3 x": "5",
    "100 - 25 - 25 =": "50",
    # An operator after another takes its place.
    "5 + - x 3 =": "15",
    # Without a second number, the first one stands for it.
    "5 + =": "10",
    "5 x =": "25",
    "5 x = =": "125",
    "5 - =": "0",
    # Another = repeats the last step; so it does with a new number.
    "8 + 3 = = =": "17",
    "8 + 3 = 10 =": "13",
    "4 x 2.5 = 6 =": "15",
    "5 = =": "5",
    "5 = 3": "3",
    "8 + 3 = + 1 =": "12",
    # Percent.
    "200 + 10 %": "20",
    "200 + 10 % =": "220",
    "200 - 10 % =": "180",
    "200 + 10 % = =": "240",
    "200 x 10 %": "0.1",
    "200 x 10 % =": "20",
    "50 / 25 % =": "200",
    "5 %": "0.05",
    "200 + 10 % 3 =": "203",
    # Sign and root.
    f"5 {SIGN}": "-5",
    f"5 {SIGN} {SIGN}": "5",
    f"{SIGN}": "0",
    f"0. {SIGN} 5": "-0.5",
    f"0. {SIGN} =": "0",
    f"3 - 5 = {SIGN}": "2",
    f"9 + 4 {SIGN} =": "5",
    f"9 {ROOT}": "3",
    f"2 {ROOT}": "1.41421356237",
    f"2 {ROOT} x =": "2",
    f"16 + 9 {ROOT} =": "19",
    f"0 {ROOT}": "0",
    # Taking back.
    "123 back": "12",
    "1 back back": "0",
    "1.5 back": "1.",
    f"5 {SIGN} back": "0",
    f"0.5 {SIGN} back back": "0",
    "2 + 3 = back": "5",
    "2 + 3 CE 4 =": "6",
    "2 + 3 C 4 =": "4",
    "2 + 3 CE =": "2",
    "2 + 3 = CE =": "0",
    # The memory.
    "5 M+ C MR": "5",
    "5 M+ 3 M+ MR": "8",
    "5 M+ 3 M- MR": "2",
    "5 M+ MC MR": "0",
    "MR": "0",
    "5 M+ 6": "6",
    "4 M+ 10 x MR =": "40",
    "6 + 2 M+ =": "8",
    # M+ ends what went before it, so that = has no step to repeat.
    "3 x 4 = = M+ =": "48",
    "3 x 4 = = M+ = MR": "48",
    "8 + 3 = M- 10 =": "10",
    "8 + 3 = MR =": "3",
    "3 x 4 M+ MR": "12",
    "3 x 4 M+ C 5 M+ MR": "17",
    "200 x 5 % M+ MR": "10",
    "20 M+ 3 x 4 M- MR": "8",
    "6 + M+ 2 =": "8",
    "7 M+ 5 / 0 M+ C MR": "7",
    "0.1 M+ 0.2 M+ MR": "0.3",
    # What cannot be worked out.
    "1 / 0 =": ERROR,
    "0 / 0 =": ERROR,
    f"4 {SIGN} {ROOT}": ERROR,
    "999999 x 999999 x 9 =": ERROR,
    "999999999999 + 1 =": ERROR,
    "999999999999 M+ M+": ERROR,
    "999999999999 + 999999 %": ERROR,
    "1 / 0 = 5 + 3 = MR back": ERROR,
    "1 / 0 + 5": ERROR,
    "1 / 0 = C": "0",
    "1 / 0 = CE 5 + 1 =": "6",
    "7 M+ 1 / 0 = C MR": "7",
    "1 / 0 = MC C MR": "0",
    "what 5 is 6 this": "56",
}


def keys_of(text: str) -> list[str]:
    """Give the keys: a word is one, and each character of a number."""
    return [
        key for word in text.split() for key in (word if re.fullmatch(r"[\d.]+", word) else [word])
    ]


def pressed(text: str, start: Calculator | None = None) -> Calculator:
    now = start or Calculator()
    for key in keys_of(text):
        now = now.press(key)
    return now


@pytest.mark.parametrize(("keys", "shown"), SHOWN.items())
def test_display_after_keys(keys: str, shown: str) -> None:
    assert pressed(keys).display == shown


@pytest.mark.parametrize(
    ("keys", "tape"),
    {
        "1000 / 8 =": ["1000 / 8 = 125"],
        "2 + 3 x 4 =": ["2 + 3 = 5", "5 x 4 = 20"],
        "5 x = =": ["5 x 5 = 25", "25 x 5 = 125"],
        "200 + 10 % =": ["200 + 10 % = 220"],
        "200 x 10 % =": ["200 x 10 % = 20"],
        "5 %": ["5 % = 0.05"],
        f"16 + 9 {ROOT} =": [f"{ROOT}9 = 3", "16 + 3 = 19"],
        "1.50 + .5 =": ["1.5 + 0.5 = 2"],
        "3 - 5 =": ["3 - 5 = -2"],
        "1 / 3 =": ["1 / 3 = 0.333333333333"],
        "5 =": [],
        "5 + 3": [],
        f"5 {SIGN} M+ MR": [],
        "1 / 0 =": [],
        "2 + 3 = C 4": ["2 + 3 = 5"],
        "2 + 3 = 1 / 0 = CE": ["2 + 3 = 5"],
    }.items(),
)
def test_tape_has_a_line_for_each_result(keys: str, tape: list[str]) -> None:
    assert list(pressed(keys).tape) == tape


def test_tape_keeps_only_the_last_lines() -> None:
    now = pressed("1 + 1 =" + " =" * (MOST_LINES + 5))
    assert len(now.tape) == MOST_LINES
    assert now.tape[-1] == f"{MOST_LINES + 6} + 1 = {MOST_LINES + 7}"


@pytest.mark.parametrize(
    ("keys", "kept"),
    {"": None, "5 M+": Decimal(5), "5 M+ M-": None, "5 M+ MC": None, "0 M+": None}.items(),
)
def test_memory_is_set_or_not(keys: str, kept: Decimal | None) -> None:
    assert pressed(keys).memory == kept


@pytest.mark.parametrize("key", ["C", "CE"])
def test_clearing_keeps_memory_and_tape(key: str) -> None:
    now = pressed(f"2 M+ x 3 = {key}")
    assert now.memory == 2
    assert now.tape == ("2 x 3 = 6",)


@pytest.mark.parametrize(
    ("keys", "pending"),
    {
        "5": "",
        "5.0 +": "5 +",
        "5 + 3": "5 +",
        "5 + 3 x": "8 x",
        "5 + 3 =": "",
        "1 / 0 =": "",
    }.items(),
)
def test_what_waits_for_a_number_is_told(keys: str, pending: str) -> None:
    assert pressed(keys).pending == pending


def test_a_calculator_never_changes() -> None:
    now = pressed("5 + 3")
    assert now.press("=").display == "8"
    assert now.display == "3"
    with pytest.raises(FrozenInstanceError):
        now.entry = "4"  # type: ignore[misc]


numbers = st.decimals(0, 999, places=1, allow_nan=False).map(lambda number: f"{number:f}")
signs = st.sampled_from("+-x")


@given(numbers, st.lists(st.tuples(signs, numbers), min_size=1, max_size=3))
def test_sums_and_products_of_short_numbers_are_exact(
    first: str, steps: list[tuple[str, str]]
) -> None:
    now, exact = pressed(first), Fraction(first)
    for sign, number in steps:
        now = pressed(f"{sign} {number}", now)
        value = Fraction(number)
        exact = {"+": exact + value, "-": exact - value, "x": exact * value}[sign]
    shown = Fraction(pressed("=", now).display)
    assert shown == exact or abs(shown - exact) * 2 <= Fraction(1, 10) ** (DIGITS - digits(exact))


def digits(value: Fraction) -> int:
    """Give the number of digits before the point."""
    return len(str(abs(value.__trunc__())))


@given(numbers, numbers)
def test_quotient_is_the_exact_one_rounded_once(top: str, bottom: str) -> None:
    shown = pressed(f"{top} / {bottom} =").display
    if not Fraction(bottom):
        assert shown == ERROR
        return
    exact = Fraction(top) / Fraction(bottom)
    assert abs(Fraction(shown) - exact) <= max(exact, Fraction(1)) * Fraction(1, 10) ** (DIGITS - 1)


@given(st.lists(st.one_of(st.sampled_from(KEYS), st.text(max_size=3)), max_size=60))
def test_any_keys_give_a_number_or_an_error(keys: list[str]) -> None:
    now = Calculator()
    for key in keys:
        now = now.press(key)
        assert now.display == ERROR or re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*)?", now.display)
        assert len(now.display) <= len("-0.") + PLACES
        assert len(now.tape) <= MOST_LINES
        assert all(re.fullmatch(r".+ = -?\d+(\.\d*[1-9])?", line) for line in now.tape)


@given(st.lists(st.sampled_from(KEYS), max_size=40))
def test_clear_always_helps(keys: list[str]) -> None:
    now = Calculator()
    for key in keys:
        now = now.press(key)
    assert pressed("C 2 + 3 =", now).display == "5"
    assert not now.press("CE").failed


@given(st.decimals(-(10**11), 10**11, allow_nan=False, allow_infinity=False))
def test_numbers_are_written_plainly(value: Decimal) -> None:
    text = plain(value)
    assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text)
    assert text != "-0"
    assert plain(Decimal(text)) == text
