"""What an item is: plain values, read-only, with no knowledge of files or screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from examprep.calculations.recipe import Line, Recipe

GONE = "This question is no longer in any bank."
NO_NUMBERS = "No numbers fit this question: tell its author to check the bank."
Kind = Literal["choice", "multiple", "numeric", "order", "match"]


@dataclass(frozen=True, slots=True)
class Option:
    """One option of an item; `why` says why it is right or wrong."""

    text: str
    why: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of a matching item."""

    left: str
    right: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong number that a known confusion leads to.

    `kind` is one of `SLIPS`. In a template `answer` is a formula, whose number is in `unit`;
    in a variant `exact` is the number before it was rounded.
    """

    answer: str
    why: str = ""
    kind: str = ""
    unit: str = ""
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a bank.

    For `order` the options stand in the right order. For `numeric`, `answer` is an exact
    decimal, `unit` the unit asked for and `round` the number of decimals asked for, by the rule
    `rounding`; `show` is another way to write it, such as `date`. With a `recipe` the item is a
    template: `answer` is a formula and texts have values in braces, until `variant` fills them.
    A variant has its answer before rounding in `exact`, and its numbers in the other ways to
    work it out: `chain` by units, of which `cancels` says what cancels, and `proportion`.
    `angoff` is the author's rating: of 100 just-competent candidates, how many get it right.
    `enemies` names the items that test the same fact, of which one form asks only one: by id in
    the same bank, or as `bank/id`. `key_print` tells whether the key was changed since a response
    (`keyprint`), 0 where that is not known.
    """

    bank: str
    id: str
    topic: str
    stem: str
    kind: Kind = "choice"
    areas: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    answer: str = ""
    unit: str = ""
    round: int = 0
    rounding: str = ""
    show: str = ""
    steps: tuple[str, ...] = ()
    recipe: Recipe | None = None
    exact: str = ""
    chain: Line | None = None
    cancels: str = ""
    proportion: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    explanation: str = ""
    sources: tuple[str, ...] = ()
    verified: date | None = None
    expires: date | None = None
    angoff: int = 0
    enemies: tuple[str, ...] = ()
    key_print: int = 0

    @property
    def name(self) -> str:
        """Give the item's name in progress files: `bank/id`."""
        return f"{self.bank}/{self.id}"

    @property
    def keys(self) -> tuple[int, ...]:
        """Give the authored positions of the keyed options, from 0."""
        return tuple(n for n, option in enumerate(self.options) if option.key)

    @property
    def is_gone(self) -> bool:
        """Tell whether this only stands in for an item that no bank has any more."""
        return self.kind == "choice" and not self.options


def undrawable(item: Item) -> Item:
    """Stand in for a template that gives no numbers: it can be passed over, not answered."""
    return Item(item.bank, item.id, item.topic, NO_NUMBERS, verified=item.verified)


def gone(name: str) -> Item:
    """Stand in for an item that no bank has any more: it can be passed over, not answered."""
    bank, _, number = name.partition("/")
    return Item(bank, number, "", GONE)


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank's head: what `bank.toml` says before any item."""

    id: str
    title: str
    version: str
    licence: str = ""
    authors: tuple[str, ...] = ()
    language: str = "en-US"
    topics: dict[str, str] | None = None

    def topic_title(self, topic: str) -> str:
        """Give the title of a topic, or its id where the bank names none."""
        return (self.topics or {}).get(topic, topic)
