"""One `assessmentItem` of QTI 2, or of 3 once its names are those of 2, as a question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from examprep.exchange.extras import join_extras
from examprep.exchange.formats.qti2_scoring import Declared, asked_number, declared
from examprep.exchange.formats.qti_items import Made, options
from examprep.exchange.formats.qti_numbers import numeric, with_places
from examprep.exchange.formats.qti_text import BLANK, Texts, joined
from examprep.exchange.formats.qti_xml import every, first
from examprep.exchange.question import Question, Raw, Skipped

ROOTS = ("assessmentItem", "qti-assessment-item")
TOOL = "examprep"
PREFIX = "i-"
GENERAL = "general"
_KINDS = {
    "extendedText": "essay", "textEntry": "typed text", "inlineChoice": "menu within the text",
    "gapMatch": "gaps to fill by dragging", "hottext": "words to mark", "slider": "slider",
    "hotspot": "hot spot", "upload": "file upload", "drawing": "drawing", "media": "media",
    "selectPoint": "point on a picture", "positionObject": "drag onto a picture",
    "graphicOrder": "order on a picture", "graphicAssociate": "lines on a picture",
    "graphicGapMatch": "drag onto a picture", "custom": "a kind of its own program",
    "portableCustom": "a kind of its own program", "endAttempt": "button",
}  # fmt: skip
_FEEDBACK = {"feedbackInline", "feedbackBlock", "modalFeedback"}
_ASIDE = _FEEDBACK | {"templateInline", "templateBlock", "stylesheet", "rubricBlock"}
_SHORT = 60
_CLOSE = re.compile(r"(?<=[a-z])-([a-z0-9])")


@dataclass(slots=True)
class Found:
    """What an item holds: its texts, its responses, and what asks for them."""

    item: Element
    texts: Texts
    responses: dict[str, Declared] = field(default_factory=dict)
    asking: list[Element] = field(default_factory=list)

    def response(self) -> Declared:
        """Give the response that the one interaction asks for."""
        ident = self.asking[0].get("responseIdentifier", "")
        return self.responses.get(ident) or Declared(ident, "single", "")


def renamed(item: Element) -> Element:
    """Give the elements and attributes of QTI 3.0 the names that they have in QTI 2."""
    for one in item.iter():
        if one.tag.startswith("qti-"):
            one.tag = _camel(one.tag.removeprefix("qti-"))
            for key in [key for key in one.attrib if "-" in key and not key.startswith("data-")]:
                one.set(_camel(key), one.attrib.pop(key))
    return item


def _camel(name: str) -> str:
    return _CLOSE.sub(lambda found: found[1].upper(), name)


def question(item: Element, category: str) -> Question | Skipped:
    """Read one item. Its pictures are still empty."""
    own = item.get("toolName") == TOOL and item.get("identifier", "").startswith(PREFIX)
    found = Found(item, Texts(own=own), declared(item))
    found.asking = [one for one in item.iter() if one.tag.endswith("Interaction")]
    stem = _stem(found)
    made = _made(found)
    if isinstance(made, str) or not stem:
        name = (stem or item.get("title", ""))[:_SHORT]
        why = made if isinstance(made, str) else "it has no text"
        return Skipped("", why, name, _kind(found))
    raw, notes = made
    notes = [*found.response().notes, *notes]
    raw = _with_feedback({"stem": stem, **raw}, found, notes)
    said = tuple(dict.fromkeys([*notes, *found.texts.lost]))
    pictures = dict.fromkeys(found.texts.pictures, b"")
    return Question(raw, "", item.get("title", ""), category, said, pictures)


def _kind(found: Found) -> str:
    names = {str(one.tag).removesuffix("Interaction") for one in found.asking}
    return ", ".join(sorted(_KINDS.get(name, name) for name in names))


def _stem(found: Found) -> str:
    body = first(found.item, "itemBody")
    if body is None:
        return ""
    if found.texts.own and len(body):  # what examprep wrote: the text, then what asks for it
        return found.texts.xhtml(body[0])
    prompts = [found.texts.xhtml(one, _put) for one in every(body, "prompt")]
    text = found.texts.xhtml(body, _put)
    lines = [line for line in text.split("\n") if line.strip() != BLANK]
    text = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
    rubrics = [
        found.texts.xhtml(one) for one in every(body, "rubricBlock")
        if "candidate" in one.get("view", "")
    ]  # fmt: skip
    if len(rubrics) < sum(1 for _ in every(body, "rubricBlock")):
        found.texts.lost["notes for scorers or teachers left out"] = None
    flat = " ".join(text.split())
    return joined(*rubrics, text, *(one for one in prompts if " ".join(one.split()) not in flat))


def _put(one: Element) -> str | None:
    """Say what stands for an element in the text of a question."""
    name = str(one.tag)
    if name == "textEntryInteraction":
        return f" {BLANK} "
    return "" if name.endswith("Interaction") or name in _ASIDE else None


def _made(found: Found) -> Made:
    if first(found.item, "templateDeclaration") is not None:
        return "its values are drawn by the program that shows it"
    if found.item.get("adaptive") in {"true", "1"}:
        return "it changes while it is answered"
    if not found.asking:
        return "it asks nothing"
    if len(found.asking) > 1:
        return "it asks several things at once"
    name = str(found.asking[0].tag).removesuffix("Interaction")
    maker = _MAKERS.get(name)
    if maker is None:
        return "examprep has no such kind of question"
    return maker(found)


def _texts(one: Element, found: Found, name: str) -> dict[str, str]:
    return {each.get("identifier", ""): found.texts.xhtml(each, _put) for each in every(one, name)}


def _choice(found: Found) -> Made:
    one, response = found.asking[0], found.response()
    labels = _texts(one, found, "simpleChoice")
    several = response.cardinality == "multiple"
    notes: list[str] = []
    keys = _known(response.keys, list(labels), notes)
    if not keys:
        return "it does not say which option is right"
    if len(keys) == 1 and one.get("maxChoices") == "1":
        several = False
    return options(labels, keys, notes, several=several)


def _known(keys: list[str], labels: list[str], notes: list[str]) -> set[str]:
    """Find the options that are right; some programs write their numbers in two ways."""
    found = {key for key in keys if key in labels}
    missing = [key for key in keys if key not in labels]
    bare = {_bare(label): label for label in labels}
    if missing and len(bare) == len(labels) and all(_bare(key) in bare for key in missing):
        found |= {bare[_bare(key)] for key in missing}
        notes.append(f"the key {missing[0]} was taken for {bare[_bare(missing[0])]}")
        return found
    return set() if missing else found


def _bare(ident: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", ident)


def _order(found: Found) -> Made:
    labels = _texts(found.asking[0], found, "simpleChoice")
    right = found.response().keys
    if len(right) != len(labels) or set(right) != set(labels):
        return "it does not say the right order of all its parts"
    return {"kind": "order", "options": [{"text": labels[one]} for one in right]}, []


def _match(found: Found) -> Made:
    one = found.asking[0]
    labels = _texts(one, found, "simpleAssociableChoice")
    pairs = [tuple(value.split()) for value in found.response().keys]
    if not pairs or any(len(pair) != 2 or not {*pair} <= labels.keys() for pair in pairs):  # noqa: PLR2004
        return "it does not say what goes together"
    sets = [
        set(_texts(each, found, "simpleAssociableChoice")) for each in every(one, "simpleMatchSet")
    ]
    if len(sets) == 2 and all(pair[0] in sets[1] and pair[1] in sets[0] for pair in pairs):  # noqa: PLR2004
        pairs = [pair[::-1] for pair in pairs]
    lefts, rights = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    if len({*lefts, *rights}) < 2 * len(pairs):
        return "one of its parts belongs to several others"
    order = list(labels)
    pairs.sort(key=lambda pair: order.index(pair[0]))
    alone = [labels[ident] for ident in order if ident not in {*lefts, *rights}]
    notes = [f"parts that belong to none left out: {'; '.join(alone)}"] if alone else []
    made = [{"left": labels[left], "right": labels[right]} for left, right in pairs]
    return {"kind": "match", "pairs": made}, notes


def _typed(found: Found) -> Made:
    asked = asked_number(found.item, found.response())
    return asked if isinstance(asked, str) else numeric(asked, floats=not found.texts.own)


_MAKERS: dict[str, Callable[[Found], Made]] = {
    "choice": _choice,
    "order": _order,
    "match": _match,
    "associate": _match,
    "textEntry": _typed,
}


def _with_feedback(raw: Raw, found: Found, notes: list[str]) -> Raw:
    """Put feedback where it belongs: to its option, or under the explanation."""
    chosen = {option.pop("ident", ""): option for option in raw.get("options", ())}
    general: dict[str, None] = {}
    for one in every(found.item, *_FEEDBACK):
        text, ident = found.texts.xhtml(one), one.get("identifier", "")
        if text and raw.get("kind") != "order" and ident in chosen:
            chosen[ident]["why"] = joined(chosen[ident].get("why", ""), text)
        elif text:
            general[text] = None
            if ident != GENERAL:
                notes.append("feedback on right and wrong answers stands in the explanation")
    raw = join_extras(raw, "\n\n".join(general))
    if found.texts.own:
        raw["id"] = found.item.get("identifier", "").removeprefix(PREFIX)
        if found.item.get("label"):
            raw["topic"] = found.item.get("label")
    return with_places(raw)
