"""Composing an answer with keys, and finding it again when the question is turned back to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.draft import Draft, draft_of
from examprep.attempts.events import Answer
from examprep.attempts.grading import grade
from tests.factories import EVERY_KIND, choice, match, multiple, numeric, order, respond
from tests.strategies import answers, drafts, items, orders, size

SHOWN = (2, 0, 3, 1)


def given_answer(answer):
    return replace(respond(0, 10), answer=answer)


def test_a_single_choice_is_the_last_one_pressed():
    draft = draft_of(choice(), SHOWN)
    assert draft.answers_at_once
    assert not draft.complete
    assert draft.press(1).press(3).picks == (3,)
    assert draft.press(3).press(3).answer() == Answer((1,))


def test_several_choices_are_switched_on_and_off():
    draft = draft_of(multiple(), SHOWN).press(0).press(3)
    assert not draft.answers_at_once
    assert draft.answer() == Answer((1, 2))
    assert draft.press(0).answer() == Answer((1,))
    assert not draft.press(0).press(3).complete


def test_the_order_of_several_choices_does_not_matter():
    draft = draft_of(multiple(), SHOWN)
    assert draft.press(0).press(3).answer() == draft.press(3).press(0).answer()


def test_steps_are_put_in_order_one_by_one():
    draft = draft_of(order(), SHOWN)
    for place in (1, 3, 0):
        draft = draft.press(place)
        assert not draft.complete
    draft = draft.press(2)
    assert draft.complete
    assert draft.answer() == Answer((0, 1, 2, 3))


def test_a_step_picked_in_error_can_be_taken_back():
    draft = draft_of(order(), SHOWN).press(1).press(3)
    assert draft.back().picks == (1,)
    assert draft.press(1).picks == (3,)
    assert draft.back().back().back().picks == ()


def test_partners_are_picked_for_each_line_in_turn():
    draft = draft_of(match(), (2, 0, 1)).press(1).press(2).press(0)
    assert draft.complete
    assert draft.answer() == Answer((0, 1, 2))


def test_a_number_is_typed():
    draft = draft_of(numeric(), ())
    assert not draft.complete
    assert not draft.type("   ").complete
    typed = draft.type(" 2.5 mL ")
    assert typed.complete
    assert typed.answer() == Answer(typed="2.5 mL")
    assert typed.press(0) is typed


@pytest.mark.parametrize("place", [-1, 4, 9])
@pytest.mark.parametrize("make", [choice, multiple, order])
def test_a_key_with_no_line_does_nothing(make, place):
    draft = draft_of(make(), SHOWN).press(1)
    assert draft.press(place) is draft


def test_an_answer_to_lines_that_are_gone_leaves_them_out():
    response = given_answer(Answer((1, 7)))
    assert draft_of(multiple(), SHOWN, response).picks == (3,)


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: item.kind)
def test_a_question_not_answered_has_an_empty_draft(item):
    draft = draft_of(item, tuple(range(size(item))))
    assert (draft.picks, draft.typed, draft.complete) == ((), "", False)
    assert draft.kind == item.kind


@given(st.data())
def test_an_answer_survives_the_way_to_the_screen_and_back(data):
    item = data.draw(items())
    answer, shown = data.draw(answers(item)), data.draw(orders(item))
    draft = draft_of(item, shown, given_answer(answer))
    assert draft.complete
    assert draft.answer() == answer


@given(st.data())
def test_pressing_the_places_of_an_answer_gives_it(data):
    item = data.draw(items(("choice", "multiple", "order", "match")))
    answer, shown = data.draw(answers(item)), data.draw(orders(item))
    draft = Draft(item.kind, shown)
    for chosen in answer.chose:
        draft = draft.press(shown.index(chosen))
    assert draft.complete
    assert draft.answer() == answer


@given(st.data())
def test_what_is_complete_can_be_graded(data):
    item = data.draw(items())
    draft = data.draw(drafts(item))
    if draft.complete:
        assert 0.0 <= grade(item, draft.answer()).credit <= 1.0
        again = draft_of(item, draft.order, given_answer(draft.answer()))
        assert again.answer() == draft.answer()


@given(st.data())
def test_no_key_leaves_the_draft_unsound(data):
    item = data.draw(items())
    draft = data.draw(drafts(item))
    assert len(set(draft.picks)) == len(draft.picks) <= size(item)
    assert all(0 <= pick < size(item) for pick in draft.picks)
    assert len(draft.picks) <= 1 or item.kind != "choice"


@given(st.data())
def test_the_order_shown_makes_no_difference_to_the_credit(data):
    item = data.draw(items())
    response = given_answer(data.draw(answers(item)))
    earned = {
        grade(item, draft_of(item, data.draw(orders(item)), response).answer()).credit
        for _ in range(2)
    }
    assert len(earned) == 1
