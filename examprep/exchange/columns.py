"""The columns of question tables: our own, and the names that others give them.

A column is known by its name without case, spaces and signs; what stands in brackets or behind a
dash, such as "(optional)" or "- max 120 characters", does not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

LETTERS = "ABCDEFGHI"
_PLAIN_COLUMNS = (
    "id", "kind", "topic", "stem", "key", "answer", "unit", "round", "rounding", "show", "steps",
    "mistakes", "explanation", "sources", "verified", "expires", "areas", "angoff", "enemies",
)  # fmt: skip
OWN = (
    *_PLAIN_COLUMNS[:4],
    *(f"option {letter}" for letter in LETTERS),
    *(f"match {letter}" for letter in LETTERS),
    "key",
    *(f"why {letter}" for letter in LETTERS),
    *_PLAIN_COLUMNS[5:],
)
"""The columns that are written, in their order; of the lettered ones only those in use."""
LOOKED_FOR = (
    "question (or stem, prompt, text), a column for each option (A, B, ... or option 1, choice a,"
    " answer 1), and key (or correct answer)"
)
_ALIASES = {
    "id": "question id;item id;identifier",
    "kind": "type;question type;item type;qtype;format",
    "topic": "category;categories;section;subject;subcategory;domain;chapter;tag;tags",
    "stem": "question;question text;question stem;prompt;text;item;item stem;quiz question",
    "key": (
        "correct;correct answer;correct answers;correct option;correct options;correct choice;"
        "correct choices;right answer;answer key;solution;correct key;correct response;keys;"
        "correct letter;correct option number;correct ans"
    ),
    "answer": "answers;response",
    "tolerance": "margin;error;accepted error",
    "unit": "units",
    "round": "decimals;decimal places",
    "steps": "worked solution;step",
    "mistakes": "mistake",
    "explanation": (
        "rationale;feedback;answer explanation;general feedback;comment;comments;note;notes;"
        "justification;explanations;description;reason"
    ),
    "sources": "source;reference;references;citation",
    "verified": "checked",
    "expires": "changes",
    "areas": "area;objective;objectives;standard;standards",
    "enemies": "same fact",
}
_FIELDS = {name: name for name in (*_PLAIN_COLUMNS, "tolerance")} | {
    alias: name for name, aliases in _ALIASES.items() for alias in aliases.split(";")
}
_OPTION = (
    "option|choice|answer|ans|opt|alternative|response|option text|answer option|answer choice"
    "|possible answer|left"
)
_WRONG = "incorrect answer|wrong answer|distractor|incorrect option|wrong option|wrong"
_PARTS = (
    ("option", _OPTION),
    ("right", "match|right|pair"),
    ("why", "why|feedback|rationale|explanation|option feedback|answer feedback"),
    ("wrong", _WRONG),
)  # fmt: skip
_NUMBERED = [
    ("option", re.compile("([a-i])")),
    (
        "why",
        re.compile(r"(?:option|choice|answer) ?([a-i]|[0-9]) (?:feedback|rationale|explanation)"),
    ),
    *(
        (name, re.compile(rf"(?:{words}) ?([a-i]|0|[1-9][0-9]?)(?: text)?"))
        for name, words in _PARTS
    ),
]
_WRONG_ONE = re.compile(_WRONG)
# Columns that hold options in a way that is not read: a number is not to be made of their key.
_OFFERS = re.compile(rf"\b(?:options|choices|answers|alternatives|distractors|{_OPTION})\b")
_SMALL_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TAIL = re.compile(r"\s[-\u2013\u2014:]\s.*", re.DOTALL)
_SIGNS = re.compile(r"[\W_]+")
Place = tuple[str, int]
"""A field, and which of its kind from 0; 0 for fields that stand once."""


def column(name: str) -> Place | None:
    """Tell what a column of this name holds; None for one that is not known."""
    words = _words(name)
    if words in {"question", "item"} and "#" in name:  # Blooket's running number
        return None
    if words in _FIELDS:
        return _FIELDS[words], 0
    for part, pattern in _NUMBERED:
        found = pattern.fullmatch(words)
        if found:
            return part, _number(found[1])
    return ("wrong", 0) if _WRONG_ONE.fullmatch(words) else None


def _words(name: str) -> str:
    text = _SMALL_CAPITAL.sub(" ", name[:200].strip().replace("(s)", ""))
    text = _TAIL.sub("", _BRACKETS.sub(" ", text))
    return " ".join(_SIGNS.sub(" ", text).casefold().split())


def _number(mark: str) -> int:
    return int(mark) - 1 if mark.isdecimal() else ord(mark) - ord("a")


@dataclass(slots=True)
class Header:
    """What the columns of a table hold, by their place.

    `numbered` tells whether options have numbers in their names, so that a key of 2 means the
    second one, and `placed` whether all keys that are numbers can be places; `base` from which
    number keys count, -1 where rows disagree; `ours` whether examprep wrote the table, so that
    nothing in it is markup. `offering` are columns that are not read but seem to hold options.
    """

    columns: dict[int, Place] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    nameless: set[int] = field(default_factory=set)
    numbered: bool = False
    base: int = 1
    width: int = 0
    ours: bool = False
    placed: bool = True
    offering: set[int] = field(default_factory=set)

    def has(self, name: str) -> bool:
        """Tell whether there is a column for a field."""
        return any(one == name for one, _ in self.columns.values())


def read_header(cells: Sequence[str]) -> Header | None:
    """Read a row as the header of a table; None where it is none."""
    found = Header(width=len(cells))
    for place, name in enumerate(cells):
        known = column(name)
        if known and known not in found.columns.values():
            found.columns[place] = known
        elif name.strip():
            found.unknown.append(" ".join(name.split())[:60])
        else:
            found.nameless.add(place)
    _see_options(found, list(map(_words, cells)))
    _count_from_one(found)
    plain = {*map(str.lower, map(str.strip, cells))}
    found.ours = {"id", "kind", "topic", "stem", "key"} <= plain
    answers = any(map(found.has, ("key", "answer", "right", "option")))
    return found if found.has("stem") and answers else None


def _see_options(header: Header, words: list[str]) -> None:
    """Note how options are named, and which columns seem to hold some but are not read."""
    for place, name in enumerate(words):
        if header.columns.get(place, ("", 0))[0] == "option":
            header.numbered = name[-1:].isdecimal()
    unread = (n for n in range(len(words)) if n not in header.columns)
    header.offering = {place for place in unread if _OFFERS.search(words[place])}


def _count_from_one(header: Header) -> None:
    """Move lettered columns up where their names count from 0; their keys do so, too."""
    shifted = {name for name, place in header.columns.values() if place < 0}
    for column, (name, place) in header.columns.items():
        if name in shifted:
            header.columns[column] = name, place + 1
    if "option" in shifted:
        header.base = 0
