"""Rows of question tables, whatever holds them: read by their columns, and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import Any

from examprep.cells import unguarded
from examprep.exchange.columns import LETTERS, LOOKED_FOR, OWN, Header, read_header
from examprep.exchange.extras import join_extras, with_extras
from examprep.exchange.format import Told
from examprep.exchange.keys import Unclear, counting, keyed, kind_named, told_number
from examprep.exchange.markup import is_html, plain
from examprep.exchange.question import Question, Raw, Skipped

_SEARCHED = 30
_AHEAD = 1_000
_DESCRIBES = re.compile(r"\((?:required|default is|optional)\b")
_BREAK = " \u23ce "
_LISTS = ("areas", "enemies")
_LINES = ("sources", "steps")
_DAYS = ("verified", "expires")
_SHORT = 60
_LETTERED = frozenset(("option", "right", "why", "wrong"))
LARGEST_CELL = 32_767


@dataclass(slots=True)
class Row:
    """A row of a table: where it stands, its cells as text, and what was noticed about it."""

    place: str
    cells: list[str]
    notes: list[str] = field(default_factory=list)


class Table:
    """Reads the rows of one table; its header may stand under other rows."""

    def __init__(self, *, comma: bool = False, category: str = "") -> None:
        self.header: Header | None = None
        self._comma = comma
        self._category = category

    def read(self, rows: Iterable[Row]) -> Iterator[Question | Skipped]:
        """Read all rows; the first thousand tell whether keys are numbers from 0."""
        every = iter(rows)
        first = list(islice(every, _AHEAD))
        start = self._find(first)
        if self.header is None:
            return
        self._count(first[start:], self.header)
        if start < len(first) and any(_DESCRIBES.search(one) for one in first[start].cells):
            start += 1  # Quizizz says under each name what belongs there
        for row in chain(first[start:], every):
            if any(cell.strip() for cell in row.cells):
                yield self._question(row, self.header)

    def _find(self, rows: list[Row]) -> int:
        """Find the header; give the place of the row after it."""
        filled = [n for n, row in enumerate(rows) if any(cell.strip() for cell in row.cells)]
        for place in filled[:_SEARCHED]:
            self.header = read_header(rows[place].cells)
            if self.header is not None:
                return place + 1
        return len(rows)

    def _count(self, rows: Iterable[Row], header: Header) -> None:
        """Find out how number keys count, from the first rows."""
        every = (_values(row, header)[0] for row in rows)
        keys = ((one.get("key") or one.get("answer", ""), _texts(one, "option")) for one in every)
        header.base, header.placed = counting(keys, header.base)

    def _question(self, row: Row, header: Header) -> Question | Skipped:
        values, notes = _values(row, header)
        stem = values.get("stem", "")
        name = " ".join(stem.split())[:_SHORT]
        try:
            raw = _item(values, header, notes, comma=self._comma)
        except Unclear as error:
            why = "; ".join((str(error), *row.notes))
            return Skipped(row.place, why, name, values.get("kind", "")[:_SHORT])
        if header.ours and values.get("topic"):
            raw["topic"], category = values["topic"], ""
        else:
            category = values.get("topic", "") or self._category
        if header.ours and values.get("id"):
            raw["id"] = values["id"]
        title = "" if header.ours else values.get("id", "")
        return Question(raw, row.place, title, category, tuple(dict.fromkeys(notes)))


def nothing_found(path: object) -> str:
    """Say that no header was found, and which columns make one."""
    return f"{path}: its columns are not known: looked for {LOOKED_FOR} in the first rows"


def told(header: Header) -> list[str]:
    """Name the columns that are not read, and how keys were understood where it is not as usual."""
    columns = ", ".join(header.unknown)
    words = {
        f"columns left out: {columns}": columns,
        "keys that are numbers were taken to count from 0": not header.base,
    }
    return [said for said, is_so in words.items() if is_so]


def _values(row: Row, header: Header) -> tuple[dict[str, Any], list[str]]:
    """Give the cells by field, lettered fields as texts by place; and notes."""
    values: dict[str, Any] = {}
    notes = list(row.notes)
    for place, cell in enumerate(row.cells):
        text = unguarded(cell.strip()).strip()
        name, number = header.columns.get(place, ("", 0))
        if not text:
            continue
        if name in _LETTERED:
            values.setdefault(name, {})[number] = _shown(text, header, notes)
        elif name:
            values[name] = _shown(text, header, notes)
        elif _nameless(place, text, header):
            notes.append(f"a cell in a column without a name left out: {text[:30]}")
    if header.offering:
        values["offered"] = any(cell.strip() for cell in _at(row.cells, header.offering))
    return values, notes


def _at(cells: Sequence[str], places: Iterable[int]) -> Iterator[str]:
    return (cells[place] for place in places if place < len(cells))


def _shown(text: str, header: Header, notes: list[str]) -> str:
    if header.ours or not is_html(text):
        return text
    found = plain(text)
    notes += found.lost
    return found.text


def _nameless(place: int, text: str, header: Header) -> bool:
    running = place == 0 and text.isdecimal()
    return not running and (place in header.nameless or place >= header.width)


def _texts(values: dict[str, Any], name: str) -> dict[int, str]:
    return dict(sorted(values.get(name, {}).items()))


def _item(values: dict[str, Any], header: Header, notes: list[str], *, comma: bool) -> Raw:
    """Make an item of a row.

    Raises:
        Unclear: it cannot become one; the text says why.
    """
    if "stem" not in values:
        raise Unclear("it has no question")
    options, key = _offered(values, header)
    kind, words = kind_named(values.get("kind", ""), key, options)
    notes += words
    raw: Raw = {"stem": values["stem"]}
    if kind == "numeric" or (not options and kind != "true/false"):
        raw |= _numeric(values, key, notes, comma=comma)
    elif kind == "match":
        raw |= {"kind": "match", "pairs": _pairs(values, options, key)}
    else:
        raw |= keyed(kind, key, options, notes, header)
    _reasons(raw, _texts(values, "why"), _columns(raw, options))
    return raw | _rest(values, raw.get("kind", ""), notes)


def _offered(values: dict[str, Any], header: Header) -> tuple[dict[int, str], str]:
    """Give options and key; some tables name the right text, and wrong ones beside it."""
    wrong = _texts(values, "wrong")
    key = values.get("key") or ("" if header.ours else values.get("answer", ""))
    if values.get("right") and not values.get("kind"):
        values["kind"] = "match"
    if wrong and key:
        return dict(enumerate([key, *wrong.values()])), "A"
    return _texts(values, "option"), key


def _columns(raw: Raw, options: dict[int, str]) -> list[int]:
    """Give the place of the column from which each option came; steps may have been sorted."""
    if raw.get("kind") != "order":
        return list(options)
    places = {text: place for place, text in options.items()}
    return [places[one["text"]] for one in raw["options"]]


def _numeric(values: dict[str, Any], key: str, notes: list[str], *, comma: bool) -> Raw:
    options = list(_texts(values, "option").values())
    text = values.get("answer") or key or (options[0] if len(options) == 1 else "")
    if values.get("offered") and not values.get("kind"):
        raise Unclear("its options stand in a column that is not known: call them A, B, C, ...")
    found, more = told_number(text, values.get("tolerance", ""), comma=comma)
    notes += more
    return _detailed({"kind": "numeric", **found}, values)


def _detailed(raw: Raw, values: dict[str, Any]) -> Raw:
    """Add to a number its decimals, its unit and the mistakes that lead to others."""
    places = values.get("round", "")
    if len(places) == 1 and places.isdecimal() and raw.get("round", 0) <= int(places):
        raw["round"] = int(places)
    raw |= {name: values[name] for name in ("unit", "rounding", "show") if values.get(name)}
    lines = [f"Mistake: {line}" for line in values.get("mistakes", "").split("\n") if line]
    return join_extras(raw, "\n".join(lines))


def _pairs(values: dict[str, Any], options: dict[int, str], key: str) -> list[Raw]:
    rights = _texts(values, "right")
    if key and values.get("key"):
        raise Unclear(f"it is a match with the key {key[:40]}: put each partner beside its option")
    if options.keys() != rights.keys():
        raise Unclear("every option of a match needs its partner in a column match A, match B, ...")
    return [{"left": text, "right": rights[place]} for place, text in options.items()]


def _reasons(raw: Raw, reasons: dict[int, str], places: list[int]) -> None:
    """Give each option or pair its reason; places count the columns, not the filled cells."""
    several = raw.get("options") or raw.get("pairs") or []
    for place, one in zip(places, several, strict=False):
        if reasons.get(place):
            one["why"] = reasons[place]


def _rest(values: dict[str, Any], kind: str, notes: list[str]) -> Raw:
    """Give what stands beside question, options and answer."""
    found: Raw = {name: _parted(values.get(name, ""), ",") for name in _LISTS}
    for name in _LINES if kind == "numeric" else _LINES[:1]:
        lines = (part.split(_BREAK.strip()) for part in _parted(values.get(name, ""), "\n"))
        found[name] = ["\n".join(map(str.strip, part)) for part in lines]
    found |= {name: _day(name, values.get(name, ""), notes) for name in _DAYS}
    found["angoff"] = _whole(values.get("angoff", ""))
    found["explanation"] = values.get("explanation")
    return {name: value for name, value in found.items() if value}


def _whole(text: str) -> int:
    return int(text[:3]) if text.isdecimal() else 0


def _parted(text: str, sign: str) -> list[str]:
    return [part.strip() for part in text.split(sign) if part.strip()]


def _day(name: str, text: str, notes: list[str]) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        notes.append(f"{name}: {text[:20]} is no date like 2026-11-22")
        return None


def written(raws: Sequence[Raw], lost: Told) -> Iterator[list[str]]:
    """Write items as rows of texts, first the header; cells are not guarded here."""
    rows = [_cells(raw) for raw in raws]
    used = {name for row in rows for name in row} | {"id", "kind", "topic", "stem", "key"}
    names = [name for name in OWN if name in used]
    yield names
    for raw, row in zip(raws, rows, strict=True):
        yield [_fitting(row.get(name, ""), name, raw, lost) for name in names]


def _fitting(text: str, name: str, raw: Raw, lost: Told) -> str:
    if len(text) <= LARGEST_CELL:
        return text
    lost(raw["id"], f"{name} of more than {LARGEST_CELL:,} characters")
    return ""


def _flat(parts: Iterable[str]) -> str:
    return "\n".join(_BREAK.join(line.strip() for line in part.split("\n")) for part in parts)


def _cells(raw: Raw) -> dict[str, str]:
    cells = {name: str(raw[name]) for name in OWN if isinstance(raw.get(name), str | int | date)}
    cells |= {name: ", ".join(raw.get(name, ())) for name in _LISTS}
    cells |= {name: _flat(raw.get(name, ())) for name in _LINES}
    cells |= {"kind": raw.get("kind", "choice"), "key": "", "mistakes": _mistakes(raw)}
    for letter, one in zip(LETTERS, raw.get("options") or raw.get("pairs") or [], strict=False):
        cells[f"option {letter}"] = one.get("text") or one["left"]
        cells[f"match {letter}"] = one.get("right", "")
        cells[f"why {letter}"] = one.get("why", "")
        cells["key"] += f", {letter}" * one.get("key", False)
    cells["key"] = cells["key"].removeprefix(", ")
    return {name: text for name, text in cells.items() if text}


def _mistakes(raw: Raw) -> str:
    lines = with_extras({"mistake": raw.get("mistake", ())}).split("\n")
    return "\n".join(line.removeprefix("Mistake: ") for line in lines)
