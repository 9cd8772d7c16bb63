"""GIFT: what stands between braces becomes the right key, or is refused with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from examprep.banks.models import check
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped
from examprep.exchange.registry import format_named


def read(body: str, stem: str = "Which?") -> Question | Skipped:
    reader = format_named("gift").read
    assert reader
    (found,) = reader(Given(Path("quiz.gift"), f"{stem} {{{body}}}\n".encode()))
    return found


def taken(body: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    found = read(body)
    assert isinstance(found, Question), found
    assert not check({"id": "a", "topic": "t", **found.raw})
    return found.raw, found.notes


def why(body: str) -> str:
    found = read(body)
    assert isinstance(found, Skipped), found
    return found.why


def keyed(raw: dict[str, Any]) -> list[str]:
    return [option["text"] for option in raw["options"] if option.get("key")]


ALONE = "asked as a question with one right option, for no other is right"
PARTLY = "options with a part of the mark count as wrong"
UNEQUAL = "unequal weights of the right options left out"


@pytest.mark.parametrize(
    ("body", "right", "wrong", "notes"),
    [
        ("=a ~b", ["a"], ["b"], ()),
        ("~b =a", ["a"], ["b"], ()),
        ("~b ~c =a ~d", ["a"], ["b", "c", "d"], ()),
        ("=%100%a ~%0%b", ["a"], ["b"], ()),
        ("~%100%a ~b ~c", ["a"], ["b", "c"], (ALONE,)),
        ("=%50%a ~b ~c", ["a"], ["b", "c"], (ALONE,)),
        ("~%-50%a ~%100%b ~c", ["b"], ["a", "c"], (ALONE,)),
        ("=a ~%50%b ~c", ["a"], ["b", "c"], (PARTLY,)),
        ("=%100%a ~%-25%b ~c", ["a"], ["b", "c"], ()),
        ("~%50%a ~%50%b ~c", ["a", "b"], ["c"], ()),
        ("~%100%a ~%100%b ~c", ["a", "b"], ["c"], ()),
        ("~%50%a ~%50%b ~%-100%c", ["a", "b"], ["c"], ()),
        ("~%70%a ~%30%b ~c", ["a", "b"], ["c"], (UNEQUAL,)),
        ("~%33.33333%a ~%33.33333%b ~%33.33333%c ~d", ["a", "b", "c"], ["d"], ()),
        ("= a b  ~ c", ["a b"], ["c"], ()),
        ("=50% ~25%", ["50%"], ["25%"], ()),
        ("=%5 solution ~10% solution", ["%5 solution"], ["10% solution"], ()),
        ("=5% ~%50%10% ~20%", ["5%"], ["10%", "20%"], (PARTLY,)),
        ("=a \\= b ~c \\~ d", ["a = b"], ["c ~ d"], ()),
        ("=\\{a\\} ~\\#b", ["{a}"], ["#b"], ()),
        ("=a\\:b ~c\\\\d", ["a:b"], ["c\\d"], ()),
        ("=a\\nb ~c", ["a\nb"], ["c"], ()),
        ("=x -> y ~b", ["x -> y"], ["b"], ()),
        ("=-5 ~5", ["-5"], ["5"], ()),
        ("=1,000 mg ~1.000 mg", ["1,000 mg"], ["1.000 mg"], ()),
        ("=a // b ~c", ["a // b"], ["c"], ()),
        ("\n=a\n\n~b\n", ["a"], ["b"], ()),
        ("\n=a\n// nobody sees this\n~b\n", ["a"], ["b"], ()),
        ("=[html]<b>a</b> ~b", ["a"], ["b"], ("bold, italics or the like",)),
        ("=[plain]<b>a</b> ~b", ["<b>a</b>"], ["b"], ()),
        ("=a &lt; b ~c", ["a < b"], ["c"], ()),
    ],
)
def test_keys_are_those_with_credit(
    body: str, right: list[str], wrong: list[str], notes: tuple[str, ...]
) -> None:
    raw, said = taken(body)
    assert keyed(raw) == right
    assert [option["text"] for option in raw["options"] if not option.get("key")] == wrong
    assert said == notes
    assert (raw.get("kind") == "multiple") == (len(right) > 1)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("=a =b ~c", "2 options are each fully right"),
        ("=%100%a =%100%b ~c", "2 options are each fully right"),
        ("~%100%a =b ~c", "2 options are each fully right"),
        ("~a ~b", "no option is right"),
        ("a ~b", "no option is right"),
        ("~%-50%a ~%-50%b", "no option is right"),
        ("~%0%a ~%0%b", "no option is right"),
        ("~a", "1 option"),
        ("~%50%a ~%50%b", "2 options; 3 is the least"),
        ("=a ~", "an option has no text"),
        ("=a ~b ~c ~d ~e ~f ~g ~h ~i ~j", "10 options; 9 is the most"),
        ("five", "typed text"),
        ("=five", "typed text"),
        ("=5 =five", "typed text"),
        ("=1,000", "typed text"),
        ("=5 mg", "typed text"),
        ("t", "typed text"),
        ("", "a text to write"),
        ("1:MULTICHOICE:=a~b", "gaps with answers of their own"),
        ("2:MC:~a~=b", "gaps with answers of their own"),
        (":SHORTANSWER:=cat", "gaps with answers of their own"),
        ("1:NUMERICAL:=5:1", "gaps with answers of their own"),
        ("=a -> b =c", "one of its pairs has no arrow"),
        ("=a -> b =c -> d", "2 pairs; 3 is the least"),
        ("=a -> x =b -> x =c -> y", "two of its pairs have the same right side"),
        ("=a -> x =a -> z =c -> y", "two of its pairs have the same left side"),
        ("=a -> x =b -> =c -> y", "a pair has an empty right side"),
        (">2 ALL\na\nb", "2 steps; 3 is the least"),
        ("=x" * 201, "it has more than 200 answers"),
    ],
)
def test_what_is_no_item_says_why(body: str, words: str) -> None:
    assert words in why(body)


@pytest.mark.parametrize(
    ("body", "answer", "places", "notes"),
    [
        ("#4", "4", 0, ()),
        ("#-3.5", "-3.5", 1, ()),
        ("#+4", "4", 0, ()),
        ("#.5", "0.5", 1, ()),
        ("#5.", "5", 0, ()),
        ("#5.10", "5.10", 2, ()),
        ("#1e3", "1000", 0, ()),
        ("#2:0.5", "2", 0, ()),
        ("#5:0.05", "5", 1, ()),
        ("#5:0.1", "5", 1, ("tolerance 0.1 left out",)),
        ("#5:1", "5", 0, ("tolerance 1 left out",)),
        ("#5:-1", "5", 0, ("tolerance -1 left out",)),
        ("#0.25:0.05", "0.25", 2, ("tolerance 0.05 left out",)),
        ("#0.25:0.005", "0.25", 2, ()),
        ("#5:0", "5", 0, ()),
        ("#5:", "5", 0, ()),
        ("#5:5%", "5", 0, ("tolerance 5% left out",)),
        ("#5:about", "5", 0, ("tolerance about left out",)),
        ("#3.14159:0.0005", "3.142", 3, ("3.14159 ± 0.0005 became 3.142",)),
        ("#3..5", "4", 0, ("any number from 3 to 5 was right",)),
        ("#-5..-3", "-4", 0, ("any number from -5 to -3 was right",)),
        ("#2.50..2.62", "2.56", 2, ("any number from 2.50 to 2.62 was right",)),
        ("#=5", "5", 0, ()),
        ("#=%100%5", "5", 0, ()),
        ("#=5:0 =%50%6:0", "5", 0, ("a part of the mark for 6 left out",)),
        ("#=%50%5 =%100%6", "6", 0, ("a part of the mark for 5 left out",)),
        ("=5", "5", 0, ()),
        ("=5 =5.0", "5", 0, ()),
        ("=0.50", "0.50", 2, ()),
        ("5", "5", 0, ()),
    ],
)
def test_numbers(body: str, answer: str, places: int, notes: tuple[str, ...]) -> None:
    raw, said = taken(body)
    assert (raw["kind"], raw["answer"], raw.get("round", 0)) == ("numeric", answer, places)
    assert tuple(note.partition(":")[0] for note in said) == notes


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("#1,5", "1,5 is no number"),
        ("#1,000", "1,000 is no number"),
        ("#50%", "50% is no number"),
        ("#5 mg", "5 mg is no number"),
        ("#1/2", "1/2 is no number"),
        ("#*", "any number is right"),
        ("#=5 =6", "2 numbers are each fully right"),
        ("#=%50%5 =%50%6", "no number is fully right"),
        ("#3..4", "any number from 3 to 4 is right"),
        ("#a..b", "a..b is no range of numbers"),
        ("#0.1234567891", "more than nine decimals"),
    ],
)
def test_what_is_no_single_number_is_refused(body: str, words: str) -> None:
    assert words in why(body)


@pytest.mark.parametrize(
    ("body", "right", "why_true", "why_false"),
    [
        ("T", "True", None, None),
        ("TRUE", "True", None, None),
        ("true", "True", None, None),
        ("False", "False", None, None),
        ("F", "False", None, None),
        ("T#wrong#right", "True", "right", "wrong"),
        ("F#wrong#right", "False", "wrong", "right"),
        ("TRUE#wrong", "True", None, "wrong"),
        ("FALSE##right", "False", None, "right"),
    ],
)
def test_feedback_of_true_and_false_goes_where_it_belongs(
    body: str, right: str, why_true: str | None, why_false: str | None
) -> None:
    raw, _ = taken(body)
    assert keyed(raw) == [right]
    assert [option.get("why") for option in raw["options"]] == [why_true, why_false]


@pytest.mark.parametrize(
    ("body", "reasons", "explanation"),
    [
        ("=a#yes ~b#no", ["yes", "no"], None),
        ("=a#yes ~b", ["yes", None], None),
        ("=a ~b#no####in all", [None, "no"], "in all"),
        ("=a#so \\} it is ~b", ["so } it is", None], None),
        ("=a#1 \\= 1 ~b#\\#2", ["1 = 1", "#2"], None),
        ("=a####one\ntwo", [None], "one two"),
    ],
)
def test_feedback_is_kept(body: str, reasons: list[str | None], explanation: str | None) -> None:
    found = read(body if "~" in body else f"~b {body}")
    assert isinstance(found, Question)
    said = [option.get("why") for option in found.raw["options"]]
    assert said[-len(reasons) :] == reasons
    assert found.raw.get("explanation") == explanation


def test_wrong_numbers_become_mistakes_with_their_reasons() -> None:
    raw, _ = taken("#=5:0#good =%0%50:0#the point is wrong ~#try again")
    assert raw["answer"] == "5"
    assert raw["mistake"] == [{"answer": "50", "why": "the point is wrong"}]
    assert raw["explanation"] == "good"


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        ("http\\://example.org", "http://example.org"),
        ("a \\{b\\} c", "a {b} c"),
        ("5 \\= 5 \\~ 5", "5 = 5 ~ 5"),
        ("[html]<p>a<br>b</p>", "a\nb"),
        ("[plain]<p>a</p>", "<p>a</p>"),
        ("::title::stem", "stem"),
        ("::a\\:\\:b::stem", "stem"),
        ("two\nlines", "two lines"),
        ("two\\nlines", "two\nlines"),
        ("is 5 -> 6?", "is 5 -> 6?"),
    ],
)
def test_stems_are_read_as_they_are_meant(stem: str, found: str) -> None:
    question = read("=a ~b", stem)
    assert isinstance(question, Question)
    assert question.raw["stem"] == found


@pytest.mark.parametrize(
    "text",
    [
        "A {=a ~b} and {=c ~d} too",
        "A {=a ~b",
        "A =a ~b}",
        "A } {=a ~b}",
    ],
)
def test_braces_that_do_not_match_cost_one_question(text: str) -> None:
    reader = format_named("gift").read
    assert reader
    whole = f"First {{T}}\n\n{text}\n\nLast {{F}}\n"
    found = list(reader(Given(Path("quiz.gift"), whole.encode())))
    assert isinstance(found[0], Question)
    assert isinstance(found[-1], Question)
    assert any(isinstance(each, Skipped) and "brace" in each.why for each in found[1:-1])
