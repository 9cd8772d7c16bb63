"""Which options are right, as tables say it: a letter, a number, the text itself, several."""

from __future__ import annotations

import re

from examprep.exchange.columns import LETTERS, Header
from examprep.exchange.question import Raw
from examprep.text import plural

_KINDS = {
    "choice": "choice multiplechoice mc mcq single singlechoice singleanswer radio quiz onecorrect",
    "multiple": (
        "multiple multipleanswer multipleanswers multipleresponse multipleselect multiselect ma "
        "msq mr checkbox checkboxes multiplecorrect selectall multiplechoicemultiple"
    ),
    "numeric": "numeric numerical number num calculation",
    "order": "order ordering sequence sequencing reorder ord puzzle",
    "match": "match matching mat pairs",
    "true/false": "truefalse tf trueorfalse boolean yesno",
}
_TYPED = frozenset((
    "fillintheblank", "fib", "fillin", "fillintheblanks", "shortanswer", "typeanswer", "openended",
    "open", "essay", "text", "cloze",
))  # fmt: skip
_NEVER = frozenset((
    "poll", "slide", "wordcloud", "draw", "drawing", "dropdown", "hotspot", "draganddrop", "upload",
    "survey",
))  # fmt: skip
_NAMED = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_MARK = re.compile(
    r"(?:option|choice|answer|ans)?[\s#(]*([a-i]|[0-9])(?:\.0+)?\s*[.):]?", re.IGNORECASE
)
_PARTED = re.compile(r"\s*(?:[,;|&/\n]|\band\b)\s*", re.IGNORECASE)
_TOGETHER = re.compile(r"[A-Ia-i]{2,9}")
_LEADING = re.compile(r"\(?([A-Ia-i])[.):]\s+(\S.*)", re.DOTALL)
_MOST = len(LETTERS)
_TRUE = {"true": True, "t": True, "yes": True, "1": True, "false": False, "f": False, "no": False}


class Unclear(Exception):  # noqa: N818 - named after the condition
    """A row cannot become an item; the text says why, and how to mend it."""


def kind_named(name: str, key: str, options: dict[int, str]) -> tuple[str, list[str]]:
    """Give the kind that a type's name means, empty where the columns must tell; and notes.

    Raises:
        Unclear: examprep asks no such question.
    """
    plain = re.sub(r"[\W_]+", "", name.casefold())
    if plain in _NEVER:
        raise Unclear("examprep has no such kind of question")
    if plain in _TYPED:
        return _one_number(key, options), []
    if plain in _NAMED:
        return _NAMED[plain], []
    if not options and key.casefold() in {"true", "false"}:
        return "true/false", []
    return "", [f"the type {name[:40]} is not known; read by its columns"] if plain else []


def _one_number(key: str, options: dict[int, str]) -> str:
    if len(options) > 1 or not (options or key):
        raise Unclear("typed text: examprep asks numbers and options only")
    return "numeric"


def flag(key: str, options: dict[int, str]) -> list[Raw]:
    """Give the options of a true-or-false question.

    Raises:
        Unclear: the key is neither.
    """
    texts = list(options.values()) or ["True", "False"]
    place = _flagged(key.casefold(), [text.casefold() for text in texts], lettered=bool(options))
    if not 0 <= place < len(texts):
        raise Unclear(f"its key is {key[:40] or 'missing'}; write true or false")
    return [_option(text, key=n == place) for n, text in enumerate(texts)]


def _flagged(key: str, texts: list[str], *, lettered: bool) -> int:
    """Give the place of the right one of two texts; -1 where the key says neither."""
    if key in texts:
        return texts.index(key)
    mark = _MARK.fullmatch(key) if lettered else None
    if mark:
        return _place(mark[1])
    if key not in _TRUE or len(texts) != 2:  # noqa: PLR2004
        return -1
    return int(_TRUE[key] != (texts[0] in {"true", "yes", "t"}))


def _option(text: str, *, key: bool) -> Raw:
    return {"text": text, "key": True} if key else {"text": text}


def keyed(kind: str, key: str, options: dict[int, str], notes: list[str], header: Header) -> Raw:
    """Give kind and options of a question with options; `options` by the place of their column.

    Raises:
        Unclear: the key is missing, or says no option for sure.
    """
    if kind == "true/false":
        return {"options": flag(key, options)}
    if len(options) > _MOST:
        raise Unclear(f"{plural(len(options), 'option')}; {_MOST} is the most")
    if kind == "order":
        return {"kind": "order", "options": [{"text": text} for text in options.values()]}
    right = _right(key, options, header)
    notes += _counted(kind, len(right))
    several = [_option(text, key=place in right) for place, text in options.items()]
    return {"options": several} | ({"kind": "multiple"} if len(right) > 1 else {})


def _counted(kind: str, count: int) -> list[str]:
    """Say what the number of right options means for a question of a kind."""
    if count > 1 and kind == "choice":
        raise Unclear("several options are right, but only one may be chosen")
    if count > 1 and not kind:
        return ["several options are right: all of them are to be chosen"]
    return ["one option is right: a single choice"] if count == 1 and kind == "multiple" else []


def _place(mark: str, base: int = 1) -> int:
    return int(mark) - base if mark.isdecimal() else ord(mark.upper()) - ord("A")


def _right(key: str, options: dict[int, str], header: Header) -> set[int]:
    """Give the places of the right options."""
    if not key:
        raise Unclear("it has no key: write the letter of the right option")
    by_text = _by_text(options)
    marks = _marks(key, header.base)
    same = by_text.get(key, by_text.get(key.casefold()))
    if marks and marks <= options.keys():
        return _settled(key, marks, None if _sure(key, header) else same)
    found = {same} if same is not None else _spelled(key, by_text)
    if not found:
        raise Unclear(f"its key is {key[:40]}, but no option has that letter, number or text")
    return found


def _by_text(options: dict[int, str]) -> dict[str, int]:
    """Give the places of texts, whatever their case; where case is all that differs, by it."""
    found = {text.casefold(): place for place, text in options.items()}
    return found | {text: place for place, text in options.items()}


def _sure(key: str, header: Header) -> bool:
    """Tell whether letters and numbers mean places, even where an option reads like one."""
    return header.ours or (header.numbered and key[0].isdecimal())


def _spelled(key: str, by_text: dict[str, int]) -> set[int]:
    """Give the options whose texts the key lists, or repeats behind a letter."""
    parts = [part for part in _PARTED.split(key) if part]
    several = {by_text.get(part, by_text.get(part.casefold(), -1)) for part in parts}
    if several and min(several) >= 0:
        return several
    leading = _LEADING.fullmatch(key)
    place = _place(leading[1]) if leading else -1
    text = leading[2].strip().casefold() if leading else ""
    return {place} if by_text.get(text) == place else set()


def _settled(key: str, marks: set[int], same: int | None) -> set[int]:
    if same is None or marks == {same}:
        return marks
    raise Unclear(f"its key {key[:40]} may be an option's text or its place; write its letter")


def _marks(key: str, base: int) -> set[int]:
    """Read letters and numbers of options; empty where it is none of these."""
    if _TOGETHER.fullmatch(key) and key.isupper() and len(set(key)) == len(key):
        return {_place(letter) for letter in key}
    parts = [part for part in _PARTED.split(key.strip(" []{}")) if part]
    found = [_MARK.fullmatch(part.strip(" '\"")) for part in parts]
    return {_place(one[1], base) for one in found if one} if all(found) else set()
