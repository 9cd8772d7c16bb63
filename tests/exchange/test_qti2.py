"""QTI 2.0 to 2.2 and 3.0: interactions, scoring, feedback, tests and packages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.registry import recognised
from tests.exchange.qti_shape import (
    PICTURE,
    assessment,
    choice,
    keys,
    mapping,
    only,
    package,
    raw_of,
    read,
    refused,
    response,
    texts,
)

ABC = {"a": "alpha", "b": "beta", "c": "gamma"}
MATCHED = (
    '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/'
    'match_correct"/>'
)


def test_the_correct_response_is_the_key(tmp_path: Path) -> None:
    found = only("qti21", assessment(response("b"), choice(ABC), MATCHED), tmp_path)
    assert found.raw["stem"] == "Which?"
    assert keys(found.raw) == ["beta"]
    assert found.title == "A title"
    assert not found.notes


@pytest.mark.parametrize("version", ["imsqti_v2p0", "imsqti_v2p1", "imsqti_v2p2", "other"])
def test_every_version_of_2_is_read(version: str, tmp_path: Path) -> None:
    data = assessment(response("b"), choice(ABC), version=version)
    found = recognised(Given(tmp_path / "item.xml", data.encode("utf-16")))
    assert found
    assert found.name == "qti21"
    assert keys(raw_of("qti21", data.encode("utf-16"), tmp_path)) == ["beta"]


def test_several_right_options(tmp_path: Path) -> None:
    declared = response("a", "c", many="multiple", points=mapping({"a": 1, "c": 1, "b": -1}))
    found = only("qti21", assessment(declared, choice(ABC, 0)), tmp_path)
    assert found.raw["kind"] == "multiple"
    assert keys(found.raw) == ["alpha", "gamma"]
    assert found.notes == ("points taken off for wrong answers left out",)


def test_a_mapping_alone_gives_the_key(tmp_path: Path) -> None:
    found = only(
        "qti21", assessment(response(points=mapping({"a": 1, "b": 2})), choice(ABC)), tmp_path
    )
    assert keys(found.raw) == ["beta"]
    assert found.notes == ("part marks left out",)


def test_several_may_be_chosen_but_one_is_right(tmp_path: Path) -> None:
    declared = response("a", many="multiple")
    found = only("qti21", assessment(declared, choice(ABC, 0)), tmp_path)
    assert "single best answer" in found.notes[0]
    assert not only("qti21", assessment(declared, choice(ABC, 1)), tmp_path).notes


def test_rules_of_its_own_are_told_or_give_the_key(tmp_path: Path) -> None:
    score = '<setOutcomeValue identifier="SCORE"><baseValue>{}</baseValue></setOutcomeValue>'
    branch = '<match><variable identifier="RESPONSE"/><baseValue>{}</baseValue></match>' + score
    rules = (
        "<responseProcessing><responseCondition>"
        f"<responseIf>{branch.format('a', 0)}</responseIf>"
        f"<responseElseIf>{branch.format('c', 2)}</responseElseIf>"
        "</responseCondition></responseProcessing>"
    )
    found = only("qti21", assessment(response(), choice(ABC), rules), tmp_path)
    assert keys(found.raw) == ["gamma"]
    assert found.notes == ("the key was taken from the rules of scoring",)
    own = "<responseProcessing><customOperator/></responseProcessing>"
    found = only("qti21", assessment(response("a"), choice(ABC), own), tmp_path)
    assert found.notes == ("scored by rules of its own; its correct response is the key",)


def test_numbers_in_names_may_be_padded(tmp_path: Path) -> None:
    options = {"answer_1": "alpha", "answer_2": "beta", "answer_10": "gamma"}
    found = only("qti21", assessment(response("answer_002"), choice(options)), tmp_path)
    assert keys(found.raw) == ["beta"]
    assert found.notes == ("the key answer_002 was taken for answer_2",)
    assert "which option" in refused(
        "qti21", assessment(response("answer_3"), choice(options)), tmp_path
    )


def test_order(tmp_path: Path) -> None:
    declared = response("c", "a", "b", many="ordered")
    raw = raw_of("qti21", assessment(declared, choice(ABC, name="order")), tmp_path)
    assert raw["kind"] == "order"
    assert texts(raw) == ["gamma", "alpha", "beta"]
    part = response("c", "a", many="ordered")
    assert "right order" in refused("qti21", assessment(part, choice(ABC, name="order")), tmp_path)


def sides(*sets: dict[str, str]) -> str:
    parts = [
        "".join(
            f'<simpleAssociableChoice identifier="{ident}" matchMax="1">{text}'
            "</simpleAssociableChoice>"
            for ident, text in one.items()
        )
        for one in sets
    ]
    if len(parts) == 1:
        return (
            f'<associateInteraction responseIdentifier="RESPONSE">{parts[0]}</associateInteraction>'
        )
    within = "".join(f"<simpleMatchSet>{part}</simpleMatchSet>" for part in parts)
    return f'<matchInteraction responseIdentifier="RESPONSE">{within}</matchInteraction>'


LEFT = {"l1": "one", "l2": "two", "l3": "three"}
RIGHT = {"r1": "uno", "r2": "due", "r3": "tre", "r4": "quattro"}


@pytest.mark.parametrize(
    ("body", "right"),
    [
        (sides(LEFT, RIGHT), ("l2 r2", "l1 r1", "l3 r3")),
        (sides(RIGHT, LEFT), ("l2 r2", "l1 r1", "l3 r3")),
        (sides(LEFT | RIGHT), ("l1 r1", "l2 r2", "l3 r3")),
    ],
)
def test_pairs_that_belong_together(body: str, right: tuple[str, ...], tmp_path: Path) -> None:
    declared = response(*right, many="multiple", base="directedPair")
    found = only("qti21", assessment(declared, f"<p>Match.</p>{body}"), tmp_path)
    assert found.raw["kind"] == "match"
    pairs = [{pair["left"], pair["right"]} for pair in found.raw["pairs"]]
    assert pairs == [{"one", "uno"}, {"two", "due"}, {"three", "tre"}]
    assert found.notes == ("parts that belong to none left out: quattro",)


@pytest.mark.parametrize("right", [("l1 r1", "l2 r1"), ("l1 r1", "l1 r2"), ("l1",), ("x y",), ()])
def test_pairs_that_are_no_one_to_one_match(right: tuple[str, ...], tmp_path: Path) -> None:
    declared = response(*right, many="multiple", base="directedPair")
    data = assessment(declared, f"<p>Match.</p>{sides(LEFT, RIGHT)}")
    assert re.search("several others|goes together", refused("qti21", data, tmp_path))


ASKED = '<p>A dose is <textEntryInteraction responseIdentifier="RESPONSE"/> mL.</p>'


def tolerant(mode: str, sizes: str) -> str:
    return (
        "<responseProcessing><responseCondition><responseIf>"
        f'<equal toleranceMode="{mode}" tolerance="{sizes}"><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></equal></responseIf></responseCondition>'
        "</responseProcessing>"
    )


@pytest.mark.parametrize(
    ("rules", "notes"),
    [
        ("", ()),
        (tolerant("exact", ""), ()),
        (tolerant("absolute", "0.005"), ()),
        (tolerant("absolute", "0.05 0.05"), ("tolerance 0.05 left out",)),
        (tolerant("relative", "1 1"), ("tolerance 0.0897 left out",)),
    ],
)
def test_a_number_and_its_tolerance(rules: str, notes: tuple[str, ...], tmp_path: Path) -> None:
    found = only("qti21", assessment(response("8.97", base="float"), ASKED, rules), tmp_path)
    assert found.raw == {
        "stem": "A dose is ____ mL.",
        "kind": "numeric",
        "answer": "8.97",
        "round": 2,
    }
    assert found.notes == notes


def test_a_range_in_rules(tmp_path: Path) -> None:
    end = '<{0}><variable identifier="RESPONSE"/><baseValue>{1}</baseValue></{0}>'
    rules = f"<responseProcessing>{end.format('gte', 4)}{end.format('lte', 5)}</responseProcessing>"
    found = only("qti21", assessment(response(base="float"), ASKED, rules), tmp_path)
    assert found.raw["answer"] == "4.5"
    assert found.notes == ("the middle of the range 4 to 5 is the answer",)


@pytest.mark.parametrize(
    ("right", "why"), [(("York",), "numbers and options"), (("4", "5"), "2 different")]
)
def test_typed_text_is_left_out(right: tuple[str, ...], why: str, tmp_path: Path) -> None:
    data = assessment(response(*right, base="string"), ASKED)
    said = refused("qti21", data, tmp_path)
    assert said.startswith("typed text: ")
    assert why in said


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("extendedText", "essay"),
        ("inlineChoice", "menu within the text"),
        ("gapMatch", "gaps to fill by dragging"),
        ("hotspot", "hot spot"),
        ("graphicGapMatch", "drag onto a picture"),
        ("slider", "slider"),
        ("upload", "file upload"),
        ("neverHeardOf", "neverHeardOf"),
    ],
)
def test_other_kinds_are_named(name: str, named: str, tmp_path: Path) -> None:
    body = f'<p>Do it.</p><{name}Interaction responseIdentifier="RESPONSE"/>'
    assert refused("qti21", assessment(response(), body), tmp_path).startswith(f"{named}: ")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (assessment('<templateDeclaration identifier="X"/>', choice(ABC)), "drawn by the program"),
        (assessment(response("a"), choice(ABC)).replace('"false"', '"true"', 1), "it changes"),
        (assessment(response("a"), choice(ABC) + choice(ABC)), "several things"),
        (assessment(response("a"), "<p>Read this.</p>"), "asks nothing"),
        (assessment(response("a", "b"), choice(ABC)), "2 options are fully right"),
        (assessment(response(*ABC, many="multiple"), choice(ABC)), "every option"),
    ],
)
def test_what_cannot_be_asked_is_told(data: str, why: str, tmp_path: Path) -> None:
    assert why in refused("qti21", data, tmp_path)


def test_feedback_and_rubrics(tmp_path: Path) -> None:
    inline = '<feedbackInline identifier="a" outcomeIdentifier="F">No<b>!</b></feedbackInline>'
    modal = (
        '<modalFeedback identifier="b" outcomeIdentifier="F" showHide="show">Yes.</modalFeedback>'
        '<modalFeedback identifier="all" outcomeIdentifier="G">Rule.</modalFeedback>'
    )
    body = (
        '<rubricBlock view="candidate"><p>One is right.</p></rubricBlock>'
        '<rubricBlock view="scorer"><p>Be kind.</p></rubricBlock>'
        + choice({**ABC, "a": f"alpha{inline}"})
    )
    found = only("qti21", assessment(response("b"), body, modal), tmp_path)
    assert found.raw["stem"] == "One is right.\n\nWhich?"
    assert found.raw["options"][0] == {"text": "alpha", "why": "No!"}
    assert found.raw["options"][1] == {"text": "beta", "key": True, "why": "Yes."}
    assert found.raw["explanation"] == "Rule."
    assert found.notes == (
        "feedback on right and wrong answers stands in the explanation",
        "notes for scorers or teachers left out",
        "bold, italics or the like",
    )


def test_markup_that_was_escaped_is_markup(tmp_path: Path) -> None:
    body = "<![CDATA[<div>What is an <sub>2</sub>?</div>]]>" + choice(ABC).replace("Which?", "")
    assert (
        raw_of("qti21", assessment(response("b"), body), tmp_path)["stem"] == "What is an \u2082?"
    )


def three(text: str) -> str:
    """Write an item of QTI 2 with the names of QTI 3."""

    def kebab(name: str) -> str:
        return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)

    names = "|".join(
        sorted(
            set(
                re.findall(r"</?([a-z]+[A-Z]\w*|prompt|value|equal|variable|correct|match)\b", text)
            )
        )
    )
    text = re.sub(rf"<(/?)({names})\b", lambda m: f"<{m[1]}qti-{kebab(m[2])}", text)
    return re.sub(r" ([a-z]+[A-Z]\w*)=", lambda m: f" {kebab(m[1])}=", text)


@pytest.mark.parametrize(
    "data",
    [
        assessment(response("b"), choice(ABC), MATCHED),
        assessment(response("a", "c", many="multiple", points=mapping({"a": 1})), choice(ABC, 0)),
        assessment(response("c", "a", "b", many="ordered"), choice(ABC, name="order")),
        assessment(response("l1 r1", "l2 r2", "l3 r3", many="multiple"), "m" + sides(LEFT, RIGHT)),
        assessment(response("8.97", base="float"), ASKED, tolerant("absolute", "0.5")),
    ],
)
def test_3_says_the_same_in_other_words(data: str, tmp_path: Path) -> None:
    newer = three(data)
    found = recognised(Given(tmp_path / "item.xml", newer.encode()))
    assert found
    assert found.name == "qti3"
    after, before = only("qti3", newer, tmp_path), only("qti21", data, tmp_path)
    assert (after.raw, after.notes) == (before.raw, before.notes)


def law_test(*hrefs: str) -> str:
    refs = "".join(
        f'<assessmentItemRef identifier="i{n}" href="{h}"/>' for n, h in enumerate(hrefs)
    )
    return (
        '<assessmentTest title="Law"><testPart identifier="p"><assessmentSection title="Forms">'
        f"{refs}</assessmentSection></testPart></assessmentTest>"
    )


def stem(text: str) -> str:
    picture = '<img src="../media/form%20222.png" alt="a form"/>'
    return assessment(response("b"), f"<p>{text} {picture}</p>{choice(ABC)}")


def test_a_package_is_read_in_the_order_of_its_test(tmp_path: Path) -> None:
    data = package(
        ("items/a.xml", stem("A")),
        ("items/b.xml", stem("B")),
        ("items/c.xml", stem("C")),
        ("items/broken.xml", stem("D")[:-9]),
        ("tests/t.xml", law_test("../items/b.xml", "../items/a.xml", "../../up.xml")),
        ("media/form 222.png", PICTURE),
        hrefs=("items/c.xml", "items/a.xml"),
        kind="imsqti_item_xmlv2p1",
    )
    found = recognised(Given(tmp_path / "quiz.zip", data))
    assert found
    assert found.name == "qti21"
    whole = read("qti21", data, tmp_path)
    questions = [one for one in whole if isinstance(one, Question)]
    assert [one.place for one in questions] == ["items/b.xml", "items/a.xml", "items/c.xml"]
    assert [one.category for one in questions] == ["Law/Forms", "Law/Forms", ""]
    assert all(one.files == {"form 222.png": PICTURE} for one in questions)
    (broken,) = [one for one in whole if isinstance(one, Skipped)]
    assert broken.place == "items/broken.xml"
    assert "no sound XML" in broken.why


def test_a_manifest_may_be_missing_or_broken(tmp_path: Path) -> None:
    data = package(("a.xml", stem("A")))
    bare = data.replace(b"imsmanifest.xml", b"imsmanifest.txt")
    for each in (data, bare):
        found = recognised(Given(tmp_path / "quiz.zip", each))
        assert found
        assert found.name == "qti21"
        assert len(read("qti21", each, tmp_path)) == 1


def test_the_names_of_options_do_not_reach_the_bank(tmp_path: Path) -> None:
    raw: Raw = raw_of("qti21", assessment(response("b"), choice(ABC)), tmp_path)
    assert all(option.keys() <= {"text", "key", "why"} for option in raw["options"])
