"""Item-writing flaws that give the key away or test reading instead of knowledge.

Each rule looks at one item and is tuned to stay silent on honest ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from examprep.banks.facts import Finding
from examprep.banks.item import Item
from examprep.banks.measures import ascending, measures

_CATCH_ALL = re.compile(
    r"\b(?:all|none|both|neither|any) of (?:the )?(?:above|these|others?)\b"
    r"|\ball the above\b|\b(?:both|neither) [A-D] (?:and|n?or) [A-D]\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"\b(?:always|never)\b", re.IGNORECASE)
_NOT = r"\b(?:not|except|never|least (?:likely|appropriate|suitable|effective|safe))\b|n't\b"
# What decides on a negative question, in the order it stands in: "which ... not" with nothing
# between that begins another clause.
_TURN = re.compile(
    r"(?P<asks>\b(?:which|what|who)\b)|(?P<breaks>[:;,]|\b(?:if|when|because|that|why|but|so)\b)"
    rf"|(?P<negates>{_NOT})",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!]")
_ALL_THAT_APPLY = re.compile(r"(?:choose|select) all that apply\.?$", re.IGNORECASE)
_EXCEPT = re.compile(r"\bexcept ?[:?]?$", re.IGNORECASE)
_EMPHASIS = re.compile(r"\b(?:NOT|EXCEPT|LEAST|NEVER)\b|N'T\b")
_HARMLESS = re.compile(
    r"\bat least\b|\bnot? (?:more|less|later|fewer) than\b|\bnot exceed\b", re.IGNORECASE
)
_UNFOCUSED = re.compile(
    r"\bwhich\b(?: one)?(?: of (?:the following|these|those))?(?: (?:statements?|sentences?))?"
    r"[^.?]{0,60}?\b(?:is|are) (?:true|false|correct|incorrect|right|wrong)\s*"
    r"(?:\?|:|$|about\b|regarding\b|concerning\b)",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\bwhich (?:one )?(?:(?:of (?:the following|these|those)|statements?)\b|(?:is|are)\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(an?) ?(?:_+|\.{3}|…)? ?[:.]?$", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{5,}")
_FOUR = 4
_RARE = 2


def _stems(text: str) -> set[str]:
    """Give the longer words of a text without their most frequent endings."""
    words = _WORD.findall(text.lower())
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) for word in words}


class Vocabulary:
    """How many items of a bank use a word: a word is a clue only where it is rare."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._uses: Counter[str] = Counter()
        for item in items:
            texts = [item.stem, *(option.text for option in item.options)]
            self._uses.update(_stems(" ".join(texts)))

    def rare(self, word: str) -> bool:
        """Tell whether at most two items use the word."""
        return self._uses[word] <= _RARE


def _options(item: Item) -> Iterator[Finding]:
    for number, option in enumerate(item.options, 1):
        if _CATCH_ALL.search(option.text):
            yield f"option {number} is an all-or-none option", "give one more real option"
    if item.kind == "choice":
        yield from _choices(item)


def _choices(item: Item) -> Iterator[Finding]:
    if {option.key for option in item.options if _ABSOLUTE.search(option.text)} == {False}:
        yield "always or never stands in wrong options only", "test-wise readers rule them out"
    if not ascending(measures(option.text for option in item.options)):
        yield "options are numbers but not in ascending order", ""
    if len(item.options) != _FOUR:
        yield f"{len(item.options)} options where the exams have four", ""


def _stem(item: Item) -> Iterator[Finding]:
    stem = _one_line(item.stem)
    asked = _one_line(_HARMLESS.sub("", stem))
    if _asks_negatively(asked) and not _EMPHASIS.search(asked):
        yield "a negative stem without emphasis", "ask for what is right, or write NOT in capitals"
    if _UNFOCUSED.search(stem) and _STATEMENT.search(stem):
        yield "the stem asks only which is true", "ask something that needs no options to answer"


def _asks_negatively(text: str) -> bool:
    """Tell whether the last sentence asks for what is not so: "Which of these is not ...?"."""
    if _EXCEPT.search(text):
        return True
    question = _ALL_THAT_APPLY.sub("", text).rstrip()
    if not question.endswith("?"):
        return False
    asks = False
    for turn in _TURN.finditer(_SENTENCE_END.split(question[:-1])[-1]):
        if asks and turn.lastgroup == "negates":
            return True
        asks = turn.lastgroup == "asks"
    return False


def _one_line(text: str) -> str:
    """Join the lines of a text; runs of spaces are what slow patterns down."""
    return " ".join(text.split())


def _article(item: Item) -> Iterator[Finding]:
    found = _ARTICLE.search(_one_line(item.stem))
    if not found or item.kind != "choice":
        return
    vowel = found[1].lower() == "an"
    fits = [(option.text[:1].lower() in "aeiou") == vowel for option in item.options]
    if not all(fits):
        yield f"the stem ends in {found[1]!r}, which does not fit every option", "write a(n)"


def _used(item: Item, *, key: bool) -> set[str]:
    return _stems(" ".join(option.text for option in item.options if option.key is key))


def _echo(item: Item, vocabulary: Vocabulary) -> Iterator[Finding]:
    if item.kind != "choice" or measures(option.text for option in item.options):
        return
    stem, right, wrong = _stems(item.stem), _used(item, key=True), _used(item, key=False)
    echoes = sorted(word for word in (right & stem) - wrong if vocabulary.rare(word))
    if echoes and not (wrong & stem) - right:  # a distractor that echoes too evens it out
        yield f"a word of the stem stands in the key only: {echoes[0]}…", ""


def flaws(item: Item, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Give the flaws of one item."""
    yield from _options(item)
    yield from _stem(item)
    yield from _article(item)
    yield from _echo(item, vocabulary)
    if not item.angoff:
        yield "`angoff` is missing", "of 100 just-competent candidates, how many get it right"
