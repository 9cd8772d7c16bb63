"""How a candidate stands: history, trend, topics."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.desk.standing import share, standing, trend_words
from examprep.learning.weakness import LEAST_ITEMS, TopicScore, ranked
from examprep.progress.noting import Times
from examprep.progress.summary import Summary
from tests.factories import ANSWERS, write_bank


def quiz(credit: float, questions: int = 10) -> Summary:
    return Summary("k-1", "quiz", "", 0.0, "done", questions, questions, credit, 60.0)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "banks", count=20, topics=("law", "doses"))
    desk = Desk.open([tmp_path / "banks"])
    desk.enroll("Maria", "ptce-2026", None)
    return desk


def take(desk: Desk, topic: str, right: int, count: int = 5) -> None:
    """Take a quiz on one topic to its end, the first answers right."""
    sitting = desk.start(Plan(count=count, topics=(f"demo:{topic}",), seed=1))
    for slot in range(count):
        sitting.respond(slot, ANSWERS["choice"][0 if slot < right else 1])
    sitting.finish("done")
    assert sitting.save_now() == ""


def test_before_the_first_quiz_there_is_nothing_to_tell(desk: Desk):
    seen = standing(desk)
    assert (seen.name, seen.quizzes, seen.asked, seen.weakest) == ("Maria", (), 0, None)
    assert [title for title, _ in seen.topics] == ["Title of law", "Title of doses"]


def test_with_nobody_at_the_desk_there_is_nothing_to_tell(desk: Desk):
    desk.record = None
    assert standing(desk).quizzes == ()


def test_the_newest_quiz_comes_first(desk: Desk):
    days = iter(datetime(2026, 11, day, tzinfo=UTC) for day in range(1, 30))
    desk.times = Times(now=lambda: next(days), monotonic=lambda: 0.0)
    for right in (5, 0):
        take(desk, "law", right)
    assert [one.credit for one in standing(desk).quizzes] == [0, 5]


def test_the_weakest_topic_is_named_once_it_has_enough_answers(desk: Desk):
    take(desk, "law", right=5)
    take(desk, "doses", right=1)
    seen = standing(desk)
    assert seen.weakest is not None
    assert seen.weakest.topic == "demo:doses"
    assert [title for title, _ in seen.topics] == ["Title of doses", "Title of law"]
    assert seen.asked == 10


def test_few_answers_name_no_weakest_topic(desk: Desk):
    take(desk, "law", right=0, count=LEAST_ITEMS - 1)
    assert standing(desk).weakest is None


def test_topics_rank_by_weakness_then_by_what_is_known():
    scores = [
        TopicScore("unseen", 9, 0, 0.0),
        TopicScore("strong", 9, 6, 6.0),
        TopicScore("few", 9, 1, 0.0),
        TopicScore("weak", 9, 6, 2.0),
    ]
    assert [one.topic for one in ranked(scores)] == ["weak", "strong", "few", "unseen"]


def test_topics_that_rank_alike_keep_the_banks_order():
    scores = [TopicScore(name, 9, 6, 3.0) for name in "cab"]
    assert [one.topic for one in ranked(scores)] == ["c", "a", "b"]


def test_share_weighs_quizzes_by_their_questions():
    assert share([quiz(10, 10), quiz(0, 30)]) == pytest.approx(0.25)
    assert share([]) == 0.0


@pytest.mark.parametrize(
    ("credits_", "words"),
    [
        ((), ""),
        ((7,), "One quiz so far: 70 % right."),
        ((8, 6), "Your last quiz: 80 % right; the one before: 60 %."),
        ((8, 6, 1), "Your last quiz: 80 % right; the one before: 60 %."),
        ((8, 6, 2, 4), "Your last 2 quizzes: 70 % right; the 2 before: 30 %."),
        ((9,) * 5 + (5,) * 6, "Your last 5 quizzes: 90 % right; the 5 before: 50 %."),
        ((9,) * 5 + (5,) * 5 + (0,) * 9, "Your last 5 quizzes: 90 % right; the 5 before: 50 %."),
    ],
)
def test_the_trend_is_said_in_one_sentence(credits_: tuple[int, ...], words: str):
    assert trend_words([quiz(credit) for credit in credits_]) == words
