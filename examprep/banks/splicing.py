"""Writes a joined table with the text that its two authors wrote, comments and all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import rtoml

from examprep.banks.lines import KeyPath, locate
from examprep.banks.rendering import entry_text

Raw = dict[str, Any]
Rows = dict[str, list[str]]
_TOP = ""


def _statements(text: str, table: KeyPath) -> Rows:
    """Part a table's text by its keys; what stands before the first is under no name."""
    rows = text.rstrip("\n").split("\n")
    starts = {
        str(path[len(table)]): line - 1
        for path, line in sorted(locate(text).items(), key=lambda pair: -pair[1])
        if len(path) > len(table) and path[: len(table)] == table
    }
    names = [_TOP, *sorted(starts, key=starts.__getitem__)]
    bounds = [0, *(starts[name] for name in names[1:]), len(rows)]
    return {
        name: rows[start:end] for name, (start, end) in zip(names, pairwise(bounds), strict=True)
    }


@dataclass(frozen=True, slots=True)
class Version:
    """One side's text of an item or a head, and the table that it is."""

    text: str = ""
    raw: Raw = field(default_factory=dict)


def splice(
    joined: Raw, base: Version, ours: Version, theirs: Version, write: Callable[[Raw], str]
) -> str:
    """Give the text of a joined item or head, taking each field from the side that has it.

    Args:
        joined: the table to write.
        base: what both sides began with: where ours left a line alone, theirs is taken.
        ours: the text that is taken where both have the value.
        theirs: the other side's.
        write: writes the table anew where the texts can't be put together.
    """
    is_item = write({}).startswith("[[item]]")
    table: KeyPath = ("item", 0) if is_item else ()
    text = _spliced(joined, (base, ours, theirs), table)
    try:
        read = rtoml.loads(text)
    except ValueError:
        return write(joined)
    return text if read == ({"item": [joined]} if is_item else joined) else write(joined)


def _spliced(joined: Raw, versions: tuple[Version, Version, Version], table: KeyPath) -> str:
    base, mine, other = (_statements(one.text, table) for one in versions)
    sides = [(mine, versions[1].raw), (other, versions[2].raw)]
    rows = list(other[_TOP] if mine[_TOP] == base[_TOP] else mine[_TOP])
    for name in _names(mine, other):
        untouched = mine.get(name) == base.get(name)
        rows += _rows(name, joined, sides[::-1] if untouched else sides, table)
    return "\n".join(rows).rstrip("\n") + "\n"


def _names(mine: Rows, other: Rows) -> list[str]:
    """Give the keys of both in our order, theirs after the one they follow."""
    names, before = list(mine), _TOP
    for name in other:
        if name not in names:
            names.insert(names.index(before) + 1, name)
        before = name
    return names[1:]


def _rows(name: str, joined: Raw, sides: list[tuple[Rows, Raw]], table: KeyPath) -> list[str]:
    """Give the lines of one key, as the first side wrote them that has its value."""
    if name not in joined:
        return []
    for rows, raw in sides:
        if name in rows and raw.get(name) == joined[name]:
            return rows[name]
    return entry_text(name, joined[name], "item." if table else "").rstrip("\n").split("\n")
