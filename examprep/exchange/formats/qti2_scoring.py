"""How QTI 2.x and 3.0 score a question: correct responses, mappings, and rules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from xml.etree.ElementTree import Element

from examprep.exchange.formats.qti_numbers import Asked, number
from examprep.exchange.formats.qti_xml import every, first, words

_COUNTED = re.compile(r"max|incorrect|wrong|mistake|attempt|tries|penalt", re.IGNORECASE)
_TEMPLATES = ("match_correct", "map_response", "cc2_")
_KNOWN = {"correct", "mapResponse", "match", "equal", "equalRounded"}
_BRANCHES = ("responseIf", "responseElseIf")
_ENDS = {"gte": "low", "gt": "low", "lte": "high", "lt": "high"}
_MOST_FIGURES = 15
_FIXED = (Decimal(0), Decimal(0))


@dataclass(slots=True)
class Declared:
    """What an item declares of one response: the right values, and points by value."""

    ident: str
    cardinality: str
    correct: list[str] = field(default_factory=list)
    points: dict[str, Decimal] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """Give the right values: the correct response, else what earns points."""
        if self.correct:
            return self.correct
        positive = {value: points for value, points in self.points.items() if points > 0}
        if self.cardinality == "single" and positive:
            best = max(positive.values())
            return [value for value, points in positive.items() if points == best]
        return list(positive)


def declared(item: Element) -> dict[str, Declared]:
    """Read the responses that an item declares, by identifier."""
    processing = first(item, "responseProcessing")
    found = {}
    for one in every(item, "responseDeclaration"):
        this = _declaration(one)
        found[this.ident] = this
        if processing is not None:
            _processed(this, processing)
    return found


def _processed(this: Declared, processing: Element) -> None:
    """Look at the rules of scoring: they may give the key, or differ from what is declared."""
    if this.keys:
        if not _usual(processing):
            this.notes.append("scored by rules of its own; its correct response is the key")
        return
    this.correct = _rewarded(processing, this.ident)
    if this.correct:
        this.notes.append("the key was taken from the rules of scoring")


def disagrees(item: Element, this: Declared) -> bool:
    """Tell whether points are given by a mapping that rewards others than the correct response."""
    processing = first(item, "responseProcessing")
    if not this.correct or processing is None or not _mapped(processing):
        return False
    best = max(this.points.values(), default=Decimal(0))
    if best <= 0 or this.cardinality not in {"single", "multiple"}:
        return False
    if this.cardinality == "multiple":
        return {value for value, points in this.points.items() if points > 0} != {*this.correct}
    return any(this.points.get(value) != best for value in this.correct)


def _mapped(processing: Element) -> bool:
    named = "map_response" in processing.get("template", "").lower()
    return named or first(processing, "mapResponse") is not None


def _declaration(one: Element) -> Declared:
    this = Declared(one.get("identifier", ""), one.get("cardinality", "single"))
    for correct in every(one, "correctResponse"):
        this.correct = [text for value in every(correct, "value") if (text := words(value))]
    for entry in every(one, "mapEntry"):
        this.points[entry.get("mapKey", "")] = number(entry.get("mappedValue", "")) or Decimal(0)
    if len({points for points in this.points.values() if points > 0}) > 1:
        this.notes.append("part marks left out")
    if min(this.points.values(), default=Decimal(0)) < 0:
        this.notes.append("points taken off for wrong answers left out")
    return this


def _usual(processing: Element) -> bool:
    template = processing.get("template", "").lower()
    if any(name in template for name in _TEMPLATES):
        return True
    return not len(processing) or any(one.tag in _KNOWN for one in processing.iter())


def _rewarded(processing: Element, ident: str) -> list[str]:
    """Give the values that a rule compares a response with before it sets a score above 0."""
    found: list[str] = []
    for branch in every(processing, *_BRANCHES):
        outcomes = [one for one in branch if one.tag == "setOutcomeValue"]
        if len(branch) and any(_scores(one) for one in outcomes):
            found += _compared(branch[0], ident)
    return list(dict.fromkeys(found))


def _scores(outcome: Element) -> bool:
    """Tell whether points are given: what is taken off, or counted beside them, is none."""
    if _COUNTED.search(outcome.get("identifier", "")) or first(outcome, "subtract") is not None:
        return False
    if "FEEDBACK" in outcome.get("identifier", "").upper():
        return any(words(one).lower() == "correct" for one in every(outcome, "baseValue"))
    values = [number(words(one)) for one in every(outcome, "baseValue")]
    return any(value is not None and value > 0 for value in values)


def _compared(one: Element, ident: str) -> list[str]:
    if one.tag in {"match", "member", "stringMatch", "equal"}:
        if any(each.get("identifier") == ident for each in every(one, "variable")):
            return [words(value) for value in every(one, "baseValue")]
        return []
    if one.tag == "not":
        return []
    return [value for part in one for value in _compared(part, ident)]


def asked_number(item: Element, this: Declared) -> Asked | str:
    """Give the number that is asked for and its tolerance, or why there is none."""
    values = [number(one) for one in this.keys]
    if None in values:
        return "examprep asks numbers and options only"
    if len(set(values)) > 1:
        return f"{len(values)} different numbers are right"
    answer = values[0] if values else None
    if answer is None:
        return _range(item, this.ident)
    rounded = first(item, "equalRounded")
    if rounded is not None:
        return _rounded(rounded, answer)
    below, above = _margins(item, answer)
    return Asked(answer, answer - below, answer + above)


def _rounded(one: Element, answer: Decimal) -> Asked | str:
    """Give the number to the decimals to which answers are compared with it."""
    figures = number(one.get("figures", ""))
    places = int(figures) if figures is not None and 0 <= figures <= _MOST_FIGURES else -1
    if places < 0:
        return "its answers are compared in a way that examprep does not know"
    if one.get("roundingMode", "significantFigures") != "decimalPlaces":
        places -= answer.adjusted() + 1
        if places < 0 or not answer:
            return f"its answers are compared to {figures} significant figures"
    return Asked(answer.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _range(item: Element, ident: str) -> Asked | str:
    """Give the one range that earns points, or why there is none."""
    processing = first(item, "responseProcessing")
    found = list(_ranges(processing, ident)) if processing is not None else []
    lows, highs = ([value for at, value in found if at == side] for side in ("low", "high"))
    if not found:
        return "it does not say which answer is right"
    if len(lows) > 1 or len(highs) > 1:
        return "more than one range of numbers is right"
    return Asked(None, next(iter(lows), None), next(iter(highs), None))


def _ranges(processing: Element, ident: str) -> Iterator[tuple[str, Decimal]]:
    """Give the ends of ranges in branches that set a score above 0, or that stand alone."""
    branches = [one for one in every(processing, *_BRANCHES) if len(one)]
    scored = [one[0] for one in branches if any(map(_scores, every(one, "setOutcomeValue")))]
    parts = scored if branches else [processing]
    for part in (one for one in parts if first(one, "not") is None):
        for one in every(part, *_ENDS):
            if len(one) == 2:  # noqa: PLR2004 - the two that are compared
                yield from _end(one, ident)


def _end(one: Element, ident: str) -> Iterator[tuple[str, Decimal]]:
    """Give the end of a range; with the number first, the comparison is turned round."""
    side = _ENDS[str(one.tag)]
    named = [part.get("identifier") == ident for part in one]
    if named[0] == named[1]:
        return
    value = number(words(one[1] if named[0] else one[0]))
    if value is not None:
        yield side if named[0] else {"low": "high", "high": "low"}[side], value


def _margins(item: Element, answer: Decimal) -> tuple[Decimal, Decimal]:
    """Give how far below and above the answer others are taken for right."""
    one = first(item, "equal")
    mode = "" if one is None else one.get("toleranceMode", "")
    unit = {"absolute": Decimal(1), "relative": abs(answer) / 100}.get(mode, Decimal(0))
    said = "" if one is None else one.get("tolerance", "")
    sizes = [abs(number(part) or Decimal(0)) * unit for part in said.split()]
    return (sizes[0], sizes[-1]) if sizes else _FIXED
