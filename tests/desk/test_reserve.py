"""What mock exams keep back is the same from the cache as drawn anew, and never of other banks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.banks.library import Library
from examprep.desk import forms, reserve
from examprep.exams.outlines import outline
from examprep.places import cache_folder
from examprep.stash import sealed
from tests.exam_banks import write_exam_bank

EXAM = outline("ptce-2026")


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    folder = tmp_path / "banks"
    write_exam_bank(folder, each=24)
    return folder


def kept(banks: Path) -> frozenset[str]:
    library = Library.open([banks])
    try:
        return forms.kept_back(library, EXAM)
    finally:
        library.close()


def test_from_the_cache_it_is_the_same(banks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept(banks)
    assert first
    monkeypatch.setattr(forms, "reserved", lambda *_: pytest.fail("it was drawn again"))
    assert kept(banks) == first


def test_other_banks_have_another_reserve(banks: Path) -> None:
    kept(banks)
    path = next(path for path in sorted(banks.rglob("*.toml")) if "[[item]]" in path.read_text())
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "', 'id = "x', 1), encoding="utf-8")
    library = Library.open([banks])
    try:
        assert reserve.kept(reserve.key_of(library, EXAM)) is None
        assert reserve.key_of(library, EXAM) != reserve.key_of(library, outline("excpt-2023"))
    finally:
        library.close()


def test_a_cache_that_was_tampered_with_is_drawn_anew(banks: Path) -> None:
    first = kept(banks)
    for path in (cache_folder() / "reserve").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert kept(banks) == first


@given(st.binary(max_size=40))
def test_any_bytes_are_none(data: bytes) -> None:
    path = cache_folder() / "reserve" / "k"
    path.parent.mkdir(parents=True, exist_ok=True)
    for text in (data, reserve._MAGIC + data, sealed(reserve._MAGIC, data)):
        path.write_bytes(text)
        found = reserve.kept("k")
        assert found is None or isinstance(found, frozenset)


def test_only_the_last_few_are_kept() -> None:
    for number in range(30):
        reserve.keep(f"{number}", frozenset({"a/b"}))
    assert len(list((cache_folder() / "reserve").iterdir())) == reserve._MOST


@pytest.mark.parametrize("most", [1, 7, 60, 5000])
def test_counting_stops_where_there_are_enough(banks: Path, most: int) -> None:
    library = Library.open([banks])
    try:
        every = len(forms.candidates(library, EXAM))
        assert forms.count_up_to(library, EXAM, most) == min(most, every)
    finally:
        library.close()
