"""The file format of banks as models, which check its tables.

Importing this costs as much as pydantic does; the reader does so only when a file must be read.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, NotRequired

import msgspec
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from examprep.banks import item as plain
from examprep.banks.calculated import (
    RECIPE_KEYS,
    AnswerShow,
    Formula,
    Given,
    Let,
    Name,
    Rounding,
    SlipKind,
    UnitText,
    recipe_fields,
)
from examprep.banks.faults import Fault, fault, label, nearest, quoted
from examprep.banks.lines import KeyPath
from examprep.banks.rules import broken_rules

FORMAT = 1

Text = Annotated[str, Field(min_length=1, max_length=10_000, pattern=r"\S")]
Lines = Annotated[list[Text], Field(max_length=30)]
Note = Annotated[str, Field(max_length=10_000)]
Id = Annotated[str, Field(max_length=64, pattern=r"^[a-z0-9][a-z0-9._-]*$")]
TopicId = Annotated[str, Field(max_length=128, pattern=r"^[a-z0-9][a-z0-9._/-]*$")]
Number = Annotated[str, Field(max_length=40, pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
Version = Annotated[str, Field(max_length=40, pattern=r"^[0-9]+(\.[0-9]+){1,2}")]
Percent = Annotated[int, Field(ge=1, le=100)]
Decimals = Annotated[int, Field(ge=0, le=9)]

_STRICT = ConfigDict(strict=True, extra="forbid")


def _about(text: str) -> Any:
    return Field(description=text)


Why = Annotated[Note, _about("Why it is right or wrong; shown after the answer.")]


@with_config(_STRICT)
class Option(TypedDict):
    """One option; `why` says why it is right, or which confusion leads to it."""

    text: Annotated[Text, _about("What the candidate reads.")]
    key: NotRequired[Annotated[bool, _about("Whether this is a right answer; false if left out.")]]
    why: NotRequired[Why]


@with_config(_STRICT)
class OrderOption(TypedDict):
    """One step of an `order` item; `why` says why it stands there."""

    text: Annotated[Text, _about("What the candidate reads.")]
    why: NotRequired[Why]


@with_config(_STRICT)
class Pair(TypedDict):
    """One pair of a `match` item."""

    left: Annotated[Text, _about("What stands there.")]
    right: Annotated[Text, _about("Its partner, to be found.")]
    why: NotRequired[Why]


@with_config(_STRICT)
class Mistake(TypedDict):
    """A wrong number that a named confusion gives."""

    answer: Annotated[Number, _about("The wrong number.")]
    why: NotRequired[Why]
    kind: NotRequired[Annotated[SlipKind, _about("Which mistake it is.")]]


@with_config(_STRICT)
class TemplateMistake(TypedDict):
    """A formula for a wrong number that a named confusion gives; `unit` is what it is in."""

    answer: Annotated[Formula, _about("The wrong number, as a formula.")]
    why: NotRequired[Why]
    kind: NotRequired[Annotated[SlipKind, _about("Which mistake it is.")]]
    unit: NotRequired[Annotated[UnitText, _about("What it is in, if not the question's unit.")]]


class _Item(TypedDict):
    id: Annotated[Id, _about("Unique in its bank, never used again for another question.")]
    topic: Annotated[TopicId, _about("One of the topics of the bank.")]
    stem: Annotated[Text, _about("The question; to be answered with the options covered.")]
    areas: NotRequired[Annotated[list[Text], _about("Outline areas, such as ptce-2026:2.2.")]]
    enemies: NotRequired[Annotated[list[Text], _about("Items (id, bank/id) that test the same.")]]
    explanation: NotRequired[Annotated[Note, _about("The rule, then its use in this case.")]]
    sources: NotRequired[Annotated[list[Text], _about("What a reader can look up.")]]
    verified: NotRequired[Annotated[date, _about("The day the fact was checked.")]]
    expires: NotRequired[Annotated[date, _about("A known day on which the fact changes.")]]
    angoff: NotRequired[
        Annotated[Percent, _about("Of 100 just-competent candidates, how many get it right.")]
    ]


@with_config(_STRICT)
class ChoiceItem(_Item):
    """A single best answer."""

    kind: NotRequired[Literal["choice"]]
    options: Annotated[list[Option], Field(min_length=2, max_length=9), _about("One is the key.")]


@with_config(_STRICT)
class MultipleItem(_Item):
    """Several right answers."""

    kind: Literal["multiple"]
    options: Annotated[list[Option], Field(min_length=3, max_length=9), _about("Mark each key.")]


@with_config(_STRICT)
class OrderItem(_Item):
    """Steps to put in order; they are listed in the right order."""

    kind: Literal["order"]
    options: Annotated[
        list[OrderOption], Field(min_length=3, max_length=9), _about("In the right order.")
    ]


@with_config(_STRICT)
class MatchItem(_Item):
    """Pairs to match."""

    kind: Literal["match"]
    pairs: Annotated[
        list[Pair], Field(min_length=3, max_length=9), _about("What belongs together.")
    ]


class _Numeric(_Item):
    kind: Literal["numeric"]
    unit: NotRequired[Annotated[UnitText, _about("The unit of the answer, such as mL/h.")]]
    round: NotRequired[Annotated[Decimals, _about("Decimals asked for.")]]
    rounding: NotRequired[Annotated[Rounding, _about("The rule by which it is rounded.")]]
    show: NotRequired[Annotated[AnswerShow, _about("Another way to write the answer.")]]
    steps: NotRequired[Annotated[Lines, _about("The worked solution, line by line.")]]


@with_config(_STRICT)
class NumericItem(_Numeric):
    """A number to work out and type."""

    answer: Annotated[Number, _about("The exact decimal that a candidate should type.")]
    mistake: NotRequired[Annotated[list[Mistake], _about("Wrong numbers that can be named.")]]


@with_config(_STRICT)
class TemplateItem(_Numeric):
    """A number to work out from givens that are drawn anew each time."""

    answer: Annotated[Formula, _about("A formula over the givens.")]
    given: Annotated[
        dict[Name, Given], Field(min_length=1, max_length=20), _about("What is drawn, by its name.")
    ]
    let: NotRequired[
        Annotated[dict[Name, Formula | Let], Field(max_length=20), _about("Values on the way.")]
    ]
    require: NotRequired[Annotated[list[Formula], _about("What must hold, to stay plausible.")]]
    chain: NotRequired[Annotated[list[Formula], _about("Factors whose units cancel.")]]
    proportion: NotRequired[Annotated[Lines, _about("The ratio-proportion way.")]]
    few: NotRequired[Annotated[Text, _about("Why fewer than 1,000 variants make sense.")]]
    mistake: NotRequired[
        Annotated[list[TemplateMistake], _about("Wrong numbers that can be named.")]
    ]


@with_config(_STRICT)
class Head(TypedDict):
    """The head of a bank."""

    format: Annotated[int, Field(ge=1, le=FORMAT), _about("The version of this file format: 1.")]
    id: Annotated[Id, _about("Progress files refer to it, so it never changes.")]
    title: Annotated[Text, _about("What candidates read.")]
    version: Annotated[Version, _about("Raised with every change, such as 1.2.0.")]
    licence: NotRequired[Annotated[str, Field(max_length=100), _about("Such as CC-BY-4.0.")]]
    authors: NotRequired[Annotated[list[Text], _about("Who wrote it.")]]
    language: NotRequired[Annotated[str, Field(max_length=35), _about("Such as en-US.")]]
    topics: Annotated[
        dict[TopicId, Text], Field(min_length=1), _about("Topic ids and their titles.")
    ]


ITEMS: dict[str, Any] = {
    "choice": ChoiceItem,
    "multiple": MultipleItem,
    "order": OrderItem,
    "match": MatchItem,
    "numeric": NumericItem,
    "template": TemplateItem,
}
_CHECKERS = {kind: TypeAdapter(model).validator.validate_python for kind, model in ITEMS.items()}
KINDS = tuple(kind for kind in ITEMS if kind != "template")
_HEAD = TypeAdapter(Head)
HEAD_KEYS = frozenset(Head.__annotations__)
_BANK_KEYS = {"": {*HEAD_KEYS, "item"}}
_ITEM_KEYS = {
    "": {key for model in ITEMS.values() for key in model.__annotations__},
    "options": set(Option.__annotations__),
    "pairs": set(Pair.__annotations__),
    "mistake": set(TemplateMistake.__annotations__),
    "given": set(Given.__annotations__),
    "let": set(Let.__annotations__),
}


def _faults(error: ValidationError, allowed: dict[str, set[str]], kind: str = "") -> list[Fault]:
    found = [fault(dict(entry), allowed, kind) for entry in error.errors(include_url=False)]
    return _one_of_each(found)


def _one_of_each(faults: list[Fault]) -> list[Fault]:
    """Say once, in plain words, what fits none of several types: a given's value, a let."""
    found: dict[KeyPath, Fault] = {}
    for one in faults:
        place = _without_types(one[0])
        said = one if place == one[0] else _no_type_fits(place)
        found.setdefault((*place, "" if place != one[0] else one[1]), said)
    return list(found.values())


