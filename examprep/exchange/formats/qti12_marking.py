"""Marks answers by the rules of a question of QTI 1.2, and so finds which options are right.

A condition holds or not for a set of chosen options; what it does to the score is done in order.
The set that scores most is the key. Of many options only the sets that the rules name are marked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from examprep.exchange.formats.qti12_scoring import Condition, best
from examprep.exchange.formats.qti_xml import words

_OTHER = "other"
_LARGEST = Decimal(10) ** 12
Chosen = frozenset[str]
UNSAID = "it does not say which option is right"


def mark(rules: Iterable[Condition], chosen: Chosen) -> Decimal:
    """Give the points that a choice earns."""
    score, any_held = Decimal(0), False
    scoring = (rule for rule in rules if rule.steps)
    for rule in scoring:
        if not _applies(rule, chosen, any_held=any_held):
            continue
        for action, value in rule.steps:
            score = _stepped(score, action, value)
        any_held = True
        if rule.stops:
            break
    return score


def _applies(rule: Condition, chosen: Chosen, *, any_held: bool) -> bool:
    if any(test.tag == _OTHER for test in rule.tests):
        return not any_held
    return all(_holds(test, chosen) for test in rule.tests)


def _stepped(score: Decimal, action: str, value: Decimal) -> Decimal:
    if action == "add":
        score += value
    elif action == "subtract":
        score -= value
    elif action == "multiply":
        score *= value
    elif action == "divide":
        score = score / value if value else score
    else:
        score = value
    return max(-_LARGEST, min(_LARGEST, score))


def _holds(test: Element, chosen: Chosen) -> bool:
    name = str(test.tag)
    if name == "varequal":
        return (words(test) or test.get("respident", "")) in chosen
    if name == "varsubset":
        wanted = {part.strip() for part in words(test).split(",")}
        return wanted <= chosen
    if name == "unanswered":
        return not chosen
    return _joined(name, [_holds(part, chosen) for part in test])


def _joined(name: str, within: list[bool]) -> bool:
    if name == "or":
        return any(within)
    if name == "not":
        return not all(within)
    return name == "and" and all(within)


def keys(
    rules: Sequence[Condition], idents: Collection[str], *, several: bool
) -> tuple[set[str], bool] | str:
    """Find the options that are right, and whether some earn a part; or say why there are none."""
    found = several_of(rules, idents) if several else single(rules, idents)
    if not isinstance(found, str) and unknown(rules, idents):
        return "its scoring names an option it does not have"
    return found


def single(rules: Sequence[Condition], idents: Collection[str]) -> tuple[set[str], bool] | str:
    """Find the options that score most by themselves, and whether others score a part.

    The text says why there are none.
    """
    scores = {ident: mark(rules, frozenset((ident,))) for ident in idents}
    most = max(scores.values(), default=Decimal(0))
    if most <= 0:
        return UNSAID
    keys = {ident for ident, score in scores.items() if score == most}
    return keys, any(0 < score < most for score in scores.values())


def several_of(rules: Sequence[Condition], idents: Collection[str]) -> tuple[set[str], bool] | str:
    """Find the one set of options that scores most, and whether they have unequal shares.

    Where more options score as much, because a wrong one costs nothing, they are left out.
    """
    scores = {chosen: mark(rules, chosen) for chosen in _candidates(rules, idents)}
    most = max(scores.values(), default=Decimal(0))
    if most <= 0:
        return UNSAID
    sets = [chosen for chosen, score in scores.items() if score == most]
    common = frozenset.intersection(*sets)
    keys = frozenset(one for one in common if mark(rules, common - {one}) < most)
    if mark(rules, keys) != most:
        return "more than one set of its options is right"
    alone = {mark(rules, frozenset((one,))) for one in keys}
    return set(keys), len(alone) > 1


def _candidates(rules: Sequence[Condition], idents: Collection[str]) -> Iterator[Chosen]:
    """Give the sets of options that the rules name: each rule's own, and all that earn."""
    known = frozenset(idents)
    named = [known.intersection(value for _, value in rule.asked) for rule in rules if rule.earns]
    yield from (one for one in dict.fromkeys(named) if one)
    yield from (frozenset((one,)) for one in known)
    yield frozenset[str]().union(*named)
    refused = {value for rule in rules if rule.earns for _, value in rule.refused}
    yield known - refused


def unknown(rules: Sequence[Condition], idents: Collection[str]) -> bool:
    """Tell whether what earns most names an option that the question does not have."""
    return any(value not in idents for rule in best(rules) for _, value in rule.asked)
