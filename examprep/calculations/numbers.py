"""Exact rounding as taught in pharmacy, and numbers, dates and times as they are written there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil, floor

from examprep.calculations.units import canonical, spelled
from examprep.errors import BadFormula
from examprep.words import tr

MOST_PLACES = 9
ENDLESS = 99
"""What `places` gives for a decimal that never ends."""
MOST_PERCENT = 100
TEMPERATURES = frozenset({"\u00b0C", "\u00b0F"})
_SHOWN_PLACES = 4
_EXACT_PLACES = 6
_NO_CENTS = 10_000
"""Whole dollars from here on are written without cents."""
_MINUTES_A_DAY = 1440
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST_ROMAN = 3999
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SYRINGE_PLACES = 2


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Round half up, away from zero, as taught in pharmacy: 2.675 -> 2.68 at two decimals."""
    scale = 10**decimals
    magnitude = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    return Fraction(magnitude if value >= 0 else -magnitude, scale)


def _down(value: Fraction, decimals: int) -> Fraction:
    return Fraction(floor(value * 10**decimals), 10**decimals)


def _up(value: Fraction, decimals: int) -> Fraction:
    return Fraction(ceil(value * 10**decimals), 10**decimals)


def _syringe(value: Fraction, decimals: int) -> Fraction:
    """Round to the graduations of syringes: hundredths under 1 mL, tenths from there on."""
    return round_half_up(value, _SYRINGE_PLACES if abs(value) < 1 else min(decimals, 1))


ROUNDINGS: dict[str, Callable[[Fraction, int], Fraction]] = {
    "half-up": round_half_up,
    "down": _down,
    "up": _up,
    "syringe": _syringe,
}
"""`down` for what may never be rounded up, as a maximum dose; `up` for whole packages."""


def rounded(value: Fraction, decimals: int, how: str = "half-up") -> Fraction:
    """Round by one of the rules; `decimals` from 0 to 9."""
    return ROUNDINGS[how or "half-up"](value, decimals)


def rounded_key(exact: Fraction, decimals: int, how: str = "", show: str = "") -> Fraction:
    """Round an answer as its item asks; a time of day begins anew at midnight.

    Of a ratio strength 1:n it is n that is rounded.

    Raises:
        BadFormula: a ratio strength is not above zero.
    """
    if show == "clock":
        return rounded(exact, decimals, how) % _MINUTES_A_DAY
    if show != "ratio":
        return rounded(exact, decimals, how)
    if exact <= 0 or not (parts := rounded(1 / exact, decimals, how)):
        raise BadFormula(tr("a ratio strength must be above zero"))
    return 1 / parts


def rounded_words(how: str) -> str:
    """Say before a number how it came about: `rounded`, `rounded down`."""
    return {"down": tr("rounded down"), "up": tr("rounded up")}.get(how, tr("rounded"))


def is_plausible(number: Fraction, unit: str, show: str = "") -> bool:
    """Tell whether an amount can be: above nothing, but for temperatures and midnight."""
    if unit.startswith("%") and number > MOST_PERCENT:
        return False
    return number > 0 or unit in TEMPERATURES or (number == 0 and show == "clock")


