"""Judges a typed number: right, right but not rounded, or wrong by a mistake that has a name."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from examprep.calculations.numbers import amount_text, number_text, round_half_up, rounded
from examprep.calculations.template import Wrong, key_text
from examprep.calculations.typed import Typed, read_typed
from examprep.calculations.units import canonical, unit_of

Code = Literal[
    "right", "unit-missing", "other-unit", "unrounded",
    "mistake", "rounding", "right-elsewhere", "percent", "ten", "thousand", "sign", "near", "wrong",
]  # fmt: skip
"""What became of an answer; the first four earn credit."""
RIGHT: frozenset[str] = frozenset({"right", "unit-missing", "other-unit", "unrounded"})
_TENS = {Fraction(10) ** n for n in (-2, -1, 1, 2)}
_THOUSANDS = {Fraction(10) ** n for n in (-9, -6, -3, 3, 6, 9)}
_NEAR = Fraction(2, 100)
_SCALES = (("ng", "mcg", "mg", "g", "kg"), ("mL", "dL", "L"), ("s", "min", "h", "days"))


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
        """Write a number as this answer is written."""
        return key_text(number, self.unit, self.show)


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


def judge(asked: Asked, text: str) -> Judgement:
    """Judge a typed answer.

    Raises:
        UnclearAnswer: it can't be read, or its unit does not fit; ask again.
    """
    typed = read_typed(text, asked.unit, asked.show, asked.key)
    return _right(asked, typed) or _known_mistake(asked, typed) or _general(asked, typed)


def _right(asked: Asked, typed: Typed) -> Judgement | None:
    other = bool(typed.unit) and typed.number != typed.value
    if typed.value == asked.key and other:
        return Judgement("other-unit", f"Right; asked for was {asked.text(asked.key)}.")
    if typed.value == asked.key:
        return _hit(asked, typed)
    if not _unrounded(asked, typed, asked.exact, asked.key):
        return None
    if asked.rounding in {"down", "up"}:
        words = f"{asked.text(asked.key)}, rounded {asked.rounding}"
        return Judgement("rounding", f"The arithmetic is right; asked for was {words}.", "rounding")
    words = "Right; asked for was" if other else "Right; rounded as asked it is"
    return Judgement("unrounded", f"{words} {asked.text(asked.key)}.")


def _hit(asked: Asked, typed: Typed) -> Judgement:
    if not typed.unit and not asked.show and _is_scaled(asked.unit):
        return Judgement("unit-missing", f"No unit was typed: it counts as {asked.unit}.")
    return Judgement("right")


def _unrounded(asked: Asked, typed: Typed, exact: Fraction | None, key: Fraction) -> bool:
    """Tell whether a number is the exact one with more decimals than asked for, or cut there."""
    if asked.show in {"clock", "date"}:
        return False
    if exact is None:
        half_up = asked.rounding in {"", "half-up"}
        return half_up and round_half_up(typed.value, asked.round) == key
    if typed.value == exact:
        return True
    unit = Fraction(1, 10**asked.round)
    if not 0 < typed.step < unit or abs(typed.value - exact) >= typed.step:
        return False
    return asked.show == "ratio" or rounded(typed.value, asked.round, asked.rounding) == key


def _known_mistake(asked: Asked, typed: Typed) -> Judgement | None:
    for wrong in asked.wrong:
        if typed.value == wrong.number or _unrounded(asked, typed, wrong.exact, wrong.number):
            return Judgement("mistake", wrong.why, wrong.kind)
    return None


def _general(asked: Asked, typed: Typed) -> Judgement:
    """Name what can go wrong in any calculation."""
    if asked.show in {"clock", "date"}:
        return Judgement("wrong")
    if asked.key and typed.value == -asked.key:
        return Judgement("sign", "The sign is wrong.")
    if _is_misrounded(asked, typed.value):
        return Judgement("rounding", f"Only the rounding is wrong: {_rounding(asked)}.", "rounding")
    if times := _times(asked, typed):
        return _by_powers(asked, typed, times)
    if _is_near(asked, typed.value):
        return Judgement("near", "Close. Round only at the end, and check each step.", "rounding")
    return Judgement("wrong")


def _rounding(asked: Asked) -> str:
    before = "it" if asked.exact is None else asked.text(asked.exact)
    return f"{before} is {asked.text(asked.key)}"


def _is_near(asked: Asked, value: Fraction) -> bool:
    base = asked.key if asked.exact is None else asked.exact
    return bool(base) and abs(value / base - 1) <= _NEAR


def _is_misrounded(asked: Asked, value: Fraction) -> bool:
    """Tell whether a number is the exact one cut or raised to the decimals asked for, or fewer."""
    if asked.exact is None or asked.show:
        return False
    for places in {asked.round, max(0, asked.round - 1)}:
        for how in ("down", "up", "half-up"):
            if value and value == rounded(asked.exact, places, how):
                return True
    return False


def _times(asked: Asked, typed: Typed) -> Fraction | None:
    """Give the power of ten by which a number is off, rounded or not; None for any other."""
    for power in sorted(_TENS | _THOUSANDS):
        shifted = Typed(typed.value / power, typed.step / power)
        if shifted.value == asked.key or (
            asked.exact is not None and _unrounded(asked, shifted, asked.exact, asked.key)
        ):
            return power
    return None


def _by_powers(asked: Asked, typed: Typed, times: Fraction) -> Judgement:
    if asked.unit.startswith("%") and times == Fraction(1, 100):
        words = f"As a percent that is {asked.text(asked.key)}."
        return Judgement("percent", words, "percent-fraction")
    if not typed.unit and (elsewhere := _elsewhere(asked, typed)):
        return Judgement("right-elsewhere", elsewhere, "unit-prefix")
    off = f"too large by {number_text(times)}"
    if times < 1:
        off = f"too small by {number_text(1 / times)}"
    if times not in _THOUSANDS:
        words = f"The decimal point is in the wrong place: {off}."
        return Judgement("ten", words, "decimal-point")
    check = ": check mcg, mg, g or mL, L" if _is_metric(asked.unit) else ""
    return Judgement("thousand", f"{off.capitalize()}{check}.", "unit-prefix")


def _is_metric(unit: str) -> bool:
    return canonical(unit).split("/")[0] in {*_SCALES[0], *_SCALES[1]}


def _is_scaled(unit: str) -> bool:
    """Tell whether a number without its unit could be meant in another one."""
    first = canonical(unit).split("/")[0]
    return any(first in scale for scale in _SCALES)


def _elsewhere(asked: Asked, typed: Typed) -> str:
    """Say in which other unit a bare number would be right; empty where in none."""
    wanted = canonical(asked.unit)
    scale = next((scale for scale in _SCALES if wanted in scale), ())
    for unit in scale:
        by = unit_of(unit).factor / unit_of(wanted).factor
        if unit != wanted and typed.value * by == asked.key:
            meant = amount_text(typed.value, unit)
            return f"{meant} would be right; without a unit it counts as {asked.unit}."
    return ""
