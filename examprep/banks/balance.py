"""Patterns over a whole bank that let a guesser win: long keys, favorite positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil, floor

from examprep.banks.facts import Finding
from examprep.banks.item import Item
from examprep.banks.measures import measures
from examprep.banks.reader import BankFile

_ENOUGH = 20
_LONGEST_SHARE = 0.30
_POSITIONS = 4
_LEAST, _MOST = 0.20, 0.30


def _key_is_longest(item: Item) -> bool:
    key = item.keys[0]
    longest_other = max(len(o.text) for n, o in enumerate(item.options) if n != key)
    return len(item.options[key].text) > longest_other


def _lengths(items: Sequence[Item]) -> Iterator[Finding]:
    count = sum(_key_is_longest(item) for item in items)
    if count > _LONGEST_SHARE * len(items):
        share = f"{100 * count / len(items):.0f} %"
        yield f"the key is the longest option in {share} of the items", "chance would be 25 %"


def _is_free(item: Item) -> bool:
    """Tell whether the author could choose the order of the four options."""
    return len(item.options) == _POSITIONS and not measures(o.text for o in item.options)


def _positions(items: Sequence[Item]) -> Iterator[Finding]:
    counts = Counter(item.keys[0] for item in items if _is_free(item))
    total = counts.total()
    found = [counts[position] for position in range(_POSITIONS)]
    fair = range(floor(_LEAST * total), ceil(_MOST * total) + 1)
    if total >= _ENOUGH and not set(found) <= set(fair):
        percent = ", ".join(f"{100 * count / total:.0f}" for count in found)
        yield f"the key is option 1, 2, 3, 4 in {percent} % of the items", "aim at 20 to 30 % each"


def uneven(bank_file: BankFile) -> Iterator[Finding]:
    """Give the patterns of a bank with at least 20 items that have a single key."""
    items = [item for item in bank_file.items if item.kind == "choice"]
    if len(items) >= _ENOUGH:
        yield from _lengths(items)
        yield from _positions(items)
