"""The plan of whoever is at the desk: what was done today, what is left, where it leads."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from examprep.attempts.events import Answer
from examprep.desk.plan import Plan
from examprep.desk.schedule import AHEAD, schedule
from examprep.desk.studying import Week, keep_goal
from examprep.errors import NotAllowed
from examprep.learning.planning import USUAL
from examprep.progress.goal import Goal
from examprep.progress.record import Record
from tests.factories import Clock, desk_at
from tests.prepared import DAY, EXAM, TODAY, mock, prepared, sit

HALF_HOUR = (30,) * 7


def with_minutes(desk, minutes=HALF_HOUR, day: date | None = EXAM):
    desk.open_record().set_goal("ptce-2026", day, desk.times.now(), minutes)
    return desk


def test_nobody_at_the_desk_has_no_plan(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        schedule(desk_at(tmp_path, name=""), TODAY)


def test_without_minutes_the_usual_ones_are_assumed(tmp_path: Path) -> None:
    plan = schedule(prepared(tmp_path), TODAY)
    assert not plan.asked
    assert plan.pace.minutes == USUAL
    assert plan.exam == EXAM
    assert plan.calendar.days[-1].day == EXAM
    assert plan.forecast is None


def test_without_a_date_it_looks_four_weeks_ahead_and_foretells_nothing(tmp_path: Path) -> None:
    plan = schedule(prepared(tmp_path, 60, day=None), TODAY)
    assert plan.exam is None
    assert len(plan.calendar.days) == AHEAD
    assert plan.forecast is None


def test_with_enough_answers_it_says_where_it_leads(tmp_path: Path) -> None:
    plan = schedule(with_minutes(prepared(tmp_path, 60)), TODAY)
    assert plan.asked
    assert plan.forecast is not None
    assert 0.0 < plan.forecast.chance.value < 1.0


def test_new_questions_are_those_never_seen_and_the_rest_comes_due(tmp_path: Path) -> None:
    before = schedule(prepared(tmp_path / "a"), TODAY).calendar.stock
    after = schedule(prepared(tmp_path / "b", 60, name="Bob"), TODAY).calendar.stock
    assert (before.seen, sum(before.due)) == (0, 0)
    assert (after.unseen, after.seen) == (before.unseen - 60, 60)
    assert 0 < sum(after.due) <= 60


def test_answers_of_today_are_taken_off_with_the_time_for_their_reasons(tmp_path: Path) -> None:
    clock = Clock()
    desk = with_minutes(prepared(tmp_path, clock=clock))
    whole = schedule(desk, TODAY).today
    assert (whole.answers, whole.minutes, whole.planned) == (0, 0.0, 30)
    assert not whole.done
    sit(desk, Plan(count=10, seed=1), lambda _: True, clock)
    some = schedule(desk, TODAY).today
    assert some.answers == 10
    assert some.minutes == pytest.approx(10 * 30 * 1.4 / 60)
    assert some.left > 0
    sit(desk, Plan(count=50, mode="new", seed=2), lambda _: True, clock)
    done = schedule(desk, TODAY).today
    assert done.done
    assert done.minutes >= done.planned
    clock.go(DAY)
    assert not schedule(desk, TODAY + timedelta(days=1)).today.done


def test_answers_of_an_open_quiz_count_at_once(tmp_path: Path) -> None:
    clock = Clock()
    desk = with_minutes(prepared(tmp_path, clock=clock))
    sitting = desk.start(Plan(count=5, seed=1))
    sitting.show()
    clock.go(30.0)
    sitting.respond(0, Answer((0,)))
    assert sitting.save_now() == ""
    assert schedule(desk, TODAY).today.answers == 1


def test_a_day_with_hardly_any_time_is_not_done_before_it_began(tmp_path: Path) -> None:
    today = schedule(with_minutes(prepared(tmp_path), (1,) * 7), TODAY).today
    assert today.left == 1
    assert not today.done


def test_a_day_off_has_nothing_left(tmp_path: Path) -> None:
    today = schedule(with_minutes(prepared(tmp_path), (0,) * 7), TODAY).today
    assert (today.kind, today.planned, today.left) == ("rest", 0, 0)


def test_the_day_of_the_exam_is_known_as_such(tmp_path: Path) -> None:
    plan = schedule(with_minutes(prepared(tmp_path, 60), day=TODAY), TODAY)
    assert plan.today.kind == "exam"
    assert plan.today.done
    assert [one.kind for one in plan.calendar.days] == ["exam"]


def test_a_mock_of_today_is_asked_for_until_it_was_taken(tmp_path: Path) -> None:
    clock = Clock()
    desk = with_minutes(prepared(tmp_path, clock=clock), day=TODAY + timedelta(days=3))
    before = schedule(desk, TODAY).today
    assert (before.mock, before.left, before.done) == ("quarter", 0, False)
    mock(desk, lambda _: True, clock)
    after = schedule(desk, TODAY).today
    assert (after.mock, after.kind) == ("", "study")


def test_a_slow_candidate_gets_fewer_questions_a_day(tmp_path: Path) -> None:
    def questions(seconds: float, folder: Path) -> int:
        clock = Clock()
        desk = with_minutes(prepared(folder, clock=clock, name=folder.name))
        sitting = desk.start(Plan(count=20, seed=1))
        for slot in range(20):
            sitting.show()
            clock.go(seconds)
            sitting.respond(slot, Answer((0,)))
        sitting.finish("done")
        assert sitting.save_now() == ""
        return schedule(desk, TODAY).calendar.days[1].questions

    assert questions(150.0, tmp_path / "a") < questions(20.0, tmp_path / "b")


def test_a_goal_is_kept_and_planned_anew(tmp_path: Path) -> None:
    desk = prepared(tmp_path)
    goal = Goal("ptce-2026", EXAM, (0, 45, 0, 45, 0, 0, 0))
    plan = keep_goal(desk, goal, TODAY)
    assert plan.pace.minutes == goal.minutes
    assert plan.asked
    assert Record.open(desk.open_record().journal.path).state.goal == goal


def test_a_week_without_a_goal_is_the_usual_one() -> None:
    week = Week.of(None)
    assert (week.minutes, week.each, week.marked) == (USUAL, 25, frozenset(range(6)))
    assert Week.of(Goal("ptce-2026", None)) == week


def test_days_of_study_share_the_minutes() -> None:
    week = Week.of(Goal("ptce-2026", None, (20, 0, 60, 0, 0, 0, 0)))
    assert (week.each, week.marked) == (60, frozenset({0, 2}))
    assert week.with_minutes(45).minutes == (45, 0, 45, 0, 0, 0, 0)
    assert week.with_minutes(9_999).each == 240
    assert week.toggled(4).minutes == (20, 0, 60, 0, 60, 0, 0)
    assert week.toggled(0).minutes == (0, 0, 60, 0, 0, 0, 0)


def test_days_stay_marked_while_the_minutes_are_none() -> None:
    week = Week.of(Goal("ptce-2026", None, (20, 0, 60, 0, 0, 0, 0))).with_minutes(0)
    assert week.minutes == (0,) * 7
    assert week.with_minutes(30).minutes == (30, 0, 30, 0, 0, 0, 0)
    assert week.toggled(1).minutes == (0,) * 7
    assert Week((0,) * 7, frozenset()).toggled(1).minutes == (0, 25, 0, 0, 0, 0, 0)
