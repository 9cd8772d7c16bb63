"""Writes QTI 2.1: a package of one file an item, a test with a section a topic, and a manifest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from examprep.archives import pack
from examprep.exchange.extras import with_extras
from examprep.exchange.format import Choices, Output, Told
from examprep.exchange.formats.qti2_item import GENERAL, PREFIX, TOOL
from examprep.exchange.formats.qti_text import clean, paragraphs, survives, xml
from examprep.exchange.naming import slug
from examprep.exchange.question import Raw

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = (
    'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqti_v2p1'
    ' http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"'
)
_RULES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_TEST = "test.xml"
_CARDINALITY = {"multiple": "multiple", "match": "multiple", "order": "ordered"}
_BASE = {"match": "directedPair", "numeric": "float"}


def write(questions: Sequence[Raw], choices: Choices, told: Told) -> Iterable[Output]:
    """Write a package; what its XHTML would change in a text is told."""
    name = slug(choices.bank or choices.title) or "examprep"
    members = [(f"items/{raw['id']}.xml", _item(raw, told).encode()) for raw in questions]
    yield Output(
        pack(
            [
                ("imsmanifest.xml", _manifest(name, questions, choices).encode()),
                (_TEST, _test(name, questions, choices).encode()),
                *members,
            ]
        )
    )


def _manifest(name: str, questions: Sequence[Raw], choices: Choices) -> str:
    items = [f"items/{raw['id']}.xml" for raw in questions]
    needed = "".join(f'<dependency identifierref="{PREFIX}{raw["id"]}"/>\n' for raw in questions)
    resources = "".join(
        f'<resource identifier="{PREFIX}{raw["id"]}" type="imsqti_item_xmlv2p1" href="{href}">'
        f'<file href="{href}"/></resource>\n'
        for raw, href in zip(questions, items, strict=True)
    )
    return (
        f'{_XML}<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"'
        ' xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2"'
        f' identifier="manifest-{name}">\n'
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion>"
        "<imsmd:lom><imsmd:general><imsmd:title>"
        f'<imsmd:langstring xml:lang="en">{xml(choices.title)}</imsmd:langstring>'
        "</imsmd:title></imsmd:general></imsmd:lom></metadata>\n<organizations/>\n<resources>\n"
        f'<resource identifier="test-{name}" type="imsqti_test_xmlv2p1" href="{_TEST}">'
        f'<file href="{_TEST}"/>\n{needed}</resource>\n{resources}</resources>\n</manifest>\n'
    )


def _test(name: str, questions: Sequence[Raw], choices: Choices) -> str:
    opening = (
        f'{_XML}<assessmentTest {_SPACE} identifier="test-{name}" title="{xml(choices.title)}"'
        f' toolName="{TOOL}">\n'
        '<testPart identifier="part" navigationMode="nonlinear" submissionMode="individual">\n'
    )
    parts = [opening]
    for number, (topic, raws) in enumerate(groupby(questions, lambda raw: raw.get("topic", "")), 1):
        said = xml(choices.topics.get(topic, topic)) or "Questions"
        parts.append(f'<assessmentSection identifier="s{number}" title="{said}" visible="true">\n')
        parts += [
            f'<assessmentItemRef identifier="{PREFIX}{raw["id"]}" href="items/{raw["id"]}.xml"/>\n'
            for raw in raws
        ]
        parts.append("</assessmentSection>\n")
    return "".join([*parts, "</testPart>\n</assessmentTest>\n"])


def _item(raw: Raw, told: Told) -> str:
    kind = raw.get("kind", "choice")
    held = {"id", "topic", "why"} if kind in {"choice", "multiple"} else {"id", "topic"}
    general, reasons = with_extras(raw, held), _reasons(raw, kind)
    _tell([raw["stem"], general, *reasons.values(), *_own_texts(raw)], raw, told)
    ident, topic = xml(raw["id"]), xml(raw.get("topic", ""))
    label = f' label="{topic}"' if topic else ""
    opening = (
        f'{_XML}<assessmentItem {_SPACE} identifier="{PREFIX}{ident}" title="{ident}"{label}'
        f' adaptive="false" timeDependent="false" toolName="{TOOL}">\n'
    )
    body = f"<div>{paragraphs(raw['stem'])}</div>\n{_asked(raw, kind)}"
    parts = [opening, _declared(raw, kind), _outcomes(general, reasons, kind)]
    parts += [f"<itemBody>\n{body}</itemBody>\n", _processing(general, reasons)]
    parts += [_feedback("FEEDBACK", ident, why) for ident, why in reasons.items()]
    if general:
        parts.append(_feedback("GENERAL", GENERAL, general))
    return "".join([*parts, "</assessmentItem>\n"])


def _tell(shown: Iterable[str], raw: Raw, told: Told) -> None:
    if not clean(raw):
        told(raw["id"], "control characters")
    if not all(survives(text) for text in shown if text):
        told(raw["id"], "spaces in a row")


def _reasons(raw: Raw, kind: str) -> dict[str, str]:
    """Give the reasons of options by the identifier of their option."""
    options = raw["options"] if kind in {"choice", "multiple"} else ()
    return {
        f"o{place}": option["why"] for place, option in enumerate(options, 1) if option.get("why")
    }


def _own_texts(raw: Raw) -> Iterable[str]:
    yield from (option["text"] for option in raw.get("options", ()))
    yield from (pair[side] for pair in raw.get("pairs", ()) for side in ("left", "right"))


def _declared(raw: Raw, kind: str) -> str:
    if kind == "numeric":
        right = [raw["answer"]]
    elif kind == "match":
        right = [f"l{place} r{place}" for place in range(1, len(raw["pairs"]) + 1)]
    else:
        right = [
            f"o{place}"
            for place, option in enumerate(raw["options"], 1)
            if kind == "order" or option.get("key")
        ]
    values = "".join(f"<value>{value}</value>" for value in right)
    many, base = _CARDINALITY.get(kind, "single"), _BASE.get(kind, "identifier")
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{many}" baseType="{base}">'
        f"<correctResponse>{values}</correctResponse></responseDeclaration>\n"
    )


def _outcomes(general: str, reasons: dict[str, str], kind: str) -> str:
    found = _outcome("SCORE", "single", "float", "<defaultValue><value>0</value></defaultValue>")
    if reasons:
        found += _outcome("FEEDBACK", _CARDINALITY.get(kind, "single"), "identifier")
    return found + (_outcome("GENERAL", "single", "identifier") if general else "")


def _outcome(name: str, many: str, base: str, within: str = "") -> str:
    return (
        f'<outcomeDeclaration identifier="{name}" cardinality="{many}" baseType="{base}">'
        f"{within}</outcomeDeclaration>\n"
    )


def _asked(raw: Raw, kind: str) -> str:
    if kind == "numeric":
        unit = f" {xml(raw['unit'])}" if raw.get("unit") else ""
        return f'<p><textEntryInteraction responseIdentifier="RESPONSE"/>{unit}</p>\n'
    if kind == "match":
        count = len(raw["pairs"])
        sides = "".join(_side(raw, side) for side in ("left", "right"))
        return (
            '<matchInteraction responseIdentifier="RESPONSE" shuffle="true"'
            f' maxAssociations="{count}">\n{sides}</matchInteraction>\n'
        )
    options = "".join(
        f'<simpleChoice identifier="o{place}">{paragraphs(option["text"])}</simpleChoice>\n'
        for place, option in enumerate(raw["options"], 1)
    )
    if kind == "order":
        return (
            '<orderInteraction responseIdentifier="RESPONSE" shuffle="true">\n'
            f"{options}</orderInteraction>\n"
        )
    most = 0 if kind == "multiple" else 1
    return (
        '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true"'
        f' maxChoices="{most}">\n{options}</choiceInteraction>\n'
    )


def _side(raw: Raw, side: str) -> str:
    parts = "".join(
        f'<simpleAssociableChoice identifier="{side[0]}{place}" matchMax="1">'
        f"{paragraphs(pair[side])}</simpleAssociableChoice>\n"
        for place, pair in enumerate(raw["pairs"], 1)
    )
    return f"<simpleMatchSet>\n{parts}</simpleMatchSet>\n"


def _processing(general: str, reasons: dict[str, str]) -> str:
    """Score a right response with 1; the template of IMS does so where no feedback is shown."""
    if not general and not reasons:
        return f'<responseProcessing template="{_RULES}"/>\n'
    shown = ""
    if reasons:
        shown = (
            '<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/>'
            "</setOutcomeValue>\n"
        )
    if general:
        shown += (
            '<setOutcomeValue identifier="GENERAL">'
            f'<baseValue baseType="identifier">{GENERAL}</baseValue></setOutcomeValue>\n'
        )
    return (
        "<responseProcessing>\n<responseCondition><responseIf>"
        '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        f"</setOutcomeValue></responseIf></responseCondition>\n{shown}</responseProcessing>\n"
    )


def _feedback(outcome: str, ident: str, text: str) -> str:
    return (
        f'<modalFeedback outcomeIdentifier="{outcome}" showHide="show" identifier="{ident}">'
        f"{paragraphs(text)}</modalFeedback>\n"
    )
