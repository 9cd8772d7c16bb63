from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.errors import NewerFormat, UnreadableFile
from examprep.progress.blocks import Block, render, sealed, split
from examprep.progress.head import new_head
from examprep.progress.loaded import read_blocks
from examprep.progress.merge import NotMergeable, merge
from tests.progress.making import HEAD, START, file_of, response

PATH = Path("maria.toml")
# Few ids and contents, so that copies, conflicts and edits of one block meet often.
FIELDS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["k-1", "k-2", "k-10", "other-1", "é'\"\\", "k-1~00000000"]),
        "at": st.sampled_from([START, START + timedelta(seconds=1), START.replace(microsecond=5)]),
    },
    optional={"slot": st.integers(0, 2), "typed": st.sampled_from(["#= 0", "[[a]]\n", "'''"])},
)
WHOLE = st.builds(Block, st.sampled_from(["response", "mark", "of-the-future"]), FIELDS).map(render)


def _edited(block: bytes) -> list[bytes]:
    """Give what a person might make of a block."""
    body = block[: block.rindex(b"#= ")]
    return [
        block + b"# my note\n",
        body + b"extra = true\n#= 00000000\n",
        body,
        block.replace(b"\n", b"\r\n"),
        block.replace(b"]]\n", b"]] # mine\n").replace(b"id = ", b"  id=", 1),
        b'\n[[goal]]\nexam = "by hand"\n',
        b'\n[[goal]]\nid = \'single\'\nat = "soon"\nnote = """\n[[goal]]\n"""\n',
        b'\n[[goal]]\nid = """long"""\nat = 2026-11-22\n',
    ]


EDITED = WHOLE.flatmap(lambda block: st.sampled_from(_edited(block)))
HEADS = st.sampled_from(
    [
        HEAD,
        new_head("Maria", START - timedelta(days=9)),
        b'format = 1\ncandidate = "maria"\nschool = "North"\n',
        b'\xef\xbb\xbfformat = 1\r\ncandidate = "Maria"\r\ncreated = 2026-11-01\r\nteam = [1]\r\n',
    ]
)
TAILS = st.sampled_from([b"", b"\n[[", b"\x00\x00", b'\n[[response]]\nid = "k-1"\n'])
FILES = st.builds(
    lambda head, blocks, last, tail: head + b"".join(blocks) + last + tail,
    HEADS,
    st.lists(WHOLE | EDITED, max_size=5),
    WHOLE,
    TAILS,
)


@given(FILES, FILES)
def test_order_of_the_two_does_not_matter(a: bytes, b: bytes) -> None:
    assert merge(a, b) == merge(b, a)


@given(FILES, FILES, FILES)
def test_order_of_several_merges_does_not_matter(a: bytes, b: bytes, c: bytes) -> None:
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


@given(FILES, FILES)
def test_merging_again_changes_nothing(a: bytes, b: bytes) -> None:
    both = merge(a, b)
    assert merge(both, both) == both
    assert merge(both, a) == both
    assert merge(merge(a, a), a) == merge(a, a)


@given(FILES, FILES)
def test_result_reads_without_a_torn_end_and_keeps_every_id(a: bytes, b: bytes) -> None:
    both = merge(a, b)
    loaded = [read_blocks(PATH, data) for data in (a, b, both)]
    names = [{one["id"] for many in one.blocks.values() for one in many} for one in loaded]
    assert names[0] | names[1] <= names[2]
    assert loaded[2].end == len(both)
    assert all(raw.state != "torn" for raw in split(both)[1])


@given(st.lists(WHOLE, max_size=6), st.lists(WHOLE, max_size=6))
def test_no_intact_block_is_lost_or_changed(a: list[bytes], b: list[bytes]) -> None:
    files = [HEAD + b"".join(blocks) for blocks in (a, b)]
    assert _contents(merge(*files)) == _contents(files[0]) | _contents(files[1])


def _contents(data: bytes) -> set[str]:
    """Give what the blocks say, ids left out: a second content gets another id."""
    found = read_blocks(PATH, data).blocks
    return {
        f"{kind} {sorted((key, str(value)) for key, value in one.items() if key != 'id')}"
        for kind, many in found.items()
        for one in many
    }


