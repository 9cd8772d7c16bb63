"""Today's session: which questions, why each, and that exactly these come."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from examprep.desk.desk import Desk
from examprep.desk.schedule import schedule
from examprep.desk.session import (
    HONEST,
    NOTHING,
    Session,
    ground,
    mixture,
    notes,
    reason,
    session,
    session_plan,
    start_session,
)
from examprep.errors import NotAllowed
from examprep.learning.choice import Pick
from tests.factories import Clock
from tests.prepared import DAY, EXAM, TODAY, answer, prepared

MONDAY = TODAY + timedelta(days=1)


def names(chosen: Session) -> list[str]:
    return [pick.name for _, pick in chosen.picks]


def test_nobody_at_the_desk_has_no_session(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        session(Desk.open([tmp_path]), TODAY)


def test_it_is_as_long_as_the_settings_have_it(tmp_path: Path) -> None:
    clock = Clock()
    desk = prepared(tmp_path, clock=clock)
    clock.go(DAY)
    chosen = session(desk, MONDAY)
    assert len(chosen.picks) == desk.settings.questions == chosen.plan.count
    assert {title for title, _ in chosen.picks} == {"All areas"}
    assert chosen.minutes == round(20 * schedule(desk, MONDAY).pace.each / 60)
    assert chosen.said == ""
    assert chosen.points == pytest.approx(sum(pick.gain for _, pick in chosen.picks))


def test_minutes_that_were_set_make_it_shorter(tmp_path: Path) -> None:
    desk = prepared(tmp_path)
    desk.open_record().set_goal("ptce-2026", EXAM, desk.times.now(), (10,) * 7)
    plan = schedule(desk, TODAY)
    assert len(session(desk, TODAY).picks) == plan.today.left < 20


def test_the_same_is_shown_until_something_is_answered(tmp_path: Path) -> None:
    desk = prepared(tmp_path, 60)
    first = session(desk, TODAY)
    assert names(session(desk, TODAY)) == names(first)
    assert [*desk.choose(first.plan).names] == names(first)
    before = session_plan(desk, schedule(desk, TODAY), TODAY).seed
    answer(desk, 5)
    assert session_plan(desk, schedule(desk, TODAY), TODAY).seed == (before or 0) + 5


def test_exactly_what_is_shown_is_started(tmp_path: Path) -> None:
    clock = Clock()
    desk = prepared(tmp_path, 60, clock=clock)
    clock.go(3 * DAY)
    chosen = session(desk, TODAY)
    clock.go(3_000.0)
    sitting = start_session(desk, chosen)
    assert [slot.item for slot in sitting.attempt.slots] == names(chosen)
    assert sitting.attempt.kind == "tutor"


def test_without_a_question_there_is_nothing_to_start(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    desk = Desk.open([tmp_path / "none"])
    desk.times = Clock().times
    desk.enroll("Maria", "ptce-2026", None)
    chosen = session(desk, TODAY)
    assert chosen.picks == ()
    with pytest.raises(NotAllowed, match="No questions to ask"):
        start_session(desk, chosen)
    assert NOTHING.startswith("No questions")


@pytest.mark.parametrize(
    ("pick", "words"),
    [
        (Pick("a", "new", 0.05), "Law: new, worth about +0.05 points"),
        (Pick("a", "missed", 0.0), "Law: missed the last time"),
        (
            Pick("a", "due", 0.031, 0.62),
            "Law: about to be forgotten (62 % sure you know it), worth about +0.03 points",
        ),
    ],
)
def test_the_reason_is_said_in_a_line(pick: Pick, words: str) -> None:
    assert reason("Law", pick) == words
    assert ground(pick) in words


def test_the_reasons_are_counted_and_explained() -> None:
    whys = ("new", "new", "spread", "due", "missed")
    chosen = Session(tuple(("Law", Pick("a", why)) for why in whys), 5)
    assert [*mixture(chosen)] == [
        "2 new",
        "1 new, drawn over the whole outline",
        "1 about to be forgotten",
        "1 missed the last time",
    ]
    assert notes(chosen) == [HONEST]
    assert notes(Session((), 1)) == []
