"""Moodle XML: a key that the file does not clearly give is not taken, and no text is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped
from examprep.exchange.registry import format_named
from tests.exchange.test_moodle_xml import AB, answer, one, question, quiz, read, why


def keys(found: Question) -> list[str]:
    return [option["text"] for option in found.raw["options"] if option.get("key")]


def options(*shares: object) -> str:
    return "".join(answer(str(share), letter) for share, letter in zip(shares, "abcdefghi"))  # noqa: B905


@pytest.mark.parametrize(
    ("single", "shares", "right"),
    [
        ("true", (0, 100, 0), "b"),
        ("true", ("-33.33333", "100", "-33.33333"), "b"),
        ("true", (50, 100, 0), "b"),
        ("true", ("0", "99.999", "0"), "b"),
        ("1", (0, 100, 0), "b"),
        ("", (0, 100, 0), "b"),
        ("false", (50, -50, 50), "ac"),
        ("false", ("33.33333", "33.33333", "33.33333", 0), "abc"),
        ("false", (100, 0, 0), "a"),
        ("0", (50, 50, 0), "ab"),
        ("false", (90, 10, 0), "ab"),
    ],
)
def test_fractions_give_the_keys(single: str, shares: tuple[object, ...], right: str) -> None:
    found = one(f"<single>{single}</single>{options(*shares)}")
    assert keys(found) == list(right)
    assert found.raw.get("kind", "choice") == ("choice" if len(right) == 1 else "multiple")


@pytest.mark.parametrize(
    ("single", "shares", "said"),
    [
        ("true", (0, 0, 0), "no option is right"),
        ("true", (50, 50, 0), "no option has the full mark"),
        ("true", (1, 0, 0), "no option has the full mark"),
        ("true", (100, 100, 0), "2 options are each fully right"),
        ("true", (-100, -50, 0), "no option is right"),
        ("false", (0, 0, 0), "no option is right"),
        ("false", (50, 50), "2 options; 3 is the least"),
        ("true", ("all", 0), "is no number"),
        ("true", ("33,3", 0), "is no number"),
        ("true", ("1e999", 0), "is no number"),
        ("true", ("NaN", 0), "is no number"),
        ("true", (100,), "1 option; 2 is the least"),
    ],
)
def test_fractions_that_give_no_key_say_why(
    single: str, shares: tuple[object, ...], said: str
) -> None:
    assert said in why(f"<single>{single}</single>{options(*shares)}")


@pytest.mark.parametrize(
    ("shares", "right"),
    [((100, 0), "True"), ((0, 100), "False"), ((100, -100), "True"), ((50, 100), "False")],
)
def test_true_and_false_have_the_key_with_the_full_mark(
    shares: tuple[int, int], right: str
) -> None:
    body = answer(str(shares[0]), "true") + answer(str(shares[1]), "false")
    assert keys(one(body, "truefalse")) == [right]


@pytest.mark.parametrize(
    ("shares", "said"),
    [((0, 0), "neither"), ((100, 100), "both"), ((50, 50), "neither"), ((50, 0), "neither")],
)
def test_a_truth_that_is_not_said_is_not_guessed(shares: tuple[int, int], said: str) -> None:
    body = answer(str(shares[0]), "true") + answer(str(shares[1]), "false")
    assert said in why(body, "truefalse")


def test_a_truth_that_is_said_twice_is_not_taken() -> None:
    body = answer("0", "true") + answer("100", "false") + answer("100", "true")
    assert "not true and false" in why(body, "truefalse")


def number(share: object, words: str, tolerance: object = 0) -> str:
    return answer(str(share), words, "", f"<tolerance>{tolerance}</tolerance>", "plain_text")


@pytest.mark.parametrize(
    ("body", "raw"),
    [
        (number(100, "5"), {"answer": "5"}),
        (number(100, "5", "0.5"), {"answer": "5"}),
        (number(100, "2.50", "0.005"), {"answer": "2.50", "round": 2}),
        (number(100, "-1.5"), {"answer": "-1.5", "round": 1}),
        (number(50, "4") + number(100, "5"), {"answer": "5"}),
        (number(100, "5", "0") + number(100, "5.0", "0.1"), {"answer": "5"}),
        (number(100, "1e3"), {"answer": "1000"}),
        (number(100, "3.14159265", "0.01"), {"answer": "3.14", "round": 2}),
        (number(100, "5") + number(0, "50"), {"answer": "5", "mistake": [{"answer": "50"}]}),
        (number(100, "5") + number(0, "5.0"), {"answer": "5"}),
    ],
)
def test_the_number_with_the_full_mark_is_the_answer(body: str, raw: dict[str, object]) -> None:
    assert one(body, "numerical").raw == {"stem": "Why?", "kind": "numeric", **raw}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (number(100, "5") + number(100, "6"), "2 numbers are each fully right"),
        (number(50, "5"), "no number is fully right"),
        (number(100, "*"), "any number is right"),
        (number(100, "5%"), "is no number"),
        (number(100, "2,5"), "is no number"),
        (number(100, "five"), "is no number"),
        (number(100, "0.12345678901"), "nine decimals"),
    ],
)
def test_numbers_that_are_not_one_are_refused(body: str, said: str) -> None:
    assert said in why(body, "numerical")


UNIT = "<units><unit><multiplier>{}</multiplier><unit_name>{}</unit_name></unit>{}</units>"


@pytest.mark.parametrize(
    ("units", "unit", "notes"),
    [
        (UNIT.format(1, "mL", ""), "mL", ()),
        (UNIT.format("1.0", "mg", ""), "mg", ()),
        (UNIT.format(1000, "mg", ""), None, ("units left out: mg",)),
        (UNIT.format(1, "furlongs", ""), None, ("units left out: furlongs",)),
        (UNIT.format("", "mL", ""), None, ("units left out: mL",)),
    ],
)
def test_only_the_unit_of_the_answer_itself_is_kept(
    units: str, unit: str | None, notes: tuple[str, ...]
) -> None:
    found = one(number(100, "5") + units, "numerical")
    assert found.raw.get("unit") == unit
    assert found.notes == notes


def test_markup_that_was_not_escaped_is_not_lost() -> None:
    body = "<questiontext format='html'><text><p>Which <b>one</b> is <i>it</i>?</p></text>"
    whole = quiz(question("multichoice", AB)).replace(
        "<questiontext format='html'><text><![CDATA[<p>Why?</p>]]></text>", body
    )
    (found,) = read(whole)
    assert isinstance(found, Question)
    assert found.raw["stem"] == "Which one is it?"
    assert found.notes == ("bold, italics or the like",)


def test_markup_that_was_not_escaped_in_an_option_is_not_lost() -> None:
    bare = "<answer fraction='{}'><text>5 <sub>2</sub> {}</text></answer>"
    found = one(bare.format(100, "mg") + bare.format(0, "g"))
    assert [option["text"] for option in found.raw["options"]] == ["5 \u2082 mg", "5 \u2082 g"]


@pytest.mark.parametrize("pairs", [2, 10])
def test_pairs_need_to_be_as_many_as_examprep_can_ask(pairs: int) -> None:
    body = "".join(
        f"<subquestion><text>l{n}</text><answer><text>r{n}</text></answer></subquestion>"
        for n in range(pairs)
    )
    assert "pairs" in why(body, "matching")


def test_two_lefts_with_one_right_are_no_pairs() -> None:
    body = "".join(
        f"<subquestion><text>l{n}</text><answer><text>r{n // 2}</text></answer></subquestion>"
        for n in range(4)
    )
    assert "same right side" in why(body, "matching")


@pytest.mark.parametrize("left", ["<!--", "<![CDATA[", "<?x ", "<question"])
def test_what_is_not_closed_is_looked_at_once(left: str) -> None:
    whole = f"<quiz><?note {left.replace('?', '') * 200_000}?>{question('multichoice', AB)}</quiz>"
    begun = time.process_time()
    found = read(whole)
    assert time.process_time() - begun < 20  # a hang, not a speed
    assert isinstance(found[0], Question)


@pytest.mark.parametrize(
    "before", ["<!-- <question> -->", "<?x <question ?>", "<![CDATA[\n]]>", "\n"]
)
def test_lines_are_counted_past_what_only_looks_like_a_question(before: str) -> None:
    whole = f"<quiz>\n{before}\n{question('multichoice', AB)}</quiz>"
    line = whole[: whole.index("<question type")].count("\n") + 1
    assert read(whole)[0].place == f"line {line}"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE q [<!ENTITY a "b">]><quiz><question type="essay">&a;</question></quiz>',
        b'<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz><question/>&a;</quiz>',
        b"<quiz><question type='essay'><name>" + b"x" * 1000,
        b"<quiz><question a='" + b"x" * 1_000_000,
    ],
    ids=["entity", "external", "cut", "long attribute"],
)
def test_hostile_xml_is_one_line(data: bytes) -> None:
    reader = format_named("moodle-xml").read
    assert reader
    with pytest.raises(Exception, match=r"quiz\.xml: ") as raised:
        list(reader(Given(Path("quiz.xml"), data)))
    assert "\n" not in str(raised.value)


def test_a_broken_question_costs_itself_only() -> None:
    found = read(quiz(*(question("multichoice", body) for body in (AB, "", options("x"), AB))))
    assert [type(each) for each in found] == [Question, Skipped, Skipped, Question]
