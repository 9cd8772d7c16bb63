"""What can go wrong in any calculation: rounding, the decimal point, the unit, the sign."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from examprep.calculations.asked import Asked, Judgement, is_misrounded, unrounded
from examprep.calculations.numbers import TEMPERATURES, amount_text, number_text
from examprep.calculations.typed import Typed
from examprep.calculations.units import SCALES, canonical, spelled, unit_of
from examprep.words import msg, tr

_TENS = {Fraction(10) ** n for n in (-2, -1, 1, 2)}
_THOUSANDS = {Fraction(10) ** n for n in (-9, -6, -3, 3, 6, 9)}
_NEAR = Fraction(2, 100)
_TIMES = {10: msg("ten times"), 100: msg("a hundred times"), 1000: msg("a thousand times")}
_HOURS = SCALES[2]


def diagnosed(asked: Asked, typed: Typed) -> Judgement:
    """Name what went wrong, as far as the number alone tells it."""
    if asked.show == "date":
        return _of_dates(asked, typed)
    if asked.show == "clock":
        return Judgement("wrong")
    if asked.key and typed.value == -asked.key:
        return Judgement("sign", tr("The sign is wrong."))
    if is_misrounded(asked, typed.value):
        return Judgement(
            "rounding",
            tr("Only the rounding is wrong: {rounding}.", rounding=_rounding(asked)),
            "rounding",
        )
    return _of_units(asked, typed) or _of_powers(asked, typed) or _near_or_far(asked, typed)


def _of_dates(asked: Asked, typed: Typed) -> Judgement:
    mine, key = (date.fromordinal(int(number)) for number in (typed.value, asked.key))
    same_day = (mine.month, mine.day) == (key.month, key.day)
    return Judgement("wrong", tr("Only the year is wrong.") if same_day else "")


def _rounding(asked: Asked) -> str:
    """Say what the exact answer is rounded to."""
    key = asked.text(asked.key)
    before = key if asked.exact is None else asked.text(asked.exact)
    return (
        tr("asked for was {key}", key=key)
        if before == key
        else tr("{before} is {key}", before=before, key=key)
    )


def _near_or_far(asked: Asked, typed: Typed) -> Judgement:
    base = asked.key if asked.exact is None else asked.exact
    if base and abs(typed.value / base - 1) <= _NEAR:
        return Judgement(
            "near", tr("Close. Round only at the end, and check each step."), "rounding"
        )
    return Judgement("wrong")


def _of_units(asked: Asked, typed: Typed) -> Judgement | None:
    """Find the other unit in which a bare number would be right."""
    wanted = canonical(asked.unit)
    scale = next((scale for scale in SCALES if wanted in scale), ())
    if typed.unit or asked.show:
        return None
    for unit in scale:
        by = unit_of(unit).factor / unit_of(wanted).factor
        meant = Typed(typed.value * by, typed.step * by)
        if unit != wanted and _is_the_answer(asked, meant):
            said = amount_text(typed.value, unit)
            slip = "hours-minutes" if scale is _HOURS else "unit-prefix"
            words = tr(
                "{said} would be right; without a unit it counts as {unit}.",
                said=said,
                unit=spelled(wanted),
            )
            return Judgement("right-elsewhere", words, slip)
    return None


def _is_the_answer(asked: Asked, typed: Typed) -> bool:
    if typed.value == asked.key:
        return True
    return asked.exact is not None and unrounded(asked, typed, asked.exact, asked.key)


def _of_powers(asked: Asked, typed: Typed) -> Judgement | None:
    """Find a slip of the decimal point, or a thousand between units."""
    times = None if asked.unit in TEMPERATURES else _times(asked, typed)
    if times is None:
        return None
    is_percent = asked.unit.startswith("%") and not typed.unit.startswith("%")
    if is_percent and times == Fraction(1, 100):
        words = tr("As a percent that is {key}.", key=asked.text(asked.key))
        return Judgement("percent", words, "percent-fraction")
    off = _off_by(times)
    if times not in _THOUSANDS:
        words = tr("The decimal point is in the wrong place: {off}.", off=off)
        return Judgement("ten", words, "decimal-point")
    check = tr(": check mcg, mg, g or mL, L") if _is_metric(asked.unit) else ""
    return Judgement("thousand", f"{off[0].upper()}{off[1:]}{check}.", "unit-prefix")


def _off_by(times: Fraction) -> str:
    size = times if times > 1 else 1 / times
    words = tr(_TIMES.get(int(size), msg("{number} times")), number=number_text(size))
    return (
        tr("{words} too large", words=words) if times > 1 else tr("{words} too small", words=words)
    )


def _times(asked: Asked, typed: Typed) -> Fraction | None:
    """Give the power of ten by which a number is off, rounded or not; None for any other."""
    for power in sorted(_TENS | _THOUSANDS):
        if _is_the_answer(asked, Typed(typed.value / power, typed.step / power)):
            return power
    return None


def _is_metric(unit: str) -> bool:
    return canonical(unit).split("/")[0] in {*SCALES[0], *SCALES[1]}
