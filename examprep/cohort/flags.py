"""What is wrong with an item, as probabilities: nothing is claimed of too few answers.

Rules and least numbers: measurement.md 4.1 and 4.2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import isnan, nan
from statistics import NormalDist
from typing import Literal, NamedTuple

import numpy as np

from examprep.cohort.beta import JEFFREYS, share_below
from examprep.cohort.classical import FUNCTIONS, Classical
from examprep.cohort.difficulty import Difficulty
from examprep.cohort.facts import Facts
from examprep.cohort.firsts import Firsts, Floats, Ints, divided
from examprep.cohort.keycheck import Check

Kind = Literal[
    "key", "ambiguous", "negative", "easy", "hard", "distractor", "rapid", "drift", "level"
]
# The least number of answers, and the probability from which on a flag is raised.
LEAST: dict[Kind, int] = {
    "key": 5,
    "ambiguous": 5,
    "negative": 30,
    "easy": 50,
    "hard": 50,
    "distractor": 45,
    "rapid": 30,
    "drift": 100,
    "level": 30,
}
_KEY, _SURE, _THREE, _TWO = 0.5, 0.9, 0.9973002, 0.9544997
FROM: dict[Kind, float] = {
    "key": _KEY,
    "ambiguous": _KEY,
    "negative": _SURE,
    "easy": _SURE,
    "hard": _SURE,
    "distractor": _SURE,
    "rapid": _KEY,
    "drift": _THREE,
    "level": _TWO,
}
# Too easy from this facility on, too hard up to so much over guessing; a median of fewer seconds is
# rapid; so many latest answers are held against those before.
EASY, OVER_GUESSING, RAPID_MEDIAN, LATEST = 0.95, 0.10, 8.0, 50
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Flag:
    """What one rule says of one item, a place in `Table.items`.

    `chance` is the probability that the rule's claim holds, 0 to 1; NaN where it cannot be said.
    `n` are the answers that it rests on, `least` those that are needed.
    """

    kind: Kind
    item: int
    chance: float
    n: int
    least: int

    @property
    def enough(self) -> bool:
        """Tell whether there are enough answers to claim anything."""
        return self.n >= self.least

    @property
    def raised(self) -> bool:
        """Tell whether it is claimed."""
        return self.enough and self.chance > FROM[self.kind]

    @property
    def words(self) -> str:
        """Say what is claimed, or that there are too few answers to."""
        if not self.enough:
            return f"too few answers (n = {self.n} of {self.least})"
        if isnan(self.chance):
            return "cannot be said of this item"
        return f"{100.0 * self.chance:.0f} % sure" if self.raised else "nothing found"


class Statistics(NamedTuple):
    """All that the flags rest on, of one cohort."""

    firsts: Firsts
    facts: Facts
    classical: Classical
    difficulty: Difficulty
    check: Check


@dataclass(frozen=True)
class Flags:
    """The probability of each rule's claim, and the answers it rests on, in columns by item."""

    chances: dict[Kind, Floats]
    n: dict[Kind, Ints]

    def flag(self, kind: Kind, item: int) -> Flag:
        """Give what one rule says of an item."""
        found, n = float(self.chances[kind][item]), int(self.n[kind][item])
        return Flag(kind, item, found, n, LEAST[kind])

    def of(self, item: int) -> list[Flag]:
        """Give what every rule says of an item, raised or not."""
        return [self.flag(kind, item) for kind in self.chances]

    def raised(self) -> list[Flag]:
        """Give the flags that are raised, the surest first."""
        found = [
            self.flag(kind, int(item))
            for kind, chances in self.chances.items()
            for item in np.flatnonzero((chances > FROM[kind]) & (self.n[kind] >= LEAST[kind]))
        ]
        return sorted(found, key=lambda flag: (-flag.chance, flag.item, flag.kind))


