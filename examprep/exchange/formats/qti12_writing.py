"""Writes QTI 1.2 as Canvas takes it in: one assessment, a section for each topic, a manifest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from examprep.archives import pack
from examprep.exchange.extras import with_extras
from examprep.exchange.format import Choices, Output, Told
from examprep.exchange.formats.qti12_item import OWN, OWN_TOPIC
from examprep.exchange.formats.qti_text import clean, paragraphs, survives, xml
from examprep.exchange.markup import is_html
from examprep.exchange.naming import slug
from examprep.exchange.question import Raw

_TYPES = {
    "choice": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "match": "matching_question",
    "numeric": "numerical_question",
    "order": "ordering_question",
}
_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://www.imsglobal.org/xsd/ims_qtiasiv1p2\
 http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd">
"""
_SCORING = """\
<resprocessing>
<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
"""
_MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="manifest-{name}" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"\
 xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2">
<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion>\
<imsmd:lom><imsmd:general><imsmd:title><imsmd:langstring xml:lang="en">{title}\
</imsmd:langstring></imsmd:title></imsmd:general></imsmd:lom></metadata>
<organizations/>
<resources>
<resource identifier="{name}" type="imsqti_xmlv1p2" href="{name}/{name}.xml">
<file href="{name}/{name}.xml"/>
<dependency identifierref="{name}-meta"/>
</resource>
<resource identifier="{name}-meta"\
 type="associatedcontent/imscc_xmlv1p1/learning-application-resource"\
 href="{name}/assessment_meta.xml">
