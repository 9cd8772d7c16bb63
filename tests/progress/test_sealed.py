"""A file as this program wrote it is read by its lines to what TOML makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.progress.blocks import Block, sealed
from examprep.progress.loaded import read_blocks
from examprep.progress.sealed import read_sealed
from tests.progress.logs import Log, logs
from tests.progress.making import HEAD, START, file_of, response

PATH = Path("x.toml")


def same(data: bytes) -> bool:
    """See that both ways give the same; tell whether the quick way was taken."""
    quick, whole = read_sealed(PATH, data), read_blocks(PATH, data)
    if quick is None:
        return False
    assert quick.head == whole.head
    assert quick.blocks == whole.blocks
    assert [*quick.pairs()] == [*whole.pairs()]
    ours, theirs = (
        [[*map(type, fields.values())] for _, fields in one.pairs()] for one in (quick, whole)
    )
    assert ours == theirs
    assert quick.end == whole.end
    assert quick.problems == whole.problems
    return True


@given(logs())
def test_every_log_is_read_to_the_same(log: Log) -> None:
    taken = same(file_of(*log.blocks))
    assert taken is any(block.kind == "response" for block in log.blocks)


@given(
    st.floats(0, 1e9),
    st.text(max_size=5),
    st.text("abc \u00e9\u4e2d'#[]", max_size=8),
    st.lists(st.integers(0, 300)),
    st.datetimes(),
)
def test_any_values_are_read_to_the_same(number: float, text: str, typed: str, chose, at) -> None:
    same(file_of(response("a-1", seconds=number, clock=number)))
    same(file_of(response(f"a{text}", sure=text)))
    same(file_of(response("a-1", typed=typed)))
    same(file_of(response("a-1", chose=chose), response("a-2", at=at)))


_FULL = {"id": "a-2", "at": START, "attempt": "b-9", "slot": 3, "of": "b-1", "typed": "2.5 mL"}
_FULL |= {"credit": 0.5, "seconds": 3.25, "mistake": "x-y", "takes": "c-1", "sure": "sure"}
WHOLE = file_of(response("a-1"), Block("response", _FULL | {"clock": 7.0}))


def answer(**fields: Any) -> bytes:
    return file_of(response("a-1", **fields))


@pytest.mark.parametrize(
    ("data", "quick"),
    [
        (HEAD, False),
        (b"", False),
        (WHOLE + b"\n", True),
        (WHOLE[:-1], True),
        (WHOLE[:-2], False),
        (WHOLE.replace(b"\n", b"\r\n"), False),
        (WHOLE.replace(b"credit = 1.0", b"credit = 0.0"), False),
        (answer(credit=1), False),
        (answer(extra=1), False),
        (answer(chose=[]), True),
        (answer(chose=[1, 22, 300]), True),
        (answer(seconds=1e-7), False),
        (answer(attempt='a"b'), False),
        (answer(attempt=5), False),
        (file_of(Block("goal", {"id": "g-1", "at": "today"}), response("a-1")), False),
    ],
)
def test_what_is_written_otherwise_is_left_to_toml(data: bytes, quick: bool) -> None:
    assert (read_sealed(PATH, data) is not None) is quick
    if quick:
        assert same(data)


def test_a_day_that_is_none_is_left_to_toml() -> None:
    piece = WHOLE[len(HEAD) + 1 :].split(b"\n\n")[0]
    body = piece[: piece.rindex(b"#= ")].replace(b"2026-11-22", b"2026-02-30")
    assert read_sealed(PATH, HEAD + b"\n" + sealed(body)) is None


def test_an_answer_within_a_text_is_seen_and_harmless() -> None:
    opening = b"[[goal]]\nid = 'g-1'\nat = 2026-11-22T09:00:00Z\nexam = '''\n"
    inner = file_of(response("a-1"), head=b"")
    data = HEAD + b"\n" + sealed(opening) + inner + b"'''\n"
    assert read_sealed(PATH, data) is None
