"""One `item` of QTI 1.2, of whatever program, as a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from examprep.exchange.extras import join_extras
from examprep.exchange.formats import qti12_marking
from examprep.exchange.formats.qti12_matching import match
from examprep.exchange.formats.qti12_parts import (
    RESPONSES,
    Found,
    blocks,
    labels_of,
    outermost,
    twice,
)
from examprep.exchange.formats.qti12_scoring import (
    Condition,
    best,
    conditions,
    costs,
    numbers,
    together,
)
from examprep.exchange.formats.qti_items import Made, by_ident, options
from examprep.exchange.formats.qti_numbers import numeric, with_places
from examprep.exchange.formats.qti_text import Texts, joined
from examprep.exchange.formats.qti_xml import LINE, every, first, words
from examprep.exchange.question import Question, Raw, Skipped

OWN = "examprep_id"
OWN_TOPIC = "examprep_topic"
_FIELDS = {"qtimetadatafield", "qti_metadatafield"}
# What the names of types say, across programs; the rest is seen from the item itself.
_NEVER = (
    ("essay", "essay"), ("file_upload", "file upload"), ("file upload", "file upload"),
    ("text_only", "text without a question"), ("calculated", "calculated"),
    ("multiple_blanks", "several blanks"), ("multiple_dropdowns", "several menus"),
    ("blank plus", "several blanks"), ("hot spot", "hot spot"), ("hot_spot", "hot spot"),
    ("jumbled", "jumbled sentence"), ("quiz bowl", "quiz bowl"), ("likert", "opinion scale"),
    ("opinion", "opinion scale"), ("short response", "short response"), ("long answer", "essay"),
    ("pattern_match", "pattern"), ("paragraph", "jumbled sentence"), ("combination", "combination"),
)  # fmt: skip
_TYPED = "typed text: examprep asks numbers and options only"
_SEVERAL = re.compile(r"multiple.?answer|multiple.?response|multi.?select|several", re.IGNORECASE)
_SHORT = 60
_UNKNOWN = "examprep has no such kind of question"


def question(item: Element, category: str) -> Question | Skipped:
    """Read one item. Its pictures are still empty."""
    fields = _fields(item)
    found = Found(item, Texts(own=OWN in fields), fields)
    presentation = first(item, "presentation")
    if presentation is not None:
        found.responses = outermost(presentation)
    found.rules = conditions(item)
    place = f"line {item.get(LINE)}"
    stem = _stem(found)
    made = _made(found)
    if isinstance(made, str) or not stem:
        why = made if isinstance(made, str) else "it has no text"
        return Skipped(place, why, (stem or item.get("title", ""))[:_SHORT], _kind(found))
    raw, notes = made
    raw = _with_feedback({"stem": stem, **raw}, found, notes)
    if costs(found.rules):
        notes.append("points taken off for wrong answers left out")
    said = tuple(dict.fromkeys([*notes, *found.texts.lost]))
    pictures = dict.fromkeys(found.texts.pictures, b"")
    return Question(raw, place, item.get("title", ""), category, said, pictures)


def _fields(item: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in item.iter():
        if one.tag in _FIELDS:
            label, entry = first(one, "fieldlabel"), first(one, "fieldentry")
            found.setdefault(words(label).lower(), words(entry))
        elif one.tag == "bbmd_questiontype":
            found.setdefault("bb_question_type", words(one))
        elif one.tag == "qmd_itemtype":
            found.setdefault("qmd_itemtype", words(one))
        elif one.tag == "presentation":
            break
    return found


def _kind(found: Found) -> str:
    for part, name in _NEVER:
        if part in found.type:
            return name
    return found.type.replace("_", " ").removeprefix("cc.").partition(".v")[0]


def _stem(found: Found) -> str:
    presentation = first(found.item, "presentation")
    if presentation is None:
        return ""
    blackboard = any(one.get("class") == "RESPONSE_BLOCK" for one in presentation.iter())
    aside = {"RESPONSE_BLOCK", "RIGHT_MATCH_BLOCK"} if blackboard else set()
    ones = blocks(presentation, lambda p: p.tag in RESPONSES or p.get("class") in aside)
    return found.texts.material(ones)


def _made(found: Found) -> Made:
    """Tell what kind of question it is and make it, or say why it cannot be one."""
    if any(part in found.type for part, _ in _NEVER):
        return _UNKNOWN
    if not found.responses:
        return "it asks nothing, or in a way that examprep does not know"
    return match(found) if len(found.responses) > 1 else _one(found, found.responses[0])


def _one(found: Found, one: Element) -> Made:
    if one.tag in {"response_str", "response_num"} and first(one, "render_choice") is None:
        return _typed(found)
    if first(one, "render_choice", "render_extension") is None or _hot(one):
        return _UNKNOWN
    return _order(found) if one.get("rcardinality", "").lower() == "ordered" else _choice(found)


def _hot(one: Element) -> bool:
    return first(one, "render_hotspot") is not None


def _choice(found: Found) -> Made:
    one = found.responses[0]
    if twice(one):
        return "two of its options have the same ident"
    labels = labels_of(one, found.texts)
    several = _several(found, one, set(labels))
    marked = qti12_marking.keys(found.rules, labels, several=several)
    return marked if isinstance(marked, str) else _keyed(labels, *marked, several=several)


def _keyed(labels: dict[str, str], keys: set[str], parts: bool, *, several: bool) -> Made:  # noqa: FBT001
    """Make the options; those that have no text are left out."""
    full = {ident: text for ident, text in labels.items() if text}
    if not keys <= full.keys():
        return "its right option has no text"
    notes = []
    if len(full) < len(labels):
        notes.append(f"{len(labels) - len(full)} empty options left out")
    return options(full, keys, notes + ["part marks left out"] * parts, several=several)


def _several(found: Found, one: Element, known: set[str]) -> bool:
    return (
        one.get("rcardinality", "").lower() == "multiple"
        or _SEVERAL.search(found.type) is not None
        or together(found.rules, known)
    )


def _order(found: Found) -> Made:
    labels = labels_of(found.responses[0], found.texts)
    orders = {
        tuple(value for _, value in rule.asked if value in labels) for rule in best(found.rules)
    }
    whole = [one for one in orders if len(one) == len(labels) == len(set(one))]
    if len(whole) == len(orders) == 1 and not twice(found.responses[0]):
        return {"kind": "order", "options": [{"text": labels[one]} for one in whole[0]]}, []
    return "it does not say the right order" if len(whole) < 2 else "several orders are right"  # noqa: PLR2004


def _typed(found: Found) -> Made:
    one = found.responses[0]
    if sum(1 for _ in every(one, "render_fib")) > 1:
        return "several blanks: examprep asks one thing at a time"
    asked = numbers(found.rules)
    if isinstance(asked, str):
        return _TYPED
    if not asked:
        return "it does not say which answer is right"
    if len({(each.answer, each.low, each.high) for each in asked}) > 1:
        return f"{len(asked)} different numbers or ranges are right"
    return numeric(asked[0], floats=not found.texts.own)


def _with_feedback(raw: Raw, found: Found, notes: list[str]) -> Raw:
    """Put feedback where it belongs: to its option, or under the explanation."""
    texts = {
        one.get("ident", ""): found.texts.material(every(one, "material"))
        for one in every(found.item, "itemfeedback")
    }
    chosen = by_ident(raw)
    for ident, link in _links(found.rules, chosen):
        if texts.get(link):
            option = chosen[ident]
            option["why"] = joined(option.get("why", ""), texts.pop(link))
    raw = join_extras(raw, _explained(texts, notes))
    if found.texts.own:
        raw |= {"id": found.fields[OWN], "topic": found.fields.get(OWN_TOPIC, "")}
    return with_places(raw)


def _explained(texts: dict[str, str], notes: list[str]) -> str:
    judged = [text for link, text in texts.items() if text and _judges(link)]
    if judged:
        notes.append("feedback on right and wrong answers stands in the explanation")
    return joined(*judged, *(text for link, text in texts.items() if not _judges(link)))


def _judges(link: str) -> bool:
    return "correct" in link.lower()


def _links(rules: list[Condition], known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give each option with the feedback that is shown for it alone."""
    uses = Counter(link for rule in rules for link in rule.links)
    for rule in rules:
        option = rule.only(known)
        alone = [link for link in rule.links if uses[link] == 1 and not _judges(link)]
        if option is not None:
            yield from ((option, link) for link in alone)
