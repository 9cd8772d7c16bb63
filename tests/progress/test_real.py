"""Results of real exams: kept, read back, merged, and spoiled by a hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from examprep.errors import UnwritableFile
from examprep.progress import snapshot
from examprep.progress.journal import Journal
from examprep.progress.merge import merge
from examprep.progress.real import RealResult, read_result, result_fields
from examprep.progress.record import Record
from tests.progress.making import START

FAILED = RealResult("ptce-2026", date(2026, 11, 20), passed=False)
PASSED = RealResult("ptce-2026", date(2027, 1, 15), passed=True)
OTHER = RealResult("excpt-2023", date(2027, 2, 1), passed=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Journal.create(tmp_path / "maria.toml", "Maria", START).path


def add(path: Path, *results: RealResult, days: int = 0) -> Record:
    record = Record.open(path)
    for result in results:
        record.add_result(result, START + timedelta(days=days))
    return record


def results(path: Path) -> list[RealResult]:
    """Give what a whole reading of the file finds."""
    snapshot.snapshot_path(path).unlink(missing_ok=True)
    return Record.open(path).state.results


def with_block(path: Path, *lines: str) -> Path:
    """Write a result into the file, as a hand does that copies a block and changes it."""
    head = '\n[[result]]\nid = "hand-1"\nat = 2026-11-22T09:00:00Z\n'
    with path.open("a", encoding="utf-8") as file:
        file.write(head + "".join(f"{line}\n" for line in lines) + "#= 00000000\n")
    return path


@pytest.mark.parametrize("result", [FAILED, PASSED, OTHER])
def test_a_result_comes_back_from_its_fields(result: RealResult) -> None:
    assert read_result(result_fields(result)) == result


def test_results_count_at_once_and_after_the_next_start(path: Path) -> None:
    record = add(path, FAILED, PASSED)
    assert record.state.results == [FAILED, PASSED]
    assert results(path) == [FAILED, PASSED]


def test_without_any_there_are_none(path: Path) -> None:
    assert results(path) == []


def test_a_result_reads_as_a_person_would_write_it(path: Path) -> None:
    add(path, FAILED)
    text = path.read_text(encoding="utf-8")
    assert '\n[[result]]\nid = "' in text
    assert '\nexam = "ptce-2026"\ndate = 2026-11-20\npassed = false\n#= ' in text


def test_a_snapshot_knows_the_results_before_it_and_the_file_those_after(path: Path) -> None:
    add(path, FAILED).keep_snapshot()
    assert Record.open(path).state.results == [FAILED]
    add(path, PASSED)
    with_snapshot = Record.open(path).state
    assert with_snapshot.results == [FAILED, PASSED]
    assert with_snapshot.results == results(path)


def test_another_window_sees_a_result_when_it_catches_up(path: Path) -> None:
    other = Record.open(path)
    add(path, FAILED)
    assert other.state.results == []
    other.catch_up()
    assert other.state.results == [FAILED]
    other.add_result(PASSED, START)
    assert other.state.results == results(path) == [FAILED, PASSED]


def test_merging_two_machines_keeps_every_result_once(path: Path, tmp_path: Path) -> None:
    add(path, FAILED)
    copy = tmp_path / "other.toml"
    copy.write_bytes(path.read_bytes())
    add(path, PASSED, days=2)
    add(copy, OTHER, days=1)
    here, there = path.read_bytes(), copy.read_bytes()
    both = merge(here, there)
    assert both == merge(there, here) == merge(both, here)
    path.write_bytes(both)
    assert results(path) == [FAILED, OTHER, PASSED]


def test_a_block_that_stands_twice_is_one_result(path: Path) -> None:
    add(path, FAILED)
    data = path.read_bytes()
    path.write_bytes(data + b"\n" + data[data.index(b"[[result]]") :])
    assert results(path) == [FAILED]


def test_a_result_that_cannot_be_written_is_not_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UnwritableFile("the disk is full")

    record = Record.open(path)
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", refuse)
        with pytest.raises(UnwritableFile):
            record.add_result(PASSED, START)
    assert record.state.results == results(path) == []


def test_a_result_written_by_hand_counts(path: Path) -> None:
    with_block(path, 'exam = "ptce-2026"', "date = 2026-11-20", "passed = false")
    assert results(path) == [FAILED]


@pytest.mark.parametrize(
    "lines",
    [
        ("date = 2026-11-20", "passed = true"),
        ('exam = "ptce-2026"', "passed = true"),
        ('exam = "ptce-2026"', "date = 2026-11-20"),
        ('exam = "ptce-2026"', "date = 2026-11-20", 'passed = "yes"'),
        ('exam = "ptce-2026"', "date = 2026-11-20", "passed = 1"),
        ('exam = "ptce-2026"', 'date = "2026-11-20"', "passed = true"),
        ('exam = "ptce-2026"', "date = 2026-11-20T09:00:00Z", "passed = true"),
    ],
)
def test_a_block_that_makes_no_sense_is_passed_over(path: Path, lines: tuple[str, ...]) -> None:
    add(path, FAILED)
    state = Record.open(with_block(path, *lines)).state
    assert (state.results, state.skipped) == ([FAILED], 1)
    add(path, PASSED)
    assert results(path) == [FAILED, PASSED]
