"""A typed number as four options: the key and the numbers that known mistakes lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from itertools import combinations

from examprep.calculations.answers import Asked
from examprep.calculations.numbers import rounded_key
from examprep.errors import BadFormula

OPTIONS = 4
_DAYS = (1, -1, 2, -2, 7, -7)
_MINUTES = (60, -60, 720, 30, -30)
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

    Where there are more mistakes than places, the seed chooses which, so that the key stands
    at each of the four places about as often. Only what mistakes lack is filled up by slips of
    the decimal point and the like.
    """
    key = NumberOption(asked.key, asked.text(asked.key), why, key=True)
    wrong = _distinct(asked, key)
    chosen = _chosen(wrong, key, seed)
    return tuple(sorted((*chosen, key), key=lambda option: option.number))


def _distinct(asked: Asked, key: NumberOption) -> list[NumberOption]:
    """Give wrong options, those from named mistakes first, none printing like another."""
    seen, found, named = {key.text}, [], 0
    for source in (_named(asked), _general(asked)):
        for number, why in source:
            text = _text(asked, number)
            if text and text not in seen:
                seen.add(text)
                found.append(NumberOption(number, text, why))
        if len(found) >= OPTIONS - 1 and not named:
            return found
        named = named or len(found)
    return found[: max(OPTIONS - 1, named)]


def _text(asked: Asked, number: Fraction) -> str:
    """Print a wrong number; empty where no candidate would believe it."""
    if number < 0 or (number == 0 and asked.show != "clock"):
        return ""
    try:
        return asked.text(number)
    except BadFormula:
        return ""


def _named(asked: Asked) -> Iterator[tuple[Fraction, str]]:
    for wrong in asked.wrong:
        yield wrong.number, wrong.why


def _general(asked: Asked) -> Iterator[tuple[Fraction, str]]:
    if asked.show == "date":
        yield from ((asked.key + by, f"Miscounted: {abs(by)} off.") for by in _DAYS)
    elif asked.show == "clock":
        yield from (
            ((asked.key + by) % 1440, "Miscounted on the 24-hour clock.") for by in _MINUTES
        )
    else:
        for factor, words in _FACTORS:
            number = rounded_key(asked.key * factor, asked.round, asked.rounding, asked.show)
            yield number, f"This is {words}."


def _chosen(wrong: list[NumberOption], key: NumberOption, seed: int) -> tuple[NumberOption, ...]:
    """Choose three so that the key comes as near as it can to the place the seed wants."""
    most = wrong[:8]
    digest = blake2b(f"{seed}:place".encode(), digest_size=4).digest()
    wanted = int.from_bytes(digest, "big") % OPTIONS

    def _off(group: tuple[NumberOption, ...]) -> int:
        return abs(sum(option.number < key.number for option in group) - wanted)

    return min(combinations(most, min(OPTIONS - 1, len(most))), key=_off)
