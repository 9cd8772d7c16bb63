"""Blackboard's, text2qti's and Aiken's files: each rule of the format, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped
from examprep.exchange.registry import recognised
from tests.exchange.roundtrip import exported
from tests.exchange.sheets_shape import CHOICES, keys, one, questions, read, whys

BBQ_LINES = (
    "MC\tWhich form?\tDEA 222\tcorrect\tDEA 106\tincorrect",
    "MA\tWhich are metals?\tiron\tCorrect\tsand\tIncorrect\tzinc\tCorrect",
    "TF\tIt rains.\tfalse",
    "NUM\tHow many mL?\t30.00000000\t0.005",
    "MAT\tMatch.\ta\t1\tb\t2\tc\t3",
    "ORD\tPut in order.\tfirst\tsecond\tthird",
    "FIB\tHow many?\t7",
)
BBQ = "\n".join(BBQ_LINES)
QUIZ = """\
Quiz title: Law
Quiz description: About forms.

% a comment
COMMENT
1. Not a question?
END_COMMENT

Title: Ordering
Points: 2
1.  Which *form* orders
    schedule II drugs?

    Choose one.
... It is the
    order form.
+   Well done.
a)  DEA 106
... That is for theft.
*b) DEA 222

GROUP
pick: 1
2. Which are metals?
[*] iron
[ ] sand
[*] zinc
END_GROUP

3.  How many mL?
=   1.4142 +- 0.0001

4.  About how many?
=   [1.2598, 1.2600]

5.  How many more?
=   1_000
"""
AIKEN = """\
1. A question of
two lines?
A. one
B. two
ANSWER: B
The next without an empty line?
A) yes
B) no

ANSWER: A
Feedback: So it is.

No answer here?
A) yes
B) no

Close up?
A)yes
B)no
Answer: b)

