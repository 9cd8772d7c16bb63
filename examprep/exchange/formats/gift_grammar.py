r"""The grammar of GIFT: a file becomes questions as they are written, not yet items.

It follows Moodle's importer (https://docs.moodle.org/en/GIFT_format): a blank line ends a
question, the first `{...}` is its answer, `\` takes the meaning from `: # = { } ~ \`. Where Moodle
would misread what people write (a blank line between braces, two questions without a blank line
between them) this reads what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from examprep.exchange.formats.gift_lines import Block, blocks, decoded, folded

_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"\s*%\s*([-+]?\d{1,3}(?:\.\d{0,20})?)\s*%")
_SIGN = re.compile(r"([=~])")
_COMMENT_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f]){1,100})\]")
_COMMENT_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f]){1,100})\]")
_ORDER = re.compile(r">\s*\d{1,4}[ \tA-Z_0-9]*")
_CLOZE = re.compile(r"\d{0,3}:[A-Z_]{2,20}:")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_BLANK = "_____"
_MOST_ANSWERS = 200


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its format: moodle, html, plain or markdown."""

    form: str
    text: str


@dataclass(frozen=True, slots=True)
class GiftAnswer:
    """One answer: `=` or `~`, its weight in percent if it has one, its text and feedback."""

    sign: str
    weight: float | None
    text: Text
    feedback: Text | None = None


@dataclass(slots=True)
class GiftQuestion:
    """One question as it stands in the file.

    `kind` is category, description, essay, truefalse, choice, short, numeric, match, order, cloze,
    or broken with `why`. `feedbacks` of true/false are for a wrong and for a right response.
    """

    kind: str
    line: int
    stem: Text
    title: str = ""
    number: str = ""
    tags: list[str] = field(default_factory=list)
    embedded: bool = False
    general: Text | None = None
    answers: list[GiftAnswer] = field(default_factory=list)
    pairs: list[tuple[Text, str]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    truth: bool = False
    feedbacks: tuple[Text | None, Text | None] = (None, None)
    why: str = ""


def questions(text: str) -> Iterator[GiftQuestion]:
    """Read a file; a broken question costs only itself."""
    for block in blocks(text):
        if block.category is not None:
            yield GiftQuestion("category", block.line, Text("moodle", block.category))
        else:
            yield _question(block)


def _question(block: Block) -> GiftQuestion:
    comments = "\n".join(block.comments)
    number = _COMMENT_ID.search(comments)
    title, text = _title(block.text)
    found = GiftQuestion("description", block.line, Text("moodle", ""), title)
    found.number = number[1].replace("\\]", "]").strip() if number else ""
    found.tags = [one.replace("\\]", "]").strip() for one in _COMMENT_TAG.findall(comments)]
    start, end = text.find("{"), text.find("}")
    found.why = _misplaced(text, start, end)
    if found.why or start < 0:
        found.kind = "broken" if found.why else "description"
        found.stem = _text(text, "moodle")
        return found
    found.embedded = bool(text[end + 1 :].strip())
    blank = _BLANK if found.embedded else ""
    found.stem = _text(text[:start] + blank + text[end + 1 :], "moodle")
    _answer(found, text[start + 1 : end].strip())
    return found


def _misplaced(text: str, start: int, end: int) -> str:
    """Say what is wrong with the braces; empty where they are a pair, or there are none."""
    if start >= 0 > end:
        return "a brace { is never closed"
    if end >= 0 and not 0 <= start < end:
        return "a brace } is never opened"
    if end >= 0 and "{" in text[end:]:
        return "it has more than one pair of braces; write \\{ and \\} in texts"
    return ""


def _title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    title, colons, rest = text[2:].partition("::")
    return (folded(decoded(title)), rest.strip()) if colons else ("", text)


def _text(text: str, form: str) -> Text:
    """Read a text with its own format, or that of the question."""
    marked = _FORMAT.match(text)
    if marked:
        form, text = marked[1], text[marked.end() :]
    return Text(form, decoded(text.strip() if form in {"html", "markdown"} else folded(text)))


def _feedback(text: str, form: str) -> Text | None:
    return _text(text, form) if text.strip() else None


def _answer(found: GiftQuestion, body: str) -> None:
    """Read what stands between the braces."""
    form = found.stem.form
    place = body.rfind("####")
    if place >= 0:
        found.general = _feedback(body[place + 4 :], form)
        body = body[:place].strip()
    found.kind = _kind(body)
    if found.kind == "broken":
        found.why = f"it has more than {_MOST_ANSWERS} answers"
    elif found.kind == "order":
        found.steps = _steps(body)
    elif found.kind == "match":
        _pairs(found, body)
    elif found.kind == "truefalse":
        _truth(found, body)
    elif found.kind != "essay":
        alone = "~" if found.kind == "choice" else "="
        found.answers = _answers(body.removeprefix("#"), form, alone)


def _steps(body: str) -> list[str]:
    return [decoded(one.strip()) for one in body.split("\n")[1:] if one.strip()]


def _truth(found: GiftQuestion, body: str) -> None:
    parts = [*body.split("#", 2)[1:], "", ""]
    form = found.stem.form
    found.truth = _TRUTHS[_truth_word(body)]
    found.feedbacks = (_feedback(parts[0], form), _feedback(parts[1], form))


def _kind(body: str) -> str:
    """Tell the kind of question by the signs of its answer, as Moodle does."""
    if not body:
        return "essay"
    signs = body.count("=") + body.count("~")
    tests = (
        ("broken", signs > _MOST_ANSWERS),
        ("cloze", _CLOZE.match(body) is not None),
        ("numeric", body[0] == "#"),
        ("order", _ORDER.fullmatch(body.partition("\n")[0].strip()) is not None),
        ("choice", "~" in body),
        ("match", "=" in body and "->" in body),
        ("truefalse", _truth_word(body) in _TRUTHS),
    )
    return next((kind for kind, is_so in tests if is_so), "short")


def _truth_word(body: str) -> str:
    word = body.partition("#")[0].strip()
    return word.upper() if len(word) > 1 else word  # `t` may be a short answer


def _answers(body: str, form: str, alone: str) -> list[GiftAnswer]:
    """Split answers at their signs; `alone` is the sign of one that stands before any sign."""
    first, *rest = _SIGN.split(body)
    found = [_one(sign, text, form) for sign, text in zip(rest[::2], rest[1::2], strict=True)]
    if first.strip():
        found.insert(0, _one(alone, first, form))
    return found


def _one(sign: str, text: str, form: str) -> GiftAnswer:
    weight = _WEIGHT.match(text)
    rest = text[weight.end() :] if weight else text
    words, _, feedback = rest.partition("#")
    number = float(weight[1]) if weight else None
    return GiftAnswer(sign, number, _text(words, form), _feedback(feedback, form))


def _pairs(found: GiftQuestion, body: str) -> None:
    found.kind = "match"
    first, *rest = body.split("=")
    for part in [first, *rest] if first.strip() else rest:
        left, arrow, right = part.partition("->")
        if not arrow:
            found.kind, found.why = "broken", "one of its pairs has no arrow ->"
            return
        found.pairs.append((_text(left, found.stem.form), decoded(folded(right))))
