"""What a calculation asks for, and which numbers are right but for their rounding."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from examprep.calculations.numbers import is_plausible, round_half_up, rounded, rounded_key
from examprep.calculations.template import Wrong, key_text
from examprep.calculations.typed import Typed
from examprep.calculations.units import SCALES, canonical

Code = Literal[
    "right", "unit-missing", "other-unit", "unrounded",
    "mistake", "rounding", "right-elsewhere", "percent", "ten", "thousand", "sign", "near", "wrong",
]  # fmt: skip
"""What became of an answer; the first four earn credit."""
RIGHT: frozenset[str] = frozenset({"right", "unit-missing", "other-unit", "unrounded"})
_FEWER_PLACES_OFF = Fraction(5, 100)
_COUNTED_EXACTLY = frozenset({"clock", "date"})


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer wanted: numbers in `unit`.

    `exact` is None where only the rounded key is known.
    """

    key: Fraction
    exact: Fraction | None = None
    unit: str = ""
    round: int = 0
    rounding: str = ""
    show: str = ""
    wrong: tuple[Wrong, ...] = ()

    def text(self, number: Fraction) -> str:
        """Write a number as this answer is written.

        Raises:
            BadFormula: it can't be written so, as a date before the first one.
        """
        return key_text(number, self.unit, self.show)

    def believable(self, number: Fraction) -> bool:
        """Tell whether a number could be an answer at all."""
        return is_plausible(number, self.unit, self.show)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a typed answer, what is worth saying, and the mistake's id if it has one."""

    code: Code
    remark: str = ""
    mistake: str = ""

    @property
    def right(self) -> bool:
        """Tell whether it earns credit."""
        return self.code in RIGHT


def is_scaled(unit: str) -> bool:
    """Tell whether a number without its unit could be meant in another one."""
    first = canonical(unit).split("/")[0]
    return any(first in scale for scale in SCALES)


def unrounded(asked: Asked, typed: Typed, exact: Fraction | None, key: Fraction) -> bool:
    """Tell whether a number is the exact one with more decimals than asked for, or cut there."""
    if asked.show in _COUNTED_EXACTLY:
        return False
    if asked.show == "ratio":
        within = 0 < typed.value <= 1
        return within and rounded_key(typed.value, asked.round, "", "ratio") == key
    if exact is None:
        return _may_be_unrounded(asked) and round_half_up(typed.value, asked.round) == key
    return typed.value == exact or _goes_on(asked, typed, exact, key)


def _goes_on(asked: Asked, typed: Typed, exact: Fraction, key: Fraction) -> bool:
    """Tell whether a number is the exact one, written or cut with more decimals than wanted."""
    unit = Fraction(1, 10**asked.round)
    if not 0 < typed.step < unit or abs(typed.value - exact) >= typed.step:
        return False
    return rounded(typed.value, asked.round, asked.rounding) == key


def _may_be_unrounded(asked: Asked) -> bool:
    """Tell whether more decimals make sense where only the key is known: not of counted things."""
    unit = canonical(asked.unit)
    measured = not unit or "/" in unit or is_scaled(unit) or not unit.isalpha()
    return measured and asked.rounding in {"", "half-up"}


def is_misrounded(asked: Asked, value: Fraction, *, exactly: bool = False) -> bool:
    """Tell whether only the rounding is wrong: cut, raised, or to one decimal fewer.

    With `exactly` only a number with the decimals asked for counts.
    """
    exact = asked.exact
    if exact is None or asked.show or not value or value == asked.key:
        return False
    if exact != asked.key and any(
        value == rounded(exact, asked.round, how) for how in ("down", "up", "half-up")
    ):
        return True
    return not exactly and _has_a_place_fewer(exact, value, asked.round)


def _has_a_place_fewer(exact: Fraction, value: Fraction, places: int) -> bool:
    if not exact or places <= 0 or abs(value / exact - 1) > _FEWER_PLACES_OFF:
        return False
    return value == round_half_up(exact, places - 1)
