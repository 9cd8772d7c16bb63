"""Independent solvers: dilutions, alligation, reconstitution, infusion rates and drops."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from tests.calculations.solvers.reading import (
    NUMBER,
    after,
    before,
    clocks,
    down,
    half_up,
    number,
    up,
)

MINUTES_AN_HOUR = 60
SECONDS_A_MINUTE = 60
HOURS_A_DAY = 24
MINUTES_A_DAY = HOURS_A_DAY * MINUTES_AN_HOUR
MG_A_GRAM = 1000
SPOONS = {"teaspoonful": 5, "tablespoonful": 15}
DOSES_A_DAY = {
    "once daily": 1,
    "twice daily": 2,
    "three times daily": 3,
    "four times daily": 4,
}


def _percents(text: str) -> list[Fraction]:
    return [number(found) for found in re.findall(rf"({NUMBER}) percent", text)]


def _parts_of_stronger(strong: Fraction, weak: Fraction, wanted: Fraction) -> Fraction:
    assert weak < wanted < strong
    return (wanted - weak) / (strong - weak)


def _minutes(text: str) -> Fraction:
    hours, minutes = re.search(rf"over ({NUMBER}) h(?: ({NUMBER}) min)?", text).groups("0")
    return number(hours) * MINUTES_AN_HOUR + number(minutes)


def stock_needed(stem: str) -> Fraction:
    wanted, stock, _ = _percents(stem)
    return half_up(before("mL", stem) * wanted / stock, 1)


def water_added(stem: str) -> Fraction:
    strong, weak = _percents(stem)
    start = before("mL", stem)
    return half_up(start * strong / weak - start)


def mixed_strength(stem: str) -> Fraction:
    drug, saline = before("mL", stem, 0), before("mL", stem, 1)
    return half_up(drug * _percents(stem)[0] / (drug + saline), 3)


def spoonful_stock(stem: str) -> Fraction:
    count, spoon = re.search(r"stir (\d+) (t\w+?ful)s? \(", stem).groups()
    made = number(re.search(rf"to make [^(]+\(({NUMBER}) mL\)", stem).group(1))
    grams_a_spoon = made / after("1:", stem)
    stock = after("go into", stem)
    return half_up(grams_a_spoon * stock / (int(count) * SPOONS[spoon]), 2)


def stronger_injection(stem: str) -> Fraction:
    wanted = _percents(stem)[0]
    pair = re.search(rf"Its ({NUMBER}) percent and ({NUMBER}) percent", stem).groups()
    weak, strong = sorted(map(number, pair))
    return half_up(before("mL", stem) * _parts_of_stronger(strong, weak, wanted), 1)


def weaker_cream(stem: str) -> Fraction:
    wanted, strong, weak, asked = _percents(stem)
    assert asked == weak
    return half_up(before("g", stem) * (1 - _parts_of_stronger(strong, weak, wanted)), 1)


def three_strengths(stem: str) -> Fraction:
    pairs = re.findall(rf"({NUMBER}) g of ({NUMBER}) percent", stem)
    drug = sum(number(grams) * number(percent) for grams, percent in pairs)
    return half_up(drug / sum(number(grams) for grams, _ in pairs), 2)


def diluent_for_strength(stem: str) -> Fraction:
    total = before("g", stem) * MG_A_GRAM / before("mg/mL", stem)
    return half_up(total - after("takes up", stem), 1)


def powder_volume(stem: str) -> Fraction:
    total = before("g", stem) * MG_A_GRAM / before("mg/mL", stem)
    return half_up(total - after("add", stem), 1)


def dose_from_vial(stem: str) -> Fraction:
    total = after("technician adds", stem) + after("itself adds", stem)
    return half_up(after("dose of", stem) * total / before("mg vial", stem), 1)


def weaker_suspension(stem: str) -> Fraction:
    water, labeled = after("add", stem), after("to make", stem)
    strong, weak = before("mg/5 mL", stem, 0), before("mg/5 mL", stem, 1)
    return half_up(labeled * strong / weak - (labeled - water))


def bottle_days(stem: str) -> Fraction:
    total = after("technician adds", stem) + after("itself adds", stem)
    dose, often = re.search(rf"takes ({NUMBER}) mL ([^.]+)\. For", stem).groups()
    every = re.fullmatch(r"every (\d+) hours", often)
    a_day = Fraction(HOURS_A_DAY, int(every.group(1))) if every else DOSES_A_DAY[often]
    return down(total / (number(dose) * a_day))


def ordered_rate(stem: str) -> Fraction:
    return half_up(before("mL over", stem) * MINUTES_AN_HOUR / _minutes(stem))


def piggyback_rate(stem: str) -> Fraction:
    total = before("mL of reconstituted", stem) + before("mL bag", stem)
    return half_up(total * MINUTES_AN_HOUR / before("min", stem))


def drops_a_minute(stem: str) -> Fraction:
    return half_up(before("mL of", stem) * before("gtt/mL", stem) / _minutes(stem))


def gravity_hours(stem: str) -> Fraction:
    ml_a_minute = before("drops per minute", stem) / before("gtt/mL", stem)
    return half_up(before("mL bag", stem) / ml_a_minute / MINUTES_AN_HOUR, 1)


def bag_runs_out(stem: str) -> Fraction:
    lasts = before("mL bag", stem) * MINUTES_AN_HOUR / before("mL/h", stem)
    return half_up(clocks(stem)[0] + lasts) % MINUTES_A_DAY


def left_in_bag(stem: str) -> Fraction:
    begun, checked = clocks(stem)
    given = before("mL/h", stem) * Fraction(checked - begun, MINUTES_AN_HOUR)
    return half_up(before("mL bag", stem) - given)


def new_bags(stem: str) -> Fraction:
    lacking = before("mL/h", stem) * HOURS_A_DAY - before("mL left", stem)
    return up(lacking / after("bags hold", stem))


def drop_factor(stem: str) -> Fraction:
    drops_each_minute = before("drops", stem) * SECONDS_A_MINUTE / before("seconds", stem)
    return half_up(drops_each_minute * before("min", stem) / before("mL runs", stem))


SOLVERS: dict[str, Callable[[str], Fraction]] = {
    "calc-0401": stock_needed,
    "calc-0402": water_added,
    "calc-0403": mixed_strength,
    "calc-0404": spoonful_stock,
    "calc-0405": stronger_injection,
    "calc-0406": weaker_cream,
    "calc-0407": three_strengths,
    "calc-0408": diluent_for_strength,
    "calc-0409": powder_volume,
    "calc-0410": dose_from_vial,
    "calc-0411": weaker_suspension,
    "calc-0412": bottle_days,
    "calc-0413": ordered_rate,
    "calc-0414": piggyback_rate,
    "calc-0415": drops_a_minute,
    "calc-0416": gravity_hours,
    "calc-0417": bag_runs_out,
    "calc-0418": left_in_bag,
    "calc-0419": new_bags,
    "calc-0420": drop_factor,
}
