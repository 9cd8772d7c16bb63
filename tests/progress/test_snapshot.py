from __future__ import annotations

from pathlib import Path

import pytest

from examprep.progress import snapshot
from examprep.progress.journal import Journal
from tests.progress.making import made, response

PAYLOAD = bytes(range(256))


def kept(folder: Path) -> Journal:
    """Give a journal whose two blocks stand in a snapshot."""
    journal = made(folder, response("k-1"))
    end = journal.append([response("k-2")]).end
    snapshot.save(journal.path, end, PAYLOAD, journal.digest(end))
    return journal


def test_snapshot_comes_back_with_its_length(tmp_path: Path) -> None:
    journal = kept(tmp_path)
    found = snapshot.load(journal.path)
    assert found is not None
    assert (found.payload, found.length) == (PAYLOAD, journal.path.stat().st_size)


def test_snapshot_stays_true_while_blocks_are_appended(tmp_path: Path) -> None:
    journal = kept(tmp_path)
    journal.append([response("k-3")])
    found = snapshot.load(journal.path)
    assert found is not None
    fresh = Journal.open(journal.path)
    tail = fresh.read_tail(found.length, found.digest)
    assert tail is not None
    assert [block.id for block in tail.foreign] == ["k-3"]
    assert fresh.digest(tail.end) == journal.digest(tail.end)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"41.7", b"41.8", 1),
        lambda data: data[:-1],
        lambda data: b"\n" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"",
    ],
)
def test_snapshot_of_other_bytes_is_none(tmp_path: Path, change) -> None:
    path = kept(tmp_path).path
    path.write_bytes(change(path.read_bytes()))
    assert snapshot.load(path) is None


def test_snapshot_of_a_file_that_is_gone_is_none(tmp_path: Path) -> None:
    path = kept(tmp_path).path
    path.unlink()
    assert snapshot.load(path) is None


def test_snapshot_damaged_at_any_byte_is_none(tmp_path: Path) -> None:
    path = kept(tmp_path).path
    place = snapshot.snapshot_path(path)
    stored = place.read_bytes()
    for position in range(len(stored)):
        place.write_bytes(
            stored[:position] + bytes([stored[position] ^ 1]) + stored[position + 1 :]
        )
        assert snapshot.load(path) is None
        place.write_bytes(stored[:position])
        assert snapshot.load(path) is None


def test_snapshot_of_another_version_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(tmp_path).path
    monkeypatch.setattr(snapshot, "MAGIC", b"examprep snapshot 99.0\n")
    assert snapshot.load(path) is None


def test_each_file_has_a_snapshot_of_its_own(tmp_path: Path, home: Path) -> None:
    first, second = kept(tmp_path / "a"), made(tmp_path / "b", response("k-9"))
    assert snapshot.load(second.path) is None
    assert snapshot.snapshot_path(first.path) != snapshot.snapshot_path(second.path)
    assert home / "cache" in snapshot.snapshot_path(first.path).parents


def test_snapshot_of_unknown_bytes_is_not_kept(tmp_path: Path) -> None:
    journal = made(tmp_path, response("k-1"))
    snapshot.save(journal.path, 10, PAYLOAD, journal.digest(10))
    assert not snapshot.snapshot_path(journal.path).exists()


def test_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("in the way")
    assert snapshot.load(kept(tmp_path).path) is None
