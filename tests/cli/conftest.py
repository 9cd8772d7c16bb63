from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.quizzes import Talk, write_bank


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "banks")


@pytest.fixture
def talk(banks: Path) -> Iterator[Talk]:
    """A desk with the small bank, and a candidate who types what a test says."""
    talk = Talk(banks)
    yield talk
    talk.desk.library.close()
