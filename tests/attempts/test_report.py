"""What an attempt came to, in figures and in words."""

from __future__ import annotations

import pytest
from hypothesis import given

from examprep.attempts.attempt import Attempt
from examprep.attempts.replay import replay
from examprep.attempts.report import (
    Changes,
    Report,
    ending_words,
    points,
    report,
    score_words,
    time_spent,
)
from examprep.banks.item import Item
from tests.factories import attempt, choice, finish, mark, respond, undo
from tests.strategies import attempts


def items(*topics: str) -> dict[str, Item]:
    """Give the items of an attempt, one for each topic."""
    made = [choice(id=f"item-{number}", topic=topic) for number, topic in enumerate(topics)]
    return {item.name: item for item in made}


def reported(sitting: Attempt, *topics: str) -> Report:
    return report(sitting, items(*topics))


def test_score_counts_every_question_asked():
    sitting = attempt("tutor", count=4)
    done = reported(replay(sitting, [respond(0, 10), respond(1, 20, 0.5), respond(2, 30, 0.0)]))
    assert (done.questions, done.answered, done.credit) == (4, 3, 1.5)
    assert done.share == pytest.approx(0.375)


def test_entries_stand_in_the_order_asked_with_their_outcome():
    sitting = attempt("tutor", count=4)
    done = reported(replay(sitting, [respond(2, 10, 0.0), respond(0, 20), respond(1, 30, 0.5)]))
    assert [entry.outcome for entry in done.entries] == ["right", "partly", "wrong", "open"]
    assert [entry.number for entry in done.entries] == [1, 2, 3, 4]
    assert done.entries[3].response is None


def test_an_item_no_longer_in_any_bank_still_has_its_entry():
    done = reported(replay(attempt("tutor", count=2), [respond(1, 10, 0.0)]), "law")
    assert done.entries[0].item is not None
    assert done.entries[1].item is None
    assert done.entries[1].name == "demo/item-1"
    assert done.entries[1].topic == ""


def test_topics_start_with_the_one_that_lost_most():
    events = [respond(0, 10), respond(1, 20, 0.0), respond(2, 30), respond(3, 40, 0.5)]
    done = reported(replay(attempt("tutor", 5), events), "law", "doses", "law", "doses")
    assert [(one.topic, one.questions, one.answered, one.credit) for one in done.topics] == [
        ("demo:doses", 2, 2, 0.5),
        ("demo:law", 2, 2, 2.0),
        ("", 1, 0, 0.0),
    ]
    assert done.topics[0].accuracy == pytest.approx(0.25)


def test_a_topic_without_an_answer_earned_nothing():
    done = reported(attempt("tutor", 2), "law", "law")
    assert [(one.answered, one.accuracy) for one in done.topics] == [(0, 0.0)]


def test_missed_holds_wrong_partly_right_and_unanswered():
    events = [respond(0, 10), respond(1, 20, 0.5), respond(2, 30, 0.0), finish(40)]
    done = reported(replay(attempt("tutor", 4), events))
    assert [entry.slot for entry in done.missed] == [1, 2, 3]


def test_what_was_never_reached_is_not_missed_by_who_left():
    events = [respond(0, 10, 0.0), finish(40, "left")]
    done = reported(replay(attempt("tutor", 4), events))
    assert [entry.slot for entry in done.missed] == [0]


def test_what_time_did_not_reach_is_missed():
    events = [respond(0, 10), finish(60, "time")]
    done = reported(replay(attempt("quiz", 3, limit=60), events))
    assert [entry.slot for entry in done.missed] == [1, 2]


def test_time_of_one_visit_counts_once():
    # The question came up at 10 and was answered at 20, changed at 25.
    first = respond(0, 20, seconds=10.0)
    second = respond(0, 25, seconds=15.0, chose=(1,))
    assert time_spent([first, second]) == pytest.approx(15)


def test_time_of_two_visits_adds_up():
    first = respond(0, 20, seconds=10.0)
    second = respond(0, 100, seconds=7.0, chose=(1,))
    assert time_spent([first, second]) == pytest.approx(17)


def test_no_answer_has_no_time():
    assert time_spent([]) == 0.0


def test_median_and_slowest_leave_unanswered_questions_out():
    events = [respond(n, 100.0 * (n + 1), seconds=s) for n, s in enumerate((10.0, 70.0, 30.0))]
    done = reported(replay(attempt("tutor", 5), events))
    assert done.median_seconds == pytest.approx(30)
    assert done.slowest is not None
    assert done.slowest.number == 2


