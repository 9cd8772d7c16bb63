"""The figures by topic are the same whichever engine runs them, and the same as by hand."""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from examprep.cohort import engine
from examprep.cohort.engine import TopicSum, TopicWeek, topic_sums, topic_weeks
from examprep.cohort.gathering import gather
from examprep.cohort.spread import NotInstalled, arrow, parquet_bytes
from examprep.cohort.table import Person, Table
from tests.cohort.handed import write_class

TOPICS = {f"bank/q-{number}": f"bank:t-{number % 7}" for number in range(50)}


def drawn(rows: int, people: int = 30, seed: int = 1) -> Table:
    """Draw a table of responses over half a year."""
    chance = np.random.default_rng(seed)
    person = np.sort(chance.integers(0, people, rows)).astype(np.int32)
    return Table(
        [Person(f"p{n}", f"Person {n}", "ptce-2026", 0) for n in range(people)],
        [f"bank/q-{n}" for n in range(50)],
        ["quiz:00"],
        person,
        chance.integers(0, 50, rows).astype(np.int32),
        np.zeros(rows, np.int32),
        1.77e9 + np.floor(chance.random(rows) * 1.5e7 * 1e6) / 1e6,
        chance.choice([0.0, 0.25, 0.3333, 1.0], rows).astype(np.float32),
        chance.random(rows).astype(np.float32) * 60,
        np.zeros(rows, np.uint8),
        np.zeros(rows, np.bool_),
        chance.integers(1, 4, rows).astype(np.int32),
        np.zeros(rows, np.uint8),
        np.zeros(rows, np.uint16),
    )


def by_hand(table: Table) -> list[TopicWeek]:
    """Count row by row, in plain Python."""
    sums = defaultdict(lambda: [0, 0.0, 0, 0.0, set()])
    for row in range(len(table)):
        day = date(1970, 1, 1) + timedelta(days=int(table.at[row] // 86_400))
        topic = TOPICS.get(table.items[table.item[row]], "")
        mine = sums[topic, day - timedelta(days=day.weekday())]
        first = 0 if table.exposure[row] == 1 else 2
        mine[first] += 1
        mine[first + 1] += float(table.credit[row])
        mine[4].add(int(table.person[row]))
    return sorted(TopicWeek(*key, *told[:4], len(told[4])) for key, told in sums.items())


def close(found: list[TopicWeek], wanted: list[TopicWeek]) -> None:
    assert [(one.topic, one.week, one.firsts, one.repeats, one.people) for one in found] == [
        (one.topic, one.week, one.firsts, one.repeats, one.people) for one in wanted
    ]
    for name in ("credit", "repeat_credit"):
        ours, theirs = ([getattr(one, name) for one in many] for many in (found, wanted))
        assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-12)


def test_duckdb_counts_as_a_hand_does() -> None:
    table = drawn(20_000)
    close(topic_weeks(arrow(table, TOPICS)), by_hand(table))


def test_numpy_counts_the_same_sums_by_topic() -> None:
    table = drawn(20_000, seed=2)
    codes = np.array([n % 7 for n in range(50)])[table.item]
    first = table.exposure == 1
    credit = table.credit.astype(np.float64)
    wanted = [
        TopicSum(
            f"bank:t-{code}",
            int((first & (codes == code)).sum()),
            float(credit[first & (codes == code)].sum()),
            int((~first & (codes == code)).sum()),
            float(credit[~first & (codes == code)].sum()),
            len(np.unique(table.person[codes == code])),
        )
        for code in range(7)
    ]
    found = topic_sums(arrow(table, TOPICS))
    assert [one.topic for one in found] == [one.topic for one in wanted]
    for ours, theirs in zip(found, wanted, strict=True):
        assert ours.firsts == theirs.firsts
        assert ours.people == theirs.people
        assert ours.credit == pytest.approx(theirs.credit, rel=1e-12)
        assert ours.repeat_credit == pytest.approx(theirs.repeat_credit, rel=1e-12)


def test_a_parquet_file_gives_what_the_table_gives(tmp_path: Path) -> None:
    table = gather([write_class(tmp_path / "class", 3)]).table
    (tmp_path / "rows.parquet").write_bytes(parquet_bytes(arrow(table, TOPICS)))
    found = topic_weeks(tmp_path / "rows.parquet")
    close(found, topic_weeks(arrow(table, TOPICS)))
    close(found, by_hand(table))


def test_an_empty_cohort_has_no_topics() -> None:
    assert topic_weeks(arrow(drawn(0))) == []


@pytest.mark.parametrize(("name", "missing"), [("duckdb", "ibis"), ("pyspark", "pyspark.sql")])
def test_a_missing_engine_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: engine.Engine, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(NotInstalled, match="pip install"):
        topic_weeks(arrow(drawn(1)), name)


@pytest.mark.torture
@pytest.mark.filterwarnings("ignore")
def test_spark_counts_as_duckdb_does(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("there is no Java here")
    table = drawn(50_000, seed=3)
    (tmp_path / "rows.parquet").write_bytes(parquet_bytes(arrow(table, TOPICS)))
    found = topic_weeks(tmp_path / "rows.parquet", "pyspark")
    close(found, topic_weeks(tmp_path / "rows.parquet", "duckdb"))
    close(found, by_hand(table))
