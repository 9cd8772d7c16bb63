"""Other windows, sync programs and people change the file between two appends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from examprep.errors import UnwritableFile
from examprep.progress.blocks import render
from examprep.progress.disk import Disk
from examprep.progress.head import new_head
from examprep.progress.journal import Journal
from tests.progress.making import START, file_of, ids, made, response


def test_two_windows_see_each_others_blocks_before_their_own(tmp_path: Path) -> None:
    one = made(tmp_path)
    two = Journal.open(one.path)
    two.load()
    one.append([response("one-1")])
    assert [block.id for block in two.append([response("two-1")]).foreign] == ["one-1"]
    assert two.append([response("two-2")]).foreign == []
    assert [b.id for b in one.append([response("one-2")]).foreign] == ["two-1", "two-2"]
    assert ids(one) == ["one-1", "two-1", "two-2", "one-2"]


def test_foreign_blocks_are_handed_over_although_the_first_try_failed(tmp_path: Path) -> None:
    class Full(Disk):
        full = True

        def write(self, handle: int, data: bytes) -> int:
            if self.full:
                raise OSError(28, "No space left on device")
            return super().write(handle, data)

    disk = Full()
    one = made(tmp_path, disk=disk)
    Journal.open(one.path).append([response("two-1")])
    with pytest.raises(UnwritableFile):
        one.append([response("one-1")])
    disk.full = False
    assert [block.id for block in one.append([response("one-1")]).foreign] == ["two-1"]


def test_file_that_is_gone_is_told_and_not_made_anew(tmp_path: Path) -> None:
    journal = made(tmp_path)
    journal.append([response("k-1")])
    moved = journal.path.rename(tmp_path / "elsewhere.toml")
    with pytest.raises(UnwritableFile, match="the file is gone; if it was moved or renamed"):
        journal.append([response("k-2")])
    assert not journal.path.exists()
    moved.rename(journal.path)
    journal.append([response("k-2")])
    assert ids(journal) == ["k-1", "k-2"]


def test_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    journal = made(tmp_path / "folder")
    shutil.rmtree(journal.path.parent)
    with pytest.raises(UnwritableFile, match="the file is gone"):
        journal.append([response("k-2")])
    assert not journal.path.parent.exists()


def _replace(path: Path, data: bytes) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(data)
    copy.replace(path)


def _rewrite(path: Path, data: bytes) -> None:
    path.write_bytes(data)


@pytest.mark.parametrize("change", [_replace, _rewrite])
def test_older_copy_put_in_place_gets_back_what_was_saved_here(tmp_path: Path, change) -> None:
    journal = made(tmp_path, response("k-1"))
    older = journal.path.read_bytes()
    journal.append([response("mine-1")])
    journal.append([response("mine-2")])
    change(journal.path, older)
    appended = journal.append([response("mine-3")])
    assert appended.reload
    (notice,) = appended.notices
    assert notice == (
        "maria.toml was changed by another program; "
        "what was saved here since the start is kept in it"
    )
    assert ids(journal) == ["k-1", "mine-1", "mine-2", "mine-3"]
    assert not journal.append([response("mine-4")]).reload


@pytest.mark.parametrize("change", [_replace, _rewrite])
def test_copy_with_more_in_it_is_taken_over(tmp_path: Path, change) -> None:
    journal = made(tmp_path, response("k-1"))
    journal.append([response("mine-1")])
    change(journal.path, file_of(response("laptop-1"), response("k-1"), response("mine-1")))
    assert journal.append([response("mine-2")]).reload
    assert ids(journal) == ["laptop-1", "k-1", "mine-1", "mine-2"]


def test_own_block_edited_by_hand_meanwhile_stays_as_edited(tmp_path: Path) -> None:
    journal = made(tmp_path, response("k-1"))
    journal.append([response("mine-1")])
    _replace(journal.path, journal.path.read_bytes().replace(b"41.7", b"4"))
    journal.append([response("mine-2")])
    seconds = [one["seconds"] for one in journal.load().blocks["response"]]
    assert seconds == [4, 4, 41.7]


def test_same_bytes_in_another_file_are_no_change(tmp_path: Path) -> None:
    journal = made(tmp_path, response("k-1"))
    _replace(journal.path, journal.path.read_bytes() + render(response("other-1")))
    appended = journal.append([response("mine-1")])
    assert (appended.reload, appended.notices) == (False, ())
    assert [block.id for block in appended.foreign] == ["other-1"]


def test_loading_an_older_copy_again_still_brings_back_what_was_saved(tmp_path: Path) -> None:
    journal = made(tmp_path, response("k-1"))
    older = journal.path.read_bytes()
    journal.append([response("mine-1")])
    _replace(journal.path, older)
    journal.load()
    journal.append([response("mine-2")])
    assert ids(journal) == ["k-1", "mine-1", "mine-2"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (new_head("John", START), "now holds another candidate's progress"),
        (b"", "is not a progress file"),
        (b"x = \n", "the file is damaged"),
        (b'format = 2\ncandidate = "Maria"\n', "newer examprep"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
@pytest.mark.parametrize("change", [_replace, _rewrite])
def test_wrong_file_in_the_place_is_never_written_into(
    tmp_path: Path, data: bytes, words: str, change
) -> None:
    journal = made(tmp_path, response("k-1"))
    good = journal.path.read_bytes()
    change(journal.path, data)
    for _ in range(2):
        with pytest.raises(UnwritableFile, match=words):
            journal.append([response("mine-1")])
        assert journal.path.read_bytes() == data
    change(journal.path, good)
    journal.append([response("mine-1")])
    assert ids(journal) == ["k-1", "mine-1"]


def test_foreign_block_broken_by_hand_is_told_with_its_line(tmp_path: Path) -> None:
    journal = made(tmp_path, response("k-1"))
    with journal.path.open("ab") as file:
        file.write(b"\n[[goal]]\nexam = ptce\n#= 00000000\n")
    before = journal.path.read_bytes()
    line = before.count(b"\n", 0, before.index(b"exam = ptce")) + 1
    with pytest.raises(UnwritableFile, match=f":{line}: the file is damaged"):
        journal.append([response("mine-1")])
    assert journal.path.read_bytes() == before


def test_file_replaced_while_it_is_written_is_not_acknowledged(tmp_path: Path) -> None:
    older = file_of(response("k-1"))

    class Synced(Disk):
        busy = True

        def sync(self, handle: int) -> None:
            super().sync(handle)
            if self.busy:
                _replace(tmp_path / "maria.toml", older)

    disk = Synced()
    journal = made(tmp_path, response("k-1"), disk=disk)
    with pytest.raises(UnwritableFile, match="replaced it in this moment"):
        journal.append([response("mine-1")])
    disk.busy = False
    journal.append([response("mine-1")])
    assert ids(journal) == ["k-1", "mine-1"]


def test_symbolic_link_to_the_file_stays_one(tmp_path: Path) -> None:
    real = made(tmp_path / "cloud", response("k-1")).path
    link = tmp_path / "maria.toml"
    link.symlink_to(real)
    Journal.open(link).append([response("mine-1")])
    assert link.is_symlink()
    assert ids(Journal.open(real)) == ["k-1", "mine-1"]


def test_lock_file_deleted_meanwhile_does_not_matter(tmp_path: Path) -> None:
    journal = made(tmp_path)
    journal.append([response("k-1")])
    (tmp_path / "maria.toml.lock").unlink()
    journal.append([response("k-2")])
    other = Journal.open(journal.path)
    other.append([response("k-3")])
    assert [block.id for block in journal.append([response("k-4")]).foreign] == ["k-3"]


def test_foreign_lines_that_only_fit_the_whole_file_are_refused(tmp_path: Path) -> None:
    journal = made(tmp_path, response("k-1"))
    journal.path.write_bytes(journal.path.read_bytes() + b"slot = 1\n#= 00000000\nslot = 2\n")
    before = journal.path.read_bytes()
    with pytest.raises(UnwritableFile, match="the file is damaged: duplicate key"):
        journal.append([response("mine-1")])
    assert journal.path.read_bytes() == before
