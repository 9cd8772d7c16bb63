"""Excel: what its cells mean, what it hides, and workbooks that are broken."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from examprep.archives import pack
from examprep.errors import UnreadableFile
from examprep.exchange.excel import shown
from examprep.exchange.given import Given
from examprep.exchange.question import Question
from examprep.exchange.registry import format_named, recognised
from tests.exchange.roundtrip import exported
from tests.exchange.sheets_shape import CHOICES, keys, one, questions

DAY = datetime.fromisoformat("2026-03-05")
HEAD = ["Topic", "Question", "A", "B", "Key"]


def saved(book: Workbook) -> bytes:
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def book(*rows: list[Any]) -> Workbook:
    made = Workbook()
    for row in (HEAD, *rows):
        made.active.append(row)
    return made


def test_cells_are_read_as_they_are_shown() -> None:
    made = book(["t", "How many?", 5.0, 0.5, "A"], ["t", "When?", date(2026, 3, 5), True, "B"])
    made.active["D2"].number_format = "0.00"
    made.active["C3"].number_format = "d-mmm"
    first, second = questions("xlsx", saved(made), ".xlsx")
    assert [option["text"] for option in first.raw["options"]] == ["5", "0.50"]
    assert [option["text"] for option in second.raw["options"]] == ["5-Mar", "True"]
    assert second.notes == ("a date of the spreadsheet, read as 5-Mar",)
    assert first.place == "row 2"


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (0.25, "0%", "25%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1e-7, "General", "0.0000001"),
        (DAY, "mm-dd-yy", "3/5/2026"),
        (DAY, "mmmm d, yyyy", "March 5, 2026"),
        (DAY.replace(hour=14, minute=7), "h:mm AM/PM", "2:07 PM"),
        (time(9, 30), "hh:mm", "09:30"),
        (DAY, "[$-409]dddd", "Thursday"),
    ],
)
def test_styles_of_numbers_and_dates(value: Any, style: str, text: str) -> None:
    assert shown(value, style, "n")[0] == text


def test_merged_topics_hidden_rows_and_formulas() -> None:
    made = book(["Law", "One?", "x", "y", "A"], [None, "Two?", "x", "y", "B"])
    made.active.append(["Math", "Three?", "=1+1", "y", "B"])
    made.active.merge_cells("A2:A3")
    made.active.row_dimensions[3].hidden = True
    found = format_named("xlsx").read
    assert found
    first, second, third = found(Given(Path("x.xlsx"), saved(made)))
    assert isinstance(first, Question)
    assert isinstance(second, Question)
    assert (first.category, second.category) == ("Law", "Law")
    assert second.notes == ("its row is hidden",)
    # Nothing is reckoned: the formula has no saved value, so the option is missing.
    assert isinstance(third, Question)
    assert "a formula without a saved value" in third.notes[0]
    assert [option["text"] for option in third.raw["options"]] == ["y"]


def test_every_sheet_with_a_header_is_read_and_others_are_named() -> None:
    made = book(["", "One?", "x", "y", "A"])
    made.active.title = "Law"
    made.create_sheet("Lists").append(["just", "words"])
    more = made.create_sheet("Math")
    more.append(HEAD)
    more.append([])
    more.append(["", "Two?", "x", "y", "B"])
    given = Given(Path("x.xlsx"), saved(made))
    reader = format_named("xlsx").read
    assert reader
    found = [each for each in reader(given) if isinstance(each, Question)]
    assert [(each.category, each.place) for each in found] == [
        ("Law", "Law row 2"),
        ("Math", "Math row 3"),
    ]
    assert given.said == ["sheet Lists has no header that is known: left out"]


def test_a_workbook_without_questions_says_what_was_looked_for() -> None:
    made = Workbook()
    made.active.append(["brand", "generic"])
    with pytest.raises(UnreadableFile, match="looked for question"):
        questions("xlsx", saved(made), ".xlsx")


def test_what_is_written_is_text_and_never_a_formula() -> None:
    raw = {"id": "q-1", "topic": "t", "stem": "=1+1 gives?", "options": [
        {"text": "-5 mg", "key": True}, {"text": "'=x"}, {"text": "5"}]}  # fmt: skip
    data, _ = exported("xlsx", [raw], CHOICES)
    (sheet,) = load_workbook(io.BytesIO(data)).worksheets
    header = [cell.value for cell in sheet[1]]
    cells = dict(zip(header, sheet[2], strict=True))
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n"}
    assert cells["stem"].value == "=1+1 gives?"
    assert cells["stem"].quotePrefix
    assert cells["option C"].value == "5"
    assert cells["option C"].data_type == "s"
    back = one("xlsx", data, ".xlsx").raw
    assert back["options"] == raw["options"]
    assert keys(back) == ["-5 mg"]


def _changed(data: bytes, name: str, change: Any) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    members[name] = change(members[name])
    return pack(members.items())


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("change", [lambda _: BOMB, lambda data: data[:-40], lambda _: b""])
def test_a_broken_workbook_is_refused_in_one_line(name: str, change: Any) -> None:
    data = _changed(saved(book(["t", "One?", "x", "y", "A"])), name, change)
    given = Given(Path("x.xlsx"), data)
    reader = format_named("xlsx").read
    assert reader
    with pytest.raises(UnreadableFile, match=r"^x\.xlsx: .*(damaged|not known)"):
        list(reader(given))


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    bomb = _changed(saved(book()), "xl/worksheets/sheet1.xml", lambda _: b" " * 5_000_000)
    with pytest.raises(UnreadableFile, match=r"larger than|too tightly"):
        questions("xlsx", bomb, ".xlsx")


def test_a_sheet_that_says_it_is_enormous_costs_nothing() -> None:
    def far(data: bytes) -> bytes:
        cell = b'<row r="200000"><c r="XFD200000"><v>1</v></c></row></sheetData>'
        return data.replace(b"</sheetData>", cell)

    data = _changed(saved(book(["t", "One?", "x", "y", "A"])), "xl/worksheets/sheet1.xml", far)
    assert keys(one("xlsx", data, ".xlsx").raw) == ["x"]


def test_a_workbook_is_told_from_other_zips() -> None:
    found = recognised(Given(Path("x.zip"), saved(book())))
    assert found
    assert found.name == "xlsx"
    assert recognised(Given(Path("x.zip"), pack([("a.txt", b"x")]))) is None
