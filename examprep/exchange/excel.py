"""What Excel stores about cells: values as they are shown, merged cells, hidden rows, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from examprep.archives import Archive

_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_CLEAN = re.compile(r'\[[^\]]*\]|"([^"]*)"|\\(.)|_.|\*.')
_PARTS = re.compile(r"y+|m+|d+|h+|s+|AM/PM|.", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"(#,##)?0(\.0{1,9})?(%)?")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):\1(\d{1,7})"')
_HIDDEN = re.compile(
    rb'<(?:\w+:)?row\s(?=[^>]{0,500}?\shidden="(?:1|true)")[^>]{0,500}?\br="(\d{1,7})"'
)
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\s[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"[^>]{0,200}>\s{0,9}<(?:\w+:)?f[\s/>]'
)
_MOST_FILLED = 100_000
_LONGEST_MERGE = 10_000
_WIDEST = 200
_LONGEST = 15
_WORD = 3  # so many letters write a month or a weekday as a word


@dataclass(slots=True)
class Marks:
    """What a sheet says beside its cells; rows count from 1, columns from 0."""

    hidden: frozenset[int] = frozenset()
    merged: dict[int, dict[int, int]] = field(default_factory=dict)
    reckoned: dict[int, list[int]] = field(default_factory=dict)
    _held: dict[tuple[int, int], str] = field(default_factory=dict)

    def filled(self, row: int, texts: list[str]) -> list[str]:
        """Give the texts of a row; a cell merged with one above it has that one's text."""
        for place, top in self.merged.get(row, {}).items():
            if place < len(texts) and top == row:
                self._held[top, place] = texts[place]
            elif top != row:
                texts += [""] * (place + 1 - len(texts))
                texts[place] = self._held.get((top, place), "")
        return texts

    def formulas(self, row: int, cells: list[str]) -> Iterator[str]:
        """Say of the cells of a row that are formulas what was taken."""
        for place in self.reckoned.get(row, ()):
            if place < len(cells) and cells[place].strip():
                yield "a formula: its saved value was taken"
            else:
                yield "a formula without a saved value: taken for an empty cell"


def marks_of(archive: Archive, path: str) -> Marks:
    """Look through the XML of a sheet for what openpyxl's fast reader passes over."""
    name = path.lstrip("/")
    if name not in archive:
        return Marks()
    data = archive.read(name)
    found = Marks(frozenset(int(one[1]) for one in _HIDDEN.finditer(data)))
    tail = data[max(0, data.rfind(b"sheetData>")) :]
    for one in _MERGED.finditer(tail):
        top, end, place = int(one[2]), int(one[3]), _column(one[1])
        for row in range(top, min(end, top + _LONGEST_MERGE) + 1):
            if len(found.merged) < _MOST_FILLED and place < _WIDEST:
                found.merged.setdefault(row, {})[place] = top
    for one in _FORMULA.finditer(data):
        found.reckoned.setdefault(int(one[2]), []).append(_column(one[1]))
    return found


def _column(letters: bytes) -> int:
    number = 0
    for sign in letters:
        number = number * 26 + sign - 64
    return number - 1


def shown(value: object, style: str, kind: str) -> tuple[str, str]:
    """Write a cell's value as Excel shows it; and a note where it may not be what was typed."""
    if isinstance(value, bool):
        return ("True" if value else "False"), ""
    if isinstance(value, int | float):
        return _number(value, style), ""
    if isinstance(value, datetime | date | time):
        text = _moment(value, style)
        return text, f"a date of the spreadsheet, read as {text}"
    if isinstance(value, timedelta):
        return str(value), f"a time of the spreadsheet, read as {value}"
    if kind == "e":
        return str(value), f"the spreadsheet shows the fault {value}"
    return str(value), ""


def _number(value: float, style: str) -> str:
    found = _NUMBER.fullmatch(style or "")
    if found and abs(value) < 10**_LONGEST:
        grouped, decimals, percent = found.groups("")
        places, sign = max(0, len(decimals) - 1), grouped[1:2]
        return f"{value * (100 if percent else 1):{sign}.{places}f}{percent}"
    text = f"{value:.15g}"
    return text if "e" not in text else f"{value:.15f}".rstrip("0").rstrip(".")


def _moment(value: datetime | date | time, style: str) -> str:
    """Write a date by the style of its cell, such as d-mmm; an unknown one as year-month-day."""
    if isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if style in {"mm-dd-yy", "General", ""}:  # the built-in style that Excel shows as 3/5/2026
        return f"{value.month}/{value.day}/{value.year}"
    plain = _CLEAN.sub(lambda one: one[1] or one[2] or "", style.partition(";")[0])
    return "".join(_written(list(_PARTS.findall(plain)), value)).strip()


def _written(parts: list[str], value: datetime) -> Iterable[str]:
    half = any(part.upper() == "AM/PM" for part in parts)
    before = ""
    for place, part in enumerate(parts):
        sign = part[0].lower()
        after = next((one[0].lower() for one in parts[place + 1 :] if one[0].isalpha()), "")
        minutes = sign == "m" and len(part) < 3 and (before == "h" or after == "s")  # noqa: PLR2004
        yield _part(part, value, minutes=minutes, half=half)
        before = sign if sign.isalpha() else before


def _part(part: str, value: datetime, *, minutes: bool, half: bool) -> str:
    sign, size = part[0].lower(), len(part)
    if part.upper() == "AM/PM":
        return f"{value:%p}"
    words = {"m": _MONTHS.split()[value.month - 1], "d": _DAYS.split()[value.weekday()]}
    if sign in words and size >= _WORD and not minutes:
        return words[sign][: 3 if size == _WORD else None]
    return _digits("M" if minutes else sign, size, value, half=half) or part


def _digits(sign: str, size: int, value: datetime, *, half: bool) -> str:
    """Write a part of a date in digits; empty for a sign that is no part of one."""
    hour = f"{value:%I}" if half else str(value.hour)
    numbers = {"M": value.minute, "m": value.month, "d": value.day, "h": int(hour)}
    numbers |= {"s": value.second, "y": value.year % 100 if size < _WORD else value.year}
    return f"{numbers[sign]:0{2 if sign == 'y' else min(size, 2)}}" if sign in numbers else ""
