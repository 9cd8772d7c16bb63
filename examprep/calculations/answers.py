"""Judges a typed number: right, right but not rounded, or wrong by a mistake that has a name."""

from __future__ import annotations

from examprep.calculations.asked import Asked, Judgement, is_misrounded, is_scaled, unrounded
from examprep.calculations.misses import diagnosed
from examprep.calculations.numbers import rounded_words
from examprep.calculations.template import Wrong
from examprep.calculations.typed import Typed, read_typed
from examprep.calculations.units import canonical, spelled
from examprep.words import msg, tr

_MOST_CAUSES = 2


def judge(asked: Asked, text: str) -> Judgement:
    """Judge a typed answer.

    Raises:
        UnclearAnswer: it can't be read, or its unit does not fit; ask again.
    """
    typed = read_typed(text, asked.unit, asked.show, asked.key)
    return _right(asked, typed) or _known_mistake(asked, typed) or diagnosed(asked, typed)


def _right(asked: Asked, typed: Typed) -> Judgement | None:
    other = bool(typed.unit) and typed.number != typed.value
    if typed.value == asked.key and other:
        return Judgement("other-unit", tr("Right; asked for was {key}.", key=asked.text(asked.key)))
    if typed.value == asked.key:
        return _hit(asked, typed)
    if not unrounded(asked, typed, asked.exact, asked.key):
        return None
    if asked.rounding in {"down", "up"}:
        words = f"{asked.text(asked.key)}, {rounded_words(asked.rounding)}"
        return Judgement(
            "rounding",
            tr("The arithmetic is right; asked for was {words}.", words=words),
            "rounding",
        )
    words = (
        msg("Right; asked for was {key}.") if other else msg("Right; rounded as asked it is {key}.")
    )
    return Judgement("unrounded", tr(words, key=asked.text(asked.key)))


def _hit(asked: Asked, typed: Typed) -> Judgement:
    if not typed.unit and not asked.show and is_scaled(asked.unit):
        return Judgement(
            "unit-missing", tr("Taken as {unit}.", unit=spelled(canonical(asked.unit)))
        )
    return Judgement("right")


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
    return tr(" Or: ").join(whys[:_MOST_CAUSES])
