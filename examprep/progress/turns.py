"""The order in which blocks make sense, whatever clocks the machines had that wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from examprep.progress.codec import EVENT_KINDS

Pair = tuple[str, dict[str, Any]]
# Kind, id, and the attempt to which it belongs.
_Name = tuple[str, str, str]
# Which kind of block makes a thing that later blocks name, under which key, and which those are.
_MAKERS = (
    ("attempt", "attempt", frozenset(EVENT_KINDS)),
    ("extend", "of", frozenset({"response", "mark", "undo"})),
    ("response", "takes", frozenset({"response", "undo"})),
)
_MADE = frozenset({"attempt", "extend"})
NAMING = tuple(key for _, key, _ in _MAKERS)


def in_turn(blocks: Sequence[Pair]) -> Sequence[Pair]:
    """Give kind and fields of blocks, each behind what it names.

    That is the attempt, the `extend` that put its question into a drill, and the answer that is
    taken back or replaced: in a file merged from two machines they may stand later.
    """
    if _are_in_turn(blocks):
        return blocks
    waiting = _named_in(blocks)
    named = frozenset(waiting)
    ordered: list[Pair] = []
    for pair in blocks:
        if _own(pair) not in named or waiting.pop(_own(pair), None) is not None:
            _put(pair, waiting, ordered)
    return ordered


def _are_in_turn(blocks: Sequence[Pair]) -> bool:
    """Tell whether no block is named by one before it, as it is in nearly every file."""
    if not any(kind in _MADE or "takes" in fields for kind, fields in blocks):
        return True
    named: set[object] = set()
    try:
        for _, fields in blocks:
            if fields.get("id") in named:
                return False
            named.update([fields[key] for key in NAMING if key in fields])
    except TypeError:  # a hand made a list of a name
        return False
    return True


def _named_in(blocks: Sequence[Pair]) -> dict[_Name, Pair]:
    """Give the blocks that others name, by that name."""
    named = {name for pair in blocks for name in _names(pair)}
    return {_own(pair): pair for pair in blocks if _own(pair) in named}


def _put(pair: Pair, waiting: dict[_Name, Pair], ordered: list[Pair]) -> None:
    for name in _names(pair):
        if maker := waiting.pop(name, None):
            _put(maker, waiting, ordered)
    ordered.append(pair)


def _own(pair: Pair) -> _Name:
    kind, fields = pair
    return kind, str(fields.get("id")), "" if kind == "attempt" else str(fields.get("attempt"))


def _names(pair: Pair) -> list[_Name]:
    """Give what a block names; an answer or a question only in its own attempt."""
    own, fields = pair
    mine = str(fields.get("attempt"))
    return [
        (kind, str(fields[key]), "" if kind == "attempt" else mine)
        for kind, key, users in _MAKERS
        if own in users and key in fields
    ]
