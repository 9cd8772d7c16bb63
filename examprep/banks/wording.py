"""Flaws in how an item reads: options within others, grammar that gives away, long sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from examprep.banks.facts import Finding
from examprep.banks.item import Item

# Exams for technicians are written for about the tenth grade; longer sentences test reading.
MOST_WORDS = 40
_SENTENCE = re.compile(r"(?<=[.?!;:])\s+|\n+")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:to|-|\u2013)\s*(\d+(?:\.\d+)?)\s*((?:[^\d\s-]\S*)?)")
_VERB = re.compile(r"\b(is|are|was|were) ?[:.]?$", re.IGNORECASE)
_ONE = re.compile(r"(?:an?|one|each|every)\b", re.IGNORECASE)
_PLURAL_VERBS = {"are", "were"}
_SHORT = 8


def readings(item: Item) -> Iterator[Finding]:
    """Give the flaws of one item's wording."""
    yield from _sentences(item)
    if item.kind == "choice":
        yield from _nested(item)
        yield from _ranges(item)
        yield from _number_of_verb(item)


def _sentences(item: Item) -> Iterator[Finding]:
    longest = max(len(sentence.split()) for sentence in _SENTENCE.split(item.stem))
    if longest > MOST_WORDS:
        yield f"a sentence of the stem has {longest} words", f"at most {MOST_WORDS}; split it"


def _nested(item: Item) -> Iterator[Finding]:
    """Find an option that another one holds whole: whoever picks the longer is right in both."""
    texts = [
        (number, option.text.strip(" .").casefold())
        for number, option in enumerate(item.options, 1)
    ]
    for (inner, short), (outer, long) in permutations(texts, 2):
        if len(short) >= _SHORT and re.match(rf"{re.escape(short)},? (?:and|or|plus|with)\b", long):
            yield f"option {inner} is part of option {outer}", "make each stand alone"


def _ranges(item: Item) -> Iterator[Finding]:
    """Find ranges that share more than an end."""
    found = []
    for number, option in enumerate(item.options, 1):
        match = _RANGE.fullmatch(option.text.strip(" ."))
        if match:
            found.append((number, float(match[1]), float(match[2]), match[3]))
    for (first, low, high, unit), (second, begin, end, other) in permutations(found, 2):
        if first < second and unit == other and max(low, begin) < min(high, end):
            yield f"options {first} and {second} overlap", "let ranges only touch"


def _number_of_verb(item: Item) -> Iterator[Finding]:
    found = _VERB.search(item.stem.strip())
    if found:
        wants_many = found[1].casefold() in _PLURAL_VERBS
        fits = [not (_ONE.match(option.text) and wants_many) for option in item.options]
        if not all(fits):
            yield (
                f"the stem ends in {found[1]!r}, which does not fit every option",
                "reword the stem",
            )
