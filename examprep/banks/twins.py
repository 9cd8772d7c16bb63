"""Groups of items that ask nearly the same, within and across banks; differing keys first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from examprep.banks.item import Item
from examprep.banks.similar import NEAR, near_duplicates

_LONG = 10
"""Words of a stem that says enough to be compared without its options."""
_SIGNS = re.compile(r"[^\w%.+<>\u2264\u2265/-]+")


@dataclass(frozen=True, slots=True)
class Twin:
    """One item of a group: its place in the list that was searched, and its key in words."""

    place: int
    name: str
    key: str
    likeness: float
    """Percent, to the most similar of the others."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items that read nearly alike."""

    twins: tuple[Twin, ...]
    keys_differ: bool

    @property
    def likeness(self) -> float:
        """Give how alike the two most similar are, in percent."""
        return max(twin.likeness for twin in self.twins)


def twin_groups(items: Sequence[Item], near: float = NEAR) -> list[Group]:
    """Group items of which stem and options together, or a long stem, are more than `near` % alike.

    The order of options does not count. Groups whose keys differ come first, then the most alike.
    """
    parent = list(range(len(items)))
    likeness: dict[int, float] = {}
    for first, second, alike in _pairs(items, near):
        for place in (first, second):
            likeness[place] = max(alike, likeness.get(place, 0.0))
        parent[_root(parent, second)] = _root(parent, first)
    gathered: dict[int, list[int]] = {}
    for place in sorted(likeness):
        gathered.setdefault(_root(parent, place), []).append(place)
    groups = [_group(items, places, likeness) for places in gathered.values()]
    return sorted(groups, key=lambda group: (not group.keys_differ, -group.likeness))


def _pairs(items: Sequence[Item], near: float) -> Iterator[tuple[int, int, float]]:
    yield from near_duplicates([_asked(item) for item in items], near)
    long = [place for place, item in enumerate(items) if len(item.stem.split()) >= _LONG]
    for first, second, alike in near_duplicates([items[place].stem for place in long], near):
        yield long[first], long[second], alike


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def _group(items: Sequence[Item], places: list[int], likeness: dict[int, float]) -> Group:
    twins = tuple(
        Twin(place, items[place].name, "; ".join(_key(items[place])), likeness[place])
        for place in places
    )
    keys = {(items[place].kind, *map(_plain, _sorted(items[place]))) for place in places}
    return Group(twins, len(keys) > 1)


def _asked(item: Item) -> str:
    """Give stem and options as one text, whatever the order of the options."""
    options = [option.text for option in item.options]
    pairs = [f"{pair.left} {pair.right}" for pair in item.pairs]
    return " ".join([item.stem, *sorted(options), *sorted(pairs)])


def _key(item: Item) -> list[str]:
    if item.kind == "numeric":
        return [f"{item.answer} {item.unit}".strip()]
    if item.kind == "match":
        return [f"{pair.left} = {pair.right}" for pair in item.pairs]
    return [option.text for option in item.options if option.key or item.kind == "order"]


def _sorted(item: Item) -> Iterable[str]:
    """Give the key so that the order counts only where it is the answer."""
    return _key(item) if item.kind == "order" else sorted(_key(item))


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip(" .")
