"""Takes each item of three versions of a bank to one: its text, or a block where they disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from examprep.banks.conflicts import conflict_block
from examprep.banks.differing import changes
from examprep.banks.fieldwise import join_items
from examprep.banks.loose import Loose, Piece
from examprep.banks.rendering import item_text
from examprep.banks.splicing import Version, splice

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Merged:
    """One item of the outcome; `raw` is empty where only its conflict is left of it."""

    text: str
    gap: str
    last: bool
    """Whether it ended its file, so that no author has said what parts it from the next."""
    file: str
    raw: dict[str, Any]


class Joining:
    """One pass over the items of three versions; it counts what came from theirs."""

    def __init__(self, base: Loose, ours: Loose, theirs: Loose) -> None:
        self.sides = (base, ours, theirs)
        self.files = [side.places() for side in self.sides]
        self.last = [
            {file.pieces[-1].id for file in side.files.values() if file.pieces}
            for side in self.sides
        ]
        self.taken = self.joined = 0

    def items(self) -> Iterator[tuple[str, Merged]]:
        """Give every item that stays, ours first, by its id."""
        _, ours, theirs = self.sides
        for name in dict.fromkeys([*ours.pieces, *theirs.pieces]):
            found = self._one(name)
            if found:
                yield name, found

    def _one(self, name: str) -> Merged | None:
        base, ours, theirs = (side.pieces.get(name) for side in self.sides)
        if ours and theirs:
            return self._placed(name, *self._both(base, ours, theirs))
        one = ours or theirs
        if one is None:
            return None
        if base is None:
            self.taken += ours is None
            return self._placed(name, one.text, one.raw)
        if base.raw == one.raw:
            self.taken += ours is not None
            return None
        return self._half_removed(name, base, ours, theirs)

    def _half_removed(
        self, name: str, base: Piece, ours: Piece | None, theirs: Piece | None
    ) -> Merged:
        one = ours or theirs or base
        fields = ", ".join(change.field for change in changes(base.raw, one.raw))
        words = "theirs removed it, ours" if ours else "ours removed it, theirs"
        block = conflict_block(name, f"{words} changed {fields}", "" if ours else _shown(one))
        raw = one.raw if ours else {}
        return self._placed(name, block + (one.text if ours else ""), raw)

    def _both(self, base: Piece | None, ours: Piece, theirs: Piece) -> tuple[str, dict[str, Any]]:
        """Join an item that both sides have."""
        old = base.text if base else ""
        if ours.text in {theirs.text, old} or theirs.text == old:
            taken = ours.text == old != theirs.text
            self.taken += taken
            return (theirs.text, theirs.raw) if taken else (ours.text, ours.raw)
        joined, words = _joined(base, ours, theirs)
        if words:
            return conflict_block(ours.id, words, _shown(theirs)) + ours.text, ours.raw
        self.joined += joined not in (ours.raw, theirs.raw)
        self.taken += joined == theirs.raw != ours.raw
        was, mine, other = (Version(one.text, one.raw) for one in (base or ours, ours, theirs))
        return splice(joined, was, mine, other, item_text), joined

    def _placed(self, name: str, text: str, raw: dict[str, Any]) -> Merged:
        """Say where an item stands, and what follows it."""
        base, ours, theirs = (files.get(name) for files in self.files)
        file = _chosen(base, ours, theirs)
        was, mine, other = (
            (side.pieces[name].gap, name in last) if name in side.pieces else None
            for side, last in zip(self.sides, self.last, strict=True)
        )
        return Merged(text, *_chosen(was, mine, other), file, raw)


def _joined(base: Piece | None, ours: Piece, theirs: Piece) -> tuple[dict[str, Any], str]:
    if base is None and ours.raw != theirs.raw:
        return ours.raw, "both sides added it, each with another text"
    return join_items((base or ours).raw, ours.raw, theirs.raw)


def _chosen(base: _T | None, ours: _T | None, theirs: _T | None) -> _T:
    """Give what one side has made of the base's; where both have, ours."""
    found = theirs if ours is None or (theirs is not None and ours == base) else ours
    if found is None:
        raise ValueError("an item that neither side has is never placed")
    return found


def _shown(piece: Piece) -> str:
    """Give the text of an item so that it may stand in comments."""
    return item_text(piece.raw) if _CONTROL.search(piece.text) else piece.text
