"""The order in which options are shown: drawn by a seed, the same on every machine and day.

Hashing, not a random generator: its order can't change with the version of Python.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from examprep.banks.item import Item
from examprep.banks.measures import measures

# "Both A and C", "A and C only", "Options 1 and 2": the authored order must stand.
_NAMES_PLACES = re.compile(
    r"""(?:\b(?i:both|neither|either|options?|choices?|answers?|only)\b .{0,12} \b[A-I1-9]\b
           (?: .{0,8} \b[A-I1-9]\b)*
       |^[A-I] (?: (?:,|,?\ and|,?\ or|\ &) \ [A-I]\b)+)
    (?:\ only)? (?:\ (?:is|are)\ (?:correct|right|true))? \.?$""",
    re.VERBOSE,
)
_LAST = re.compile(
    r"\b(?:all|none|both|neither|any) (?:(?:of )?the above|of these)\b", re.IGNORECASE
)


def shuffled(count: int, seed: int, name: str) -> tuple[int, ...]:
    """Give 0..count-1 in the order that seed and name fix."""

    def _rank(place: int) -> bytes:
        return blake2b(f"{seed}:{name}:{place}".encode(), digest_size=16).digest()

    return tuple(sorted(range(count), key=_rank))


def arrange(item: Item, seed: int) -> tuple[int, ...]:
    """Give the authored positions of the options in the order to show them.

    For `match` they are the right-hand texts. Numbers, dates and times keep their order;
    "all of the above" stays last.
    """
    if item.kind == "match":
        return _never_solved(shuffled(len(item.pairs), seed, item.name))
    order = shuffled(len(item.options), seed, item.name)
    if item.kind == "order":
        return _never_solved(order)
    return _settled([option.text for option in item.options], order)


def _settled(texts: list[str], order: tuple[int, ...]) -> tuple[int, ...]:
    """Take back from a drawn order what the texts forbid."""
    if any(map(_NAMES_PLACES.search, texts)):
        return tuple(range(len(texts)))
    last = [place for place in order if _LAST.search(texts[place])]
    first = [place for place in order if place not in last]
    if measures(texts[place] for place in first):
        first.sort()
    return (*first, *last)


def _never_solved(order: tuple[int, ...]) -> tuple[int, ...]:
    """Turn an order by one place where it would show the solution as it stands."""
    return (*order[1:], order[0]) if order == tuple(range(len(order))) else order
