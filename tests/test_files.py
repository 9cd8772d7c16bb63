"""Files are read with a cap and replaced whole, whatever the disk does."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from examprep import files, places
from examprep.errors import UnreadableFile, UnwritableFile
from examprep.files import MEBIBYTE, read_bytes, reason, replace_bytes
from examprep.problems import Problem

OLD, NEW = b"old content\n", b"new content, longer than before\n" * 1000
FAULTS = {
    errno.ENOSPC: "the disk is full",
    errno.EIO: "the disk reports a fault",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you may not write there",
}
CALLS = ("mkdir", "mkstemp", "write", "flush", "fsync", "close", "replace")


class FaultyFile:
    """A file that fails in one of its calls; a failing write puts half of it out first."""

    def __init__(self, file, call, error):
        self._file, self._call, self._error = file, call, error

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self._file.__exit__(*details)
        self._fail("close")

    def fileno(self):
        return self._file.fileno()

    def write(self, data):
        self._file.write(data[: len(data) // 2] if self._call == "write" else data)
        self._fail("write")

    def flush(self):
        self._file.flush()
        self._fail("flush")

    def _fail(self, call):
        if call == self._call:
            raise OSError(self._error, os.strerror(self._error))


@pytest.fixture
def break_at(monkeypatch):
    def install(call, error):
        def fail(*_, **__):
            raise OSError(error, os.strerror(error))

        real = os.fdopen
        monkeypatch.setattr(
            os, "fdopen", lambda handle, mode: FaultyFile(real(handle, mode), call, error)
        )
        owner = {"mkdir": Path, "mkstemp": tempfile, "fsync": os, "replace": Path}.get(call)
        if owner:
            monkeypatch.setattr(owner, call, fail)

    return install


@pytest.mark.parametrize("error", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_leaves_the_old_content_and_nothing_else(call, error, tmp_path, break_at):
    path = tmp_path / "settings.toml"
    path.write_bytes(OLD)
    break_at(call, error)
    with pytest.raises(UnwritableFile) as caught:
        replace_bytes(path, NEW)
    assert str(caught.value) == f"{path}: cannot be written: {FAULTS[error]}"
    assert path.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["settings.toml"]


@pytest.mark.parametrize("call", CALLS[1:])
def test_a_fault_before_the_first_write_leaves_no_file(call, tmp_path, break_at):
    break_at(call, errno.ENOSPC)
    with pytest.raises(UnwritableFile):
        replace_bytes(tmp_path / "new.toml", NEW)
    assert [one for one in tmp_path.iterdir() if one.is_file()] == []


def test_a_folder_that_cannot_be_synced_is_no_fault(tmp_path, monkeypatch):
    real = os.open

    def refuse(path, *args, **kwargs):
        if Path(path) == tmp_path:
            raise PermissionError(errno.EACCES, "folders cannot be opened here")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refuse)
    replace_bytes(tmp_path / "a.toml", NEW)
    assert (tmp_path / "a.toml").read_bytes() == NEW


def test_the_content_is_on_disk_before_it_takes_the_name(tmp_path, monkeypatch):
    steps = []
    sync, rename = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: steps.append("sync") or sync(handle))
    monkeypatch.setattr(Path, "replace", lambda self, to: steps.append("name") or rename(self, to))
    replace_bytes(tmp_path / "a.toml", NEW)
    assert steps[:2] == ["sync", "name"]


def test_folders_are_made_and_old_content_is_replaced_whole(tmp_path):
    path = tmp_path / "deep" / "er" / "a.toml"
    replace_bytes(path, NEW)
    replace_bytes(path, b"")
    assert path.read_bytes() == b""
    assert [one.name for one in path.parent.iterdir()] == ["a.toml"]


def test_a_folder_in_the_way_is_named(tmp_path):
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(UnwritableFile, match="cannot be written"):
        replace_bytes(tmp_path / "file" / "a.toml", NEW)
    with pytest.raises(UnwritableFile, match="cannot be written"):
        replace_bytes(tmp_path, NEW)
    assert (tmp_path / "file").read_bytes() == OLD


def test_reading_is_capped(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes(b"x" * MEBIBYTE)
    assert len(read_bytes(path, MEBIBYTE)) == MEBIBYTE
    path.write_bytes(b"x" * (MEBIBYTE + 1))
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(path, MEBIBYTE)
    assert str(caught.value) == f"{path}: it is larger than the 1 MB allowed"


def test_only_regular_files_are_read(tmp_path):
    with pytest.raises(UnreadableFile, match="there is no such file"):
        read_bytes(tmp_path / "none.toml")
    with pytest.raises(UnreadableFile, match="not a regular file"):
        read_bytes(tmp_path)
    with pytest.raises(UnreadableFile, match="not a regular file"):
        read_bytes(Path(os.devnull))


def test_a_file_that_may_not_be_read_is_one_clear_line(tmp_path, monkeypatch):
    path = tmp_path / "a.toml"
    path.write_bytes(OLD)

    def refuse(self):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(path)
    assert str(caught.value).startswith(f"{path}: cannot be read: ")
    assert "\n" not in str(caught.value)


def test_an_unknown_fault_keeps_the_words_of_the_system():
    assert reason(OSError(errno.EMFILE, "Too many open files")) == "too many open files"
    assert reason(OSError("odd")) == "odd"


def test_everything_stands_under_the_home_that_was_named(home):
    assert {
        places.data_folder(),
        places.cache_folder(),
        places.config_folder(),
        places.candidates_folder(),
    } == {home / "data", home / "cache", home / "config", home / "data" / "candidates"}


def test_without_a_home_the_places_are_those_of_the_system(monkeypatch):
    monkeypatch.delenv("EXAMPREP_HOME")
    every = (places.data_folder(), places.cache_folder(), places.config_folder())
    assert all("examprep" in str(path) and path.is_absolute() for path in every)


def test_a_home_of_an_unknown_user_is_one_clear_line(monkeypatch):
    monkeypatch.setenv("EXAMPREP_HOME", "~no-such-user-here/prep")
    with pytest.raises(UnreadableFile, match="no such user"):
        places.data_folder()


def test_the_banks_that_ship_are_found():
    assert (places.shipped_banks() / "pharmacy-law" / "bank.toml").is_file()


def test_a_problem_reads_as_editors_want_it():
    path = Path("law.toml")
    whole = Problem(path, 4, "error", "no option has key = true", item="law-1", hint="add one")
    assert str(whole) == "law.toml:4: error: law-1: no option has key = true (add one)"
    assert str(Problem(path, 0, "warning", "odd")) == "law.toml: warning: odd"


def test_syncing_a_folder_lets_its_handle_go_even_after_a_fault(tmp_path, monkeypatch):
    handles = []
    real_open, real_close = os.open, os.close
    monkeypatch.setattr(os, "open", lambda *args: handles.append(real_open(*args)) or handles[-1])
    monkeypatch.setattr(os, "close", lambda handle: handles.remove(handle) or real_close(handle))

    def fail(handle):
        raise OSError(errno.EIO, "fault")

    monkeypatch.setattr(os, "fsync", fail)
    files.sync_folder(tmp_path)
    assert handles == []


@pytest.mark.skipif(not hasattr(os, "fchmod"), reason="this system has no such rights")
def test_a_shared_file_can_be_read_by_others_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "bank.toml"
    replace_bytes(path, b"1", shared=True)
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o664)
    replace_bytes(path, b"2", shared=True)
    assert path.stat().st_mode & 0o777 == 0o664
    replace_bytes(tmp_path / "own.toml", b"3")
    assert (tmp_path / "own.toml").stat().st_mode & 0o077 == 0
