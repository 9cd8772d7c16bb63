from __future__ import annotations

import gc
import re
import subprocess
import sys
from pathlib import Path

import pytest

from examprep.errors import NewerFormat, UnreadableFile, UnwritableFile
from examprep.progress.blocks import Block, render
from examprep.progress.journal import Journal
from tests.progress.making import HEAD, START, FailingDisk, file_of, ids, made, response


def test_new_file_says_whose_it_is(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path / "new" / "maria.toml", "María", START)
    assert journal.path.read_text("utf-8").splitlines()[:4] == [
        "# examprep progress of María. Yours: read it, copy it, back it up.",
        "format = 1",
        'candidate = "María"',
        "created = 2026-11-22T09:00:00Z",
    ]
    assert Journal.open(journal.path).name == "María"


def test_create_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "maria.toml"
    path.write_bytes(b"something")
    with pytest.raises(UnwritableFile, match="stands there already"):
        Journal.create(path, "Maria", START)
    assert path.read_bytes() == b"something"


def test_appended_blocks_are_read_back_in_order(tmp_path: Path) -> None:
    journal = made(tmp_path)
    blocks = [response("k-1"), Block("goal", {"id": "k-2", "at": START}), response("k-3")]
    for block in blocks:
        journal.append([block])
    assert list(Journal.open(journal.path).load().in_order()) == blocks


def test_append_without_load_looks_at_the_file_first(tmp_path: Path) -> None:
    path = made(tmp_path, response("k-1")).path
    with path.open("ab") as file:
        file.write(b"\n[[resp")
    appended = Journal.open(path).append([response("k-2")])
    assert appended.notices == (
        "a half-written block at the end of maria.toml was moved to maria.toml.torn-1",
    )
    assert appended.end == path.stat().st_size
    assert ids(Journal.open(path)) == ["k-1", "k-2"]


def test_all_blocks_of_one_append_go_out_in_one_write_and_one_sync(tmp_path: Path) -> None:
    disk = FailingDisk()
    journal = made(tmp_path, disk=disk)
    disk.heal()
    journal.append([response("k-1"), response("k-2"), response("k-3")])
    assert disk.calls == ["lock", "open", "status", "write", "sync", "named"]


def test_saving_reads_nothing_of_the_history(tmp_path: Path) -> None:
    disk = FailingDisk()
    journal = made(tmp_path, *[response(f"k-{n}") for n in range(500)], disk=disk)
    for n in range(3):
        disk.heal()
        journal.append([response(f"mine-{n}")])
        assert "read" not in disk.calls


def test_torn_end_is_reported_and_left_alone_by_reading(tmp_path: Path) -> None:
    path = made(tmp_path, response("k-1")).path
    with path.open("ab") as file:
        file.write(b'\n[[response]]\nid = "k-2"\n')
    before = path.read_bytes()
    (problem,) = Journal.open(path).load().problems
    assert (problem.line, problem.severity) == (18, "warning")
    assert problem.message == "the last response is half-written and was left out"
    assert "#= 00000000" in problem.hint
    assert path.read_bytes() == before
    assert [side.name for side in tmp_path.iterdir() if "torn" in side.name] == []


def test_side_files_are_numbered(tmp_path: Path) -> None:
    journal = made(tmp_path)
    for n, torn in enumerate((b"\n[[a]]\nx = 1", b"\n[[b]]\nx = 2", b"\n[[c]]\nx = 3")):
        with journal.path.open("ab") as file:
            file.write(torn)
        journal.append([response(f"k-{n}")])
    kept = {side.name: side.read_bytes().strip() for side in tmp_path.glob("*.torn-*")}
    assert kept == {
        "maria.toml.torn-1": b"[[a]]\nx = 1",
        "maria.toml.torn-2": b"[[b]]\nx = 2",
        "maria.toml.torn-3": b"[[c]]\nx = 3",
    }


@pytest.mark.parametrize(
    ("damage", "line"),
    [(b"\nfoo = \n", 7), (b"\n[[goal]]\nid = 1,5\n#= 00000000\n", 8), (b"\n# \xff\xfe\n", 7)],
)
def test_damaged_file_is_neither_read_nor_written(tmp_path: Path, damage: bytes, line: int) -> None:
    path = tmp_path / "maria.toml"
    data = HEAD + damage + render(response("k-1"))
    path.write_bytes(data)
    with pytest.raises((UnreadableFile, UnwritableFile)) as caught:
        Journal.open(path).load()
    with pytest.raises((UnreadableFile, UnwritableFile)) as refused:
        Journal(path, "Maria").append([response("k-2")])
    assert str(caught.value) == str(refused.value)
    assert re.match(re.escape(f"{path}:") + r"\d+: the file is damaged: ", str(caught.value))
    assert f"{path}:{line}:" in str(caught.value)
    assert "mend that line in a text editor" in str(caught.value)
    assert path.read_bytes() == data


