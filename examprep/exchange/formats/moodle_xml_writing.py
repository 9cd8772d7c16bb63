"""Items written as Moodle XML, element by element in the order of Moodle's own export."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence

from examprep.exchange.extras import with_extras
from examprep.exchange.format import Choices, Output, Told
from examprep.exchange.formats.moodle_rules import mistake_words
from examprep.exchange.formats.moodle_shown import as_texts
from examprep.exchange.formats.moodle_texts import OWN, category_text, held_by_tags, tags_of
from examprep.exchange.question import Raw

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BOTH = ("True", "False")
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def write(questions: Sequence[Raw], choices: Choices, told: Told) -> Iterable[Output]:
    """Write questions, each topic as a category."""
    parts = [_HEAD]
    topic = ""
    for raw in questions:
        if raw["topic"] != topic:
            topic = raw["topic"]
            parts.append(_category(choices.title, choices.topics.get(topic) or topic))
        parts.append(_question(raw, told))
    yield Output("".join([*parts, "</quiz>\n"]).encode())


def _category(title: str, topic: str) -> str:
    path = _text(category_text(title, topic))
    return f'  <question type="category">\n    <category>{path}</category>\n  </question>\n'


def _text(text: str) -> str:
    return f"<text>{html.escape(text, quote=False)}</text>"


def _plain(tag: str, text: str) -> str:
    return f'    <{tag} format="plain_text">{_text(text)}</{tag}>\n'


def _question(raw: Raw, told: Told) -> str:
    kind, body, held = _BODIES[raw.get("kind", "choice")](raw)
    general = with_extras(raw, {*held, *held_by_tags(raw)})
    whole = (
        f'  <question type="{kind}">\n'
        f"    <name>{_text(raw['id'])}</name>\n"
        f"{_plain('questiontext', raw['stem'])}"
        f"{_plain('generalfeedback', general)}"
        "    <defaultgrade>1.0000000</defaultgrade>\n"
        f"    <penalty>{'1.0000000' if kind == 'truefalse' else '0.3333333'}</penalty>\n"
        "    <hidden>0</hidden>\n"
        f"    <idnumber>{OWN}{raw['id']}</idnumber>\n"
        f"{body}{_tags(raw)}"
        "  </question>\n"
    )
    clean, refused = _REFUSED.subn("", whole)
    if refused:
        told(raw["id"], "characters that XML cannot hold")
    return clean.replace("\r", "&#13;")


def _tags(raw: Raw) -> str:
    lines = "".join(f"      <tag>{_text(tag)}</tag>\n" for tag in tags_of(raw))
    return f"    <tags>\n{lines}    </tags>\n"


def _answer(fraction: str, text: str, why: str = "", more: str = "", form: str = "") -> str:
    shape = form or "plain_text"
    return (
        f'    <answer fraction="{fraction}" format="{shape}">\n      {_text(text)}\n'
        f'      <feedback format="plain_text">{_text(why)}</feedback>\n{more}    </answer>\n'
    )


def _combined() -> str:
    return "".join(map(_plain, _COMBINED, ("", "", "")))


def _choice(raw: Raw) -> tuple[str, str, Iterable[str]]:
    options = raw["options"]
    keys = sum(bool(one.get("key")) for one in options)
    if keys == 1 and _is_true_false(options):
        return "truefalse", "".join(map(_truth, options)), ("why",)
    shares = {True: _share(keys), False: "0" if keys == 1 else f"-{_share(keys)}"}
    answers = map(_option, (shares[bool(one.get("key"))] for one in options), options)
    body = (
        f"    <single>{str(keys == 1).lower()}</single>\n"
        "    <shuffleanswers>true</shuffleanswers>\n"
        "    <answernumbering>ABCD</answernumbering>\n"
        "    <showstandardinstruction>0</showstandardinstruction>\n"
        f"{_combined()}{''.join(answers)}"
    )
    return "multichoice", body, ("why",)


def _is_true_false(options: Sequence[Raw]) -> bool:
    return tuple(one["text"] for one in options) == _BOTH


def _option(share: str, one: Raw) -> str:
    return _answer(share, one["text"], one.get("why", ""))


def _share(keys: int) -> str:
    """Give each key's percent; Moodle knows thirds, sixths and the like to five decimals."""
    return f"{100 / keys:.5f}".rstrip("0").rstrip(".")


def _truth(one: Raw) -> str:
    share = "100" if one.get("key") else "0"
    return _answer(share, one["text"].lower(), one.get("why", ""), form="moodle_auto_format")


def _numeric(raw: Raw) -> tuple[str, str, Iterable[str]]:
    texts = as_texts(raw)
    if texts:
        answers = (_weighed(text, one) for text, one in texts)
        return "shortanswer", f"    <usecase>0</usecase>\n{''.join(answers)}", ("mistake",)
    tolerance = "      <tolerance>0</tolerance>\n"
    wrong = (_weighed(one["answer"], one, tolerance) for one in raw.get("mistake", ()))
    body = f"{_weighed(raw['answer'], None, tolerance)}{''.join(wrong)}"
    unit = raw.get("unit", "")
    return "numerical", body + _units(unit), ("mistake", "unit") if unit else ("mistake",)


def _weighed(text: str, mistake: Raw | None, more: str = "") -> str:
    why = mistake_words(mistake) if mistake else ""
    return _answer("100" if mistake is None else "0", text, why, more, "moodle_auto_format")


def _units(unit: str) -> str:
    """Write the unit as one that may be typed behind the number, or left out."""
    units = (
        f"    <units>\n      <unit>\n        <multiplier>1</multiplier>\n"
        f"        <unit_name>{html.escape(unit, quote=False)}</unit_name>\n"
        "      </unit>\n    </units>\n"
    )
    return (
        f"{units if unit else ''}"
        "    <unitgradingtype>0</unitgradingtype>\n"
        "    <unitpenalty>0.1000000</unitpenalty>\n"
        f"    <showunits>{0 if unit else 3}</showunits>\n"
        "    <unitsleft>0</unitsleft>\n"
    )


def _match(raw: Raw) -> tuple[str, str, Iterable[str]]:
    pairs = (
        f'    <subquestion format="plain_text">\n      {_text(one["left"])}\n'
        f"      <answer>{_text(one['right'])}</answer>\n    </subquestion>\n"
        for one in raw["pairs"]
    )
    shuffle = "    <shuffleanswers>true</shuffleanswers>\n"
    return "matching", f"{shuffle}{_combined()}{''.join(pairs)}", ()


def _order(raw: Raw) -> tuple[str, str, Iterable[str]]:
    """Write the steps in order: their fractions are their places."""
    options = raw["options"]
    answers = (
        _answer(f"{place}.0000000", one["text"], one.get("why", ""))
        for place, one in enumerate(options, 1)
    )
    body = (
        "    <layouttype>VERTICAL</layouttype>\n"
        "    <selecttype>ALL</selecttype>\n"
        f"    <selectcount>{len(options)}</selectcount>\n"
        "    <gradingtype>ABSOLUTE_POSITION</gradingtype>\n"
        "    <showgrading>SHOW</showgrading>\n"
        "    <numberingstyle>none</numberingstyle>\n"
        f"{_combined()}{''.join(answers)}"
    )
    return "ordering", body, ("why",)


_BODIES: dict[str, Callable[[Raw], tuple[str, str, Iterable[str]]]] = {
    "choice": _choice,
    "multiple": _choice,
    "numeric": _numeric,
    "match": _match,
    "order": _order,
}
