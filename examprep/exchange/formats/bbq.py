"""Blackboard's question files: a question a line, its parts between tabs, its type first.

The types are those of Blackboard's page "Upload questions"; texts may hold HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from examprep.exchange.format import Choices, Format, Output, Told
from examprep.exchange.given import Given
from examprep.exchange.markup import is_html, plain, to_html
from examprep.exchange.numbers import half_unit, number, typed
from examprep.exchange.question import Question, Raw, Skipped
from examprep.text import plural

_TYPES = {
    "MC": "multiple choice", "MA": "multiple answer", "TF": "true/false", "ESS": "essay",
    "ORD": "ordering", "MAT": "matching", "FIB": "fill in the blank",
    "FIB_PLUS": "fill in several blanks", "FIL": "file response", "NUM": "numeric",
    "SR": "short response", "OP": "opinion scale", "JUMBLED_SENTENCE": "jumbled sentence",
    "QUIZ_BOWL": "quiz bowl", "EITHER_OR": "either/or",
}  # fmt: skip
_TYPED = "typed text: examprep asks numbers and options only"
_UNASKED = {"FIB_PLUS": _TYPED, "SR": _TYPED, "QUIZ_BOWL": _TYPED, "JUMBLED_SENTENCE": _TYPED}
_NO_SUCH = "examprep has no such kind of question"
# The code of two checksums that a maker of such files puts in front of every question.
_CODE = re.compile(r"<p>\s*([0-9a-f]{4}_[0-9a-f]{4})\s*</p>\s*")
_MOST, _LEAST = 9, 3
_SHORT = 60
_HELD = {
    "choice": {"options"}, "multiple": {"options"}, "order": {"options"}, "match": {"pairs"},
    "numeric": {"answer", "round"},
}  # fmt: skip


class _Refused(Exception):  # noqa: N818 - a question, not a fault
    """A question cannot become an item; the text says why."""


class _Fields:
    """The fields of one question, with markup taken off, and what that cost."""

    def __init__(self, fields: list[str]) -> None:
        self.notes: dict[str, None] = {}
        self.title = ""
        code = _CODE.match(fields[0])
        if code:
            self.title = code[1]
            fields = [fields[0][code.end() :], *fields[1:]]
        self.stem, *self.rest = map(self._plain, _trimmed(fields) or [""])
        self.unseen = bool(self.stem) and any(
            not text and field.strip() for text, field in zip(self.rest, fields[1:], strict=False)
        )

    def _plain(self, text: str) -> str:
        if not is_html(text):
            return text.strip()
        found = plain(text)
        self.notes |= dict.fromkeys(found.lost)
        return found.text


def _recognises(given: Given) -> bool:
    if given.is_zip:
        return False
    lines = [line.split("\t", 2) for line in given.opening.split("\n") if line.strip()]
    return bool(lines) and sum(len(one) > 1 and _type(one[0]) in _TYPES for one in lines) * 2 > len(
        lines
    )


def _type(text: str) -> str:
    return text.strip().lstrip("\ufeff").upper()


def _read(given: Given) -> Iterator[Question | Skipped]:
    for line, text in enumerate(given.text.split("\n"), 1):
        if text.strip():
            yield _question(f"line {line}", text)


def _question(place: str, line: str) -> Question | Skipped:
    kind, *rest = line.split("\t")
    kind = _type(kind)
    fields = _Fields(rest or [""])
    name = " ".join(fields.stem.split())[:_SHORT]
    if kind not in _TYPES:
        why = "its first field is no type of question; a tab parts the fields"
        return Skipped(place, why, " ".join(line.split())[:_SHORT])
    try:
        raw: Raw = {"stem": fields.stem, **_answers(kind, fields)}
    except _Refused as error:
        return Skipped(place, str(error), name, _TYPES[kind])
    return Question(raw, place, fields.title, "", tuple(fields.notes))


def _answers(kind: str, fields: _Fields) -> Raw:
    if kind not in _READERS:
        raise _Refused(_UNASKED.get(kind, _NO_SUCH))
    if not fields.stem:
        raise _Refused("it has no question")
    if fields.unseen:
        raise _Refused("an answer is a picture or a script, with no text")
    return _READERS[kind](fields)


def _marked(fields: _Fields) -> list[Raw]:
    """Read texts and the words `correct` and `incorrect` by turns."""
    rest = fields.rest
    options: list[Raw] = []
    for text, mark in zip(rest[::2], rest[1::2], strict=False):
        word = mark.strip().lower()
        if word not in {"correct", "incorrect"}:
            raise _Refused(f"{mark[:20] or 'nothing'} stands where correct or incorrect belongs")
        options.append({"text": text} | ({"key": True} if word == "correct" else {}))
    if len(rest) % 2:
        raise _Refused("an option has no correct or incorrect after it")
    return _few(options, 2, "option")


def _few(several: list[Raw], least: int, what: str) -> list[Raw]:
    if len(several) > _MOST:
        raise _Refused(f"{plural(len(several), what)}; {_MOST} is the most")
    if len(several) < least:
        raise _Refused(f"{plural(len(several), what)}; {least} is the least")
    return several


def _trimmed(fields: list[str]) -> list[str]:
    """Leave out empty fields at the end, which spreadsheets add."""
    count = len(fields)
    while count and not fields[count - 1].strip():
        count -= 1
    return fields[:count]


def _choice(fields: _Fields) -> Raw:
    options = _marked(fields)
    keys = sum("key" in option for option in options)
    if keys != 1:
        raise _Refused("no option is correct" if not keys else "several options are correct")
    return {"options": options}


def _multiple(fields: _Fields) -> Raw:
    options = _marked(fields)
    keys = sum("key" in option for option in options)
    if keys == 1:
        fields.notes["one option is right: a single choice"] = None
        return {"options": options}
    if keys == len(options):
        raise _Refused("every option is correct")
    return {"kind": "multiple", "options": _few(options, _LEAST, "option")}


def _further(fields: _Fields, count: int) -> None:
    if len(fields.rest) > count:
        fields.notes[f"fields after its answer left out: {fields.rest[count][:40]}"] = None


def _flag(fields: _Fields) -> Raw:
    _further(fields, 1)
    word = "".join(fields.rest[:1]).strip().lower()
    if word not in {"true", "false"}:
        raise _Refused(f"its answer is {word[:20] or 'missing'}; write true or false")
    texts = ("True", "False")
    options = [{"text": text} | ({"key": True} if text.lower() == word else {}) for text in texts]
    return {"options": options}


def _order(fields: _Fields) -> Raw:
    options = [{"text": text} for text in fields.rest]
    return {"kind": "order", "options": _few(options, _LEAST, "step")}


def _match(fields: _Fields) -> Raw:
    rest = fields.rest
    if len(rest) % 2:
        raise _Refused("a text has no partner")
    pairs = [{"left": a, "right": b} for a, b in zip(rest[::2], rest[1::2], strict=True)]
    if any(not pair["left"] for pair in pairs):
        raise _Refused("a partner stands alone: examprep matches every text")
    return {"kind": "match", "pairs": _few(pairs, _LEAST, "pair")}


def _numeric(fields: _Fields) -> Raw:
    rest = fields.rest
    value = number(rest[0]) if rest else None
    if value is None:
        raise _Refused("its answer is no number")
    off = number(rest[1]) if len(rest) > 1 else Decimal(0)
    if off is None:
        raise _Refused(f"its tolerance {rest[1][:20]} is no number")
    found = typed(value, off)
    if isinstance(found, str):
        raise _Refused(found)
    fields.notes |= dict.fromkeys(found[1])
    if "," in rest[0]:
        fields.notes[f"{rest[0]} was read as {found[0]['answer']}"] = None
    _further(fields, 2)
    return {"kind": "numeric", **found[0]}


def _blank(fields: _Fields) -> Raw:
    rest = fields.rest
    if len(rest) != 1 or number(rest[0]) is None:
        raise _Refused(_TYPED)
    return _numeric(fields)


_READERS: dict[str, Callable[[_Fields], Raw]] = {
    "MC": _choice, "MA": _multiple, "TF": _flag, "ORD": _order, "MAT": _match, "NUM": _numeric,
    "FIB": _blank,
}  # fmt: skip


def _write(questions: Sequence[Raw], _: Choices, told: Told) -> Iterable[Output]:
    lines = [line for raw in questions if (line := _line(raw, told))]
    yield Output("".join(f"{line}\n" for line in lines).encode())


def _line(raw: Raw, told: Told) -> str:
    kind = raw.get("kind", "choice")
    if raw.get("show"):
        told(raw["id"], "numbers written as dates, times or ratios: left out")
        return ""
    for key in sorted(raw.keys() - _HELD[kind] - {"id", "topic", "kind", "stem"}):
        told(raw["id"], key)
    if any(one.get("why") for one in [*raw.get("options", ()), *raw.get("pairs", ())]):
        told(raw["id"], "why")
    return "\t".join(map(_field, _parts(kind, raw)))


def _parts(kind: str, raw: Raw) -> list[str]:
    if kind == "numeric":
        return ["NUM", raw["stem"], raw["answer"], half_unit(raw.get("round", 0))]
    if kind == "match":
        sides = (side for pair in raw["pairs"] for side in (pair["left"], pair["right"]))
        return ["MAT", raw["stem"], *sides]
    texts = [option["text"] for option in raw["options"]]
    if kind == "order":
        return ["ORD", raw["stem"], *texts]
    return _optioned(kind, raw, texts)


def _optioned(kind: str, raw: Raw, texts: list[str]) -> list[str]:
    marks = ["correct" if option.get("key") else "incorrect" for option in raw["options"]]
    if kind == "choice" and texts == ["True", "False"]:
        return ["TF", raw["stem"], "true" if marks[0] == "correct" else "false"]
    several = chain.from_iterable(zip(texts, marks, strict=True))
    return ["MA" if kind == "multiple" else "MC", raw["stem"], *several]


def _field(text: str) -> str:
    """Write one field: HTML where the text has lines or signs that mean something there.

    All is ASCII: Blackboard and others disagree about the encoding of such a file.
    """
    text = text.replace("\t", " ")
    if text.isascii() and "\n" not in text and "  " not in text and not set(text) & set("<>&"):
        return text
    parts = [to_html(part).replace("  ", " &#160;") for part in re.split(r"\n{2,}", text)]
    whole = parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)
    return whole.encode("ascii", "xmlcharrefreplace").decode()


FORMAT = Format(
    "bbq",
    "Blackboard",
    (".txt", ".tsv"),
    _recognises,
    _read,
    _write,
    (
        "explanations, reasons, sources and all that stands beside question, options and key",
        "units, steps and mistakes of numbers",
        "numbers written as dates, times or ratios",
        "topics and ids",
    ),
)
