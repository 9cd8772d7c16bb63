from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from examprep.errors import UnreadableFile, UnwritableFile
from examprep.progress.blocks import split
from examprep.progress.disk import write_new
from examprep.progress.journal import Journal
from examprep.progress.lock import LockFile
from tests.progress.making import FAULTS, START, FailingDisk, ids, made, response

TORN = b'\n[[response]]\nid = "torn'
Scene = Callable[[Journal], None]


def nothing(_: Journal) -> None:
    """Leave the file as this journal knows it."""


def torn_end(journal: Journal) -> None:
    with journal.path.open("ab") as file:
        file.write(TORN)


def foreign_block(journal: Journal) -> None:
    other = Journal.open(journal.path)
    other.append([response("other-1")])


def foreign_and_torn(journal: Journal) -> None:
    foreign_block(journal)
    torn_end(journal)


def older_copy(journal: Journal) -> None:
    """Let a sync program put a copy in place that lacks what was saved last."""
    head, blocks = split(journal.path.read_bytes())
    copy = journal.path.with_name("copy")
    copy.write_bytes(head + b"".join(block.data for block in blocks[:-1]))
    copy.replace(journal.path)


SCENES = [nothing, torn_end, foreign_block, foreign_and_torn, older_copy]


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("error", FAULTS)
@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("lasting", [False, True])
def test_whatever_call_fails_nothing_acknowledged_is_lost(
    tmp_path: Path,
    scene: Scene,
    error: int,
    short: bool,
    lasting: bool,
) -> None:
    for number in itertools.count():
        disk = FailingDisk(error, short=short, lasting=lasting)
        journal = made(tmp_path / f"{number}", response("k-1"), disk=disk)
        journal.append([response("mine-1")])
        scene(journal)
        new = [response("mine-2"), response("mine-3", typed="x" * 5000)]
        disk.fail_at(number)
        foreign = _append_or_none(journal, new)
        if len(disk.calls) <= number:
            assert foreign is not None
            assert number > 5  # every call of the seam had its turn
            return
        _nothing_acknowledged_is_missing(journal, scene, complete=foreign is not None)
        disk.heal()
        if foreign is None:
            foreign = _append_or_none(journal, new)
        _file_is_as_it_should_be(journal, scene)
        assert foreign is not None
        assert ("other-1" in foreign) == (scene in {foreign_block, foreign_and_torn})


def _append_or_none(journal: Journal, blocks: list) -> list[str] | None:
    try:
        return [block.id for block in journal.append(blocks).foreign]
    except UnwritableFile:
        return None


def _nothing_acknowledged_is_missing(journal: Journal, scene: Scene, *, complete: bool) -> None:
    expected = {"k-1"} if scene is older_copy and not complete else {"k-1", "mine-1"}
    if scene in {foreign_block, foreign_and_torn}:
        expected |= {"other-1"}
    if complete:
        expected |= {"mine-2", "mine-3"}
    assert expected <= set(ids(journal))


def _file_is_as_it_should_be(journal: Journal, scene: Scene) -> None:
    other = ["other-1"] if scene in {foreign_block, foreign_and_torn} else []
    assert ids(journal) == ["k-1", "mine-1", *other, "mine-2", "mine-3"]
    assert all(block.state == "whole" for block in split(journal.path.read_bytes())[1])
    sides = [side.read_bytes() for side in journal.path.parent.glob("*.torn-*")]
    if scene in {torn_end, foreign_and_torn}:
        assert TORN.strip() in [side.strip() for side in sides]


