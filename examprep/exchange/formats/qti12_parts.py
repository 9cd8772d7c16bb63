"""The parts of an item of QTI 1.2: its responses, the options of one, the texts beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from examprep.exchange.formats.qti12_scoring import Condition
from examprep.exchange.formats.qti_text import Texts
from examprep.exchange.formats.qti_xml import every

RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")
_TYPE_FIELDS = (
    "question_type", "cc_profile", "qmd_questiontype", "bb_question_type", "wct_questiontype",
    "qmd_itemtype", "respondusapi_qtype",
)  # fmt: skip
_SAID = {"yes_no": ("Yes", "No"), "agree_disagree": ("Agree", "Disagree"),
         "right_wrong": ("Right", "Wrong"), "true_false": ("True", "False")}  # fmt: skip


@dataclass(slots=True)
class Found:
    """What an item holds: its texts, metadata, responses and conditions."""

    item: Element
    texts: Texts
    fields: dict[str, str] = field(default_factory=dict)
    responses: list[Element] = field(default_factory=list)
    rules: list[Condition] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Give the type as the program calls it, in small letters."""
        named = next((self.fields[key] for key in _TYPE_FIELDS if self.fields.get(key)), "")
        return named.lower().removesuffix("_question")


def outermost(one: Element) -> list[Element]:
    """Give the responses of a question; one within another is part of it."""
    found = []
    for part in one:
        if part.tag in RESPONSES:
            found.append(part)
        elif part.tag != "material":
            found += outermost(part)
    return found


def blocks(one: Element, taken: Callable[[Element], bool]) -> list[Element]:
    """Give the `material` of an element, but none in what is `taken`."""
    found = []
    for part in one:
        if part.tag == "material":
            found.append(part)
        elif not taken(part):
            found += blocks(part, taken)
    return found


def labels_of(one: Element, texts: Texts) -> dict[str, str]:
    """Give the options of a response: texts by ident."""
    return {label.get("ident", ""): _label(label, texts) for label in every(one, "response_label")}


def twice(one: Element) -> bool:
    """Tell whether two options of a response have the same ident: rules cannot tell them apart."""
    idents = [label.get("ident", "") for label in every(one, "response_label")]
    return len(set(idents)) < len(idents)


def _label(label: Element, texts: Texts) -> str:
    text = texts.material(every(label, "material"))
    base, dot, which = text.partition(".")
    if dot and base in _SAID and which in {"true", "false"}:  # Blackboard's either/or
        return _SAID[base][which == "false"]
    return {"true": "True", "false": "False"}.get(text or label.get("ident", ""), text)
