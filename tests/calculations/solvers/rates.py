"""Infusion rate, heparin, insulin, electrolyte and parenteral nutrition questions, anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from tests.calculations.solvers.reading import NUMBER, after, before, half_up, number, numbers

MCG_PER_MG = MG_PER_G = ML_PER_L = 1000
MINUTES_PER_HOUR = 60
PERCENT = 100


def _per_ml(drug_unit: str, stem: str) -> Fraction:
    amount, volume = re.search(
        rf"({NUMBER}) {drug_unit}(?: of insulin)? in (?:a )?({NUMBER}) mL", stem
    ).groups()
    return number(amount) / number(volume)


def _percent_of(stock: str, stem: str) -> Fraction:
    return after(stock, stem) / PERCENT


def weighed_rate(stem: str) -> Fraction:
    mcg_each_hour = before("mcg/kg/min", stem) * before("kg\\.", stem) * MINUTES_PER_HOUR
    return half_up(mcg_each_hour / (_per_ml("mg", stem) * MCG_PER_MG), 1)


def dose_from_pump(stem: str) -> Fraction:
    mcg_each_minute = before("mL/h", stem) * _per_ml("mg", stem) * MCG_PER_MG / MINUTES_PER_HOUR
    return half_up(mcg_each_minute / before("kg\\.", stem), 1)


def plain_mcg_rate(stem: str) -> Fraction:
    mg_each_hour = before("mcg/min", stem) * MINUTES_PER_HOUR / MCG_PER_MG
    return half_up(mg_each_hour / _per_ml("mg", stem), 1)


def heparin_rate(stem: str) -> Fraction:
    kilograms = before("lb\\. The", stem) / after("1 kg =", stem)
    return half_up(before("units/kg/h", stem) * kilograms / _per_ml("units", stem), 1)


def heparin_bolus(stem: str) -> Fraction:
    units = before("units/kg", stem) * before("kg\\.", stem)
    return half_up(units / before("units/mL", stem), 2)


def insulin_rate(stem: str) -> Fraction:
    return half_up(before("units/h", stem) / _per_ml("units", stem), 1)


def antiarrhythmic_rate(stem: str) -> Fraction:
    in_grams = re.search(r"\d g in ", stem)
    mg_per_ml = _per_ml("g", stem) * MG_PER_G if in_grams else _per_ml("mg", stem)
    return half_up(before("mg/min", stem) * MINUTES_PER_HOUR / mg_per_ml, 1)


def hours_in_container(stem: str) -> Fraction:
    mcg_each_hour = before("mcg/kg/h", stem) * before("kg\\.", stem)
    return half_up(before("mcg in", stem) / mcg_each_hour, 1)


def concentrated_insulin_ml(stem: str) -> Fraction:
    meals = [before(f"units before {meal}", stem) for meal in ("breakfast", "lunch", "supper")]
    return half_up(sum(meals) / before("units/mL", stem), 2)


def scale_total(stem: str) -> Fraction:
    bands = re.findall(r"(\d+) to (\d+), (\d+) units?", stem)
    readings = numbers(re.search(r"readings are (.*?)\. ", stem).group(1))
    total = after("Insulin glargine", stem)
    for reading in readings:
        covering = [int(units) for low, high, units in bands if int(low) <= reading <= int(high)]
        if not covering and reading > before("or less", stem):
            message = "a reading lies above the scale"
            raise ValueError(message)
        total += sum(covering)
    return total


def milliequivalents(stem: str) -> Fraction:
    valence = number(re.search(r"valence of \w+ is (\d)", stem).group(1))
    return half_up(before("mg of", stem) * valence / after("molecular weight", stem), 1)


def powder_grams(stem: str) -> Fraction:
    ml_made, meq, each = numbers(stem)[:3]
    valence = number(re.search(r"valence of \w+ (\d)", stem).group(1))
    mg_each_meq = after("molecular weight", stem) / valence
    return half_up(ml_made / each * meq * mg_each_meq / MG_PER_G, 2)


def electrolyte_ml(stem: str) -> Fraction:
    meq = after("final volume of", stem) / ML_PER_L * before("mEq/L", stem)
    return half_up(meq / before("mEq/mL", stem), 1)


def cation_with_phosphate(stem: str) -> Fraction:
    injection_ml = before("mmol/kg", stem) * before("kg,", stem) / before("mmol of", stem)
    return half_up(injection_ml * before("mEq of", stem), 1)


def osmolarity(stem: str) -> Fraction:
    millimoles = before("g of", stem) * MG_PER_G / after("molecular weight is", stem)
    litres = before("mL\\.", stem) / ML_PER_L
    return half_up(millimoles * before("particles?", stem) / litres)


def strength_from_meq(stem: str) -> Fraction:
    valence = number(re.search(r"valence of \w+ (\d)", stem).group(1))
    mg_per_litre = before("mEq/L", stem) * after("molecular weight", stem) / valence
    grams_per_ml = mg_per_litre / MG_PER_G / ML_PER_L
    return half_up(grams_per_ml * PERCENT, 2)


def nutrition_kcal(stem: str) -> Fraction:
    dextrose_g = before("mL of dextrose", stem) * _percent_of("mL of dextrose", stem)
    amino_g = before("mL of amino acids", stem) * _percent_of("mL of amino acids", stem)
    kcal = dextrose_g * before("kcal/g for dextrose", stem)
    kcal += amino_g * before("kcal/g for amino acids", stem)
    kcal += before("mL of lipid emulsion", stem) * before("kcal/mL", stem)
    return half_up(kcal)


def stock_for_a_day(stem: str) -> Fraction:
    bag_ml = before("mL/h", stem) * before("hours", stem)
    final, stock = re.findall(rf"({NUMBER}) percent", stem)
    return half_up(bag_ml * number(final) / number(stock))


def water_to_complete(stem: str) -> Fraction:
    dextrose_ml = before("g of dextrose", stem) / _percent_of("dextrose from", stem)
    amino_ml = before("g of amino acids", stem) / _percent_of("amino acids from", stem)
    others = dextrose_ml + amino_ml + after("additives come to", stem)
    return half_up(after("made to", stem) - others)


def final_dextrose_percent(stem: str) -> Fraction:
    parts = [number(found) for found in re.findall(rf"({NUMBER}) mL of", stem)]
    grams = before("mL of dextrose", stem) * _percent_of("mL of dextrose", stem)
    return half_up(grams / sum(parts) * PERCENT, 1)


SOLVERS: dict[str, Callable[[str], Fraction]] = {
    "calc-0501": weighed_rate,
    "calc-0502": dose_from_pump,
    "calc-0503": plain_mcg_rate,
    "calc-0504": heparin_rate,
    "calc-0505": heparin_bolus,
    "calc-0506": insulin_rate,
    "calc-0507": antiarrhythmic_rate,
    "calc-0508": hours_in_container,
    "calc-0509": concentrated_insulin_ml,
    "calc-0510": scale_total,
    "calc-0511": milliequivalents,
    "calc-0512": powder_grams,
    "calc-0513": electrolyte_ml,
    "calc-0514": cation_with_phosphate,
    "calc-0515": osmolarity,
    "calc-0516": strength_from_meq,
    "calc-0517": nutrition_kcal,
    "calc-0518": stock_for_a_day,
    "calc-0519": water_to_complete,
    "calc-0520": final_dextrose_percent,
}
