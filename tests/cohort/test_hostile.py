"""Files made to spoil a report: the whole way to page, tables and JSON."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from examprep.banks.library import Library
from examprep.cohort.calendar import EPOCH, days
from examprep.cohort.columns import rows
from examprep.cohort.gathering import gather, lines
from examprep.cohort.page import page
from examprep.cohort.report import Report, as_json
from examprep.cohort.spread import csv_bytes
from examprep.cohort.table import Table
from examprep.cohort.tables import csv_files
from examprep.dates import local
from examprep.desk.classroom import look
from examprep.progress.blocks import Block
from examprep.progress.head import new_head, render_head
from examprep.progress.sharing import ANONYMOUS, is_anonymous
from examprep.text import HIDDEN
from tests.cli.test_cohort_report import write_bank
from tests.cohort.handed import file_for, sat
from tests.progress.logs import START
from tests.progress.making import file_of

TODAY = date(2026, 11, 24)
ITEMS = 60
QUIZ = ITEMS + 2
ALIAS = f"{ANONYMOUS}0123456789ab"
FAR = datetime(9998, 12, 31, 23, 59, 59, tzinfo=UTC)
NAMES = (
    "../../../../etc/passwd",
    "C:\\Windows\\win.ini",
    "=HYPERLINK(1)",
    "@SUM(A1:A9)",
    '"><script>alert(1)</script>',
    "</table><h1>Fail</h1>",
    "\x1b[2J\x1b[31mred",
    "a\u202eb\u2066c",
    "line one\nline two\r\nline three",
    "{{7*7}} ${7*7} %s %(x)d",
    "x" * 5_000,
    "\ud7ff\ufffe\U0010ffff",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open([write_bank(tmp_path / "banks", ITEMS)])
    yield opened
    opened.close()


@pytest.fixture
def home_class(tmp_path: Path) -> Path:
    """Give a folder with the files of six people who have done nothing to anybody."""
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(6):
        made = START + timedelta(minutes=number)
        blocks = sat(number, quizzes=1, items=ITEMS).blocks
        data = file_for(f"Candidate {number}", *blocks, created=made)
        (folder / f"c-{number}.toml").write_bytes(data)
    return folder


def told(library: Library, folder: Path) -> Report:
    return look(library, [str(folder)], TODAY).report


def numbers(value: Any) -> Iterator[float]:
    """Give every number in plain values, wherever it stands."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from numbers(one)
    elif isinstance(value, float):
        yield value


def sound(found: Report) -> None:
    """See that a report can be given out in each form, with numbers that are numbers."""
    plain = as_json(found)
    assert all(map(math.isfinite, numbers(plain)))
    assert json.loads(msgspec.json.encode(plain))["people"] == found.people
    assert page(found, "class").startswith("<!doctype html>")
    for name, text in csv_files(found).items():
        if name.endswith(".csv"):
            widths = {len(row) for row in csv.reader(io.StringIO(text))}
            assert len(widths) == 1


def spoilt(change: Callable[[list[Block]], None], name: str = "Eve") -> bytes:
    """Give a file of one who answered a quiz, with something changed in its blocks."""
    blocks = sat(99, quizzes=1, items=ITEMS).blocks
    change(blocks)
    return file_for(name, *blocks, created=START + timedelta(hours=9))


def every(**fields: Any) -> Callable[[list[Block]], None]:
    """Change these fields in every response."""

    def change(blocks: list[Block]) -> None:
        for block in blocks:
            if block.kind == "response":
                block.fields.update(fields)

    return change


def moved(moment: datetime) -> Callable[[list[Block]], None]:
    """Let all of it have happened at one moment."""

    def change(blocks: list[Block]) -> None:
        for block in blocks:
            block.fields["at"] = moment

    return change


def goal(**fields: Any) -> Callable[[list[Block]], None]:
    return lambda blocks: blocks[0].fields.update(fields)


