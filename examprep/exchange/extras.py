"""What few formats have a place for, written as lines under the explanation and read back.

A person who sees the question in another program reads sources and dates there; examprep reads
them back when the file returns. A label is a word of `_LINES`, a line is one value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from examprep.calculations.slips import SLIPS
from examprep.exchange.question import Raw

_BREAK = " \u23ce "
_LABELLED = re.compile(r"(?P<label>[A-Z][a-z]+(?: [a-z]+| [A-I1-9])?): (?P<value>\S.*)")
_WHY = re.compile(r"Why ([A-I1-9])")
_MISTAKE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?: \[([a-z-]+)\])?(?: (.*))?")
_PLAIN = re.compile(r"\S+")


def _commas(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None  # noqa: PLR2004


def _word(text: str) -> str | None:
    return text if _PLAIN.fullmatch(text) else None


# Label, key of the item, and what reads the value; None where it is no such value.
_LINES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "Source": ("sources", lambda text: [text]),
    "Checked": ("verified", _day),
    "Changes": ("expires", _day),
    "Areas": ("areas", _commas),
    "Angoff": ("angoff", _whole),
    "Answer in": ("unit", str),
    "Decimals": ("round", _whole),
    "Rounding": ("rounding", _word),
    "Shown as": ("show", _word),
    "Step": ("steps", lambda text: [text]),
    "Same fact": ("enemies", _commas),
    "Topic": ("topic", _word),
    "Id": ("id", _word),
}
_LABELS = {key: label for label, (key, _) in _LINES.items()}


def _flat(text: object) -> str:
    return _BREAK.join(part.strip() for part in str(text).strip().split("\n"))


def _values(raw: Raw, key: str) -> Iterator[str]:
    value = raw.get(key)
    if value is None or value in ("", []):
        return
    if key in {"areas", "enemies"}:
        yield ", ".join(value)
    elif isinstance(value, list):
        yield from map(_flat, value)
    else:
        yield _flat(value)


def _reasons(raw: Raw) -> Iterator[str]:
    """Write why each option or pair is right or wrong, for formats with no place for it."""
    for place, option in enumerate(raw.get("options", ())):
        if option.get("why"):
            yield f"Why {chr(65 + place)}: {_flat(option['why'])}"
    for place, pair in enumerate(raw.get("pairs", ())):
        if pair.get("why"):
            yield f"Why {place + 1}: {_flat(pair['why'])}"


def _mistakes(raw: Raw) -> Iterator[str]:
    for one in raw.get("mistake", ()):
        kind = f" [{one['kind']}]" if one.get("kind") else ""
        why = f" {_flat(one['why'])}" if one.get("why") else ""
        yield f"Mistake: {one['answer']}{kind}{why}"


def with_extras(raw: Raw, held: Collection[str] = ()) -> str:
    """Give an item's explanation, and under it a line for each value that the format lacks.

    `held` names the keys that the format has a place of its own for: keys of the item, `why` and
    `mistake`.
    """
    lines = [
        f"{label}: {value}"
        for key, label in _LABELS.items()
        if key not in held
        for value in _values(raw, key)
    ]
    if "why" not in held:
        lines += _reasons(raw)
    if "mistake" not in held:
        lines += _mistakes(raw)
    return "\n\n".join(part for part in (raw.get("explanation", ""), "\n".join(lines)) if part)


def _take(found: Raw, label: str, value: str) -> bool:
    """Read one line into `found`; tell whether it is one of ours."""
    text = value.replace(_BREAK, "\n").strip()
    if label in _LINES:
        key, read = _LINES[label]
        got = read(text)
        if isinstance(got, list):
            found.setdefault(key, []).extend(got)
        elif got is not None:
            found.setdefault(key, got)
        return got is not None
    if label == "Mistake":
        return _take_mistake(found, text)
    why = _WHY.fullmatch(label)
    if why:
        found.setdefault("why", {})[_position(why[1])] = text
    return bool(why)


def _position(mark: str) -> int:
    return int(mark) - 1 if mark.isdecimal() else ord(mark) - ord("A")


def _take_mistake(found: Raw, text: str) -> bool:
    match = re.match(_MISTAKE, text)
    if not match:
        return False
    number, kind, why = match[1], match[2], text[match.end() :] or match[3]
    mistake = {"answer": number}
    if kind in SLIPS:
        mistake["kind"] = kind
    if why:
        mistake["why"] = why.strip()
    found.setdefault("mistake", []).append(mistake)
    return True


def split_extras(text: str) -> tuple[str, Raw]:
    """Take the lines of `with_extras` off the end of an explanation.

    Gives the explanation and what the lines say; reasons stand under `why`, by place from 0.
    """
    lines = text.strip().split("\n")
    read: list[tuple[str, str]] = []
    while lines:
        match = _LABELLED.fullmatch(lines[-1].strip())
        if not match or not _take({}, match["label"], match["value"]):
            break
        read.append((match["label"], match["value"]))
        lines.pop()
    found: Raw = {}
    for label, value in reversed(read):
        _take(found, label, value)
    return "\n".join(lines).strip(), found


def join_extras(raw: Raw, explanation: str) -> Raw:
    """Give an item its explanation, and what stands in lines under it.

    What the item has already stays; a reason goes to its option or pair.
    """
    text, found = split_extras(explanation)
    reasons = found.pop("why", {})
    for key in ("options", "pairs"):
        for place, one in enumerate(raw.get(key, ())):
            if reasons.get(place):
                one.setdefault("why", reasons[place])
    if text:
        raw.setdefault("explanation", text)
    for key, value in found.items():
        raw.setdefault(key, value)
    return raw
