"""Metric, household, weight, temperature, Roman numeral and clock questions, worked out anew."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.calculations.solvers.reading import NUMBER, after, before, clocks, down, half_up, up

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES_A_DAY = {"once": 1, "twice": 2, "three times": 3, "four times": 4}
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
DAY_MINUTES = 24 * 60


def roman(text):
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for letter, following in zip(text, [*text[1:], ""], strict=True):
        value = worth[letter]
        total += -value if value < worth.get(following, 0) else value
    return total


def spoons(kind, stem):
    said = re.search(rf"([a-z]+)( and one-half)? {kind}spoonfuls?", stem)
    return WORDS[said.group(1)] + (Fraction(1, 2) if said.group(2) else 0)


def grams_to_tablets(stem):
    dose_mg = before("g by mouth", stem) * 1000
    times = TIMES_A_DAY[re.search(r"by mouth (\w+(?: times)?) daily", stem).group(1)]
    each_dose = dose_mg / before("mg tablets", stem)
    return up(each_dose * times * before("days", stem))


def mix_mg(stem):
    capsules = before("capsules of", stem) + before("more capsules", stem)
    return half_up(capsules * before("mcg", stem) / 1000, 3)


def full_bottles(stem):
    per_bottle = before("fluid ounces each", stem) * after("1 fluid ounce =", stem)
    return down(before("L\\b", stem) * 1000 / per_bottle)


def spoonfuls_ml(stem):
    by_day = 3 * 5 * spoons("tea", stem) + 15 * spoons("table", stem)
    return half_up(by_day * before("days", stem), 1)


def baby_kg(stem):
    pounds = after("baby weighs", stem) + before("oz\\.", stem) / 16
    return half_up(pounds / Fraction(22, 10), 2)


def child_lb(stem):
    return half_up(after("child at", stem) * Fraction(22, 10), 1)


def grains_to_tablets(stem):
    said = re.search(r": \D+?([\d ]*)(?:(\d)/(\d))? grains? by", stem)
    whole = said.group(1).strip()
    grains = Fraction(int(whole)) if whole else Fraction(0)
    if said.group(2):
        grains += Fraction(int(said.group(2)), int(said.group(3)))
    mg = grains * after("1 grain =", stem)
    return up(mg / before("mg tablets", stem) * before("days", stem))


def celsius(stem):
    return half_up((before("°F", stem) - 32) * Fraction(5, 9), 1)


def fahrenheit(stem):
    return half_up(before("°C", stem) * Fraction(9, 5) + 32, 1)


def height_cm(stem):
    inches = before("ft", stem) * 12 + after(r"\d ft", stem)
    return half_up(inches * after("1 in =", stem), 1)


def owed(stem):
    ordered = roman(re.search(r"orders ([IVXLC]+) tablets", stem).group(1))
    return Fraction(ordered) - before("tablets in stock", stem)


def roman_capsules(stem):
    pattern = r"take ([IVXLC]+) capsules? every ([IVXLC]+) hours for ([IVXLC]+) days"
    each, hours, days = (roman(part) for part in re.search(pattern, stem).groups())
    return Fraction(each * days * 24, hours)


def next_dose(stem):
    hour, minute, half = re.search(r"at (\d+):(\d\d) ([ap])\.m\.", stem).groups()
    taken = (int(hour) % 12 + (12 if half == "p" else 0)) * 60 + int(minute)
    return (taken + before("hours", stem) * 60) % DAY_MINUTES


def minutes_off(stem):
    off, on = clocks(stem)
    return Fraction((on - off) % DAY_MINUTES)


def liquid_ml(stem):
    strength = re.search(rf"labeled ({NUMBER}) mg/({NUMBER}) mL", stem)
    mg, ml = Fraction(strength.group(1)), Fraction(strength.group(2))
    return half_up(after("is", stem) / mg * ml, 1)


def halves(stem):
    parts = WORDS[re.search(r"divided into (\w+) equal", stem).group(1)]
    return half_up(before("mg a day", stem) / parts / before("mg tablets", stem), 1)


def batch_g(stem):
    formula, part = after("formula for", stem), after("calls for", stem)
    return half_up(part / formula * after("batch is", stem), 1)


def part_price(stem):
    each = after(r"\$", stem) / after("price for", stem)
    return half_up(each * after("asks for", stem), 2)


def frozen(stem):
    (reading,) = re.findall(r"reads (-?[\d.]+) \u00b0F", stem)
    return half_up((Fraction(reading) - 32) * 5 / 9, 1)


SOLVERS: dict[str, Callable[[str], Fraction]] = {
    "calc-0101": grams_to_tablets,
    "calc-0102": mix_mg,
    "calc-0103": full_bottles,
    "calc-0104": spoonfuls_ml,
    "calc-0105": baby_kg,
    "calc-0106": child_lb,
    "calc-0107": grains_to_tablets,
    "calc-0108": celsius,
    "calc-0109": fahrenheit,
    "calc-0110": height_cm,
    "calc-0111": owed,
    "calc-0112": roman_capsules,
    "calc-0113": next_dose,
    "calc-0114": minutes_off,
    "calc-0115": liquid_ml,
    "calc-0116": halves,
    "calc-0117": batch_g,
    "calc-0118": part_price,
    "calc-0119": frozen,
}
