"""Question sheets: laid out blind, with keys, or options only, and answers tallied against them.

For proving a bank by people who did not write it, and for a test on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from examprep.attempts.arrange import arrange, shuffled
from examprep.attempts.events import Answer
from examprep.attempts.grading import grade
from examprep.banks.item import Item
from examprep.banks.variants import answer_text, unit_words, variant
from examprep.errors import UnclearAnswer
from examprep.words import tr

_LINE = re.compile(r"^\s*(?P<id>[a-z0-9][a-z0-9._/-]*)\s*[:,;\t ]\s*(?P<answer>\S.*?)\s*$")
_LETTERS = re.compile(r"[A-Ia-i]")
_HOW = {
    "multiple": tr("Choose all that apply."),
    "order": tr("Give the letters in the right order."),
    "match": tr("Give for each number the letter of its partner."),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Items in the order and with the options as a seed lays them out."""

    items: tuple[Item, ...]
    seed: int

    @classmethod
    def of(cls, items: Iterable[Item], seed: int) -> Sheet:
        """Lay items out; a template gets the numbers of the seed."""
        return cls(tuple(variant(item, seed) for item in items), seed)

    def lines(self, *, stems: bool = True) -> Iterator[str]:
        """Give the questions; without stems only what there is to choose from.

        Then they stand in an order that the seed draws: of neighbors that share their options
        each would tell what the other is not.
        """
        every = self.items if stems else self._mixed()
        for number, item in enumerate(every, 1):
            order = arrange(item, self.seed)
            if not stems and not order:
                continue
            yield f"{number}. [{item.id}]" + (f" {item.stem}" if stems else "")
            yield from self._choices(item, order)
            yield ""

    def _mixed(self) -> list[Item]:
        order = shuffled(len(self.items), self.seed, "sheet")
        return [self.items[place] for place in order]

    def _choices(self, item: Item, order: Sequence[int]) -> Iterator[str]:
        if item.kind in _HOW:
            yield f"   {_HOW[item.kind]}"
        for place, pair in enumerate(item.pairs, 1):
            yield f"   {place}  {pair.left}"
        for place, authored in enumerate(order):
            pair_or_option = item.pairs[authored].right if item.pairs else ""
            yield f"   {_letter(place)}  {pair_or_option or item.options[authored].text}"
        if item.kind == "numeric":
            yield f"   {tr('Answer')}: ______ {unit_words(item)}".rstrip()

    def key(self) -> Iterator[str]:
        """Give the answers, one line an item, as `tally` reads them."""
        for item in self.items:
            yield f"{item.id}: {self._key_of(item)}"

    def _key_of(self, item: Item) -> str:
        if item.kind == "numeric":
            return answer_text(item)
        order = arrange(item, self.seed)
        wanted = item.keys if item.kind in {"choice", "multiple"} else range(len(order))
        letters = [_letter(order.index(authored)) for authored in wanted]
        return " ".join(sorted(letters) if item.kind == "multiple" else letters)


@dataclass(frozen=True, slots=True)
class Tally:
    """How answers agree with the keys: ids agreed on, and disputes as (id, given, key)."""

    agreed: tuple[str, ...]
    disputes: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def read_answers(text: str) -> dict[str, str]:
    """Read lines such as `law-0112: B` or `law-0113 A C`; a line that is none is passed over."""
    found = (_LINE.match(line) for line in text.splitlines())
    return {match["id"]: match["answer"] for match in found if match}


def tally(sheet: Sheet, answers: Mapping[str, str]) -> Tally:
    """Compare answers with the keys of the sheet they were given on."""
    keys = dict(line.split(": ", 1) for line in sheet.key())
    agreed, disputes, missing = [], [], []
    for item in sheet.items:
        given = answers.get(item.id)
        if given is None:
            missing.append(item.id)
        elif _is_right(sheet, item, given):
            agreed.append(item.id)
        else:
            disputes.append((item.id, given, keys[item.id]))
    unknown = tuple(name for name in answers if name not in keys)
    return Tally(tuple(agreed), tuple(disputes), tuple(missing), unknown)


def _is_right(sheet: Sheet, item: Item, given: str) -> bool:
    order = arrange(item, sheet.seed)
    places = [ord(sign.upper()) - ord("A") for sign in _LETTERS.findall(given)]
    chose = tuple(order[place] for place in places if place < len(order))
    answer = Answer(typed=given) if item.kind == "numeric" else Answer(chose)
    if item.kind == "multiple":
        answer = Answer(tuple(sorted(chose)))
    try:
        return grade(item, answer).right
    except UnclearAnswer:
        return False


def _letter(place: int) -> str:
    return chr(ord("A") + place)
