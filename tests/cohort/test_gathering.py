"""Many files in, one table out: nothing counts twice, nothing is lost, whatever the order."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from examprep.cohort import workers
from examprep.cohort.gathering import Gathered, gather, lines
from examprep.cohort.keeping import folder as cache
from examprep.cohort.seen import Seen
from examprep.cohort.workers import read_all
from examprep.progress.fold import fold
from examprep.progress.head import check_head
from examprep.progress.loaded import read_blocks
from examprep.progress.log import SURE, Log
from examprep.progress.merge import merge
from examprep.progress.sharing import share
from tests.cohort.handed import file_for, sat, write_class
from tests.progress.logs import START

COLUMNS = ("at", "credit", "seconds", "sure", "exam", "exposure", "chose", "key_print")


def rows(found: Gathered) -> list[tuple[object, ...]]:
    table = found.table
    return [
        (
            table.people[table.person[place]].name,
            table.items[table.item[place]],
            table.sittings[table.sitting[place]],
            *(getattr(table, name)[place].item() for name in COLUMNS),
        )
        for place in range(len(table))
    ]


def log_of(data: bytes) -> Log:
    loaded = read_blocks(Path("x.toml"), data)
    return fold(loaded.head, loaded.pairs()).log


def test_the_table_has_every_response_of_every_file(tmp_path: Path) -> None:
    found = gather([write_class(tmp_path, 3)])
    table = found.table
    assert (len(table), len(table.people), found.files, found.problems) == (24, 3, 3, ())
    assert [one.name for one in table.people] == ["Candidate 0", "Candidate 1", "Candidate 2"]
    assert {one.exam for one in table.people} == {"ptce-2026"}
    assert list(table.items) == [f"bank/q-{number}" for number in range(4)]
    for person in range(3):
        log = log_of((tmp_path / f"c-{person:05}.toml").read_bytes())
        mine = table.person == person
        entries = log.rows()
        assert [table.items[n] for n in table.item[mine]] == [one.item for one in entries]
        assert table.at[mine].tolist() == [one.at for one in entries]
        assert table.credit[mine].tolist() == [one.credit for one in entries]
        assert [SURE[n] for n in table.sure[mine]] == [one.sure for one in entries]
        assert table.chose[mine].tolist() == [one.chose for one in entries]
        assert table.exposure[mine].tolist() == [1] * 4 + [2] * 4


def test_the_same_form_has_the_same_name_and_each_attempt_its_own_place(tmp_path: Path) -> None:
    table = gather([write_class(tmp_path, 3)]).table
    assert len(table.sittings) == 6
    assert len({*table.sittings}) == 1
    assert table.sittings[0].startswith("quiz:")
    assert np.unique(table.sitting).tolist() == list(range(6))


def test_drills_are_no_forms(tmp_path: Path) -> None:
    for name in ("Ann", "Ben"):
        log = sat(1, 0)
        drill = log.begin("drill", 1)
        log.respond(drill, 0, 1.0, 5.0)
        log.finish(drill, 6.0)
        (tmp_path / f"{name}.toml").write_bytes(file_for(name, *log.blocks))
    table = gather([tmp_path]).table
    assert len({*table.sittings}) == 2
    assert all(name.startswith("drill:") for name in table.sittings)


def test_copies_of_one_candidate_count_once(tmp_path: Path) -> None:
    log = sat(1, 3)
    early, whole = file_for("Maria", *log.blocks[:7]), file_for("Maria", *log.blocks)
    other = file_for("Maria", *log.blocks[:1], *sat(2, 1, writer="laptop").blocks)
    (tmp_path / "maria.toml").write_bytes(whole)
    (tmp_path / "maria (conflicted copy).toml").write_bytes(other)
    (tmp_path / "last week").mkdir()
    (tmp_path / "last week" / "maria.toml").write_bytes(early)
    (tmp_path / "again.toml").write_bytes(whole)
    found = gather([tmp_path])
    assert len(found.table.people) == 1
    both = log_of(merge(whole, other)).rows()
    assert found.table.at.tolist() == [one.at for one in both]
    assert [found.table.items[n] for n in found.table.item] == [one.item for one in both]
    assert len(found.table.people[0].files) == 4
    assert rows(gather([tmp_path])) == rows(found)  # from what was kept


def test_a_shared_copy_belongs_to_the_same_candidate(tmp_path: Path) -> None:
    data = file_for("Maria", *sat(1).blocks)
    loaded = read_blocks(tmp_path, data)
    made = share(loaded, check_head(tmp_path, loaded.head)).data
    (tmp_path / "a.toml").write_bytes(data)
    (tmp_path / "b.toml").write_bytes(made)
    assert len(gather([tmp_path]).table) == 8


def test_one_without_a_name_is_shown_by_its_id(tmp_path: Path) -> None:
    data = file_for("Maria", *sat(1).blocks)
    loaded = read_blocks(tmp_path, data)
    made = share(loaded, check_head(tmp_path, loaded.head), "law-2026")
    (tmp_path / "b.toml").write_bytes(made.data)
    person = gather([tmp_path]).table.people[0]
    assert person.key == person.name == made.name
    assert rows(gather([tmp_path]))[0][1:2] == ("bank/q-0",)


def test_two_people_of_one_name_are_two(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(file_for("Maria", *sat(1).blocks))
    later = sat(2).blocks[0].fields["at"]
    (tmp_path / "b.toml").write_bytes(file_for("Maria", *sat(2).blocks, created=later))
    table = gather([tmp_path]).table
    assert [one.name for one in table.people] == ["Maria", "Maria"]
    assert len({one.key for one in table.people}) == 2


def test_the_number_of_processes_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = write_class(tmp_path / "class", 9)
    (home / "broken.toml").write_bytes(b"x = ")
    alone = gather([home], processes=1)
    monkeypatch.setattr(workers, "MUCH", 0)
    for path in cache().iterdir():
        path.unlink()
    together = gather([home], processes=2)
    assert rows(alone) == rows(together) == rows(gather([home], processes=2))
    assert alone.problems == together.problems
    assert len(list(cache().glob("*.part"))) == 10


def test_a_file_that_was_read_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = write_class(tmp_path / "class")
    before = rows(gather([home]))

    def never(_: bytes) -> None:
        raise AssertionError

    monkeypatch.setattr("examprep.cohort.keeping.part_of", never)
    assert rows(gather([home])) == before


def test_nothing_new_opens_no_part_until_the_table_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = write_class(tmp_path / "class")
    (home / "copy.toml").write_bytes((home / "c-00000.toml").read_bytes())
    (home / "torn.toml").write_bytes(file_for("Torn", *sat(9).blocks)[:-30])
    before = gather([home])
    opened: list[str] = []
    real = workers.kept
    monkeypatch.setattr(workers, "kept", lambda digest: opened.append(digest) or real(digest))
    again = gather([home])
    assert not opened
    assert again.key == before.key
    assert (again.people, again.items, again.taken) == (before.people, before.items, before.taken)
    assert again.problems == before.problems
    assert len(again.problems) == 1
    assert rows(again) == rows(before)
    assert opened


def test_other_bytes_are_another_class(tmp_path: Path) -> None:
    home = write_class(tmp_path / "class", 2)
    before = gather([home])
    (home / "c-00000.toml").write_bytes(file_for("Candidate 0", *sat(7, 2).blocks))
    after = gather([home])
    assert after.key != before.key
    assert rows(after) != rows(before)


def test_a_changed_file_or_a_damaged_cache_is_read_anew(tmp_path: Path) -> None:
    home = write_class(tmp_path / "class")
    before = rows(gather([home]))
    for path in cache().iterdir():
        path.write_bytes(path.read_bytes()[:-3] + b"abc")
    (cache() / "seen.msgpack").write_bytes(b"abc")
    assert rows(gather([home])) == before
    (home / "c-00000.toml").write_bytes(file_for("Candidate 0", *sat(0, 3).blocks))
    assert len(gather([home]).table) == 28


def test_a_folder_named_twice_is_read_once(tmp_path: Path) -> None:
    home = write_class(tmp_path / "class")
    assert gather([home, home / "c-00000.toml", home]).files == 3


def test_nothing_at_all_gives_an_empty_table(tmp_path: Path) -> None:
    found = gather([tmp_path])
    assert (len(found.table), list(found.table.people), found.problems) == (0, [], ())


def test_problems_beyond_the_first_are_counted(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.toml").write_bytes(b"x = 1\n")
    said = list(lines(gather([tmp_path]).problems))
    assert len(said) == 21
    assert said[-1].startswith("and 10 more files: is not a progress file")


def test_ten_thousand_files_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_bytes(file_for("Maria", *sat(1).blocks))
    for number in range(10_000):
        (tmp_path / f"{number:05}.toml").touch()
    found = gather([tmp_path])
    assert len(found.table) == 8
    assert len(list(lines(found.problems))) == 21


def test_reading_gives_the_files_in_their_order(tmp_path: Path) -> None:
    paths = sorted(write_class(tmp_path / "class", 4).iterdir(), reverse=True)
    assert [
        one.path for one in read_all(paths, dict.fromkeys(paths, ""), Seen(tmp_path / "x"))
    ] == paths


def settle(folder: Path, seconds: float) -> None:
    """Make files look as if nobody had touched them for a while."""
    for path in folder.iterdir():
        os.utime(path, (START.timestamp() - seconds,) * 2)


@pytest.fixture
def old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("examprep.cohort.seen.SETTLED", -(10**12))  # as of files long settled


@pytest.mark.usefixtures("old_enough")
def test_a_file_nobody_touched_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = write_class(tmp_path / "class")
    before = rows(gather([home]))

    def never(_: Path) -> None:
        raise AssertionError

    monkeypatch.setattr("examprep.cohort.keeping.content", never)
    assert rows(gather([home])) == before


@pytest.mark.usefixtures("old_enough")
def test_a_file_of_the_same_size_and_time_is_seen_to_differ(tmp_path: Path) -> None:
    home = write_class(tmp_path / "class", 1)
    settle(home, 10.0)
    before = gather([home]).table.credit.sum()
    (path,) = home.iterdir()
    path.write_bytes(path.read_bytes().replace(b"credit = 0.0", b"credit = 1.0"))
    settle(home, 10.0)
    assert gather([home]).table.credit.sum() > before


def test_a_file_that_has_just_changed_is_hashed_each_time(tmp_path: Path) -> None:
    gather([write_class(tmp_path / "class", 1)])
    assert not (cache() / "seen.msgpack").exists()
