"""What an answer meant is kept with it: a question that was changed later cannot contradict it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from examprep.attempts.arrange import arrange
from examprep.attempts.attempt import Attempt
from examprep.attempts.draft import draft_of
from examprep.attempts.events import Answer, Response
from examprep.attempts.face import CHANGED, Feedback
from examprep.attempts.grading import grade
from examprep.attempts.replay import replay
from examprep.attempts.reread import has_more_reasons, reread_face
from examprep.banks.item import GONE, Item, gone
from examprep.errors import UnclearAnswer
from tests.factories import (
    ANSWERS,
    EVERY_KIND,
    at,
    attempt,
    choice,
    finish,
    match,
    multiple,
    numeric,
    order,
)
from tests.strategies import items


def answered(answer: Answer, credit: float) -> Attempt:
    events = [Response(at(10), 10, 0, answer, credit, 5.0), finish(20)]
    return replay(attempt("quiz", 1), events)


def told(item: Item, answer: Answer, credit: float) -> Feedback:
    feedback = reread_face(answered(answer, credit), 0, item, every_reason=True).feedback
    assert feedback is not None
    return feedback


def notes(feedback: Feedback) -> list[str]:
    return [reason.text for reason in feedback.reasons if reason.label == "Note"]


@pytest.mark.parametrize(
    ("item", "answer", "credit", "headline"),
    [
        (choice(key=1), Answer((0,)), 1.0, "Right then."),
        (choice(key=2), Answer((2,)), 0.0, "Not right then."),
        (choice("a", "b"), Answer((3,)), 1.0, "Right then."),
        (choice("a", "b"), Answer((3,)), 0.0, "Not right then."),
        (multiple(keys=(1, 2)), Answer((0, 1)), 1.0, "Right then."),
        (multiple(), Answer((0, 1)), 0.5, "Partly right then."),
        (order("a", "b", "c"), Answer((0, 1, 2, 3)), 1.0, "Right then."),
        (match(), Answer((0, 1, 2)), 0.3333, "Partly right then."),
        (numeric("3.5"), Answer(typed="2.5 mL"), 1.0, "Right then."),
        (numeric(unit="mg"), Answer(typed="2.5 mL"), 1.0, "Right then."),
        (numeric(), Answer((0,)), 1.0, "Right then."),
        (choice(), Answer(typed="2.5 mL"), 0.0, "Not right then."),
        (match(), Answer((3,)), 0.0, "Not right then."),
    ],
)
def test_the_headline_is_what_the_answer_earned_then(
    item: Item, answer: Answer, credit: float, headline: str
):
    feedback = told(item, answer, credit)
    assert feedback.headline == headline
    assert feedback.right is (credit == 1)
    assert feedback.changed
    assert notes(feedback) == [CHANGED]
    first = feedback.reasons[1 if answer.typed else 0]
    assert first.text == CHANGED


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: item.kind)
@pytest.mark.parametrize("which", [0, 1])
def test_a_question_that_stands_as_it_was_is_told_without_a_word_of_change(item: Item, which: int):
    answer = ANSWERS[item.kind][which]
    feedback = told(item, answer, grade(item, answer).credit)
    assert not feedback.changed
    assert CHANGED not in notes(feedback)


def test_credit_that_was_rounded_on_its_way_to_the_disk_is_no_change():
    answer = Answer((0, 2, 1))
    assert grade(match(), answer).credit != 0.3333
    feedback = told(match(), answer, 0.3333)
    assert feedback.headline == "Partly right. 1 of 3 in place."
    assert not feedback.changed


def test_a_remark_of_today_is_not_made_on_an_answer_of_then():
    item = numeric("25", mistakes={"2.5": "The point slipped."})
    feedback = told(item, Answer(typed="2.5 mL"), 1.0)
    assert feedback.headline == "Right then."
    assert not any("slipped" in reason.text for reason in feedback.reasons)


def test_without_an_answer_there_is_nothing_that_could_have_changed():
    feedback = reread_face(replay(attempt("quiz", 1), [finish(20)]), 0, choice()).feedback
    assert feedback is not None
    assert (feedback.headline, feedback.changed) == ("Not answered.", False)


@given(items())
def test_any_item_can_stand_in_the_place_of_any_other(item: Item):
    for answer in (Answer((0,)), Answer((8, 2)), Answer((0, 1, 2)), Answer(typed="2.5 mL")):
        feedback = told(item, answer, 0.5)
        assert feedback.headline.startswith("Partly right")


def test_an_item_that_is_gone_says_so_and_can_be_neither_answered_nor_struck():
    item = gone("demo/item-0")
    assert (item.name, item.stem, item.is_gone) == ("demo/item-0", GONE, True)
    assert arrange(item, 7) == ()
    draft = draft_of(item, ())
    assert draft.press(0) == draft
    assert not draft.complete
    with pytest.raises(UnclearAnswer):
        grade(item, Answer((0,)))
    assert not any(replace(one).is_gone for one in EVERY_KIND)


@pytest.mark.parametrize(("credit", "headline"), [(1.0, "Right."), (0.0, "Not right.")])
def test_the_answer_to_an_item_that_is_gone_keeps_its_worth(credit: float, headline: str):
    sitting, item = answered(Answer((2,)), credit), gone("demo/item-0")
    shown = reread_face(sitting, 0, item)
    assert (shown.stem, shown.rows) == (GONE, ())
    assert shown.feedback is not None
    assert (shown.feedback.headline, shown.feedback.reasons) == (headline, ())
    assert not has_more_reasons(sitting, 0, item)
