"""Templates become questions with fixed numbers: other programs draw none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec

from examprep.banks.item import Item
from examprep.banks.models import item_fields
from examprep.banks.variants import as_choice, variant
from examprep.exchange.question import Raw

_KEPT = ("topic", "areas", "enemies", "sources", "verified", "expires", "angoff")
_NUMERIC = ("unit", "round", "rounding", "show")


def drawn(raws: Iterable[Raw], bank: str, seeds: Iterable[int], *, choice: bool) -> Iterator[Raw]:
    """Give items as they are, and of each template one question for each seed.

    With `choice` every number to type becomes one of four options, as in a mock exam. A template
    that gives no numbers is left out.
    """
    several = tuple(seeds)
    for raw in raws:
        if "given" in raw:
            yield from _draws(raw, bank, several, choice=choice)
        elif choice and raw.get("kind") == "numeric":
            yield from _draws(raw, bank, several[:1], choice=True)
        else:
            yield raw


def _draws(raw: Raw, bank: str, seeds: Iterable[int], *, choice: bool) -> Iterator[Raw]:
    item = msgspec.convert(item_fields(raw, bank), Item)
    for seed in seeds:
        made = as_choice(item, seed) if choice else variant(item, seed)
        if made.answer or made.options:
            yield _raw(raw, made, seed)


def _raw(raw: Raw, made: Item, seed: int) -> Raw:
    number = f"{raw['id'][:56]}.v{seed}" if "given" in raw else raw["id"]
    fixed: Raw = {"id": number, "stem": made.stem, "explanation": made.explanation}
    fixed |= {key: raw[key] for key in _KEPT if key in raw}
    if made.kind == "choice":
        fixed["explanation"] = "\n".join([*made.steps, made.explanation]).strip()
        return fixed | {"options": list(map(_option, made.options))}
    fixed |= {"kind": "numeric"} | {key: raw[key] for key in _NUMERIC if key in raw}
    fixed |= {"answer": decimal(made.answer), "steps": list(made.steps)}
    places = len(fixed["answer"].partition(".")[2])
    if places > raw.get("round", 0):  # a ratio's n is rounded, the number behind it is not
        fixed["round"] = places
    key = Fraction(made.answer)
    wrong = [_mistake(one) for one in made.mistakes if Fraction(one.answer) != key]
    fixed["mistake"] = wrong
    return {key: value for key, value in fixed.items() if value not in ("", [])}


def _option(one: Any) -> Raw:
    found: Raw = {"text": one.text}
    if one.key:
        found["key"] = True
    return found | ({"why": one.why} if one.why else {})


def _mistake(one: Any) -> Raw:
    found: Raw = {"answer": decimal(one.answer)}
    return found | {key: value for key in ("why", "kind") if (value := getattr(one, key))}


def decimal(number: str) -> str:
    """Write a number, which may be a fraction, as a decimal of at most nine places."""
    value = Fraction(number)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{round(exact, 9):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
