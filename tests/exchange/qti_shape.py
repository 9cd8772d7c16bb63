"""Small files of QTI, written for tests."""

from __future__ import annotations

from pathlib import Path

from examprep.archives import pack
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.registry import format_named

PICTURE = b"\x89PNG\r\n\x1a\n"
SPACE = "http://www.imsglobal.org/xsd/"


def read(name: str, data: str | bytes, folder: Path) -> list[Question | Skipped]:
    """Read a file as one format says it should be."""
    reader = format_named(name).read
    assert reader
    whole = data.encode() if isinstance(data, str) else data
    return list(reader(Given(folder / "quiz.zip", whole)))


def only(name: str, data: str | bytes, folder: Path) -> Question:
    (found,) = read(name, data, folder)
    assert isinstance(found, Question), found
    return found


def raw_of(name: str, data: str | bytes, folder: Path) -> Raw:
    return only(name, data, folder).raw


def refused(name: str, data: str | bytes, folder: Path) -> str:
    """Give why the one question of a file was skipped, with its type."""
    (found,) = read(name, data, folder)
    assert isinstance(found, Skipped), found
    return f"{found.kind}: {found.why}"


def texts(raw: Raw) -> list[str]:
    return [option["text"] for option in raw["options"]]


def keys(raw: Raw) -> list[str]:
    return [option["text"] for option in raw["options"] if option.get("key")]


# QTI 1.2


def quiz(*items: str, title: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<questestinterop xmlns="{SPACE}ims_qtiasiv1p2">\n'
        f'<assessment ident="a" title="{title}"><section ident="root_section">\n'
        f"{''.join(items)}</section></assessment></questestinterop>"
    )


def item(asked: str, rules: str = "", kind: str = "", stem: str = "Which?", more: str = "") -> str:
    field = f"<fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry>"
    return (
        '<item ident="q1" title="Question"><itemmetadata><qtimetadata><qtimetadatafield>'
        f"{field}</qtimetadatafield></qtimetadata></itemmetadata>\n<presentation>"
        f"{material(stem)}{asked}</presentation>\n<resprocessing>"
        '<outcomes><decvar maxvalue="100" varname="SCORE"/></outcomes>'
        f"{rules}</resprocessing>{more}</item>\n"
    )


def material(text: str, kind: str = "text/plain") -> str:
    return f'<material><mattext texttype="{kind}">{text}</mattext></material>'


def labels(texts: dict[str, str]) -> str:
    found = "".join(
        f'<response_label ident="{ident}">{material(text)}</response_label>'
        for ident, text in texts.items()
    )
    return f"<render_choice>{found}</render_choice>"


def lid(texts: dict[str, str], many: str = "Single", ident: str = "r", left: str = "") -> str:
    said = material(left) if left else ""
    return (
        f'<response_lid ident="{ident}" rcardinality="{many}">{said}{labels(texts)}</response_lid>'
    )


def typed(kind: str = "Decimal") -> str:
    return (
        f'<response_str ident="r" rcardinality="Single"><render_fib fibtype="{kind}">'
        '<response_label ident="a"/></render_fib></response_str>'
    )


def equal(value: str, ident: str = "r") -> str:
    return f'<varequal respident="{ident}">{value}</varequal>'


def rule(asked: str, points: str = "", link: str = "", action: str = "Set") -> str:
    score = f'<setvar action="{action}" varname="SCORE">{points}</setvar>' if points else ""
    shown = f'<displayfeedback feedbacktype="Response" linkrefid="{link}"/>' if link else ""
    return f"<respcondition><conditionvar>{asked}</conditionvar>{score}{shown}</respcondition>\n"


def feedback(ident: str, text: str) -> str:
    return f'<itemfeedback ident="{ident}"><flow_mat>{material(text)}</flow_mat></itemfeedback>'


# QTI 2 and 3


def assessment(
    declared: str, body: str, rules: str = "", attributes: str = "", version: str = "imsqti_v2p1"
) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem xmlns="{SPACE}{version}"'
        f' identifier="q1" title="A title" adaptive="false" timeDependent="false"{attributes}>\n'
        f"{declared}\n<itemBody>{body}</itemBody>\n{rules}</assessmentItem>"
    )


def response(*right: str, many: str = "single", base: str = "identifier", points: str = "") -> str:
    values = "".join(f"<value>{value}</value>" for value in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{many}" baseType="{base}">'
        f"{correct}{points}</responseDeclaration>"
    )


def mapping(points: dict[str, float]) -> str:
    entries = "".join(
        f'<mapEntry mapKey="{value}" mappedValue="{given}"/>' for value, given in points.items()
    )
    return f'<mapping defaultValue="0">{entries}</mapping>'


def choice(texts: dict[str, str], most: int = 1, name: str = "choice") -> str:
    options = "".join(
        f'<simpleChoice identifier="{ident}">{text}</simpleChoice>' for ident, text in texts.items()
    )
    return (
        f'<{name}Interaction responseIdentifier="RESPONSE" maxChoices="{most}">'
        f"<prompt>Which?</prompt>{options}</{name}Interaction>"
    )


def package(
    *members: tuple[str, str | bytes], hrefs: tuple[str, ...] = (), kind: str = ""
) -> bytes:
    resources = "".join(
        f'<resource identifier="r{n}" type="{kind}" href="{href}"><file href="{href}"/></resource>'
        for n, href in enumerate(hrefs)
    )
    manifest = f"<manifest><resources>{resources}</resources></manifest>"
    whole = [("imsmanifest.xml", manifest), *members]
    return pack([(name, d.encode() if isinstance(d, str) else d) for name, d in whole])