Many?
A) a
B) b
C) c
ANSWER: A, C
"""


def test_every_type_of_blackboard() -> None:
    found = [each.raw for each in questions("bbq", BBQ)]
    assert keys(found[0]) == ["DEA 222"]
    assert (found[1]["kind"], keys(found[1])) == ("multiple", ["iron", "zinc"])
    assert keys(found[2]) == ["False"]
    assert found[3] == {"stem": "How many mL?", "kind": "numeric", "answer": "30", "round": 2}
    assert found[4]["pairs"][2] == {"left": "c", "right": "3"}
    assert [option["text"] for option in found[5]["options"]] == ["first", "second", "third"]
    assert found[6]["answer"] == "7"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ESS\tWrite.\t", "no such kind"),
        ("FIB\tCapital?\tParis\tparis", "typed text"),
        ("FIB_PLUS\t[a] and [b]\ta\tx\t\tb\ty", "typed text"),
        ("MC\tOne?\ta\tcorrect\tb\tcorrect", "several options are correct"),
        ("MC\tOne?\ta\tincorrect\tb\tincorrect", "no option is correct"),
        ("MC\tOne?\ta\tcorrect\tb", "no correct or incorrect after it"),
        ("MC\tOne?\ta\tright\tb\twrong", "right stands where"),
        ("MA\tAll?\ta\tcorrect\tb\tcorrect\tc\tcorrect", "every option is correct"),
        ("MC\tOne?" + "\ta\tincorrect" * 12, "12 options; 9 is the most"),
        ("MAT\tMatch.\ta\t1\tb\t2", "2 pairs; 3 is the least"),
        ("MAT\tMatch.\ta\t1\tb\t2\t\t3", "a partner stands alone"),
        ("NUM\tHow many?\tmany", "no number"),
        ("NUM\tHow many?\t5\tsome", "its tolerance some"),
        ("TF\tIt rains.\tperhaps", "write true or false"),
        ("MC\t\ta\tcorrect\tb\tincorrect", "it has no question"),
        ("ORD\tOrder.\t<canvas></canvas>\t<canvas></canvas>\t<canvas></canvas>", "a picture"),
        ("a line of words", "no type of question"),
    ],
)
def test_what_blackboard_asks_and_examprep_does_not(line: str, why: str) -> None:
    first, second = read("bbq", f"{line}\n{BBQ_LINES[0]}\r\n")
    assert isinstance(first, Skipped)
    assert why in first.why
    assert first.place == "line 1"
    assert isinstance(second, Question)


def test_html_and_codes_of_blackboard_files() -> None:
    line = (
        "MC\t<p>18be_912c</p> <p>H<sub>2</sub>O &lt; <b>5</b>?</p>\t<i>a</i>\tcorrect\tb\tincorrect"
    )
    found = one("bbq", line)
    assert found.title == "18be_912c"
    assert found.raw["stem"] == "H\u2082O < 5?"
    assert found.notes == ("bold, italics or the like",)


def test_blackboard_files_are_ascii_and_come_back() -> None:
    options = [{"text": "one  two"}, {"text": "\u00b5g"}, {"text": "3"}]
    raw = {"id": "x", "topic": "t", "stem": "37 \u00b0C & a\tb\n\n<b>", "kind": "order"}
    raw |= {"options": options}
    data, _ = exported("bbq", [raw], CHOICES)
    assert data.isascii()
    back = one("bbq", data).raw
    assert back["stem"] == "37 \u00b0C & a b\n\n<b>"
    assert back["options"] == options


def test_the_rules_of_text2qti() -> None:
    form, metals, root, about, more = questions("text2qti", QUIZ)
    assert form.raw["stem"] == "Which form orders schedule II drugs?\n\nChoose one."
    assert form.raw["explanation"] == "It is the order form.\n\nWell done."
    assert form.raw["options"] == [
        {"text": "DEA 106", "why": "That is for theft."},
        {"text": "DEA 222", "key": True},
    ]
    assert (form.title, form.category, form.place) == ("Ordering", "Law", "line 11")
    assert "bold, italics or the like" in form.notes
    assert metals.raw["kind"] == "multiple"
    assert "one of a group" in metals.notes[0]
    assert (root.raw["answer"], root.raw["round"]) == ("1.4142", 4)
    assert about.raw["answer"] == "1.2599"
    assert more.raw["answer"] == "1000"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1. Who?\n* Santa\n* Nick\n", "typed text"),
        ("1. Write.\n____\n", "no such kind"),
        ("1. Upload.\n^^^^\n", "no such kind"),
        ("1. Nothing.\n", "it has no answer"),
        ("1. Which?\na) x\nb) y\n", "no option is marked"),
        ("1. Which?\n*a) x\n*b) y\n", "several options are right"),
        ("1. How many?\n= some\n", "is no number"),
        ("1. How many?\n= [0, 100]\n", "any number from 0 to 100"),
        ("```{.python .run}\nprint(1)\n```\n", "never run"),
        ("a) x\n", "it stands under no question"),
    ],
)
def test_what_text2qti_asks_and_examprep_does_not(text: str, why: str) -> None:
    assert why in whys("text2qti", text)[0]


def test_a_line_without_indentation_goes_on_and_is_noted() -> None:
    found = one("text2qti", "1. Which\nform?\n*a) x\nb) y\n")
    assert found.raw["stem"] == "Which form?"
    assert found.notes == ("a line that is not indented, read as going on",)


@pytest.mark.parametrize("kind", ["order", "match"])
def test_text2qti_has_no_place_for_some_kinds(kind: str) -> None:
    raw = {"id": "x", "stem": "?", "kind": kind, "options": [], "pairs": []}
    data, lost = exported("text2qti", [raw], CHOICES)
    assert lost == {f"questions of the kind {kind}"}
    assert b"Title" not in data


def test_two_questions_of_the_same_text_differ_for_text2qti() -> None:
    options = [{"text": "a", "key": True}, {"text": "b"}]
    raws = [{"id": f"q-{n}", "topic": "t", "stem": "Which?", "options": options} for n in "ab"]
    data, _ = exported("text2qti", raws, CHOICES)
    assert len({line for line in data.split(b"\n") if b"Which?" in line and line[:1] != b"T"}) == 2
    assert [each.raw["stem"] for each in questions("text2qti", data)] == ["Which?", "Which?"]


def test_aiken_as_others_write_it() -> None:
    found = read("aiken", AIKEN.replace("\n", "\r\n").encode("utf-8-sig"))
    first, second, third, close, many = found
    assert isinstance(first, Question)
    assert first.raw["stem"] == "A question of\ntwo lines?"
    assert first.notes == ("the number in front of it left out",)
    assert isinstance(second, Question)
    assert second.raw["explanation"] == "So it is."
    assert isinstance(third, Skipped)
    assert (third.why, third.place) == ("it has no line ANSWER:", "line 13")
    assert isinstance(close, Question)
    assert keys(close.raw) == ["no"]
    assert isinstance(many, Question)
    assert many.raw["kind"] == "multiple"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Few?\nA) one\nANSWER: A\n", "1 option; from 2 to 9"),
        ("A) Not begun\n\nANSWER: A\n", "no question above"),
        ("ANSWER: A\n", "no question above"),
        ("Which?\nA) x\nB) y\nANSWER: Not a letter\n", "write a letter"),
        ("Which?\nA) x\nB) y\nANSWER: C\n", "the answer is C"),
        ("Which?\nA) x\nA) y\nANSWER: A\n", "the same letter"),
        ("Which?\nA) x\nB) y\n", "no line ANSWER:"),
    ],
)
def test_errors_of_aiken_name_the_line(text: str, why: str) -> None:
    first, second = read("aiken", f"{text}\nGood?\nA) x\nB) y\nANSWER: A\n")
    assert isinstance(first, Skipped)
    assert why in first.why
    assert first.place == "line 1"
    assert isinstance(second, Question)


@pytest.mark.parametrize(("name", "text"), [("bbq", BBQ), ("text2qti", QUIZ), ("aiken", AIKEN)])
def test_formats_are_told_apart_by_what_stands_in_them(name: str, text: str) -> None:
    found = recognised(Given(Path("x.txt"), text.encode()))
    assert found
    assert found.name == name
