"""The library: banks come in whole and checked, are brought up to date, and go."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from examprep.archives import Archive, pack
from examprep.banks.fetching import fetched, is_git
from examprep.banks.folders import own_banks
from examprep.banks.installing import install, only_bank, remove
from examprep.banks.ledger import added, entry_of
from examprep.banks.library import Library
from examprep.banks.packing import MANIFEST, packed, read_packed, unpacked
from examprep.errors import ExamprepError, NewerFormat, UnreadableFile

FIRST, LATER = date(2026, 11, 1), date(2026, 11, 28)
HEAD = """\
format = 1
id = "group"
title = "Our group"
version = "{version}"
[topics]
law = "Law"
"""
ITEM = """\
[[item]]
id = "g-1"
topic = "law"
stem = "Which form orders schedule II drugs?"
options = [{{ text = "DEA Form 222"{a} }}, {{ text = "DEA Form 106"{b} }}]
"""
KEY = ", key = true"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXAMPREP_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def bank(folder: Path, version: str = "1.0.0", *, right: bool = True) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bank.toml").write_text(HEAD.format(version=version), encoding="utf-8")
    a, b = (KEY, "") if right else ("", KEY)
    (folder / "items.toml").write_text(ITEM.format(a=a, b=b), encoding="utf-8")
    return folder


def add(source: Path | str, today: date = FIRST, **how: bool) -> None:
    with fetched(str(source)) as banks:
        for files in banks.values():
            install(files, str(source), today, **how)


def listed() -> list[str]:
    library = Library.open()
    try:
        return [
            one.id for one in library.banks() if library.place(one.id).is_relative_to(own_banks())
        ]
    finally:
        library.close()


def test_a_folder_is_added_and_found_by_the_library(tmp_path: Path) -> None:
    add(bank(tmp_path / "ours"))
    assert listed() == ["group"]
    assert added() == {"group": str(tmp_path / "ours")}


def test_a_packed_bank_is_the_same_bytes_each_time_and_comes_back_whole(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "form.png").write_bytes(b"\x89PNG")
    (folder / "run.sh").write_text("rm -rf /", encoding="utf-8")
    data, found = packed(read_packed(folder))
    assert packed(read_packed(folder))[0] == data
    assert found.left == ("run.sh",)
    archive = tmp_path / "group.zip"
    archive.write_bytes(data)
    add(archive)
    assert listed() == ["group"]
    assert (own_banks() / "group" / "pictures" / "form.png").read_bytes() == b"\x89PNG"
    assert not (own_banks() / "group" / "run.sh").exists()


def test_an_archive_that_was_changed_is_refused(tmp_path: Path) -> None:
    data, _ = packed(read_packed(bank(tmp_path / "ours")))
    path = tmp_path / "group.zip"
    path.write_bytes(data)
    archive = Archive(path, data)
    members = {name: archive.read(name) for name in archive.names()}
    for change in (
        {"items.toml": ITEM.format(a="", b=KEY).encode()},
        {"more.toml": b""},
    ):
        path.write_bytes(pack({**members, **change}.items()))
        with pytest.raises(UnreadableFile, match="was changed after it was packed"):
            unpacked(path)
    del members["items.toml"]
    path.write_bytes(pack(members.items()))
    with pytest.raises(UnreadableFile, match=r"items\.toml"):
        unpacked(path)


def test_an_archive_of_a_later_examprep_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "group.zip"
    head = HEAD.format(version="1.0.0").encode()
    path.write_bytes(pack([(MANIFEST, b"format = 2\n[files]\n"), ("bank.toml", head)]))
    with pytest.raises(NewerFormat):
        unpacked(path)


def test_an_archive_of_another_program_may_have_a_folder_around_it(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours")
    members = [(f"ours/{one.name}", one.read_bytes()) for one in sorted(folder.iterdir())]
    (tmp_path / "ours.zip").write_bytes(pack(members))
    add(tmp_path / "ours.zip")
    assert listed() == ["group"]


def test_a_bank_with_a_fault_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours")
    (folder / "items.toml").write_text(ITEM.format(a="", b=""), encoding="utf-8")
    with pytest.raises(ExamprepError, match=r"items\.toml:5: error: g-1: no option has key"):
        add(folder)
    assert listed() == []
    assert not [path for path in own_banks().iterdir() if path.name.startswith(".incoming")]


def test_what_is_here_already_is_not_added_again(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours")
    add(folder)
    with pytest.raises(ExamprepError, match="examprep bank update group"):
        add(folder)


def test_a_shipped_bank_cannot_be_stood_in_for(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours")
    head = HEAD.format(version="9.0.0").replace('"group"', '"pharmacy-law"')
    (folder / "bank.toml").write_text(head, encoding="utf-8")
    with pytest.raises(ExamprepError, match="comes with examprep"):
        add(folder, update=True)


def test_an_update_tells_of_changed_keys_and_remembers_the_day(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours")
    add(folder)
    bank(folder, "1.1.0", right=False)
    with fetched(str(folder)) as banks:
        done = install(only_bank(banks, "group"), str(folder), LATER, update=True)
    assert done.change
    assert [item.id for item in done.change.of("key")] == ["g-1"]
    entry = entry_of(own_banks(), "group")
    assert entry
    assert (entry.added, entry.updated, entry.keys) == (FIRST, LATER, {"g-1": LATER})


def test_an_older_version_needs_force(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours", "1.10.0")
    add(folder)
    bank(folder, "1.9.0")
    with pytest.raises(ExamprepError, match=r"older than 1\.10\.0"):
        add(folder, update=True)
    add(folder, update=True, force=True)


def test_a_removed_bank_is_gone_and_can_come_again(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours")
    add(folder)
    kept = remove("group")
    assert kept.is_dir()
    assert listed() == []
    add(folder)
    assert listed() == ["group"]
    with pytest.raises(ExamprepError, match="no bank other"):
        remove("other")


def test_a_source_that_lost_the_bank_says_what_it_has(tmp_path: Path) -> None:
    with (
        fetched(str(bank(tmp_path / "ours"))) as banks,
        pytest.raises(ExamprepError, match="no bank other any more, but group"),
    ):
        only_bank(banks, "other")


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours")
    (tmp_path / "secret.toml").write_text("[[item]]\n", encoding="utf-8")
    (folder / "more.toml").symlink_to(tmp_path / "secret.toml")
    with fetched(str(folder)) as banks:
        assert banks["ours"].left == ("more.toml",)


@pytest.mark.parametrize(
    ("source", "git"),
    [
        ("https://example.org/group/bank.git", True),
        ("git@example.org:group/bank.git", True),
        ("https://example.org/group/bank", True),
        ("ours", False),
        ("./ours.zip", False),
        ("C:/ours", False),
    ],
)
def test_addresses_are_told_from_paths(source: str, git: bool) -> None:
    assert is_git(source) is git


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
def test_a_git_repository_is_added_and_no_hook_of_it_runs(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours" / "banks" / "group")
    repository = tmp_path / "ours"
    hook = repository / ".githooks" / "post-checkout"
    hook.parent.mkdir()
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    hook.chmod(0o755)
    me = ["-c", "user.name=a", "-c", "user.email=b"]
    for words in (["init", "-q"], ["add", "-A"], [*me, "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(repository), *words], check=True)
    add(f"file://{repository}")
    assert listed() == ["group"]
    assert not (tmp_path / "ran").exists()
    assert not list(own_banks().rglob(".git"))
    assert folder.exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
def test_what_git_refuses_is_one_line(tmp_path: Path) -> None:
    with (
        pytest.raises(ExamprepError, match=r"git says: .+") as caught,
        fetched(f"file://{tmp_path}/nothing"),
    ):
        pass
    assert "\n" not in str(caught.value)


def test_the_library_knows_when_a_key_was_changed(tmp_path: Path) -> None:
    folder = bank(tmp_path / "ours")
    add(folder)
    bank(folder, "1.1.0", right=False)
    add(folder, LATER, update=True)
    library = Library.open()
    try:
        assert library.rekeyed == {"group/g-1": LATER}
    finally:
        library.close()
