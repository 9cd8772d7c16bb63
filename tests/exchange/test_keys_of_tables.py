"""Tables: which option is the key, and which number is the answer; what is unsure is refused."""

from __future__ import annotations

import csv
import io

import pytest

from tests.exchange.sheets_shape import keys, one, questions, read, whys

LETTERED = ("Question", "A", "B", "C", "D", "Key")
GREEK = ("alpha", "beta", "gamma", "delta")


def table(*rows: tuple[str, ...], parter: str = ",") -> str:
    whole = io.StringIO()
    csv.writer(whole, delimiter=parter).writerows(rows)
    return whole.getvalue()


def greek(key: str) -> str:
    return table(LETTERED, ("Which?", *GREEK, key))


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("C", ["gamma"]),
        ("c", ["gamma"]),
        ("3", ["gamma"]),
        ("2.0", ["beta"]),
        ("C.", ["gamma"]),
        ("(C)", ["gamma"]),
        ("c)", ["gamma"]),
        ("C:", ["gamma"]),
        ("Option C", ["gamma"]),
        ("Answer 4", ["delta"]),
        ("choice b", ["beta"]),
        ("#2", ["beta"]),
        ("gamma", ["gamma"]),
        ("GAMMA", ["gamma"]),
        ("C. gamma", ["gamma"]),
        ("C) gamma", ["gamma"]),
        ("C: Gamma", ["gamma"]),
        ("[C]", ["gamma"]),
        ("'C'", ["gamma"]),
        ('"C"', ["gamma"]),
        ("C,D", ["gamma", "delta"]),
        ("C;D", ["gamma", "delta"]),
        ("D, C", ["gamma", "delta"]),
        ("CD", ["gamma", "delta"]),
        ("A and B", ["alpha", "beta"]),
        ("A & B", ["alpha", "beta"]),
        ("A|B", ["alpha", "beta"]),
        ("A/B", ["alpha", "beta"]),
        ("A\nB", ["alpha", "beta"]),
        ("1,2", ["alpha", "beta"]),
        ("[2, 3]", ["beta", "gamma"]),
        ("{1;3}", ["alpha", "gamma"]),
        ("alpha, beta", ["alpha", "beta"]),
    ],
)
def test_a_key_is_a_letter_a_number_or_the_text(key: str, right: list[str]) -> None:
    found = one("csv", greek(key))
    assert keys(found.raw) == right
    told = "several options are right: all of them are to be chosen"
    assert found.notes == ((told,) if len(right) > 1 else ())


@pytest.mark.parametrize(
    "key",
    [
        "E", "5", "13", "-1", "1.5", "all", "true", "A or B", "none", "C - gamma", "C beta",
        "C. beta", "alpha or beta", "A, E", "alpha, omega", "?", "A?", "x C", "99999999999999",
    ],
)  # fmt: skip
def test_a_key_that_names_no_option_for_sure_is_refused(key: str) -> None:
    (why,) = whys("csv", greek(key))
    assert why.startswith(f"its key is {key[:40]}, but no option has that")


def test_no_key_is_said() -> None:
    assert whys("csv", greek("")) == ["it has no key: write the letter of the right option"]


@pytest.mark.parametrize(
    ("texts", "key", "right"),
    [
        (("5", "10", "15", "20"), "5", "5"),
        (("5", "10", "15", "20"), "15", "15"),
        (("5", "10", "15", "20"), "2", "10"),
        (("1", "2", "3", "4"), "3", "3"),
        (("2", "4", "6", "8"), "1", "2"),
        (("2", "4", "6", "8"), "4", ""),
        (("4", "3", "2", "1"), "1", ""),
        (("B", "C", "D", "E"), "B", ""),
        (("B", "C", "D", "E"), "A", "B"),
        (("B", "C", "D", "E"), "E", "E"),
        (("1 only", "2 only", "1 and 2", "none"), "1 and 2", ""),
        (("1 only", "2 only", "1 and 2", "none"), "C", "1 and 2"),
        (("I only", "II only", "I and II", "none"), "I and II", "I and II"),
        (("100", "1,000", "10", "1"), "1,000", "1,000"),
        (("a, b", "a", "b", "c"), "a, b", ""),
        (("A, B", "x", "y", "z"), "A, B", ""),
        (("yes", "no", "Yes", "never"), "Yes", "Yes"),
        (("hydrOXYzine", "HYDROxyzine", "x", "y"), "hydroxyzine", ""),
        (("hydrOXYzine", "HYDROxyzine", "x", "y"), "HYDROxyzine", "HYDROxyzine"),
    ],
)
def test_a_key_that_may_be_a_place_or_a_text_is_not_guessed(
    texts: tuple[str, ...], key: str, right: str
) -> None:
    data = table(LETTERED, ("Which?", *texts, key))
    if right:
        assert keys(one("csv", data).raw) == [right]
    else:
        (why,) = whys("csv", data)
        assert "its key" in why


