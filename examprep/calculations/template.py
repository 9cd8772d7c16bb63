"""Templates: what an author wrote, made ready once, and one variant of it drawn by a seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from examprep.calculations.chain import Chain, values_of
from examprep.calculations.given import Drawn, Source, draw
from examprep.calculations.meaning import Value, Values
from examprep.calculations.numbers import (
    FORMATS,
    amount_text,
    round_half_up,
    rounded_key,
    rounded_words,
)
from examprep.calculations.recipe import Line, Writing
from examprep.calculations.scope import Text
from examprep.errors import BadFormula
from examprep.words import tr

MOST_TURNS = 200
MOST_WORK = 4_000
"""Parts of formulas worked out while one variant is drawn; no machine's speed enters."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong number of one variant, rounded as the answer is, and unrounded."""

    number: Fraction
    exact: Fraction
    why: str
    kind: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One draw: its texts, the exact answer and the rounded key as numbers in the asked unit."""

    stem: str
    exact: Fraction
    key: Fraction
    steps: tuple[str, ...]
    proportion: tuple[str, ...]
    chain: Line | None
    cancels: str
    explanation: str
    mistakes: tuple[Wrong, ...]
    values: Mapping[str, Drawn]
    turns: int


@dataclass(frozen=True, slots=True)
class Step:
    """A value to work out: its name, how, its size in parts, its unit's factor and rounding."""

    name: str
    value: Value
    size: int
    factor: Fraction = Fraction(1)
    round: int | None = None

    def work(self, values: Values) -> Fraction:
        """Give the value, in base units."""
        found = self.value(values)
        if self.round is None:
            return found
        return round_half_up(found / self.factor, self.round) * self.factor


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake made ready: how to get its number, and what is said of it."""

    step: Step
    why: Text
    kind: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of a template made ready."""

    stem: Text
    steps: tuple[Text, ...]
    proportion: tuple[Text, ...]
    explanation: Text


@dataclass(frozen=True, slots=True)
class Template:
    """A template made ready to draw from; `prepared` makes it."""

    writing: Writing
    sources: tuple[Source, ...]
    lets: tuple[Step, ...]
    requires: tuple[Step, ...]
    answer: Step
    slips: tuple[Slip, ...]
    texts: Texts
    chain: Chain | None

    @property
    def combinations(self) -> int:
        """Count the ways to choose the givens, before any requirement."""
        total = 1
        for source in self.sources:
            total *= source.size
        return total

    def variant(self, seed: int) -> Variant:
        """Draw the variant of a seed: the same on every machine and day.

        Raises:
            BadFormula: no draw met the requirements within the turns that are allowed.
        """
        work = 0
        for turn in range(MOST_TURNS):
            drawn = draw(self.sources, seed, self.writing.name, turn)
            found, spent = self.tried(drawn)
            if found is not None:
                return self.written(drawn, *found, turns=turn + 1)
            work += spent
            if work > MOST_WORK:
                break
        raise BadFormula(tr("no draw meets the requirements of this template"))

    def tried(self, drawn: dict[str, Drawn]) -> tuple[tuple[Key, ...] | None, int]:
        """Work one draw out; None where it does not fit. Also gives the parts worked through.

        `drawn` gains the intermediate values. A draw fits if everything has a value, every
        requirement holds, and no mistake comes to the rounded key or to less than nothing.
        """
        spent = 0
        values = values_of(drawn)
        try:
            for step in self.lets:
                spent += step.size
                values[step.name] = step.work(values)
            spent += self.answer.size
            key = self._key(self.answer, values)
            values["exact"] = key.exact * self.answer.factor
            values["answer"] = key.number * self.answer.factor
            for step in self.requires:
                spent += step.size
                if not step.value(values):
                    return None, spent
            wrong = []
            for slip in self.slips:
                spent += slip.step.size
                wrong.append(self._key(slip.step, values))
        except BadFormula:
            return None, spent
        drawn.update(values)
        return ((key, *wrong) if self._fits(key, wrong) else None), spent

    def _fits(self, key: Key, wrong: list[Key]) -> bool:
        """Tell whether no mistake comes to the key, and each number has the item's own form."""
        writing = self.writing
        if key.number in {one.number for one in wrong}:
            return False
        try:
            for one in (key, *wrong) if writing.show else ():
                key_text(one.number, writing.unit, writing.show)
        except BadFormula:
            return False
        return True

    def _key(self, step: Step, values: Values) -> Key:
        exact = step.value(values) / step.factor
        writing = self.writing
        return Key(exact, rounded_key(exact, writing.round, writing.rounding, writing.show))

    def written(self, drawn: Mapping[str, Drawn], key: Key, *wrong: Key, turns: int = 1) -> Variant:
        """Write the texts of a draw that fits.

        Raises:
            BadFormula: a value can't be written in the way that a text asks for.
        """
        texts = self.texts
        return Variant(
            stem=texts.stem.filled(drawn),
            exact=key.exact,
            key=key.number,
            steps=tuple([step.filled(drawn) for step in texts.steps]),
            proportion=tuple([line.filled(drawn) for line in texts.proportion]),
            chain=self._chain(drawn, key),
            cancels=self.chain.words if self.chain else "",
            explanation=texts.explanation.filled(drawn),
            mistakes=tuple(
                [
                    Wrong(one.number, one.exact, slip.why.filled(drawn), slip.kind)
                    for slip, one in zip(self.slips, wrong, strict=True)
                ]
            ),
            values=drawn,
            turns=turns,
        )

    def _chain(self, drawn: Mapping[str, Drawn], key: Key) -> Line | None:
        if self.chain is None:
            return None
        unit = self.writing.unit
        exact, rounded = (
            key_text(number, unit, self.writing.show) for number in (key.exact, key.number)
        )
        how = rounded_words(self.writing.rounding)
        result = exact if exact == rounded else f"{exact}, {how} {rounded}"
        return self.chain.line(values_of(drawn), result)


@dataclass(frozen=True, slots=True)
class Key:
    """An answer as a number in the asked unit, exact and rounded as asked."""

    exact: Fraction
    number: Fraction


def key_text(number: Fraction, unit: str, show: str = "") -> str:
    """Write an answer: an amount with its unit, or in the item's own way, such as a date."""
    return FORMATS[show](number) if show else amount_text(number, unit)
