"""CSV, TSV and their kin: rows of questions under a header, whatever parts the fields.

What Excel makes of them is read too: a first line `sep=;`, semicolons with decimal commas, tabs
in UTF-16 ("Unicode text").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from examprep.cells import guarded
from examprep.errors import UnreadableFile
from examprep.exchange.columns import read_header
from examprep.exchange.format import Choices, Format, Output, Told
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.rows import Row, Table, nothing_found, told, written

_PARTERS = ",;\t|"
_TRIED = 40
_WIDEST = 200
_LONGEST = 131_072


def _sample(text: str) -> tuple[str, str]:
    """Give the beginning of a text and the sign that its first line `sep=` names."""
    first, _, rest = text.partition("\n")
    name, equals, sign = first.strip().strip('"').partition("=")
    if equals and name.strip().lower() == "sep" and len(sign) <= 1:
        return rest, sign or "\t"
    return text, ""


def _parter(text: str) -> str:
    """Find what parts the fields: with it a header is found, of as many columns as can be."""
    sample, named = _sample(text)
    if named in set(_PARTERS):
        return named
    counts = {sign: _columns(sample, sign) for sign in _PARTERS}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ""


def _columns(sample: str, sign: str) -> int:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
    try:
        for _, cells in zip(range(_TRIED), reader, strict=False):
            found = read_header(cells[:_WIDEST])
            if found:
                return len(found.columns)
    except csv.Error:
        return 0
    return 0


def _recognises(given: Given) -> bool:
    """Take any file that is called CSV: whoever has another header is told which are known."""
    if given.is_zip:
        return False
    named = given.path.suffix.lower() == ".csv"
    return named or bool(_parter(given.opening))


def _read(given: Given) -> Iterator[Question | Skipped]:
    sign = _parter(given.text[:65_536])
    if not sign:
        raise UnreadableFile(nothing_found(given.path))
    text, named = _sample(given.text)
    table = Table(comma=sign == ";")
    yield from table.read(_rows(given, text, sign, 1 if named else 0))
    if table.header is None:
        raise UnreadableFile(nothing_found(given.path))
    given.said.extend(told(table.header))


class _Lines:
    """Feeds lines to the reader of rows, and counts the quotation marks of each row."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.quotes += line.count('"')
            yield line


def _rows(given: Given, text: str, sign: str, line: int) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST)  # another reader may have set it
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=sign)
    start = wide = 0
    try:
        for cells in reader:
            row = Row(f"line {line + start + 1}", cells[:_WIDEST])
            wide = wide or len(cells)
            if reader.line_num > start + 1 and (lines.quotes % 2 or len(cells) != wide):
                last = line + reader.line_num
                row.notes.append(f"it runs to line {last}: a quotation mark may be missing")
            yield row
            start, lines.quotes = reader.line_num, 0
    except csv.Error as error:
        words = (
            "a cell has no end: a quotation mark may be missing" if "field" in str(error) else error
        )
        raise UnreadableFile(f"{given.path}: line {line + start + 1}: {words}") from error


def _write(questions: Sequence[Raw], _: Choices, lost: Told) -> Iterable[Output]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in written(questions, lost):
        writer.writerow([guarded(text) for text in row])
    yield Output(
        out.getvalue().encode("utf-8-sig")
    )  # without the mark Excel takes another encoding


FORMAT = Format(
    "csv",
    "CSV",
    (".csv", ".tsv", ".txt"),
    _recognises,
    _read,
    _write,
    ("templates: their questions are drawn",),
)
