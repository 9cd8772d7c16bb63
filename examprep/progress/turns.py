"""The order in which blocks make sense, whatever clocks the machines had that wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from examprep.progress.codec import EVENT_KINDS, knew_in

Pair = tuple[str, dict[str, Any]]
# Kind, id, and the attempt to which it belongs.
_Name = tuple[str, str, str]
# Which kind of block makes a thing that later blocks name, under which key, and which those are.
_MAKERS = (
    ("attempt", "attempt", frozenset(EVENT_KINDS)),
    ("extend", "of", frozenset({"response", "mark", "undo"})),
    ("response", "takes", frozenset({"response", "undo"})),
)
_COUNTED = frozenset({"response", "undo"})
_MADE = frozenset({"attempt", "extend"})
NAMING = tuple(key for _, key, _ in _MAKERS)


def in_turn(blocks: Sequence[Pair]) -> Sequence[Pair]:
    """Give kind and fields of all blocks of a file, or of an attempt, in an order that holds.

    Each stands behind what it names, and an end behind as many answers as it knew of: in a file
    merged from two machines they may stand elsewhere.
    """
    return _ends_last(named_first(blocks))


def named_first(blocks: Sequence[Pair]) -> Sequence[Pair]:
    """Give kind and fields of blocks, each behind what it names.

    That is the attempt, the `extend` that put its question into a drill, and the answer that is
    taken back or replaced.
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
    """Put a block behind what it names, and that behind what it names in its turn."""
    open_ends = [(pair, iter(_names(pair)))]
    while open_ends:
        last, names = open_ends[-1]
        makers = (waiting.pop(name, None) for name in names)
        maker = next((one for one in makers if one), None)
        if maker:
            open_ends.append((maker, iter(_names(maker))))
        else:
            open_ends.pop()
            ordered.append(last)


def _ends_last(blocks: Sequence[Pair]) -> Sequence[Pair]:
    """Put each end behind as many answers of its attempt as it knew of, as far as there are."""
    if not any(map(_is_early_end, blocks)):
        return blocks
    counts: dict[str, int] = {}
    held: dict[str, list[Pair]] = {}
    ordered: list[Pair] = []
    for pair in blocks:
        name = str(pair[1].get("attempt"))
        counts[name] = counts.get(name, 0) + (pair[0] in _COUNTED)
        if _is_early_end(pair, counts[name]):
            held.setdefault(name, []).append(pair)
            continue
        ordered.append(pair)
        ordered += _due(held, name, counts[name])
    return [*ordered, *(pair for pairs in held.values() for pair in pairs)]


def _is_early_end(pair: Pair, count: int = 0) -> bool:
    """Tell whether this is an end that knew of more answers than these."""
    return pair[0] == "finish" and knew_in(pair[1]) > count


def _due(held: dict[str, list[Pair]], name: str, count: int) -> list[Pair]:
    """Take out the ends of an attempt that knew of no more answers than came."""
    if name not in held:
        return []
    due = [pair for pair in held[name] if not _is_early_end(pair, count)]
    held[name] = [pair for pair in held[name] if _is_early_end(pair, count)]
    return due


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
