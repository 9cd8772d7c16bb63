"""QTI 1.2: the ways in which programs write it, packages, and files that are broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.errors import UnreadableFile
from examprep.exchange.given import Given
from examprep.exchange.importing import Importer
from examprep.exchange.question import Question, Skipped
from examprep.exchange.registry import recognised
from tests.exchange.qti_shape import (
    PICTURE,
    equal,
    feedback,
    item,
    keys,
    labels,
    lid,
    material,
    only,
    package,
    quiz,
    raw_of,
    read,
    refused,
    rule,
    texts,
    typed,
)

ABC = {"a": "alpha", "b": "beta", "c": "gamma"}
LEFTS = {"r1": "one", "r2": "two", "r3": "three"}


def qti(*items: str, folder: Path) -> Question:
    return only("qti12", quiz(*items), folder)


def test_the_option_that_earns_points_is_the_key(tmp_path: Path) -> None:
    found = qti(item(lid(ABC), rule(equal("b"), "100")), folder=tmp_path)
    assert texts(found.raw) == ["alpha", "beta", "gamma"]
    assert keys(found.raw) == ["beta"]
    assert "kind" not in found.raw
    assert found.place == "line 4"


def test_part_marks_leave_one_key_and_are_told(tmp_path: Path) -> None:
    rules = rule(equal("a"), "50") + rule(equal("b"), "100") + rule(equal("c"), "-20")
    found = qti(item(lid(ABC), rules), folder=tmp_path)
    assert keys(found.raw) == ["beta"]
    assert found.notes == ("part marks left out", "points taken off for wrong answers left out")


def test_two_options_that_are_fully_right_are_no_single_best_answer(tmp_path: Path) -> None:
    rules = rule(equal("a"), "100") + rule(equal("b"), "100")
    why = refused("qti12", quiz(item(lid(ABC), rules)), tmp_path)
    assert "2 options are fully right" in why


def test_several_answers_with_not_as_canvas_writes_them(tmp_path: Path) -> None:
    asked = f"<and>{equal('a')}<not>{equal('b')}</not>{equal('c')}</and>"
    found = qti(item(lid(ABC, "Multiple"), rule(asked, "100")), folder=tmp_path)
    assert found.raw["kind"] == "multiple"
    assert keys(found.raw) == ["alpha", "gamma"]


def test_several_answers_as_d2l_writes_them(tmp_path: Path) -> None:
    right = f"{equal('a')}{equal('c')}<not>{equal('b')}</not>"
    wrong = f"<and><not>{equal('a')}{equal('c')}<not>{equal('b')}</not></not></and>"
    rules = rule(right, "1", action="Add") + rule(wrong, "0", action="Add")
    found = qti(item(lid(ABC, "Multiple"), rules), folder=tmp_path)
    assert keys(found.raw) == ["alpha", "gamma"]


def test_several_answers_with_a_share_each(tmp_path: Path) -> None:
    rules = rule(equal("a"), "50", action="Add") + rule(equal("c"), "50", action="Add")
    found = qti(item(lid(ABC), rules, "Multiple Answer"), folder=tmp_path)
    assert keys(found.raw) == ["alpha", "gamma"]


def test_several_may_be_chosen_but_one_is_right(tmp_path: Path) -> None:
    asked = f"<and>{equal('a')}<not>{equal('b')}</not><not>{equal('c')}</not></and>"
    found = qti(item(lid(ABC, "Multiple"), rule(asked, "100")), folder=tmp_path)
    assert "kind" not in found.raw
    assert "single best answer" in found.notes[0]


def test_feedback_goes_to_its_option_and_the_rest_to_the_explanation(tmp_path: Path) -> None:
    rules = (
        rule("<other/>", link="general_fb")
        + rule(equal("a"), link="a_fb")
        + rule(equal("b"), "100", link="correct_fb")
        + rule("<other/>", link="general_incorrect_fb")
    )
    more = (
        feedback("general_fb", "The rule.")
        + feedback("a_fb", "Not so.")
        + feedback("correct_fb", "Well done.")
    )
    found = qti(item(lid(ABC), rules, more=more), folder=tmp_path)
    assert found.raw["options"][0] == {"text": "alpha", "why": "Not so."}
    assert found.raw["explanation"] == "Well done.\n\nThe rule."
    assert found.notes == ("feedback on right and wrong answers stands in the explanation",)


def test_feedback_that_two_options_share_is_not_lost(tmp_path: Path) -> None:
    rules = rule(equal("a"), "0", "all") + rule(equal("b"), "1", "all")
    found = qti(item(lid(ABC), rules, more=feedback("all", "Read on.")), folder=tmp_path)
    assert found.raw["explanation"] == "Read on."


def test_true_and_false_of_blackboard_are_words(tmp_path: Path) -> None:
    either = {"yes_no.true": "yes_no.true", "yes_no.false": "yes_no.false"}
    found = qti(item(lid(either), rule(equal("yes_no.false"), "SCORE.max")), folder=tmp_path)
    assert texts(found.raw) == ["Yes", "No"]
    assert keys(found.raw) == ["No"]
    both = lid({"true": "true", "false": ""})
    found = qti(item(both, rule(equal("true"), "1")), folder=tmp_path)
    assert texts(found.raw) == ["True", "False"]


def test_blackboard_names_options_in_respident_and_text_in_extensions(tmp_path: Path) -> None:
    shown = '<mat_formattedtext type="HTML">&lt;b&gt;Two&lt;/b&gt;<!-- --></mat_formattedtext>'
    within = f"<flow_mat><material><mat_extension>{shown}</mat_extension></material></flow_mat>"
    option = f'<response_label ident="x">{within}</response_label>'
    asked = (
        '<flow class="RESPONSE_BLOCK"><response_lid ident="response" rcardinality="Single">'
        f"<render_choice>{option}<response_label ident='y'>{material('Three')}</response_label>"
        "</render_choice></response_lid></flow>"
    )
    rules = rule('<varequal respident="x"/>', "10", link="x") + rule(
        '<varequal respident="y"/>', "0"
    )
    found = qti(item(asked, rules, more=feedback("x", "So it is.")), folder=tmp_path)
    assert found.raw["options"][0] == {"text": "Two", "key": True, "why": "So it is."}
    assert found.notes == ("bold, italics or the like",)


def test_matching_as_canvas_writes_it(tmp_path: Path) -> None:
    rights = {"1": "uno", "2": "due", "3": "tre", "9": "nove"}
    asked = "".join(lid(rights, ident=ident, left=left) for ident, left in LEFTS.items())
    rules = "".join(rule(equal(str(n), f"r{n}"), "33.33", action="Add") for n in (1, 2, 3))
    found = qti(item(asked, rules, "matching_question"), folder=tmp_path)
    assert found.raw["kind"] == "match"
    assert found.raw["pairs"][2] == {"left": "three", "right": "tre"}
    assert found.notes == ("wrong answers left out: nove",)


def test_matching_as_blackboard_writes_it(tmp_path: Path) -> None:
    rows = "".join(
        f'<flow class="Block">{lid({f"{ident}{one}": "" for one in "abc"}, ident=ident)}'
        f'<flow class="FORMATTED_TEXT_BLOCK">{material(left)}</flow></flow>'
        for ident, left in LEFTS.items()
    )
    rights = "".join(
        f'<flow class="Block">{material(text)}</flow>' for text in ("uno", "due", "tre")
    )
    asked = (
        f'<flow class="RESPONSE_BLOCK">{rows}</flow><flow class="RIGHT_MATCH_BLOCK">{rights}</flow>'
    )
    rules = "".join(
        rule(equal(f" {ident}{letter} ", ident), link="correct")
        for ident, letter in zip(LEFTS, "bac", strict=True)
    )
    found = qti(item(asked, rules), folder=tmp_path)
    assert [(pair["left"], pair["right"]) for pair in found.raw["pairs"]] == [
        ("one", "due"),
        ("two", "uno"),
        ("three", "tre"),
    ]
    assert found.raw["stem"] == "Which?"


def test_matching_with_one_answer_for_two_is_left_out(tmp_path: Path) -> None:
    rights = {"1": "uno", "2": "due"}
    asked = "".join(lid(rights, ident=ident, left=left) for ident, left in LEFTS.items())
    rules = "".join(rule(equal("1", ident), "1", action="Add") for ident in LEFTS)
    assert "same answer" in refused("qti12", quiz(item(asked, rules)), tmp_path)
    assert "what goes with one" in refused("qti12", quiz(item(asked)), tmp_path)


def test_the_order_is_that_of_the_rule(tmp_path: Path) -> None:
    asked = f"<and>{equal('c')}{equal('a')}{equal('b')}</and>"
    raw = raw_of("qti12", quiz(item(lid(ABC, "Ordered"), rule(asked, "100"))), tmp_path)
    assert raw["kind"] == "order"
    assert texts(raw) == ["gamma", "alpha", "beta"]
    why = refused("qti12", quiz(item(lid(ABC, "Ordered"))), tmp_path)
    assert "right order" in why


def ends(low: str, high: str, at: str = "te") -> str:
    return f'<varg{at} respident="r">{low}</varg{at}><varl{at} respident="r">{high}</varl{at}>'


@pytest.mark.parametrize(
    ("asked", "answer", "places", "notes"),
    [
        (equal("2.5"), "2.5", 1, ()),
        (equal("2.50"), "2.50", 2, ()),
        (equal("5.0"), "5", None, ()),
        (equal("1,250"), "1250", None, ()),
        (equal("1.5e3"), "1500", None, ()),
        (equal("3.1400"), "3.14", 2, ()),
        (f"<or>{equal('5')}<and>{ends('4.5', '5.5')}</and></or>", "5", None, ()),
        (f"<or>{equal('5')}<and>{ends('4', '6')}</and></or>", "5", None, ("tolerance 1 left out",)),
        (ends("4", "4"), "4", None, ()),
        (ends("1.5", "2.5"), "2.0", None, ("the middle of the range 1.5 to 2.5 is the answer",)),
        (ends("1", "2", "t"), "1.5", 1, ("the middle of the range 1 to 2 is the answer",)),
    ],
)
def test_numbers_and_ranges(
    asked: str, answer: str, places: int | None, notes: tuple[str, ...], tmp_path: Path
) -> None:
    found = qti(item(typed(), rule(asked, "100"), "numerical_question"), folder=tmp_path)
    assert found.raw["answer"] == answer.removesuffix(".0")
    assert found.raw.get("round") == places
    assert found.notes == notes


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        (rule(equal("red"), "100"), "typed text"),
        (rule(equal("4"), "100") + rule(equal("5"), "100"), "2 different numbers"),
        (rule('<vargte respident="r">4</vargte>', "100"), "one end only"),
        (rule(equal("0.12345678901"), "100"), "11 decimals"),
        ("", "which answer is right"),
    ],
)
def test_numbers_that_cannot_be_asked(rules: str, why: str, tmp_path: Path) -> None:
    assert why in refused("qti12", quiz(item(typed(), rules)), tmp_path)


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("essay_question", "essay"),
        ("file_upload_question", "file upload"),
        ("calculated_question", "calculated"),
        ("fill_in_multiple_blanks_question", "several blanks"),
        ("multiple_dropdowns_question", "several menus"),
        ("text_only_question", "text without a question"),
        ("Hot Spot", "hot spot"),
        ("cc.essay.v0p1", "essay"),
    ],
)
def test_other_kinds_are_named(kind: str, named: str, tmp_path: Path) -> None:
    why = refused("qti12", quiz(item(typed(), rule(equal("4"), "1"), kind)), tmp_path)
    assert why.startswith(f"{named}: ")


def test_a_question_that_is_broken_costs_itself_only(tmp_path: Path) -> None:
    right = item(lid(ABC), rule(equal("b"), "100"))
    found = read("qti12", quiz(right, item(lid(ABC)), item(""), right), tmp_path)
    assert [type(one) for one in found] == [Question, Skipped, Skipped, Question]


def test_where_an_item_stands_is_its_category(tmp_path: Path) -> None:
    whole = quiz(item(lid(ABC), rule(equal("b"), "1")), title="Law/Ethics")
    whole = whole.replace('<section ident="root_section">', '<section title="Week 1">')
    assert only("qti12", whole, tmp_path).category == "Law - Ethics/Week 1"
    bank = quiz(item(lid(ABC), rule(equal("b"), "1"))).replace("assessment", "objectbank")
    said = "<fieldlabel>bank_title</fieldlabel><fieldentry>Pool</fieldentry>"
    bank = bank.replace('<section ident="root_section">', f'{said}<section title="Main">')
    assert only("qti12", bank, tmp_path).category == "Pool"


def test_html_entities_and_several_namespaces(tmp_path: Path) -> None:
    stem = "&lt;p&gt;5&amp;nbsp;mg &lt;sub&gt;2&lt;/sub&gt;&lt;/p&gt;"
    whole = quiz(item(lid(ABC), rule(equal("b"), "1"), stem=stem))
    assert raw_of("qti12", whole, tmp_path)["stem"] == "5 mg \u2082"
    bare = whole.replace(' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"', "")
    assert raw_of("qti12", bare, tmp_path) == raw_of("qti12", whole, tmp_path)
    typed_in = bare.replace(
        "<questestinterop>", '<!DOCTYPE questestinterop SYSTEM "ims.dtd"><questestinterop>'
    ).replace("alpha", "al&eacute;pha")
    assert texts(raw_of("qti12", typed_in, tmp_path))[0] == "al\u00e9pha"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    whole = quiz(item(lid({**ABC, "d": "caf\u00e9"}), rule(equal("d"), "1")))
    for declared in ("UTF-8", encoding.removesuffix("-sig")):
        data = whole.replace("UTF-8", declared).encode(encoding)
        given = Given(tmp_path / "quiz.xml", data)
        found = recognised(given)
        assert found
        assert found.name == "qti12"
        assert keys(raw_of("qti12", data, tmp_path)) == ["caf\u00e9"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<questestinterop>\n<item></questestinterop>", "line 2: it is no sound XML"),
        (b"<questestinterop>" + b"<item>" * 500, "nested too deeply"),
        (b'<?xml version="1.0" encoding="klingon"?><questestinterop/>', "encoding is unknown"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><questestinterop>&b;</questestinterop>', "entities"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><a>&b;</a>', "entities"),
        (b"", "no sound XML"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(
    data: bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile, match=said) as raised:
        read("qti12", data, tmp_path)
    assert str(raised.value).startswith(f"{tmp_path / 'quiz.zip'}: ")


def test_pictures_of_a_package_come_with_the_question(tmp_path: Path) -> None:
    stem = '&lt;img src="%24IMS-CC-FILEBASE%24/Up%20loads/form%20222.png"&gt; Which form?'
    whole = quiz(item(lid(ABC), rule(equal("b"), "1"), stem=stem))
    data = package(("g1/g1.xml", whole), ("web_resources/Up loads/form 222.png", PICTURE))
    found = only("qti12", data, tmp_path)
    assert found.files == {"form 222.png": PICTURE}
    assert found.place == "g1/g1.xml, line 4"
    assert "[picture: form 222.png]" in found.raw["stem"]
    alone = only("qti12", whole, tmp_path)
    assert not alone.files
    assert "the picture form 222.png is not in the file" in alone.notes


def test_a_package_is_read_in_the_order_of_its_manifest(tmp_path: Path) -> None:
    one = quiz(item(lid(ABC), rule(equal("b"), "1"), stem="First?"))
    two = quiz(item(lid(ABC), rule(equal("b"), "1"), stem="Second?"))
    meta = '<quiz xmlns="http://canvas.instructure.com/xsd/cccv1p0"><title>T</title></quiz>'
    data = package(
        ("a/two.xml", two),
        ("a/assessment_meta.xml", meta),
        ("res00001.dat", one),
        hrefs=("res00001.dat", "a/two.xml", "gone.xml", "../up.xml"),
        kind="imsqti_xmlv1p2",
    )
    given = Given(tmp_path / "quiz.zip", data)
    found = recognised(given)
    assert found
    assert found.name == "qti12"
    stems = [one.raw["stem"] for one in read("qti12", data, tmp_path) if isinstance(one, Question)]
    assert stems == ["First?", "Second?"]


def test_what_canvas_writes_twice_is_read_once(tmp_path: Path) -> None:
    whole = quiz(item(lid(ABC), rule(equal("b"), "1")))
    data = package(("i1/assessment_qti.xml", whole), ("non_cc_assessments/i1.xml.qti", whole))
    assert only("qti12", data, tmp_path).place.startswith("non_cc_assessments/i1.xml.qti")


def test_a_broken_file_of_a_package_costs_itself_only(tmp_path: Path) -> None:
    whole = quiz(item(lid(ABC), rule(equal("b"), "1")))
    found = read("qti12", package(("a.xml", whole[:-20]), ("b.xml", whole)), tmp_path)
    importer = Importer()
    for one in found:
        importer.take("quiz.zip", one)
    assert importer.found.counts() == {"new": 1, "skipped": 2}
    assert "no sound XML" in importer.found.rows[1].notes[0]


def test_a_package_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no file in it holds questions"):
        read("qti12", package(("a.xml", "<other/>")), tmp_path)
    assert recognised(Given(tmp_path / "x.zip", package(("a.xml", "<other/>")))) is None


def test_a_response_of_several_groups_is_told_from_matching(tmp_path: Path) -> None:
    asked = lid(ABC, ident="r1") + lid(ABC, ident="r2")
    assert "several things" in refused("qti12", quiz(item(asked)), tmp_path)
    mixed = lid(ABC) + typed()
    assert "several things" in refused("qti12", quiz(item(mixed)), tmp_path)
    assert "no such kind" in refused(
        "qti12", quiz(item('<response_xy ident="r"><render_hotspot/></response_xy>')), tmp_path
    )
    assert labels(ABC).count("response_label") == 6
