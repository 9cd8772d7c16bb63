"""The named mistakes of pharmacy arithmetic, so that a record can tell which ones recur."""

from __future__ import annotations

from examprep.words import msg, tr

SLIPS: dict[str, str] = {
    "decimal-point": msg("decimal point in the wrong place"),
    "unit-prefix": msg("mcg, mg, g or mL, L mixed up"),
    "lb-kg": msg("pounds and kilograms mixed up"),
    "pounds-ounces": msg("ounces and pounds mixed up"),
    "household": msg("wrong household measure"),
    "temperature": msg("wrong step in the temperature formula"),
    "hours-minutes": msg("hours, minutes or days mixed up"),
    "clock": msg("wrong step on the 24-hour clock"),
    "drop-factor": msg("drop factor left out or wrong"),
    "ratio-inverted": msg("ratio turned upside down"),
    "percent-fraction": msg("percent read as another number"),
    "strength": msg("strength left out or taken twice"),
    "dose-day": msg("one dose taken for the day's total, or the reverse"),
    "per-kilogram": msg("dose not multiplied by the weight"),
    "days-month": msg("wrong number of days"),
    "frequency": msg("wrong number of doses a day"),
    "both-eyes": msg("one side taken for both, or the reverse"),
    "priming": msg("priming left out"),
    "discard": msg("discard date left out"),
    "rounding": msg("rounded the wrong way"),
    "one-step": msg("stopped one step early"),
    "one-step-more": msg("went one step too far"),
    "wrong-part": msg("gave the other part of the mixture"),
    "total-volume": msg("total volume and diluent mixed up"),
    "powder-volume": msg("powder volume left out"),
    "valence": msg("valence left out"),
    "equivalent-weight": msg("wrong equivalent weight"),
    "particles": msg("number of particles left out"),
    "calories": msg("wrong calories per gram or mL"),
    "specific-gravity": msg("specific gravity turned round"),
    "markup-base": msg("percent taken of the wrong amount"),
    "fee": msg("fee or copay left out"),
    "numeral": msg("Roman numeral misread"),
    "check-digit": msg("wrong step in the check digit"),
    "sum": msg("added where it should be multiplied, or the reverse"),
    "quantity": msg("wrong quantity or package count"),
}
"""Each mistake's id with its name, as it follows "You often have the ..."."""


def slip_title(slip: str) -> str:
    """Name a mistake; an unknown one by its id in words."""
    return tr(SLIPS[slip]) if slip in SLIPS else slip.replace("-", " ")
