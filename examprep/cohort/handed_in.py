"""Who has done what of assignments, as rows for spreadsheets and notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from examprep.text import printable

if TYPE_CHECKING:
    import pyarrow as pa

    from examprep.cohort.report import Assigned

# Column, meaning, type in Parquet.
COLUMNS = (
    ("assignment", "its title", "text"),
    ("assignment_id", "its id, the same in every copy of its file", "text"),
    ("due", "the last day in time; empty where there is none", "date"),
    ("person", "the candidate's id, as in the other tables", "text"),
    ("name", "the candidate's name", "text"),
    ("done", "not started, open or done", "text"),
    ("score", "share of the points that counts, 0 to 1; empty while none is done", "number"),
    ("attempts", "attempts that were begun, those beyond what is allowed too", "whole number"),
    ("finished", "when what counts was finished, UTC; empty where nothing was", "time"),
    ("late", "finished after the due day, or the day is past and nothing is done", "yes or no"),
    ("altered", "other questions were asked than the assignment has", "yes or no"),
)
NAMES = tuple(name for name, *_ in COLUMNS)
ABOUT = "One row for each person and assignment that was made here and that somebody began."
MEANINGS = {name: meaning for name, meaning, _ in COLUMNS}


def rows(found: Sequence[Assigned]) -> Iterator[tuple[Any, ...]]:
    """Give a row for each, in the order of the columns; moments as datetimes in UTC."""
    for one in found:
        ended = None if one.finished is None else datetime.fromtimestamp(one.finished, UTC)
        yield (
            *(one.assignment, one.id, one.due, one.key, one.person, one.done, one.score),
            *(one.attempts, ended, one.late, one.altered),
        )


def arrow(found: Sequence[Assigned], pa: Any) -> pa.Table:
    """Give the rows as an Arrow table, the meaning of each column beside it."""
    kinds = {
        "text": pa.string(),
        "date": pa.date32(),
        "number": pa.float64(),
        "whole number": pa.int64(),
        "time": pa.timestamp("s", tz="UTC"),
        "yes or no": pa.bool_(),
    }
    fields = [pa.field(name, kinds[kind], metadata={"meaning": m}) for name, m, kind in COLUMNS]
    columns = zip(*rows(found), strict=True) if found else [() for _ in COLUMNS]
    plain = [[_plain(value) for value in column] for column in columns]
    pairs = zip(plain, fields, strict=True)
    return pa.table([pa.array(c, f.type) for c, f in pairs], schema=pa.schema(fields))


def _plain(value: Any) -> Any:
    return printable(value) if isinstance(value, str) else value


def dictionary() -> str:
    """Give the data dictionary as Markdown."""
    lines = "".join(f"| `{name}` | {kind} | {meaning} |\n" for name, meaning, kind in COLUMNS)
    return f"# Data dictionary\n\n{ABOUT}\n\n| column | type | meaning |\n|---|---|---|\n{lines}"
