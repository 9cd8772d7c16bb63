"""Ability over time: what of the exam would be right, as it was known at the end of each study day.

One fold over the responses, with a point for each day that has some. The estimate is that of
`ability`; nothing in it looks ahead, so a point is what was known on its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import sqrt

from examprep.learning.learner import LEAST_IN_DOMAIN, Learner
from examprep.learning.outlook import LEAST_FIRSTS
from examprep.learning.readiness import share, slope
from examprep.learning.syllabus import Syllabus
from examprep.progress.log import Entry

# An 80 % interval reaches so many standard deviations to either side.
REACH = 1.2816


@dataclass(frozen=True, slots=True)
class Level:
    """A share of questions that would be right, with its 80 % interval, each 0 to 1.

    `firsts` counts the first answers that it rests on; `enough` tells whether they are enough to
    say anything.
    """

    share: float
    low: float
    high: float
    firsts: int
    enough: bool


@dataclass(frozen=True, slots=True)
class DayLevel:
    """What was known at the end of a study day: of the whole exam, and by domain."""

    day: date
    whole: Level
    domains: tuple[Level, ...]

    def of(self, domain: int | None) -> Level:
        """Give the level of a domain, of the whole exam by None."""
        return self.whole if domain is None else self.domains[domain]


def by_day(
    syllabus: Syllabus,
    entries: Iterable[Entry],
    day_of: Callable[[float], date],
    offset: float = 0.0,
) -> Iterator[DayLevel]:
    """Go through responses, given in the order of their time, and look at each day's end.

    Args:
        syllabus: what is learned, for one exam.
        entries: every response that counts.
        day_of: gives the local day of a moment in seconds since 1970 UTC.
        offset: how far the real exam's standard lies from the assumed one, in logits.
    """
    learner = Learner(syllabus)
    for day, own in groupby(entries, key=lambda entry: day_of(entry.at)):
        learner.take_all(own)
        domains = tuple(_domain(learner, place, offset) for place in range(len(syllabus.counts)))
        yield DayLevel(day, whole_of(learner, offset), domains)


def whole_of(learner: Learner, offset: float = 0.0) -> Level:
    """Give the expected share right of the whole exam.

    The domains' shares are weighted by their scored items. The interval is that of a weighted sum
    to first order (delta method): its variance is the sum of w_i w_j s_i s_j C_ij, with weights w,
    slopes s of the shares and the covariance C of ability.
    """
    counts, spread = learner.syllabus.counts, learner.ability.spread
    means = [mean + offset for mean in learner.ability.mean]
    parts = [count / sum(counts) for count in counts]
    middle = sum(part * share(mean) for part, mean in zip(parts, means, strict=True))
    steep = [part * slope(mean) for part, mean in zip(parts, means, strict=True)]
    variance = sum(
        one * other * spread[i][j] for i, one in enumerate(steep) for j, other in enumerate(steep)
    )
    reach, firsts = REACH * sqrt(max(0.0, variance)), learner.firsts
    enough = sum(firsts) >= LEAST_FIRSTS and min(firsts) >= LEAST_IN_DOMAIN
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return Level(middle, low, high, sum(firsts), enough)


def _domain(learner: Learner, domain: int, offset: float) -> Level:
    """Give the expected share right in a domain; the interval is even in logits."""
    mean, firsts = learner.ability.mean[domain] + offset, learner.firsts[domain]
    reach = REACH * sqrt(max(0.0, learner.ability.spread[domain][domain]))
    low, high = share(mean - reach), share(mean + reach)
    return Level(share(mean), low, high, firsts, firsts >= LEAST_IN_DOMAIN)
