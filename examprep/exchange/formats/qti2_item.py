"""One `assessmentItem` of QTI 2, or of 3 once its names are those of 2, as a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from xml.etree.ElementTree import Element

from examprep.exchange.extras import join_extras
from examprep.exchange.formats.qti2_scoring import Declared, asked_number, declared, disagrees
from examprep.exchange.formats.qti_items import Made, by_ident, options
from examprep.exchange.formats.qti_numbers import numeric, with_places
from examprep.exchange.formats.qti_text import BLANK, Texts, joined
from examprep.exchange.formats.qti_xml import every, first
from examprep.exchange.question import Question, Raw, Skipped

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


Pair = tuple[str, str]


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
        return self.responses.get(ident) or Declared(ident, "single")


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
    lines = [line for line in found.texts.xhtml(body, _put).split("\n") if line.strip() != BLANK]
    text = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
    flat = " ".join(text.split())
    prompts = (found.texts.xhtml(one, _put) for one in every(body, "prompt"))
    fresh = [one for one in prompts if " ".join(one.split()) not in flat]
    return joined(*_rubrics(found, body), text, *fresh)


def _rubrics(found: Found, body: Element) -> Iterator[str]:
    """Give what the candidate is told beside the question."""
    for one in every(body, "rubricBlock"):
        if "candidate" in one.get("view", ""):
            yield found.texts.xhtml(one)
        else:
            found.texts.lost["notes for scorers or teachers left out"] = None


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
    maker = _MAKERS.get(str(found.asking[0].tag).removesuffix("Interaction"), _no_kind)
    return _unsure(found) or maker(found)


def _no_kind(_: Found) -> Made:
    return "examprep has no such kind of question"


def _unsure(found: Found) -> str:
    """Say why it cannot be told what is right; empty where it can."""
    if disagrees(found.item, found.response()):
        return "its correct response is not what its points say"
    return "two of its parts have the same identifier" if _twice(found) else ""


def _twice(found: Found) -> bool:
    parts = every(found.asking[0], "simpleChoice", "simpleAssociableChoice")
    names = [one.get("identifier", "") for one in parts]
    return len(set(names)) < len(names)


def _texts(one: Element, found: Found, name: str) -> dict[str, str]:
    return {each.get("identifier", ""): found.texts.xhtml(each, _put) for each in every(one, name)}


def _choice(found: Found) -> Made:
    one, response = found.asking[0], found.response()
    labels = _texts(one, found, "simpleChoice")
    several = response.cardinality == "multiple"
    notes: list[str] = []
    keys = _known(response.keys, labels, notes)
    if not keys:
        return "it does not say which option is right"
    if len(keys) == 1 and one.get("maxChoices") == "1":
        several = False
    return options(labels, keys, notes, several=several)


def _known(keys: list[str], labels: Collection[str], notes: list[str]) -> set[str]:
    """Find the options that are right; some programs write their numbers in two ways."""
    missing = [key for key in keys if key not in labels]
    if not missing:
        return set(keys)
    bare = {_bare(label): label for label in labels}
    meant = {bare[_bare(key)] for key in missing if _bare(key) in bare}
    if len(meant) < len(missing) or len(bare) < len(labels):
        return set()
    notes.append(f"the key {missing[0]} was taken for {bare[_bare(missing[0])]}")
    return meant | (set(keys) - set(missing))


def _bare(ident: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", ident)


def _order(found: Found) -> Made:
    labels = _texts(found.asking[0], found, "simpleChoice")
    right = found.response().keys
    if len(right) != len(labels) or set(right) != set(labels):
        return "it does not say the right order of all its parts"
    return {"kind": "order", "options": [{"text": labels[one]} for one in right]}, []


def _match(found: Found) -> Made:
    labels = _texts(found.asking[0], found, "simpleAssociableChoice")
    pairs = [value.split() for value in found.response().keys]
    whole = all(len(pair) == 2 and labels.keys() >= {*pair} for pair in pairs)  # noqa: PLR2004
    if not pairs or not whole:
        return "it does not say what goes together"
    return _sided(labels, [_turned(found.asking[0], *pair) for pair in pairs])


def _sided(labels: dict[str, str], turned: list[Pair | None]) -> Made:
    sound = [pair for pair in turned if pair]
    if len(sound) < len(turned):
        return "two parts of the same side go together"
    return _paired(labels, sound)


def _paired(labels: dict[str, str], pairs: Sequence[Pair]) -> Made:
    used = set(chain.from_iterable(pairs))
    if len(used) < 2 * len(pairs):
        return "one of its parts belongs to several others"
    place = {ident: number for number, ident in enumerate(labels)}
    pairs = sorted(pairs, key=lambda pair: place[pair[0]])
    alone = [text for ident, text in labels.items() if ident not in used]
    notes = [f"parts that belong to none left out: {'; '.join(alone)}"] if alone else []
    made = [{"left": labels[left], "right": labels[right]} for left, right in pairs]
    return {"kind": "match", "pairs": made}, notes


def _turned(one: Element, left: str, right: str) -> Pair | None:
    """Give a pair with its left side first, as the two sets say; None where both are of one."""
    sides = list(every(one, "simpleMatchSet"))
    names = [{part.get("identifier", "") for part in side} for side in sides]
    if len(names) < 2 or (left in names[0] and right in names[1]):  # noqa: PLR2004
        return left, right
    return (right, left) if left in names[1] and right in names[0] else None


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
    chosen = by_ident(raw)
    general: dict[str, None] = {}
    for one in every(found.item, *_FEEDBACK):
        text, ident = found.texts.xhtml(one), one.get("identifier", "")
        option = None if one.get("showHide") == "hide" else chosen.get(ident)
        if option is not None:
            option["why"] = joined(option.get("why", ""), text)
        elif text:
            general[text] = None
            if ident != GENERAL:
                notes.append("feedback on right and wrong answers stands in the explanation")
    raw = join_extras(raw, "\n\n".join(general))
    if found.texts.own:
        ident = found.item.get("identifier", "").removeprefix(PREFIX)
        raw |= {"id": ident, "topic": found.item.get("label", "")}
    return with_places(raw)
