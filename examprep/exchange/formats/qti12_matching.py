"""Matching questions of QTI 1.2: a response for each left side, whose options are the right ones.

Blackboard writes the right sides in a block of their own, in the order of the empty options.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from examprep.exchange.formats.qti12_parts import RESPONSES, Found, blocks, labels_of
from examprep.exchange.formats.qti_items import Made
from examprep.exchange.formats.qti_xml import every, first
from examprep.exchange.question import Raw

_SHORT = 60


def match(found: Found) -> Made:
    """Make a matching question of several responses, or say why it cannot be one."""
    tags = {one.tag for one in found.responses}
    if not tags <= {"response_lid", "response_grp"}:
        return "it asks several things at once"
    sides = _lefts(found)
    if isinstance(sides, str):
        return sides
    pairs: list[Raw] = []
    used: list[str] = []
    for one, left, rights in sides:
        ident = one.get("ident") or one.get("respident", "")
        right = next(
            (value for rule in found.rules if rule.earns for where, value in rule.asked
             if where == ident and value in rights),
            None,
        )  # fmt: skip
        if right is None:
            return f"it does not say what goes with {left[:_SHORT]}"
        used.append(rights[right])
        pairs.append({"left": left, "right": rights[right]})
    if len(set(used)) < len(used):
        return "two of its pairs have the same answer"
    extra = {text for _, _, rights in sides for text in rights.values() if text} - set(used)
    notes = [f"wrong answers left out: {'; '.join(sorted(extra))}"] if extra else []
    return {"kind": "match", "pairs": pairs}, notes


def _lefts(found: Found) -> list[tuple[Element, str, dict[str, str]]] | str:
    """Give each response of a matching question with its left side and its right sides."""
    block = _classed(found.item, "RIGHT_MATCH_BLOCK")
    if block is None:
        texts = [
            (one, found.texts.material(blocks(one, lambda p: p.tag.startswith("render_"))))
            for one in found.responses
        ]
        if not any(text for _, text in texts):
            return "it asks several things at once, or its left sides have no text"
        return [(one, text, labels_of(one, found.texts)) for one, text in texts if text]
    rights = [found.texts.material(every(each, "material")) for each in block]
    sides = []
    parts = _classed(found.item, "RESPONSE_BLOCK")
    for row in parts if parts is not None else ():
        one = first(row, "response_lid")
        if one is not None:
            left = found.texts.material(blocks(row, lambda p: p.tag in RESPONSES))
            idents = [label.get("ident", "") for label in every(one, "response_label")]
            sides.append((one, left, dict(zip(idents, rights, strict=False))))
    return sides


def _classed(one: Element, name: str) -> Element | None:
    return next((part for part in one.iter() if part.get("class") == name), None)
