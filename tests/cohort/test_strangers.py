"""Whatever lies in a folder: one line says so, the rest counts, and nothing hangs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from examprep.cohort import keeping, workers
from examprep.cohort.finding import find
from examprep.cohort.gathering import gather, lines
from examprep.cohort.part import Part
from examprep.errors import UnreadableFile
from examprep.progress.blocks import Block
from examprep.progress.head import new_head
from examprep.text import HIDDEN
from tests.cohort.handed import file_for, sat, write_class
from tests.progress.logs import START
from tests.progress.making import file_of

GOOD = file_for("Maria", *sat(1).blocks)
TOP = b'format = 1\ncandidate = "Eve"\n'
UNUSABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "blank": (b"\n \n", "is empty"),
    "binary": (bytes(range(256)) * 20, "is not a text file"),
    "pictures": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not a text file"),
    "latin": (b'format = 1\ncandidate = "Jos\xe9"\n', "not UTF-8"),
    "html": (b"<html><body>Sign in</body></html>", "is damaged"),
    "other": (b"[project]\nname = 'x'\n", "is not a progress file"),
    "nameless": (b"format = 1\n", "is not a progress file"),
    "newer": (b'format = 2\ncandidate = "Maria"\n', "newer examprep (format 2"),
    "older": (b'format = 0\ncandidate = "Maria"\n', "is not a progress file"),
    "cut head": (GOOD[:40], "is not a progress file"),
    "arrays": (TOP + b"x = " + b"[" * 500_000, "is damaged"),
    "tables": (TOP + b"x = " + b"{a=" * 100_000, "is damaged"),
    "dots": (TOP + b".".join([b"a"] * 200_000) + b" = 1\n", "is damaged"),
    "quotes": (TOP + b'x = """' + b'\\"""' * 100_000, "is damaged"),
    "entries": (TOP + b"\n[[x]]\n" * 300_001, "more than 300,000 entries"),
    "broken middle": (GOOD.replace(b"credit = ", b"credit == ", 1), "is damaged"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_used_is_one_line_and_the_rest_counts(tmp_path: Path, name: str) -> None:
    data, words = UNUSABLE[name]
    (tmp_path / "maria.toml").write_bytes(GOOD)
    (tmp_path / "strange.toml").write_bytes(data)
    for _ in range(2):  # the second time from what was kept
        found = gather([tmp_path])
        (line,) = lines(found.problems)
        assert line.startswith(str(tmp_path / "strange.toml"))
        assert words in line
        assert "(" in line  # what to do
        assert len(line) < 500
        assert len(found.table) == 8


def test_a_file_that_was_cut_off_counts_up_to_there(tmp_path: Path) -> None:
    for place in range(100, len(GOOD), 37):
        (tmp_path / "maria.toml").write_bytes(GOOD[:place])
        found = gather([tmp_path])
        assert len(found.problems) <= 1
        assert len(found.table) in {0, 4, 8}


def test_a_file_that_was_cut_off_is_marked_until_a_whole_one_has_more(tmp_path: Path) -> None:
    (tmp_path / "maria.toml").write_bytes(GOOD[:-150])
    assert gather([tmp_path]).table.people[0].damaged
    log = sat(1, quizzes=1)
    (tmp_path / "last week.toml").write_bytes(file_for("Maria", *log.blocks))
    for _ in range(2):  # the second time from what was kept
        assert gather([tmp_path]).table.people[0].damaged
    (tmp_path / "again.toml").write_bytes(GOOD)
    assert not gather([tmp_path]).table.people[0].damaged


def test_reports_are_read_with_their_day(tmp_path: Path) -> None:
    fields = {"id": "r-1", "at": START, "item": "bank/q-1", "seed": 0, "version": "1.0.0"}
    for text in ({"text": "The rule changed."}, {}):  # without the reason where names are left out
        data = file_for("Maria", *sat(1).blocks, Block("report", fields | text))
        (tmp_path / "maria.toml").write_bytes(data)
        (person,) = gather([tmp_path]).table.people
        assert person.reported == (("bank/q-1", START.date().toordinal()),)


def test_edited_entries_count_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "maria.toml").write_bytes(GOOD.replace(b"credit = 0.0", b"credit = 1.0"))
    found = gather([tmp_path])
    assert len(found.table) == 8
    assert "edited by hand" in next(lines(found.problems))


def test_entries_without_sense_are_told(tmp_path: Path) -> None:
    log = sat(1)
    log.blocks[3].fields["credit"] = "much"
    (tmp_path / "maria.toml").write_bytes(file_for("Maria", *log.blocks))
    assert "1 entry left out that make no sense" in next(lines(gather([tmp_path]).problems))


@pytest.mark.parametrize("count", [1, 5])
def test_many_faults_in_one_file_are_one_line(tmp_path: Path, count: int) -> None:
    by_hand = "".join("\n[[response]]\nid = 5\n" for _ in range(count)).encode()
    (tmp_path / "maria.toml").write_bytes(GOOD + by_hand + b"#= 00000000\n")
    (line,) = lines(gather([tmp_path]).problems)
    assert "this response was left out" in line
    assert f"and {count:,} more of that file" in line


def test_two_gigabytes_are_not_even_opened(tmp_path: Path) -> None:
    (tmp_path / "maria.toml").write_bytes(GOOD)
    with (tmp_path / "huge.toml").open("wb") as file:
        file.truncate(2 * 1024**3)
    found = gather([tmp_path])
    (line,) = lines(found.problems)
    assert "larger than the 32 MB allowed" in line
    assert len(found.table) == 8


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "C:\\Windows\\system32",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "\x1b[31mred\x07",
        "\u202egnp.exe",
        "x" * 10_000,
        "\u200f",
        "\U0001f9ea",
    ],
)
def test_a_hostile_name_is_only_a_name(tmp_path: Path, home: Path, name: str) -> None:
    (tmp_path / "maria.toml").write_bytes(file_of(*sat(1).blocks, head=new_head(name, START)))
    found = gather([tmp_path])
    (person,) = found.table.people
    assert len(person.name) <= 80
    assert person.name
    assert not HIDDEN.search(person.name)
    assert person.key.isalnum()
    assert all(path.is_relative_to(home) for path in keeping.folder().iterdir())
    assert {path.name for path in tmp_path.iterdir()} == {"maria.toml", "home"}


def test_hostile_items_and_exams_are_short_plain_text(tmp_path: Path) -> None:
    log = sat(1)
    log.blocks[0].fields["exam"] = "\x1b[31m" + "x" * 5_000
    quiz = log.blocks[1].fields
    quiz["slots"] = [["\x1b]0;x\x07" + "y" * 5_000, 0], *quiz["slots"][1:]]
    (tmp_path / "maria.toml").write_bytes(file_for("Maria", *log.blocks))
    table = gather([tmp_path]).table
    texts = [table.people[0].exam, *table.items]
    assert all(len(text) <= 200 and not HIDDEN.search(text) for text in texts)


def test_an_id_without_a_name_cannot_be_taken_by_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(file_for("anon-abc", *sat(1).blocks))
    assert gather([tmp_path]).table.people[0].key != "anon-abc"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    home, outside = write_class(tmp_path / "class", 1), write_class(tmp_path / "other", 2)
    (home / "link.toml").symlink_to(outside / "c-00001.toml")
    (home / "loop").symlink_to(home)
    (home / "folder").symlink_to(outside)
    (home / "inside.toml").symlink_to(home / "c-00000.toml")
    (home / "dangling.toml").symlink_to(home / "nothing.toml")
    found = gather([home])
    said = [one.message for one in found.problems]
    assert len(found.table.people) == 1
    assert sum("was not followed" in text for text in said) == 3
    assert sum("no such file" in text for text in said) == 1
    assert len(gather([home / "link.toml"]).table.people) == 1  # named by itself


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (line,) = lines(gather([tmp_path]).problems)
    assert "not a regular file" in line


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert "cannot be read" in next(lines(gather([tmp_path]).problems))


def test_what_is_hidden_or_no_toml_is_passed_over(tmp_path: Path) -> None:
    home = write_class(tmp_path / "class", 1)
    for name in (".git/x.toml", ".hidden.toml", "~lock.toml", "maria.toml.torn-1", "notes.txt"):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_bytes(b"\0")
    assert gather([home]).files == 1


def test_an_assignment_among_the_files_is_nobody_and_no_problem(tmp_path: Path) -> None:
    (tmp_path / "week3.toml").write_text('format = 1\nassignment = "u8ruz2"\nslots = []\n')
    found = gather([write_class(tmp_path / "class", 1), tmp_path / "week3.toml"])
    assert not found.problems
    assert len(found.people) == 1


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    (line,) = lines(gather([tmp_path / "nowhere"]).problems)
    assert "no such file or folder" in line


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("examprep.cohort.finding.MOST_FILES", 2)
    with pytest.raises(UnreadableFile, match="more than 2 files"):
        find([write_class(tmp_path, 3)])


def test_copies_that_cannot_be_merged_leave_the_fuller_one(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(GOOD)
    table = b'format = 1\ncandidate = "Maria"\ncreated = 2026-11-22T09:00:00Z\n[more]\nx = 1\n'
    clash = b'\n[[more]]\nid = "h-1"\nat = 2026-11-22T09:00:00Z\n'
    (tmp_path / "b.toml").write_bytes(table)
    (tmp_path / "c.toml").write_bytes(GOOD + clash)
    found = gather([tmp_path])
    assert len(found.table.people) == 1
    assert len(found.table) == 8


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("a file in the place of the folder")
    assert len(gather([write_class(tmp_path / "class", 1)]).table) == 8


def _ends(_: object) -> None:
    os._exit(3)


def test_a_process_that_dies_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = [[path] for path in sorted(write_class(tmp_path, 2).iterdir())]
    monkeypatch.setattr(workers, "_read_chunk", _ends)
    found = [one for many in workers._in_processes(chunks, 1) for one in many]
    assert [part.fault.message for _, part in found if part.fault] == [
        "reading it failed twice"
    ] * 2


def test_memory_that_runs_out_is_one_line_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: bytes) -> Part:
        raise MemoryError

    home = write_class(tmp_path / "class", 1)
    with monkeypatch.context() as patch:
        patch.setattr("examprep.cohort.reading._read", full)
        (line,) = lines(gather([home]).problems)
    assert "too deep or too large" in line
    assert len(gather([home]).table) == 8


@pytest.mark.parametrize(
    "block", [Block("mark", {"id": "m-1", "at": START, "attempt": "w00001-2", "slot": 0})]
)
def test_attempts_with_marks_are_read_too(tmp_path: Path, block: Block) -> None:
    (tmp_path / "maria.toml").write_bytes(file_for("Maria", *sat(1).blocks, block))
    assert len(gather([tmp_path]).table) == 8
