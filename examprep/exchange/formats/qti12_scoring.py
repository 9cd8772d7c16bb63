"""How QTI 1.2 scores a question: what each condition asks of each response, and what it gives.

Programs write this in many ways; all that is taken from it is which responses earn points, which
numbers are accepted, and which feedback goes with which response.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from examprep.exchange.formats.qti_numbers import Asked, number
from examprep.exchange.formats.qti_xml import every, words

_COMPARED = {"vargte": "low", "vargt": "low", "varlte": "high", "varlt": "high"}
_JOINED = {"and", "or", "not"}
_EQUAL = {"varequal", "varsubset", "varsubstring"}
_RIGHT = {"correct", "correct_fb"}


@dataclass(slots=True)
class Condition:
    """One `respcondition`: responses it asks for (respident, value), those it refuses, its points.

    `points` is None where it sets no score. `ends` are the ends of ranges.
    """

    asked: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    ends: list[tuple[str, Decimal]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    points: Decimal | None = None
    either: bool = False

    @property
    def earns(self) -> bool:
        """Tell whether it gives points, or says that the answer is right where it sets none."""
        if self.points is None:
            return any(link.lower() in _RIGHT for link in self.links)
        return self.points > 0

    def only(self, known: Collection[str]) -> str | None:
        """Give the one option that it asks for; None where it asks for several, or refuses any."""
        values = [value for _, value in self.asked if value in known]
        return values[0] if len(values) == 1 and not self.refused else None

    def end(self, side: str, narrowest: Callable[..., Decimal]) -> Decimal | None:
        """Give the lower or upper end of what it accepts; None where it has none."""
        values = [value for where, value in self.ends if where == side]
        return narrowest(values) if values else None

    def numbers(self) -> list[Asked] | str:
        """Give the numbers that it accepts, or the text where it asks for one."""
        low, high = self.end("low", max), self.end("high", min)
        answers = [(value, number(value)) for _, value in self.asked]
        for value, answer in answers:
            if answer is None:
                return value
        if not answers and self.ends:
            return [Asked(None, low, high)]
        return [Asked(answer, low, high) for _, answer in answers]


def conditions(item: Element) -> list[Condition]:
    """Read all conditions of an item, in order."""
    most = _most(item)
    return [_condition(one, most) for one in every(item, "respcondition")]


def _most(item: Element) -> Decimal:
    ends = [number(one.get("maxvalue", "")) for one in every(item, "decvar")]
    return max((end for end in ends if end), default=Decimal(1))


def _condition(one: Element, most: Decimal) -> Condition:
    found = Condition()
    for part in one:
        if part.tag == "conditionvar":
            _read(part, found, wanted=True)
        elif part.tag == "setvar":
            points = _points(part, most)
            found.points = points if found.points is None else max(found.points, points)
        elif part.tag == "displayfeedback" and part.get("linkrefid"):
            found.links.append(part.get("linkrefid", ""))
    return found


def _points(one: Element, most: Decimal) -> Decimal:
    text = words(one)
    value = number(text)
    if value is None:
        value = most if text.lower().endswith(".max") else Decimal(0)
    return -value if one.get("action", "Set").lower() == "subtract" else value


def _read(one: Element, found: Condition, *, wanted: bool) -> None:
    for part in one:
        name = str(part.tag)
        if name in _EQUAL:
            where = part.get("respident", "")
            place = found.asked if wanted else found.refused
            place.append((where, words(part) or where))  # Blackboard has the option in `respident`
        elif name in _COMPARED:
            _end(part, found, wanted=wanted)
        elif name in _JOINED:
            found.either |= name == "or"
            _read(part, found, wanted=wanted ^ (name == "not"))


def _end(part: Element, found: Condition, *, wanted: bool) -> None:
    """Note the end of a range; `not less than` is as good as `at least`."""
    value = number(words(part))
    side = _COMPARED[str(part.tag)]
    if value is not None:
        other = "high" if side == "low" else "low"
        found.ends.append((side if wanted else other, value))


def weights(ones: Iterable[Condition], known: set[str]) -> dict[str, Decimal]:
    """Give the points that each option earns, by the option's ident; those with none are absent."""
    found: dict[str, Decimal] = {}
    for one in ones:
        if not one.earns:
            continue
        points = one.points or Decimal(1)
        for _, value in one.asked:
            if value in known:
                found[value] = max(found.get(value, points), points)
    return found


def answers(ones: Iterable[Condition]) -> dict[str, str]:
    """Give what each response should be, where each is asked for by itself."""
    return {where: value for one in ones if one.earns for where, value in one.asked}


def together(ones: Iterable[Condition], known: set[str]) -> bool:
    """Tell whether a condition that earns points asks for several options at once."""
    return any(
        one.earns and not one.either and len({v for _, v in one.asked if v in known}) > 1
        for one in ones
    )


def costs(ones: Iterable[Condition]) -> bool:
    """Tell whether a wrong answer costs points."""
    return any(one.points is not None and one.points < 0 for one in ones)


def numbers(ones: Iterable[Condition]) -> list[Asked] | str:
    """Give the numbers that are accepted, or the text that is asked for where it is no number."""
    found: list[Asked] = []
    for one in ones:
        asked = one.numbers() if one.earns else []
        if isinstance(asked, str):
            return asked
        found += asked
    return found
