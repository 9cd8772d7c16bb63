"""One `<question>` element of Moodle XML: its texts, answers, pairs, units, and what gets lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from examprep.calculations.units import atoms
from examprep.errors import BadFormula
from examprep.exchange.formats.moodle_pictures import Pictures
from examprep.exchange.formats.moodle_rules import Answer, Unfit, number
from examprep.exchange.formats.moodle_texts import Texts
from examprep.exchange.formats.qti_text import markup
from examprep.exchange.numbers import written
from examprep.text import plural

_FORMATS = {"html": "html", "plain_text": "plain", "markdown": "markdown"}
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_STANDARD = re.compile(
    r"(?:your answer is (?:correct|partially correct|incorrect)|(?:partially )?correct|incorrect|"
    r"that'?s right|wrong)?[.!]?",
    re.IGNORECASE,
)


def inner(element: Any, path: str) -> str:
    """Give the text at a path: that of its `<text>`, or its own."""
    found = element.find(path)
    if found is None:
        return ""
    text = found.find("text")
    return (found.text if text is None else text.text) or ""


class Source:
    """One question element; reads texts and gathers what they lose."""

    def __init__(self, element: Any, pictures: Pictures) -> None:
        self.element = element
        self.texts = Texts()
        self.files: dict[str, bytes] = {}
        self._renamed = pictures.take(element, self.files, self.texts)

    def words(self, path: str) -> str:
        """Give the text at a path without markup."""
        found = self.element.find(path)
        return "" if found is None else self._text(found)

    def stem(self) -> str:
        """Give the question's text, and the picture that old files have beside it."""
        text = self.words("questiontext")
        old = inner(self.element, "image").strip()
        name = self._renamed.get(old, old).rpartition("/")[2]
        if not name:
            return text
        self.texts.note("a picture, named in the text")
        return f"{text}\n[picture: {name}]".strip()

    def _text(self, found: Any, plain: str = "") -> str:
        """Read a text; `plain` is its format where Moodle keeps to one."""
        child = found.find("text")
        form = plain or _FORMATS.get(found.get("format", "").strip(), "moodle")
        if child is not None and len(child):  # markup that was not escaped
            return self.texts.plain(self._with_names(markup(child)), "html")
        text = (found if child is None else child).text or ""
        text = self._with_names(text)
        if form == "moodle" and "<" in text:
            text = text.strip().replace("\n", "<br>")
        return self.texts.plain(text, form)

    def _with_names(self, text: str) -> str:
        """Give the pictures in a text the names under which they are kept."""
        for old, new in self._renamed.items():
            text = text.replace(f"@@PLUGINFILE@@/{old}", f"@@PLUGINFILE@@/{new}")
        return text

    def answers(self) -> list[Answer]:
        """Give its answers.

        Raises:
            Unfit: a fraction is no number.
        """
        return list(map(self._answer, self.element.findall("answer")))

    def _answer(self, one: Any) -> Answer:
        fraction = number(one.get("fraction") or "0")
        if fraction is None:
            raise Unfit(f"the fraction {(one.get('fraction') or '')[:20]} is no number")
        feedback = one.find("feedback")
        why = "" if feedback is None else self._text(feedback)
        return Answer(self._text(one), float(fraction), why, inner(one, "tolerance").strip())

    def pairs(self) -> list[tuple[str, str]]:
        """Give the pairs of a matching question; Moodle's right sides are plain."""
        found = []
        for one in self.element.findall("subquestion"):
            answer = one.find("answer")
            right = "" if answer is None else self._text(answer, "plain")
            found.append((self._text(one), right))
        return found

    def unit(self) -> tuple[str, list[str]]:
        """Give the unit of a number, and notes on those that are left out."""
        units = [
            (inner(one, "unit_name").strip(), number(inner(one, "multiplier")))
            for one in self.element.iter("unit")
        ]
        named = [(name, factor) for name, factor in units if name]
        first = next((name for name, factor in named if factor == 1), "")
        unit = first if first and _known(first) else ""
        others = [name for name, _ in named if name != unit]
        return unit, [f"units left out: {', '.join(others)[:80]}"] if others else []

    def tags(self) -> list[str]:
        """Give its tags."""
        return [text for one in self.element.iter("tag") if (text := _own_text(one))]

    def remarks(self, kind: str) -> Iterator[str]:
        """Say what else of the question has no place here."""
        hints = len(self.element.findall("hint"))
        marks = number(inner(self.element, "defaultgrade")) or Decimal(1)
        told = {
            f"{plural(hints, 'hint')} left out": hints > 0,
            f"worth {written(marks)} marks in Moodle": marks != 1,
            "hidden in Moodle": inner(self.element, "hidden").strip() == "1",
            "feedback on the whole answer left out": any(map(self._says_more, _COMBINED)),
            "capitals counted in Moodle": kind == "shortanswer"
            and inner(self.element, "usecase").strip() == "1",
        }
        yield from (words for words, is_so in told.items() if is_so)

    def _says_more(self, path: str) -> bool:
        words = " ".join(self._combined(path).split())
        return _STANDARD.fullmatch(words[:200]) is None

    def _combined(self, path: str) -> str:
        found = self.element.find(path)
        return "" if found is None else Texts().plain(inner(self.element, path), "html")


def _own_text(element: Any) -> str:
    text = element.find("text")
    return ((element.text if text is None else text.text) or "").strip()


def _known(unit: str) -> bool:
    """Tell whether answers can be read in a unit; one of physics would refuse what is typed."""
    try:
        return bool(atoms(unit))
    except BadFormula:
        return False
