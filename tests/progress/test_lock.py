from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from examprep.progress.lock import LockFile

HOLD = """
import sys
from pathlib import Path
from {module} import {name}
lock = {name}(Path(sys.argv[1]))
lock.acquire({arguments})
print("held", flush=True)
sys.stdin.readline()
lock.release()
print("released", flush=True)
sys.stdin.readline()
"""
OURS = HOLD.format(module="examprep.progress.lock", name="LockFile", arguments="1")
THEIRS = HOLD.format(module="filelock", name="FileLock", arguments="")


@pytest.mark.parametrize("code", [OURS, THEIRS])
def test_lock_held_by_another_process_is_not_given(tmp_path: Path, code: str) -> None:
    path = tmp_path / "a.lock"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code, str(path)], **pipes) as other:
        assert other.stdout.readline() == "held\n"
        lock = LockFile(path)
        with pytest.raises(TimeoutError, match="another examprep has held it for 0 seconds"):
            lock.acquire(0)
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.stdout.readline() == "released\n"
        lock.acquire(0)
        lock.release()
        other.communicate("\n")


def test_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", OURS, str(path)], **pipes) as other:
        assert other.stdout.readline() == b"held\n"
        other.kill()
        other.wait()
    LockFile(path).acquire(0)


def test_waiting_ends_when_the_lock_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    first, second = LockFile(path), LockFile(path)
    for _ in range(3):
        first.acquire(0)
        with pytest.raises(TimeoutError):
            second.acquire(0)
        first.release()
        second.acquire(0)
        with pytest.raises(TimeoutError):
            first.acquire(0)
        second.release()


def test_deleted_lock_file_is_made_anew_and_excludes_again(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    first, second = LockFile(path), LockFile(path)
    first.acquire(0)
    first.release()
    path.unlink()
    second.acquire(0)
    with pytest.raises(TimeoutError):
        first.acquire(0)
    second.release()


def test_place_without_a_folder_is_a_fault_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LockFile(tmp_path / "nowhere" / "a.lock").acquire(0)
    assert list(tmp_path.iterdir()) == []


def test_symbolic_link_is_not_taken_for_a_lock_file(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("mine")
    (tmp_path / "a.lock").symlink_to(target)
    with pytest.raises(OSError, match="symbolic links"):
        LockFile(tmp_path / "a.lock").acquire(0)
    assert target.read_text() == "mine"


def test_handle_is_closed_with_its_owner(tmp_path: Path) -> None:
    for number in range(3):
        lock = LockFile(tmp_path / f"{number}.lock")
        lock.acquire(0)
        lock.release()
        handle = lock._handle
        del lock
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(handle)
