"""Excel workbooks through openpyxl: every sheet with a known header is read.

Nothing is reckoned: of a formula its saved value is taken. The archive is checked before openpyxl
sees it, and its XML is read by defusedxml.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from examprep.archives import Archive
from examprep.cells import guarded, unguarded
from examprep.errors import UnreadableFile
from examprep.exchange.excel import Marks, marks_of, shown
from examprep.exchange.format import Choices, Format, Output, Told
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.rows import Row, Table, nothing_found, told, written
from examprep.files import MEBIBYTE
from examprep.text import printable

if TYPE_CHECKING:
    from openpyxl import Workbook

_LARGEST = 192 * MEBIBYTE
_WIDEST = 200
_AT_ONCE = 500
_MOST_SHEETS = 200
MOST_ROWS = 1_048_576
_BOOK = "xl/workbook.xml"
# What openpyxl raises on files that break its expectations; most are no classes of its own.
_FAULTS = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, ParseError, OSError, EOFError,
    zipfile.BadZipFile, zlib.error, ArithmeticError, RuntimeError, AssertionError,
)  # fmt: skip


def _recognises(given: Given) -> bool:
    return given.is_zip and _BOOK.encode() in given.data


def _opened(given: Given, archive: Archive, *, values: bool) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if sum(map(archive.size, archive.names())) > _LARGEST:
        raise UnreadableFile(
            f"{given.path}: unpacked it is larger than the {_LARGEST // MEBIBYTE} MB allowed;"
            " save its questions as CSV"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(
                io.BytesIO(given.data), read_only=True, data_only=values, keep_links=False
            )
    except (*_FAULTS, InvalidFileException) as error:
        raise UnreadableFile(f"{given.path}: it is no Excel workbook, or it is damaged") from error


def _read(given: Given) -> Iterator[Question | Skipped]:
    archive = given.archive
    book = _opened(given, archive, values=True)
    sheets = [one for one in book.worksheets[:_MOST_SHEETS] if hasattr(one, "reset_dimensions")]
    found = 0
    for sheet in sheets:
        marks = marks_of(archive, str(getattr(sheet, "_worksheet_path", "")))
        table = Table(category=sheet.title if len(sheets) > 1 else "")
        name = f"{sheet.title} " if len(sheets) > 1 else ""
        yield from table.read(_rows(given, sheet, marks, name))
        if table.header is None:
            given.said.append(
                f"sheet {printable(sheet.title)} has no header that is known: left out"
            )
            continue
        found += 1
        words = told(table.header)
        words += [f"sheet {sheet.title} is hidden; read all the same"] * (
            sheet.sheet_state != "visible"
        )
        given.said.extend(printable(one) for one in words)
    if not found:
        raise UnreadableFile(nothing_found(given.path))


def _rows(given: Given, sheet: Any, marks: Marks, name: str) -> Iterator[Row]:
    """Give the rows of a sheet as texts; what merged cells hide is written into every row."""
    sheet.reset_dimensions()  # a file may say that it has a million rows, or one
    number = 0
    for part in _parts(given, sheet):
        for cells in part:
            number += 1
            row = Row(f"{name}row {number}", [], [])
            texts = [_text(one, row) if one.value is not None else "" for one in cells]
            row.cells = marks.filled(number, texts)
            if number in marks.hidden:
                row.notes.append("its row is hidden")
            row.notes += marks.formulas(number, row.cells)
            yield row


def _parts(given: Given, sheet: Any) -> Iterator[list[tuple[Any, ...]]]:
    rows = sheet.iter_rows(max_col=_WIDEST)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                part = list(islice(rows, _AT_ONCE))
        except _FAULTS as error:
            words = f"sheet {printable(sheet.title)} is damaged"
            raise UnreadableFile(f"{given.path}: {words}") from error
        if not part:
            return
        yield part


def _text(one: Any, row: Row) -> str:
    if type(one.value) is str and one.data_type != "e":
        return one.value
    text, note = shown(one.value, one.number_format, one.data_type)
    if note:
        row.notes.append(note)
    return text


def _write(questions: Sequence[Raw], _: Choices, lost: Told) -> Iterable[Output]:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    rows = written(questions, lost)
    header = next(rows)
    sheet, left = _sheet(book, header, len(questions)), MOST_ROWS - 1
    for row in rows:
        if not left:
            sheet, left = _sheet(book, header, len(questions)), MOST_ROWS - 1
        sheet.append([_cell(sheet, printable(text)) for text in row])
        left -= 1
    whole = io.BytesIO()
    book.save(whole)
    yield Output(whole.getvalue())


def _sheet(book: Workbook, header: list[str], rows: int) -> Any:
    """Add a sheet whose header stays in sight; one more where the last one is full.

    Its size stands at its top: readers that find none there look through all of it first.
    """
    more = f" {len(book.sheetnames) + 1}" if book.sheetnames else ""
    sheet = book.create_sheet(f"Questions{more}")
    sheet.freeze_panes = "A2"
    size = f"A1:{_letter(len(header) - 1)}{min(rows + 1, MOST_ROWS)}"
    sheet.calculate_dimension = lambda: size
    for place, name in enumerate(header):
        wide = name == "stem" or name.startswith(("why", "explanation"))
        sheet.column_dimensions[_letter(place)].width = 60 if wide else 18
    sheet.append(header)
    return sheet


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place + 1))


def _cell(sheet: Any, text: str) -> Any:
    """Make a cell of text, whatever it looks like: no formula, no number.

    What Excel would take for a formula once it is typed anew is marked as text for it; only a text
    that looks guarded itself is guarded once more.
    """
    from openpyxl.cell import WriteOnlyCell

    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=guarded(text) if unguarded(text) != text else text)
    cell.data_type = "s"
    cell.quotePrefix = guarded(text) != text
    return cell


FORMAT = Format(
    "xlsx",
    "Excel",
    (".xlsx", ".xlsm"),
    _recognises,
    _read,
    _write,
    ("templates: their questions are drawn",),
)