SPOILT: dict[str, Callable[[list[Block]], None]] = {
    "credit beyond all bounds": every(credit=1e308),
    "credit below nothing": every(credit=-1e308),
    "credit without end": every(credit=math.inf),
    "credit that is no number": every(credit=math.nan),
    "credit in words": every(credit="all of it"),
    "seconds without end": every(seconds=math.inf),
    "seconds that are no number": every(seconds=math.nan),
    "seconds below nothing": every(seconds=-5.0),
    "a whole life": every(seconds=1e9),
    "slots below nothing": every(slot=-1),
    "slots beyond the last": every(slot=10**6),
    "slots beyond all bounds": every(slot=2**62),
    "a slot in words": every(slot="first"),
    "options below nothing": every(chose=[-1]),
    "options beyond the last": every(chose=[200]),
    "options beyond all bounds": every(chose=[2**62]),
    "many options": every(chose=[0] * 1_000),
    "a clock without end": every(clock=math.inf),
    "a clock that is no number": every(clock=math.nan),
    "another's attempt": every(attempt="w00001-2"),
    "the last day there is": moved(FAR),
    "the day after": moved(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    "the first day there is": moved(datetime(1, 1, 1, tzinfo=UTC)),
    "before all clocks": moved(datetime(1970, 1, 1, tzinfo=UTC)),
    "an exam at the end of time": goal(date=date(9999, 12, 31)),
    "an exam at its beginning": goal(date=date(1, 1, 1)),
    "an exam that is none": goal(exam="../../ptce-2026"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_one_spoilt_file_changes_no_figure_of_the_others(
    library: Library, home_class: Path, name: str
) -> None:
    before = told(library, home_class)
    (home_class / "eve.toml").write_bytes(spoilt(SPOILT[name]))
    after = told(library, home_class)
    sound(after)
    others = [one for one in after.standings if one.name != "Eve"]
    assert others == list(before.standings)
    assert len(after.problems) <= 1
    assert after.answers <= before.answers + ITEMS
    assert all(0.0 <= one.share <= 1.0 for one in after.topics if one.share is not None)
    assert all(0.0 <= q.facility <= 1.0 for q in after.questions if q.facility is not None)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_spoils_neither_page_nor_table(
    library: Library, home_class: Path, name: str, tmp_path: Path
) -> None:
    data = file_of(*sat(99, 1, ITEMS).blocks, head=new_head(name, START + timedelta(hours=9)))
    (home_class / "eve.toml").write_bytes(data)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    found = told(library, home_class)
    sound(found)
    source = page(found, name)
    assert "<script" not in source.replace("<script>document", "")
    assert "<h1>Fail" not in source
    assert not HIDDEN.search(source.replace("\n", ""))
    for text in csv_files(found).values():
        for row in csv.reader(io.StringIO(text)):
            assert not any(field.startswith(("=", "@")) for field in row)
    fresh = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(tmp_path / "home") for path in fresh)


def test_a_name_of_many_lines_is_one_row(library: Library, home_class: Path) -> None:
    data = file_of(*sat(99, 1, ITEMS).blocks, head=new_head("a\nb\r\nc", START))
    (home_class / "eve.toml").write_bytes(data)
    found = told(library, home_class)
    table = list(csv.reader(io.StringIO(csv_files(found)["people.csv"])))
    assert len(table) == 8
    assert all("\n" not in field for row in table for field in row)


def test_a_hundred_thousand_entries_of_one_id_count_once(tmp_path: Path) -> None:
    blocks = sat(1, quizzes=1).blocks
    answer = next(block for block in blocks if block.kind == "response")
    data = file_for("Eve", *blocks) + file_of(answer, head=b"") * 100_000
    (tmp_path / "eve.toml").write_bytes(data)
    start = time.process_time()
    found = gather([tmp_path], processes=1)
    assert len(found.table) == 4
    assert time.process_time() - start < 60.0
    assert len(list(lines(found.problems))) <= 1


def test_answers_of_one_id_that_differ_are_not_two(tmp_path: Path) -> None:
    blocks = sat(1, quizzes=1).blocks
    answer = next(block for block in blocks if block.kind == "response")
    other = Block("response", answer.fields | {"credit": 1.0 - answer.fields["credit"]})
    (tmp_path / "eve.toml").write_bytes(file_for("Eve", *blocks, other))
    table = gather([tmp_path]).table
    assert len(table) == 4
    assert sorted(table.items[n] for n in table.item) == [f"bank/q-{n}" for n in range(4)]


def test_two_gigabytes_of_toml_in_a_class_are_one_line(library: Library, home_class: Path) -> None:
    before = told(library, home_class)
    with (home_class / "huge.toml").open("wb") as file:
        file.write(file_for("Eve", *sat(99, 1, ITEMS).blocks))
        file.truncate(2 * 1024**3)
    after = told(library, home_class)
    assert after.standings == before.standings
    (line,) = after.problems
    assert "larger than the 32 MB allowed" in line


def test_zeros_behind_a_file_are_told_and_do_no_harm(library: Library, home_class: Path) -> None:
    with (home_class / "eve.toml").open("wb") as file:
        file.write(file_for("Eve", *sat(99, 1, ITEMS).blocks))
        file.truncate(2 * 1024**2)  # as a disk leaves it that lost its power
    found = told(library, home_class)
    sound(found)
    assert len(found.problems) == 1
    assert found.people in {6, 7}


def test_a_clock_at_the_end_of_time_costs_neither_time_nor_memory() -> None:
    at = np.array([0.0, 1.79e9, 1.79e9 + 7_200.0, FAR.timestamp()])
    start = time.process_time()
    found = days(at)
    assert time.process_time() - start < 1.0
    assert found.tolist() == [local(one).date().toordinal() - EPOCH for one in at.tolist()]


def test_days_are_the_same_beside_a_clock_that_is_far_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "CST6CDT,M3.2.0,M11.1.0")
    if hasattr(time, "tzset"):
        time.tzset()
    near = 1.79e9 + 1_801.0 * np.arange(20_000)
    alone, beside = days(near), days(np.append(near, FAR.timestamp()))
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()
    assert beside[:-1].tolist() == alone.tolist()


def test_who_stopped_is_not_hidden_by_a_clock_far_ahead(library: Library, home_class: Path) -> None:
    log = sat(99, quizzes=2, items=ITEMS)
    for block in log.blocks[1 + QUIZ :]:
        block.fields["at"] = FAR
    data = file_for("Eve", *log.blocks, created=START + timedelta(hours=9))
    (home_class / "eve.toml").write_bytes(data)
    later = TODAY + timedelta(days=30)
    found = look(library, [str(home_class)], later).report
    (eve,) = (one for one in found.standings if one.name == "Eve")
    assert eve.stopped
    assert eve.last is not None
    assert eve.last < TODAY
    assert eve.answers == ITEMS


def _nameless(alias: str, seed: int, **more: object) -> bytes:
    head = render_head({"format": 1, "candidate": alias, "anonymous": True, **more})
    return file_of(*sat(seed, 1, ITEMS).blocks, head=head)


def test_nobody_can_stand_under_anothers_id(tmp_path: Path) -> None:
    (tmp_path / "ann.toml").write_bytes(_nameless(ALIAS, 1))
    (tmp_path / "eve.toml").write_bytes(_nameless(ALIAS, 2, created=START))
    (tmp_path / "mal.toml").write_bytes(_nameless(f"{ALIAS}{'x' * 90}", 3))
    (tmp_path / "max.toml").write_bytes(_nameless(f"{ALIAS}{'x' * 91}", 4))
    (tmp_path / "ned.toml").write_bytes(file_for(ALIAS, *sat(5, 1, ITEMS).blocks))
    people = gather([tmp_path]).table.people
    keys = [one.key for one in people]
    assert len({*keys}) == len(keys) == 4
    assert keys.count(ALIAS) == 1


@pytest.mark.parametrize("name", ["anon-", "anon-abc", "anon-0123456789AB", "anon-0123456789ab\n"])
def test_only_an_id_as_it_is_made_stands_for_nobody(name: str) -> None:
    from examprep.progress.head import Head

    fields: dict[str, Any] = {"anonymous": True}
    assert not is_anonymous(Head(name, START, fields))
    assert is_anonymous(Head(ALIAS, START, fields))
    assert not is_anonymous(Head(ALIAS, START, {"anonymous": "yes"}))


def test_hundreds_of_copies_of_one_file_are_brought_together_quickly(tmp_path: Path) -> None:
    log = sat(1, quizzes=100)
    head, quizzes = log.blocks[:1], [log.blocks[1 + 6 * n : 7 + 6 * n] for n in range(100)]
    for number, blocks in enumerate(quizzes):
        (tmp_path / f"copy-{number}.toml").write_bytes(file_for("Maria", *head, *blocks))
    start = time.process_time()
    found = gather([tmp_path], processes=1)
    assert time.process_time() - start < 20.0
    assert len(found.table.people) == 1
    assert len(found.table) == 400
    assert found.table.at.tolist() == sorted(found.table.at.tolist())


def test_copies_may_come_in_any_order(tmp_path: Path) -> None:
    log = sat(1, quizzes=5)
    copies = [
        file_for("Maria", log.blocks[0], *log.blocks[1 + 6 * n : 7 + 6 * n]) for n in range(5)
    ]
    tables: list[Table] = []
    for turn in range(3):
        folder = tmp_path / f"turn-{turn}"
        folder.mkdir()
        for number, data in enumerate(copies[turn:] + copies[:turn]):
            (folder / f"{number}.toml").write_bytes(data)
        tables.append(gather([folder]).table)
    told_rows = [list(rows(one, {})) for one in tables]
    assert told_rows[0] == told_rows[1] == told_rows[2]


def test_items_that_are_paths_and_markup_stay_text(library: Library, home_class: Path) -> None:
    def change(blocks: list[Block]) -> None:
        slots = blocks[1].fields["slots"]
        slots[0] = ["../../etc/passwd", 1]
        slots[1] = ["<img src=x onerror=alert(1)>/q", 1]
        slots[2] = ["=cmd|' /C calc'!A0/q", 1]

    (home_class / "eve.toml").write_bytes(spoilt(change))
    found = told(library, home_class)
    sound(found)
    assert "<img src=x" not in page(found)
    for text in csv_files(found).values():
        for row in csv.reader(io.StringIO(text)):
            assert not any(field.startswith("=") for field in row)
    gone = [q for q in found.questions if q.stem == "no longer in any bank"]
    assert len(gone) == 3
    assert all(q.n == 1 and q.facility is None for q in gone)


def test_rows_of_the_end_of_time_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "eve.toml").write_bytes(spoilt(moved(FAR)))
    (tmp_path / "old.toml").write_bytes(spoilt(moved(datetime(1970, 1, 1, tzinfo=UTC)), "Old"))
    text = csv_bytes(gather([tmp_path]).table).decode()
    moments = {row["at"] for row in csv.DictReader(io.StringIO(text))}
    assert moments == {"9998-12-31T23:59:59Z", "1970-01-01T00:00:00Z"}


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
def test_a_file_whose_name_is_markup_is_named_plainly(library: Library, home_class: Path) -> None:
    (home_class / "\x1b[31m<b>evil.toml").write_bytes(b"nothing")
    found = told(library, home_class)
    (line,) = found.problems
    assert not HIDDEN.search(line)
    assert "<b>evil" not in page(found)


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
def test_a_file_whose_name_is_no_text_is_told_too(
    library: Library, home_class: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("examprep.cohort.seen.SETTLED", -(10**12))  # as of files long settled
    folder = home_class / os.fsdecode(b"\xff\xfe")
    folder.mkdir()
    (folder / os.fsdecode(b"\xfe.toml")).write_bytes(spoilt(every(seconds=9.0)))
    (folder / os.fsdecode(b"\xff.toml")).write_bytes(b"nothing")
    for _ in range(2):  # the second time from what was kept
        found = told(library, home_class)
        (line,) = found.problems
        assert line.endswith("-o FILE)")
        assert found.people == 7
        sound(found)
    for line in lines(gather([home_class]).problems):
        line.encode()
