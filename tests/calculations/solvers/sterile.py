"""Independent solvers: nonsterile and sterile compounding, dates and times, business sums."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

from tests.calculations.solvers.reading import (
    NUMBER,
    after,
    before,
    clocks,
    days,
    half_up,
    number,
    up,
)

HUNDRED = 100
MINUTES_A_DAY = 24 * 60


def _money(text: str) -> list[Fraction]:
    return [number(found) for found in re.findall(rf"\$({NUMBER})", text)]


def _percent(text: str) -> Fraction:
    return before("percent", text) / HUNDRED


def cash_price(stem: str) -> Fraction:
    bottle, fee = _money(stem)
    cost = bottle / before("tablets", stem, 0) * before("tablets", stem, 1)
    return half_up(cost + cost * _percent(stem) + fee, 2)


def discounted_profit(stem: str) -> Fraction:
    cost, shelf = _money(stem)
    return half_up(shelf * (1 - _percent(stem)) - cost, 2)


def profit_percent(stem: str) -> Fraction:
    plan, copay, cost = _money(stem)
    paid = plan + copay
    return half_up((paid - cost) / paid * HUNDRED, 1)


def plan_payment(stem: str) -> Fraction:
    fee, list_price, copay = _money(stem)
    packed, dispensed = before("tablets", stem, 0), before("tablets", stem, 1)
    price = list_price / packed * dispensed * (1 - _percent(stem)) + fee
    return half_up(price - copay, 2)


def brand_penalty(stem: str) -> Fraction:
    generic, brand = _money(stem)
    return half_up(generic * _percent(stem) + (brand - generic), 2)


def turnover(stem: str) -> Fraction:
    sold, opening, closing = _money(stem)
    a_year = sold / before("months", stem) * 12
    return half_up(a_year / ((opening + closing) / 2), 1)


def bottles_to_par(stem: str) -> Fraction:
    par = before("days of stock", stem) * before("tablets a day", stem)
    short = par - before("tablets on hand", stem)
    return up(short / after("bottles of", stem))


def _dea_total(six: str) -> int:
    first, second, third, fourth, fifth, sixth = (int(digit) for digit in six)
    return first + third + fifth + 2 * (second + fourth + sixth)


def smudged_digit(stem: str) -> Fraction:
    (six,) = re.findall(r"\b[A-Z]{2}(\d{6})\b", stem)
    return Fraction(_dea_total(six) % 10)


def dea_total(stem: str) -> Fraction:
    (seven,) = re.findall(r"\b[A-Z]{2}(\d{7})\b", stem)
    return Fraction(_dea_total(seven[:6]))


def volume_to_weight(stem: str) -> Fraction:
    return half_up(before("mL", stem) * after("specific gravity", stem), 1)


def weight_to_volume(stem: str) -> Fraction:
    grams = before("g batch", stem) * before(r"percent \(w/w\)", stem) / HUNDRED
    return half_up(grams / after("specific gravity of", stem), 1)


def flask_gravity(stem: str) -> Fraction:
    empty, full = after("flask weighs", stem), after("it weighs", stem)
    water = before("mL volumetric", stem)
    return half_up((full - empty) / water, 2)


def least_weighable(stem: str) -> Fraction:
    return half_up(before("mg", stem) / _percent(stem))


def powder_aliquot(stem: str) -> Fraction:
    need, weighed = before("mg of a potent drug", stem), after("technician weighs", stem)
    return half_up(after("mixture weighs", stem) * need / weighed)


def liquid_dilution(stem: str) -> Fraction:
    need, measured = after("needs", stem), after("measures", stem)
    aliquot = before("mL of the dilution", stem)
    return half_up(measured / need * aliquot, 1)


def vial_date(stem: str) -> Fraction:
    (entered,) = days(stem)
    return Fraction((entered + timedelta(days=int(before("days after entry", stem)))).toordinal())


def mixed_date(stem: str) -> Fraction:
    mixed, _ = days(stem)
    return Fraction((mixed + timedelta(days=int(before("days after mixing", stem)))).toordinal())


def liquid_beyond_use(stem: str) -> Fraction:
    made, *expirations = days(stem)
    kept = before("days if preserved", stem)
    if re.search(r"\b[Nn]onpreserved\b", stem):
        kept = before("if not", stem)
    last = made + timedelta(days=int(kept) - 1)
    return Fraction(min(last, *expirations).toordinal())


def bag_time(stem: str) -> Fraction:
    start, _ = clocks(stem)
    return Fraction((start + 60 * before("hours", stem)) % MINUTES_A_DAY)


SOLVERS: dict[str, Callable[[str], Fraction]] = {
    "calc-0601": volume_to_weight,
    "calc-0602": weight_to_volume,
    "calc-0603": flask_gravity,
    "calc-0604": least_weighable,
    "calc-0605": powder_aliquot,
    "calc-0606": liquid_dilution,
    "calc-0607": vial_date,
    "calc-0608": mixed_date,
    "calc-0609": liquid_beyond_use,
    "calc-0610": bag_time,
    "calc-0611": cash_price,
    "calc-0612": discounted_profit,
    "calc-0613": profit_percent,
    "calc-0614": plan_payment,
    "calc-0615": brand_penalty,
    "calc-0616": turnover,
    "calc-0617": bottles_to_par,
    "calc-0618": smudged_digit,
    "calc-0619": dea_total,
}
