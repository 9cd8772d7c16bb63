"""Moodle XML: the format in which Moodle keeps question banks, read question by question.

The elements are those of https://docs.moodle.org/en/Moodle_XML_format; Moodle publishes no schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from examprep.errors import UnreadableFile
from examprep.exchange.extras import join_extras
from examprep.exchange.format import Format
from examprep.exchange.formats import moodle_rules as rules
from examprep.exchange.formats.moodle_element import Source, inner
from examprep.exchange.formats.moodle_pictures import Pictures
from examprep.exchange.formats.moodle_shown import shown_number
from examprep.exchange.formats.moodle_texts import category_path, foreign_tags, own_values
from examprep.exchange.formats.moodle_xml_writing import write
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped

_OPENING = re.compile(r"<quiz[\s>]")
# What is not closed runs to the end of the file, so that no part of it is looked at twice.
_PLACES = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<question[\s>/]", re.DOTALL
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_SHORT = 60
_WRITTEN = "a text to write: examprep asks numbers and options only"
_DRAWN = "numbers are drawn by Moodle from its own formulas"
_NO_PLACE = "examprep has no such question"
_REASONS = {
    "essay": _WRITTEN,
    "description": "it asks nothing",
    "cloze": "several gaps in one text",
    "multianswer": "several gaps in one text",
    "calculated": _DRAWN,
    "calculatedsimple": _DRAWN,
    "calculatedmulti": _DRAWN,
    "stack": "STACK works it out with a computer algebra system",
    "ddwtos": "words to drag into a text",
    "gapselect": "several gaps in one text",
    "ddimageortext": "something to drag onto a picture",
    "ddmarker": "something to drag onto a picture",
    "randomsamatch": "it is put together by Moodle from other questions",
    "random": "it is put together by Moodle from other questions",
}


def _recognises(given: Given) -> bool:
    opening = given.opening
    return _OPENING.search(opening) is not None and "<question" in opening


def _read(given: Given) -> Iterator[Question | Skipped]:
    category, pictures = "", Pictures()
    places = _lines(given)
    for element in _elements(given):
        place = f"line {next(places, 0)}"
        kind = (element.get("type") or "").strip().lower()
        if kind == "category":
            category = category_path(inner(element, "category"))
        else:
            yield _taken(Source(element, pictures), kind, place, category)


def _lines(given: Given) -> Iterator[int]:
    """Give the line on which each question begins."""
    text, line, start = given.text, 1, 0
    for found in _PLACES.finditer(text):
        if found[0].startswith("<q"):
            line += text.count("\n", start, found.start())
            start = found.start()
            yield line


def _elements(given: Given) -> Iterator[Any]:
    """Give each `<question>`, and forget it when the next one is asked for.

    Raises:
        UnreadableFile: this is no XML, or it holds what may do harm.
    """
    try:
        yield from _parsed(given)
    except ParseError as error:
        words = f"line {error.position[0]}: it is no XML: {str(error).partition(':')[0]}"
        raise UnreadableFile(f"{given.path}: {words}") from error
    except DefusedXmlException as error:
        words = "it defines entities, which a question file needs not"
        raise UnreadableFile(f"{given.path}: {words}") from error
    except (ValueError, LookupError) as error:
        raise UnreadableFile(f"{given.path}: its encoding cannot be read") from error


def _parsed(given: Given) -> Iterator[Any]:
    declared = _DECLARED.match(given.data.lstrip())
    foreign = declared and declared[1].lower() not in {b"utf-8", b"utf8", b"utf-16"}
    data = given.data if foreign else _undeclared(given.text).encode()
    root = None
    for event, element in iterparse(BytesIO(data), ("start", "end")):
        root = element if root is None else root
        if event == "end" and element.tag == "question":
            yield element
            root.clear()


def _undeclared(text: str) -> str:
    """Blank the encoding out of the declaration: the text has been decoded."""
    text = text.removeprefix("\ufeff").lstrip()
    if not text.startswith("<?xml"):
        return text
    head, mark, rest = text.partition("?>")
    return f'<?xml version="1.0"{mark}{rest}' if mark and len(head) < _SHORT * 4 else text


def _taken(source: Source, kind: str, place: str, category: str) -> Question | Skipped:
    name = inner(source.element, "name").strip()
    if kind not in _BODIES:
        why = _REASONS.get(kind, _NO_PLACE)
        return Skipped(place, why, name, kind or "a question without a type")
    try:
        raw, notes = _item(source, kind)
    except rules.Unfit as error:
        return Skipped(place, str(error), name, kind)
    number, tags = inner(source.element, "idnumber").strip(), source.tags()
    own = own_values(number, tags)
    more = [foreign_tags(tags, own), *source.remarks(kind)]
    title = name if own or not number else number
    said = (*source.texts.lost, *notes, *(one for one in more if one))
    return Question(
        {**own, **raw}, place, title, category, tuple(dict.fromkeys(said)), source.files
    )


def _item(source: Source, kind: str) -> tuple[Raw, list[str]]:
    """Make an item of a question.

    Raises:
        Unfit: examprep has no such question.
    """
    stem = source.stem()
    general = source.words("generalfeedback")
    shown = join_extras({}, general).get("show", "") if kind == "shortanswer" else ""
    raw, notes = _BODIES[kind](source, shown)
    return rules.explained({"stem": stem, **raw}, general), notes


def _choice(source: Source, _: str) -> tuple[Raw, list[str]]:
    single = inner(source.element, "single").strip().lower() not in {"false", "0"}
    return rules.choice(source.answers(), single=single)


def _several(source: Source, _: str) -> tuple[Raw, list[str]]:
    return rules.choice(source.answers(), single=False)


def _true_false(source: Source, _: str) -> tuple[Raw, list[str]]:
    listed = source.answers()
    answers = {one.text.strip().lower(): one for one in listed}
    if answers.keys() != {"true", "false"} or len(listed) > len(answers):
        raise rules.Unfit("its answers are not true and false")
    truth = answers["true"].fraction >= rules.FULL
    if truth is (answers["false"].fraction >= rules.FULL):
        raise rules.Unfit(f"{'both' if truth else 'neither'} of its answers has the full mark")
    whys = {"why_true": answers["true"].why, "why_false": answers["false"].why}
    return rules.true_false(truth=truth, **whys), []


def _numerical(source: Source, _: str) -> tuple[Raw, list[str]]:
    raw, notes = rules.numeric(source.answers())
    unit, more = source.unit()
    return raw | ({"unit": unit} if unit else {}), notes + more


def _short(source: Source, shown: str) -> tuple[Raw, list[str]]:
    answers = source.answers()
    return rules.typed([shown_number(one, shown) for one in answers] if shown else answers)


def _match(source: Source, _: str) -> tuple[Raw, list[str]]:
    return rules.match(source.pairs())


def _order(source: Source, _: str) -> tuple[Raw, list[str]]:
    answers = source.answers()
    raw = rules.order([one.text for one in answers])
    for option, one in zip(raw["options"], answers, strict=True):
        if one.why:
            option["why"] = one.why
    return raw, []


_BODIES = {
    "multichoice": _choice,
    "multichoiceset": _several,
    "oumultiresponse": _several,
    "truefalse": _true_false,
    "numerical": _numerical,
    "shortanswer": _short,
    "matching": _match,
    "match": _match,
    "ordering": _order,
}

FORMAT = Format(
    "moodle-xml",
    "Moodle XML",
    (".xml",),
    _recognises,
    _read,
    write,
    ("characters that XML cannot hold",),
)
