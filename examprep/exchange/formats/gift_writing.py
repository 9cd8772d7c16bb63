"""Items written as GIFT, with the escapes of Moodle's own export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from examprep.exchange.extras import with_extras
from examprep.exchange.format import Choices, Output, Told
from examprep.exchange.formats.moodle_rules import mistake_words
from examprep.exchange.formats.moodle_shown import as_texts
from examprep.exchange.formats.moodle_texts import OWN, category_text, held_by_tags, tags_of
from examprep.exchange.question import Raw

_ESCAPES = str.maketrans({char: f"\\{char}" for char in "\\#=~{}:"} | {"\n": "\\n", "\r": ""})
_STEP_ESCAPES = str.maketrans({char: f"\\{char}" for char in "\\#{}"})
_BOTH = ("True", "False")


def write(questions: Sequence[Raw], choices: Choices, told: Told) -> Iterable[Output]:
    """Write questions, each topic as a category."""
    lines: list[str] = []
    topic = ""
    for raw in questions:
        if raw["topic"] != topic:
            topic = raw["topic"]
            path = category_text(choices.title, choices.topics.get(topic) or topic)
            lines += [f"$CATEGORY: {path}", ""]
        lines += [*_question(raw, told), ""]
    yield Output("\n".join(lines).encode())


def _question(raw: Raw, told: Told) -> list[str]:
    tags = "".join(f" [tag:{tag}]" for tag in tags_of(raw))
    body, held = _BODIES[raw.get("kind", "choice")](raw, told)
    general = with_extras(raw, {*held, *held_by_tags(raw)})
    if general:
        body.append(f"\t####{_escaped(general)}")
    name = raw["id"].translate(_ESCAPES)
    opening = body.pop(0)
    return [
        f"// [id:{OWN}{raw['id']}]{tags}",
        f"::{name}::[plain]{raw['stem'].translate(_ESCAPES)}{{{opening}",
        *body,
        "}",
    ]


def _escaped(text: str) -> str:
    """Escape a text; one that looks like a format or a weight says first that it is plain."""
    marked = text.startswith(("[", "%"))
    return f"{'[plain]' if marked else ''}{text.translate(_ESCAPES)}"


def _answer(sign: str, text: str, why: str = "") -> str:
    return f"\t{sign}{text}{'#' if why else ''}{_escaped(why) if why else ''}"


def _choice(raw: Raw, _: Told) -> tuple[list[str], Iterable[str]]:
    options = raw["options"]
    if tuple(one["text"] for one in options) == _BOTH:
        return _true_false(options), ("why",)
    signs = ("=" if one.get("key") else "~" for one in options)
    return ["", *map(_option, signs, options)], ("why",)


def _multiple(raw: Raw, _: Told) -> tuple[list[str], Iterable[str]]:
    """Write keys and distractors of equal weights, so that their sum is as examprep marks it."""
    options = raw["options"]
    share = f"{100 / sum(bool(one.get('key')) for one in options):.5f}".rstrip("0").rstrip(".")
    signs = (f"~%{'' if one.get('key') else '-'}{share}%" for one in options)
    return ["", *map(_option, signs, options)], ("why",)


def _option(sign: str, one: Raw) -> str:
    return _answer(sign, _escaped(one["text"]), one.get("why", ""))


def _true_false(options: Sequence[Raw]) -> list[str]:
    right = next(one for one in options if one.get("key"))
    wrong = next(one for one in options if not one.get("key"))
    why = [_escaped(one.get("why", "")) for one in (wrong, right)]
    feedback = f"#{why[0]}#{why[1]}" if any(why) else ""
    return [f"{right['text'].upper()}{feedback}"]


def _numeric(raw: Raw, _: Told) -> tuple[list[str], Iterable[str]]:
    held = ("mistake",)
    texts = as_texts(raw)
    if texts:
        lines = [_weighed(_escaped(text), one) for text, one in texts]
        return ["", *lines], held
    lines = [_weighed(f"{one['answer']}:0", one) for one in raw.get("mistake", ())]
    return ["#", _weighed(f"{raw['answer']}:0", None), *lines], held


def _weighed(text: str, mistake: Raw | None) -> str:
    sign = "=%100%" if mistake is None else "=%0%"
    return _answer(sign, text, mistake_words(mistake) if mistake else "")


def _match(raw: Raw, told: Told) -> tuple[list[str], Iterable[str]]:
    lines = []
    for pair in raw["pairs"]:
        left = pair["left"]
        if "->" in left:
            told(raw["id"], "an arrow -> in what is matched")
            left = left.replace("->", "\u2192")
        lines.append(f"\t={_escaped(left)} -> {pair['right'].translate(_ESCAPES)}")
    return ["", *lines], ()


def _order(raw: Raw, told: Told) -> tuple[list[str], Iterable[str]]:
    """Write the form of Moodle's ordering questions: a step a line, which has no signs."""
    lines = []
    for option in raw["options"]:
        text = option["text"]
        if "\n" in text:
            told(raw["id"], "line breaks in steps to put in order")
            text = " ".join(part.strip() for part in text.split("\n"))
        if text.startswith("//"):  # the line would be a comment
            told(raw["id"], "slashes // at the beginning of a step")
            text = text.lstrip("/ ") or "-"
        lines.append("\t" + text.translate(_STEP_ESCAPES))
    return [f">{len(lines)} ALL VERTICAL ABSOLUTE_POSITION SHOW", *lines], ()


_BODIES: dict[str, Callable[[Raw, Told], tuple[list[str], Iterable[str]]]] = {
    "choice": _choice,
    "multiple": _multiple,
    "numeric": _numeric,
    "match": _match,
    "order": _order,
}
