"""The library after a crash, with a full disk, two programs at once, and sources that mean harm."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from examprep.archives import Archive, pack
from examprep.banks import fetching, installing, moving
from examprep.banks.fetching import fetched
from examprep.banks.folders import own_banks
from examprep.banks.installing import _parts, install, library_lock, remove
from examprep.banks.library import Library
from examprep.banks.packing import MANIFEST, packed, read_packed, unpacked
from examprep.errors import ExamprepError, UnreadableFile, UnwritableFile

DAY = date(2026, 11, 28)
HEAD = 'format = 1\nid = "{id}"\ntitle = "T"\nversion = "{version}"\n[topics]\nlaw = "Law"\n'
ITEM = """\
[[item]]
id = "g-1"
topic = "law"
stem = "Which form orders schedule II drugs?"
options = [{ text = "DEA Form 222", key = true }, { text = "DEA Form 106" }]
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXAMPREP_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def bank(folder: Path, version: str = "1.0.0", number: str = "group") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    head = HEAD.format(id=number, version=version)
    (folder / "bank.toml").write_text(head, encoding="utf-8")
    (folder / "items.toml").write_text(ITEM, encoding="utf-8")
    return folder


def add(source: Path | str, **how: bool) -> None:
    with fetched(str(source)) as banks:
        for files in banks.values():
            install(files, str(source), DAY, **how)


def versions() -> dict[str, str]:
    """Give the added banks as the library shows them."""
    library = Library.open()
    try:
        return {
            one.id: one.version
            for one in library.banks()
            if library.place(one.id).is_relative_to(own_banks())
        }
    finally:
        library.close()


class Stopped(BaseException):
    """What stands for a program that is killed: nothing catches it."""


def steps(monkeypatch: pytest.MonkeyPatch, last: int) -> None:
    """Kill the program after so many renamings; what `finally` does is not done then either."""
    count = iter(range(1000))
    rename, unlink = Path.rename, Path.unlink
    stopped = []

    def counted(self: Path, target: Path) -> Path:
        if stopped or next(count) == last:
            stopped.append(True)
            raise Stopped
        return rename(self, target)

    def kept(self: Path, missing_ok: bool = False) -> None:
        if stopped:
            raise Stopped
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "rename", counted)
    monkeypatch.setattr(Path, "unlink", kept)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)


