"""Days supply, quantity to dispense, refill date and sale limit questions, worked out anew."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from tests.calculations.solvers.reading import (
    NUMBER,
    after,
    before,
    days,
    down,
    half_up,
    number,
    numbers,
    up,
)

TIMES = {"once": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
HOURS_PER_DAY = 24
MG_PER_G = 1000
PERCENT = 100
MONTHS_PER_YEAR = 12
REFILL_MONTHS = 6


def _times_a_day(stem: str) -> int:
    return TIMES[re.search(r"(\w+) times a day", stem).group(1)]


def _ordinal(start: date, later: Fraction) -> Fraction:
    return Fraction((start + timedelta(days=int(later))).toordinal())


def _mg_per_ml(stem: str) -> Fraction:
    mg, ml = re.search(rf"({NUMBER}) mg(?:/| in )({NUMBER}) mL", stem).groups()
    return number(mg) / number(ml)


def tablets_last(stem: str) -> Fraction:
    each_day = after(", take", stem) * _times_a_day(stem)
    return down(after("pharmacy dispenses", stem) / each_day)


def liquid_lasts(stem: str) -> Fraction:
    ml_a_day = after("takes", stem) / _mg_per_ml(stem) * _times_a_day(stem)
    return down(after("holds", stem) / ml_a_day)


def eye_drops_last(stem: str) -> Fraction:
    drops_a_day = before("drops? in each eye", stem) * 2 * _times_a_day(stem)
    ml = after("pharmacy dispenses", stem) * after("bottles? of", stem)
    return down(ml * after("counts", stem) / drops_a_day)


def ear_drops_last(stem: str) -> Fraction:
    ears = 2 if "in each ear" in stem else 1
    drops_a_day = before("drops in", stem) * ears * _times_a_day(stem)
    return down(after("bottle holds", stem) * after("counts", stem) / drops_a_day)


def inhalers_last(stem: str) -> Fraction:
    left = after("patient has", stem) + after("inhaler with", stem)
    return down(left / (after("takes", stem) * _times_a_day(stem)))


def _units_a_day(stem: str) -> Fraction:
    doses = [number(n) for n in re.findall(rf"({NUMBER}) units before", stem)]
    return sum(doses) + len(doses) * before("more units to prime", stem)


def _units_a_pen(stem: str) -> Fraction:
    return before("mL(?: pens|,)", stem) * before("units/mL", stem)


def mealtime_pens_last(stem: str) -> Fraction:
    units = after("pharmacy dispenses", stem) * _units_a_pen(stem)
    return down(units / _units_a_day(stem))


def vials_last(stem: str) -> Fraction:
    each_day = after("draws up", stem) + before("units in the evening", stem)
    whole_days = down(before("mL vial", stem) * before("units/mL", stem) / each_day)
    return min(whole_days, after("used for at most", stem)) * after("whole days are", stem)


def last_patch_off(stem: str) -> Fraction:
    every, unit = re.search(rf"changes it every ({NUMBER}) (hours|days)", stem).groups()
    days_each = number(every) / (HOURS_PER_DAY if unit == "hours" else 1)
    return _ordinal(days(stem)[0], after("first of", stem) * days_each)


def ointment_lasts(stem: str) -> Fraction:
    half = "half a fingertip unit" in stem
    tips = Fraction(1, 2) if half else before("fingertip units?;", stem)
    grams_a_day = tips * after("fingertip unit as", stem) * 2 * _times_a_day(stem)
    grams = after("pharmacy dispenses", stem) * after("tubes? of", stem)
    return down(grams / grams_a_day)


def taper_runs(stem: str) -> Fraction:
    steps = re.findall(r"(\d+)(?: tablets)? a day for (\d+) days", stem)
    taken = sum(number(each) * number(long) for each, long in steps)
    left = after("pharmacy dispenses", stem) - taken
    return sum(number(long) for _, long in steps) + left / before("tablet a day until gone", stem)


def halved_tablets(stem: str) -> Fraction:
    each_dose = after("is to take", stem) / after("stocks scored", stem)
    return up(each_dose * _times_a_day(stem) * before("days", stem))


def course_volume(stem: str) -> Fraction:
    doses = _times_a_day(stem) * before("days", stem)
    return half_up(after("is to take", stem) / _mg_per_ml(stem) * doses, 1)


def pens_needed(stem: str) -> Fraction:
    units = _units_a_day(stem) * after("need for", stem)
    return up(units / _units_a_pen(stem))


def taper_tablets(stem: str) -> Fraction:
    dose, step_days = after("tapered:", stem), before("days, then", stem)
    less, last = before("mg less", stem), after("until the dose is", stem)
    total = last * after("last step lasts", stem)
    while dose > last:
        total += dose * step_days
        dose -= less
    return total / after("How many", stem)


def refill_reached(stem: str) -> Fraction:
    supply = after("patient gets", stem) / _times_a_day(stem)
    return _ordinal(days(stem)[0], up(supply * before("percent", stem) / PERCENT))


def too_early(stem: str) -> Fraction:
    filled, asked = days(stem)
    supply = before("capsules are filled", stem) / _times_a_day(stem)
    first = _ordinal(filled, supply - before("days before the last day", stem))
    return first - asked.toordinal()


def last_refill(stem: str) -> Fraction:
    issued = days(stem)[0]
    months = issued.month - 1 + REFILL_MONTHS
    year, month = issued.year + months // MONTHS_PER_YEAR, months % MONTHS_PER_YEAR + 1
    return Fraction(date(year, month, min(issued.day, monthrange(year, month)[1])).toordinal())


def grams_today(stem: str) -> Fraction:
    packages = re.findall(
        rf"(\d+) packages? of (\d+) [^(]*\(({NUMBER}) mg of base each\)",
        stem,
    )
    brought = sum(number(a) * number(b) * number(c) for a, b, c in packages)
    return half_up(after("already shows", stem) + brought / MG_PER_G, 2)


def packages_allowed(stem: str) -> Fraction:
    first, second = numbers(stem.split("of pseudoephedrine base", maxsplit=1)[0])
    in_month = before(r"g in \d+ days\.", stem) - first - second
    package = before("tablets with", stem) * before("mg of base each", stem) / MG_PER_G
    return down(min(before("g of base a day", stem), in_month) / package)


SOLVERS: dict[str, Callable[[str], Fraction]] = {
    "calc-0201": tablets_last,
    "calc-0202": liquid_lasts,
    "calc-0203": eye_drops_last,
    "calc-0204": ear_drops_last,
    "calc-0205": inhalers_last,
    "calc-0206": mealtime_pens_last,
    "calc-0207": vials_last,
    "calc-0208": last_patch_off,
    "calc-0209": ointment_lasts,
    "calc-0210": taper_runs,
    "calc-0211": halved_tablets,
    "calc-0212": course_volume,
    "calc-0213": pens_needed,
    "calc-0214": taper_tablets,
    "calc-0215": refill_reached,
    "calc-0216": too_early,
    "calc-0217": last_refill,
    "calc-0218": grams_today,
    "calc-0219": packages_allowed,
}
