"""Tables of questions: which columns are known, which option is right, what a cell means."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.cells import guarded, unguarded
from examprep.errors import UnreadableFile
from examprep.exchange.columns import column, read_header
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped
from examprep.exchange.registry import format_named, recognised
from tests.exchange.sheets_shape import keys, one, questions, read, whys

HEAD = "question,a,b,c,d,correct answer\n"
QUIZIZZ = """Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds,\
Answer explanation
"Text of the question

(required)
","Question Type

(default is Multiple Choice)
",Text for option 1,,,,,
Which is a C-II drug?,Multiple Choice,Oxycodone,Diazepam,Tramadol,1,30,It is.
Which are C-IV drugs?,Checkbox,Diazepam,Oxycodone,Tramadol,"1,3",30,
Say why.,Open-Ended,,,,,30,
Vote.,Poll,a,b,,,30,
2 + 2?,Fill-in-the-Blank,4,,,,30,
"""
BLOOKET = """"Blooket
Import Template",,,,,,,
Question #,Question Text,Answer 1,Answer 2,"Answer 3
(Optional)","Answer 4
(Optional)","Time Limit (sec)
(Max: 300 seconds)","Correct Answer(s)
(Only include Answer #)"
1,How many mg are 1 g?,10,100,1000,2,20,3
"""
KAHOOT = """Quiz template,,,,,,,

,Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,\
Answer 3 - max 75 characters,Answer 4 - max 75 characters,"Time limit (sec) - 5, 10, 20",\
Correct answer(s) - choose at least one
1,How many mg are 1 g?,10,100,1000,2,20,3
"""
GIMKIT = """Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional)
Capital of France?,Paris,Rome,Oslo
"""


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Question", ("stem", 0)),
        ("PROMPT", ("stem", 0)),
        ("question_text", ("stem", 0)),
        ("Question - max 120 characters", ("stem", 0)),
        ("Question #", None),
        ("A", ("option", 0)),
        ("optionB", ("option", 1)),
        ("Option 3", ("option", 2)),
        ("choice_a", ("option", 0)),
        ("Answer 4\n(Optional)", ("option", 3)),
        ("Option A Feedback", ("why", 0)),
        ("Why C", ("why", 2)),
        ("Match B", ("right", 1)),
        ("Correct Answer(s)\n(Only include Answer #)", ("key", 0)),
        ("Incorrect answer 2", ("wrong", 1)),
        ("Rationale", ("explanation", 0)),
        ("Category", ("topic", 0)),
        ("Time limit", None),
    ],
)
def test_columns_are_known_by_many_names(name: str, place: object) -> None:
    assert column(name) == place


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("B", "beta"), ("b", "beta"), ("(c)", "gamma"), ("2", "beta"), ("2.0", "beta"),
        ("Option D", "delta"), ("gamma", "gamma"), ("GAMMA", "gamma"), ("B) beta", "beta"),
        ("answer 1", "alpha"),
    ],
)  # fmt: skip
def test_a_key_is_a_letter_a_number_or_the_text(key: str, right: str) -> None:
    assert keys(one("csv", f"{HEAD}Which?,alpha,beta,gamma,delta,{key}\n").raw) == [right]


@pytest.mark.parametrize("key", ["A,C", "A; C", "AC", "1 and 3", "alpha, gamma", "[A, C]"])
def test_several_keys_are_read_and_said(key: str) -> None:
    found = one("csv", f'{HEAD}Which?,alpha,beta,gamma,delta,"{key}"\n')
    assert found.raw["kind"] == "multiple"
    assert keys(found.raw) == ["alpha", "gamma"]
    assert found.notes


def test_a_key_that_may_mean_two_things_is_asked_about() -> None:
    (why,) = whys("csv", f"{HEAD}How many?,10,20,2,4,2\n")
    assert "write its letter" in why
    numbered = HEAD.replace("a,b,c,d", "option 1,option 2,option 3,option 4")
    assert keys(one("csv", f"{numbered}How many?,10,20,2,4,2\n").raw) == ["20"]
    assert keys(one("csv", f"{HEAD}How many?,10,2,20,4,2\n").raw) == ["2"]


def test_keys_that_count_from_0_are_told_by_a_0() -> None:
    rows = "One?,w,x,y,z,0\nTwo?,w,x,y,z,3\n"
    assert [keys(found.raw) for found in questions("csv", HEAD + rows)] == [["w"], ["z"]]


def test_a_key_of_nothing_is_named() -> None:
    rows = "One?,w,x,y,z,\nTwo?,w,x,y,z,E\n,w,x,y,z,A\n"
    first, second, third = whys("csv", HEAD + rows)
    assert "no key" in first
    assert "E" in second
    assert "no question" in third


def test_case_alone_may_part_two_options() -> None:
    found = one("csv", f"{HEAD}Which?,hydroxyzine,hydrOXYzine,HYDROXYZINE,x,hydrOXYzine\n")
    assert keys(found.raw) == ["hydrOXYzine"]


def test_the_layouts_of_quiz_programs() -> None:
    found = read("csv", QUIZIZZ, ".csv")
    asked = [each.raw for each in found if isinstance(each, Question)]
    assert [keys(raw) for raw in asked[:2]] == [["Oxycodone"], ["Diazepam", "Tramadol"]]
    assert asked[0]["explanation"] == "It is."
    assert asked[2] == {"stem": "2 + 2?", "kind": "numeric", "answer": "4"}
    assert [each.kind for each in found if isinstance(each, Skipped)] == ["Open-Ended", "Poll"]
    for text in (BLOOKET, KAHOOT):
        raw = one("csv", text, ".csv").raw
        assert (raw["stem"], keys(raw)) == ("How many mg are 1 g?", ["1000"])
    assert keys(one("csv", GIMKIT, ".csv").raw) == ["Paris"]


def test_what_excel_writes_in_europe() -> None:
    text = "sep=;\nquestion;answer;tolerance;unit\nHow many?;2,5;0,05;mL\nMany?;1.000,5;;mL\n"
    first, second = read("csv", text, ".csv")
    assert isinstance(first, Question)
    assert first.raw["answer"] == "2.5"
    assert first.place == "line 3"
    assert "comma" in first.notes[0]
    assert isinstance(second, Skipped)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_signs_between_fields_and_encodings(sign: str, encoding: str) -> None:
    text = "Stem,Option A,Option B,Key\nCaf\u00e9?,yes,no,A\n".replace(",", sign)
    found = one("csv", text.replace("\n", "\r\n").encode(encoding), ".csv")
    assert found.raw["stem"] == "Caf\u00e9?"
    assert keys(found.raw) == ["yes"]


def test_true_or_false_by_type_or_key() -> None:
    head = "question,type,a,b,answer\n"
    rows = "One?,true/false,,,True\nTwo?,,,,FALSE\nThree?,TF,True,False,B\nFour?,tf,,,maybe\n"
    found = read("csv", head + rows)
    assert [keys(each.raw) for each in found if isinstance(each, Question)] == [
        ["True"],
        ["False"],
        ["False"],
    ]
    assert isinstance(found[3], Skipped)


def test_columns_left_out_are_named_once() -> None:
    reader = format_named("csv").read
    assert reader
    given = Given(Path("x.csv"), b"Question,A,B,Key,Points,Picture\nOne?,x,y,A,1,\nTwo?,x,y,A,1,\n")
    assert len(list(reader(given))) == 2
    assert given.said == ["columns left out: Points, Picture"]


def test_a_table_without_a_known_header_says_which_are_known() -> None:
    with pytest.raises(UnreadableFile, match="looked for question"):
        read("csv", "brand,generic\nSynthroid,levothyroxine\n", ".csv")


def test_a_quotation_mark_without_end_is_named_by_its_line() -> None:
    with pytest.raises(UnreadableFile, match="line 3: a cell has no end"):
        read("csv", f'{HEAD}One?,w,x,y,z,A\n"Two?,' + "x," * 100_000, ".csv")


def test_html_of_others_becomes_text_and_ours_stays() -> None:
    found = one("csv", f"{HEAD}<b>H<sub>2</sub>O</b>?,w,x,y,z,A\n")
    assert found.raw["stem"] == "H\u2082O?"
    assert found.notes == ("bold, italics or the like",)
    own = "id,kind,topic,stem,option A,option B,key\nq-1,choice,t,<b>?,x,y,A\n"
    assert one("csv", own).raw["stem"] == "<b>?"


@pytest.mark.parametrize(
    "text", ["=1+1", "-5 mg", "+1", "@x", "'=1", "''-1", " =1", "a;=b", "a\n-b", "plain", "'", "5%"]
)
def test_no_cell_turns_into_a_formula_and_each_comes_back(text: str) -> None:
    cell = guarded(text)
    assert cell.lstrip(" ")[:1] not in set("=+-@")
    assert unguarded(cell) == text


def test_semicolons_and_tabs_without_end_cost_no_time() -> None:
    assert unguarded(guarded("\t" * 200_000 + ";" * 200_000)).count("\t") == 200_000


def test_one_header_is_not_taken_for_another() -> None:
    assert read_header(["name", "value"]) is None
    assert read_header(["question", "points"]) is None
    assert recognised(Given(Path("x.txt"), b"just a text\nof lines\n")) is None
