"""Copies in the cache: whole and of this version, or none; and never more than are wanted."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from examprep import stash

MAGIC = b"examprep test 1\n"


@given(st.binary(max_size=100))
def test_what_was_sealed_comes_back(body: bytes) -> None:
    found = stash.unsealed(MAGIC, stash.sealed(MAGIC, body))
    assert found is not None
    assert bytes(found) == body


@given(st.binary(max_size=30), st.data())
def test_no_byte_may_be_another_one_and_none_may_lack(body: bytes, data: st.DataObject) -> None:
    whole = stash.sealed(MAGIC, body)
    place = data.draw(st.integers(0, len(whole) - 1))
    other = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    assert stash.unsealed(MAGIC, other) is None
    assert stash.unsealed(MAGIC, whole[:place]) is None
    assert stash.unsealed(MAGIC, whole + b"x") is None
    assert stash.unsealed(b"examprep test 2\n", whole) is None


def test_only_the_last_of_the_same_ending_stay(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_bytes(b"")
    for number in range(9):
        stash.keep(tmp_path / f"{number}.copy", MAGIC, b"%d" % number, most=3)
    assert len(list(tmp_path.glob("*.copy"))) == 3
    assert (tmp_path / "other.txt").exists()


def test_what_cannot_be_kept_or_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    stash.keep(tmp_path / "file" / "x.copy", MAGIC, b"1")
    assert stash.kept(tmp_path / "file" / "x.copy", MAGIC) is None
    stash.keep(tmp_path / "large.copy", MAGIC, b"1" * 100)
    assert stash.kept(tmp_path / "large.copy", MAGIC, limit=50) is None
    assert stash.kept(tmp_path / "large.copy", MAGIC) == b"1" * 100
