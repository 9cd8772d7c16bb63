"""Moodle XML: each type of question, there and back, the shape Moodle asks, hostile files."""

from __future__ import annotations

import base64
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from examprep.banks.models import check
from examprep.errors import UnreadableFile
from examprep.exchange.format import Choices
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.registry import format_named, recognised
from tests.exchange.moodle_shape import faults_of
from tests.exchange.mutations import COUNT, mutants, survives
from tests.exchange.roundtrip import (
    choices_of,
    differences,
    drawn_items,
    exported,
    imported,
    shipped,
)
from tests.exchange.test_gift import items

CHOICES = Choices("Bank", "bank", topics={"topic/of-it": "Topic"})
TOKENS = (b"<question", b"]]>", b"<![CDATA[", b"&amp;", b"<text>", b"</answer>", b"fraction=")
PICTURE = base64.b64encode(b"\x89PNG one").decode()
OTHER = base64.b64encode(b"\x89PNG two").decode()


def text(words: str) -> str:
    return f"<text><![CDATA[{words}]]></text>"


def answer(share: str, words: str, why: str = "", more: str = "", form: str = "html") -> str:
    feedback = f"<feedback format='html'>{text(why)}</feedback>"
    return f"<answer fraction='{share}' format='{form}'>{text(words)}{feedback}{more}</answer>"


def question(kind: str, body: str, stem: str = "<p>Why?</p>", name: str = "Name") -> str:
    return (
        f"<question type='{kind}'><name><text>{name}</text></name>\n"
        f"<questiontext format='html'>{text(stem)}</questiontext>{body}</question>\n"
    )


def quiz(*parts: str) -> str:
    return "<?xml version='1.0' encoding='UTF-8'?>\n<quiz>\n" + "".join(parts) + "</quiz>"


def read(data: str | bytes) -> list[Question | Skipped]:
    reader = format_named("moodle-xml").read
    assert reader
    whole = data if isinstance(data, bytes) else data.encode()
    return list(reader(Given(Path("quiz.xml"), whole)))


def one(body: str, kind: str = "multichoice", **more: str) -> Question:
    (found,) = read(quiz(question(kind, body, **more)))
    assert isinstance(found, Question), found
    return found


def why(body: str, kind: str = "multichoice") -> str:
    (found,) = read(quiz(question(kind, body)))
    assert isinstance(found, Skipped), found
    assert found.kind == kind
    return found.why


AB = answer("100", "<p>a</p>", "yes") + answer("0", "b", "<p>no</p>")
TOLERANCE = "<tolerance>0.1</tolerance>"
EVERYTHING = quiz(
    "<question type='category'><category><text>$course$/top/Law//1/Forms</text></category>"
    "</question>\n",
    question("multichoice", "<single>true</single>" + AB),
    question("numerical", answer("100", "5.25", "", TOLERANCE)),
    question("truefalse", answer("0", "true", "no") + answer("100", "false", "yes")),
    question("essay", ""),
)


def test_a_choice_has_its_reasons_name_and_category() -> None:
    first, second, *_ = read(EVERYTHING)
    assert isinstance(first, Question)
    assert first.raw == {
        "stem": "Why?",
        "options": [{"text": "a", "key": True, "why": "yes"}, {"text": "b", "why": "no"}],
    }
    assert (first.title, first.category, first.place) == ("Name", "Law-1/Forms", "line 4")
    assert second.place == "line 6"


def test_true_and_false_become_two_options() -> None:
    third = read(EVERYTHING)[2]
    assert isinstance(third, Question)
    assert third.raw["options"] == [
        {"text": "True", "why": "no"},
        {"text": "False", "key": True, "why": "yes"},
    ]


def test_several_keys_and_their_weights() -> None:
    single = "<single>false</single>"
    found = one(single + answer("60", "a") + answer("40", "b") + answer("-50", "c"))
    assert found.raw["kind"] == "multiple"
    assert [bool(option.get("key")) for option in found.raw["options"]] == [True, True, False]
    assert found.notes == ("unequal weights of the right options left out",)
    alone = one(single + AB)
    assert "kind" not in alone.raw
    assert "one right option" in alone.notes[0]