<file href="{name}/assessment_meta.xml"/>
</resource>
</resources>
</manifest>
"""
_META = """\
<?xml version="1.0" encoding="UTF-8"?>
<quiz identifier="{name}" xmlns="http://canvas.instructure.com/xsd/cccv1p0">
<title>{title}</title>
<description></description>
<shuffle_answers>true</shuffle_answers>
<scoring_policy>keep_highest</scoring_policy>
<quiz_type>practice_quiz</quiz_type>
<points_possible>{count}</points_possible>
<allowed_attempts>-1</allowed_attempts>
</quiz>
"""


def write(questions: Sequence[Raw], choices: Choices, told: Told) -> Iterable[Output]:
    """Write a package that Canvas and others import."""
    name = f"quiz-{slug(choices.bank or choices.title) or 'examprep'}"
    title = xml(choices.title)
    parts = [_HEAD, f'<assessment ident="{name}" title="{title}">\n']
    for number, (topic, raws) in enumerate(groupby(questions, lambda raw: raw.get("topic", "")), 1):
        said = xml(choices.topics.get(topic, topic))
        parts.append(f'<section ident="s{number}" title="{said}">\n')
        parts += [_item(raw, told) for raw in raws]
        parts.append("</section>\n")
    parts.append("</assessment>\n</questestinterop>\n")
    meta = _META.format(name=f"{name}-meta", title=title, count=len(questions))
    yield Output(
        pack(
            [
                ("imsmanifest.xml", _MANIFEST.format(name=name, title=title).encode()),
                (f"{name}/{name}.xml", "".join(parts).encode()),
                (f"{name}/assessment_meta.xml", meta.encode()),
            ]
        )
    )


def _item(raw: Raw, told: Told) -> str:
    kind = raw.get("kind", "choice")
    if not clean(raw):
        told(raw["id"], "control characters")
    held = {"id", "topic", "why"} if kind in {"choice", "multiple"} else {"id", "topic"}
    general = with_extras(raw, held)
    fields = {"question_type": _type(raw), "points_possible": "1", OWN: raw["id"]}
    if raw.get("topic"):
        fields[OWN_TOPIC] = raw["topic"]
    feedback = _feedback(raw, kind, general)
    ident = xml(raw["id"])
    parts = [f'<item ident="{ident}" title="{ident}">\n<itemmetadata><qtimetadata>\n']
    parts += [_field(label, entry) for label, entry in fields.items()]
    parts += ["</qtimetadata></itemmetadata>\n<presentation>\n", _material(raw["stem"])]
    parts += [*_asked(raw, kind), "</presentation>\n", _SCORING]
    parts += [_shown(link) for link in feedback]
    parts += [*_scored(raw, kind), "</resprocessing>\n"]
    for link, text in feedback.items():
        shown = f"<flow_mat>{_material(text)}</flow_mat>"
        parts.append(f'<itemfeedback ident="{link}">{shown}</itemfeedback>\n')
    return "".join([*parts, "</item>\n"])


def _feedback(raw: Raw, kind: str, general: str) -> dict[str, str]:
    """Give the texts that are shown after an answer, by ident."""
    found = {"general_fb": general} if general else {}
    if kind in {"choice", "multiple"}:
        for place, option in enumerate(raw["options"], 1):
            if option.get("why"):
                found[f"o{place}_fb"] = option["why"]
    return found


def _type(raw: Raw) -> str:
    texts = [option["text"] for option in raw.get("options", ())]
    if raw.get("kind", "choice") == "choice" and texts == ["True", "False"]:
        return "true_false_question"
    return _TYPES[raw.get("kind", "choice")]


def _field(label: str, entry: str) -> str:
    return (
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel>"
        f"<fieldentry>{xml(entry)}</fieldentry></qtimetadatafield>\n"
    )


def _material(text: str) -> str:
    """Write a text as HTML, but plain where HTML would change it."""
    html = survives(text)
    kind, words = ("html", paragraphs(text)) if html else ("plain", text)
    return f'<material><mattext texttype="text/{kind}">{xml(words)}</mattext></material>\n'


def _short(text: str) -> str:
    """Write the text of an option: plain where it has one line and no sign of markup."""
    if "\n" in text or is_html(text):
        return _material(text)
    return f'<material><mattext texttype="text/plain">{xml(text)}</mattext></material>'


def _asked(raw: Raw, kind: str) -> Iterable[str]:
    if kind == "numeric":
        yield (
            '<response_str ident="response1" rcardinality="Single"><render_fib fibtype="Decimal">'
            '<response_label ident="answer1"/></render_fib></response_str>\n'
        )
    elif kind == "match":
        labels = _labels([pair["right"] for pair in raw["pairs"]])
        for place, pair in enumerate(raw["pairs"], 1):
            yield f'<response_lid ident="response_{place}" rcardinality="Single">'
            yield _short(pair["left"])
            yield f"<render_choice>\n{labels}</render_choice></response_lid>\n"
    else:
        asked = {"multiple": "Multiple", "order": "Ordered"}.get(kind, "Single")
        labels = _labels([option["text"] for option in raw["options"]])
        yield f'<response_lid ident="response1" rcardinality="{asked}"><render_choice>\n'
        yield f"{labels}</render_choice></response_lid>\n"


def _labels(texts: Iterable[str]) -> str:
    return "".join(
        f'<response_label ident="o{place}">{_short(text)}</response_label>\n'
        for place, text in enumerate(texts, 1)
    )


def _shown(link: str) -> str:
    """Show feedback: of an option when it is chosen, the general one always."""
    option = link.removesuffix("_fb")
    asked = "<other/>" if option == "general" else _equal(option)
    return (
        f'<respcondition continue="Yes"><conditionvar>{asked}</conditionvar>'
        f'<displayfeedback feedbacktype="Response" linkrefid="{link}"/></respcondition>\n'
    )


def _equal(value: str, response: str = "response1") -> str:
    return f'<varequal respident="{response}">{xml(value)}</varequal>'


def _scored(raw: Raw, kind: str) -> Iterable[str]:
    if kind == "match":
        share = f"{100 / len(raw['pairs']):.2f}"
        for place in range(1, len(raw["pairs"]) + 1):
            yield _points(_equal(f"o{place}", f"response_{place}"), share, "Add", "Yes")
    elif kind == "numeric":
        answer = raw["answer"]
        ends = (f'<{side} respident="response1">{answer}</{side}>' for side in ("vargte", "varlte"))
        yield _points(f"<or>{_equal(answer)}<and>{''.join(ends)}</and></or>", "100")
    else:
        right = "".join(_right(raw, kind))
        yield _points(right if kind == "choice" else f"<and>{right}</and>", "100")


def _right(raw: Raw, kind: str) -> Iterable[str]:
    """Ask for the keys, of several also that no other is chosen, or for every step in order."""
    for place, option in enumerate(raw["options"], 1):
        asked = _equal(f"o{place}")
        if kind == "order" or option.get("key"):
            yield asked
        elif kind == "multiple":
            yield f"<not>{asked}</not>"


def _points(asked: str, points: str, action: str = "Set", more: str = "No") -> str:
    return (
        f'<respcondition continue="{more}"><conditionvar>{asked}</conditionvar>'
        f'<setvar action="{action}" varname="SCORE">{points}</setvar></respcondition>\n'
    )
