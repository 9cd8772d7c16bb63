from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.errors import NewerFormat, UnreadableFile
from examprep.progress.blocks import Block, render
from examprep.progress.head import HEAD_LIMIT, read_head, render_head
from examprep.progress.loaded import read_blocks
from tests.progress.making import HEAD, START, file_of, response

PATH = Path("maria.toml")


def test_head_and_blocks_are_told_apart() -> None:
    goal = Block("goal", {"id": "k-2", "at": START, "exam": "ptce-2026"})
    loaded = read_blocks(PATH, file_of(response("k-1"), goal, response("k-3")))
    assert loaded.head == {"format": 1, "candidate": "Maria", "created": START}
    assert [one["id"] for one in loaded.blocks["response"]] == ["k-1", "k-3"]
    assert loaded.blocks["goal"] == [goal.fields]
    assert loaded.problems == []
    assert list(loaded.in_order()) == [response("k-1"), goal, response("k-3")]


@pytest.mark.parametrize(
    "block",
    [
        b"[[response]]\nat = 2026-11-22T09:00:00Z\n",
        b"[[response]]\nid = 5\nat = 2026-11-22T09:00:00Z\n",
        b'[[response]]\nid = "x"\n',
        b'[[response]]\nid = "x"\nat = "noon"\n',
        b'[[response]]\nid = "x"\nat = 2026-11-22\n',
    ],
)
def test_hand_written_block_without_id_or_time_is_left_out_by_line(block: bytes) -> None:
    data = file_of(response("k-1")) + b"\n" + block + render(response("k-3"))
    loaded = read_blocks(PATH, data)
    assert [one["id"] for one in loaded.blocks["response"]] == ["k-1", "k-3"]
    (problem,) = loaded.problems
    assert data.splitlines()[problem.line - 1] == b"[[response]]"
    assert problem.line == 18
    assert "needs an `id` in quotes and a time `at`" in problem.message
    assert [one.id for one in loaded.in_order()] == ["k-1", "k-3"]


def test_time_without_an_offset_is_utc() -> None:
    data = HEAD + b'[[goal]]\nid = "x"\nat = 2026-11-22T09:00:00\n#= 00000000\n'
    assert read_blocks(PATH, data).blocks["goal"][0]["at"] == START


def test_tables_of_a_persons_own_disturb_nothing() -> None:
    data = file_of(response("k-1")) + b"[mine]\nx = 1\n#= 00000000\n" + render(response("k-2"))
    loaded = read_blocks(PATH, data)
    assert loaded.head["mine"] == {"x": 1}
    assert len(loaded.blocks["response"]) == 2


def refusal(data: bytes) -> str:
    """Give the text with which a file is refused, empty where it can be read."""
    try:
        list(read_blocks(PATH, data).in_order())
    except (UnreadableFile, NewerFormat) as error:
        return str(error)
    return ""


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    for whole in (data, HEAD + data, file_of(response("k-1")) + data):
        assert "\n" not in refusal(whole)


@given(st.integers(0), st.binary(min_size=1, max_size=3))
def test_changed_bytes_are_read_or_refused_in_one_line(place: int, noise: bytes) -> None:
    data = file_of(response("k-1"), response("k-2", typed="ä"), response("k-3"))
    place %= len(data)
    text = refusal(data[:place] + noise + data[place + len(noise) :])
    assert text.startswith("maria.toml") or text == ""
    assert "\n" not in text


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "`format = 1` or `candidate = ...` is missing"),
        (b"format = 1\n", "is missing at its top"),
        (b'candidate = "Maria"\n', "is missing at its top"),
        (b'format = "1"\ncandidate = "Maria"\n', "is missing at its top"),
        (b'format = true\ncandidate = "Maria"\n', "is missing at its top"),
        (b'format = 1\ncandidate = " "\n', "is missing at its top"),
        (b'format = 1\ncandidate = ["Maria"]\n', "is missing at its top"),
        (b"\xff\xfef\x00o\x00", ":1: the file is damaged: this line is not UTF-8 text"),
        (b"a = 1\na = 2\n", ":2: the file is damaged: duplicate key"),
        (b"a = " + b"[" * 5000, "the file is damaged"),
    ],
)
def test_file_of_another_kind_is_refused_with_the_reason(
    tmp_path: Path, head: bytes, words: str
) -> None:
    path = tmp_path / "maria.toml"
    path.write_bytes(head)
    with pytest.raises(UnreadableFile) as caught:
        read_head(path)
    assert words in str(caught.value)


def test_head_says_who_and_since_when(tmp_path: Path) -> None:
    path = tmp_path / "maria.toml"
    for created, expected in (
        ("2026-11-22T10:00:00+01:00", START),
        ("2026-11-22T09:00:00", START),
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
        ('"long ago"', datetime(1970, 1, 1, tzinfo=UTC)),
    ):
        path.write_text(f'format = 1\ncandidate = "M"\ncreated = {created}\n[[goal]]\nbroken')
        assert (read_head(path).name, read_head(path).created) == ("M", expected)


def test_head_of_a_candidate_with_a_strange_name_is_safe_to_show() -> None:
    head = render_head({"format": 1, "candidate": 'a\n[[goal]]\n\x1b]0;x\x07"'})
    assert head.count(b"\n") == 4
    assert b"\x1b" not in head
    assert read_blocks(PATH, head).head["candidate"] == 'a\n[[goal]]\n\x1b]0;x\x07"'


def test_head_behind_endless_text_is_not_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "maria.toml"
    path.write_bytes(b"#" + b"x" * HEAD_LIMIT + b"\n" + HEAD)
    with pytest.raises(UnreadableFile, match="not a progress file"):
        read_head(path)
