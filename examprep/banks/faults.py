"""Turns what a model found wrong with a table into short words with a hint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from examprep.banks.lines import KeyPath
from examprep.text import one_line

Fault = tuple[KeyPath, str, str]
"""Where in the table (names, and numbers from 0), what is wrong, and a hint or nothing."""

_PARTS = {"options": "option", "pairs": "pair", "mistake": "mistake"}
_WORDS = {
    "missing": "{key} is missing",
    "string_type": "{key} must be text in quotes",
    "string_too_short": "{key} is empty",
    "string_too_long": "{key} is longer than {max_length:,} characters",
    "int_type": "{key} must be a whole number",
    "bool_type": "{key} must be true or false",
    "list_type": "{key} must be a list in [ ]",
    "dict_type": "{key} must be a table",
    "model_type": "{key} must be a table in {{ }}",
    "date_type": "{key} must be a date",
    "too_short": "{key} needs at least {min_length} entries",
    "too_long": "{key} has more than {max_length} entries",
    "greater_than_equal": "{key} must be {ge} or more",
    "less_than_equal": "{key} must be {le} or less",
}
_HINTS = {
    "date_type": "write it without quotes, such as 2026-11-23",
    "bool_type": "write true or false without quotes",
    "int_type": "write it without quotes",
}
_LONGEST_NAME = 60


def quoted(name: object) -> str:
    """Give a name out of a file in backticks, made printable and not too long."""
    text = one_line(name)
    short = text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"
    return f"`{short}`"


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the hint that names the known word nearest to a misspelled one, if one is near."""
    from difflib import get_close_matches

    found = get_close_matches(name[:_LONGEST_NAME], sorted(known), n=1, cutoff=0.6)
    return f"did you mean {quoted(found[0])}?" if found else ""


def label(path: KeyPath) -> str:
    """Name a place in words: "`why` of option 2"."""
    if len(path) > 1 and isinstance(path[1], int):
        part = f"{_PARTS.get(str(path[0]), f'{quoted(path[0])} entry')} {path[1] + 1}"
        names = [name for name in path[2:] if isinstance(name, str)]
        return f"{quoted(names[-1])} of {part}" if names else part
    return quoted(".".join(str(name) for name in path)) if path else "the table"


def fault(error: Mapping[str, Any], allowed: Mapping[str, Iterable[str]], kind: str = "") -> Fault:
    """Put one pydantic error into words.

    Args:
        error: one entry of `ValidationError.errors()`.
        allowed: the names that may stand in a table, by the name of its list; "" for the outer.
        kind: the kind of the item, if it is one.
    """
    path: KeyPath = tuple(part for part in error["loc"] if part != "[key]")
    type_ = error["type"]
    if type_ == "string_pattern_mismatch":
        return path, *_mismatch(path, error)
    if type_ == "extra_forbidden":
        return path, *_unknown(path, allowed, kind)
    if type_ == "date_type" and isinstance(error["input"], datetime):
        return path, f"{label(path)} must be a date without a time", ""
    words = _WORDS.get(type_)
    said = str(error["msg"])
    if words:
        return path, words.format(key=label(path), **error.get("ctx", {})), _hint(type_, path)
    return path, f"{label(path)}: {said[:1].lower()}{said[1:]}", ""


def _unknown(path: KeyPath, allowed: Mapping[str, Iterable[str]], kind: str) -> tuple[str, str]:
    names = set(allowed.get(str(path[0]) if len(path) > 1 else "", ()))
    if kind and path[-1] in names:
        return f"{label(path)} does not belong into an item of the kind {quoted(kind)}", ""
    return f"unknown key {label(path)}", nearest(str(path[-1]), names)


def _hint(kind: str, path: KeyPath) -> str:
    if kind == "string_type" and path[-1] == "answer":
        return 'an exact number in quotes, such as answer = "2.5"'
    return _HINTS.get(kind, "")


def _mismatch(path: KeyPath, error: Mapping[str, Any]) -> tuple[str, str]:
    if not str(error["input"]).strip():
        return f"{label(path)} is empty", ""
    name = f"{label(path)}: {quoted(error['input'])}"
    if path[-1] == "answer":
        return f"{name} is not an exact number", "digits with at most one point, such as 0.25"
    if path[-1] == "version":
        return f"{name} is not a version", "numbers with points, such as 1.0.0"
    return f"{name} is not an id", "lowercase letters, digits, hyphens and points, no spaces"
