"""Which options are right, as tables say it: a letter, a number, the text itself, several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from examprep.exchange.columns import LETTERS, Header
from examprep.exchange.numbers import number, typed, unsure
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
_NO_NUMBER = "it has no options, and its answer is no number: examprep asks numbers and options"
_LEADING = re.compile(r"\(?([A-Ia-i])[.):]\s+(\S.*)", re.DOTALL)
_MOST = len(LETTERS)
_TRUE = {"true": True, "t": True, "yes": True, "1": True, "false": False, "f": False, "no": False,
    "0": False,
}  # fmt: skip


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
    kind = _NAMED.get(plain, "")
    if kind == "numeric" and len(options) > 1:
        return "", [f"the type {name[:40]}, but it has options: asked as a choice"]
    if not kind and not options and key.casefold() in {"true", "false"}:
        return "true/false", []
    unknown = f"the type {name[:40]} is not known; read by its columns"
    return kind, [unknown] * bool(plain and not kind)


def _one_number(key: str, options: dict[int, str]) -> str:
    if len(options) > 1 or not (options or key):
        raise Unclear("typed text: examprep asks numbers and options only")
    return "numeric"


def flag(key: str, options: dict[int, str], base: int = 1) -> list[Raw]:
    """Give the options of a true-or-false question; a number as key counts from `base`.

    Raises:
        Unclear: the key is neither.
    """
    texts = list(options.values()) or ["True", "False"]
    small = [text.casefold() for text in texts]
    place = _flagged(key.casefold(), small, base if options else -1)
    if not 0 <= place < len(texts):
        raise Unclear(f"its key is {key[:40] or 'missing'}; write true or false")
    return [_option(text, key=n == place) for n, text in enumerate(texts)]


def _flagged(key: str, texts: list[str], base: int) -> int:
    """Give the place of the right one of two texts; -1 where the key says neither.

    Numbers count from `base`; with -1 they are no places. A 1 that would be true as a word but
    stands at the wrong one as a place says neither.
    """
    if key in texts:
        return texts.index(key)
    meant = -1
    if key in _TRUE and len(texts) == 2:  # noqa: PLR2004
        meant = int(_TRUE[key] != (texts[0] in {"true", "yes", "t"}))
    mark = _MARK.fullmatch(key) if base >= 0 else None
    if not mark:
        return meant
    place = _place(mark[1], base)
    return -1 if key.isdecimal() and meant not in {-1, place} else place


def _option(text: str, *, key: bool) -> Raw:
    return {"text": text, "key": True} if key else {"text": text}


def keyed(kind: str, key: str, options: dict[int, str], notes: list[str], header: Header) -> Raw:
    """Give kind and options of a question with options; `options` by the place of their column.

    Raises:
        Unclear: the key is missing, or says no option for sure.
    """
    if kind == "true/false":
        return {"options": flag(key, options, header.base)}
    if len(options) > _MOST:
        raise Unclear(f"{plural(len(options), 'option')}; {_MOST} is the most")
    if kind == "order":
        return {"kind": "order", "options": _sorted("" if header.ours else key, options, header)}
    right = _right(key, options, header)
    notes += _counted(kind, len(right))
    several = [_option(text, key=place in right) for place, text in options.items()]
    return {"options": several} | ({"kind": "multiple"} if len(right) > 1 else {})


def _sorted(key: str, options: dict[int, str], header: Header) -> list[Raw]:
    """Give the steps as the key says; in most tables they stand in their order, without a key."""
    marks = _listed(key, header.base) if key else list(options)
    if sorted(marks) == sorted(options):
        return [{"text": options[place]} for place in marks]
    raise Unclear(f"its key {key[:40]} does not name every step once: list their letters in order")


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
    marks = set(_listed(key, header.base))
    same = by_text.get(key, by_text.get(key.casefold()))
    if same is None:
        _countable(key, header)
    if marks and marks <= options.keys():
        return _settled(key, marks, None if _sure(key, header) else same)
    found = {same} if same is not None else _spelled(key, by_text)
    if not found:
        raise Unclear(f"its key is {key[:40]}, but no option has that letter, number or text")
    return found


def _countable(key: str, header: Header) -> None:
    """Refuse a number as key where others count from another one."""
    if header.base < 0 and any(map(str.isdecimal, key)):
        words = "but some keys of this file count from 0: use letters"
        raise Unclear(f"its key is {key[:40]}, {words}")


def _by_text(options: dict[int, str]) -> dict[str, int]:
    """Give the places of texts, whatever their case; where case is all that differs, by it."""
    small = [text.casefold() for text in options.values()]
    found = {text.casefold(): n for n, text in options.items() if small.count(text.casefold()) == 1}
    return found | {text: place for place, text in options.items()}


def _sure(key: str, header: Header) -> bool:
    """Tell whether letters and numbers mean places, even where an option reads like one."""
    return header.ours or (header.numbered and header.placed and key.isdecimal())


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


def _listed(key: str, base: int) -> list[int]:
    """Read letters and numbers of options, in their order; empty where it is none of these."""
    if _TOGETHER.fullmatch(key) and key.isupper() and len(set(key)) == len(key):
        return [_place(letter) for letter in key]
    parts = [part for part in _PARTED.split(key.strip(" []{}")) if part]
    found = [_MARK.fullmatch(part.strip(" '\"")) for part in parts]
    return [_place(one[1], max(base, 0)) for one in found if one] if all(found) else []


def counting(rows: Iterable[tuple[str, dict[int, str]]], base: int) -> tuple[int, bool]:
    """Tell from keys and options of many rows from where number keys count, and if they are places.

    Keys count from 0 where one is 0 and no option reads so; -1 where another one is as high as only
    keys from 1 are. They are places where every key that is a number can be one.
    """
    fit = [(k, one) for k, one in rows if k.isdecimal() and len(one) > 1]
    placed = all(int(key[:4]) - base <= max(options) for key, options in fit)
    return _based(base, fit), placed


def _based(base: int, keys: list[tuple[str, dict[int, str]]]) -> int:
    bare = [(int(key[:4]), max(options)) for key, options in keys if key not in options.values()]
    if base == 0 or all(key for key, _ in bare):
        return base
    return -1 if any(key == last + 1 for key, last in bare) else 0


def _sure_number(text: str, *, comma: bool) -> Decimal:
    value = number(text, comma=comma)
    if value is None:
        raise Unclear(_NO_NUMBER if text else "it has neither options nor an answer")
    if comma and unsure(text):
        raise Unclear(unsure(text))
    return value


def told_number(text: str, tolerance: str, *, comma: bool) -> tuple[Raw, list[str]]:
    """Give answer and decimals of a number and how far off it may be; and notes.

    Raises:
        Unclear: it is no number, or may be either of two.
    """
    value = _sure_number(text, comma=comma)
    off = number(tolerance, comma=comma)
    found = typed(value, off)
    if isinstance(found, str):
        raise Unclear(found)
    raw, notes = found
    read = "its comma was read as a decimal point" if comma else f"was read as {raw['answer']}"
    said = [f"{text}{':' * comma} {read}"] * ("," in text)
    said += [f"tolerance {tolerance[:20]} left out"] * bool(tolerance and off is None)
    return raw, [*said, *notes]
