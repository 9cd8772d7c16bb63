"""Joins two authors' versions of one item, field by field, from the version both began with.

A changed key is never joined with anything that was written for the other key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from examprep.banks.differing import option_letter, print_of

Raw = dict[str, Any]
_ABSENT: Any = object()
_SETS = frozenset({"sources", "areas", "enemies"})
_ASIDE = frozenset({"id", "topic", "areas", "enemies", "expires", "angoff", "few"})
"""What says nothing about which answer is right, so that it fits any key."""


def join_items(base: Raw, ours: Raw, theirs: Raw) -> tuple[Raw, str]:
    """Give the joined item, and in words what the two sides disagree about; then use neither.

    Args:
        base: the item as both found it.
        ours: one side's table.
        theirs: the other side's.
    """
    if ours == theirs:
        return ours, ""
    joined, conflicts = join_fields(base, ours, theirs)
    words = _key_conflict(base, ours, theirs)
    if not words and conflicts:
        words = f"both sides changed {', '.join(conflicts)}"
    return joined, words or _unsound(joined, ours, theirs)


def join_fields(base: Raw, ours: Raw, theirs: Raw) -> tuple[Raw, list[str]]:
    """Join two tables by their fields; name those that both sides changed, where ours is kept."""
    joined: Raw = {}
    conflicts: list[str] = []
    for field in dict.fromkeys([*ours, *theirs]):
        versions = [side.get(field, _ABSENT) for side in (base, ours, theirs)]
        value, found = _field(field, *versions)
        conflicts += found
        if value is not _ABSENT:
            joined[field] = value
    if _both_changed("verified", base, ours, theirs):
        joined["verified"] = _checked_on(ours, theirs)
        conflicts = [one for one in conflicts if one != "verified"]
    return joined, conflicts


def _field(field: str, base: Any, ours: Any, theirs: Any) -> tuple[Any, list[str]]:
    if theirs in (ours, base):
        return ours, []
    if ours == base:
        return theirs, []
    types = set(map(type, (base, ours, theirs)))
    if types == {dict}:
        inner, conflicts = join_fields(base, ours, theirs)
        return inner, [f"{field} {name}" for name in conflicts]
    if types == {list} and field in _JOINERS:
        joined = _JOINERS[field](base, ours, theirs)
        return (joined, []) if joined is not None else (ours, [_named(field, base, ours, theirs)])
    return ours, [field]


def union(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Give ours without what they took out, then what they put in."""
    kept = [one for one in ours if one in theirs or one not in base]
    return kept + [one for one in theirs if one not in base and one not in ours]


def _rows(base: list[Raw], ours: list[Raw], theirs: list[Raw]) -> list[Raw] | None:
    """Join options or pairs: by position, or by text where one side has reordered them."""
    if not len(base) == len(ours) == len(theirs):
        return None
    mine, other = _reordered(base, ours), _reordered(base, theirs)
    if mine and other:
        return None
    if mine:
        return _each(_put(base, mine), ours, _put(theirs, mine))
    if other:
        return _each(_put(base, other), _put(ours, other), theirs)
    return _each(base, ours, theirs)


def _put(rows: list[Raw], order: list[int]) -> list[Raw]:
    return [rows[place] for place in order]


def _each(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any] | None:
    found = []
    for was, mine, other in zip(base, ours, theirs, strict=True):
        if was not in (mine, other) and mine != other:
            return None
        found.append(other if mine == was else mine)
    return found


def _reordered(base: list[Any], side: list[Any]) -> list[int]:
    """Give the old places of rows that are the old ones in another order; nothing otherwise."""
    before, after = _texts(base), _texts(side)
    if before == after or sorted(before) != sorted(after) or len(set(before)) != len(before):
        return []
    return [before.index(text) for text in after]


def _texts(rows: list[Any]) -> list[str]:
    return [str(row.get("text", row.get("left"))) if isinstance(row, dict) else "" for row in rows]


def _named(field: str, base: Any, ours: Any, theirs: Any) -> str:
    """Name the options that both sides changed."""
    if field != "options" or not all(isinstance(one, list) for one in (base, ours, theirs)):
        return field
    rows = zip(base, ours, theirs, strict=False)
    both = [
        option_letter(place)
        for place, (was, mine, other) in enumerate(rows)
        if mine not in (was, other) and other != was
    ]
    same = len(base) == len(ours) == len(theirs)
    return f"option {', '.join(both)}" if both and same else field


_JOINERS: dict[str, Callable[[Any, Any, Any], list[Any] | None]] = {
    **dict.fromkeys(_SETS, union),
    "options": _rows,
    "pairs": _rows,
}


def _both_changed(field: str, base: Raw, ours: Raw, theirs: Raw) -> bool:
    was, mine, other = (side.get(field) for side in (base, ours, theirs))
    dates = type(mine) is type(other) is date
    return dates and mine != other and was not in (mine, other)


def _checked_on(ours: Raw, theirs: Raw) -> date:
    """Give the day that both versions may claim: the later only if they say the same."""
    days: tuple[date, date] = (ours["verified"], theirs["verified"])
    same = _without(ours, "verified") == _without(theirs, "verified")
    return max(days) if same else min(days)


def _without(raw: Raw, *fields: str) -> Raw:
    return {field: value for field, value in raw.items() if field not in fields}


def _changed(base: Raw, side: Raw) -> set[str]:
    return {
        field for field in {*base, *side} if base.get(field, _ABSENT) != side.get(field, _ABSENT)
    }


def _key(raw: Raw) -> tuple[int, Any]:
    """Give what the right answer hangs on; in a template also the values on the way to it."""
    return print_of(raw), raw.get("let")


def _key_conflict(base: Raw, ours: Raw, theirs: Raw) -> str:
    was, mine, other = (_key(side) for side in (base, ours, theirs))
    if mine == other:
        return ""
    if was not in (mine, other):
        return "both sides changed the key"
    bystander = ours if mine == was else theirs
    fields = ", ".join(sorted(_changed(base, bystander) - _ASIDE))
    return f"one side changed the key, the other {fields}" if fields else ""


def _unsound(joined: Raw, ours: Raw, theirs: Raw) -> str:
    """Find what is wrong with the two together although each was sound."""
    from examprep.banks.models import check

    if _key(joined) not in (_key(ours), _key(theirs)):
        return "the two changes together give another key"
    faults = check(joined)
    if not faults or check(ours) or check(theirs):
        return ""
    return f"the two changes do not fit together ({faults[0][1]})"
