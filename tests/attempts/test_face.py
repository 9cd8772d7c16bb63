"""What a question shows: before the answer nothing of its key, afterwards all that helps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from examprep.attempts.arrange import arrange
from examprep.attempts.draft import draft_of
from examprep.attempts.events import Answer
from examprep.attempts.face import Reason, face, ordinal, other_reasons, source_line
from examprep.attempts.slots import Marks
from examprep.banks.item import gone
from tests.factories import EVERY_KIND, attempt, choice, match, multiple, numeric, order, respond
from tests.strategies import answers, drafts, items, orders, size

PLAIN = Marks()
FOUR = (2, 0, 3, 1)


def told(item, *chose, typed="", shown=None):
    """Give the face of an answered question, with feedback."""
    response = replace(respond(0, 10), answer=Answer(chose, typed))
    draft = draft_of(item, tuple(range(size(item))) if shown is None else shown, response)
    return face(item, draft, PLAIN, feedback=True)


def labels(shown):
    return [reason.label for reason in shown.feedback.reasons]


def test_before_the_answer_a_choice_shows_its_options_in_order():
    shown = face(choice(), draft_of(choice(), FOUR), PLAIN, feedback=False)
    assert [row.text for row in shown.rows] == ["heparin", "insulin", "iron", "aspirin"]
    assert [row.number for row in shown.rows] == [1, 2, 3, 4]
    assert {(row.note, row.picked, row.struck, row.verdict) for row in shown.rows} == {
        ("", False, False, "")
    }
    assert shown.feedback is None


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        (Marks(), ""),
        (Marks(flag=True), "flagged"),
        (Marks(sure="guess"), "guess"),
        (Marks(flag=True, struck=(1,), sure="unsure"), "flagged, unsure"),
    ],
)
def test_marks_are_said_in_words(marks, words):
    assert face(choice(), draft_of(choice(), FOUR), marks, feedback=False).noted == words


def test_a_struck_option_is_marked_where_it_is_shown():
    shown = face(choice(), draft_of(choice(), FOUR), Marks(struck=(0, 3)), feedback=False)
    assert [row.struck for row in shown.rows] == [False, True, True, False]


@pytest.mark.parametrize(
    ("item", "how"),
    [
        (choice(), ""),
        (multiple(), "Choose all that apply."),
        (numeric(), "Type the number, with its unit if you like."),
        (order(), "Give the numbers in the right order."),
        (match(), "Give for each line the number of its partner."),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_each_kind_says_how_to_answer(item, how):
    assert face(item, draft_of(item, tuple(range(size(item)))), PLAIN, feedback=False).how == how


def test_what_was_picked_is_said_in_words():
    draft = draft_of(order(), FOUR).press(1).press(3)
    shown = face(order(), draft, PLAIN, feedback=False)
    assert [row.note for row in shown.rows] == ["", "1st", "", "2nd"]
    assert [row.picked for row in shown.rows] == [False, True, False, True]

    draft = draft_of(multiple(), FOUR).press(2)
    assert face(multiple(), draft, PLAIN, feedback=False).rows[2].note == "chosen"


def test_the_lines_to_match_show_their_partners_so_far():
    draft = draft_of(match(), (2, 0, 1)).press(1)
    shown = face(match(), draft, PLAIN, feedback=False)
    assert shown.lefts == ("C-II  \u2192  2", "C-III  \u2192  ?", "C-IV  \u2192  ?")
    assert [row.text for row in shown.rows] == ["zolpidem", "oxycodone", "ketamine"]
    assert shown.rows[1].note == "for 1"


def test_a_right_choice_is_called_right():
    shown = told(choice(), 0, shown=FOUR)
    assert (shown.feedback.headline, shown.feedback.right) == ("Right.", True)
    assert [row.verdict for row in shown.rows] == ["", "right", "", ""]
    assert shown.feedback.reasons == (Reason("Why", "About insulin."), Reason("Rule", "The rule."))


def test_a_wrong_choice_shows_the_key_and_why_it_was_wrong():
    shown = told(choice(), 1, shown=FOUR)
    assert (shown.feedback.headline, shown.feedback.right) == ("Not right.", False)
    assert [row.verdict for row in shown.rows] == ["", "right", "", "wrong"]
    assert labels(shown) == ["Why", "Why not 4", "Rule"]
    assert shown.feedback.reasons[1].text == "About aspirin."


def test_what_was_forgotten_among_several_is_marked_as_missed():
    shown = told(multiple(), 0, 2)
    assert [row.verdict for row in shown.rows] == ["right", "missed", "wrong", ""]
    assert shown.feedback.headline == "Not right. 1 of 2 found, 1 wrongly chosen."
    assert told(multiple(), 0).feedback.headline == (
        "Partly right. 1 of 2 found, 0 wrongly chosen."
    )
    assert told(multiple(), 0, 1).feedback.right


def test_steps_out_of_place_are_marked_and_the_order_is_told():
    shown = told(order(), 0, 2, 1, 3)
    assert [row.verdict for row in shown.rows] == ["right", "wrong", "wrong", "right"]
    assert shown.feedback.headline == "Partly right. 2 of 4 in place."
    assert labels(shown) == ["1st", "2nd", "3rd", "4th", "Rule"]
    assert shown.feedback.reasons[0].text == "shoe covers. About shoe covers."


def test_wrong_partners_are_marked_and_the_pairs_are_told():
    shown = told(match(), 0, 2, 1)
    assert [row.verdict for row in shown.rows] == ["right", "wrong", "wrong"]
    assert shown.feedback.reasons[0] == Reason("C-II", "oxycodone. About oxycodone.")


def test_a_number_tells_its_answer_and_steps():
    item = numeric(steps=("5 mg / 2 mg/mL = 2.5 mL",), mistakes={"10": "Multiplied."})
    shown = told(item, typed="10")
    assert shown.feedback.headline == "Not right. Multiplied."
    assert [(one.label, one.text) for one in shown.feedback.reasons] == [
        ("Answer", "2.5 mL"),
        ("Step", "5 mg / 2 mg/mL = 2.5 mL"),
        ("Rule", "The rule."),
    ]
    near = told(item, typed="2.54")
    assert near.feedback.headline == "Right."
    assert labels(near) == ["Answer", "Note", "Step", "Rule"]


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: item.kind)
def test_a_question_left_open_is_told_as_such(item):
    shown = face(item, draft_of(item, tuple(range(size(item)))), PLAIN, feedback=True)
    assert shown.feedback.headline == "Not answered."
    assert not shown.feedback.right
    assert shown.feedback.reasons[-1] == Reason("Rule", "The rule.")


def test_the_reasons_of_the_other_options_can_be_had_as_well():
    draft = draft_of(choice(), FOUR).press(3)
    assert [one.label for one in other_reasons(choice(), draft)] == ["Why not 1", "Why not 3"]
    assert other_reasons(order(), draft_of(order(), FOUR)) == ()


def test_a_reason_follows_its_text_as_a_sentence():
    item = order("Wait...", "Is it clean?", "Stop.", "Go")
    texts = [one.text for one in told(item, 0, 1, 2, 3).feedback.reasons]
    assert texts[:4] == [
        "Wait... About Wait....",
        "Is it clean? About Is it clean?.",
        "Stop. About Stop..",
        "Go. About Go.",
    ]
    bare = replace(item, options=tuple(replace(one, why="") for one in item.options))
    assert told(bare, 0, 1, 2, 3).feedback.reasons[3].text == "Go."


def test_sources_stand_with_the_day_they_were_checked():
    day = date(2026, 11, 22)
    both = choice(sources=("21 CFR 1306.22", "USP 797"), verified=day)
    assert source_line(both) == "21 CFR 1306.22; USP 797 \u00b7 checked Nov 22, 2026"
    assert source_line(choice(verified=day)) == "No source given \u00b7 checked Nov 22, 2026"
    assert source_line(choice(sources=("USP 797",))) == "USP 797 \u00b7 no day of checking"


def test_an_item_that_nobody_proved_says_so():
    assert source_line(choice()) == "No source given: nobody says that this was checked"
    assert source_line(gone("demo/item-0")) == ""  # there is nothing left that could be checked


def test_places_are_counted_as_people_say_them():
    said = [ordinal(n) for n in (1, 2, 3, 4, 9, 10, 11, 12, 13, 20, 21, 22, 101, 111)]
    assert said == [
        *("1st", "2nd", "3rd", "4th", "9th", "10th", "11th", "12th", "13th"),
        *("20th", "21st", "22nd", "101st", "111th"),
    ]


def secrets_changed(item, turn):
    """Change all that a candidate must not see; for steps and pairs the places are the key."""
    options = item.options
    if item.kind in {"choice", "multiple"}:
        keys = [option.key for option in options]
        keys = keys[turn:] + keys[:turn]
        options = tuple(
            replace(one, key=key, why="Other.") for one, key in zip(options, keys, strict=True)
        )
    return replace(
        item,
        options=options,
        pairs=tuple(replace(pair, why="Other.") for pair in item.pairs),
        answer="999",
        mistakes=(),
        steps=("Another step.",),
        explanation="Another rule.",
        sources=("Another source",),
        verified=date(2020, 1, 1),
        angoff=1,
    )


@given(st.data(), st.integers(0, 8))
def test_before_feedback_the_face_is_the_same_whatever_is_right(data, turn):
    item = data.draw(items())
    draft = data.draw(drafts(item))
    other = secrets_changed(item, turn % max(1, size(item)))
    marks = Marks(struck=(0,))
    assert face(item, draft, marks, feedback=False) == face(other, draft, marks, feedback=False)


@given(st.data())
def test_before_feedback_steps_and_pairs_do_not_show_their_places(data):
    item = data.draw(items(("order", "match")))
    draft = data.draw(drafts(item))
    turned = data.draw(orders(item))  # the same lines, authored in another order
    other = replace(
        item,
        options=tuple(item.options[n] for n in turned) if item.options else (),
        pairs=tuple(
            replace(pair, right=item.pairs[n].right)
            for pair, n in zip(item.pairs, turned, strict=True)
        )
        if item.pairs
        else (),
    )
    same = replace(draft, order=tuple(turned.index(authored) for authored in draft.order))
    assert face(item, draft, PLAIN, feedback=False) == face(other, same, PLAIN, feedback=False)


@given(st.data(), st.integers(0, 2**31 - 1))
def test_a_running_quiz_looks_alike_after_a_right_and_a_wrong_answer(data, seed):
    item = data.draw(items())
    right = replace(respond(0, 10), answer=data.draw(answers(item)), credit=1.0)
    sitting = attempt("quiz", count=1).apply(right)
    wrong = attempt("quiz", count=1).apply(replace(right, credit=0.0))
    shown = [
        face(
            item,
            draft_of(item, arrange(item, seed), one.response(0)),
            one.marks[0],
            feedback=one.shows_feedback(0),
        )
        for one in (sitting, wrong)
    ]
    assert shown[0] == shown[1]
    assert shown[0].feedback is None
    assert {row.verdict for row in shown[0].rows} <= {""}


@given(st.data())
def test_with_feedback_marks_and_headline_agree(data):
    item = data.draw(items())
    draft = data.draw(drafts(item))
    assume(draft.complete)
    shown = face(item, draft, PLAIN, feedback=True)
    verdicts = {row.verdict for row in shown.rows}
    assert shown.feedback.right == (shown.feedback.headline == "Right.")
    if item.kind != "numeric":
        assert shown.feedback.right == verdicts.isdisjoint({"wrong", "missed"})
