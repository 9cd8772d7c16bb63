"""The grammar of GIFT against other people's expected parses, where a folder holds any.

`EXAMPREP_FOREIGN=FOLDER`: each `NAME.gift` beside a `NAME.json` is parsed and compared with it, in
the shape of the GIFT grammar for PEG.js.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from examprep.exchange.formats.gift_grammar import GiftAnswer, GiftQuestion, Text, questions

FOLDER = os.environ.get("EXAMPREP_FOREIGN", "")
_KINDS = {
    "category": "Category",
    "description": "Description",
    "essay": "Essay",
    "truefalse": "TF",
    "choice": "MC",
    "short": "Short",
    "numeric": "Numerical",
    "match": "Matching",
}


def folded(text: str) -> str:
    """White space is the one matter in which the two differ: a blank keeps its own here."""
    return " ".join(text.replace("_____", " _____ ").split())


def text(one: Text | None) -> Any:
    return {"format": one.form, "text": folded(one.text)} if one else None


def number(words: str) -> Any:
    low, dots, high = words.partition("..")
    value, colon, tolerance = words.partition(":")
    if dots:
        return {"type": "high-low", "numberHigh": float(high), "numberLow": float(low)}
    if colon:
        return {"type": "range", "number": float(value), "range": float(tolerance)}
    return {"type": "simple", "number": float(words)}


def choice(one: GiftAnswer, numeric: bool) -> Any:
    words = text(one.text)
    if numeric:
        words = number(one.text.text) if one.text.text else {"format": one.text.form, "text": "*"}
    return {
        "isCorrect": one.sign == "=",
        "weight": one.weight,
        "text": words,
        "feedback": text(one.feedback),
    }


def shape(one: GiftQuestion) -> Any:
    """Give a question the shape of the expected parse."""
    if one.kind == "category":
        return {"type": "Category", "title": one.stem.text}
    found: dict[str, Any] = {
        "type": _KINDS[one.kind],
        "id": one.number or None,
        "tags": one.tags or None,
        "title": one.title or None,
        "stem": text(one.stem),
        "hasEmbeddedAnswers": one.embedded,
    }
    if one.kind != "description":
        found["globalFeedback"] = text(one.general)
    if one.kind == "truefalse":
        first, second = map(text, one.feedbacks)
        found |= {"isTrue": one.truth, "trueFeedback": first, "falseFeedback": second}
    elif one.kind == "match":
        pairs = [{"subquestion": text(left), "subanswer": right} for left, right in one.pairs]
        found["matchPairs"] = pairs
    elif one.answers:
        numeric = one.kind == "numeric"
        found["choices"] = [choice(answer, numeric) for answer in one.answers]
        if numeric and len(one.answers) == 1:  # a number without a sign stands alone there
            found["choices"] = found["choices"][0]["text"]
    return found


def same_space(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: same_space(part) for key, part in value.items()}
    if isinstance(value, list):
        return [same_space(part) for part in value]
    return folded(value) if isinstance(value, str) else value


@pytest.mark.skipif(not FOLDER, reason="EXAMPREP_FOREIGN names no folder")
def test_parses_are_those_expected_by_others() -> None:
    compared = 0
    for path in sorted(Path(FOLDER).rglob("*.gift")):
        expected = path.with_suffix(".json")
        if expected.exists():
            wanted = json.loads(expected.read_text(encoding="utf-8"))
            found = [shape(one) for one in questions(path.read_text(encoding="utf-8"))]
            assert same_space(found) == same_space(wanted), path.name
            compared += 1
    print(f"\n{compared} GIFT files parsed as expected")


def test_the_shape_of_a_parse_is_told_apart() -> None:
    (one,) = questions("// [id:7] [tag:a b]\n::T\\:::[html]<p>Q</p>{#=%50%2:1#near ~#no\n####all}")
    assert shape(one) == {
        "type": "Numerical",
        "id": "7",
        "tags": ["a b"],
        "title": "T:",
        "stem": {"format": "html", "text": "<p>Q</p>"},
        "hasEmbeddedAnswers": False,
        "globalFeedback": {"format": "html", "text": "all"},
        "choices": [
            {
                "isCorrect": True,
                "weight": 50.0,
                "text": {"type": "range", "number": 2.0, "range": 1.0},
                "feedback": {"format": "html", "text": "near"},
            },
            {
                "isCorrect": False,
                "weight": None,
                "text": {"format": "html", "text": "*"},
                "feedback": {"format": "html", "text": "no"},
            },
        ],
    }
