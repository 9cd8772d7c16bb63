"""Which topics are weak, and from how many answers that may be said."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning.weakness import LEAST_ITEMS, TopicScore, ranked, topic_scores, weakest


@dataclass(frozen=True)
class Seen:
    last_credit: float
    last_at: float = 0.0


def test_each_topic_sums_its_last_credits():
    names = ["a/1", "a/2", "a/3", "b/1"]
    topics = ["a:law", "a:law", "a:doses", "b:law"]
    history = {"a/1": Seen(1.0), "a/2": Seen(0.5), "gone/9": Seen(0.0)}
    assert topic_scores(names, topics, history) == [
        TopicScore("a:law", 2, 2, 1.5),
        TopicScore("a:doses", 1, 0, 0.0),
        TopicScore("b:law", 1, 0, 0.0),
    ]


def test_no_answer_is_no_accuracy():
    assert TopicScore("t", 4, 0, 0.0).accuracy is None
    assert TopicScore("t", 4, 2, 0.0).accuracy == 0.0
    assert TopicScore("t", 4, 2, 1.5).accuracy == 0.75


def test_names_and_topics_must_go_together():
    with pytest.raises(ValueError, match="zip"):
        topic_scores(["a/1", "a/2"], ["a:law"], {})


def test_the_weakest_come_first_and_few_answers_say_nothing():
    few = TopicScore("few", 30, LEAST_ITEMS - 1, 0.0)
    bad = TopicScore("bad", 30, LEAST_ITEMS, 1.0)
    worse = TopicScore("worse", 30, 20, 0.0)
    fair = TopicScore("fair", 30, 10, 8.0)
    perfect = TopicScore("perfect", 30, 10, 10.0)
    assert weakest([few, fair, bad, perfect, worse]) == [worse, bad, fair]
    assert weakest([fair, bad, worse], count=1) == [worse]
    assert weakest([few, perfect]) == []


def test_equally_weak_topics_stand_by_name():
    twins = [TopicScore(name, 9, 6, 3.0) for name in ("b", "a")]
    assert [score.topic for score in weakest(twins)] == ["a", "b"]


def test_a_ranking_puts_what_is_known_before_what_is_not():
    scores = [
        TopicScore("never", 5, 0, 0.0),
        TopicScore("few", 5, 1, 0.0),
        TopicScore("strong", 9, 9, 9.0),
        TopicScore("weak", 9, 9, 3.0),
    ]
    assert [score.topic for score in ranked(scores)] == ["weak", "strong", "few", "never"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.none() | st.sampled_from((0.0, 0.25, 1.0))),
        max_size=40,
    )
)
def test_no_item_is_lost_or_counted_twice(drawn):
    names = [f"x/{number}" for number in range(len(drawn))]
    history = {
        name: Seen(credit)
        for name, (_, credit) in zip(names, drawn, strict=True)
        if credit is not None
    }
    scores = topic_scores(names, [topic for topic, _ in drawn], history)
    assert sum(score.items for score in scores) == len(drawn)
    assert sum(score.asked for score in scores) == len(history)
    assert all(0 <= score.credit <= score.asked <= score.items for score in scores)
    assert set(weakest(scores)) <= set(scores) == set(ranked(scores))


def test_a_topic_with_nothing_right_is_the_very_weakest():
    none, some = TopicScore("none", 9, LEAST_ITEMS, 0.0), TopicScore("some", 9, LEAST_ITEMS, 1.0)
    assert ranked([some, none]) == [none, some]
    assert weakest([some, none]) == [none, some]


def test_just_enough_answers_rank_before_too_few():
    enough = TopicScore("enough", 9, LEAST_ITEMS, LEAST_ITEMS - 1.0)
    few = TopicScore("few", 9, LEAST_ITEMS - 1, 0.0)
    assert ranked([few, enough]) == [enough, few]


def test_three_weak_topics_are_enough_to_name():
    assert len(weakest([TopicScore(name, 9, 6, 3.0) for name in "abcde"])) == 3
