"""Setting up a quiz without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examprep.desk.desk import Desk
from examprep.desk.marking import topics_of
from examprep.desk.planning import Wish, forecast, plan_of, wish_of

DOSES = "small:doses"


def test_the_wish_begins_with_the_settings(desk: Desk) -> None:
    desk.remember(questions=35, mode="quiz")
    assert wish_of(desk) == Wish(count=35, kind="quiz")
    desk.remember(mode="nonsense")
    assert wish_of(desk).kind == "tutor"


def test_time_follows_the_mode_until_it_is_set() -> None:
    assert Wish(kind="tutor").pace == "free"
    assert Wish(kind="quiz").pace == "exam"
    assert Wish(kind="quiz", time="free").pace == "free"
    assert Wish(kind="tutor", time=12).pace == 12


def test_the_exams_pace_counts_only_questions_there_are(desk: Desk) -> None:
    lines = topics_of(desk)
    plan = plan_of(Wish(count=20, time="exam"), lines, desk)
    assert plan.seconds == desk.pace(8)
    assert plan_of(Wish(time="free"), lines, desk).seconds is None
    assert plan_of(Wish(time=7), lines, desk).seconds == 420


def test_nobody_can_ask_for_more_than_the_most(desk: Desk) -> None:
    assert plan_of(Wish(count=9999), topics_of(desk), desk).count == 500


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        (Wish(), "8 of 8 questions, about 10 minutes"),
        (Wish(count=1), "1 of 8 questions, about 1 minute"),
        (Wish(count=5, time=15), "5 of 8 questions, 15 minutes on the clock"),
        (Wish(marked=frozenset({DOSES})), "2 of 2 questions, about 2 minutes"),
        (Wish(mode="missed"), ""),
    ],
)
def test_the_forecast_is_one_line(desk: Desk, wish: Wish, line: str) -> None:
    assert forecast(plan_of(wish, topics_of(desk), desk), desk) == line


def test_a_pace_of_ones_own_counts_for_the_forecast(desk: Desk) -> None:
    desk.remember(seconds=30)
    wish = replace(Wish(), time="exam")
    assert forecast(plan_of(wish, topics_of(desk), desk), desk).endswith("4 minutes on the clock")