def flags(known: Statistics) -> Flags:
    """Judge every item by every rule.

    key: it is not fine, in one of the ways of `Check`. ambiguous: another option is right too.
    negative: r < 0. easy: facility > .95. hard: facility < chance to guess + .10. distractor: at
    least one is chosen by fewer than 5 %. rapid: the median time is under 8 s. drift: facility of
    the last 50 answers differs from before by more than 3 standard errors. level: difficulty lies
    more than 2 posterior standard deviations from the author's.
    """
    figures, check = known.classical, known.check
    drift, recent = _drift(known.firsts)
    chances: dict[Kind, Floats] = {
        "key": check.doubt,
        "ambiguous": check.two,
        "negative": _negative(figures),
        "easy": _above(figures, np.full(len(figures.n), EASY)),
        "hard": 1.0 - _above(figures, np.minimum(1.0, known.facts.guess + OVER_GUESSING)),
        "distractor": _idle(figures, known.facts),
        "rapid": np.where(figures.n > 0, figures.seconds < RAPID_MEDIAN, np.nan),
        "drift": drift,
        "level": _two_sided(_level(known)),
    }
    n = dict.fromkeys(chances, figures.n)
    chosen = figures.chosen.sum(axis=1)
    return Flags(
        chances,
        n | {"key": check.n, "ambiguous": check.n, "distractor": chosen, "drift": recent},
    )


def _negative(figures: Classical) -> Floats:
    """Give P(r < 0), r being normal about what was seen with its standard error."""
    return _each(lambda z: _NORMAL.cdf(-z), divided(figures.r, figures.r_se))


def _above(figures: Classical, level: Floats) -> Floats:
    """Give P(facility > level) under Jeffreys' prior, Beta(1/2, 1/2)."""
    right = figures.facility * figures.n
    return 1.0 - share_below(right + JEFFREYS, figures.n - right + JEFFREYS, level)


def _idle(figures: Classical, facts: Facts) -> Floats:
    """Give by item the probability that its least chosen distractor is chosen by under 5 %.

    With k of n this is Beta(k + 1, n - k): over .9 where the upper 90 % bound of Clopper and
    Pearson is below 5 %, from n = 45 on for none and from n = 77 on for one.
    """
    place, n = np.arange(figures.chosen.shape[1]), figures.chosen.sum(axis=1)
    distractor = (place < facts.options[:, None]) & (place != facts.key[:, None])
    least = np.where(distractor, figures.chosen, n[:, None]).min(axis=1)
    level = np.full(len(n), FUNCTIONS)
    known = np.where(n > least, share_below(least + 1.0, np.maximum(1.0, n - least), level), 0.0)
    return np.where(facts.checkable & (n > 0), known, np.nan)


def _drift(firsts: Firsts) -> tuple[Floats, Ints]:
    """Give how sure it is that the latest answers differ from those before, and all answers."""
    found = np.full(firsts.items, np.nan)
    for item, (first, last) in enumerate(pairwise(firsts.start.tolist())):
        if last - first >= 2 * LATEST:
            order = np.lexsort((firsts.credit[first:last], firsts.at[first:last]))
            credit = firsts.credit[first:last][order]
            found[item] = _apart(credit[:-LATEST], credit[-LATEST:])
    return _two_sided(found), firsts.n


def _apart(before: Floats, after: Floats) -> float:
    """Give the distance of two means in standard errors, under the mean of all."""
    whole = float(np.concatenate((before, after)).mean())
    error = (whole * (1.0 - whole) * (1.0 / len(before) + 1.0 / len(after))) ** 0.5
    return abs(float(after.mean() - before.mean())) / error if error else 0.0


def _level(known: Statistics) -> Floats:
    apart = np.abs(known.difficulty.mean - known.facts.difficulty)
    return divided(apart, known.difficulty.sd)


def _two_sided(z: Floats) -> Floats:
    """Turn distances in standard errors into how sure it is that there is a difference."""
    return _each(lambda one: 2.0 * _NORMAL.cdf(one) - 1.0, z)


def _each(turn: Callable[[float], float], values: Floats) -> Floats:
    return np.array([nan if isnan(one) else turn(one) for one in values.tolist()], np.float64)
