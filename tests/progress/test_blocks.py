from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st

from examprep.progress.blocks import Block, headers, parse, render, split, state_of, whole_end
from tests.progress.making import HEAD, START, file_of, response

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["#= 00000000", "\n#= 00000000\n", "[[response]]\n", "'''", '"""', "\\", '"', "\r\n", "\x00"]
)
VALUES = st.recursive(
    TEXTS
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates()
    | st.datetimes(timezones=st.just(UTC)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)
KINDS = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True)
BLOCKS = st.builds(Block, KINDS, st.dictionaries(TEXTS, VALUES, max_size=5))


def test_block_is_written_as_a_person_would_write_it() -> None:
    block = Block("goal", {"id": "k3f9aa-1", "at": START, "exam": "ptce-2026"})
    assert render(block).decode() == (
        '\n[[goal]]\nid = "k3f9aa-1"\nat = 2026-11-22T09:00:00Z\nexam = "ptce-2026"\n#= 8d659007\n'
    )


@given(BLOCKS)
def test_every_value_survives_writing_and_reading(block: Block) -> None:
    written = render(block)
    assert parse(written) == {block.kind: [block.fields]}
    assert tomllib.loads(written.decode()) == {block.kind: [block.fields]}


@given(st.lists(BLOCKS, max_size=5))
def test_split_finds_each_block_whatever_its_texts_look_like(blocks: list[Block]) -> None:
    head, raw = split(file_of(*blocks))
    assert head == HEAD + b"\n" * bool(blocks)
    assert [parse(one.data) for one in raw] == [{b.kind: [b.fields]} for b in blocks]
    assert all(one.state == "whole" for one in raw)


@given(BLOCKS)
def test_a_block_never_holds_a_line_end_inside_a_value(block: Block) -> None:
    lines = render(block).decode().splitlines()
    assert len(lines) == len(block.fields) + 3


def test_half_a_character_is_written_as_the_replacement_sign() -> None:
    assert parse(render(Block("goal", {"id": "\udc80x"}))) == {"goal": [{"id": "\ufffdx"}]}


def test_none_is_left_out() -> None:
    assert parse(render(Block("mark", {"id": "a", "sure": None}))) == {"mark": [{"id": "a"}]}


def test_times_of_other_zones_are_written_in_utc() -> None:
    berlin = datetime(2026, 11, 22, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert b"at = 2026-11-22T09:00:00Z" in render(Block("goal", {"at": berlin}))


def test_dates_stay_dates() -> None:
    assert b"date = 2027-01-15\n" in render(Block("goal", {"date": date(2027, 1, 15)}))


@pytest.mark.parametrize("value", [{"a": 1}, {1}, object(), b"x"])
def test_other_values_are_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        render(Block("goal", {"id": value}))


def test_cut_at_every_byte_at_most_the_last_block_is_lost() -> None:
    blocks = [response("k-1"), response("k-2", typed='3.5 "mL" \n#= 00000000\n'), response("k-3")]
    data = file_of(*blocks)
    ends = [len(file_of(*blocks[:count])) for count in range(4)]
    for length in range(ends[0], len(data) + 1):
        end = whole_end(data[:length])
        found = rtoml.loads(data[:end].decode()).get("response", [])
        complete = max(count for count in range(4) if ends[count] <= length + 1)
        assert [one["id"] for one in found] == [f"k-{n + 1}" for n in range(complete)]
        assert found == [block.fields for block in blocks[:complete]]


@given(st.data())
def test_cut_anywhere_the_rest_is_valid_and_nothing_else_is_lost(data: st.DataObject) -> None:
    blocks = data.draw(st.lists(BLOCKS, min_size=1, max_size=3))
    whole = file_of(*blocks)
    length = data.draw(st.integers(len(HEAD), len(whole)))
    cut = whole[:length]
    _, raw = split(cut[: whole_end(cut)])
    sure = sum(len(file_of(*blocks[: n + 1])) <= length for n in range(len(blocks)))
    assert sure <= len(raw) <= sure + 1
    assert [parse(r.data) for r in raw] == [{b.kind: [b.fields]} for b in blocks[: len(raw)]]


@pytest.mark.parametrize(
    "tail",
    [
        b"\x00" * 300,
        b"\n[[",
        b"\n[[response]",
        b"\n[[response]]",
        b'\n[[response]]\nid = "k-2"\n',
        b'\n[[response]]\nid = "k-2"\n#= 12345',
        b'\n[[response]]\nid = "k-2\xc3',
        b'\n[[response]]\nid = "k-2"\x00\x00\x00',
        b'\n[[response]]\nid = "\x00\x00\x00"\n#= 12345678\n',
        b'\n[[response]]\nid = "\xff\xfe"\n#= 12345678\n',
    ],
)
def test_torn_last_block_is_told_from_the_rest(tail: bytes) -> None:
    sound = file_of(response("k-1"))
    end = whole_end(sound + tail)
    assert len(sound) <= end <= len(sound) + 1
    assert split(sound + tail)[1][-1].state == "torn"


@pytest.mark.parametrize("tail", [b"", b"\n\n  \n", b"# a note of mine\n", b"\r\n", b"note = 1"])
def test_what_a_person_puts_at_the_end_is_not_torn(tail: bytes) -> None:
    data = file_of(response("k-1")) + tail
    assert whole_end(data) == len(data)


def test_file_whose_last_line_end_an_editor_took_is_whole() -> None:
    data = file_of(response("k-1"), response("k-2"))[:-1]
    assert [one.state for one in split(data)[1]] == ["whole", "whole"]


def test_windows_line_ends_do_not_count_as_an_edit() -> None:
    data = file_of(response("k-1"), response("k-2")).replace(b"\n", b"\r\n")
    assert [one.state for one in split(data)[1]] == ["whole", "whole"]


def test_changed_block_is_edited_not_torn() -> None:
    data = file_of(response("k-1"), response("k-2")).replace(b"41.7", b"40.0")
    assert [one.state for one in split(data)[1]] == ["edited", "edited"]


def test_block_added_by_hand_before_others_is_edited() -> None:
    added = b'\n[[goal]]\nid = "by-hand-1"\nat = 2026-11-22T09:00:00Z\n'
    data = HEAD + added + render(response("k-1"))
    assert [(one.kind, one.state) for one in split(data)[1]] == [
        ("goal", "edited"),
        ("response", "whole"),
    ]


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_header_inside_a_text_over_several_lines_is_no_header(quotes: str) -> None:
    note = f"note = {quotes}\n[[goal]]\n# it's \n{quotes}\n".encode()
    data = HEAD + b'\n[[response]]\nid = "x"\n' + note + b"#= 00000000\n" + render(response("k-1"))
    assert [kind for _, kind in headers(data)] == ["response", "response"]


def test_headers_with_spaces_quotes_and_comments_are_headers() -> None:
    data = b'[[ goal ]]\n  [["response"]] # mine\n[[a.b]]\n[goal]\n[[mark]]\r\n'
    assert [kind for _, kind in headers(data)] == ["goal", "response", "mark"]


@given(st.binary(max_size=200))
def test_any_bytes_can_be_split(data: bytes) -> None:
    head, raw = split(data)
    assert head + b"".join(one.data for one in raw) == data
    assert state_of(data) in {"whole", "edited"}


@pytest.mark.parametrize("piece", [b'\\"""', b'"""\\', b"'''", b'\\"', b'"\\', b'"""\n', b"'"])
def test_strings_without_an_end_are_walked_through_once(piece: bytes) -> None:
    data = b'x = """ """\n' + piece * 100_000
    assert list(headers(data)) == []  # from each quote anew it would take an hour