def test_an_attempt_without_answers_has_no_pace():
    done = reported(attempt("tutor", 2))
    assert done.median_seconds is None
    assert done.slowest is None


def test_changes_compare_the_first_answer_with_the_last():
    events = [
        respond(0, 10, 0.0, (1,)),
        respond(0, 11, 1.0, (0,)),  # wrong to right
        respond(1, 20, 1.0, (0,)),
        respond(1, 21, 0.0, (2,)),  # right to wrong
        respond(2, 30, 0.0, (1,)),
        respond(2, 31, 0.0, (2,)),  # wrong to wrong
        respond(3, 40, 1.0, (0,)),
        respond(3, 41, 0.0, (1,)),
        respond(3, 42, 1.0, (0,)),  # there and back: no change
    ]
    done = reported(replay(attempt("quiz", 4), events))
    assert done.changes == Changes(count=3, to_right=1, to_wrong=1)


def test_an_answer_taken_back_is_no_change():
    events = [respond(0, 10, 0.0, (1,)), undo(0, 11), respond(0, 12, 1.0, (0,))]
    assert reported(replay(attempt("quiz", 1), events)).changes == Changes()


def test_sure_and_wrong_takes_what_was_noted_after_answering_a_quiz():
    events = [
        respond(0, 10, 0.0),
        mark(0, 12, sure="sure"),
        respond(1, 20),
        mark(1, 21, sure="sure"),
    ]
    done = reported(replay(attempt("quiz", 2), events))
    assert [entry.slot for entry in done.sure_and_wrong] == [0]


def test_in_tutor_mode_only_what_was_noted_before_the_verdict_counts():
    events = [respond(0, 10, 0.0), mark(0, 12, sure="sure"), respond(1, 20, 0.0, sure="sure")]
    done = reported(replay(attempt("tutor", 2), events))
    assert [entry.slot for entry in done.sure_and_wrong] == [1]


def test_guesses_and_flags_are_listed():
    events = [
        mark(0, 1, flag=True, sure="guess"),
        respond(0, 10, sure="guess"),
        mark(1, 12, sure="guess"),
    ]
    done = reported(replay(attempt("quiz", 2), events))
    assert [entry.slot for entry in done.guessed] == [0]  # a guess without an answer is none
    assert [entry.slot for entry in done.flagged] == [0]


@pytest.mark.parametrize(
    ("credit", "text"), [(14.0, "14"), (14.5, "14.5"), (4 / 3, "1.3"), (0.0, "0")]
)
def test_points_are_written_short(credit: float, text: str):
    assert points(credit) == text


def test_the_headline_gives_score_and_share():
    done = reported(replay(attempt("tutor", 3), [respond(0, 10), respond(1, 20), finish(30)]))
    assert score_words(done) == "2 of 3, 67 %"


def test_the_headline_says_that_time_was_up():
    events = [respond(0, 10), finish(60, "time")]
    assert (
        score_words(reported(replay(attempt("quiz", 2, 60), events))) == "Time is up: 1 of 2, 50 %"
    )


@pytest.mark.parametrize(
    ("count", "reason", "words"),
    [
        (1, "done", ""),
        (2, "done", "1 question had no answer."),
        (1, "time", "Every answer given in time counts."),
        (3, "time", "Every answer given in time counts; 2 questions had none."),
        (2, "left", "You left with 1 question open; it counts as not right."),
        (4, "left", "You left with 3 questions open; they count as not right."),
    ],
)
def test_the_second_line_says_what_became_of_open_questions(count: int, reason, words: str):
    events = [respond(0, 10), finish(60, reason)]
    assert ending_words(reported(replay(attempt("quiz", count, 60), events))) == words


@given(attempts())
def test_the_parts_of_any_report_add_up(drawn):
    sitting = replay(*drawn)
    done = report(sitting, items("law", "doses"))
    assert done.questions == len(sitting.slots)
    assert done.answered == sitting.answered
    assert sum(one.questions for one in done.topics) == done.questions
    assert sum(one.credit for one in done.topics) == pytest.approx(done.credit)
    assert 0 <= done.share <= 1
    assert {entry.slot for entry in done.sure_and_wrong} <= {entry.slot for entry in done.missed}
    assert done.changes.to_right + done.changes.to_wrong <= done.changes.count <= done.answered
    assert all(entry.seconds >= 0 for entry in done.entries)
    assert score_words(done)
    assert not ending_words(done).endswith("!")