def test_a_number_has_its_unit_mistakes_and_tolerance() -> None:
    units = "".join(
        f"<unit><multiplier>{factor}</multiplier><unit_name>{name}</unit_name></unit>"
        for factor, name in (("1000", "mcL"), ("1", "mL"))
    )
    wrong = answer("0", "52.5", "Ten times. [decimal-point]", "<tolerance>0</tolerance>")
    other = answer("0", "*", "No.")
    right = answer("100", "5.25", "Well.", TOLERANCE)
    found = one(right + wrong + other + f"<units>{units}</units>", "numerical")
    assert found.raw == {
        "stem": "Why?",
        "kind": "numeric",
        "answer": "5.25",
        "round": 2,
        "unit": "mL",
        "mistake": [{"answer": "52.5", "why": "Ten times.", "kind": "decimal-point"}],
        "explanation": "Well.",
    }
    assert found.notes == (
        "tolerance 0.1 left out",
        "feedback for any other answer left out",
        "units left out: mcL",
    )


def test_pairs_and_an_answer_without_a_partner() -> None:
    body = "".join(
        f"<subquestion format='html'>{text(left)}<answer><text>{right}</text></answer>"
        "</subquestion>"
        for left, right in (("<p>one</p>", "1"), ("two", "2"), ("three", "3"), ("", "4"))
    )
    found = one(body, "matching")
    assert found.raw["pairs"][0] == {"left": "one", "right": "1"}
    assert len(found.raw["pairs"]) == 3
    assert found.notes == ("an answer without partner left out",)


def test_steps_stand_in_their_order() -> None:
    found = one("".join(answer(f"{n}.0", step) for n, step in enumerate("xyz", 1)), "ordering")
    assert found.raw["kind"] == "order"
    assert [option["text"] for option in found.raw["options"]] == ["x", "y", "z"]


def test_a_short_answer_of_one_number_is_a_number() -> None:
    assert one(answer("100", "42"), "shortanswer").raw["answer"] == "42"
    assert "typed text" in why(answer("100", "forty") + answer("100", "40"), "shortanswer")


@pytest.mark.parametrize(
    "kind",
    [
        *("essay", "description", "cloze", "calculated", "calculatedmulti", "ddwtos", "gapselect"),
        *("ddmarker", "ddimageortext", "stack", "random", "randomsamatch", "coderunner"),
    ],
)
def test_what_examprep_cannot_ask_is_named_with_its_type(kind: str) -> None:
    assert why("<answer fraction='x'/>", kind)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (answer("50", "a") + answer("50", "b"), "no option has the full mark"),
        (answer("100", "a") + answer("100", "b"), "2 options are each fully right"),
        (answer("much", "a") + answer("0", "b"), "the fraction much is no number"),
        (answer("100", "a"), "1 option; 2 is the least"),
        (answer("100", "a") + answer("0", " "), "an option has no text"),
        ("".join(answer("0", str(n)) for n in range(10)), "10 options; 9 is the most"),
    ],
)
def test_what_cannot_be_an_item_says_why(body: str, words: str) -> None:
    assert words in why(body)


@pytest.mark.parametrize(
    ("form", "words", "stem"),
    [
        ("html", "<p>a</p>\n<p>b &lt; c</p>", "a\n\nb < c"),
        ("html", "a\n  b", "a b"),
        ("plain_text", "a <b>\nb & c", "a <b>\nb & c"),
        ("markdown", "**a** b", "**a** b"),
        ("moodle_auto_format", "a\nb < c", "a\nb < c"),
        ("moodle_auto_format", "a\n<i>b</i>", "a\nb"),
    ],
)
def test_texts_by_their_format(form: str, words: str, stem: str) -> None:
    body = f"<questiontext format='{form}'>{text(words)}</questiontext>"
    (found,) = read(quiz(f"<question type='multichoice'>{body}{AB}</question>"))
    assert isinstance(found, Question)
    assert found.raw["stem"] == stem


