"""The shape of Moodle XML as Moodle documents and writes it: which elements a question must have.

Moodle publishes no schema. This checks an export against the elements that its own export writes
(https://docs.moodle.org/en/Moodle_XML_format), and the fractions that its import accepts.
"""

from __future__ import annotations

from typing import Any

_HEAD = ["name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber"]
_COMBINED = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"]
_BODIES = {
    "multichoice": [
        "single",
        "shuffleanswers",
        "answernumbering",
        "showstandardinstruction",
        *_COMBINED,
        "answer",
    ],
    "truefalse": ["answer"],
    "shortanswer": ["usecase", "answer"],
    "numerical": ["answer", "unitgradingtype", "unitpenalty", "showunits", "unitsleft"],
    "matching": ["shuffleanswers", *_COMBINED, "subquestion"],
    "ordering": ["layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "answer"],
}
_FORMATS = {"html", "moodle_auto_format", "plain_text", "markdown", "wiki_like"}
_SHARES = {100, 90, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571}
_FRACTIONS = {sign * share for share in (*_SHARES, 12.5, 11.11111, 10, 5, 0) for sign in (1, -1)}


def faults_of(root: Any) -> list[str]:
    """Name everything that Moodle's import would refuse or misread; empty for a sound file."""
    found = [] if root.tag == "quiz" else [f"the root is {root.tag}"]
    for place, one in enumerate(root, 1):
        if one.tag != "question":
            found.append(f"{place}: {one.tag} beside the questions")
        elif one.get("type") == "category":
            path = one.findtext("category/text", "")
            found += [] if path.startswith("$course$/top/") else [f"{place}: category {path}"]
        else:
            found += [f"{place}: {fault}" for fault in _question(one)]
    return found


def _question(one: Any) -> list[str]:
    kind = one.get("type")
    if kind not in _BODIES:
        return [f"unknown type {kind}"]
    found = [f"no {tag}" for tag in (*_HEAD, *_BODIES[kind]) if one.find(tag) is None]
    found += [f"no text in {tag}" for tag in _HEAD[:3] if one.find(f"{tag}/text") is None]
    if not (one.findtext("name/text") or "").strip():
        found.append("its name is empty")
    found += [
        f"format {part.get('format')} of {part.tag}"
        for part in one.iter()
        if part.get("format") not in {None, *_FORMATS}
    ]
    return found + _answers(one, kind)


def _answers(one: Any, kind: str) -> list[str]:
    answers = one.findall("answer")
    shares = [float(answer.get("fraction")) for answer in answers]
    found = ["an answer without text or feedback" for one in answers if not _whole(one)]
    if kind == "ordering":
        return found + ([] if shares == sorted(shares) else ["fractions out of order"])
    if kind == "matching":
        pairs = one.findall("subquestion")
        return (
            [] if all(pair.findtext("answer/text") for pair in pairs) else ["a pair is not whole"]
        )
    found += [f"fraction {share}" for share in shares if share not in _FRACTIONS]
    if kind == "multichoice" and one.findtext("single") == "false":
        total = sum(share for share in shares if share > 0)
        found += [] if abs(total - 100) < 0.01 else [f"its fractions come to {total}"]
    elif max(shares) != 100:
        found.append("no answer has the full mark")
    if kind == "numerical":
        found += ["no tolerance" for answer in answers if answer.find("tolerance") is None]
    return found


def _whole(answer: Any) -> bool:
    return answer.find("text") is not None and answer.find("feedback/text") is not None
