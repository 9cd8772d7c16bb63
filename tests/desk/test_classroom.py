"""An instructor's look at a class: what was given to it, and who has done what of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from examprep.attempts.events import Answer
from examprep.desk.assigning import Wish, make, write
from examprep.desk.assignments import keep, take
from examprep.desk.classroom import UnknownExam, look
from examprep.desk.desk import Desk
from examprep.places import candidates_folder
from tests.factories import Clock, desk_at

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with three candidates, of whom Ana is there."""
    desk = desk_at(tmp_path / "banks", name="Ben", clock=Clock(), count=20)
    for name in ("Cleo", "Ana"):
        desk.enroll(name, "ptce-2026", date(2027, 1, 15))
    return desk


def test_the_report_tells_who_has_done_what_of_what_was_given(desk: Desk, tmp_path: Path) -> None:
    given, _ = make(desk, Wish(count=4, seed=1, due=date(2026, 11, 25), title="Week 3"))
    write(given, tmp_path / "week3.toml")
    kept = keep(tmp_path / "week3.toml")
    for name, right in (("Ana", 4), ("Ben", 1)):
        desk.sit_down(desk.candidates.find(name))
        sitting = take(desk, kept)
        for slot in range(4):
            sitting.respond(slot, Answer((0 if slot < right else 1,)))
        sitting.finish("done")
        assert sitting.save_now() == ""
    rows = look(desk.library, [str(candidates_folder())], TODAY).report.assignments
    told = {row.person: (row.assignment, row.done, row.score, row.late) for row in rows}
    assert told == {
        "Ana": ("Week 3", "done", 1.0, False),
        "Ben": ("Week 3", "done", 0.25, False),
        "Cleo": ("Week 3", "not started", None, False),
    }
    later = look(desk.library, [str(candidates_folder())], date(2026, 12, 1)).report.assignments
    assert [row.late for row in later if row.person == "Cleo"] == [True]


def test_a_report_with_nothing_new_is_the_same_again(desk: Desk) -> None:
    first = look(desk.library, [str(candidates_folder())], TODAY).report
    assert look(desk.library, [str(candidates_folder())], TODAY).report == first


def test_an_exam_that_is_none_is_named(desk: Desk) -> None:
    with pytest.raises(UnknownExam, match="there are ptce"):
        look(desk.library, [str(candidates_folder())], TODAY, "nclex")
