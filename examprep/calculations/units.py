"""The units of pharmacy work and the ways people write them."""

from __future__ import annotations

import re

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "mcg": ("microgram", "micrograms", "ug", "µg", "μg"),
    "mg": ("milligram", "milligrams"),
    "g": ("gram", "grams", "gm"),
    "kg": ("kilogram", "kilograms", "kgs"),
    "gr": ("grain", "grains"),
    "lb": ("pound", "pounds", "lbs"),
    "oz": ("ounce", "ounces"),
    "mL": ("ml", "milliliter", "milliliters", "millilitre", "millilitres", "cc"),
    "L": ("l", "liter", "liters", "litre", "litres"),
    "tsp": ("teaspoon", "teaspoons", "teaspoonful", "teaspoonfuls"),
    "tbsp": ("tablespoon", "tablespoons", "tablespoonful", "tablespoonfuls"),
    "fl oz": ("fluid ounce", "fluid ounces", "floz"),
    "pt": ("pint", "pints"),
    "qt": ("quart", "quarts"),
    "gal": ("gallon", "gallons"),
    "gtt": ("drop", "drops", "gtts"),
    "units": ("unit", "u", "iu"),
    "mEq": ("meq", "milliequivalent", "milliequivalents"),
    "mmol": ("millimole", "millimoles"),
    "mOsm": ("mosm", "milliosmole", "milliosmoles"),
    "kcal": ("kilocalorie", "kilocalories", "calories"),
    "%": ("percent", "per cent", "pct"),
    "°C": ("c", "deg c", "degrees c", "celsius", "degrees celsius"),
    "°F": ("f", "deg f", "degrees f", "fahrenheit", "degrees fahrenheit"),
    "h": ("hr", "hrs", "hour", "hours"),
    "min": ("minute", "minutes", "mins"),
    "s": ("sec", "secs", "second", "seconds"),
    "days": ("day", "d"),
    "tablets": ("tablet", "tab", "tabs"),
    "capsules": ("capsule", "cap", "caps"),
    "vials": ("vial",),
    "bottles": ("bottle",),
    "pens": ("pen",),
    "inhalers": ("inhaler",),
    "doses": ("dose",),
    "packages": ("package", "packs", "pack", "boxes", "box"),
    "m2": ("m²", "square meter", "square meters"),
}
_BY_SPELLING = {
    spelling.lower(): unit
    for unit, spellings in _SPELLINGS.items()
    for spelling in (unit, *spellings)
}


_PER = re.compile(r"(?<=\S)\s+per\s+", re.IGNORECASE)


def is_known(unit: str) -> bool:
    """Tell whether every part of a unit is one of the field's."""
    return all(part in _SPELLINGS for part in canonical(unit).split("/"))


def _canonical_part(text: str) -> str:
    word = " ".join(text.split()).rstrip(". ")
    return _BY_SPELLING.get(word.lower(), word)


def canonical(unit: str) -> str:
    """Give the one spelling of a unit: `ml per hr` -> `mL/h`; an unknown unit stays as typed."""
    parts = _PER.sub("/", unit).split("/")
    return "/".join(_canonical_part(part) for part in parts)
