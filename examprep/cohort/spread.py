"""Spreading: the rows of a cohort as CSV and Parquet. No field of a CSV can start a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examprep.cells import guarded
from examprep.cohort.columns import DICTIONARY, NAMES, coded, plain, rows
from examprep.cohort.table import Table
from examprep.errors import ExamprepError
from examprep.program import how_to_add
from examprep.progress.log import NO_CHOICE
from examprep.text import one_line, printable
from examprep.words import tr

if TYPE_CHECKING:
    import pyarrow as pa

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NotInstalled(ExamprepError):  # noqa: N818 - named after the condition, as the user reads it
    """A library is missing that is only needed for this."""


def cell(value: Any) -> str:
    """Write a value so that no spreadsheet takes it for a formula, whatever parts its fields."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(one_line(value))


def csv_text(names: Iterable[str], values: Iterable[Iterable[Any]]) -> str:
    """Write any table as CSV, its first line the names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([cell(name) for name in names])
    writer.writerows([cell(value) for value in row] for row in values)
    return out.getvalue()


def csv_bytes(table: Table, topics: Mapping[str, str] | None = None) -> bytes:
    """Give the rows as CSV."""
    values = ([_shown(name, row[name]) for name in NAMES] for row in rows(table, topics or {}))
    return csv_text(NAMES, values).encode()


def _shown(name: str, value: Any) -> Any:
    """Give a value as people read it; floats are cut to what was stored."""
    if name == "at":
        moment = _EPOCH + timedelta(microseconds=value)
        return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
    if name == "week":
        return (date(1970, 1, 1) + timedelta(days=value)).isoformat()
    return f"{value:.6g}" if isinstance(value, float) else value


def arrow(table: Table, topics: Mapping[str, str] | None = None) -> pa.Table:
    """Give the rows as an Arrow table, which engines read as they are.

    Raises:
        NotInstalled: pyarrow is missing.
    """
    pa = pyarrow()
    columns: dict[str, Any] = {}
    for name, (codes, texts) in coded(table, topics or {}).items():
        clean = pa.array([printable(text) for text in texts], pa.string())
        columns[name] = pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), clean)
    numbers = plain(table)
    columns |= {name: pa.array(column) for name, column in numbers.items()}
    columns["at"] = pa.array(numbers["at"]).cast(pa.timestamp("us", tz="UTC"))
    columns["week"] = pa.array(numbers["week"], pa.int32()).cast(pa.date32())
    columns["chose"] = pa.array(numbers["chose"], pa.int16(), mask=table.chose == NO_CHOICE)
    columns["key_print"] = pa.array(numbers["key_print"]).cast(pa.int32())
    fields = [pa.field(name, columns[name].type, metadata=_about(name)) for name in NAMES]
    return pa.table([columns[name] for name in NAMES], schema=pa.schema(fields))


def _about(name: str) -> dict[str, str]:
    return next({"unit": unit, "meaning": text} for n, _, unit, text in DICTIONARY if n == name)


def parquet_bytes(found: pa.Table) -> bytes:
    """Give an Arrow table as a Parquet file."""
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(found, out, compression="zstd")
    return out.getvalue()


def pyarrow() -> Any:
    """Give the library that makes Parquet.

    Raises:
        NotInstalled: it is missing.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise not_installed(tr("Parquet needs pyarrow")) from error
    return pa


def not_installed(what: str) -> NotInstalled:
    """Say what is missing and how to get it."""
    how = how_to_add("cohort")
    return NotInstalled(tr("{what}, which is not installed: {how}", what=what, how=how))


def is_parquet(path: Path) -> bool:
    """Tell whether a file holds rows as `write_parquet` writes them.

    Raises:
        NotInstalled: what reads Parquet is missing.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise not_installed(tr("Reading Parquet needs pyarrow")) from error
    try:
        names = {*parquet.read_schema(path).names}
    except (OSError, pa.ArrowException):
        return False
    return {"topic", "week", "exposure", "credit"} <= names
