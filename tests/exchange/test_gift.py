"""GIFT: each rule of the format, the way there and back, and files that are broken."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.banks.models import check
from examprep.exchange.format import Choices
from examprep.exchange.formats.gift_grammar import questions
from examprep.exchange.given import Given
from examprep.exchange.importing import Importer
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.registry import format_named, recognised
from tests.exchange import generated
from tests.exchange.mutations import COUNT, mutants, survives
from tests.exchange.roundtrip import (
    choices_of,
    differences,
    drawn_items,
    exported,
    imported,
    shipped,
)

CHOICES = Choices("Bank", "bank", topics={"topic/of-it": "Topic"})
TOKENS = (b"::", b"=", b"~", b"####", b"->", b"%50%", b"..", b"$CATEGORY:", b"//", b"{#", b"\n\n")
EVERYTHING = r"""
// a comment
$CATEGORY: $course$/top/Law/Forms

// [id:F-1] [tag:law]
::Ordering::Which form orders schedule II drugs?{
    =DEA Form 222#It is.
    ~DEA Form 106#That is for theft\: see 21 CFR 1301.
    ~%25%DEA Form 224
    ####The order form
has three copies.}

Grant is {~buried =entombed ~living} in his tomb.

It rains.{FALSE#Look again.#So it is.}

::many::Which are metals?{~%50%iron ~%-100%sand ~%50%zinc}

How many mL?{#=5.25:0 =%0%52.5:0#The point is wrong. [decimal-point] ~#Try again. ####Divide.}

Match them.{=one -> 1 =two->2 =three -> 3 = -> 4}

Put in order.{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW
   first: of all
   second
   third
}

Two and two are {=4}.

[html]<p>What is <b>H<sub>2</sub>O</b>?</p>{=<p>water</p> ~[plain]<p>}

Write.{}

Only words.
"""


def read(text: str, name: str = "quiz.gift") -> list[Question | Skipped]:
    reader = format_named("gift").read
    assert reader
    return list(reader(Given(Path(name), text.encode())))


def one(text: str) -> Question:
    (found,) = read(text)
    assert isinstance(found, Question), found
    return found


def why(text: str) -> str:
    (found,) = read(text)
    assert isinstance(found, Skipped), found
    return found.why


def key(raw: Raw) -> list[str]:
    return [option["text"] for option in raw["options"] if option.get("key")]


@pytest.fixture(scope="module")
def everything() -> list[Question | Skipped]:
    return read(EVERYTHING)


def test_a_choice_has_its_reasons_title_and_category(everything: list[Any]) -> None:
    first = everything[0]
    assert first.title == "F-1"  # the id number of Moodle names a question better than its title
    assert first.category == "Law/Forms"
    assert first.place == "line 6"
    assert first.raw == {
        "stem": "Which form orders schedule II drugs?",
        "options": [
            {"text": "DEA Form 222", "key": True, "why": "It is."},
            {"text": "DEA Form 106", "why": "That is for theft: see 21 CFR 1301."},
            {"text": "DEA Form 224"},
        ],
        "explanation": "The order form has three copies.",
    }
    assert first.notes == ("options with a part of the mark count as wrong", "tags left out: law")


def test_every_kind_becomes_what_it_is(everything: list[Any]) -> None:
    gap, truth, many, number, pairs, order, short, html = (q.raw for q in everything[1:9])
    assert gap["stem"] == "Grant is _____ in his tomb."
    assert truth["options"] == [
        {"text": "True", "why": "Look again."},
        {"text": "False", "key": True, "why": "So it is."},
    ]
    assert many["kind"] == "multiple"
    assert key(many) == ["iron", "zinc"]
    assert number == {
        "stem": "How many mL?",
        "kind": "numeric",
        "answer": "5.25",
        "round": 2,
        "mistake": [{"answer": "52.5", "why": "The point is wrong.", "kind": "decimal-point"}],
        "explanation": "Divide.",
    }
    assert [pair["right"] for pair in pairs["pairs"]] == ["1", "2", "3"]
    assert [option["text"] for option in order["options"]] == ["first: of all", "second", "third"]
    assert short == {"stem": "Two and two are _____.", "kind": "numeric", "answer": "4"}
    assert html["stem"] == "What is H\u2082O?"
    assert [option["text"] for option in html["options"]] == ["water", "<p>"]


def test_what_was_lost_is_noted(everything: list[Any]) -> None:
    assert everything[4].notes == ("feedback for any other answer left out",)
    assert everything[5].notes == ("an answer without partner left out",)
    assert everything[8].notes == ("bold, italics or the like",)


def test_what_examprep_cannot_ask_is_named(everything: list[Any]) -> None:
    assert [(one.kind, one.place) for one in everything[9:]] == [
        ("essay", "line 33"),
        ("description", "line 35"),
    ]


@pytest.mark.parametrize(
    ("text", "stem", "options"),
    [
        (r"a \{b\} \: \\ \# c{=\=x ~\~y}", r"a {b} : \ # c", ["=x", "~y"]),
        (r"one\ntwo{=a ~b}", "one\ntwo", ["a", "b"]),
        ("wrapped\n   text{\n=a\n   line\n~b}", "wrapped text", ["a line", "b"]),
        ("Q{\n=a\n\n~b\n}", "Q", ["a", "b"]),
        ("::a\\:\\:b:: Q {=a ~b}", "Q", ["a", "b"]),
        ("Q{=a ~b} // not a comment", "Q_____ // not a comment", ["a", "b"]),
        ("Q{=a // no comment\n// one\n~b}", "Q", ["a // no comment", "b"]),
        ("[plain]<b> & {=[plain][x] ~y}", "<b> &", ["[x]", "y"]),
        ("[other] Q{=a ~b}", "[other] Q", ["a", "b"]),
        ("\ufeffQ{=a ~b}\r\n", "Q", ["a", "b"]),
        ("{=Asia ~Africa} is large.", "_____ is large.", ["Asia", "Africa"]),
        ("Q{~go -> there =stay -> here}", "Q", ["go -> there", "stay -> here"]),
    ],
)
def test_texts_and_escapes(text: str, stem: str, options: list[str]) -> None:
    raw = one(text).raw
    assert raw["stem"] == stem
    assert [option["text"] for option in raw["options"]] == options


@pytest.mark.parametrize(
    ("answer", "expected", "notes"),
    [
        ("#1822", {"answer": "1822"}, ()),
        ("#-1.50", {"answer": "-1.50", "round": 2}, ()),
        ("#3.14:0.005", {"answer": "3.14", "round": 2}, ()),
        ("#3.14:0.1", {"answer": "3.14", "round": 2}, ("tolerance 0.1 left out",)),
        ("#5:0.05", {"answer": "5", "round": 1}, ()),
        ("#1..5", {"answer": "3"}, ("any number from 1 to 5 was right",)),
        ("#1e3", {"answer": "1000"}, ()),
        (
            "#3.14159265358979:0.001",
            {"answer": "3.142", "round": 3},
            ("3.14159265358979 ± 0.001 became 3.142",),
        ),
        ("#=5:0 =%50%6:0", {"answer": "5"}, ("a part of the mark for 6 left out",)),
        ("#=5:0#Well done. ####Add.", {"answer": "5", "explanation": "Add.\nWell done."}, ()),
        ("=4 =4.0 =%0%four", {"answer": "4"}, ()),
    ],
)
def test_numbers(answer: str, expected: Raw, notes: tuple[str, ...]) -> None:
    found = one(f"How much?{{{answer}}}")
    assert found.raw == {"stem": "How much?", "kind": "numeric", **expected}
    assert found.notes == notes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Q{=a =b ~c}", "2 options are each fully right"),
        ("Q{~a ~b}", "no option is right"),
        ("Q{=a ~}", "an option has no text"),
        ("Q{=a" + "~b" * 9 + "}", "10 options; 9 is the most"),
        ("Q{=cat =dog}", "typed text"),
        ("Q{one}", "typed text"),
        ("Q{#five}", "five is no number"),
        ("Q{#=1 =2}", "2 numbers are each fully right"),
        ("Q{#1.5..1.6}", "any number from 1.5 to 1.6 is right"),
        ("Q{#a..b}", "a..b is no range of numbers"),
        ("Q{#}", "no number is fully right"),
        ("Q{=a->1 =b->2}", "2 pairs; 3 is the least"),
        ("Q{=a->1 =b->2 =c->2}", "same right side"),
        ("Q{=a->1 =b->2 =c}", "no arrow"),
        ("Q{>2 ALL\na\nb}", "2 steps"),
        ("Q{=a" + "~b" * 300 + "}", "more than 200 answers"),
        ("Q{=a ~b", "never closed"),
        ("Q =a ~b}", "never opened"),
        ("Q{=a ~b} and {=c ~d}", "more than one pair of braces"),
    ],
)
def test_what_cannot_be_an_item_says_why(text: str, words: str) -> None:
    assert words in why(text)


def test_a_broken_question_costs_itself_only() -> None:
    found = read("A{=a ~b\n\nB{=a ~b}\n\nC}\n\nD{T}")
    assert [type(one).__name__ for one in found] == ["Skipped", "Question", "Skipped", "Question"]
    assert [one.place for one in found] == ["line 1", "line 3", "line 5", "line 7"]


def test_questions_without_a_blank_line_between_them_are_parted() -> None:
    found = read("$CATEGORY: A//B/C\nOne{=a ~b}\n::t::Two{\nT\n}\nThree{#3}")
    assert [one.place for one in found] == ["line 2", "line 3", "line 6"]
    assert {one.category for one in found if isinstance(one, Question)} == {"A-B/C"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("::T::Q{=a ~b}", "gift"),
        ("// x\n$CATEGORY: a\n", "gift"),
        ("Q{TRUE}", "gift"),
        ("Q{ #4}", "gift"),
        ('{"a": "=b"}', ""),
        ("body { color: red }", ""),
        ("Which?\nA. this\nB. that\nANSWER: A\n", "aiken"),
    ],
)
def test_it_is_told_apart(text: str, name: str) -> None:
    found = recognised(Given(Path("x.txt"), text.encode()))
    assert (found.name if found else "") == name


@pytest.mark.parametrize("bank", shipped(), ids=lambda bank: bank.bank.id)
def test_shipped_banks_come_back_whole(bank: Any, tmp_path: Path) -> None:
    raws, choices = drawn_items(bank), choices_of(bank)
    data, lost = exported("gift", raws, choices)
    back = imported("gift", data, tmp_path, ".gift")
    assert not lost
    assert not list(differences(raws, back.found.added))
    assert {row.status for row in back.found.rows} == {"new"}
    assert not [row for row in back.found.rows if row.notes]
    assert back.found.topics == choices.topics


@st.composite
def items(draw: Any) -> Raw:
    """Give items that GIFT can hold: steps in one line, no arrow on the left."""
    raw = draw(generated.items())
    if raw.get("kind") == "numeric":
        numbers = st.sampled_from(["0.5", "-7", "12.25"]).filter(
            lambda number: float(number) != float(raw["answer"])
        )
        one = {"answer": draw(numbers), "why": draw(generated.TEXT), "kind": "lb-kg"}
        raw["mistake"] = [{k: v for k, v in one.items() if k == "answer" or draw(st.booleans())}]
    for pair in raw.get("pairs", ()):
        pair["left"] = pair["left"].replace("->", "-")
    if raw.get("kind") == "order":
        for n, option in enumerate(raw["options"]):
            option["text"] = f"{n} " + option["text"].replace("\n", " ")
    return raw


@settings(max_examples=40, deadline=None)
@given(items())
def test_any_item_comes_back_whole(raw: Raw) -> None:
    if check(raw):
        return
    data, lost = exported("gift", [raw], CHOICES)
    assert not lost
    back = imported("gift", data, Path(), ".gift")
    assert not list(differences([raw], back.found.added))


def test_what_it_cannot_hold_is_told() -> None:
    steps = [{"text": "a\nb"}, {"text": "// c"}, {"text": "d"}]
    order = {"id": "o", "topic": "t", "kind": "order", "stem": "Q", "options": steps}
    pairs = [{"left": f"{n} -> x", "right": str(n)} for n in range(3)]
    match = {"id": "m", "topic": "t", "kind": "match", "stem": "Q", "pairs": pairs}
    data, lost = exported("gift", [order, match], CHOICES)
    assert lost == {
        "line breaks in steps to put in order",
        "slashes // at the beginning of a step",
        "an arrow -> in what is matched",
    }
    back = imported("gift", data, Path(), ".gift").found.added
    assert [option["text"] for option in back["o"]["options"]] == ["a b", "c", "d"]
    assert back["m"]["pairs"][1] == {"left": "1 \u2192 x", "right": "1"}


def test_an_answer_as_a_date_is_asked_as_one() -> None:
    raw = {"id": "d", "topic": "t", "kind": "numeric", "stem": "Which day?", "show": "date"}
    raw |= {"answer": "739985", "mistake": [{"answer": "739984", "kind": "quantity"}]}
    data, _ = exported("gift", [raw], CHOICES)
    assert b"{#" not in data
    assert b"2027" in data
    assert imported("gift", data, Path(), ".gift").found.added == {"d": raw}


def test_ids_of_others_are_not_taken_for_ours() -> None:
    found = one("// [id:my-0001] [tag:topic:law]\nQ{=a ~b}")
    assert "id" not in found.raw
    assert "topic" not in found.raw
    assert found.notes == ("tags left out: topic:law",)


def test_damaged_files_are_refused_or_read(tmp_path: Path) -> None:
    slow = max(
        survives("gift", data, tmp_path)
        for data in mutants(EVERYTHING.encode(), 400, tokens=TOKENS)
    )
    assert slow < 30  # a hang, not a speed


@pytest.mark.torture
def test_very_many_damaged_files(tmp_path: Path) -> None:
    data = exported("gift", drawn_items(shipped()[0])[:6], choices_of(shipped()[0]))[0]
    whole = EVERYTHING.encode() + data
    times = [survives("gift", one, tmp_path) for one in mutants(whole, COUNT, 2, TOKENS)]
    assert max(times) < 1


@pytest.mark.parametrize(
    "text",
    [
        "{" * 200_000,
        "}" * 200_000,
        "Q{=a\n\n" * 8_000,
        "Q{=a ~b}\n" * 8_000,
        "$CATEGORY: a\n" * 60_000,
        "// [id:[id:" + "[id:" * 20_000 + "\nQ{T}",
        "Q{" + "=" * 300_000 + "}",
        "Q{#" + "1" * 300_000 + ":" + "0" * 300_000 + "}",
        "Q{=%" + "1" * 300_000 + "%a ~b}",
        "::" * 200_000 + "Q{T}",
        " " * 1_000_000 + "Q{T}",
        "Q{" + "# " * 300_000 + "}",
        "\\" * 500_000 + "{T}",
    ],
    ids=lambda text: text[:12],
)
def test_nothing_takes_time_that_grows_faster_than_the_file(text: str) -> None:
    begun = time.process_time()
    format_named("gift").recognises(Given(Path("x.txt"), text.encode()))
    count = sum(1 for _ in read(text))
    assert count >= 0
    assert time.process_time() - begun < 20  # a hang, not a speed


def test_many_questions_are_read_as_they_come() -> None:
    source = random.Random(1)
    text = "".join(f"Question {n} of {source.random()}?{{=a ~b ~c}}\n\n" for n in range(3_000))
    first = next(iter(questions(text)))
    assert first.line == 1
    importer = Importer()
    for found in read(text):
        importer.take("many", found)
    assert importer.found.counts() == {"new": 3_000}
