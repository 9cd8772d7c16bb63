"""The units of pharmacy work: their spellings, what they measure, and exact factors.

A table of our own rather than pint: pint takes a second to start, reads "units" as microns and
knows no mEq. Where schools teach different numbers (2.2 lb per kg, 30 mL per fluid ounce, 65 mg
per grain), the units share no dimension, so that a template must write the factor it teaches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from examprep.errors import BadFormula
from examprep.words import tr

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "ng": ("nanogram", "nanograms"),
    "mcg": ("microgram", "micrograms", "mcgs", "ug", "µg", "μg"),
    "mg": ("milligram", "milligrams", "mgs"),
    "g": ("gram", "grams", "gm", "gms"),
    "kg": ("kilogram", "kilograms", "kgs", "kilo", "kilos"),
    "gr": ("grain", "grains"),
    "lb": ("pound", "pounds", "lbs"),
    "oz": ("ounce", "ounces"),
    "mL": ("ml", "mls", "milliliter", "milliliters", "millilitre", "millilitres", "cc"),
    "dL": ("dl", "deciliter", "deciliters"),
    "L": ("l", "liter", "liters", "litre", "litres"),
    "tsp": ("teaspoon", "teaspoons", "teaspoonful", "teaspoonfuls"),
    "tbsp": ("tablespoon", "tablespoons", "tablespoonful", "tablespoonfuls"),
    "fl oz": ("fluid ounce", "fluid ounces", "floz", "fl. oz", "fluid oz"),
    "cups": ("cup",),
    "pt": ("pint", "pints"),
    "qt": ("quart", "quarts"),
    "gal": ("gallon", "gallons"),
    "gtt": ("drop", "drops", "gtts"),
    "units": ("unit", "u", "iu", "i.u"),
    "mEq": ("meq", "meqs", "milliequivalent", "milliequivalents"),
    "mmol": ("millimole", "millimoles"),
    "mOsm": ("mosm", "milliosmole", "milliosmoles"),
    "kcal": ("kilocalorie", "kilocalories", "calories"),
    "%": ("percent", "per cent", "pct"),
    "% w/v": ("%w/v", "% (w/v)", "percent w/v", "percent (w/v)"),
    "% w/w": ("%w/w", "% (w/w)", "percent w/w", "percent (w/w)"),
    "% v/v": ("%v/v", "% (v/v)", "percent v/v", "percent (v/v)"),
    "°C": ("c", "° c", "ºc", "˚c", "deg c", "degrees c", "celsius", "degrees celsius"),
    "°F": ("f", "° f", "ºf", "˚f", "deg f", "degrees f", "fahrenheit", "degrees fahrenheit"),
    "weeks": ("week", "wk", "wks"),
    "days": ("day", "d", "days supply", "day supply", "days' supply"),
    "h": ("hr", "hrs", "hour", "hours"),
    "min": ("minute", "minutes", "mins"),
    "s": ("sec", "secs", "second", "seconds"),
    "years": ("year", "yr", "yrs"),
    "months": ("month",),
    "cm": ("centimeter", "centimeters"),
    "m": ("meter", "meters"),
    "in": ("inch", "inches"),
    "ft": ("foot", "feet"),
    "m2": ("m²", "m^2", "sq m", "square meter", "square meters"),
    "$": ("dollar", "dollars", "usd"),
    "cents": ("cent", "¢"),
    "tablets": ("tablet", "tab", "tabs", "pill", "pills"),
    "capsules": ("capsule", "cap", "caps"),
    "vials": ("vial",),
    "bottles": ("bottle",),
    "bags": ("bag",),
    "pens": ("pen",),
    "syringes": ("syringe",),
    "inhalers": ("inhaler",),
    "inhalations": ("inhalation", "puff", "puffs", "spray", "sprays"),
    "patches": ("patch",),
    "suppositories": ("suppository",),
    "tubes": ("tube",),
    "strips": ("strip",),
    "doses": ("dose",),
    "packages": ("package", "packs", "pack"),
    "cartons": ("carton",),
    "boxes": ("box",),
    "refills": ("refill",),
    "prescriptions": ("prescription",),
    "turns": ("turn", "times"),
    "parts": ("part",),
}
_BY_SPELLING = {
    spelling.lower(): unit
    for unit, spellings in _SPELLINGS.items()
    for spelling in (unit, *spellings)
}
Dims = tuple[tuple[str, int], ...]
"""Base dimensions with their powers, in order of name; empty for a plain number."""

_SCALES: dict[str, dict[str, str]] = {
    "mass": {"ng": "1/1000000000", "mcg": "1/1000000", "mg": "1/1000", "g": "1", "kg": "1000"},
    "pound": {"oz": "1", "lb": "16"},
    "volume": {"mL": "1", "dL": "100", "L": "1000", "tsp": "5", "tbsp": "15"},
    "fluid ounce": {"fl oz": "1", "cups": "8", "pt": "16", "qt": "32", "gal": "128"},
    "time": {"s": "1/60", "min": "1", "h": "60", "days": "1440", "weeks": "10080"},
    "length": {"cm": "1", "m": "100", "in": "2.54", "ft": "30.48"},
    "money": {"$": "1", "cents": "1/100"},
}
SCALES = (("mcg", "mg", "g", "kg"), ("mL", "L"), ("min", "h", "days"))
"""Units that are mixed up, from the small to the large: of mass, of volume, of time."""
_UNEQUAL = {
    "%": ("1/100", ()),
    "% w/w": ("1/100", ()),
    "% v/v": ("1/100", ()),
    "% w/v": ("1/100", (("mass", 1), ("volume", -1))),
    "m2": ("10000", (("length", 2),)),
}
_PLURAL_ENDINGS = {"patches": "patch", "suppositories": "suppository", "boxes": "box"}
_PER = re.compile(r"(?<=\S)\s+(?:per|an?)\s+", re.IGNORECASE)
_COUNTED = re.compile(r"(\d{1,9}(?:\.\d{1,6})?) ?(.+)", re.DOTALL)
_MOST_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's factor into the base units of its dimensions."""

    factor: Fraction
    dims: Dims = ()


