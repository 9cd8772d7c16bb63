"""Answers as people type them: each gets the verdict and the words that help."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from examprep.calculations.answers import judge
from examprep.calculations.asked import Asked
from examprep.calculations.numbers import decimal_places, number_text, rounded
from examprep.calculations.template import Wrong
from examprep.calculations.units import _SPELLINGS, unit_of
from examprep.errors import UnclearAnswer


def asked(
    exact: str, unit: str, places: int = 0, how: str = "", show: str = "", **wrong: str
) -> Asked:
    """Ask for an amount; `wrong` names mistakes with the numbers they give."""
    number = Fraction(exact)
    slips = tuple(
        Wrong(rounded(Fraction(n), places, how), Fraction(n), f"Slip {kind}.", kind)
        for kind, n in wrong.items()
    )
    key = number if show else rounded(number, places, how)
    return Asked(key, number, unit, places, how, show, slips)


MARCH_14 = str(date(2027, 3, 14).toordinal())
DRIP = asked("125/4", "gtt/min", drop="25/12", hours="1875")
VOLUME = asked("1250", "mL")
SMALL = asked("5/2", "mL", 1, inverted="0.4")
DOSE = asked("1/2", "mg", 1)
THIRD = asked("100/3", "mL", 1)
PERCENT = asked("25/2", "%", 1)
SALINE = asked("9/10", "% w/v", 1)
RATIO = asked("1/1000", "g/mL", show="ratio")
PRICE = asked("2139/100", "$", 2, markup="1800/100")
SUPPLY = asked("59/4", "days", how="down")
VIALS = asked("17/5", "vials", how="up")
SYRINGE = asked("0.846", "mL", 1, "syringe")
DATE = asked(MARCH_14, "days", show="date", days=str(date(2027, 3, 13).toordinal()))
CLOCK = asked("810", "min", show="clock", clock="90")
RATE = asked("125", "mL/h")
MICRO = asked("250", "mcg")
TABLETS = asked("42", "tablets")
WEIGHT = asked("775/11", "kg", 1)
KCAL = asked("1870", "kcal")
COLD = asked("-18", "\u00b0C")
AREA = asked("1.7320508", "m2", 2)
INSULIN = asked("1200", "units")
HOURS = asked("25/2", "h", 1)
PLAIN = asked("7", "")

TYPED = [
    # right, in every way to write it
    (DRIP, "31", "right", ""),
    (SMALL, "2.5", "unit-missing", "Taken as mL."),
    (DRIP, "31 gtt/min", "right", ""),
    (DRIP, "31 drops per minute", "right", ""),
    (DRIP, "31 gtts/min.", "right", ""),
    (DRIP, " 31  GTT/MIN ", "right", ""),
    (VOLUME, "1,250", "unit-missing", "Taken as mL."),
    (VOLUME, "1250 mL", "right", ""),
    (VOLUME, "1,250 ml", "right", ""),
    (VOLUME, "1250 milliliters", "right", ""),
    (VOLUME, "1250cc", "right", ""),
    (VOLUME, "1250.0 mL", "right", ""),
    (VOLUME, "+1250 mL", "right", ""),
    (VOLUME, "1 250/1 mL", "wrong", ""),
    (VOLUME, "2500/2 mL", "right", ""),
    (SMALL, "2.5 mL", "right", ""),
    (SMALL, "2 1/2 mL", "right", ""),
    (SMALL, "5/2 mL", "right", ""),
    (SMALL, "2.50 mL", "right", ""),
    (DOSE, ".5 mg", "right", ""),
    (DOSE, "0.5mg", "right", ""),
    (DOSE, "1/2 mg", "right", ""),
    (DOSE, "0.50 MG", "right", ""),
    (THIRD, "33.3 mL", "right", ""),
    (PERCENT, "12.5%", "right", ""),
    (PERCENT, "12.5 %", "right", ""),
    (PERCENT, "12.5 percent", "right", ""),
    (PERCENT, "12.5", "right", ""),
    (PERCENT, "12 1/2 %", "right", ""),
    (SALINE, "0.9", "right", ""),
    (SALINE, "0.9 %", "right", ""),
    (SALINE, "0.9 % w/v", "right", ""),
    (SALINE, "9 mg/mL", "other-unit", "Right; asked for was 0.9% w/v."),
    (RATIO, "1:1000", "right", ""),
    (RATIO, "1 : 1,000", "right", ""),
    (RATIO, "1/1000", "right", ""),
    (PRICE, "$21.39", "right", ""),
    (PRICE, "21.39", "right", ""),
    (PRICE, "21.39 dollars", "right", ""),
    (SUPPLY, "14", "unit-missing", "Taken as days."),
    (SUPPLY, "14 days", "right", ""),
    (SUPPLY, "2 weeks", "other-unit", "asked for was 14 days"),
    (VIALS, "4", "right", ""),
    (VIALS, "4 vials", "right", ""),
    (SYRINGE, "0.85 mL", "right", ""),
    (SYRINGE, ".85ml", "right", ""),
    (DATE, "3/14", "right", ""),
    (DATE, "03/14/2027", "right", ""),
    (DATE, "3-14-27", "right", ""),
    (DATE, "March 14", "right", ""),
    (DATE, "mar 14, 2027", "right", ""),
    (DATE, "March 14th", "right", ""),
    (DATE, "14 March 2027", "right", ""),
    (DATE, "2027-03-14", "right", ""),
    (CLOCK, "1330", "right", ""),
    (CLOCK, "13:30", "right", ""),
    (CLOCK, "1:30 pm", "right", ""),
    (CLOCK, "1:30 P.M.", "right", ""),
    (CLOCK, "1330 h", "right", ""),
    (CLOCK, "1330 hours", "right", ""),
    (RATE, "125 mL/hr", "right", ""),
    (RATE, "125 ml per hour", "right", ""),
    (MICRO, "250 mcg", "right", ""),
    (MICRO, "250 micrograms", "right", ""),
    (MICRO, "250 \u00b5g", "right", ""),
    (TABLETS, "42", "right", ""),
    (TABLETS, "42 tabs", "right", ""),
    (TABLETS, "42 tablets", "right", ""),
    (WEIGHT, "70.5 kg", "right", ""),
    (KCAL, "1,870 kcal", "right", ""),
    (KCAL, "1870 calories", "right", ""),
    (COLD, "-18", "right", ""),
    (COLD, "\u221218 C", "right", ""),
    (COLD, "-18 degrees Celsius", "right", ""),
    (AREA, "1.73 m2", "right", ""),
    (AREA, "1.73 m\u00b2", "right", ""),
    (INSULIN, "1,200 units", "right", ""),
    (INSULIN, "1200 IU", "right", ""),
    (HOURS, "12.5 h", "right", ""),
    (HOURS, "12 1/2 hours", "right", ""),
    (PLAIN, "7", "right", ""),
    # right in another unit
    (VOLUME, "1.25 L", "other-unit", "Right; asked for was 1,250 mL."),
    (VOLUME, "250 tsp", "other-unit", "asked for was 1,250 mL"),
    (SMALL, "0.0025 L", "other-unit", "asked for was 2.5 mL"),
    (SMALL, "1/2 tsp", "other-unit", "asked for was 2.5 mL"),
    (DOSE, "500 mcg", "other-unit", "asked for was 0.5 mg"),
    (DOSE, "0.0005 g", "other-unit", "asked for was 0.5 mg"),
    (MICRO, "0.25 mg", "other-unit", "asked for was 250 mcg"),
    (RATE, "2.0833 mL/min", "unrounded", "asked for was 125 mL/h"),
    (RATE, "0.125 L/h", "other-unit", "asked for was 125 mL/h"),
    (HOURS, "750 min", "other-unit", "asked for was 12.5 h"),
    (PRICE, "2139 cents", "other-unit", "asked for was $21.39"),
    (PERCENT, "1:8", "other-unit", "asked for was 12.5%"),
    (SALINE, "9:1000", "other-unit", "asked for was 0.9% w/v"),
    (PERCENT, "1/8", "percent", "As a percent that is 12.5%."),
    # right but not rounded, or cut
    (DRIP, "31.25", "unrounded", "Right; rounded as asked it is 31 gtt/min."),
    (DRIP, "31.3 gtt/min", "unrounded", "rounded as asked it is 31"),
    (DRIP, "31 1/4", "unrounded", "rounded as asked it is 31"),
    (DRIP, "125/4 gtt/min", "unrounded", "rounded as asked it is 31"),
    (THIRD, "33.33 mL", "unrounded", "33.3 mL"),
    (THIRD, "33 1/3 mL", "unrounded", "33.3 mL"),
    (THIRD, "33.3333", "unrounded", "33.3 mL"),
    (THIRD, "0.033333 L", "unrounded", "asked for was 33.3 mL"),
    (WEIGHT, "70.45", "unrounded", "70.5 kg"),
    (WEIGHT, "70.4545 kg", "unrounded", "70.5 kg"),
    (SYRINGE, "0.846 mL", "unrounded", "0.85 mL"),
    (AREA, "1.732", "unrounded", "1.73 m2"),
    # whole packages and days: the arithmetic alone is not the answer
    (SUPPLY, "14.75", "rounding", "asked for was 14 days, rounded down"),
    (SUPPLY, "15", "rounding", "Only the rounding is wrong: 14.75 days is 14 days."),
    (VIALS, "3.4", "rounding", "asked for was 4 vials, rounded up"),
    (VIALS, "3", "rounding", "3.4 vials is 4 vials"),
    # wrong rounding
    (DRIP, "32", "rounding", "31.25 gtt/min is 31 gtt/min"),
    (THIRD, "33.4 mL", "rounding", "is 33.3 mL"),
    (THIRD, "33 mL", "rounding", "is 33.3 mL"),
    (WEIGHT, "70.4 kg", "rounding", "is 70.5 kg"),
    (WEIGHT, "70 kg", "rounding", "is 70.5 kg"),
    (SYRINGE, "0.8 mL", "rounding", "is 0.85 mL"),
    # known mistakes, however they are written
    (DRIP, "2", "mistake", "Slip drop."),
    (DRIP, "2.08 gtt/min", "mistake", "Slip drop."),
    (DRIP, "2.0833", "mistake", "Slip drop."),
    (DRIP, "1,875", "mistake", "Slip hours."),
    (SMALL, "0.4 mL", "mistake", "Slip inverted."),
    (SMALL, "2/5", "mistake", "Slip inverted."),
    (SMALL, "400 mcg", "unclear", "mcg does not fit here. Give the answer in mL."),
    (PRICE, "$18", "mistake", "Slip markup."),
    (DATE, "3/13", "mistake", "Slip days."),
    (CLOCK, "0130", "mistake", "Slip clock."),
    (CLOCK, "1:30", "mistake", "Slip clock."),
    # off by powers of ten
    (SMALL, "25 mL", "ten", "The decimal point is in the wrong place: ten times too large."),
    (SMALL, "0.25 mL", "ten", "ten times too small"),
    (SMALL, "250 mL", "ten", "a hundred times too large"),
    (SMALL, "2500 mL", "thousand", "A thousand times too large: check mcg, mg, g or mL, L."),
    (
        SMALL,
        "0.0025",
        "right-elsewhere",
        "0.0025 L would be right; without a unit it counts as mL.",
    ),
    (VOLUME, "1.25", "right-elsewhere", "1.25 L would be right; without a unit it counts as mL."),
    (VOLUME, "1.25 mL", "thousand", "A thousand times too small"),
    (VOLUME, "1250 L", "thousand", "A thousand times too large"),
    (DOSE, "500", "right-elsewhere", "500 mcg would be right; without a unit it counts as mg."),
    (DOSE, "500 mg", "thousand", "A thousand times too large"),
    (MICRO, "0.25", "right-elsewhere", "0.25 mg would be right"),
    (MICRO, "250,000 mcg", "thousand", "A thousand times too large"),
    (TABLETS, "420", "ten", "ten times too large"),
    (TABLETS, "4.2", "ten", "ten times too small"),
    (INSULIN, "120", "ten", "ten times too small"),
    (INSULIN, "1.2", "thousand", "A thousand times too small."),
    (DRIP, "312.5", "ten", "ten times too large"),
    (THIRD, "3.333", "ten", "ten times too small"),
    (PERCENT, "0.125", "percent", "As a percent that is 12.5%."),
    (SALINE, "0.009", "percent", "As a percent that is 0.9% w/v."),
    (SALINE, "9", "ten", "ten times too large"),
    (RATIO, "1:100", "ten", "ten times too large"),
    (RATIO, "1:10,000", "ten", "ten times too small"),
    (AREA, "17.3", "ten", "ten times too large"),
    # ratio strengths and times in other words
    (RATIO, "1 in 1000", "right", ""),
    (RATIO, "1:1000 w/v", "right", ""),
    (RATIO, "0.1%", "other-unit", "asked for was 1:1,000"),
    (RATIO, "0.001", "right", ""),
    (RATIO, "0", "unclear", "Type the ratio strength"),
    (RATIO, "0.0", "unclear", "Type the ratio strength"),
    (RATIO, "0.0001", "ten", "ten times too small"),
    (RATIO, "1:700", "wrong", ""),
    (HOURS, "12:30", "other-unit", "asked for was 12.5 h"),
    (HOURS, "12 h 30 min", "other-unit", "asked for was 12.5 h"),
    (HOURS, "750", "right-elsewhere", "750 min would be right; without a unit it counts as h."),
    (TABLETS, "2:1", "unclear", "Type one number, in tablets."),
    (CLOCK, "1:30p", "right", ""),
    (CLOCK, "13:30:00", "right", ""),
    (CLOCK, "13:30 am", "unclear", "24-hour form"),
    (DATE, "14-Mar-27", "right", ""),
    (DATE, "2027/3/14", "right", ""),
    (SMALL, "$2.5", "unclear", "Give the answer in mL."),
    (COLD, "\u201318\u00b0 C", "right", ""),
    (VOLUME, "1250 mLs", "right", ""),
    (SUPPLY, "14 days supply", "right", ""),
    (PERCENT, "12.5% w/v", "right", ""),
    (PERCENT, "0.125%", "ten", "a hundred times too small"),
    (DOSE, "1 mg", "wrong", ""),
    # sign, near, far
    (COLD, "18", "sign", "The sign is wrong."),
    (VOLUME, "-1250", "sign", "The sign is wrong."),
    (VOLUME, "1251", "near", "Close."),
    (VOLUME, "1240 mL", "near", "Round only at the end"),
    (KCAL, "1,900", "near", "Close."),
    (WEIGHT, "71", "near", "Close."),
    (WEIGHT, "341 lb", "unclear", "lb does not fit here. Give the answer in kg."),
    (VOLUME, "1300", "wrong", ""),
    (VOLUME, "0", "wrong", ""),
    (VOLUME, "9" * 60, "wrong", ""),
    (TABLETS, "41", "wrong", ""),
    (DATE, "3/15", "wrong", ""),
    (DATE, "3/14/2026", "wrong", "Only the year is wrong."),
    (CLOCK, "1400", "wrong", ""),
    (CLOCK, "2400", "wrong", ""),
    (PLAIN, "8", "wrong", ""),
    # unclear: asked again, never marked wrong
    (VOLUME, "", "unclear", "Type one number"),
    (VOLUME, "a lot", "unclear", "Type one number"),
    (VOLUME, "mL", "unclear", "Type one number"),
    (VOLUME, "1,25", "unclear", "Type one number"),
    (VOLUME, "1 250", "unclear", "Type one number"),
    (VOLUME, "1250-1300", "unclear", "Type one number"),
    (VOLUME, "1250 of it", "unclear", "can't be read. Type one number, in mL."),
    (VOLUME, "1250 mg", "unclear", "mg does not fit here. Give the answer in mL."),
    (VOLUME, "1250 mL/h", "unclear", "mL/h does not fit here"),
    (VOLUME, "1/0", "unclear", "zero below the line"),
    (VOLUME, "1250" * 20, "unclear", "too long"),
    (DOSE, "0,5", "unclear", "Type one number"),
    (DOSE, "0,500 mg", "unclear", "Type one number"),
    (DRIP, "31 mL/min", "unclear", "Give the answer in gtt/min."),
    (RATE, "125 mL", "unclear", "Give the answer in mL/h."),
    (COLD, "-18 F", "unclear", "Give the answer in \u00b0C."),
    (TABLETS, "42 capsules", "unclear", "Give the answer in tablets."),
    (RATIO, "1000", "unclear", "Type the ratio strength, such as 1:1000."),
    (DATE, "14", "unclear", "such as 3/14 or March 14"),
    (DATE, "14/3", "unclear", "a date of the calendar"),
    (DATE, "Febtober 3", "unclear", "a date of the calendar"),
    (DATE, "2/30", "unclear", "a date of the calendar"),
    (CLOCK, "25", "unclear", "24-hour form"),
    (CLOCK, "13:75", "unclear", "24-hour form"),
    (CLOCK, "tea time", "unclear", "24-hour form"),
    (PLAIN, "7 mL", "unclear", "Give the number alone, with no unit."),
]


def verdict(wanted: Asked, text: str) -> tuple[str, str]:
    try:
        found = judge(wanted, text)
    except UnclearAnswer as unclear:
        return "unclear", str(unclear)
    return found.code, found.remark


@pytest.mark.parametrize(("wanted", "text", "code", "words"), TYPED)
def test_a_typed_answer_gets_its_verdict_and_words(wanted, text, code, words):
    found, remark = verdict(wanted, text)
    assert found == code
    assert words in remark if words else remark == ""


def test_there_are_enough_of_them():
    assert len({(id(wanted), text) for wanted, text, _, _ in TYPED}) >= 150


METRIC = ("mcg", "mg", "g", "kg"), ("mL", "L", "tsp", "tbsp"), ("min", "h", "days")
exacts = st.builds(Fraction, st.integers(1, 400_000), st.integers(1, 400))
places = st.integers(0, 3)


@st.composite
def amounts(draw) -> tuple[Asked, str]:
    """Ask for an amount, and name another unit that could be typed for it."""
    scale = draw(st.sampled_from(METRIC))
    exact, decimals, unit = draw(exacts), draw(places), draw(st.sampled_from(scale))
    key = rounded(exact, decimals)
    assume(key > 0)
    return Asked(key, exact, unit, decimals), draw(st.sampled_from(scale))


def written(value: Fraction, unit: str, way: int) -> str:
    """Write an exact amount in one of the ways people do."""
    spelling = ([unit, *_SPELLINGS[unit]] * 4)[way % 4]
    if decimal_places(value) <= 9:
        number = number_text(value, 9)
        return f"{number if way % 2 else number.replace(',', '')}{' ' * (way % 3)}{spelling}"
    whole, rest = divmod(value, 1)
    mixed = f"{whole} {rest.numerator}/{rest.denominator}"
    return f"{mixed if way % 2 else f'{value.numerator}/{value.denominator}'} {spelling}"


@given(amounts(), st.integers(0, 11))
def test_the_right_amount_is_accepted_in_any_compatible_unit(amount, way):
    wanted, unit = amount
    factor = unit_of(wanted.unit).factor / unit_of(unit).factor
    for value in (wanted.key, wanted.exact):
        text = written(value * factor, unit, way)
        assume(len(text) <= 60)
        assert judge(wanted, text).right, text


@given(amounts(), st.integers(0, 9), st.booleans())
def test_more_decimals_than_asked_for_are_accepted_rounded_or_cut(amount, more, cut):
    wanted, _ = amount
    decimals = min(9, wanted.round + more)
    typed = rounded(wanted.exact, decimals, "down" if cut else "half-up")
    assume(rounded(typed, wanted.round) == wanted.key)
    assert judge(wanted, f"{typed.numerator}/{typed.denominator} {wanted.unit}").right == (
        typed in {wanted.key, wanted.exact}
    )
    assert judge(wanted, f"{number_text(typed, decimals, fixed=True)} {wanted.unit}").right


@given(amounts(), st.fractions(-1, 1, max_denominator=10**6), st.integers(0, 5))
def test_nothing_is_accepted_that_is_off_by_more_than_the_rounding(amount, off, decimals):
    wanted, _ = amount
    typed = rounded(wanted.exact + off * wanted.exact + off, decimals)
    assume(typed >= 0)
    found = judge(wanted, f"{number_text(typed, decimals, fixed=True)} {wanted.unit}")
    if abs(typed - wanted.exact) > Fraction(1, 2 * 10**wanted.round):
        assert not found.right
    if found.right:
        assert typed == wanted.key or abs(typed - wanted.exact) < Fraction(1, 10**decimals)


@given(amounts(), st.text(max_size=70))
def test_any_text_has_a_verdict_or_is_asked_again(amount, text):
    assert verdict(amount[0], text)[0]


def test_a_number_that_several_mistakes_lead_to_names_them_and_records_none():
    tied = asked("17.4", "pens", how="up", priming="16.8", opening="17")
    found = judge(tied, "17")
    assert found.code == "rounding"
    assert found.mistake == "rounding"
    other = asked("50", "mL", sum="40", strength="40")
    found = judge(other, "40 mL")
    assert (found.remark, found.mistake) == ("Slip sum. Or: Slip strength.", "")


@pytest.mark.parametrize("wanted", [SUPPLY, VIALS, SYRINGE, DATE, CLOCK, RATIO, COLD, PRICE])
def test_the_answer_as_it_is_shown_is_right(wanted):
    assert judge(wanted, wanted.text(wanted.key)).right


def test_counted_things_are_not_taken_with_decimals_where_only_the_key_is_known():
    fixed = Asked(Fraction(21), None, "tablets")
    assert not judge(fixed, "20.6").right
    assert judge(Asked(Fraction("33.3"), None, "mL", 1), "33.33").right
