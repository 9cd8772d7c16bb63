"""What differs between two versions of one item, named as its author would name it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from examprep.banks.keyprint import key_print

Raw = dict[str, Any]
_ROWS = {"options": "option", "pairs": "pair", "mistake": "mistake"}
_ROUNDED = ("round", "rounding")


@dataclass(frozen=True, slots=True)
class Change:
    """One field in both versions; empty text where it is absent."""

    field: str
    before: str
    after: str


def option_letter(place: int) -> str:
    """Name an option by its place from 0."""
    return chr(ord("A") + place)


def print_of(raw: Raw) -> int:
    """Give the print of the key, as progress files keep it; of a broken item that of all it has."""
    try:
        return key_print(raw)
    except (KeyError, TypeError, AttributeError, ValueError):
        return hash(json.dumps(raw, sort_keys=True, default=str))


def key_words(raw: Raw) -> str:
    """Say what the key is, in one line."""
    kind = raw.get("kind", "choice")
    if kind == "numeric":
        amount = f"{raw.get('answer', '')} {raw.get('unit', '')}".strip()
        return " ".join([amount, *(f"{part} {raw[part]}" for part in _ROUNDED if part in raw)])
    if kind == "match":
        rows = _rows_of(raw.get("pairs"))
        return "; ".join(f"{row.get('left')} = {row.get('right')}" for row in rows)
    rows = _rows_of(raw.get("options"))
    if kind == "order":
        return "; ".join(str(row.get("text")) for row in rows)
    return "; ".join(_keyed(rows))


def _keyed(rows: list[Raw]) -> Iterator[str]:
    for place, row in enumerate(rows):
        if row.get("key"):
            yield f"{option_letter(place)} {row.get('text')}"


def _rows_of(value: Any) -> list[Raw]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, dict)]


def value_words(value: Any) -> str:
    """Write a value as a reader wants it: lists by semicolons, texts without quotes."""
    if isinstance(value, list):
        return "; ".join(map(value_words, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {value_words(part)}" for name, part in value.items())
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def changes(before: Raw, after: Raw) -> Iterator[Change]:
    """Give what changed, in the order of the later version's fields."""
    for field in dict.fromkeys([*after, *before]):
        was, now = before.get(field), after.get(field)
        if was != now:
            yield from _of_field(field, was, now)


def _of_field(field: str, was: Any, now: Any) -> Iterator[Change]:
    if isinstance(was, dict) and isinstance(now, dict):
        for name in dict.fromkeys([*now, *was]):
            if was.get(name) != now.get(name):
                words = (value_words(side.get(name)) for side in (was, now))
                yield Change(f"{field} {name}", *words)
    elif field in _ROWS and _alike(was, now):
        yield from _of_rows(field, was, now)
    else:
        yield Change(field, value_words(was), value_words(now))


def _alike(was: Any, now: Any) -> bool:
    """Tell whether two lists of tables can be compared place by place."""
    if not (isinstance(was, list) and isinstance(now, list) and len(was) == len(now)):
        return False
    return all(isinstance(row, dict) for row in (*was, *now))


def _of_rows(field: str, was: list[Raw], now: list[Raw]) -> Iterator[Change]:
    if sorted(map(_row_text, was)) == sorted(map(_row_text, now)):
        yield Change(f"order of {field}", value_words(_firsts(was)), value_words(_firsts(now)))
        return
    for place, (old, new) in enumerate(zip(was, now, strict=True)):
        name = option_letter(place) if field == "options" else str(place + 1)
        for part in dict.fromkeys([*new, *old]):
            if old.get(part) != new.get(part):
                words = (value_words(side.get(part)) for side in (old, new))
                yield Change(f"{_ROWS[field]} {name}{_part(part)}", *words)


def _part(part: str) -> str:
    return "" if part in {"text", "answer"} else f" {part}"


def _row_text(row: Raw) -> str:
    return json.dumps(row, sort_keys=True, default=str)


def _firsts(rows: list[Raw]) -> list[Any]:
    return [next(iter(row.values()), "") for row in rows]