def test_everything_else_is_noted() -> None:
    body = (
        f"{AB}<hint>{text('h')}</hint><hint>{text('h')}</hint><defaultgrade>2.5</defaultgrade>"
        f"<hidden>1</hidden><idnumber>F1</idnumber><correctfeedback>{text('Bravo')}</correctfeedback>"
        "<tags><tag><text>law</text></tag><tag><text>topic:x</text></tag></tags>"
    )
    found = one(body)
    assert found.title == "F1"
    assert found.notes == (
        "tags left out: law, topic:x",
        "2 hints left out",
        "worth 2.5 marks in Moodle",
        "hidden in Moodle",
        "feedback on the whole answer left out",
    )


def picture(name: str, data: str) -> str:
    img = text(f'<p>See <img src="@@PLUGINFILE@@/{name}" alt="x"></p>')
    file = f'<file name="{name}" path="/" encoding="base64">{data}</file>'
    stem = f"<questiontext format='html'>{img}{file}</questiontext>"
    return f"<question type='multichoice'>{stem}{AB}</question>"


def test_pictures_are_kept_under_names_of_their_own() -> None:
    found = read(quiz(*(picture("a.png", data) for data in (PICTURE, OTHER, PICTURE))))
    taken = [(one.raw["stem"], one.files) for one in found if isinstance(one, Question)]
    assert taken == [
        ("See [picture: a.png]", {"a.png": b"\x89PNG one"}),
        ("See [picture: a-2.png]", {"a-2.png": b"\x89PNG two"}),
        ("See [picture: a.png]", {"a.png": b"\x89PNG one"}),
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("CON.png", PICTURE, "device"), ("a.png", "***", "damaged"), ("a.png", "", "damaged")],
)
def test_a_file_that_cannot_be_kept_is_told(name: str, data: str, words: str) -> None:
    (found,) = read(quiz(picture(name, data)))
    assert isinstance(found, Question)
    assert not found.files
    assert any(words in note for note in found.notes)


def test_a_picture_beside_the_text_as_old_files_have_it() -> None:
    old = f"<image>folder/a.png</image><image_base64>{PICTURE}</image_base64>{AB}"
    found = one(old)
    assert found.raw["stem"] == "Why?\n[picture: a.png]"
    assert found.files == {"a.png": b"\x89PNG one"}


@pytest.mark.parametrize(
    "data",
    [
        EVERYTHING.encode("utf-8-sig"),
        EVERYTHING.replace("UTF-8", "utf-16").encode("utf-16"),
        EVERYTHING.replace("UTF-8", "ISO-8859-15").encode("latin-1"),
        EVERYTHING.replace("\n", "\r\n").encode(),
        EVERYTHING.replace("a</p>", "caf\u00e9</p>").encode("cp1252"),
    ],
)
def test_any_encoding_is_read(data: bytes) -> None:
    assert len(read(data)) == 4


