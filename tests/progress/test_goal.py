"""The last goal of a progress file, read without the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from examprep.progress.candidates import Candidates
from examprep.progress.goal import Goal, goal_in, last_goal
from examprep.progress.record import Record

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_the_goal_written_last_is_given(home: Path) -> None:
    path = Candidates().create("Maria", NOW).path
    assert last_goal(path) is None
    record = Record.open(path)
    record.set_goal("ptce-2026", date(2027, 1, 15), NOW)
    assert last_goal(path) == Goal("ptce-2026", date(2027, 1, 15))
    record.set_goal("cspt-2023", None, NOW)
    assert last_goal(path) == Goal("cspt-2023", None) == record.state.goal


def test_a_goal_before_other_blocks_is_found() -> None:
    data = b'format = 1\n\n[[goal]]\nexam = "x"\ndate = 2027-01-15\n#= 0\n\n[[attempt]]\nid = 1\n'
    assert goal_in(data) == Goal("x", date(2027, 1, 15))


def test_a_damaged_goal_is_none(tmp_path: Path) -> None:
    assert goal_in(b"a = 1\n[[goal]]\nexam = \n") is None
    assert goal_in(b"a = 1\n[[goal]]\ndate = 2027-01-15\n") is None
    assert goal_in(b'a = 1\n[[goal]]\nexam = "x"\ndate = "soon"\n') == Goal("x", None)
    assert last_goal(tmp_path / "missing.toml") is None


@given(st.binary() | st.binary().map(lambda data: b"\n[[goal]]\n" + data))
def test_any_bytes_are_a_goal_or_none(data: bytes) -> None:
    assert isinstance(goal_in(data), Goal | None)
