"""What leaves the program for spreadsheets and notebooks, safe to open and described."""

from __future__ import annotations

import csv
import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.cohort.columns import NAMES, dictionary, weeks
from examprep.cohort.gathering import gather
from examprep.cohort.spread import (
    NotInstalled,
    arrow,
    cell,
    csv_bytes,
    csv_text,
    parquet_bytes,
)
from examprep.cohort.table import Table
from examprep.dates import local
from tests.cohort.crowds import people
from tests.cohort.crowds import table as crowd
from tests.cohort.handed import file_for, sat, write_class

TOPICS = {"bank/q-0": "bank:law", "bank/q-1": "bank:sums", "bank/q-2": "bank:law"}
STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return gather([write_class(tmp_path / "class", 3)]).table


@given(st.text() | st.from_regex(r"[ \t;]*[=+\-@].*"), st.sampled_from([",", ";", "\t"]))
def test_no_field_starts_a_formula(text: str, between: str) -> None:
    written = csv_text(["a", "b"], [[text, text]])
    for row in csv.reader(io.StringIO(written), delimiter=between, quotechar='"'):
        for field in row:
            assert not field.lstrip(" \t\"'").startswith(tuple(STARTS)) or "'" in field


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "-2+3",
        "+1",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        " =1",
        "\uff1d1+1",
        "=cmd|' /C calc'!A0",
        "|cmd",
        "%0A=1",
    ],
)
def test_formulas_become_text(text: str) -> None:
    assert cell(text).startswith("'")


def test_what_follows_a_semicolon_is_no_formula_either() -> None:
    assert cell("a;=1;-2") == "a;'=1;'-2"


def test_numbers_are_guarded_too() -> None:
    assert cell(-1.5) == "'-1.5"
    assert (cell(1.5), cell(7), cell(True), cell("a-b")) == ("1.5", "7", "yes", "a-b")


def test_csv_has_a_row_for_each_response_and_a_dictionary(table: Table) -> None:
    found = [*csv.DictReader(io.StringIO(csv_bytes(table, TOPICS).decode()))]
    assert len(found) == 24
    assert tuple(found[0]) == NAMES
    assert found[0]["name"] == "Candidate 0"
    assert found[0]["topic"] == "bank:law"
    assert found[3]["topic"] == ""
    assert found[0]["at"] == "2026-11-22T09:03:00Z"
    assert found[0]["week"] == "2026-11-16"
    assert {row["exposure"] for row in found} == {"1", "2"}
    assert all(f"| `{name}` |" in dictionary() for name in NAMES)


def test_a_hostile_name_is_no_formula_in_the_file(tmp_path: Path) -> None:
    home = tmp_path / "class"
    home.mkdir()
    (home / "x.toml").write_bytes(file_for("=cmd|' /C calc'!A0", *sat(1).blocks))
    assert b",=" not in csv_bytes(gather([home]).table)


def test_parquet_holds_the_same_rows(table: Table) -> None:
    import pyarrow.parquet as pq

    found = pq.read_table(io.BytesIO(parquet_bytes(arrow(table, TOPICS))))
    assert tuple(found.column_names) == NAMES
    assert found.num_rows == len(table)
    assert found["credit"].to_pylist() == table.credit.tolist()
    assert found["at"][0].as_py() == datetime(2026, 11, 22, 9, 3, tzinfo=UTC)
    assert found["week"][0].as_py() == date(2026, 11, 16)
    assert found["chose"].to_pylist() == table.chose.tolist()
    assert found["person"].to_pylist() == [table.people[n].key for n in table.person]
    assert found.schema.field("seconds").metadata[b"unit"] == b"s"


def test_no_single_choice_is_nothing(tmp_path: Path) -> None:
    log = sat(1)
    log.blocks[2].fields["chose"] = [1, 2]
    (tmp_path / "x.toml").write_bytes(file_for("Maria", *log.blocks))
    assert arrow(gather([tmp_path]).table)["chose"].to_pylist()[0] is None


def test_an_empty_cohort_is_an_empty_table(tmp_path: Path) -> None:
    assert arrow(gather([tmp_path]).table).num_rows == 0


def test_without_pyarrow_one_line_says_how_to_get_it(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NotInstalled, match=r"pip install 'examprep\[cohort\]'"):
        arrow(table)


@given(st.floats(0, 2**37))
def test_a_week_begins_on_a_monday(moment: float) -> None:
    (day,) = weeks(crowd([{"at": moment}], people(1), ["bank/q-0"])).tolist()
    found = date.fromordinal(date(1970, 1, 1).toordinal() + day)
    assert found.weekday() == 0
    assert 0 <= (local(moment).date() - found).days < 7