@pytest.mark.parametrize("last", [0, 1])
def test_a_kill_at_any_renaming_keeps_the_old_bank(
    last: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(bank(tmp_path / "ours"))
    bank(tmp_path / "ours", "2.0.0")
    with monkeypatch.context() as patch, suppress(Stopped):
        steps(patch, last)
        add(tmp_path / "ours", update=True)
    assert versions() == {"group": "1.0.0"}
    add(tmp_path / "ours", update=True)
    assert versions() == {"group": "2.0.0"}
    assert not list(own_banks().glob(".incoming-*"))


_KILLED = """
import sys, os, signal
from datetime import date
from pathlib import Path
from examprep.banks import moving
from examprep.banks.fetching import fetched
from examprep.banks.installing import install
rename, seen = Path.rename, []
def counted(self, target):
    if len(seen) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    seen.append(target)
    return rename(self, target)
Path.rename = counted
with fetched(sys.argv[1]) as banks:
    for files in banks.values():
        install(files, sys.argv[1], date(2026, 11, 28), update=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("last", [0, 1])
def test_a_program_that_is_killed_leaves_a_library_that_works(last: int, tmp_path: Path) -> None:
    add(bank(tmp_path / "ours"))
    bank(tmp_path / "ours", "2.0.0")
    words = [sys.executable, "-c", _KILLED, str(tmp_path / "ours"), str(last)]
    done = subprocess.run(words, check=False, env=dict(os.environ))
    assert done.returncode == -signal.SIGKILL
    assert versions() == {"group": "1.0.0"}
    add(tmp_path / "ours", update=True)
    assert versions() == {"group": "2.0.0"}


def test_a_move_that_goes_on_is_not_disturbed_by_a_reader(tmp_path: Path) -> None:
    add(bank(tmp_path / "ours"))
    banks = own_banks()
    with library_lock(banks):
        kept = moving.kept_at(banks, "group")
        (kept.parent / ".moving").write_text("group\ngroup\n", encoding="utf-8")
        (banks / "group").rename(kept)
        assert versions() == {}
        kept.rename(banks / "group")
    assert versions() == {"group": "1.0.0"}
    assert not moving.was_interrupted(banks)


@pytest.mark.parametrize("note", ["", "..\n..\n", "../x\ngroup\n", "\xff", "one\n", "a\nb\nc\n"])
def test_a_note_that_says_nothing_sensible_moves_nothing(note: str, tmp_path: Path) -> None:
    add(bank(tmp_path / "ours"))
    replaced = own_banks() / moving.REPLACED
    replaced.mkdir(exist_ok=True)
    (replaced / ".moving").write_bytes(note.encode("latin-1"))
    assert versions() == {"group": "1.0.0"}
    assert not moving.was_interrupted(own_banks())


def test_an_older_one_is_not_brought_back_where_the_new_one_stands(tmp_path: Path) -> None:
    add(bank(tmp_path / "ours"))
    add(bank(tmp_path / "ours", "2.0.0"), update=True)
    (own_banks() / moving.REPLACED / ".moving").write_text("group\ngroup\n", encoding="utf-8")
    assert versions() == {"group": "2.0.0"}


def full(*_: object, **__: object) -> None:
    raise UnwritableFile("disk: cannot be written: the disk is full")


def test_a_disk_that_fills_up_at_the_end_leaves_the_old_bank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(bank(tmp_path / "ours"))
    bank(tmp_path / "ours", "2.0.0")
    with monkeypatch.context() as patch:
        patch.setattr(installing, "keep", full)
        with pytest.raises(UnwritableFile, match="disk is full"):
            add(tmp_path / "ours", update=True)
    assert versions() == {"group": "1.0.0"}


def test_a_disk_that_fills_up_at_once_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank(tmp_path / "ours")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(installing, "_write", refuse)
        with pytest.raises(UnwritableFile, match="the disk is full"):
            add(tmp_path / "ours")
    assert versions() == {}
    assert not list(own_banks().glob(".incoming-*"))


def test_a_data_folder_that_is_a_file_is_one_clear_line(tmp_path: Path) -> None:
    own_banks().parent.mkdir(parents=True, exist_ok=True)
    own_banks().write_text("", encoding="utf-8")
    with pytest.raises(UnwritableFile, match="cannot be written"):
        add(bank(tmp_path / "ours"))


def test_two_programs_do_not_change_the_library_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "_PATIENCE", 0)
    with (
        library_lock(own_banks()),
        pytest.raises(ExamprepError, match="another examprep is changing the library"),
    ):
        add(bank(tmp_path / "ours"))


def test_a_single_file_that_was_put_there_by_hand_is_updated_more_than_once(
    tmp_path: Path,
) -> None:
    own_banks().mkdir(parents=True)
    whole = HEAD.format(id="group", version="1.0.0") + ITEM
    for version in ("1.1.0", "1.2.0"):
        shutil.rmtree(own_banks() / "group", ignore_errors=True)
        (own_banks() / "group.toml").write_text(whole, encoding="utf-8")
        add(bank(tmp_path / "ours", version), update=True)
        assert versions() == {"group": version}


def test_a_bank_that_was_broken_by_hand_can_be_updated_and_removed(tmp_path: Path) -> None:
    add(bank(tmp_path / "ours"))
    (own_banks() / "group" / "bank.toml").write_text("id = [", encoding="utf-8")
    with pytest.raises(ExamprepError, match="is here already"):
        add(tmp_path / "ours")
    add(tmp_path / "ours", update=True)
    assert versions() == {"group": "1.0.0"}
    (own_banks() / "group" / "bank.toml").write_text("id = [", encoding="utf-8")
    remove("group")
    assert versions() == {}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("1.0.0-beta", "1.0.0"),
        ("1.0.0-beta2", "1.0.0"),
        ("1.0.0-alpha", "1.0.0-beta"),
        ("1.0.0-beta.2", "1.0.0-beta.10"),
        ("1.9.0", "1.10.0"),
        ("1.0", "1.0.1"),
        ("1.0.0", "1.0.0.1"),
        ("9", "10"),
        ("1.0.0+build2", "1.0.1-rc.1+build1"),
    ],
)
def test_versions_are_compared_as_people_mean_them(older: str, newer: str) -> None:
    assert _parts(older) < _parts(newer)
    assert not _parts(newer) < _parts(older)


@pytest.mark.parametrize(("one", "other"), [("1.0", "1.0.0"), ("1.0.0+a", "1.0.0+b")])
def test_versions_that_are_the_same(one: str, other: str) -> None:
    assert _parts(one) == _parts(other)


def test_an_update_from_a_beta_comes_without_force(tmp_path: Path) -> None:
    add(bank(tmp_path / "ours", "1.0.0-beta2"))
    add(bank(tmp_path / "ours", "1.0.0"), update=True)
    assert versions() == {"group": "1.0.0"}


# Sources


def test_banks_of_one_name_in_two_folders_all_come(tmp_path: Path) -> None:
    bank(tmp_path / "all" / "north" / "law", number="north-law")
    bank(tmp_path / "all" / "south" / "law", number="south-law")
    bank(tmp_path / "all" / "law.v1", number="first")
    bank(tmp_path / "all" / "law.v2", number="second")
    add(tmp_path / "all")
    assert versions().keys() == {"north-law", "south-law", "first", "second"}


def test_a_source_that_is_gone_is_one_line(tmp_path: Path) -> None:
    with (
        pytest.raises(UnreadableFile, match="there is no such file or folder"),
        fetched(str(tmp_path / "gone")),
    ):
        pass


@pytest.mark.parametrize("source", ["a" * 5000, "/" + "a/" * 3000])
def test_a_name_longer_than_any_file_is_one_line(source: str) -> None:
    with pytest.raises(UnreadableFile, match=r"cannot be read|no such file"), fetched(source):
        pass


def git(folder: Path, *words: str) -> None:
    me = ["-c", "user.name=a", "-c", "user.email=b"]
    subprocess.run(["git", "-C", str(folder), *me, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not on this machine")
    folder = bank(tmp_path / "repository" / "group").parent
    git(folder.parent, "init", "-q", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


@pytest.mark.parametrize(
    "source",
    [
        "--upload-pack=touch${IFS}ran.git",
        "-u.git",
        "ext::sh%20-c%20touch%20ran.git",
        "ext::touch.git",
        "ssh://-oProxyCommand=touch%20ran/x",
        "fd::17.git",
    ],
)
def test_addresses_that_would_run_something_are_refused(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not on this machine")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext:fd:file")
    with pytest.raises(ExamprepError, match="git says"), fetched(source):
        pass
    assert not (tmp_path / "ran").exists()


def test_a_link_in_a_repository_is_not_followed(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text("[[item]]\nsecret = true\n", encoding="utf-8")
    (repository / "group" / "more.toml").symlink_to(tmp_path / "secret.toml")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "link")
    with fetched(f"file://{repository}") as banks:
        data = banks["group"].files.get("more.toml", b"")
    assert b"secret = true" not in data


def test_a_filter_and_a_submodule_of_a_repository_do_not_run(
    repository: Path, tmp_path: Path
) -> None:
    (repository / ".gitattributes").write_text("*.toml filter=run\n", encoding="utf-8")
    modules = f'[submodule "x"]\npath = x\nurl = file://{tmp_path}/other\nupdate = !touch ran\n'
    (repository / ".gitmodules").write_text(modules, encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "filter")
    add(f"file://{repository}")
    assert versions() == {"group": "1.0.0"}
    assert not (tmp_path / "ran").exists()


def test_where_git_is_at_work_already_nothing_of_it_is_touched(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(tmp_path, "init", "-q", str(other))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    add(f"file://{repository}")
    assert versions() == {"group": "1.0.0"}
    assert [path.name for path in other.iterdir()] == [".git"]


@pytest.mark.parametrize(("limit", "value"), [("_LARGEST", 100), ("_MOST_FILES", 1)])
def test_a_repository_that_is_too_large_is_refused(
    limit: str, value: int, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, limit, value)
    with (
        pytest.raises(ExamprepError, match="the repository is too large"),
        fetched(f"file://{repository}"),
    ):
        pass


def test_git_that_does_not_end_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "git"
    tool.write_text("#!/bin/sh\nsleep 600 &\nsleep 600\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(tool))
    monkeypatch.setattr(fetching, "_SECONDS", 0.5)
    with (
        pytest.raises(ExamprepError, match="did not end"),
        fetched("https://example.org/group.git"),
    ):
        pass


def test_nothing_may_ask_the_user_on_behalf_of_git() -> None:
    told = fetching._environment()
    assert told["GIT_TERMINAL_PROMPT"] == "0"
    assert "BatchMode=yes" in told["GIT_SSH_COMMAND"]
    assert "ext" not in told["GIT_ALLOW_PROTOCOL"]


# Packed banks


def members(tmp_path: Path) -> dict[str, bytes]:
    data, _ = packed(read_packed(bank(tmp_path / "ours")))
    archive = Archive(tmp_path / "x.zip", data)
    return {name: archive.read(name) for name in archive.names()}


def taken(tmp_path: Path, files: dict[str, bytes]) -> set[str]:
    path = tmp_path / "x.zip"
    path.write_bytes(pack(files.items()))
    return set(unpacked(path).files)


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        (b"\xff\xfe", "cannot be read"),
        (b"files = 5", "cannot be read"),
        (b'files = "abc"', "cannot be read"),
        (b"a = " + b"[" * 50_000, "cannot be read"),
        (b"", "was changed after it was packed"),
        (b"[files]\n'bank.toml' = 7\n", "was changed after it was packed"),
        (b"[files]\n'../../bank.toml' = 'x'\n", "was changed after it was packed"),
    ],
)
def test_a_manifest_that_lies_is_refused_in_one_line(
    manifest: bytes, why: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile, match=why) as raised:
        taken(tmp_path, {**members(tmp_path), MANIFEST: manifest})
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "name",
    [
        "pictures/../bank.toml", "../bank.toml", "/etc/passwd", "C:/x.toml", "a\\b.toml",
        "bank.toml/../x", "CON.png", "x.toml.", "BANK.toml", "Items.TOML", "a\n.png",
        "\u202e.png",
    ],
)  # fmt: skip
def test_names_that_lead_out_or_clash_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as raised:
        taken(tmp_path, {**members(tmp_path), name: b"x"})
    assert "\n" not in str(raised.value)


def test_names_that_are_the_same_on_another_system_are_refused(tmp_path: Path) -> None:
    composed, apart = "caf\u00e9.png", "cafe\u0301.png"
    with pytest.raises(UnreadableFile, match="another file has this name"):
        taken(tmp_path, {**members(tmp_path), composed: b"x", apart: b"y"})


def test_a_line_break_in_a_name_does_not_break_the_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as raised:
        taken(tmp_path, {"a\nb\tc.toml": b""})
    assert "\n" not in str(raised.value)
    assert "\t" not in str(raised.value)


def test_a_file_that_is_a_folder_too_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    files = {"bank.toml": (HEAD.format(id="group", version="1.0.0") + ITEM).encode()}
    path.write_bytes(pack([*files.items(), ("a.png", b"x"), ("a.png/b.png", b"y")]))
    with pytest.raises(ExamprepError) as raised:
        add(path)
    assert "\n" not in str(raised.value)
    assert versions() == {}


def test_very_many_files_are_refused_before_any_is_written(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(pack((f"p/{n}.png", b"") for n in range(10_001)))
    with pytest.raises(UnreadableFile, match="too many"):
        unpacked(path)