def _no_type_fits(place: KeyPath) -> Fault:
    return place, f"{label(place)} makes no sense", _ALTERNATIVES[str(place[0])]


_ALTERNATIVES = {
    "given": "a number, a text or a date",
    "let": 'a formula in quotes, or { value = "...", unit = "kg", round = 1 }',
}
_TYPES = frozenset({"int", "float", "str", "date", "constrained-str", "Let"})


def _without_types(path: KeyPath) -> KeyPath:
    """Leave out the names of types that a union puts into the path of a fault."""
    if not path or path[0] not in _ALTERNATIVES:
        return path
    end = next((place for place, part in enumerate(path) if place > 1 and part in _TYPES), None)
    return path if end is None else path[:end]


def item_fields(raw: dict[str, Any], bank: str) -> dict[str, Any]:
    """Give a checked table the names that an item's fields have."""
    fields = {**raw, "bank": bank, "mistakes": raw.get("mistake", ())}
    if "given" not in raw:
        return fields
    fields = {key: value for key, value in fields.items() if key not in RECIPE_KEYS}
    return fields | {"recipe": recipe_fields(raw)}


def check(raw: object) -> list[Fault]:
    """Find everything that is wrong with one `[[item]]` table."""
    if not isinstance(raw, dict):
        return [((), "an item must be a table", "start it with a line [[item]]")]
    kind = raw.get("kind", "choice")
    if not isinstance(kind, str) or kind not in KINDS:
        hint = nearest(str(kind), KINDS) or f"one of {', '.join(KINDS)}"
        return [(("kind",), f"unknown kind {quoted(kind)}", hint)]
    try:
        _CHECKERS["template" if kind == "numeric" and "given" in raw else kind](raw)
    except ValidationError as error:
        return _faults(error, _ITEM_KEYS, kind)
    return broken_rules(raw)


def validate_head(raw: dict[str, Any]) -> tuple[plain.Bank | None, list[Fault]]:
    """Check the head of a bank; an unknown key is a fault but hides nothing."""
    number = raw.get("format")
    if type(number) is int and number > FORMAT:
        message = f"format {number} is newer than the format {FORMAT} that this examprep reads"
        return None, [(("format",), message, "update examprep")]
    try:
        _HEAD.validate_python(raw)
    except ValidationError as error:
        known = {key: value for key, value in raw.items() if key in HEAD_KEYS}
        bank = validate_head(known)[0] if known.keys() != raw.keys() else None
        return bank, _faults(error, _BANK_KEYS)
    return msgspec.convert(raw, plain.Bank, strict=True), []
