"""Where a bank came from, and what of it nobody vouches for."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.banks.library import Library
from examprep.cli import main
from examprep.desk.origins import Origin, origins
from examprep.places import shipped_banks
from tests.factories import write_bank

PROOF = 'sources = ["USP 797"]\nverified = 2026-11-01\n'


def proved(path: Path, many: int) -> Path:
    """Give the first questions of a bank a source and a day."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('explanation = "', f'{PROOF}explanation = "', many), "utf-8")
    return path


@pytest.mark.parametrize("many", [0, 2, 5])
def test_what_is_missing_is_counted_from_the_index_and_again_from_its_cache(
    tmp_path: Path, many: int
) -> None:
    folder = tmp_path / "banks"
    proved(write_bank(folder), many)
    for _ in ("read", "from the cache"):
        library = Library.open([folder])
        try:
            assert library.proofs["demo"] == (5, 5 - many, 5 - many)
        finally:
            library.close()


def test_only_added_banks_have_a_source(tmp_path: Path) -> None:
    path = proved(write_bank(tmp_path / "given", "mine"), 5)
    assert main(["bank", "add", str(path)]) == 0
    library = Library.open()
    try:
        found = origins(library)
    finally:
        library.close()
    assert found["mine"] == Origin("no licence named", str(path), 5, 0, 0)
    assert list(found["mine"].lines()) == [f"added from {path}"]
    shipped = {bank.name for bank in shipped_banks().iterdir() if bank.is_dir()}
    assert shipped <= set(found)
    for name in shipped:
        assert list(found[name].lines()) == []


@pytest.mark.parametrize(
    ("origin", "lines"),
    [
        (Origin("CC0", None, 3, 0, 0), []),
        (Origin("CC0", "", 3, 0, 0), ["added from a folder"]),
        (
            Origin("CC0", None, 3, 1, 0),
            ["1 question without a source, 0 without a day of checking"],
        ),
        (
            Origin("CC0", "x.zip", 3, 0, 2),
            ["added from x.zip", "0 questions without a source, 2 without a day of checking"],
        ),
    ],
)
def test_the_words(origin: Origin, lines: list[str]) -> None:
    assert list(origin.lines()) == lines
