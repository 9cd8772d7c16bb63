"""A typed number as four options: the key and the numbers that known mistakes lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from itertools import combinations

from examprep.calculations.answers import Asked
from examprep.calculations.numbers import rounded_key
from examprep.errors import BadFormula

OPTIONS = 4
MOST_NAMED = 7
TEMPERATURES = frozenset({"\u00b0C", "\u00b0F"})
_SMALL = 10
"""Below this a whole number is wrong by a few, not by ten times."""
_FEW = (1, -1, 2, -2, 3)
_SHIFTS = {
    "date": ((1, -1, 2, -2, 7, -7), "Miscounted by some days."),
    "clock": ((60, -60, 720, 30, -30), "Miscounted on the 24-hour clock."),
}
_FACTORS = ((10, "ten times too large"), (Fraction(1, 10), "ten times too small"),
            (2, "twice the right amount"), (Fraction(1, 2), "half the right amount"),
            (100, "a hundred times too large"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberOption:
    """One option: the number as it prints, why it is right or wrong, and whether it is the key."""

    number: Fraction
    text: str
    why: str
    key: bool = False


def options_of(asked: Asked, seed: int, why: str = "") -> tuple[NumberOption, ...]:
    """Make four options in numeric order, no two of which print alike.

    The seed says at which place the key should stand, so that guessing by place earns nothing.
    Named mistakes come first; one slip of the decimal point or the like may stand beside them
    where they lie on one side of the key only, and fills up where they are too few.
    """
    key = NumberOption(asked.key, asked.text(asked.key), why, key=True)
    seen = {key.text}
    named = list(_distinct(asked, _named(asked), seen))[:MOST_NAMED]
    general = list(_distinct(asked, _general(asked), seen))
    chosen = _chosen(named, general, key, seed)
    downward = asked.show == "ratio"  # 1:20 before 1:200, as the numbers are read
    return tuple(sorted((*chosen, key), key=lambda one: one.number, reverse=downward))


def _distinct(
    asked: Asked, numbers: Iterable[tuple[Fraction, str]], seen: set[str]
) -> Iterator[NumberOption]:
    """Give wrong options of which none prints like one seen before."""
    for number, why in numbers:
        text = _text(asked, number)
        if text and text not in seen:
            seen.add(text)
            yield NumberOption(number, text, why)


def is_plausible(number: Fraction, unit: str, show: str) -> bool:
    """Tell whether an amount can be: above nothing, but for temperatures and midnight."""
    return number > 0 or unit in TEMPERATURES or (number == 0 and show == "clock")


def _text(asked: Asked, number: Fraction) -> str:
    """Print a wrong number; empty where no candidate would believe it."""
    if not is_plausible(number, asked.unit, asked.show):
        return ""
    try:
        return asked.text(number)
    except BadFormula:
        return ""


def _named(asked: Asked) -> Iterator[tuple[Fraction, str]]:
    for wrong in asked.wrong:
        yield wrong.number, wrong.why


def _general(asked: Asked) -> Iterator[tuple[Fraction, str]]:
    """Give numbers that anybody may come to: miscounted, or off by a simple factor."""
    if asked.show in _SHIFTS:
        steps, words = _SHIFTS[asked.show]
        return ((asked.key + by, words) for by in steps)
    if asked.round == 0 and 0 < asked.key < _SMALL and not asked.show:
        return ((asked.key + by, f"Off by {abs(by)}.") for by in _FEW)
    return ((_scaled(asked, factor), f"This is {words}.") for factor, words in _FACTORS)


def _scaled(asked: Asked, factor: Fraction | int) -> Fraction:
    exact = asked.key if asked.exact is None else asked.exact
    return rounded_key(exact * factor, asked.round, asked.rounding, asked.show)


def _chosen(
    named: list[NumberOption], general: list[NumberOption], key: NumberOption, seed: int
) -> tuple[NumberOption, ...]:
    """Choose three so that the key comes as near as it can to the place the seed wants."""
    digest = blake2b(f"{seed}:{key.text}".encode(), digest_size=4).digest()
    wanted = int.from_bytes(digest, "big") % OPTIONS
    short = max(0, OPTIONS - 1 - len(named))

    def _off(group: tuple[NumberOption, ...]) -> int:
        return abs(sum(option.number < key.number for option in group) - wanted)

    best: tuple[NumberOption, ...] = ()
    for fillers in range(short, min(short + 2, OPTIONS)):
        groups = (
            (*some, *more)
            for more in combinations(general, fillers)
            for some in combinations(named, OPTIONS - 1 - fillers)
        )
        found = min(groups, key=_off, default=best)
        best = found if not best or _off(found) < _off(best) else best
        if not _off(best):
            break
    return best
