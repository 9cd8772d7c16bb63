"""The outlook of whoever is at the desk, and how it was borne out by their mock exams."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from examprep.desk.desk import Desk
from examprep.desk.prospect import foretold, prospect, standard_now
from examprep.errors import NotAllowed
from examprep.learning.readiness import ASSUMED
from examprep.progress.real import RealResult
from tests.factories import Clock
from tests.prepared import DAY, EXAM, TODAY, answer, mock, prepared


def test_nobody_at_the_desk_has_no_outlook(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        prospect(Desk.open([tmp_path]), TODAY)


def test_without_an_answer_there_is_no_chance_to_show(tmp_path: Path) -> None:
    found = prospect(prepared(tmp_path), TODAY)
    assert not found.outlook.enough
    assert found.day == EXAM
    assert found.standard == ASSUMED
    assert found.titles[1] == "2 Federal requirements"
    assert len(found.outlook.domains) == len(found.titles) == 4


def test_enough_answers_make_one_and_a_better_record_a_higher_one(tmp_path: Path) -> None:
    good = prospect(prepared(tmp_path / "a", 60, lambda n: n % 10 < 9), TODAY)
    poor = prospect(prepared(tmp_path / "b", 60, lambda n: n % 10 < 4, name="Bob"), TODAY)
    assert good.outlook.enough
    assert poor.outlook.enough
    assert good.outlook.firsts == poor.outlook.firsts == 60
    assert good.outlook.chance.value > poor.outlook.chance.value
    assert good.most[0][0] == "All areas"


@pytest.mark.parametrize(("day", "shown"), [(None, None), (TODAY, TODAY), (date(2026, 1, 1), None)])
def test_a_day_that_is_past_is_none(tmp_path: Path, day, shown) -> None:
    found = prospect(prepared(tmp_path, day=day), TODAY)
    assert found.day == shown
    assert found.outlook.days == 0.0


def test_days_without_an_answer_make_it_less_sure(tmp_path: Path) -> None:
    clock = Clock()
    desk = prepared(tmp_path, 60, clock=clock, day=None)
    soon = prospect(desk, TODAY).outlook
    clock.go(120 * DAY)
    late = prospect(desk, TODAY + timedelta(days=120)).outlook
    assert late.days == pytest.approx(120.0, abs=0.1)
    assert late.chance.high - late.chance.low > soon.chance.high - soon.chance.low


def test_a_real_result_moves_the_standard_once_a_mock_was_taken_before_it(tmp_path: Path) -> None:
    clock = Clock()
    desk = prepared(tmp_path, 60, clock=clock)
    assert standard_now(desk) == ASSUMED
    mock(desk, lambda n: n % 2 == 0, clock)
    record = desk.open_record()
    record.add_result(RealResult("ptce-2026", clock.now.date(), passed=True), clock.now)
    found = prospect(desk, TODAY)
    assert found.results == 1
    assert found.standard.offset > 0.0


def test_a_mock_is_held_against_the_answers_before_it_alone(tmp_path: Path) -> None:
    clock = Clock()
    desk = prepared(tmp_path, 60, lambda n: n % 10 < 7, clock)
    clock.go(DAY)
    mock(desk, lambda _: True, clock)
    (one,) = foretold(desk)
    assert one.got == 1.0
    assert one.low < one.share < one.high <= 1.0
    assert 0.5 < one.share < 0.85
    assert not one.inside
    clock.go(DAY)
    answer(desk, 40, lambda _: False, clock)
    assert foretold(desk) == (one,)


def test_a_mock_before_there_were_enough_answers_is_left_out(tmp_path: Path) -> None:
    clock = Clock()
    desk = prepared(tmp_path, 10, clock=clock)
    mock(desk, lambda _: True, clock)
    assert foretold(desk) == ()
