"""Questions looked at without answering: after the end, and in a preview."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from examprep.attempts.attempt import Attempt
from examprep.attempts.events import Answer, Response
from examprep.attempts.replay import replay
from examprep.attempts.reread import has_more_reasons, preview_face, reread_face
from examprep.banks.item import Item, Mistake
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


def answered(answer: Answer, credit: float = 0.0) -> Attempt:
    events = [Response(at(10), 10, 0, answer, credit, 5.0), finish(20)]
    return replay(attempt("quiz", 1), events)


def labels(item: Item, sitting: Attempt, *, every: bool = False) -> list[str]:
    told = reread_face(sitting, 0, item, every_reason=every).feedback
    assert told is not None
    return [reason.label for reason in told.reasons]


def test_rereading_shows_the_own_answer_and_the_right_one():
    item = choice()
    shown = reread_face(answered(Answer((2,))), 0, item)
    rows = {row.text: row for row in shown.rows}
    assert (rows["heparin"].picked, rows["heparin"].verdict) == (True, "wrong")
    assert (rows["insulin"].picked, rows["insulin"].verdict) == (False, "right")
    assert shown.feedback is not None
    assert shown.feedback.headline == "Not right."


def test_options_stand_where_they_stood_in_the_attempt():
    item, sitting = choice(), answered(Answer((2,)))
    once, again = (reread_face(sitting, 0, item).rows for _ in range(2))
    assert once == again


def test_a_question_without_an_answer_says_so():
    shown = reread_face(replay(attempt("quiz", 1), [finish(20)]), 0, choice())
    assert shown.feedback is not None
    assert shown.feedback.headline == "Not answered."
    assert not any(row.picked for row in shown.rows)


def test_every_reason_adds_the_distractors_ahead_of_the_rule():
    item, sitting = choice(), answered(Answer((2,)))
    few, all_ = labels(item, sitting), labels(item, sitting, every=True)
    assert len(all_) == len(few) + 2
    assert all_[-1] == few[-1] == "Rule"
    assert has_more_reasons(sitting, 0, item)


def test_what_was_typed_is_repeated():
    told = reread_face(answered(Answer(typed="25 mL")), 0, numeric()).feedback
    assert told is not None
    assert (told.reasons[0].label, told.reasons[0].text) == ("Yours", "25 mL")


def test_every_reason_of_a_number_names_the_mistakes_not_made():
    item = numeric(mistakes={"25": "The point slipped.", "5": "Doubled."})
    told = reread_face(answered(Answer(typed="25 mL")), 0, item, every_reason=True).feedback
    assert told is not None
    said = {reason.label: reason.text for reason in told.reasons}
    assert said["Not 5 mL"] == "Doubled."
    assert "Not 25 mL" not in said


def test_a_number_that_two_mistakes_lead_to_is_told_once():
    item = replace(numeric(), mistakes=(Mistake("5", "Doubled."), Mistake("5", "Added.")))
    told = labels(item, answered(Answer(typed="9 mL")), every=True)
    assert told.count("Not 5 mL") == 1


def test_a_number_that_only_begins_like_a_mistake_is_not_that_mistake():
    item = numeric(mistakes={"2": "Rounded too early."})
    assert "Not 2 mL" in labels(item, answered(Answer(typed="25 mL")), every=True)


@pytest.mark.parametrize("item", [order(), match(), numeric()])
def test_some_kinds_have_no_more_reasons(item: Item):
    sitting = answered(ANSWERS[item.kind][1])
    assert not has_more_reasons(sitting, 0, item)
    assert labels(item, sitting) == labels(item, sitting, every=True)


def test_an_answer_to_an_older_version_of_an_item_does_not_break_rereading():
    shown = reread_face(answered(Answer((7,))), 0, choice())
    assert not any(row.picked for row in shown.rows)


@pytest.mark.parametrize("item", EVERY_KIND)
def test_a_preview_shows_no_key(item: Item):
    shown = preview_face(item)
    assert shown.feedback is None
    assert not any(row.verdict or row.picked or row.note for row in shown.rows)


@pytest.mark.parametrize("item", EVERY_KIND)
def test_a_preview_with_key_shows_the_answer_as_nobodys(item: Item):
    shown = preview_face(item, key=True)
    assert shown.feedback is not None
    assert shown.feedback.headline == "The answer."
    assert not any(row.picked for row in shown.rows)
    assert not any(row.verdict in {"wrong", "missed"} for row in shown.rows)


def test_the_key_of_an_order_says_each_step_its_place():
    notes = {row.text: row.note for row in preview_face(order(), key=True).rows}
    assert notes["shoe covers"] == "1st"
    assert notes["gown"] == "4th"


def test_the_key_of_several_answers_marks_each():
    right = {row.text for row in preview_face(multiple(), key=True).rows if row.verdict == "right"}
    assert right == {"gown", "gloves"}


def test_the_key_of_a_match_leads_each_line_to_its_partner():
    shown = preview_face(match(), key=True)
    numbers = {row.text: row.number for row in shown.rows}
    assert shown.lefts[0].endswith(str(numbers["oxycodone"]))


def test_the_key_explains_every_distractor():
    told = preview_face(choice(), key=True).feedback
    assert told is not None
    texts = " ".join(reason.text for reason in told.reasons)
    assert all(f"About {name}." in texts for name in ("insulin", "aspirin", "heparin", "iron"))


@given(items())
def test_any_item_can_be_previewed_and_reread(item: Item):
    for key in (False, True):
        assert preview_face(item, key=key).stem == item.stem
    shown = reread_face(attempt("quiz", 1), 0, item, every_reason=True)
    assert shown.feedback is not None


def test_a_changed_key_is_told_with_its_day_where_it_is_known():
    item = replace(choice(), key_print=7)
    sitting = answered(Answer((2,)))
    asked = replace(sitting.slots[0], key_print=8)
    sitting = replace(sitting, slots=(asked, *sitting.slots[1:]))
    shown = reread_face(sitting, 0, item, rekeyed=date(2026, 11, 28))
    assert shown.feedback is not None
    assert "changed on Nov 28, 2026: this answer no longer counts" in shown.feedback.reasons[0].text
    bare = reread_face(sitting, 0, item).feedback
    assert bare is not None
    assert "was changed: this" in bare.reasons[0].text
    same = reread_face(sitting, 0, replace(item, key_print=8)).feedback
    assert same is not None
    assert not any(reason.label == "Note" for reason in same.reasons)


def test_an_answer_to_an_old_key_was_right_then_and_is_told_once():
    item = replace(choice(key=0), key_print=7)
    sitting = answered(Answer((2,)), 1.0)
    asked = replace(sitting.slots[0], key_print=8)
    sitting = replace(sitting, slots=(asked, *sitting.slots[1:]))
    told = reread_face(sitting, 0, item, rekeyed=date(2026, 11, 28)).feedback
    assert told is not None
    assert told.headline == "Right then."
    assert [reason.text for reason in told.reasons if reason.label == "Note"] == [
        "The key of this question was changed on Nov 28, 2026: this answer no longer counts."
    ]
