"""What an answer earns: typed numbers in every form, and partial credit."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.events import Answer
from examprep.attempts.grading import Grade, grade
from examprep.errors import UnclearAnswer
from tests.factories import ANSWERS, EVERY_KIND, choice, match, multiple, numeric, order
from tests.strategies import answers, items, texts

RIGHT, WRONG, UNCLEAR = "right", "wrong", "unclear"
# Unit of the item, its answer, its decimals; then what is typed and how it is taken.
TYPED = [
    (("mL", "1250", 0), "1,250", RIGHT),
    (("mL", "1250", 0), "1250 mL", RIGHT),
    (("mL", "1250", 0), "1,250 ml", RIGHT),
    (("mL", "1250", 0), "1250 milliliters", RIGHT),
    (("mL", "1250", 0), "1250 cc", RIGHT),
    (("mL", "1250", 0), " 1250. ", RIGHT),
    (("mL", "1250", 0), "+1250.000", RIGHT),
    (("mL", "1250", 0), "1251", WRONG),
    (("mL", "1250", 0), "125", WRONG),
    (("mL", "1250", 0), "-1250", WRONG),
    (("mL", "1250", 0), "1,250 L", WRONG),
    (("mL", "1250", 0), "1.25 L", RIGHT),
    (("mL", "1250", 0), "1250 mL/h", UNCLEAR),
    (("mL", "1250", 0), "1 250", UNCLEAR),
    (("mL", "1250", 0), "1,25", UNCLEAR),
    (("mL", "1250", 0), "", UNCLEAR),
    (("mL", "1250", 0), "mL", UNCLEAR),
    (("mL", "1250", 0), "a lot", UNCLEAR),
    (("mL", "1250", 0), "1250\u20131300", UNCLEAR),
    (("mL", "1250", 0), "\U0001f48a", UNCLEAR),
    (("mL", "1250", 0), "1250" * 100, UNCLEAR),
    (("mL", "1250", 0), "9" * 60, WRONG),
    (("mg", "0.5", 1), ".5", RIGHT),
    (("mg", "0.5", 1), "0.5mg", RIGHT),
    (("mg", "0.5", 1), "1/2", RIGHT),
    (("mg", "0.5", 1), "0.50 MG", RIGHT),
    (("mg", "0.5", 1), "0,5", UNCLEAR),
    (("mg", "0.5", 1), "0,500", UNCLEAR),
    (("mg", "0.5", 1), "500 mcg", RIGHT),
    (("mg", "0.5", 1), "\u00bd", UNCLEAR),
    (("mg", "0.5", 1), "5", WRONG),
    (("mL", "33.3", 1), "33 1/3", RIGHT),
    (("mL", "33.3", 1), "100/3", RIGHT),
    (("mL", "33.3", 1), "33.33333", RIGHT),
    (("mL", "33.3", 1), "33.25", RIGHT),
    (("mL", "33.3", 1), "33.35", WRONG),
    (("mL", "33.3", 1), "33.24", WRONG),
    (("mL", "33.3", 1), "33", WRONG),
    (("%", "5", 0), "5 %", RIGHT),
    (("%", "5", 0), "5%", RIGHT),
    (("%", "5", 0), "5 percent", RIGHT),
    (("%", "5", 0), "1/20", WRONG),
    (("", "0.001", 3), "1:1000", RIGHT),
    (("", "0.001", 3), "1/1,000", RIGHT),
    (("", "0.001", 3), "0.001", RIGHT),
    (("", "0.001", 3), "0.1 %", UNCLEAR),
    (("", "3", 0), "$3", RIGHT),
    (("", "3", 0), "3 mL", UNCLEAR),
    (("mL per hour", "125", 0), "125 mL/h", RIGHT),
    (("mL per hour", "125", 0), "125 ml/hr", RIGHT),
    (("mL per hour", "125", 0), "125 mL per hour", RIGHT),
    (("mL per hour", "125", 0), "125 mL", UNCLEAR),
    (("drops per minute", "31", 0), "31 gtt/min", RIGHT),
    (("drops per minute", "31", 0), "31.25 gtts per min", RIGHT),
    (("degrees Celsius", "-18", 0), "-18 C", RIGHT),
    (("degrees Celsius", "-18", 0), "\u221218", RIGHT),
    (("degrees Celsius", "-18", 0), "18", WRONG),
    (("degrees Celsius", "-18", 0), "-18 F", UNCLEAR),
    (("cartons", "3", 0), "3 cartons", RIGHT),
    (("dollars", "4.65", 2), "$4.65", RIGHT),
]


def taken(item, answer):
    try:
        return RIGHT if grade(item, answer).right else WRONG
    except UnclearAnswer:
        return UNCLEAR


@pytest.mark.parametrize(("asked", "typed", "expected"), TYPED)
def test_a_typed_number(asked, typed, expected):
    unit, key, places = asked
    assert taken(numeric(key, unit, places), Answer(typed=typed)) == expected


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: item.kind)
def test_each_kind_knows_right_wrong_and_unclear(item):
    assert [taken(item, answer) for answer in ANSWERS[item.kind]] == [RIGHT, WRONG, UNCLEAR]


def test_a_near_miss_is_right_and_told_how_to_round():
    verdict = grade(numeric("33.3", "mL", 1), Answer(typed="33.33"))
    assert verdict == Grade(1.0, "Right; rounded as asked it is 33.3 mL.")
    assert grade(numeric("33.3", "mL", 1), Answer(typed="33.3 mL")).remark == ""


def test_a_known_mistake_is_named():
    item = numeric("50", "mL", 0, mistakes={"20": "The drop factor was left out."})
    assert grade(item, Answer(typed="20 mL")) == Grade(0.0, "The drop factor was left out.")
    assert grade(item, Answer(typed="21 mL")) == Grade(0.0, "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0.025 mL", "The decimal point is in the wrong place: a hundred times too small."),
        ("0.25 mL", "The decimal point is in the wrong place: ten times too small."),
        ("25 mL", "The decimal point is in the wrong place: ten times too large."),
        ("250 mL", "The decimal point is in the wrong place: a hundred times too large."),
        ("2,500 mL", "A thousand times too large: check mcg, mg, g or mL, L."),
        ("0.0025", "0.0025 L would be right; without a unit it counts as mL."),
    ],
)
def test_a_slipped_decimal_point_is_named(typed, words):
    assert grade(numeric("2.5"), Answer(typed=typed)).remark == words


def test_a_mistake_that_the_author_named_goes_before_the_decimal_point():
    item = numeric("2.5", mistakes={"25": "Tenfold."})
    assert grade(item, Answer(typed="25")).remark == "Tenfold."


def test_a_key_of_zero_has_no_decimal_point_to_slip():
    assert grade(numeric("0", "", 0), Answer(typed="3")) == Grade(0.0, "")


def test_the_wrong_unit_is_asked_again_by_name():
    with pytest.raises(UnclearAnswer, match=r"Give the answer in mL\."):
        grade(numeric("2.5", "mL"), Answer(typed="2.5 mg"))
    with pytest.raises(UnclearAnswer, match="with no unit"):
        grade(numeric("2.5", ""), Answer(typed="2.5 mg"))


def test_words_that_are_no_unit_are_shown_back():
    with pytest.raises(UnclearAnswer) as caught:
        grade(numeric("2.5", "mL"), Answer(typed="2.5 of it"))
    assert str(caught.value) == "\u201cof it\u201d can't be read. Type one number, in mL."
    with pytest.raises(UnclearAnswer, match=r"Type one number\."):
        grade(numeric("2.5", ""), Answer(typed="2.5 \x1b[m"))


@pytest.mark.parametrize("typed", ["2.5 \x1b[m", "2.5 \u202ellm", "2.5 \x07"])
def test_no_typed_control_code_comes_back_in_a_refusal(typed):
    with pytest.raises(UnclearAnswer) as caught:
        grade(numeric("2.5", "mL"), Answer(typed=typed))
    assert str(caught.value).isprintable()


@given(st.text(max_size=70))
def test_no_typed_text_breaks_grading(typed):
    item = numeric("2.5", "mL")
    assert taken(item, Answer(typed=typed)) in {RIGHT, WRONG, UNCLEAR}


@given(st.fractions(0, 1000), st.integers(0, 4))
def test_whatever_rounds_to_the_key_is_right(value, places):
    key = Fraction(round(value * 10**places), 10**places)
    item = numeric(f"{float(key):.{places}f}", "", places)
    near = key + Fraction(4, 10 ** (places + 1))
    off = key + Fraction(6, 10 ** (places + 1))
    assert grade(item, Answer(typed=f"{near.numerator}/{near.denominator}")).right
    assert not grade(item, Answer(typed=f"{off.numerator}/{off.denominator}")).right


@pytest.mark.parametrize(
    ("chose", "credit", "remark"),
    [
        ((0, 1, 2), 1.0, ""),
        ((0, 1), 2 / 3, "2 of 3 found, 0 wrongly chosen."),
        ((0,), 1 / 3, "1 of 3 found, 0 wrongly chosen."),
        ((0, 1, 2, 3), 2 / 3, "3 of 3 found, 1 wrongly chosen."),
        ((0, 3), 0.0, "1 of 3 found, 1 wrongly chosen."),
        ((3, 4), 0.0, "0 of 3 found, 2 wrongly chosen."),
        ((0, 1, 2, 3, 4), 1 / 3, "3 of 3 found, 2 wrongly chosen."),
    ],
)
def test_each_wrong_choice_costs_a_right_one(chose, credit, remark):
    item = multiple("a", "b", "c", "d", "e", keys=(0, 1, 2))
    assert grade(item, Answer(chose)) == Grade(credit, remark)


@pytest.mark.parametrize(
    ("chose", "credit", "remark"),
    [
        ((0, 1, 2, 3), 1.0, ""),
        ((1, 0, 2, 3), 0.5, "2 of 4 in place."),
        ((0, 2, 3, 1), 0.25, "1 of 4 in place."),
        ((3, 2, 1, 0), 0.0, "0 of 4 in place."),
    ],
)
def test_an_order_earns_what_stands_in_its_place(chose, credit, remark):
    assert grade(order("a", "b", "c", "d"), Answer(chose)) == Grade(credit, remark)


def test_a_match_earns_its_right_partners():
    item = match(("1", "a"), ("2", "b"), ("3", "c"))
    assert grade(item, Answer((0, 2, 1))).credit == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("item", "chose"),
    [
        (choice(), (0, 1)),
        (choice(), (4,)),
        (choice(), (-1,)),
        (multiple(), (0, 0)),
        (multiple(), (9,)),
        (multiple(), (-1, 0)),
        (order(), (0, 1, 2)),
        (order(), (0, 1, 2, 2)),
        (order(), (1, 2, 3, 4)),
        (match(), (0, 1, 2, 3)),
        (match(), ()),
    ],
)
def test_an_answer_that_fits_no_question_is_asked_again(item, chose):
    with pytest.raises(UnclearAnswer):
        grade(item, Answer(chose))


@given(st.data())
def test_credit_lies_between_none_and_all(data):
    item = data.draw(items())
    verdict = grade(item, data.draw(answers(item)))
    assert 0.0 <= verdict.credit <= 1.0
    assert verdict.right == (verdict.credit == 1.0)


@given(st.data(), texts)
def test_grading_reads_neither_texts_nor_reasons(data, other):
    item = data.draw(items(("choice", "multiple", "order")))
    answer = data.draw(answers(item))
    options = tuple(type(one)(f"{other}{n}", other, one.key) for n, one in enumerate(item.options))
    plain = type(item)(item.bank, item.id, item.topic, other, item.kind, options=options)
    assert grade(plain, answer) == grade(item, answer)
