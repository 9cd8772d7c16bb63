"""The index is only a cache: whatever happens to its file, the answers are those of the bank."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from examprep import places
from examprep.banks import index as index_module
from examprep.banks import reader
from examprep.banks.index import BankIndex
from tests.banks.conftest import BankWriter, item_text

GOOD = Path(__file__).parent / "good" / "kinds"


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Count how often a bank's TOML is read."""
    seen: list[Path] = []
    original = reader.read_tables

    def counted(path: Path) -> object:
        seen.append(path)
        return original(path)

    monkeypatch.setattr(reader, "read_tables", counted)
    return seen


def ids(bank: Path) -> tuple[str, ...]:
    made = BankIndex(bank)
    try:
        return made.record.ids
    finally:
        made.close()


def grow_old(*paths: Path) -> None:
    """Set the files' times back, as if they had not been touched for a day."""
    for path in paths:
        stat = path.stat()
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns - 86_400 * 10**9))


def test_items_come_back_as_they_were_read() -> None:
    bank_file, _ = reader.read_bank(GOOD)
    assert bank_file is not None
    for _ in range(2):
        made = BankIndex(GOOD)
        found = {item.id: item for item in made.items([item.id for item in bank_file.items])}
        assert found == {item.id: item for item in bank_file.items}
        assert made.record.bank == bank_file.bank
        made.close()


def test_the_second_start_parses_nothing(write_bank: BankWriter, parses: list[Path]) -> None:
    bank = write_bank()
    assert ids(bank) == ids(bank) == ("s-0001", "s-0002")
    assert parses == [bank]


def test_problems_are_kept_with_their_places(write_bank: BankWriter, parses: list[Path]) -> None:
    bank = write_bank(items=item_text(1) + item_text(2, topic="nowhere"))
    _, problems = reader.read_bank(bank)
    for _ in range(2):
        made = BankIndex(bank)
        assert made.record.placed_problems() == problems
        made.close()
    assert len(parses) == 2


def test_an_unusable_bank_is_remembered_too(tmp_path: Path, parses: list[Path]) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("format = 9\n", encoding="utf-8")
    for _ in range(2):
        made = BankIndex(path)
        assert made.record.bank is None
        assert "newer" in made.record.placed_problems()[0].message
        assert made.items(["x"]) == made.search("x", 9) == []
        made.close()
    assert parses == [path]


@pytest.mark.parametrize("change", ["edit", "add", "remove"])
def test_a_changed_bank_is_read_again(write_bank: BankWriter, change: str) -> None:
    bank = write_bank(a=item_text(1), b=item_text(2))
    assert ids(bank) == ("s-0001", "s-0002")
    if change == "edit":
        (bank / "b.toml").write_text(item_text(9), encoding="utf-8")
    if change == "add":
        (bank / "c.toml").write_text(item_text(9), encoding="utf-8")
    if change == "remove":
        (bank / "b.toml").unlink()
    wanted = {"edit": ("s-0001", "s-0009"), "add": ("s-0001", "s-0002", "s-0009")}
    assert ids(bank) == wanted.get(change, ("s-0001",))


