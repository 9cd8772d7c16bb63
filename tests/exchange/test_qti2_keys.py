"""QTI 2 and 3: keys and numbers from rules of scoring, mappings and declarations that disagree."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.exchange.question import Question, Skipped
from tests.exchange.qti_shape import assessment, choice, keys, mapping, read, response

ABC = {"a": "alpha", "b": "beta", "c": "gamma"}
ASKED = '<p>A dose is <textEntryInteraction responseIdentifier="RESPONSE"/> mL.</p>'
MAP = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'
VARIABLE = '<variable identifier="RESPONSE"/>'


def one(data: str, folder: Path) -> Question | Skipped:
    (found,) = read("qti21", data, folder)
    return found


def value(number: object) -> str:
    return f"<baseValue>{number}</baseValue>"


def compared(name: str, number: object) -> str:
    return f"<{name}>{VARIABLE}{value(number)}</{name}>"


def score(points: object, name: str = "SCORE") -> str:
    return f'<setOutcomeValue identifier="{name}">{value(points)}</setOutcomeValue>'


def rules(*branches: tuple[str, str], otherwise: str = "") -> str:
    """Write branches of a test and what is set where it holds."""
    first, *others = (f"{test}{then}" for test, then in branches)
    more = "".join(f"<responseElseIf>{each}</responseElseIf>" for each in others)
    last = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    whole = f"<responseIf>{first}</responseIf>{more}{last}"
    return (
        f"<responseProcessing><responseCondition>{whole}</responseCondition></responseProcessing>"
    )


KEYS = {
    "the one that scores": rules((compared("match", "b"), score(1))),
    "the wrong one first": rules(
        (compared("match", "a"), score(0)), (compared("match", "b"), score(1))
    ),
    "points off for a wrong one": rules(
        (compared("match", "a"), score(-1)), (compared("match", "b"), score(1))
    ),
    "tries counted beside": rules(
        (compared("match", "a"), score(1, "ATTEMPTS") + score(0)),
        (compared("match", "b"), score(1)),
    ),
    "mistakes counted beside": rules(
        (compared("match", "a"), score(1, "WRONG_ANSWERS")), (compared("match", "b"), score(1))
    ),
    "the most there is said beside": rules(
        (compared("match", "a"), score(5, "MAXSCORE")), (compared("match", "b"), score(1))
    ),
    "feedback beside": rules(
        (compared("match", "a"), score("incorrect", "FEEDBACK")),
        (compared("match", "b"), score("correct", "FEEDBACK")),
    ),
    "taken off": rules(
        (
            compared("match", "a"),
            score(1).replace(value(1), f"<subtract>{VARIABLE}{value(1)}</subtract>"),
        ),
        (compared("match", "b"), score(1)),
    ),
}


@pytest.mark.parametrize("processing", KEYS.values(), ids=KEYS)
def test_what_the_rules_reward_is_the_key(processing: str, tmp_path: Path) -> None:
    found = one(assessment(response(), choice(ABC), processing), tmp_path)
    assert isinstance(found, Question), found
    assert keys(found.raw) == ["beta"]
    assert found.notes == ("the key was taken from the rules of scoring",)


UNSURE = {
    "nothing is declared": (response(), "", "which option is right"),
    "all but one": (
        response(),
        rules((f"<not>{compared('match', 'a')}</not>", score(1))),
        "which option is right",
    ),
    "two are rewarded": (
        response(),
        rules((compared("match", "a"), score(1)), (compared("match", "b"), score(1))),
        "2 options are fully right",
    ),
    "the points say another": (
        response("a", points=mapping({"a": 0, "b": 1})),
        MAP,
        "not what its points say",
    ),
    "points for one of two": (
        response("a", "b", many="multiple", points=mapping({"a": 1, "b": 0, "c": 1})),
        MAP,
        "not what its points say",
    ),
    "two points alike": (response(points=mapping({"a": 1, "b": 1})), MAP, "2 options"),
    "points for none": (response(points=mapping({"a": 0, "b": -1})), MAP, "which option"),
}


@pytest.mark.parametrize(("declared", "processing", "why"), UNSURE.values(), ids=UNSURE)
def test_where_a_file_disagrees_with_itself_nothing_is_guessed(
    declared: str, processing: str, why: str, tmp_path: Path
) -> None:
    found = one(assessment(declared, choice(ABC, 0), processing), tmp_path)
    assert isinstance(found, Skipped), found
    assert why in found.why


@pytest.mark.parametrize("points", [{"a": 1, "b": 2}, {"a": 0, "b": 1, "c": -1}, {"b": 0.5}])
def test_a_mapping_gives_the_key_where_nothing_else_does(
    points: dict[str, float], tmp_path: Path
) -> None:
    found = one(assessment(response(points=mapping(points)), choice(ABC), MAP), tmp_path)
    assert isinstance(found, Question)
    assert keys(found.raw) == ["beta"]


@pytest.mark.parametrize("most", [0, 2, 3])
def test_how_many_may_be_chosen_does_not_change_the_keys(most: int, tmp_path: Path) -> None:
    declared = response("c", "a", many="multiple")
    found = one(assessment(declared, choice(ABC, most)), tmp_path)
    assert isinstance(found, Question)
    assert keys(found.raw) == ["alpha", "gamma"]
    assert found.raw["kind"] == "multiple"


@pytest.mark.parametrize("most", [0, 1, 5])
def test_a_single_response_has_a_single_key_whatever_may_be_chosen(
    most: int, tmp_path: Path
) -> None:
    found = one(assessment(response("c"), choice(ABC, most)), tmp_path)
    assert isinstance(found, Question)
    assert keys(found.raw) == ["gamma"]
    assert "kind" not in found.raw


@pytest.mark.parametrize("shuffle", ["true", "false"])
def test_options_keep_their_order_whether_shuffled_or_fixed(shuffle: str, tmp_path: Path) -> None:
    body = choice(ABC).replace("maxChoices", f'shuffle="{shuffle}" maxChoices')
    body = body.replace('identifier="c"', 'identifier="c" fixed="true"')
    found = one(assessment(response("c"), body), tmp_path)
    assert isinstance(found, Question)
    assert [option["text"] for option in found.raw["options"]] == list(ABC.values())


def test_two_options_of_one_name_are_refused(tmp_path: Path) -> None:
    body = choice(ABC).replace('identifier="c"', 'identifier="a"')
    found = one(assessment(response("a"), body), tmp_path)
    assert isinstance(found, Skipped)
    assert "same identifier" in found.why


def test_feedback_that_is_hidden_for_an_option_is_not_its_reason(tmp_path: Path) -> None:
    hidden = 'identifier="a" outcomeIdentifier="F" showHide="hide"'
    modal = f"<modalFeedback {hidden}>B it is.</modalFeedback>"
    found = one(assessment(response("b"), choice(ABC), modal), tmp_path)
    assert isinstance(found, Question)
    assert all("why" not in option for option in found.raw["options"])
    assert found.raw["explanation"] == "B it is."


# Numbers


def rounded(mode: str, figures: str) -> str:
    test = (
        f'<equalRounded roundingMode="{mode}" figures="{figures}">{VARIABLE}'
        '<correct identifier="RESPONSE"/></equalRounded>'
    )
    return rules((test, score(1)))


@pytest.mark.parametrize(
    ("answer", "mode", "figures", "wanted"),
    [
        ("3.14159", "decimalPlaces", "2", "3.14"),
        ("2.5", "decimalPlaces", "0", "3"),
        ("0.125", "decimalPlaces", "2", "0.13"),
        ("7", "decimalPlaces", "1", "7.0"),
        ("3.14159", "significantFigures", "3", "3.14"),
        ("0.012345", "significantFigures", "3", "0.0123"),
        ("123.4", "significantFigures", "3", "123"),
    ],
)
def test_a_number_that_is_compared_rounded_is_asked_rounded(
    answer: str, mode: str, figures: str, wanted: str, tmp_path: Path
) -> None:
    declared = response(answer, base="float")
    found = one(assessment(declared, ASKED, rounded(mode, figures)), tmp_path)
    assert isinstance(found, Question), found
    assert float(found.raw["answer"]) == float(wanted)
    assert len(found.raw["answer"].partition(".")[2]) <= len(wanted.partition(".")[2])


@pytest.mark.parametrize(
    ("answer", "mode", "figures", "why"),
    [
        ("12345", "significantFigures", "2", "significant figures"),
        ("0", "significantFigures", "2", "significant figures"),
        ("1.5", "decimalPlaces", "many", "does not know"),
        ("1.5", "decimalPlaces", "-1", "does not know"),
        ("1.5", "decimalPlaces", "99999999", "does not know"),
    ],
)
def test_a_rounding_that_examprep_cannot_ask_is_refused(
    answer: str, mode: str, figures: str, why: str, tmp_path: Path
) -> None:
    declared = response(answer, base="float")
    found = one(assessment(declared, ASKED, rounded(mode, figures)), tmp_path)
    assert isinstance(found, Skipped), found
    assert why in found.why


def span(low: object, high: object, strict: str = "e") -> str:
    return f"<and>{compared(f'gt{strict}', low)}{compared(f'lt{strict}', high)}</and>"


RANGES = {
    "inclusive": (rules((span(4, 6), score(1))), "5"),
    "exclusive": (rules((span(4, 6, ""), score(1))), "5"),
    "what scores nothing beside": (
        rules((span(8, 9), score(0)), (span(4, 6), score(1))),
        "5",
    ),
    "the number first": (
        rules(
            (
                f"<and><lte>{value(4)}{VARIABLE}</lte><gte>{value(6)}{VARIABLE}</gte></and>",
                score(1),
            )
        ),
        "5",
    ),
    "no branches": (f"<responseProcessing>{span(4, 6)}</responseProcessing>", "5"),
}


@pytest.mark.parametrize(("processing", "answer"), RANGES.values(), ids=RANGES)
def test_the_range_that_scores_gives_the_answer(
    processing: str, answer: str, tmp_path: Path
) -> None:
    found = one(assessment(response(base="float"), ASKED, processing), tmp_path)
    assert isinstance(found, Question), found
    assert found.raw["answer"] == answer
    assert found.notes == ("the middle of the range 4 to 6 is the answer",)


NO_RANGES = {
    "two ranges": rules((span(1, 2), score(1)), (span(8, 9), score(1))),
    "beyond an end": rules((compared("gt", 5), score(1))),
    "outside": rules((f"<or>{compared('lt', 4)}{compared('gt', 6)}</or>", score(1))),
    "not within": rules((f"<not>{span(4, 6)}</not>", score(1))),
    "scores nothing": rules((span(4, 6), score(0))),
    "no short middle": rules((span("0.333333333", "0.6666666"), score(1))),
    "another response": rules((span(4, 6).replace("RESPONSE", "OTHER"), score(1))),
}


@pytest.mark.parametrize("processing", NO_RANGES.values(), ids=NO_RANGES)
def test_where_the_range_is_not_one_nothing_is_guessed(processing: str, tmp_path: Path) -> None:
    found = one(assessment(response(base="float"), ASKED, processing), tmp_path)
    assert isinstance(found, Skipped), found
    assert found.kind == "typed text"


# Pairs


def sides(left: dict[str, str], right: dict[str, str]) -> str:
    sets = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{ident}" matchMax="1">{words}'
            "</simpleAssociableChoice>"
            for ident, words in side.items()
        )
        + "</simpleMatchSet>"
        for side in (left, right)
    )
    return f'<p>Match.</p><matchInteraction responseIdentifier="RESPONSE">{sets}</matchInteraction>'


LEFT = {"l1": "one", "l2": "two", "l3": "three"}
RIGHT = {"r1": "uno", "r2": "due", "r3": "tre"}


@pytest.mark.parametrize(
    "pairs",
    [
        ("l1 r1", "l2 r2", "l3 r3"),
        ("r1 l1", "r2 l2", "r3 l3"),
        ("l1 r1", "r2 l2", "l3 r3"),
        ("l3 r3", "r1 l1", "l2 r2"),
    ],
)
def test_each_pair_has_its_left_side_first(pairs: tuple[str, ...], tmp_path: Path) -> None:
    declared = response(*pairs, many="multiple", base="directedPair")
    found = one(assessment(declared, sides(LEFT, RIGHT)), tmp_path)
    assert isinstance(found, Question), found
    assert [(pair["left"], pair["right"]) for pair in found.raw["pairs"]] == [
        ("one", "uno"),
        ("two", "due"),
        ("three", "tre"),
    ]


def test_two_parts_of_one_side_are_no_pair(tmp_path: Path) -> None:
    declared = response("l1 l2", "l3 r3", many="multiple", base="directedPair")
    found = one(assessment(declared, sides(LEFT, RIGHT)), tmp_path)
    assert isinstance(found, Skipped)
    assert "same side" in found.why