def decimal_places(value: Fraction) -> int:
    """Count the decimals that a number needs; 99 where they never end."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else ENDLESS


def number_text(value: Fraction, places: int | None = None, *, fixed: bool = False) -> str:
    """Write a number: leading zero always, trailing zero never, commas from 1,000 on.

    Without `places` the number is exact up to six decimals; a longer one is rounded to four, or
    to three figures where it is small. `fixed` keeps trailing zeros, as prices have them.
    """
    if places is None:
        needed = decimal_places(value)
        places = needed if needed <= _EXACT_PLACES else _enough(value)
    whole = round_half_up(value, places)
    digits = f"{abs(whole.numerator) * 10**places // whole.denominator:0{places + 1}d}"
    above, below = digits[: len(digits) - places], digits[len(digits) - places :]
    if not fixed:
        below = below.rstrip("0")
    sign = "-" if whole < 0 else ""
    return f"{sign}{int(above):,}" + (f".{below}" if below else "")


def _enough(value: Fraction) -> int:
    places = _SHOWN_PLACES
    while value and places < MOST_PLACES and abs(value) * 10**places < 100:  # noqa: PLR2004
        places += 1
    return places


def amount_text(value: Fraction, unit: str, places: int | None = None) -> str:
    """Write an amount with its unit: `1,000 mL`, `5%`, `$21.40`, `$125,000`, `1 tablet`."""
    if canonical(unit) == "$":
        whole = value.denominator == 1 and abs(value) >= _NO_CENTS
        sign = "-" if value < 0 else ""
        return f"{sign}${number_text(abs(value), 0 if whole else 2, fixed=True)}"
    number = number_text(value, places)
    if unit.startswith("%"):
        return f"{number}{unit}"
    return f"{number} {spelled(unit, one=number == '1')}".rstrip()


def roman(value: Fraction) -> str:
    """Write a whole number from 1 to 3,999 in Roman numerals.

    Raises:
        BadFormula: it is no such number.
    """
    rest = _whole(value, 1, _MOST_ROMAN, tr("Roman numerals"))
    text = ""
    for worth, sign in _ROMAN:
        count, rest = divmod(rest, worth)
        text += sign * count
    return text


def clock(value: Fraction) -> str:
    """Write minutes since midnight as 24-hour time: 570 -> 0930; a later day wraps round."""
    minutes = _whole(value, 0, 100 * _MINUTES_A_DAY, tr("a time of day")) % _MINUTES_A_DAY
    return f"{minutes // 60:02d}{minutes % 60:02d}"


def clock12(value: Fraction) -> str:
    """Write minutes since midnight as 12-hour time: 810 -> 1:30 p.m."""
    minutes = _whole(value, 0, 100 * _MINUTES_A_DAY, tr("a time of day")) % _MINUTES_A_DAY
    half = "a.m." if minutes < _MINUTES_A_DAY // 2 else "p.m."
    return f"{(minutes // 60 + 11) % 12 + 1}:{minutes % 60:02d} {half}"


def day(value: Fraction) -> str:
    """Write a day, counted as Python's ordinals are: March 3, 2027."""
    found = date.fromordinal(_whole(value, 1, date.max.toordinal(), tr("a date")))
    return f"{found:%B} {found.day}, {found.year}"


def in_words(value: Fraction) -> str:
    """Write a whole number from 0 to 99 in words."""
    number = _whole(value, 0, 99, tr("a number in words"))
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def mixed(value: Fraction) -> str:
    """Write a number as a mixed fraction: 3/2 -> 1 1/2."""
    whole, rest = divmod(abs(value), 1)
    part = f"{rest.numerator}/{rest.denominator}" if rest else ""
    sign = "-" if value < 0 else ""
    return sign + (f"{whole:,} {part}".strip() if whole or not part else part)


def ratio(value: Fraction) -> str:
    """Write a strength as a ratio to one part: 1/1000 -> 1:1,000.

    Raises:
        BadFormula: it is not above zero.
    """
    if value <= 0:
        raise BadFormula(tr("a ratio strength must be above zero"))
    return f"1:{number_text(1 / value)}"


def _whole(value: Fraction, low: int, high: int, what: str) -> int:
    if value.denominator != 1 or not low <= value <= high:
        raise BadFormula(
            tr("{number} can't be written as {what}", number=number_text(value), what=what)
        )
    return int(value)


FORMATS: dict[str, Callable[[Fraction], str]] = {
    "value": number_text,
    "roman": roman,
    "clock": clock,
    "clock12": clock12,
    "date": day,
    "words": in_words,
    "fraction": mixed,
    "ratio": ratio,
}
"""The ways to write a value in a text, by the word behind the colon: `{n:roman}`."""
