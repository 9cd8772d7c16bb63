"""The order in which options are shown: drawn by a seed, the same on every machine and day.

Hashing, not a random generator: its order can't change with the version of Python.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from examprep.banks.item import Item
from examprep.banks.measures import measures

# "Both A and C", "A and C only", "Options 1 and 2": the authored order must stand.
_LEAD = re.compile(r"\b(?:both|neither|either|options?|choices?|answers?|only)\b", re.IGNORECASE)
_PLACE = re.compile(r"\b[A-I1-9]\b")
_LISTED = re.compile(r"[A-I](?:(?:,|,? and|,? or| &) [A-I])+")
_TAIL = re.compile(r"(?: only)?(?: (?:is|are) (?:correct|right|true))?\.?$")
# A longer text says more than which options it means.
_LONGEST_NAMING = 79
# The most characters between the leading word and the first place, and between two places.
_FIRST_GAP, _NEXT_GAP = 12, 8
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
    if item.kind == "choice" and item.answer:  # a number with options: in their order
        return tuple(range(len(item.options)))
    order = shuffled(len(item.options), seed, item.name)
    if item.kind == "order":
        return _never_solved(order)
    return _settled([option.text for option in item.options], order)


def _settled(texts: list[str], order: tuple[int, ...]) -> tuple[int, ...]:
    """Take back from a drawn order what the texts forbid."""
    if any(map(_names_places, texts)):
        return tuple(range(len(texts)))
    last = [place for place in order if _LAST.search(texts[place])]
    first = [place for place in order if place not in last]
    if measures(texts[place] for place in first):
        first.sort()
    return (*first, *last)


def _names_places(text: str) -> bool:
    """Tell whether an option speaks of others by the letters or numbers they stand at."""
    if len(text) > _LONGEST_NAMING:
        return False
    named = _TAIL.sub("", text, count=1)
    if _LISTED.fullmatch(named):
        return True
    starts = _closing_places(named)
    ends = [lead.end() for lead in _LEAD.finditer(named)]
    return any(0 <= start - end <= _FIRST_GAP for start in starts for end in ends)


def _closing_places(text: str) -> list[int]:
    """Give where the letters and numbers begin that close a text, the last one first."""
    starts: list[int] = []
    wanted, gap = len(text), 0
    for place in reversed(list(_PLACE.finditer(text))):
        if wanted - place.end() > gap:
            break
        starts.append(place.start())
        wanted, gap = place.start(), _NEXT_GAP
    return starts


def _never_solved(order: tuple[int, ...]) -> tuple[int, ...]:
    """Turn an order by one place where it would show the solution as it stands."""
    return (*order[1:], order[0]) if order == tuple(range(len(order))) else order
