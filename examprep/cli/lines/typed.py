"""Reads a typed line as the answer to a question: numbers as shown, or an amount."""

from __future__ import annotations

import re
from dataclasses import replace

from examprep.attempts.draft import Draft
from examprep.attempts.events import Answer
from examprep.errors import UnclearAnswer
from examprep.words import tr

_BETWEEN = re.compile(r"[,;\s]+")
_MOST_DIGITS = 3
_DATE = re.compile(
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.,]?[ -]?\d", re.IGNORECASE
)


def is_answer(line: str) -> bool:
    """Tell whether a line is meant as an answer: words begin with a letter or are `?`.

    A month with its day is an answer.
    """
    return bool(_DATE.match(line) or (line and not line[0].isalpha() and line[0] != "?"))


def read_answer(draft: Draft, line: str) -> Answer:
    """Read a line as the answer that an empty draft asks for.

    Raises:
        UnclearAnswer: it can't be read, or is not complete; the text says what to type.
    """
    if draft.kind == "numeric":
        return draft.type(line).answer()
    places = _places(line)
    if _misfit(draft, places):
        raise UnclearAnswer(wanted(draft))
    return replace(draft, picks=tuple(places)).answer()


def wanted(draft: Draft) -> str:
    """Say in one line what to type for this question."""
    count = len(draft.order)
    if draft.kind != "numeric" and not count:
        return tr("This question cannot be answered any more. Type next to go on.")
    if draft.kind == "choice":
        return tr("Type one number from 1 to {count}.", count=count)
    if draft.kind == "multiple":
        return tr("Type each number once, 1 to {count}, with commas between.", count=count)
    if draft.kind == "numeric":
        return tr("Type a number, with its unit if you like.")
    return tr("Type all {count} numbers in their order, with commas between.", count=count)


def _places(line: str) -> list[int]:
    words = [word.removesuffix(".") for word in _BETWEEN.split(line.strip(" ,;")) if word]
    if not all(word.isdecimal() and len(word) <= _MOST_DIGITS for word in words):
        return []
    return [int(word) - 1 for word in words]


def _misfit(draft: Draft, places: list[int]) -> bool:
    """Tell whether these places can't be an answer: out of range, repeated, too few or many."""
    count = len(draft.order)
    if len(set(places)) != len(places) or not set(places) <= set(range(count)):
        return True
    if draft.kind == "choice":
        return len(places) != 1
    return not places if draft.kind == "multiple" else len(places) != count