NUMBERED = ("Question", "Option 1", "Option 2", "Option 3", "Correct answer")


def test_numbers_are_places_where_options_have_numbers_and_all_keys_can_be_places() -> None:
    data = table(NUMBERED, ("a", "2", "4", "3", "2"), ("b", "x", "y", "z", "3"))
    first, second = questions("csv", data)
    assert keys(first.raw) == ["4"]
    assert keys(second.raw) == ["z"]


def test_where_one_key_can_be_no_place_numbers_are_not_guessed() -> None:
    data = table(NUMBERED, ("a", "2", "4", "3", "2"), ("b", "9", "8", "7", "9"))
    unsure, sure = read("csv", data)
    assert "may be an option's text or its place" in getattr(unsure, "why", "")
    assert keys(sure.raw) == ["9"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        ([("x", "a", "b", "c", "0"), ("y", "d", "e", "f", "2")], ["a", "f"]),
        ([("x", "a", "b", "c", "1"), ("y", "d", "e", "f", "0")], ["b", "d"]),
        ([("x", "a", "b", "c", "1"), ("y", "d", "e", "f", "3")], ["a", "f"]),
        ([("x", "0", "b", "c", "0"), ("y", "d", "e", "f", "3")], ["0", "f"]),
    ],
)
def test_keys_count_from_0_where_one_is_0(rows: list[tuple[str, ...]], right: list[str]) -> None:
    found = questions("csv", table(NUMBERED, *rows))
    assert [keys(each.raw)[0] for each in found] == right


def test_a_0_among_keys_from_1_shifts_no_key() -> None:
    rows = [("x", "a", "b", "c", "0"), ("y", "d", "e", "f", "3"), ("z", "g", "h", "i", "B")]
    *unsure, sure = read("csv", table(NUMBERED, *rows))
    assert ["use letters" in getattr(each, "why", "") for each in unsure] == [True, True]
    assert keys(sure.raw) == ["h"]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["option{}", "choice_{}", "Answer {}", "ans{}"])
def test_columns_that_count_from_0_keep_their_first_option(name: str) -> None:
    head = ("question", *(name.format(n) for n in range(3)), "correct")
    found = questions("csv", table(head, ("x", "a", "b", "c", "1"), ("y", "a", "b", "c", "0")))
    assert [keys(each.raw) for each in found] == [["b"], ["a"]]
    assert [len(each.raw["options"]) for each in found] == [3, 3]


@pytest.mark.parametrize(
    ("kind", "texts", "key", "right"),
    [
        ("true/false", ("", ""), "TRUE", "True"),
        ("true/false", ("", ""), "false", "False"),
        ("tf", ("", ""), "F", "False"),
        ("tf", ("", ""), "T", "True"),
        ("tf", ("", ""), "1", "True"),
        ("tf", ("", ""), "0", "False"),
        ("tf", ("", ""), "yes", "True"),
        ("tf", ("True", "False"), "B", "False"),
        ("tf", ("True", "False"), "1", "True"),
        ("tf", ("False", "True"), "B", "True"),
        ("tf", ("False", "True"), "TRUE", "True"),
        ("tf", ("False", "True"), "1", ""),
        ("tf", ("Yes", "No"), "true", "Yes"),
        ("tf", ("No", "Yes"), "true", "Yes"),
        ("tf", ("No", "Yes"), "no", "No"),
        ("tf", ("Right", "Wrong"), "A", "Right"),
        ("tf", ("", ""), "maybe", ""),
        ("tf", ("", ""), "", ""),
        ("tf", ("True", "False"), "C", ""),
    ],
)
def test_true_or_false(kind: str, texts: tuple[str, str], key: str, right: str) -> None:
    data = table(("Type", "Question", "A", "B", "Key"), (kind, "So?", *texts, key))
    if right:
        assert keys(one("csv", data).raw) == [right]
    else:
        (why,) = whys("csv", data)
        assert why.endswith("write true or false")


