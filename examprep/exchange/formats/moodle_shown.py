"""Answers that are a date, a clock time or a ratio: Moodle asks them as short texts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from examprep.calculations.template import key_text
from examprep.calculations.typed import read_typed
from examprep.errors import BadFormula, UnclearAnswer
from examprep.exchange.drawing import decimal
from examprep.exchange.formats.moodle_rules import Answer
from examprep.exchange.question import Raw

_SHOWS = frozenset(("date", "clock", "ratio"))


def shown_number(one: Answer, show: str) -> Answer:
    """Turn the text of an answer into the number that it stands for, where it can be read."""
    if show not in _SHOWS:
        return one
    try:
        value = read_typed(one.text, "", show, Fraction(1)).value
    except UnclearAnswer:
        return one
    return replace(one, text=decimal(str(value)))


def shown_text(number: str, raw: Raw) -> str:
    """Write a number as it is to be typed; empty where it could not be read back."""
    show = raw.get("show", "")
    try:
        text = key_text(Fraction(number), raw.get("unit", ""), show) if show else ""
    except BadFormula:
        return ""
    back = shown_number(Answer(text, 0), show).text
    return text if back == decimal(number) else ""


def as_texts(raw: Raw) -> list[tuple[str, Raw | None]]:
    """Give the right answer and the mistakes as texts to type; empty for a plain number.

    Each text comes with its mistake, or None for the right one.
    """
    numbers: list[tuple[str, Raw | None]] = [(raw["answer"], None)]
    numbers += [(one["answer"], one) for one in raw.get("mistake", ())]
    found = [(shown_text(number, raw), one) for number, one in numbers]
    return found if all(text for text, _ in found) else []