def _table() -> dict[str, Unit]:
    known = {unit: Unit(Fraction(1), ((unit, 1),)) for unit in _SPELLINGS}
    for dimension, scale in _SCALES.items():
        known |= {unit: Unit(Fraction(by), ((dimension, 1),)) for unit, by in scale.items()}
    return known | {unit: Unit(Fraction(by), dims) for unit, (by, dims) in _UNEQUAL.items()}


_UNITS = _table()


def multiplied(one: Dims, other: Dims, power: int = 1) -> Dims:
    """Give the dimensions of `one` times `other` to a power."""
    if not other:
        return one
    total = dict(one)
    for name, exponent in other:
        total[name] = total.get(name, 0) + power * exponent
    return tuple(sorted((name, exponent) for name, exponent in total.items() if exponent))


def in_words(dims: Dims) -> str:
    """Name dimensions: `mass/volume`; `a plain number` where there are none."""
    above = [name if power == 1 else f"{name}^{power}" for name, power in dims if power > 0]
    below = [name if power == -1 else f"{name}^{-power}" for name, power in dims if power < 0]
    return "/".join(["\u00b7".join(above) or "1", *below]) if dims else tr("a plain number")


def is_known(unit: str) -> bool:
    """Tell whether every part of a unit is one of the field's."""
    whole = canonical(unit)
    return whole in _SPELLINGS or all(part in _SPELLINGS for part in whole.split("/"))


def _canonical_part(text: str) -> str:
    word = " ".join(text.split()).rstrip(". ")
    return _BY_SPELLING.get(word.lower(), word)


def canonical(unit: str) -> str:
    """Give the one spelling of a unit: `ml per hr` -> `mL/h`; an unknown unit stays as typed."""
    whole = _canonical_part(unit)
    if whole in _SPELLINGS:
        return whole
    parts = _PER.sub("/", unit).split("/")
    return "/".join(_canonical_part(part) for part in parts)


@lru_cache(maxsize=512)
def atoms(unit: str) -> tuple[tuple[Fraction, str], ...]:
    """Split `mg/5 mL` into its parts above and below: `(1, mg), (5, mL)`.

    Raises:
        BadFormula: a part is no unit of the field.
    """
    if len(unit) > _MOST_CHARACTERS:
        raise BadFormula(tr("a unit is too long"))
    if _canonical_part(unit) in _SPELLINGS:
        return ((Fraction(1), _canonical_part(unit)),)
    return tuple(_atom(part.strip(), unit) for part in _PER.sub("/", unit).split("/"))


def _atom(part: str, whole: str) -> tuple[Fraction, str]:
    found = _COUNTED.fullmatch(part)
    count, name = (found[1], found[2]) if found else ("1", part)
    known = _canonical_part(name)
    if known not in _SPELLINGS or not Fraction(count):
        raise BadFormula(
            tr("unknown unit {unit!r}", unit=part)
            if part == whole
            else tr("unknown unit {unit!r} in {whole!r}", unit=part, whole=whole)
        )
    return Fraction(count), known


@lru_cache(maxsize=512)
def unit_of(text: str) -> Unit:
    """Read a unit such as `mL`, `mcg/kg/min` or `mg/5 mL`; empty is a plain number.

    Raises:
        BadFormula: a part is no unit of the field.
    """
    if not text:
        return Unit(Fraction(1))
    factor, dims = Fraction(1), ()  # type: tuple[Fraction, Dims]
    for place, (count, name) in enumerate(atoms(text)):
        part = _UNITS[name]
        power = -1 if place else 1
        factor *= (part.factor * count) ** power
        dims = multiplied(dims, part.dims, power)
    return Unit(factor, dims)


def singular(unit: str) -> str:
    """Give the name for one: `tablets` -> `tablet`, `mL` stays."""
    if unit in _PLURAL_ENDINGS:
        return _PLURAL_ENDINGS[unit]
    return unit[:-1] if len(unit) > 3 and unit.endswith("s") else unit  # noqa: PLR2004 - not h, s


@lru_cache(maxsize=1024)
def spelled(unit: str, *, one: bool = False) -> str:
    """Write a unit behind a number: `tablets/day`, and `tablet/day` behind one.

    A unit that is none of the field's stays as its author wrote it.
    """
    try:
        (_, first), *below = atoms(unit) if unit else ((Fraction(1), ""),)
    except BadFormula:
        return unit
    head = singular(first) if one else first
    tail = [singular(name) if n == 1 else f"{float(n):g} {name}" for n, name in below]
    return "/".join([head, *tail])