@pytest.mark.parametrize(
    ("text", "answer", "places"),
    [
        ("5", "5", 0),
        ("-5", "-5", 0),
        ("\u22125", "-5", 0),
        ("+5", "5", 0),
        ("1,000", "1000", 0),
        ("1,000.5", "1000.5", 1),
        ("12,345,678", "12345678", 0),
        ("1.500", "1.5", 1),
        ("5.50", "5.5", 1),
        ("5.", "5", 0),
        (".5", "0.5", 1),
        ("0.125", "0.125", 3),
        ("1e3", "1000", 0),
        ("2E-2", "0.02", 2),
        ("007", "7", 0),
        ("-0", "0", 0),
        (" 5 ", "5", 0),
    ],
)
def test_a_number_to_type(text: str, answer: str, places: int) -> None:
    found = one("csv", table(("Question", "Answer"), ("How many?", text)))
    assert (found.raw["kind"], found.raw["answer"]) == ("numeric", answer)
    assert found.raw.get("round", 0) == places
    assert found.notes == ((f"{text} was read as {answer}",) if "," in text else ())


@pytest.mark.parametrize(
    "text",
    [
        "0,125", "1,5", "1,00", "1.000,5", "1 000", "1'000", "12,34", "1,0000", "5%", "5 mg", "$5",
        "5-6", "1/2", "\u00bd", "\u00b15", "five", "5 or 6", "5,6,7", "1.2.3", "--5", "0x10",
        "1e999", "nan", "inf", "\u0665", "9" * 40,
    ],
)  # fmt: skip
def test_what_is_no_number_for_sure_is_refused(text: str) -> None:
    (why,) = whys("csv", table(("Question", "Answer"), ("How many?", text)))
    assert why


@pytest.mark.parametrize(
    ("text", "answer"),
    [("1,5", "1.5"), ("0,125", "0.125"), ("1.5", "1.5"), ("5", "5"), ("12,34", "12.34")],
)
def test_semicolons_go_with_decimal_commas(text: str, answer: str) -> None:
    found = one("csv", table(("Question", "Answer"), ("How many?", text), parter=";"))
    assert found.raw["answer"] == answer
    assert any("comma was read" in note for note in found.notes) == ("," in text)


@pytest.mark.parametrize("text", ["1.500", "1,500", "1.000", "12,000", "-1.250", "999.999"])
def test_thousands_or_decimals_are_not_guessed(text: str) -> None:
    (why,) = whys("csv", table(("Question", "Answer"), ("How many?", text), parter=";"))
    assert "may be" in why


@pytest.mark.parametrize(
    ("answer", "tolerance", "found", "note"),
    [
        ("5", "0.5", ("5", 0), ""),
        ("5", "0.05", ("5", 1), ""),
        ("5", "2", ("5", 0), "tolerance 2 left out"),
        ("5", "-2", ("5", 0), "tolerance 2 left out"),
        ("5.25", "0.005", ("5.25", 2), ""),
        ("5", "10%", ("5", 0), "tolerance 10% left out"),
        ("5", "about", ("5", 0), "tolerance about left out"),
        ("5", "0", ("5", 0), ""),
        ("5", "", ("5", 0), ""),
    ],
)
def test_a_tolerance_is_kept_or_told(
    answer: str, tolerance: str, found: tuple[str, int], note: str
) -> None:
    head = ("Question", "Answer", "Tolerance")
    question = one("csv", table(head, ("How many?", answer, tolerance)))
    assert (question.raw["answer"], question.raw.get("round", 0)) == found
    assert question.notes == ((note,) if note else ())