def test_it_is_told_apart() -> None:
    given_file = Given(Path("x.xml"), EVERYTHING.encode())
    found = recognised(given_file)
    assert found
    assert found.name == "moodle-xml"
    assert recognised(Given(Path("x.xml"), b"<quizzes><question/></quizzes>")) is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (EVERYTHING.replace("</quiz>", "<b>"), "line 12: it is no XML"),
        (
            '<!DOCTYPE q [<!ENTITY a "b">]><quiz><question type="x">&a;</question></quiz>',
            "entities",
        ),
        ("<quiz><question>&nbsp;</question></quiz>", "line 1: it is no XML"),
        ("", "no XML"),
    ],
)
def test_what_is_no_xml_says_so_in_one_line(data: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as error:
        read(data)
    assert str(error.value).startswith("quiz.xml: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("bank", shipped(), ids=lambda bank: bank.bank.id)
def test_shipped_banks_come_back_whole(bank: Any, tmp_path: Path) -> None:
    raws, choices = drawn_items(bank), choices_of(bank)
    data, lost = exported("moodle-xml", raws, choices)
    back = imported("moodle-xml", data, tmp_path, ".xml")
    assert not lost
    assert not list(differences(raws, back.found.added))
    assert not [row for row in back.found.rows if row.notes]
    assert back.found.topics == choices.topics
    assert faults_of(ET.fromstring(data)) == []  # noqa: S314 - written a line above


@settings(max_examples=40, deadline=None)
@given(items())
def test_any_item_comes_back_whole(raw: Raw) -> None:
    if check(raw):
        return
    data, lost = exported("moodle-xml", [raw], CHOICES)
    assert not lost
    assert faults_of(ET.fromstring(data)) == []  # noqa: S314 - written a line above
    back = imported("moodle-xml", data, Path(), ".xml")
    assert not list(differences([raw], back.found.added))


def test_characters_that_xml_refuses_are_told() -> None:
    options = [{"text": "a\x07b", "key": True}, {"text": "c"}]
    raw = {"id": "x", "topic": "t", "stem": "Q", "options": options}
    data, lost = exported("moodle-xml", [raw], CHOICES)
    assert lost == {"characters that XML cannot hold"}
    assert (
        imported("moodle-xml", data, Path(), ".xml").found.added["x"]["options"][0]["text"] == "ab"
    )


def test_an_answer_as_a_clock_time_is_asked_as_one() -> None:
    raw = {"id": "d", "topic": "t", "kind": "numeric", "stem": "When?", "show": "clock"}
    raw |= {"answer": "870", "mistake": [{"answer": "150", "why": "Add 12."}]}
    data, _ = exported("moodle-xml", [raw], CHOICES)
    assert b'type="shortanswer"' in data
    assert b"1430" in data
    assert imported("moodle-xml", data, Path(), ".xml").found.added == {"d": raw}


def test_the_shape_finds_what_moodle_would_refuse() -> None:
    broken = EVERYTHING.replace("fraction='100'", "fraction='33'")
    words = " ".join(faults_of(ET.fromstring(broken)))  # noqa: S314 - our own
    assert "33" in words
    assert "defaultgrade" in words


def test_damaged_files_are_refused_or_read(tmp_path: Path) -> None:
    data = quiz(EVERYTHING.partition("<quiz>")[2][:-7], picture("a.png", PICTURE)).encode()
    slow = max(survives("moodle-xml", each, tmp_path) for each in mutants(data, 400, tokens=TOKENS))
    assert slow < 30  # a hang, not a speed


@pytest.mark.torture
def test_very_many_damaged_files(tmp_path: Path) -> None:
    data = exported("moodle-xml", drawn_items(shipped()[0])[:4], choices_of(shipped()[0]))[0]
    whole = (
        data[:-8] + (EVERYTHING.partition("<quiz>")[2][:-7] + picture("a.png", PICTURE)).encode()
    )
    times = [survives("moodle-xml", each, tmp_path) for each in mutants(whole, COUNT, 2, TOKENS)]
    assert max(times) < 1


@pytest.mark.parametrize(
    "data",
    [
        "<quiz>" + "<question>" * 20_000,
        "<quiz>" + "<a>" * 100_000,
        "<quiz>" + "<![CDATA[" * 100_000,
        "<quiz>" + "<!--" * 100_000,
        quiz(question("multichoice", AB, stem="<b>" * 60_000)),
        quiz(question("multichoice", AB, stem="$$" * 100_000 + "\\a" * 100_000)),
        quiz(question("numerical", answer("100", "1" * 300_000))),
        "<?xml " + " " * 300_000 + "?><quiz><question/></quiz>",
    ],
    ids=lambda data: data[:24],
)
def test_nothing_takes_time_that_grows_faster_than_the_file(data: str, tmp_path: Path) -> None:
    begun = time.process_time()
    survives("moodle-xml", data.encode(), tmp_path)
    assert time.process_time() - begun < 20  # a hang, not a speed
