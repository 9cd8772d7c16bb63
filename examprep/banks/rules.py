"""Rules of structure that bind several keys of one item: how many keys, what must differ.

They look at the raw table of an item, once its models have found every key of the right type.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec

from examprep.banks.calculated import given_faults
from examprep.banks.faults import Fault
from examprep.banks.item import Item
from examprep.banks.lines import KeyPath
from examprep.banks.variants import template_of
from examprep.calculations.template import key_text
from examprep.errors import BadFormula

Raw = dict[str, Any]


def _twins(texts: list[str], path: str, what: str, side: tuple[str, ...] = ()) -> list[Fault]:
    """Find two texts that are the same; case counts, as it does in tall man letters."""
    trimmed = list(map(str.strip, texts))
    if len(set(trimmed)) == len(trimmed):
        return []
    later = next(n for n, text in enumerate(trimmed) if text in trimmed[:n])
    first = trimmed.index(trimmed[later])
    words = f"{what} {first + 1} and {later + 1} read alike"
    return [((path, later, *side), words, "")]


def _keys(raw: Raw) -> list[int]:
    return [n for n, option in enumerate(raw["options"]) if option.get("key")]


def _options(raw: Raw) -> list[Fault]:
    return _twins([option["text"] for option in raw["options"]], "options", "options")


def _choice(raw: Raw) -> list[Fault]:
    keys = _keys(raw)
    if len(keys) == 1:
        return _options(raw)
    where = ("options", keys[1]) if keys else ("options",)
    word = "more than one option has" if keys else "no option has"
    hint = 'for several right options write kind = "multiple"' if keys else ""
    return [(where, f"{word} key = true", hint), *_options(raw)]


def _multiple(raw: Raw) -> list[Fault]:
    keys = _keys(raw)
    found = _options(raw)
    if len(keys) < 2:  # noqa: PLR2004 - what "multiple" means
        found.append((("options",), "fewer than two options have key = true", ""))
    if len(keys) == len(raw["options"]):
        found.append((("options",), "every option has key = true", "add a wrong one"))
    return found


def _match(raw: Raw) -> list[Fault]:
    return [
        twin
        for side in ("left", "right")
        for twin in _twins(
            [pair[side] for pair in raw["pairs"]], "pairs", f"`{side}` of pairs", (side,)
        )
    ]


def _numeric(raw: Raw) -> list[Fault]:
    if "given" in raw:
        return given_faults(raw) or _template(raw)
    answer, places = raw["answer"], raw.get("round", 0)
    decimals = len(answer.partition(".")[2])
    found: list[Fault] = []
    if decimals > places:
        message = f"`answer` has more decimals than `round` asks for ({places})"
        found.append((("answer",), message, f"round = {decimals}, or a shorter answer"))
    found += [
        (("mistake", number, "answer"), f"mistake {number + 1} equals the answer", "")
        for number, mistake in enumerate(raw.get("mistake", ()))
        if Decimal(mistake["answer"]) == Decimal(answer)
    ]
    if "show" in raw:
        found += _unwritable(raw)
    return found + _braces(raw)


def _unwritable(raw: Raw) -> list[Fault]:
    """Find numbers that can't be written as `show` says, such as a date before the first one."""
    numbers: list[tuple[KeyPath, str]] = [(("answer",), raw["answer"])]
    numbers += [
        (("mistake", place, "answer"), mistake["answer"])
        for place, mistake in enumerate(raw.get("mistake", ()))
    ]
    found: list[Fault] = []
    for path, number in numbers:
        try:
            key_text(Fraction(number), raw.get("unit", ""), raw["show"])
        except BadFormula as error:
            found.append((path, str(error), ""))
    return found


def _template(raw: Raw) -> list[Fault]:
    """Read every formula of a template and see that its units agree."""
    from examprep.banks.models import item_fields

    item = msgspec.convert(item_fields(raw, "bank"), Item)
    _, faults = template_of(item)
    return [(place, words, "") for place, words in faults]


def _braces(raw: Raw) -> list[Fault]:
    """Refuse what means a value drawn by a template where nothing is drawn."""
    texts: list[tuple[KeyPath, str]] = [(("stem",), raw["stem"])]
    texts += [(("steps", number), step) for number, step in enumerate(raw.get("steps", ()))]
    return [
        (path, "braces { } stand for values, but nothing is given", "write the number itself")
        for path, text in texts
        if "{" in text or "}" in text
    ]


_RULES = {
    "choice": _choice,
    "multiple": _multiple,
    "order": _options,
    "match": _match,
    "numeric": _numeric,
}


def broken_rules(raw: Raw) -> list[Fault]:
    """Find what is wrong with an item whose keys are all of the right type."""
    return _RULES[raw.get("kind", "choice")](raw)