def test_newer_format_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "maria.toml"
    data = b'format = 2\ncandidate = "Maria"\n[[response]]\nid = "k-1"\n'
    path.write_bytes(data)
    with pytest.raises(NewerFormat, match="update examprep"):
        Journal.open(path)
    with pytest.raises(UnwritableFile, match="newer examprep"):
        Journal(path, "Maria").append([response("k-2")])
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"41.7", b"40.0"),
        lambda data: data.rstrip(),
        lambda data: data + b"\n# my own note\n",
        lambda data: data.replace(b"#= ", b"# "),
    ],
)
def test_file_that_a_person_edited_is_read_and_written_on(tmp_path: Path, change) -> None:
    path = made(tmp_path).path
    path.write_bytes(change(file_of(response("k-1"), response("k-2"))) + render(response("k-3")))
    journal = Journal.open(path)
    assert len(journal.load().blocks["response"]) == 3
    journal.append([response("k-4")])
    assert ids(journal) == ["k-1", "k-2", "k-3", "k-4"]


def test_ids_are_running_numbers_behind_a_token_of_the_journal(tmp_path: Path) -> None:
    one, other = made(tmp_path), Journal.open(tmp_path / "maria.toml")
    names = [one.new_id() for _ in range(3)]
    token = names[0].split("-")[0]
    assert re.fullmatch("[0-9a-z]{6}", token)
    assert names == [f"{token}-1", f"{token}-2", f"{token}-3"]
    assert other.new_id().split("-")[0] != token


def test_same_blocks_given_again_after_success_are_two_appends(tmp_path: Path) -> None:
    journal = made(tmp_path)
    journal.append([response("k-1")])
    journal.append([response("k-1")])
    assert len(journal.load().blocks["response"]) == 2


def test_tail_behind_a_known_length_is_all_that_is_parsed(tmp_path: Path) -> None:
    journal = made(tmp_path, response("k-1"))
    length = journal.load().end
    journal.append([response("k-2"), Block("goal", {"id": "k-3", "at": START})])
    fresh = Journal.open(journal.path)
    tail = fresh.read_tail(length)
    assert tail is not None
    assert [(block.kind, block.id) for block in tail.foreign] == [
        ("response", "k-2"),
        ("goal", "k-3"),
    ]
    assert tail.end == journal.path.stat().st_size
    assert fresh.append([response("k-4")]).foreign == []
    assert ids(journal) == ["k-1", "k-2", "k-3", "k-4"]


@pytest.mark.parametrize("damage", [b"\n[[response]]\nid", b"\nx = \n[[a]]\n#= 00000000\n"])
def test_tail_with_something_wrong_asks_for_the_whole_file(tmp_path: Path, damage: bytes) -> None:
    journal = made(tmp_path, response("k-1"))
    length = journal.load().end
    with journal.path.open("ab") as file:
        file.write(damage)
    assert Journal.open(journal.path).read_tail(length) is None
    assert Journal.open(journal.path).read_tail(10**6) is None


def test_hash_is_that_of_the_bytes_read_and_written_here(tmp_path: Path) -> None:
    journal = made(tmp_path, response("k-1"))
    end = journal.append([response("k-2")]).end
    again = Journal.open(journal.path)
    again.load()
    assert journal.digest(end) == again.digest(end) is not None
    assert journal.digest(end - 1) is None
    assert Journal.open(journal.path).digest(end) is None


def test_garbage_collection_is_on_again_after_loading(tmp_path: Path) -> None:
    made(tmp_path, response("k-1"))
    assert gc.isenabled()


def test_reading_and_saving_alone_load_no_heavy_module(tmp_path: Path) -> None:
    path = made(tmp_path).path
    code = (
        "import sys; from pathlib import Path; from examprep.progress.journal import Journal;"
        f"journal = Journal.open(Path({str(path)!r})); journal.load();"
        "print([m for m in ('filelock', 'pydantic', 'textual', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
