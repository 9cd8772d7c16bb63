"""QTI 1.2: what is right is what the file's own rules reward, and never a guess."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.exchange.formats.qti12_marking import mark, several_of, single
from examprep.exchange.formats.qti12_scoring import conditions
from examprep.exchange.question import Question, Skipped
from tests.exchange.qti_shape import (
    equal,
    feedback,
    item,
    keys,
    labels,
    lid,
    material,
    quiz,
    read,
    rule,
    texts,
    typed,
)

ABC = {"a": "alpha", "b": "beta", "c": "gamma"}
LEFTS = {"r1": "one", "r2": "two", "r3": "three"}
RIGHTS = {"1": "uno", "2": "due", "3": "tre"}


def one(whole: str, folder: Path) -> Question | Skipped:
    (found,) = read("qti12", quiz(whole), folder)
    return found


def counted(name: str, asked: str, points: str, action: str = "Add") -> str:
    """Write a rule that counts in a variable of some name."""
    return rule(asked, points, action=action).replace('varname="SCORE"', f'varname="{name}"')


def no(asked: str) -> str:
    return f"<not>{asked}</not>"


def both(*asked: str) -> str:
    return f"<and>{''.join(asked)}</and>"


def either(*asked: str) -> str:
    return f"<or>{''.join(asked)}</or>"


SINGLE = {
    "set": (rule(equal("b"), "100"), ["beta"]),
    "the wrong ones said too": (
        rule(equal("a"), "0") + rule(equal("b"), "1") + rule(equal("c"), "0"),
        ["beta"],
    ),
    "added up over rules": (
        rule(equal("a"), "60", action="Add")
        + rule(either(equal("b"), equal("a")), "10", action="Add")
        + rule(equal("b"), "70", action="Add"),
        ["beta"],
    ),
    "set and then taken away": (
        rule(either(equal("a"), equal("b")), "100") + rule(equal("a"), "100", action="Subtract"),
        ["beta"],
    ),
    "set and then a negative number added": (
        rule(either(equal("a"), equal("b")), "100") + rule(equal("a"), "-100", action="Add"),
        ["beta"],
    ),
    "everything but the wrong ones": (rule(both(no(equal("a")), no(equal("c"))), "5"), ["beta"]),
    "the others before": (
        rule(either(equal("a"), equal("c")), "0") + rule("<other/>", "100"),
        ["beta"],
    ),
    "a later rule sets it anew": (rule(equal("b"), "50") + rule(equal("b"), "100"), ["beta"]),
    "a mistake is counted beside": (
        counted("Respondus_Incorrect", equal("a"), "1")
        + counted("Respondus_Correct", equal("b"), "1")
        + counted("Respondus_Incorrect", equal("c"), "1"),
        ["beta"],
    ),
    "attempts are counted beside": (
        counted("attempts", equal("a"), "9") + rule(equal("b"), "1"),
        ["beta"],
    ),
    "a name of its own": (counted("answerValue", equal("b"), "1", "Set"), ["beta"]),
    "all of it, in words": (rule(equal("b"), "SCORE.max"), ["beta"]),
    "as a word of feedback only": (rule(equal("b"), link="correct"), ["beta"]),
    "feedback and no points": (
        rule(equal("a"), "0", link="correct") + rule(equal("b"), "1", link="incorrect"),
        ["beta"],
    ),
    "twice not": (rule(no(no(equal("b"))), "100"), ["beta"]),
    "multiplied by nothing": (
        rule(either(equal("a"), equal("b")), "100") + rule(equal("a"), "0", action="Multiply"),
        ["beta"],
    ),
    "part marks": (
        rule(equal("a"), "50") + rule(equal("b"), "100") + rule(equal("c"), "25"),
        ["beta"],
    ),
}


@pytest.mark.parametrize(("rules", "right"), SINGLE.values(), ids=SINGLE)
def test_the_option_that_scores_most_is_the_key(
    rules: str, right: list[str], tmp_path: Path
) -> None:
    found = one(item(lid(ABC), rules), tmp_path)
    assert isinstance(found, Question), found
    assert keys(found.raw) == right
    assert texts(found.raw) == list(ABC.values())
    assert "kind" not in found.raw


UNSURE = {
    "no rule": ("", "which option is right"),
    "no points": (rule(equal("a"), "0"), "which option is right"),
    "points off only": (rule(equal("a"), "-10"), "which option is right"),
    "words for points": (rule(equal("a"), "many"), "which option is right"),
    "only feedback": (rule(equal("a"), link="a_fb"), "which option is right"),
    "two are right": (rule(either(equal("a"), equal("b")), "1"), "2 options are fully right"),
    "all are right": (rule("<other/>", "1"), "3 options are fully right"),
    "all but one": (rule(no(equal("a")), "1"), "2 options are fully right"),
    "an option that is not there": (
        rule(equal("d"), "100") + rule(equal("a"), "50"),
        "names an option it does not have",
    ),
    "another letter case": (
        rule(equal("A"), "100") + rule(equal("b"), "50"),
        "names an option it does not have",
    ),
}


@pytest.mark.parametrize(("rules", "why"), UNSURE.values(), ids=UNSURE)
def test_where_the_rules_leave_it_open_nothing_is_guessed(
    rules: str, why: str, tmp_path: Path
) -> None:
    found = one(item(lid(ABC), rules), tmp_path)
    assert isinstance(found, Skipped), found
    assert why in found.why


SEVERAL = {
    "all or nothing": (rule(both(equal("a"), equal("c"), no(equal("b"))), "100"), "a c"),
    "a share each": (
        rule(equal("a"), "50", action="Add") + rule(equal("c"), "50", action="Add"),
        "a c",
    ),
    "a share each, and wrong ones cost": (
        rule(equal("a"), "50", action="Add")
        + rule(equal("b"), "-50", action="Add")
        + rule(equal("c"), "50", action="Add"),
        "a c",
    ),
    "a part for a part": (
        rule(both(equal("a"), equal("b")), "50") + rule(both(equal("a"), equal("c")), "100"),
        "a c",
    ),
    "a part for a wrong option beside": (
        rule(both(equal("a"), equal("c"), no(equal("b"))), "100")
        + rule(both(equal("a"), equal("b"), equal("c")), "25"),
        "a c",
    ),
    "right ones less wrong ones, counted apart": (
        counted("Respondus_Correct", equal("a"), "1")
        + counted("Respondus_Incorrect", equal("b"), "1")
        + counted("Respondus_Correct", equal("c"), "1"),
        "a c",
    ),
    "each that is not chosen counts": (
        rule(equal("a"), "1", action="Add")
        + rule(no(equal("b")), "1", action="Add")
        + rule(equal("c"), "1", action="Add"),
        "a c",
    ),
    "the wrong rule after the right one": (
        rule(f"{equal('a')}{equal('c')}{no(equal('b'))}", "1", action="Add")
        + rule(both(no(f"{equal('a')}{equal('c')}{no(equal('b'))}")), "0", action="Add"),
        "a c",
    ),
}


@pytest.mark.parametrize(("rules", "right"), SEVERAL.values(), ids=SEVERAL)
def test_the_set_of_options_that_scores_most_is_the_key(
    rules: str, right: str, tmp_path: Path
) -> None:
    found = one(item(lid(ABC, "Multiple"), rules), tmp_path)
    assert isinstance(found, Question), found
    assert found.raw["kind"] == "multiple"
    assert keys(found.raw) == [ABC[ident] for ident in right.split()]


def test_two_sets_that_are_both_right_are_no_key(tmp_path: Path) -> None:
    rules = rule(both(equal("a"), equal("b")), "1") + rule(both(equal("a"), equal("c")), "1")
    found = one(item(lid(ABC, "Multiple"), rules), tmp_path)
    assert isinstance(found, Skipped)
    assert "more than one set" in found.why


def test_a_point_for_a_wrong_option_is_told(tmp_path: Path) -> None:
    found = one(item(lid(ABC), SINGLE["a mistake is counted beside"][0]), tmp_path)
    assert isinstance(found, Question)
    assert found.notes == ("points taken off for wrong answers left out",)


@pytest.mark.parametrize("name", ["part marks", "added up over rules"])
def test_a_part_of_the_mark_is_told(name: str, tmp_path: Path) -> None:
    found = one(item(lid(ABC), SINGLE[name][0]), tmp_path)
    assert isinstance(found, Question)
    assert found.notes == ("part marks left out",)


def test_a_rule_that_says_stop_is_the_last(tmp_path: Path) -> None:
    stop = rule(equal("b"), "100").replace("<respcondition>", '<respcondition continue="No">')
    again = rule(either(equal("a"), equal("b")), "50")
    found = one(item(lid(ABC), stop + again), tmp_path)
    assert isinstance(found, Question)
    assert keys(found.raw) == ["beta"]


def test_two_options_of_one_name_are_refused(tmp_path: Path) -> None:
    same = labels({"a": "alpha"}) + labels({"a": "beta"})
    asked = f'<response_lid ident="r" rcardinality="Single">{same}</response_lid>'
    found = one(item(asked, rule(equal("a"), "1")), tmp_path)
    assert isinstance(found, Skipped)
    assert "same ident" in found.why


def test_a_key_without_text_is_refused_and_an_empty_wrong_option_told(tmp_path: Path) -> None:
    options = {**ABC, "d": ""}
    found = one(item(lid(options), rule(equal("d"), "100") + rule(equal("a"), "50")), tmp_path)
    assert isinstance(found, Skipped)
    assert "right option has no text" in found.why
    found = one(item(lid(options), rule(equal("a"), "50")), tmp_path)
    assert isinstance(found, Question)
    assert found.notes == ("1 empty options left out",)


def test_a_hot_spot_is_no_choice_however_it_is_written(tmp_path: Path) -> None:
    spot = labels({"a": "x", "b": "y"}).replace("</render_choice>", "<render_hotspot/>")
    asked = f'<response_lid ident="r">{spot}</render_choice></response_lid>'
    found = one(item(asked, rule(equal("a"), "1")), tmp_path)
    assert isinstance(found, Skipped)
    assert "no such kind" in found.why


# Numbers


def ends(low: str, high: str) -> str:
    return both(f'<vargte respident="r">{low}</vargte>', f'<varlte respident="r">{high}</varlte>')


NUMBERS = {
    "the full mark of several": (rule(equal("4"), "50") + rule(equal("5"), "100"), "5"),
    "a range with a part of the mark": (rule(equal("5"), "100") + rule(ends("4", "6"), "50"), "5"),
    "not less, not more": (
        rule(both(no('<varlt respident="r">4</varlt>'), no('<vargt respident="r">6</vargt>')), "1"),
        "5",
    ),
    "a mistake counted beside": (
        rule(equal("5"), "1") + counted("wrong_answers", equal("7"), "1"),
        "5",
    ),
    "the same twice": (rule(equal("5"), "1") + rule(equal("5"), "1"), "5"),
    "spaces around": (rule(equal(" 5 "), "1"), "5"),
    "a negative one": (rule(equal("-2.5"), "1"), "-2.5"),
    "grouped": (rule(equal("12,500"), "1"), "12500"),
}


@pytest.mark.parametrize(("rules", "answer"), NUMBERS.values(), ids=NUMBERS)
def test_the_number_that_scores_most_is_the_answer(rules: str, answer: str, tmp_path: Path) -> None:
    found = one(item(typed(), rules), tmp_path)
    assert isinstance(found, Question), found
    assert found.raw["answer"] == answer


NO_NUMBERS = {
    "two ranges": (rule(either(ends("1", "2"), ends("8", "9")), "1"), "different numbers"),
    "two ranges in two rules": (
        rule(ends("1", "2"), "1") + rule(ends("8", "9"), "1"),
        "different numbers",
    ),
    "a range turned round": (rule(ends("9", "1"), "1"), "ends before it begins"),
    "an answer beside its range": (
        rule(either(equal("5"), ends("8", "9")), "1"),
        "other numbers than its answer",
    ),
    "a part of what is typed": (
        rule('<varsubstring respident="r">5</varsubstring>', "1"),
        "typed text",
    ),
    "percent": (rule(equal("5%"), "1"), "typed text"),
    "with its unit": (rule(equal("5 mL"), "1"), "typed text"),
    "a word or a number": (rule(either(equal("5"), equal("five")), "1"), "typed text"),
    "a comma for the point": (rule(equal("2,5"), "1"), "typed text"),
}


@pytest.mark.parametrize(("rules", "why"), NO_NUMBERS.values(), ids=NO_NUMBERS)
def test_where_more_than_one_number_is_right_none_is_taken(
    rules: str, why: str, tmp_path: Path
) -> None:
    found = one(item(typed(), rules), tmp_path)
    assert isinstance(found, Skipped), found
    assert why in found.why


# Order and pairs


def test_the_order_with_the_full_mark_is_taken_not_the_first_named(tmp_path: Path) -> None:
    part = rule(both(equal("b"), equal("a"), equal("c")), "50")
    full = rule(both(equal("c"), equal("a"), equal("b")), "100")
    found = one(item(lid(ABC, "Ordered"), part + full), tmp_path)
    assert isinstance(found, Question)
    assert texts(found.raw) == ["gamma", "alpha", "beta"]
    found = one(item(lid(ABC, "Ordered"), part.replace("50", "100") + full), tmp_path)
    assert isinstance(found, Skipped)
    assert "several orders" in found.why


def matching(*rules: str, left: dict[str, str] | None = None) -> str:
    sides = (left or LEFTS).items()
    asked = "".join(lid(RIGHTS, ident=ident, left=words) for ident, words in sides)
    return item(asked, "".join(rules), "matching_question")


def test_pairs_with_the_full_mark_are_taken_not_the_last_named(tmp_path: Path) -> None:
    right = [rule(equal(str(n), f"r{n}"), "1", action="Add") for n in (1, 2, 3)]
    wrong = [counted("Respondus_Incorrect", equal(str(n % 3 + 1), f"r{n}"), "1") for n in (1, 2, 3)]
    part = rule(equal("2", "r1"), "0.5", action="Add")
    found = one(matching(*right, *wrong, part), tmp_path)
    assert isinstance(found, Question), found
    assert [pair["right"] for pair in found.raw["pairs"]] == ["uno", "due", "tre"]


def test_a_left_side_with_two_right_ones_is_refused(tmp_path: Path) -> None:
    right = [rule(equal(str(n), f"r{n}"), "1", action="Add") for n in (1, 2, 3)]
    found = one(matching(*right, rule(equal("2", "r1"), "1", action="Add")), tmp_path)
    assert isinstance(found, Skipped)
    assert "what goes with one" in found.why


def test_a_left_side_without_text_is_told(tmp_path: Path) -> None:
    right = [rule(equal(str(n), f"r{n}"), "1", action="Add") for n in (1, 2, 3)]
    bare = lid(RIGHTS, ident="r9")
    whole = matching(*right).replace("</presentation>", f"{bare}</presentation>")
    found = one(whole, tmp_path)
    assert isinstance(found, Question)
    assert found.notes == ("1 of its left sides, which have no text, left out",)


def test_questions_with_options_of_their_own_are_no_pairs(tmp_path: Path) -> None:
    sets = [{"1": "red", "2": "blue"}, {"1": "yes", "2": "no"}, {"1": "up", "2": "down"}]
    asked = "".join(
        lid(texts, ident=ident, left=left)
        for texts, (ident, left) in zip(sets, LEFTS.items(), strict=True)
    )
    rules = "".join(rule(equal("1", ident), "1", action="Add") for ident in LEFTS)
    found = one(item(asked, rules), tmp_path)
    assert isinstance(found, Skipped)
    assert "options of its own" in found.why


def test_feedback_for_a_wrong_option_does_not_make_it_right(tmp_path: Path) -> None:
    rules = (
        rule(equal("a"), link="a_correct_fb")
        + rule(equal("b"), "100", link="b_fb")
        + rule(equal("c"), link="c_fb")
    )
    more = feedback("b_fb", "Yes.") + feedback("c_fb", "No.")
    found = one(item(lid(ABC), rules, more=more), tmp_path)
    assert isinstance(found, Question)
    assert keys(found.raw) == ["beta"]
    assert [option.get("why", "") for option in found.raw["options"]] == ["", "Yes.", "No."]


# The marking itself, against all sets of options


def parsed(rules: str) -> list:
    whole = f"<item><outcomes><decvar maxvalue='100'/></outcomes>{rules}</item>"
    return conditions(ET.fromstring(whole))  # noqa: S314 - our own


SIGNED = st.lists(st.integers(-3, 3), min_size=3, max_size=6)


@given(SIGNED)
def test_shares_of_each_option_give_all_that_have_one(shares: list[int]) -> None:
    idents = [str(place) for place in range(len(shares))]
    rules = parsed("".join(rule(equal(one), str(share), action="Add")
                           for one, share in zip(idents, shares, strict=True)))  # fmt: skip
    right = {one for one, share in zip(idents, shares, strict=True) if share > 0}
    found = several_of(rules, idents)
    if not right:
        assert isinstance(found, str)
    else:
        assert found[0] == right
        every = (
            frozenset(some)
            for size in range(len(idents))
            for some in combinations(idents, size + 1)
        )
        assert mark(rules, frozenset(right)) == max(mark(rules, some) for some in every)


@given(SIGNED)
def test_a_single_answer_is_the_one_with_most_points(shares: list[int]) -> None:
    idents = [str(place) for place in range(len(shares))]
    rules = parsed("".join(rule(equal(one), str(share))
                           for one, share in zip(idents, shares, strict=True)))  # fmt: skip
    found = single(rules, idents)
    best = max(shares)
    if best <= 0:
        assert isinstance(found, str)
    else:
        assert found[0] == {one for one, share in zip(idents, shares, strict=True) if share == best}


@given(st.sets(st.sampled_from("abcdef"), min_size=1), st.booleans())
def test_all_or_nothing_gives_the_set_that_is_asked(right: set[str], told: bool) -> None:
    wrong = sorted(set("abcdef") - right) if told else []
    asked = both(*map(equal, sorted(right)), *(no(equal(one)) for one in wrong))
    found = several_of(parsed(rule(asked, "100")), "abcdef")
    assert not isinstance(found, str)
    assert found[0] == right


def test_a_material_beside_the_options_is_a_part_of_the_question(tmp_path: Path) -> None:
    whole = item(lid(ABC), rule(equal("a"), "1"), stem="First.")
    whole = whole.replace("<presentation>", f"<presentation>{material('Before.')}")
    found = one(whole, tmp_path)
    assert isinstance(found, Question)
    assert found.raw["stem"] == "Before.\nFirst."
