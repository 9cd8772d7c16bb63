"""A test on paper: its versions, each with questions and options in an order of its own.

Options that stand in a natural order, such as numbers or "all of the above", keep it, as in the
app. The same seed gives the same versions on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from examprep.attempts.arrange import arrange, shuffled
from examprep.banks.item import Item
from examprep.banks.models import item_fields
from examprep.banks.variants import answer_text, unit_words
from examprep.errors import ExamprepError
from examprep.exchange.format import Choices
from examprep.exchange.question import Raw
from examprep.text import plural

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HOW = {
    "multiple": "Mark all that apply.",
    "order": "Write the letters in the right order.",
    "match": "Write beside each number the letter of its partner.",
}
_APART = 1_000_003  # seeds of versions must not meet those of another test's


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it stands on paper: its number, and its options in their order there."""

    number: int
    item: Item
    order: tuple[int, ...]

    @property
    def how(self) -> str:
        """Say how it is answered; empty where the stem does, or the best option is marked."""
        kind, stem, places = self.item.kind, self.item.stem.lower(), self.item.round
        if kind == "multiple" and "all that apply" in stem:
            return ""
        if kind != "numeric" or self.item.show or "round" in stem or not places:
            return _HOW.get(kind, "")
        return f"Answer to {plural(places, 'decimal')}."

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Give letters and texts to choose from; for a match the partners."""
        item = self.item
        texts = [pair.right for pair in item.pairs] or [option.text for option in item.options]
        return [(LETTERS[n], texts[place]) for n, place in enumerate(self.order)]

    @property
    def unit(self) -> str:
        """Give what a number is to be written in."""
        return unit_words(self.item) if self.item.kind == "numeric" else ""

    @property
    def key(self) -> str:
        """Give the answer as the key has it."""
        item = self.item
        if item.kind == "numeric":
            return answer_text(item)
        places = item.keys if item.kind in {"choice", "multiple"} else range(len(self.order))
        letters = [LETTERS[self.order.index(place)] for place in places]
        if item.kind == "match":
            return ", ".join(f"{n}{letter}" for n, letter in enumerate(letters, 1))
        return " ".join(sorted(letters) if item.kind == "multiple" else letters)

    def reasons(self) -> Iterator[tuple[str, str, str, bool]]:
        """Give what the rationale says of each option: letter, text, why, and if it is right."""
        for letter, place in zip(LETTERS, self.order, strict=False):
            if self.item.options:
                option = self.item.options[place]
                yield letter, option.text, option.why, option.key or self.item.kind == "order"
        for number, pair in enumerate(self.item.pairs, 1):
            yield str(number), f"{pair.left} \u2013 {pair.right}", pair.why, True


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a test; `name` is empty where there is only one."""

    title: str
    name: str
    asked: tuple[Asked, ...]

    @property
    def suffix(self) -> str:
        """Give what its files have in their names."""
        return f"-{self.name}" if self.name else ""

    @property
    def label(self) -> str:
        """Name it for people; empty where there is only one."""
        return f"Version {self.name}" if self.name else ""

    @property
    def count(self) -> str:
        """Say how many questions it has."""
        return plural(len(self.asked), "question")


def versions(raws: Sequence[Raw], choices: Choices) -> Iterator[Version]:
    """Lay out the versions of a test.

    Raises:
        ExamprepError: more are wanted than there are letters.
    """
    if choices.versions > len(LETTERS):
        raise ExamprepError(f"--versions: {len(LETTERS)} is the most, A to Z")
    items = [msgspec.convert(item_fields(raw, choices.bank or "test"), Item) for raw in raws]
    for number in range(choices.versions):
        name = LETTERS[number] if choices.versions > 1 else ""
        seed = choices.seed + number * _APART
        order = shuffled(len(items), seed, "test")
        asked = [Asked(n, items[at], arrange(items[at], seed)) for n, at in enumerate(order, 1)]
        yield Version(" ".join(choices.title.split()), name, tuple(asked))