def test_two_laptops_come_together_in_order_of_time() -> None:
    a = file_of(response("a-1", 1), response("a-2", 30), response("a-10", 40))
    b = file_of(response("b-1", 20), response("a-1", 1), response("a-9", 40))
    found = read_blocks(PATH, merge(a, b)).blocks["response"]
    assert [one["id"] for one in found] == ["a-1", "b-1", "a-2", "a-9", "a-10"]


def test_blocks_of_one_second_keep_the_order_of_their_numbers() -> None:
    a = file_of(*[response(f"a-{n}") for n in range(1, 30)])
    found = read_blocks(PATH, merge(a, a)).blocks["response"]
    assert [one["id"] for one in found] == [f"a-{n}" for n in range(1, 30)]


def test_intact_blocks_are_copied_byte_for_byte() -> None:
    a, b = file_of(response("a-1")), file_of(response("b-1", 5))
    assert merge(a, b) == file_of(response("a-1"), response("b-1", 5))


def test_two_blocks_with_one_id_are_both_kept() -> None:
    one, two = response("a-1", slot=1), response("a-1", slot=2)
    both = merge(file_of(one), file_of(two))
    found = {block["id"]: block["slot"] for block in read_blocks(PATH, both).blocks["response"]}
    (other,) = set(found) - {"a-1"}
    assert found["a-1"] == 1
    assert other.startswith("a-1~")
    assert all(raw.state == "whole" for raw in split(both)[1])


def test_intact_block_stands_for_a_copy_edited_by_hand() -> None:
    a = file_of(response("a-1"))
    edited = a.replace(b"41.7", b"1.0")
    assert merge(a, edited) == a
    assert merge(merge(edited, edited.replace(b"1.0", b"2.0")), a) == a


def test_hand_edit_alone_stays() -> None:
    edited = file_of(response("a-1")).replace(b"41.7", b"1.0")
    found = read_blocks(PATH, merge(edited, HEAD)).blocks["response"]
    assert found[0]["seconds"] == 1.0


def test_earlier_date_of_creation_and_all_keys_of_both_heads_stay() -> None:
    a = new_head("Maria", START)
    b = new_head("Maria", START - timedelta(days=3)) + b'school = "North"\n'
    head = read_blocks(PATH, merge(a, b)).head
    assert head["created"] == datetime(2026, 11, 19, 9, tzinfo=UTC)
    assert head["school"] == "North"


def test_two_candidates_are_refused() -> None:
    with pytest.raises(NotMergeable, match="two candidates, Maria and John"):
        merge(HEAD, new_head("John", START))


def test_damaged_and_newer_files_are_refused_by_name() -> None:
    names = (Path("a.toml"), Path("b.toml"))
    damaged = file_of(response("a-1")).replace(b"41.7", b"41,7") + render(response("a-2"))
    with pytest.raises(NotMergeable, match=r"b\.toml:7: this response is damaged"):
        merge(HEAD, damaged, names)
    with pytest.raises(UnreadableFile, match=r"a\.toml"):
        merge(b"\xff", HEAD, names)
    with pytest.raises(NewerFormat, match=r"b\.toml"):
        merge(HEAD, b'format = 7\ncandidate = "Maria"\n', names)


def test_hand_written_tables_that_clash_are_refused() -> None:
    table = b"[mine]\nx = 1\n#= 00000000\n"
    a = file_of(response("a-1")) + table
    b = file_of(response("b-1")) + table
    with pytest.raises(NotMergeable, match="hand-written tables"):
        merge(a, b)


def test_block_sealed_by_another_hand_may_be_written_in_any_way() -> None:
    body = b"[[response]]\nid='a-1' # mine\nat = 2026-11-22T10:00:00+01:00\n"
    both = merge(HEAD + sealed(body), file_of(response("b-1", -1)))
    assert [one["id"] for one in read_blocks(PATH, both).blocks["response"]] == ["b-1", "a-1"]
