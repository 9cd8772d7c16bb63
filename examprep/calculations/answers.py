"""Judges a typed number: right, right but not rounded, or wrong by a mistake that has a name."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from examprep.calculations.numbers import is_plausible, round_half_up, rounded, rounded_key
from examprep.calculations.template import Wrong, key_text
from examprep.calculations.typed import Typed, read_typed
from examprep.calculations.units import SCALES, canonical, spelled

Code = Literal[
    "right", "unit-missing", "other-unit", "unrounded",
    "mistake", "rounding", "right-elsewhere", "percent", "ten", "thousand", "sign", "near", "wrong",
]  # fmt: skip
"""What became of an answer; the first four earn credit."""
RIGHT: frozenset[str] = frozenset({"right", "unit-missing", "other-unit", "unrounded"})
_FEWER_PLACES_OFF = Fraction(5, 100)
_MOST_CAUSES = 2
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


def judge(asked: Asked, text: str) -> Judgement:
    """Judge a typed answer.

    Raises:
        UnclearAnswer: it can't be read, or its unit does not fit; ask again.
    """
    from examprep.calculations.misses import diagnosed  # it needs what stands here

    typed = read_typed(text, asked.unit, asked.show, asked.key)
    return _right(asked, typed) or _known_mistake(asked, typed) or diagnosed(asked, typed)


def _right(asked: Asked, typed: Typed) -> Judgement | None:
    other = bool(typed.unit) and typed.number != typed.value
    if typed.value == asked.key and other:
        return Judgement("other-unit", f"Right; asked for was {asked.text(asked.key)}.")
    if typed.value == asked.key:
        return _hit(asked, typed)
    if not unrounded(asked, typed, asked.exact, asked.key):
        return None
    if asked.rounding in {"down", "up"}:
        words = f"{asked.text(asked.key)}, rounded {asked.rounding}"
        return Judgement("rounding", f"The arithmetic is right; asked for was {words}.", "rounding")
    words = "Right; asked for was" if other else "Right; rounded as asked it is"
    return Judgement("unrounded", f"{words} {asked.text(asked.key)}.")


def _hit(asked: Asked, typed: Typed) -> Judgement:
    if not typed.unit and not asked.show and is_scaled(asked.unit):
        return Judgement("unit-missing", f"Taken as {spelled(canonical(asked.unit))}.")
    return Judgement("right")


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


def _known_mistake(asked: Asked, typed: Typed) -> Judgement | None:
    """Name the mistakes that lead to a number; where several do, none of them is recorded."""
    found = [wrong for wrong in asked.wrong if _is_that(asked, typed, wrong)]
    if not found:
        return None
    kinds = {wrong.kind for wrong in found}
    if "rounding" not in kinds and is_misrounded(asked, typed.value, exactly=True):
        return None
    first = [wrong for wrong in found if wrong.kind == "rounding"] or found
    return Judgement("mistake", *_cause(first))


def _is_that(asked: Asked, typed: Typed, wrong: Wrong) -> bool:
    return typed.value == wrong.number or unrounded(asked, typed, wrong.exact, wrong.number)


def _cause(found: list[Wrong]) -> tuple[str, str]:
    one_kind = len({wrong.kind for wrong in found}) == 1
    whys = list(dict.fromkeys(wrong.why for wrong in found))
    return causes(whys[:1] if one_kind else whys), found[0].kind if one_kind else ""


def causes(whys: list[str]) -> str:
    """Say what may have led to a number; of many causes the first two."""
    return " Or: ".join(whys[:_MOST_CAUSES])


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
