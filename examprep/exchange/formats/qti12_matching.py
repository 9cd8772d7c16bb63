"""Matching questions of QTI 1.2: a response for each left side, whose options are the right ones.

Blackboard writes the right sides in a block of their own, in the order of the empty options.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from examprep.exchange.formats.qti12_parts import RESPONSES, Found, blocks, labels_of
from examprep.exchange.formats.qti12_scoring import answers
from examprep.exchange.formats.qti_items import Made
from examprep.exchange.formats.qti_xml import every, first
from examprep.exchange.question import Raw

_SHORT = 60
Side = tuple[str, str, dict[str, str]]
"""A response's ident, its left side, and the right sides by ident."""


def match(found: Found) -> Made:
    """Make a matching question of several responses, or say why it cannot be one."""
    sides = _sides(found)
    if not sides:
        return "it asks several things at once, or its left sides have no text"
    if len({frozenset(rights.values()) for _, _, rights in sides}) > 1:
        return "it asks several things at once, each with options of its own"
    right = answers(found.rules)
    pairs: list[Raw] = []
    for where, left, rights in sides:
        if right.get(where) not in rights:
            return f"it does not say what goes with {left[:_SHORT]}"
        pairs.append({"left": left, "right": rights[right[where]]})
    made = _paired(pairs, {text for side in sides for text in side[2].values()})
    return _told(made, len(found.responses) - len(sides))


def _told(made: Made, bare: int) -> Made:
    if bare and not isinstance(made, str):
        made[1].append(f"{bare} of its left sides, which have no text, left out")
    return made


def _paired(pairs: list[Raw], texts: set[str]) -> Made:
    used = {pair["right"] for pair in pairs}
    if len(used) < len(pairs):
        return "two of its pairs have the same answer"
    extra = sorted(texts - used - {""})
    notes = [f"wrong answers left out: {'; '.join(extra)}"] if extra else []
    return {"kind": "match", "pairs": pairs}, notes


def _sides(found: Found) -> list[Side]:
    if not {one.tag for one in found.responses} <= {"response_lid", "response_grp"}:
        return []
    blackboard = _classed(found.item, "RIGHT_MATCH_BLOCK")
    return _rows(found, blackboard) if blackboard is not None else _each(found)


def _each(found: Found) -> list[Side]:
    """Give the sides where each response holds both; none where no left side has text."""
    sides = []
    for one in found.responses:
        left = found.texts.material(blocks(one, lambda part: part.tag.startswith("render_")))
        if left:
            where = one.get("ident", "") or one.get("respident", "")
            sides.append((where, left, labels_of(one, found.texts)))
    return sides


def _rows(found: Found, block: Element) -> list[Side]:
    """Give the sides where the right ones stand in a block of their own."""
    rights = [found.texts.material(every(each, "material")) for each in block]
    rows = _classed(found.item, "RESPONSE_BLOCK")
    sides = []
    for row in rows if rows is not None else ():
        one = first(row, "response_lid")
        if one is not None:
            left = found.texts.material(blocks(row, lambda part: part.tag in RESPONSES))
            idents = [label.get("ident", "") for label in every(one, "response_label")]
            sides.append((one.get("ident", ""), left, dict(zip(idents, rights, strict=False))))
    return sides


def _classed(one: Element, name: str) -> Element | None:
    return next((part for part in one.iter() if part.get("class") == name), None)
