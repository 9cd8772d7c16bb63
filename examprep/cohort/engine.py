"""The figures by topic, written once as expressions and run by whichever engine is set.

DuckDB runs them within this process; Spark runs the same ones over the Parquet files of a chain
or a state that no single machine holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from examprep.cohort.spread import NotInstalled, not_installed
from examprep.settings import Engine
from examprep.words import tr

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

ENGINES: tuple[Engine, ...] = get_args(Engine)


@dataclass(frozen=True, slots=True, order=True)
class TopicWeek:
    """What a cohort did in one topic in the week from a Monday.

    `firsts` counts first exposures and `credit` sums what they earned; `repeats` and
    `repeat_credit` do so for all later ones. `people` counts who answered at all.
    """

    topic: str
    week: date
    firsts: int
    credit: float
    repeats: int
    repeat_credit: float
    people: int


@dataclass(frozen=True, slots=True, order=True)
class TopicSum:
    """What a cohort did in one topic altogether, named as in `TopicWeek`."""

    topic: str
    firsts: int
    credit: float
    repeats: int
    repeat_credit: float
    people: int


def by_topic_and_week(rows: ir.Table) -> ir.Table:
    """Give the expression of the figures by topic and week."""
    return rows.group_by(["topic", "week"]).aggregate(**_figures(rows))


def by_topic(rows: ir.Table) -> ir.Table:
    """Give the expression of the figures by topic."""
    return rows.group_by("topic").aggregate(**_figures(rows))


def _figures(rows: ir.Table) -> dict[str, Any]:
    first, credit = rows.exposure == 1, rows.credit.cast("float64")
    return {
        "firsts": first.sum(),
        "credit": first.ifelse(credit, 0.0).sum(),
        "repeats": (~first).sum(),
        "repeat_credit": first.ifelse(0.0, credit).sum(),
        "people": rows.person.nunique(),
    }


def topic_weeks(source: Path | pa.Table, engine: Engine = "duckdb") -> list[TopicWeek]:
    """Give the figures by topic and week, in that order.

    Raises:
        NotInstalled: the engine is missing.
    """
    return sorted(TopicWeek(**row) for row in _run(by_topic_and_week, source, engine))


def topic_sums(source: Path | pa.Table, engine: Engine = "duckdb") -> list[TopicSum]:
    """Give the figures by topic, in that order.

    Raises:
        NotInstalled: the engine is missing.
    """
    return sorted(TopicSum(**row) for row in _run(by_topic, source, engine))


def _run(expression: Any, source: Path | pa.Table, engine: Engine) -> list[dict[str, Any]]:
    with _opened(source, engine) as (connection, rows):
        found: list[dict[str, Any]] = connection.to_pyarrow(expression(rows)).to_pylist()
        return found


@contextmanager
def _opened(source: Path | pa.Table, engine: Engine) -> Iterator[tuple[Any, ir.Table]]:
    """Give a connection to an engine and the rows as it sees them."""
    connection = _CONNECT[engine]()
    try:
        if isinstance(source, Path):
            yield connection, connection.read_parquet(str(source))
        else:
            import ibis

            yield connection, ibis.memtable(source)
    finally:
        connection.disconnect()


def _duckdb() -> Any:
    try:
        import ibis

        return ibis.duckdb.connect()
    except ImportError as error:
        raise not_installed(tr("The engine needs Ibis with DuckDB")) from error


def _pyspark() -> Any:
    try:
        import ibis
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").appName("examprep")
        settings = {"spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC"}
        settings["spark.sql.shuffle.partitions"] = "4"
        for key, value in settings.items():
            builder = builder.config(key, value)
        return ibis.pyspark.connect(builder.getOrCreate())
    except ImportError as error:
        hint = "pip install 'examprep[cohort]' 'pyspark>=4,<4.1', and Java 17"
        raise NotInstalled(tr("The engine pyspark is not installed: {hint}", hint=hint)) from error


_CONNECT = {"duckdb": _duckdb, "pyspark": _pyspark}
