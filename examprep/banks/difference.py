"""What changed between two versions of a bank, question by question, as its authors see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from examprep.banks.differing import Change, changes, key_words, print_of
from examprep.banks.loose import Loose, Piece

Kind = Literal["key", "text", "moved", "added", "removed"]
KINDS: tuple[Kind, ...] = ("key", "text", "moved", "added", "removed")


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What became of one item; `path` and `line` say where it stands, or stood if removed."""

    id: str
    kind: Kind
    path: Path
    line: int
    stem: str
    changes: tuple[Change, ...] = ()
    keys: tuple[str, str] = ("", "")
    """The key before and after, in words."""
    checked: str = ""
    """The day in `verified`, where it is the same although key or text changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed: of the head, and of items, changed keys first."""

    head: tuple[Change, ...]
    items: tuple[ItemChange, ...]
    version: str
    """The version, where it is the same although something changed; else nothing."""

    def of(self, kind: Kind) -> list[ItemChange]:
        """Give the items of one kind of change."""
        return [item for item in self.items if item.kind == kind]

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.head or self.items)


def difference(before: Loose, after: Loose) -> Difference:
    """Compare two versions that were read without problems."""
    found = sorted(_items(before, after), key=lambda item: KINDS.index(item.kind))
    head = tuple(changes(before.head, after.head)) if before.head and after.head else ()
    old, new = (side.head.get("version") for side in (before, after))
    same = str(new) if new is not None and old == new and (head or found) else ""
    return Difference(head, tuple(found), same)


def _items(before: Loose, after: Loose) -> Iterator[ItemChange]:
    was, now = before.places(), after.places()
    for file in after.files.values():
        for piece in file.pieces:
            old = before.pieces.get(piece.id)
            found = _bare(piece, "added") if old is None else _changed(old, piece)
            if found:
                yield found
            elif was[piece.id] != now[piece.id]:
                yield _bare(piece, "moved", (Change("file", was[piece.id], now[piece.id]),))
    for piece in before.pieces.values():
        if piece.id not in after.pieces:
            yield _bare(piece, "removed")


def _bare(piece: Piece, kind: Kind, found: tuple[Change, ...] = ()) -> ItemChange:
    return ItemChange(piece.id, kind, piece.path, piece.line, _stem(piece.raw), found)


def _changed(old: Piece, new: Piece) -> ItemChange | None:
    if old.raw == new.raw:
        return None
    found = tuple(changes(old.raw, new.raw))
    fields = {change.field for change in found}
    kind: Kind = "moved" if fields == {"topic"} else "text"
    keys = ("", "")
    if print_of(old.raw) != print_of(new.raw):
        kind, keys = "key", (key_words(old.raw), key_words(new.raw))
    day = str(new.raw.get("verified", ""))
    checked = (
        day if fields - _NO_FACTS and old.raw.get("verified") == new.raw.get("verified") else ""
    )
    return ItemChange(new.id, kind, new.path, new.line, _stem(new.raw), found, keys, checked)


_NO_FACTS = {"topic", "areas", "enemies", "angoff", "few"}


def _stem(raw: dict[str, Any]) -> str:
    return str(raw.get("stem", ""))