@pytest.mark.parametrize("error", FAULTS)
@pytest.mark.parametrize("short", [False, True])
def test_creating_leaves_a_whole_file_or_none(tmp_path: Path, error: int, short: bool) -> None:
    for number in itertools.count():
        disk = FailingDisk(error, short=short)
        disk.fail_at(number)
        path = tmp_path / f"{number}" / "maria.toml"
        try:
            Journal.create(path, "Maria", START, disk)
        except UnwritableFile:
            assert not path.exists()
            assert not list(path.parent.glob(".*"))
            disk.heal()
            Journal.create(path, "Maria", START, disk)
        assert Journal.open(path).load().head["candidate"] == "Maria"
        if len(disk.calls) <= number:
            return


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your disk quota is used up"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you may not write there"),
        (errno.EIO, "the disk reports a fault"),
    ],
)
def test_fault_is_told_in_words(tmp_path: Path, error: int, words: str) -> None:
    disk = FailingDisk(error)
    journal = made(tmp_path, disk=disk)
    disk.fail_at(0)
    with pytest.raises(UnwritableFile) as caught:
        journal.append([response("mine-1")])
    assert str(caught.value) == f"{journal.path}: cannot be written: {words}"


def test_short_write_is_a_full_disk(tmp_path: Path) -> None:
    disk = FailingDisk(short=True)
    journal = made(tmp_path, response("k-1"), disk=disk)
    before = journal.path.read_bytes()
    disk.fail_at(3)
    with pytest.raises(UnwritableFile, match="the disk is full"):
        journal.append([response("mine-1")])
    assert disk.calls[3] == "write"
    assert journal.path.read_bytes() == before


def test_lock_held_elsewhere_is_waited_for_and_told(tmp_path: Path) -> None:
    journal = made(tmp_path, disk=FailingDisk())
    holder = LockFile(journal.path.with_name("maria.toml.lock"))
    holder.acquire(0)
    with pytest.raises(UnwritableFile, match=r"another examprep has held it for 0\.05 seconds"):
        journal.append([response("mine-1")])
    holder.release()
    journal.append([response("mine-1")])
    assert ids(journal) == ["mine-1"]


def test_torn_bytes_are_safe_in_the_side_file_before_they_are_cut_off(tmp_path: Path) -> None:
    disk = FailingDisk()
    journal = made(tmp_path, response("k-1"), disk=disk)
    torn_end(journal)
    disk.fail_at(99)
    journal.append([response("mine-1")])
    kept, cut = disk.calls.index("sync_folder"), disk.calls.index("cut")
    assert disk.calls[:kept].count("sync") == 1
    assert kept < cut < len(disk.calls) - disk.calls[::-1].index("write")


def test_failed_cutting_makes_no_second_side_file(tmp_path: Path) -> None:
    disk = FailingDisk()
    journal = made(tmp_path, response("k-1"), disk=disk)
    torn_end(journal)
    disk.fail_at(99)
    _append_or_none(made(tmp_path / "healthy", disk=disk), [response("x")])
    calls = ["lock", "open", "status", "read", "make_folder", "open", "write", "sync", "rename"]
    disk.fail_at(len(calls) + 1)
    with pytest.raises(UnwritableFile):
        journal.append([response("mine-1")])
    assert disk.calls[-1] == "cut"
    disk.heal()
    appended = journal.append([response("mine-1")])
    assert [side.name for side in tmp_path.glob("*.torn-*")] == ["maria.toml.torn-1"]
    assert len(appended.notices) == 1


def test_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_new(FailingDisk(), path, b"theirs")
    assert path.read_bytes() == b"mine"
    link = tmp_path / "b"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_new(FailingDisk(), link, b"theirs")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_folder_is_told(tmp_path: Path) -> None:
    journal = made(tmp_path / "locked")
    journal.path.parent.chmod(0o500)
    with pytest.raises(UnwritableFile, match="you may not write there"):
        journal.append([response("mine-1")])


def test_file_that_cannot_be_read_is_told_and_read_later(tmp_path: Path) -> None:
    disk = FailingDisk()
    journal = made(tmp_path, response("k-1"), disk=disk)
    for number in range(3):
        disk.fail_at(number)
        with pytest.raises(UnreadableFile, match="cannot be read: the disk reports a fault"):
            journal.load()
    disk.heal()
    assert len(journal.load().blocks["response"]) == 1


def test_lock_that_fails_does_not_keep_a_torn_file_from_being_read(tmp_path: Path) -> None:
    disk = FailingDisk()
    journal = made(tmp_path, response("k-1"), disk=disk)
    torn_end(journal)
    disk.fail_at(3)
    assert len(journal.load().problems) == 1
    assert disk.calls[3] == "lock"
