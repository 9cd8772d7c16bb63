"""Where items stand when two authors have added, removed and moved some of them."""

from __future__ import annotations

from collections.abc import Collection


def woven(base: list[str], ours: list[str], theirs: list[str], keep: Collection[str]) -> list[str]:
    """Give the ids to keep in one order: each new one after the one it follows on its side.

    Ours is the order, unless only theirs was changed from the base.
    """
    ours, theirs = ([name for name in side if name in keep] for side in (ours, theirs))
    common = set(base) & set(ours) & set(theirs)
    before, mine, other = ([n for n in side if n in common] for side in (base, ours, theirs))
    if mine == before != other:
        return _put(theirs, ours, {*ours, *theirs})
    return _put(ours, theirs, {*base, *theirs})


def _put(order: list[str], new: list[str], known: set[str]) -> list[str]:
    """Put each of the new ids after its neighbour, and after what the other side put there."""
    after: dict[str, list[str]] = {}
    have, last = set(order), ""
    for name in new:
        if name in have:
            last = name
        else:
            after.setdefault(last, []).append(name)
    found: list[str] = []
    waiting = after.get("", [])
    for name in order:
        if name in known:
            found += waiting
            waiting = []
        found.append(name)
        waiting += after.get(name, [])
    return found + waiting
