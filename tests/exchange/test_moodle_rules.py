"""What Moodle's answers come to as items: numbers, keys, ids and tags of our own."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.banks.models import check
from examprep.calculations.slips import SLIPS
from examprep.exchange.format import Choices
from examprep.exchange.formats import moodle_rules as rules
from examprep.exchange.formats.moodle_rules import Answer, Unfit
from examprep.exchange.formats.moodle_shown import as_texts, shown_number, shown_text
from examprep.exchange.formats.moodle_texts import (
    OWN,
    Texts,
    category_path,
    category_text,
    foreign_tags,
    held_by_tags,
    own_values,
    tags_of,
)
from tests.exchange.roundtrip import exported, imported

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)
SHARES = st.sampled_from([100.0, 75.0, 50.0, 33.33333, 0.0, -50.0])
ANSWERS = st.lists(
    st.builds(
        Answer, st.one_of(WORDS, st.sampled_from(["5", "5.0", "1e3", "*", "-.5"])), SHARES, WORDS
    ),
    max_size=11,
)
TAGGED = {"id": "a", "topic": "law/forms", "areas": ["ptce-2026:2.2", "cspt-2023:calculations"]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"),
        (" -2.50 ", "-2.50"),
        ("+3.", "3"),
        (".5", "0.5"),
        ("1e3", "1000"),
        ("1.2E-2", "0.012"),
        ("007", "7"),
    ],
)
def test_numbers_are_read_as_moodle_reads_them(text: str, value: str) -> None:
    found = rules.number(text)
    assert found is not None
    assert found == Decimal(value)


@pytest.mark.parametrize("text", ["", "*", "five", "1,5", "1 000", "0x1F", "1e99", "--1", "\u0665"])
def test_other_words_are_no_numbers(text: str) -> None:
    assert rules.number(text) is None


@pytest.mark.parametrize(
    ("low", "high", "middle"),
    [("1", "5", "3"), ("-5", "5", "0"), ("1.1", "1.3", "1.2"), ("5", "1", "3")],
)
def test_the_middle_of_a_range(low: str, high: str, middle: str) -> None:
    assert rules.range_middle(low, high) == middle


@pytest.mark.parametrize(("low", "high"), [("1", "2"), ("3.141", "3.142"), ("", "1"), ("a", "b")])
def test_a_range_without_a_short_middle_is_refused(low: str, high: str) -> None:
    with pytest.raises(Unfit):
        rules.range_middle(low, high)


@pytest.mark.parametrize(
    ("tolerance", "places", "noted"),
    [("0", 2, False), ("0.005", 2, False), ("0.0005", 3, False), ("0.01", 2, True), ("9", 2, True)],
)
def test_a_tolerance_is_told_where_it_was_wider_than_the_decimals(
    tolerance: str, places: int, noted: bool
) -> None:
    raw, notes = rules.numeric([Answer("1.25", 100, "", tolerance)])
    assert raw["round"] == places
    assert bool(notes) is noted


def test_more_than_nine_decimals_are_refused_without_a_tolerance() -> None:
    with pytest.raises(Unfit, match="nine decimals"):
        rules.numeric([Answer("0.12345678901", 100)])


@pytest.mark.parametrize("slip", sorted(SLIPS))
def test_each_slip_is_read_back_from_a_feedback(slip: str) -> None:
    mistake = {"answer": "2", "why": "Because [it] is.", "kind": slip}
    right, wrong = Answer("1", 100), Answer("2", 0, rules.mistake_words(mistake))
    assert rules.numeric([right, wrong])[0]["mistake"] == [mistake]


def test_brackets_of_others_are_no_slips() -> None:
    raw, _ = rules.numeric([Answer("1", 100), Answer("2", 0, "See [chapter-two]")])
    assert raw["mistake"] == [{"answer": "2", "why": "See [chapter-two]"}]


def test_a_wrong_number_with_a_tolerance_is_told() -> None:
    _, notes = rules.numeric([Answer("1", 100), Answer("20", 0, "", "5")])
    assert notes == ["tolerance of the wrong answer 20 left out"]


@given(ANSWERS, st.booleans())
def test_a_choice_is_an_item_or_says_why_not(answers: list[Answer], single: bool) -> None:
    try:
        raw, notes = rules.choice(answers, single=single)
    except Unfit:
        return
    assert len(raw["options"]) == len(answers)
    assert all(notes)
    faults = check({"id": "a", "topic": "t", "stem": "Q", **raw})
    assert all("alike" in words or "every option" in words for _, words, _ in faults)


@given(ANSWERS)
def test_a_number_is_an_item_or_says_why_not(answers: list[Answer]) -> None:
    try:
        raw, _ = rules.numeric(answers)
    except Unfit:
        return
    assert check({"id": "a", "topic": "t", "stem": "Q", **raw}) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("$course$/top/Law/Forms", "Law/Forms"),
        ("$module$/Pi/Rho", "Pi/Rho"),
        ("$system$/A//B", "A-B"),
        ("Law", "Law"),
        ("$course$/top/", ""),
        ("tom/$5$/top", "tom/$5$/top"),
        ("", ""),
    ],
)
def test_categories_become_paths(text: str, path: str) -> None:
    assert category_path(text) == path


def test_a_category_that_is_written_is_read() -> None:
    assert category_path(category_text("My bank", "IV / IM rates")) == "My bank/IV - IM rates"


def test_ids_topics_and_areas_come_back_from_tags() -> None:
    assert own_values(f"{OWN}a", tags_of(TAGGED)) == TAGGED
    assert own_values("a", tags_of(TAGGED)) == {}
    assert own_values(f"{OWN}Not An Id", []) == {}
    assert foreign_tags(["x", *tags_of(TAGGED)], TAGGED) == "tags left out: x"


@pytest.mark.parametrize("area", ["a, b", "<b>", "a]b", "", "a ", "x" * 46])
def test_an_area_that_no_tag_can_hold_is_left_to_the_explanation(area: str) -> None:
    assert "areas" not in held_by_tags({**TAGGED, "areas": [area]})
    assert held_by_tags(TAGGED) == ("id", "topic", "areas")
    assert tags_of({**TAGGED, "areas": [area]}) == ["topic:law/forms"]


@pytest.mark.parametrize("name", ["gift", "moodle-xml"])
def test_what_no_tag_can_hold_comes_back_all_the_same(name: str) -> None:
    raw = {
        "id": "a",
        "topic": "a-long-name/" + "of-a-topic/" * 4 + "end",
        "areas": ["one <two>", "x" * 60],
        "stem": "Q",
        "options": [{"text": "b", "key": True}, {"text": "c"}],
    }
    data, lost = exported(name, [raw], Choices("Bank"))
    assert not lost
    assert imported(name, data, Path(), ".x").found.added == {"a": raw}


@pytest.mark.parametrize(
    ("text", "form", "plain", "lost"),
    [
        ("<b>a</b> &amp; b", "html", "a & b", "bold, italics or the like"),
        ("<b>a</b>", "plain", "<b>a</b>", ""),
        ("5 < 6", "moodle", "5 < 6", ""),
        ("5 <i>x</i>", "moodle", "5 x", "bold, italics or the like"),
        ("*a*", "markdown", "*a*", ""),
        ("# A", "markdown", "# A", "Markdown, left as it was typed"),
        ("$$x$$", "plain", "$$x$$", "formulas in LaTeX, left as they were typed"),
        ("C:\\temp costs $5", "plain", "C:\\temp costs $5", ""),
    ],
)
def test_texts_lose_their_markup_and_say_so(text: str, form: str, plain: str, lost: str) -> None:
    texts = Texts()
    assert texts.plain(text, form) == plain
    assert list(texts.lost) == ([lost] if lost else [])


@pytest.mark.parametrize(
    ("number", "show"),
    [("739985", "date"), ("870", "clock"), ("0", "clock"), ("0.001", "ratio"), ("0.04", "ratio")],
)
def test_shown_answers_are_read_back(number: str, show: str) -> None:
    raw = {"answer": number, "show": show}
    text = shown_text(number, raw)
    assert text
    back = shown_number(Answer(text, 100), show)
    assert Fraction(back.text) == Fraction(number)
    assert as_texts(raw) == [(text, None)]


def test_an_answer_that_could_not_be_read_back_is_asked_as_a_number() -> None:
    assert as_texts({"answer": "870", "show": "clock", "mistake": [{"answer": "99999"}]}) == []
    assert as_texts({"answer": "5"}) == []
    assert shown_number(Answer("noon or so", 100), "clock").text == "noon or so"
    assert shown_number(Answer("5", 100), "unheard-of").text == "5"
