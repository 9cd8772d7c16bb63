"""A typed number as four options: the key and the numbers that known mistakes lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from itertools import combinations

from examprep.calculations.answers import causes
from examprep.calculations.asked import Asked
from examprep.calculations.numbers import TEMPERATURES, rounded_key
from examprep.errors import BadFormula
from examprep.words import tr

OPTIONS = 4
MOST_NAMED = 7
_SMALL = 10
"""Below this a whole number is wrong by a few, not by ten times."""
_FEW = (1, -1, 2, -2, 3)
_SHIFTS = {
    "date": ((1, -1, 2, -2, 7, -7), tr("Miscounted by some days.")),
    "temperature": ((5, -5, 10, -10, 18), tr("A step of the formula was left out or done twice.")),
    "clock": ((60, -60, 720, 30, -30), tr("Miscounted on the 24-hour clock.")),
}
_FACTORS = ((10, tr("ten times too large")), (Fraction(1, 10), tr("ten times too small")),
            (2, tr("twice the right amount")), (Fraction(1, 2), tr("half the right amount")),
            (100, tr("a hundred times too large")))  # fmt: skip
_SLIPPED = frozenset({10, Fraction(1, 10)})
_DOUBLED = 2


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
    turn = seed % max(1, len(general))
    general = [*general[turn:], *general[:turn]]
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


def _text(asked: Asked, number: Fraction) -> str:
    """Print a wrong number; empty where no candidate would believe it."""
    if not asked.believable(number):
        return ""
    try:
        return asked.text(number)
    except BadFormula:
        return ""


def _named(asked: Asked) -> Iterator[tuple[Fraction, str]]:
    """Give the numbers of the named mistakes, each with all that leads to it."""
    whys: dict[Fraction, list[str]] = {}
    for wrong in asked.wrong:
        whys.setdefault(wrong.number, []).append(wrong.why)
    for number, found in whys.items():
        yield number, causes(list(dict.fromkeys(found)))


def _general(asked: Asked) -> Iterator[tuple[Fraction, str]]:
    """Give numbers that anybody may come to: miscounted, or off by a simple factor."""
    if asked.show in _SHIFTS or asked.unit in TEMPERATURES:
        steps, words = _SHIFTS[asked.show or "temperature"]
        return ((asked.key + by, words) for by in steps)
    if asked.round == 0 and 0 < asked.key < _SMALL and not asked.show:
        return ((asked.key + by, tr("Off by {number}.", number=abs(by))) for by in _FEW)
    return _off_by_factors(asked)


def _off_by_factors(asked: Asked) -> Iterator[tuple[Fraction, str]]:
    """Give multiples of the key and, beside each, of a mistake: a multiple alone tells nothing."""
    exact = asked.key if asked.exact is None else asked.exact
    for factor, words in _FACTORS:
        yield _scaled(asked, exact * factor), tr("This is {words}.", words=words)
        for wrong in asked.wrong[:_DOUBLED]:
            if factor in _SLIPPED:
                number = _scaled(asked, wrong.exact * factor)
                yield number, tr("{why} And the decimal point slipped.", why=wrong.why)


def _scaled(asked: Asked, number: Fraction) -> Fraction:
    try:
        return rounded_key(number, asked.round, asked.rounding, asked.show)
    except BadFormula:
        return Fraction(-1)  # no ratio strength: left out as nothing to believe


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
