"""The order in which blocks make sense, whatever clocks the machines had that wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Pair = tuple[str, dict[str, Any]]
# What makes a thing that later blocks name, and how they name it.
_MAKERS = frozenset({"attempt", "extend"})
_NAMES = ("attempt", "of")


def in_turn(blocks: Sequence[Pair]) -> Sequence[Pair]:
    """Give kind and fields of blocks, an attempt or a new question before what names it.

    In a file merged from two machines an answer may stand before the `extend` that put its
    question into the drill.
    """
    waiting = {str(pair[1].get("id")): pair for pair in blocks if pair[0] in _MAKERS}
    if not waiting:
        return blocks
    ordered: list[Pair] = []
    for pair in blocks:
        kind, fields = pair
        named = [str(fields[key]) for key in _NAMES if key in fields]
        ordered += [waiting.pop(name) for name in named if name in waiting]
        name = str(fields.get("id"))
        if kind not in _MAKERS or name in waiting:
            waiting.pop(name, None)
            ordered.append(pair)
    return ordered