def test_a_change_with_same_size_and_time_is_noticed_at_first(write_bank: BankWriter) -> None:
    bank = write_bank(items=item_text(1))
    stat = (bank / "items.toml").stat()
    assert ids(bank) == ("s-0001",)
    (bank / "items.toml").write_text(item_text(2), encoding="utf-8")
    os.utime(bank / "items.toml", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert ids(bank) == ("s-0002",)


def test_a_touched_file_is_hashed_not_parsed(write_bank: BankWriter, parses: list[Path]) -> None:
    bank = write_bank()
    ids(bank)
    grow_old(*bank.iterdir())
    ids(bank)
    assert len(parses) == 1


def test_files_left_alone_are_not_even_hashed(
    write_bank: BankWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = write_bank()
    grow_old(*bank.iterdir())
    ids(bank)

    def never(_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(index_module, "digest", never)
    assert ids(bank) == ("s-0001", "s-0002")


def test_files_once_hashed_are_trusted_from_then_on(
    write_bank: BankWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = write_bank()
    ids(bank)
    grow_old(*bank.iterdir())
    ids(bank)
    monkeypatch.setattr(index_module, "digest", lambda _: b"not asked")
    assert ids(bank) == ("s-0001", "s-0002")


def _truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _garble(file: Path) -> None:
    file.write_bytes(b"this is no database at all" * 100)


def _foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("create table record (layout, files, body)")
    connection.close()


def _older(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("update record set layout = 'examprep 0.0.1'")
    connection.close()


def _strange_record(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("update record set body = x'c1', files = 'text'")
    connection.close()


def _folder(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


@pytest.mark.parametrize(
    "damage", [_truncate, _empty, _garble, _foreign, _older, _strange_record, _folder, Path.unlink]
)
def test_a_damaged_or_foreign_index_is_made_again(write_bank: BankWriter, damage: object) -> None:
    bank = write_bank()
    first = BankIndex(bank)
    first.close()
    damage(first.file)  # type: ignore[operator]
    second = BankIndex(bank)
    assert second.record == first.record
    assert [item.id for item in second.items(["s-0002"])] == ["s-0002"]
    assert [item.id for item in second.search("prescription", 5)] == ["s-0001", "s-0002"]
    second.close()


@pytest.mark.parametrize(
    "sql", ["update packs set items = x'00'", "delete from packs", "drop table packs"]
)
def test_damage_found_while_reading_items_is_mended(write_bank: BankWriter, sql: str) -> None:
    bank = write_bank()
    grow_old(*bank.iterdir())
    first = BankIndex(bank)
    first.close()
    with sqlite3.connect(first.file) as connection:
        connection.execute(sql)
    connection.close()
    second = BankIndex(bank)
    assert [item.id for item in second.items(["s-0002"])] == ["s-0002"]
    second.close()


def test_without_a_writable_cache_the_index_lives_in_memory(write_bank: BankWriter) -> None:
    bank = write_bank()
    cache = places.cache_folder()
    cache.parent.mkdir(parents=True)
    cache.write_text("a file where the folder should be", encoding="utf-8")
    made = BankIndex(bank)
    assert made.record.ids == ("s-0001", "s-0002")
    assert len(made.items(["s-0001", "s-0002"])) == 2
    assert len(made.search("prescription", 5)) == 2
    made.close()
    assert cache.is_file()


def test_a_full_disk_leaves_no_half_index(
    write_bank: BankWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = write_bank()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    made = BankIndex(bank)
    assert len(made.items(["s-0001", "s-0002"])) == 2
    assert list(made.file.parent.iterdir()) == []
    made.close()


def test_files_never_finished_are_swept_away(write_bank: BankWriter) -> None:
    folder = places.cache_folder() / "banks"
    folder.mkdir(parents=True)
    (folder / ".making-old").write_bytes(b"left by a crash")
    (folder / ".making-new").write_bytes(b"another process is at work")
    for _ in range(2):
        grow_old(folder / ".making-old")
    ids(write_bank())
    assert not (folder / ".making-old").exists()
    assert (folder / ".making-new").exists()


def test_processes_may_build_the_same_index_at_once(write_bank: BankWriter, home: Path) -> None:
    bank = write_bank(items="".join(item_text(n) for n in range(1, 301)))
    code = (
        "import sys; from pathlib import Path; from examprep.banks.index import BankIndex\n"
        "made = BankIndex(Path(sys.argv[1]))\n"
        "print(len(made.record.ids), len(made.items(list(made.record.ids))))"
    )
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(bank)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=root,
            env={**os.environ, "EXAMPREP_HOME": str(home)},
        )
        for _ in range(4)
    ]
    assert [process.communicate() for process in running] == [("300 300\n", "")] * 4
    assert [path.suffix for path in (home / "cache" / "banks").iterdir()] == [".sqlite"]


def test_one_index_may_be_asked_from_several_threads(write_bank: BankWriter) -> None:
    made = BankIndex(write_bank(items="".join(item_text(n) for n in range(1, 101))))
    names = list(made.record.ids)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: len(made.items(names)), range(20)))
    assert found == [100] * 20
    made.close()


def test_a_removed_bank_is_one_problem_and_comes_back(write_bank: BankWriter) -> None:
    bank = write_bank()
    ids(bank)
    away = bank.with_name("away")
    shutil.move(bank, away)
    assert ids(bank) == ()
    shutil.move(away, bank)
    assert ids(bank) == ("s-0001", "s-0002")


@pytest.mark.parametrize("words", ["", "   ", "_", '"', "*", "AND", "NOT x", "a:b", "(", "\x00"])
def test_search_takes_any_words_as_words(write_bank: BankWriter, words: str) -> None:
    made = BankIndex(write_bank())
    assert made.search(words, 5) == []
    made.close()


def test_search_finds_beginnings_in_stems_options_and_pairs() -> None:
    made = BankIndex(GOOD)
    found = {
        words: [item.id for item in made.search(words, 9)]
        for words in ("sched refil", "12 MONTHS", "as written", "mcg", "schedule zebra", "K 0005")
    }
    made.close()
    assert found["12 MONTHS"] == ["k-0001"]
    assert found["as written"] == ["k-0004"]
    assert found["mcg"] == ["k-0003"]
    assert found["K 0005"] == ["k-0005"]
    assert found["schedule zebra"] == []
    assert found["sched refil"] == ["k-0001", "k-0002", "k-0004"]
