"""How QTI 1.2 scores a question: what each condition asks of each response, and what it gives.

Programs write this in many ways; all that is taken from it is which responses earn points, which
numbers are accepted, and which feedback goes with which response. Which options are right is found
by scoring answers as the file says (`examprep.exchange.formats.qti12_marking`).
"""

from __future__ import annotations

import re
from collections import Counter
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
# Names of variables that count points, and of those that count mistakes; Respondus keeps both.
_GAINS = re.compile(r"score|correct|grade|mark|point|value", re.IGNORECASE)
_AGAINST = re.compile(r"incorrect|wrong|mistake|penalt|attempt|tries|trial", re.IGNORECASE)


@dataclass(slots=True)
class Condition:
    """One `respcondition`: responses it asks for (respident, value), those it refuses, its points.

    `points` is None where it sets no score; `steps` are what it does to the score, in order, such
    as `("add", 1)`. `ends` are the ends of ranges, `tests` the elements that say when it holds.
    """

    asked: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    ends: list[tuple[str, Decimal]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    points: Decimal | None = None
    either: bool = False
    parts: bool = False
    stops: bool = False
    steps: list[tuple[str, Decimal]] = field(default_factory=list)
    tests: list[Element] = field(default_factory=list)

    @property
    def earns(self) -> bool:
        """Tell whether it gives points, or says that the answer is right where it sets none."""
        if self.points is None:
            return any(link.lower() in _RIGHT for link in self.links)
        return self.points > 0

    @property
    def worth(self) -> Decimal:
        """Give the points of one that earns some; 1 where it only says that the answer is right."""
        return Decimal(1) if self.points is None else self.points

    def only(self, known: Collection[str]) -> str | None:
        """Give the one option that it asks for; None where it asks for several, or refuses any."""
        values = [value for _, value in self.asked if value in known]
        return values[0] if len(values) == 1 and not self.refused else None

    def end(self, side: str, narrowest: Callable[..., Decimal]) -> Decimal | None:
        """Give the lower or upper end of what it accepts; None where it has none."""
        values = [value for where, value in self.ends if where == side]
        return narrowest(values) if values else None

    def _has_ranges(self) -> bool:
        """Tell whether one range or another is accepted."""
        sides = Counter(side for side, _ in self.ends)
        return self.either and any(count > 1 for count in sides.values())

    def numbers(self) -> list[Asked] | str:
        """Give the numbers that it accepts, or the text where it asks for one."""
        if self._has_ranges():
            return [Asked(value) for _, value in self.ends]
        return self._one_range()

    def _one_range(self) -> list[Asked] | str:
        low, high = self.end("low", max), self.end("high", min)
        answers = [(value, number(value)) for _, value in self.asked]
        for value, answer in answers:
            if answer is None or self.parts:  # a part of what is typed is no number
                return value
        if not answers and self.ends:
            return [Asked(None, low, high)]
        return [Asked(answer, low, high) for _, answer in answers]


def conditions(item: Element) -> list[Condition]:
    """Read all conditions of an item, in order."""
    most, names = _most(item), _score_names(item)
    return [_condition(one, most, names) for one in every(item, "respcondition")]


def _score_names(item: Element) -> set[str]:
    """Tell which of its variables count points."""
    used = {_name(one) for one in every(item, "setvar")}
    counted = {name for name in used if not _AGAINST.search(name)}
    return {name for name in counted if _GAINS.search(name)} or counted


def _name(one: Element) -> str:
    return one.get("varname") or "SCORE"


def _most(item: Element) -> Decimal:
    ends = [number(one.get("maxvalue", "")) for one in every(item, "decvar")]
    return max((end for end in ends if end), default=Decimal(1))


def _condition(one: Element, most: Decimal, names: Collection[str]) -> Condition:
    found = Condition(stops=one.get("continue", "").lower() == "no")
    for part in one:
        if part.tag == "conditionvar":
            found.tests += part
            _read(part, found, wanted=True)
        elif part.tag == "setvar":
            _score(part, found, most, names)
        elif part.tag == "displayfeedback" and part.get("linkrefid"):
            found.links.append(part.get("linkrefid", ""))
    if not found.steps and found.earns:
        found.steps.append(("set", Decimal(1)))
    return found


def _score(one: Element, found: Condition, most: Decimal, names: Collection[str]) -> None:
    """Note what a condition does to the score; a mistake that is counted costs points."""
    action, value = one.get("action", "Set").lower(), _value(one, most)
    if _name(one) not in names:
        points = -abs(value) if _AGAINST.search(_name(one)) else None
    else:
        found.steps.append((action, value))
        points = -value if action == "subtract" else value
    if points is not None:
        found.points = points if found.points is None else max(found.points, points)


def _value(one: Element, most: Decimal) -> Decimal:
    text = words(one)
    value = number(text)
    if value is None:
        value = most if text.lower().endswith(".max") else Decimal(0)
    return value


def _read(one: Element, found: Condition, *, wanted: bool) -> None:
    for part in one:
        name = str(part.tag)
        if name in _EQUAL:
            found.parts |= name == "varsubstring"
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


def best(ones: Iterable[Condition]) -> list[Condition]:
    """Give the conditions that earn most."""
    earning = [one for one in ones if one.earns]
    most = max((one.worth for one in earning), default=Decimal(0))
    return [one for one in earning if one.worth == most]


def answers(ones: Iterable[Condition]) -> dict[str, str]:
    """Give what each response should be, where just one answer to it earns most."""
    found: dict[str, tuple[Decimal, set[str]]] = {}
    for one in ones:
        for where, value in one.asked if one.earns else ():
            worth, values = found.get(where, (Decimal(0), set()))
            if one.worth > worth:
                found[where] = one.worth, {value}
            elif one.worth == worth:
                values.add(value)
    return {where: next(iter(values)) for where, (_, values) in found.items() if len(values) == 1}


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
    """Give the numbers that earn most, or the text that is asked for where it is no number."""
    found: list[Asked] = []
    for one in best(ones):
        asked = one.numbers()
        if isinstance(asked, str):
            return asked
        found += asked
    return found
