"""Writes items as TOML in the house style of banks: one raw table in, its text out.

Nothing is checked here: whatever a TOML file can hold comes back equal when it is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tomli_w

ITEM_ORDER = (
    "id", "kind", "topic", "areas", "enemies", "stem", "options", "pairs", "answer", "unit",
    "round", "rounding", "show", "steps", "chain", "proportion", "explanation", "sources",
    "verified", "expires", "angoff", "few", "require", "given", "let", "mistake",
)  # fmt: skip
"""The keys of an item in the order in which authors write and read them."""

_PLACES = {key: place for place, key in enumerate(ITEM_ORDER)}
_NOT_MULTILINE = re.compile(r"^[ \t]*[\[#]|[^\S\n]$", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def value_text(value: Any) -> str:
    """Write a value on one line, tables and lists of tables inline."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key_text(key)} = {value_text(part)}" for key, part in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(value_text, value))}]"
    return tomli_w.dumps({"x": value})[4:-1]


def key_text(key: str) -> str:
    """Write a key bare where TOML allows it, else in quotes."""
    return tomli_w.dumps({key: 1})[:-5]


def statement(key: str, value: Any) -> str:
    """Write `key = value` with its line end: texts with line breaks and lists of tables open."""
    if isinstance(value, str) and "\n" in value:
        return f"{key_text(key)} = {_open_text(value)}\n"
    if isinstance(value, list) and value and _tables(value):
        rows = "".join(f"  {value_text(row)},\n" for row in value)
        return f"{key_text(key)} = [\n{rows}]\n"
    return f"{key_text(key)} = {value_text(value)}\n"


def item_text(raw: dict[str, Any]) -> str:
    """Write one `[[item]]` table; reading the text gives the same table under `item`.

    Args:
        raw: the table as a TOML reader gives it, checked or not.
    """
    return "[[item]]\n" + "".join(_lines(raw))


def _lines(raw: dict[str, Any]) -> Iterator[str]:
    ordered = sorted(raw.items(), key=lambda pair: _PLACES.get(pair[0], len(_PLACES)))
    for key, value in sorted(ordered, key=lambda pair: has_header(*pair)):
        yield entry_text(key, value, "item.")


def entry_text(key: str, value: Any, table: str) -> str:
    """Write one entry of a table whose name and dot are given (nothing for the file's own)."""
    name = table + key_text(key)
    if not has_header(key, value):
        return statement(key, value)
    if isinstance(value, dict):
        return "".join(_table(f"[{name}]", value))
    return "".join(line for row in value for line in _table(f"[[{name}]]", row))


def head_text(raw: dict[str, Any]) -> str:
    """Write the head of a bank: its keys, then `[topics]`."""
    ordered = sorted(raw.items(), key=lambda pair: has_header(*pair))
    return "".join(
        ("\n" if has_header(key, value) else "") + entry_text(key, value, "")
        for key, value in ordered
    )


def _table(header: str, rows: dict[str, Any]) -> Iterator[str]:
    yield f"{header}\n"
    for key, value in rows.items():
        yield statement(key, value)


def has_header(key: str, value: Any) -> bool:
    """Tell what stands under a header of its own: given, let, and each mistake."""
    if isinstance(value, dict):
        return True
    return key == "mistake" and isinstance(value, list) and bool(value) and _tables(value)


def _tables(value: Iterable[Any]) -> bool:
    return all(isinstance(row, dict) for row in value)


def _open_text(text: str) -> str:
    """Write a text over several lines, unless one of them would not be seen for what it is."""
    if _NOT_MULTILINE.search(text):
        return value_text(text)  # a line like a header or a comment, or blanks at a line's end
    escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
    if escaped.endswith('"'):
        escaped = escaped[:-1] + '\\"'
    return f'"""\n{_CONTROL.sub(_code, escaped)}"""'


def _code(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