@pytest.mark.parametrize(
    "head",
    [
        ("Question", "options", "answer"),
        ("Question", "choices", "answer"),
        ("Question", "Answer Choices", "Key"),
        ("Question", "Option text list", "Key"),
        ("Question", "First choice", "Key"),
        ("Question", "Possible answers", "Correct answer"),
    ],
)
def test_no_number_is_made_of_the_key_of_options_that_are_not_read(head: tuple[str, ...]) -> None:
    (why,) = whys("csv", table(head, ("Which?", "one; two; three", "2")))
    assert "its options stand in a column that is not known" in why


def test_a_number_with_options_is_asked_as_a_choice() -> None:
    head = ("Type", "Question", "A", "B", "C", "Key")
    found = one("csv", table(head, ("numeric", "How many?", "5", "10", "20", "B")))
    assert keys(found.raw) == ["10"]
    assert found.notes == ("the type numeric, but it has options: asked as a choice",)


@pytest.mark.parametrize(
    ("key", "steps"),
    [
        ("", ["one", "two", "three"]),
        ("A,B,C", ["one", "two", "three"]),
        ("C,A,B", ["three", "one", "two"]),
        ("CAB", ["three", "one", "two"]),
        ("3;1;2", ["three", "one", "two"]),
        ("B and A and C", ["two", "one", "three"]),
    ],
)
def test_steps_stand_in_the_order_of_their_key(key: str, steps: list[str]) -> None:
    head = ("Type", "Question", "A", "B", "C", "Key", "Why A", "Why C")
    row = ("order", "In order.", "one", "two", "three", key, "because", "at last")
    options = one("csv", table(head, row)).raw["options"]
    assert [option["text"] for option in options] == steps
    assert {option["text"]: option.get("why") for option in options} == {
        "one": "because",
        "two": None,
        "three": "at last",
    }


@pytest.mark.parametrize("key", ["A,B", "A,A,B", "B", "x", "A,B,D", "one"])
def test_a_key_of_steps_must_name_each_once(key: str) -> None:
    head = ("Type", "Question", "A", "B", "C", "Key")
    (why,) = whys("csv", table(head, ("order", "In order.", "one", "two", "three", key)))
    assert "does not name every step once" in why


def test_a_match_with_a_key_is_refused() -> None:
    head = ("Type", "Question", "A", "B", "C", "Match A", "Match B", "Match C", "Key")
    row = ("match", "Match.", "a", "b", "c", "1", "2", "3")
    assert one("csv", table(head, (*row, ""))).raw["pairs"][2] == {"left": "c", "right": "3"}
    (why,) = whys("csv", table(head, (*row, "A2 B1 C3")))
    assert "put each partner beside its option" in why


def test_a_quote_that_is_never_closed_is_told_where_it_begins() -> None:
    text = 'Question,A,B,Key\nFirst?,one,two,A\n"Second?,one,two,B\nThird?,one,two,A\n'
    first, rest = read("csv", text)
    assert keys(first.raw) == ["one"]  # type: ignore[union-attr]
    why = getattr(rest, "why", "")
    assert why.endswith("it runs to line 4: a quotation mark may be missing")
    assert rest.place == "line 3"


def test_a_quote_in_the_last_column_swallows_nothing_in_silence() -> None:
    head = "Question,A,B,Key,Explanation\n"
    text = head + 'First?,one,two,A,"So it is\nSecond?,one,two,B,no\nThird?,one,two,A,no\n'
    (found,) = questions("csv", text)
    assert found.notes == ("it runs to line 4: a quotation mark may be missing",)


def test_a_cell_of_several_lines_is_nothing_to_tell() -> None:
    text = 'Question,A,B,Key\n"Two\nlines ""here""?",one,two,A\n"5"" wide?",one,two,B\n'
    assert [each.notes for each in questions("csv", text)] == [(), ()]
