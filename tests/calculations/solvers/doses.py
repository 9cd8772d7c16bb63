"""Doses by weight and by surface, and percent and ratio strengths, worked from the stem alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from math import isqrt

from tests.calculations.solvers.reading import NUMBER, after, before, down, half_up, number

POUNDS_IN_A_KILOGRAM = Fraction(22, 10)
TIMES_A_DAY = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _strength(text: str) -> Fraction:
    """Give mg in one mL from `250 mg/5 mL`, `4 mg/mL` or `325 mg of acetaminophen in 15 mL`."""
    amount, volume = re.findall(rf"({NUMBER}) mg(?:/| of [a-z]+ in )({NUMBER})? ?mL", text)[0]
    return number(amount) / (number(volume) if volume else 1)


def _pounds_to_kg(text: str) -> Fraction:
    assert "1 kg = 2.2 lb" in text
    return before("lb", text) / POUNDS_IN_A_KILOGRAM


def _drawn_up(volume: Fraction) -> Fraction:
    """Round to a hundredth under 1 mL and to a tenth from 1 mL on."""
    return half_up(volume, 2 if volume < 1 else 1)


def _doses_a_day(text: str) -> Fraction:
    return 24 / after("every", text)


def weight_share(text: str) -> Fraction:
    daily = before("mg/kg/day", text) * _pounds_to_kg(text)
    return half_up(daily / _doses_a_day(text))


def weight_volume(text: str) -> Fraction:
    dose = before("kg", text) * before("mg/kg", text)
    return half_up(dose / _strength(text), 1)


def micrograms_by_weight(text: str) -> Fraction:
    dose_mg = before("kg", text) * before("mcg/kg", text) / 1000
    return _drawn_up(dose_mg / _strength(text))


def surface_dose(text: str) -> Fraction:
    squared = before("cm tall", text) * after("weighs", text) / 3600
    # the hundredths nearest to the root: floor(100 root + 1/2), in whole numbers
    hundredths = (isqrt(int(squared * 40_000)) + 1) // 2
    return half_up(Fraction(hundredths, 100) * before("mg/m2", text))


def surface_volume(text: str) -> Fraction:
    dose = before("m2", text) * before("mg/m2", text)
    return half_up(dose / _strength(text), 1)


def largest_single_dose(text: str) -> Fraction:
    daily = before("mg/kg/day", text) * after("child weighs", text)
    return down(daily / before("equal doses", text) / _strength(text), 1)


def capped_dose(text: str) -> Fraction:
    by_weight = before("mg/kg", text) * _pounds_to_kg(text)
    dose = min(by_weight, after("not to exceed", text))
    return half_up(dose / _strength(text), 1)


def limit_left(text: str) -> Fraction:
    liquid = after("patient takes", text) * _strength(text) * _doses_a_day(text)
    count, each = re.findall(r"also takes (\d+) acetaminophen (\d+) mg tablets? a day", text)[0]
    left = after("daily limit is", text) - liquid - number(count) * number(each)
    assert left.denominator == 1
    assert left >= 0
    return left


def daily_check(text: str) -> Fraction:
    daily = after("give", text) * _strength(text) * _doses_a_day(text)
    return half_up(daily / _pounds_to_kg(text), 1)


def grams_infused(text: str) -> Fraction:
    return half_up(before("mL", text) * before("percent", text) / 100, 2)


def volume_for_grams(text: str) -> Fraction:
    return half_up(before("g of", text) * 100 / before("percent", text), 1)


def base_left(text: str) -> Fraction:
    batch = before("jars", text) * before("g each", text)
    drugs = before("percent", text) + before("percent", text, 1)
    return half_up(batch * (100 - drugs) / 100, 1)


def alcohol_a_day(text: str) -> Fraction:
    volume, words = re.findall(rf"({NUMBER}) mL (\w+) times a day", text)[0]
    return half_up(number(volume) * TIMES_A_DAY[words] * before("percent", text) / 100, 1)


def finished_percent(text: str) -> Fraction:
    drug, wetter, base = (before("g of", text, which) for which in range(3))
    return half_up(100 * drug / (drug + wetter + base), 1)


def epinephrine_in_all(text: str) -> Fraction:
    volume = before("mL", text) * before("sites", text)
    return half_up(volume * 1_000_000 / after("1:", text), 1)


def ratio_to_percent(text: str) -> Fraction:
    return half_up(100 / after("1:", text), 4)


def percent_to_ratio(text: str) -> Fraction:
    return 1 / half_up(100 / before("percent", text))


def crushed_percent(text: str) -> Fraction:
    grams = after("suspension,", text) * before("mg", text) / 1000
    return half_up(100 * grams / before("mL", text), 3)


def epinephrine_volume(text: str) -> Fraction:
    dose = before("mg/kg", text) * before("kg", text)
    return _drawn_up(dose / _strength(text))


SOLVERS: dict[str, Callable[[str], Fraction]] = {
    "calc-0301": weight_share,
    "calc-0302": weight_volume,
    "calc-0303": micrograms_by_weight,
    "calc-0304": surface_dose,
    "calc-0305": surface_volume,
    "calc-0306": largest_single_dose,
    "calc-0307": capped_dose,
    "calc-0308": limit_left,
    "calc-0309": daily_check,
    "calc-0310": grams_infused,
    "calc-0311": volume_for_grams,
    "calc-0312": base_left,
    "calc-0313": alcohol_a_day,
    "calc-0314": finished_percent,
    "calc-0315": epinephrine_in_all,
    "calc-0316": ratio_to_percent,
    "calc-0317": percent_to_ratio,
    "calc-0318": crushed_percent,
    "calc-0319": epinephrine_volume,
}
