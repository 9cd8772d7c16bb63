"""Who sits down in line mode, and what happens when something cannot be saved or used."""

from __future__ import annotations

import errno
import os
from typing import Any

import pytest

from examprep.errors import NewerFormat, NotAllowed, UnreadableFile, UsageFault
from examprep.progress.disk import DISK, Disk
from tests.cli.quizzes import Talk, pick

FULL = "not saved: the disk is full; it is kept and tried again"


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> DiskWithFaults:
    """The disk under the progress file, which can be told to be full."""
    return DiskWithFaults(monkeypatch)


class DiskWithFaults:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def full(self, _: str = "") -> None:
        def refuse(*_: Any) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        self._patch.setattr(Disk, "write", refuse)

    def mended(self, _: str = "") -> None:
        self._patch.setattr(Disk, "write", _WRITE)


_WRITE = Disk.write


def test_a_new_name_is_enrolled_with_the_first_exam(talk: Talk) -> None:
    talk("--topic one -n 1", user="Jos\u00e9 \u674e")
    assert 'candidate = "Jos\u00e9 \u674e"' in talk.file
    assert 'exam = "ptce-2026"' in talk.file


def test_without_a_candidate_the_name_is_asked(talk: Talk) -> None:
    said = talk("--topic one -n 1", "", "  Maria ", pick("the right one"), user="")
    assert said.startswith("What is your name?\n")
    assert said.count("What is your name?") == 2
    assert "a name needs at least one letter or digit" in said
    assert "Score: 1 of 1" in said


def test_the_last_candidate_is_not_asked_again(talk: Talk) -> None:
    talk("--topic one -n 1", user="Maria")
    talk("--topic one -n 1", user="Ben")
    talk.desk.library.close()
    talk.open()
    assert "name" not in talk("--topic one -n 1", user="")
    assert 'candidate = "Ben"' in talk.file


def test_candidates_here_are_named_when_nobody_sat_here_last(talk: Talk) -> None:
    talk("--topic one -n 1", user="Maria")
    talk("--topic one -n 1", user="Ben")
    talk.desk.record = None
    said = talk("--topic one -n 1", "maria", user="")
    assert said.startswith("What is your name? Here are: Ben, Maria.\n")
    assert 'candidate = "Maria"' in talk.file


def test_input_that_ends_before_a_name_is_a_usage_fault(talk: Talk) -> None:
    with pytest.raises(UsageFault, match="give a name with --user"):
        talk("--topic one -n 1", user="")


def test_nothing_to_ask_says_what_to_choose_instead(talk: Talk) -> None:
    with pytest.raises(NotAllowed, match="No missed questions here"):
        talk("--topic one -n 1 --mode review")


def test_a_review_asks_the_missed_question_again(talk: Talk) -> None:
    talk("--topic many -n 3", pick("yes"), pick("no"), pick("yes"), "")
    said = talk("--topic many -n 3 --mode review", pick("yes"))
    assert "Review of mistakes" not in said
    assert "Many single answers: 1 question\n" in said
    assert "Right." in said


def test_the_same_seed_asks_the_same(talk: Talk) -> None:
    first = talk("--topic many -n 5 --seed 7 --choose random")
    again = talk("--topic many -n 5 --seed 7 --choose random", user="Ben")
    assert first.replace("Maria", "Ben") == again


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"format = 99\ncandidate = 'Maria'\n", NewerFormat),
        (b"\xff\xfe not toml", UnreadableFile),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_untouched(
    talk: Talk, data: bytes, error: type[Exception]
) -> None:
    talk("--topic one -n 1")
    assert talk.desk.record is not None
    path = talk.desk.record.journal.path
    path.write_bytes(data)
    talk.desk.library.close()
    talk.open()
    assert talk.desk.problems
    with pytest.raises(error):
        talk("--topic one -n 1", user="Maria")
    assert path.read_bytes() == data
    assert [*path.parent.glob("*.toml")] == [path]


def test_an_answer_on_a_full_disk_is_kept_and_saved_later(talk: Talk, disk: DiskWithFaults) -> None:
    steps = (disk.full, pick("yes"), disk.mended, pick("yes"))
    said = talk("--topic many -n 3", *steps)
    assert f"\n{FULL}\nRight.\n" in said
    assert "What waited is saved now.\nsaved\nRight.\n" in said
    assert talk.file.count("[[response]]") == 2
    assert talk.code == 0


def test_nothing_is_called_saved_while_the_disk_is_full(talk: Talk, disk: DiskWithFaults) -> None:
    said = talk("--topic many -n 3", disk.full, pick("yes"), "list", "flag", pick("yes"), "quit")
    assert "\nsaved\n" not in said
    assert "[[response]]" not in talk.file


def test_every_line_tries_again(talk: Talk, disk: DiskWithFaults) -> None:
    said = talk("--topic many -n 3", disk.full, pick("yes"), "list", disk.mended, "list", "quit")
    assert said.count(FULL) == 2
    assert said.count("What waited is saved now.") == 1
    assert talk.file.count("[[response]]") == 1


def test_quitting_with_unsaved_answers_asks_once_more(talk: Talk, disk: DiskWithFaults) -> None:
    said = talk("--topic many -n 3", disk.full, pick("yes"), "quit", disk.mended, "")
    assert "Make room or mend the disk, then press Enter to save once more.\n" in said
    assert "Everything is kept." in said
    assert talk.file.count("[[response]]") == 1
    assert talk.code == 0


def test_leaving_with_a_full_disk_is_exit_1_and_says_so(talk: Talk, disk: DiskWithFaults) -> None:
    said = talk("--topic many -n 3", disk.full, pick("yes"), "quit", "")
    assert said.endswith("2 entries could not be saved anywhere.\n")
    assert talk.code == 1


def test_a_finished_quiz_that_cannot_be_saved_asks_too(talk: Talk, disk: DiskWithFaults) -> None:
    said = talk("--topic one -n 1", disk.full, pick("the right one"), "", disk.mended, "")
    assert "Score: 1 of 1" in said
    assert "press Enter to save once more" in said
    assert 'reason = "done"' in talk.file
    assert talk.code == 0


def test_a_torn_block_of_a_crash_is_named_when_it_is_set_aside(talk: Talk) -> None:
    talk("--topic many -n 3", pick("yes"), "quit")
    assert talk.desk.record is not None
    path = talk.desk.record.journal.path
    with path.open("ab") as file:
        file.write(b'[[response]]\nid = "to')
    talk.desk.library.close()
    talk.open()
    said = talk("--resume", pick("yes"))
    assert "a half-written block at the end of maria.toml was moved to maria.toml.torn-1" in (
        said.replace("\n", " ")
    )
    assert talk.file.count("[[response]]") == 2


def test_another_window_on_the_same_attempt_loses_nothing(talk: Talk) -> None:
    talk("--topic many -n 3", pick("yes"), "quit")

    def elsewhere(_: str) -> None:
        other = Talk(talk.banks)
        other("--resume", pick("no"), "quit")
        other.desk.library.close()

    talk("--resume", elsewhere, pick("yes"), "quit")
    assert talk.file.count("[[response]]") == 3


def test_the_disk_of_these_tests_is_the_real_one_again() -> None:
    assert type(DISK).write is _WRITE
