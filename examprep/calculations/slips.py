"""The named mistakes of pharmacy arithmetic, so that a record can tell which ones recur."""

from __future__ import annotations

SLIPS: dict[str, str] = {
    "decimal-point": "decimal point in the wrong place",
    "unit-prefix": "mcg, mg, g or mL, L mixed up",
    "lb-kg": "pounds and kilograms mixed up",
    "pounds-ounces": "ounces and pounds mixed up",
    "household": "wrong household measure",
    "temperature": "wrong step in the temperature formula",
    "hours-minutes": "hours, minutes or days mixed up",
    "clock": "wrong step on the 24-hour clock",
    "drop-factor": "drop factor left out or wrong",
    "ratio-inverted": "ratio turned upside down",
    "percent-fraction": "percent read as another number",
    "strength": "strength left out or taken twice",
    "dose-day": "one dose taken for the day's total, or the reverse",
    "per-kilogram": "dose not multiplied by the weight",
    "days-month": "wrong number of days",
    "frequency": "wrong number of doses a day",
    "both-eyes": "one side taken for both, or the reverse",
    "priming": "priming left out",
    "discard": "discard date left out",
    "rounding": "rounded the wrong way",
    "one-step": "stopped one step early",
    "one-step-more": "went one step too far",
    "wrong-part": "gave the other part of the mixture",
    "total-volume": "total volume and diluent mixed up",
    "powder-volume": "powder volume left out",
    "valence": "valence left out",
    "equivalent-weight": "wrong equivalent weight",
    "particles": "number of particles left out",
    "calories": "wrong calories per gram or mL",
    "specific-gravity": "specific gravity turned round",
    "markup-base": "percent taken of the wrong amount",
    "fee": "fee or copay left out",
    "numeral": "Roman numeral misread",
    "check-digit": "wrong step in the check digit",
    "sum": "added where it should be multiplied, or the reverse",
    "quantity": "wrong quantity or package count",
}
"""Each mistake's id with its name, as it follows "You often have the ..."."""


def slip_title(slip: str) -> str:
    """Name a mistake; an unknown one by its id in words."""
    return SLIPS.get(slip, slip.replace("-", " "))
