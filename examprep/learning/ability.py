"""Ability by domain with its uncertainty, moved by every response.

A multi-domain three-parameter logistic model with a fixed floor for guessing; its normal
approximation is moved by one step per response (assumed-density filtering, as Kalman's). Formulas
and figures: docs/learning.md. Zero is the just-competent candidate, the unit is the logit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, pi, sqrt
from typing import NamedTuple

GUESS = 0.25
# The standard that is assumed: a just-competent candidate gets this share of average items.
CUT = 0.70
ITEM_SD = 1.0
# How well authors foretell difficulty, and what that leaves unknown, in logits.
AUTHOR_R = 0.6
RESIDUAL_SD = 0.8
SLIP = 0.03
# Answers faster than so many seconds tell nothing.
RAPID = 5.0
_PRIOR_MEAN, _PRIOR_SD, _PRIOR_RHO = -0.10, 0.70, 0.80
WALK_A_DAY, WALK_SHARED, WALK_AN_ANSWER = 0.0010, 0.5, 0.0004
# What an answer teaches, in logits: in its own domain, the share of that in the others, and again.
DRIFT, DRIFT_OTHERS, DRIFT_AGAIN = 0.00125, 0.5, 0.5
# And a day between answers, wherever it is learned; a long break teaches no more than a short one.
DRIFT_A_DAY, DRIFT_DAYS = 0.001, 14.0
# After so many days little is known any more.
MOST_DAYS = 400.0
AGAIN = 0.25
KEPT, DAYS_WRONG, DAYS_RIGHT = 0.80, 0.8, 3.0
# Ratings at the ends say "surely" or "hardly" about a guess of one in four.
_LOWEST, _HIGHEST = 0.02, 0.98
# Ratings that hardly differ, in logits, say hardly anything.
_LEAST_SD = 0.3


def logistic(x: float) -> float:
    """Give 1 / (1 + e^-x) without overflow."""
    if x >= 0:
        return 1.0 / (1.0 + exp(-x))
    grown = exp(x)
    return grown / (1.0 + grown)


def attenuation(variance: float) -> float:
    """Give by how much an unknown difficulty of this variance flattens the logistic curve."""
    return 1.0 / sqrt(1.0 + pi / 8.0 * variance)


def mean_difficulty(cut: float = CUT) -> float:
    """Give the mean difficulty, in logits, of items of which ability 0 gets the share `cut`."""
    knows = (cut - GUESS) / (1.0 - GUESS)
    return -log(knows / (1.0 - knows)) / attenuation(ITEM_SD**2)


AVERAGE = mean_difficulty()


def difficulties(angoffs: Sequence[int]) -> list[float]:
    """Turn Angoff ratings, in percent, into difficulties, in logits, regressed to their mean.

    0 stands for no rating: such an item is taken for an average one.
    """
    often = Counter(one for one in angoffs if one)
    raw = {one: _from_angoff(one) for one in often}
    count = max(1, sum(often.values()))
    mean = sum(often[one] * value for one, value in raw.items()) / count
    sd = sqrt(sum(often[one] * (value - mean) ** 2 for one, value in raw.items()) / count)
    by = AUTHOR_R * ITEM_SD / max(sd, _LEAST_SD)
    found = {one: AVERAGE + by * (value - mean) for one, value in raw.items()}
    return [found.get(one, AVERAGE) for one in angoffs]


def _from_angoff(percent: int) -> float:
    knows = (percent / 100.0 - GUESS) / (1.0 - GUESS)
    knows = min(_HIGHEST, max(_LOWEST, knows))
    return -log(knows / (1.0 - knows))


@dataclass(slots=True)
class Trace:
    """What a response left of its item: how many days it lasts, and when it was made, in days.

    It only tells how much a repeated item still says of ability: FSRS keeps what is forgotten.
    """

    days: float
    at: float

    def recall(self, now: float) -> float:
        """Give the share of the trace that is left."""
        return float((1.0 + 19.0 / 81.0 * max(0.0, now - self.at) / self.days) ** -0.5)


class Posed(NamedTuple):
    """An item as it was asked.

    `domain` is its place, `difficulty` in logits, `guess` the chance to hit upon the key without
    knowing it. Where a mock exam asked it, every answer counts, quick guesses too, and nothing is
    learned, since nothing is told before the end.
    """

    domain: int
    difficulty: float
    guess: float = GUESS
    exam: bool = False


class Told(NamedTuple):
    """What a response told of ability: the slope of its log-likelihood, and its information."""

    score: float = 0.0
    information: float = 0.0


class Ability:
    """What is known of one candidate: mean and covariance by domain.

    `mean` has one value a domain, in logits; `spread` is their covariance. `day` is the moment
    of the last response, in days from any start.
    """

    def __init__(self, domains: int) -> None:
        self.mean = [_PRIOR_MEAN] * domains
        own, shared = _PRIOR_SD**2, _PRIOR_SD**2 * _PRIOR_RHO
        self.spread = [[own if i == j else shared for j in range(domains)] for i in range(domains)]
        self.day: float | None = None

    def wait(self, days: float) -> None:
        """Let so many days pass: what was known grows less sure."""
        shared = WALK_A_DAY * max(0.0, days) * WALK_SHARED
        own = WALK_A_DAY * max(0.0, days) - shared
        for place, row in enumerate(self.spread):
            row[:] = [value + shared for value in row]
            row[place] += own

    def answered(
        self, posed: Posed, right: float, day: float, seconds: float, trace: Trace | None = None
    ) -> tuple[Trace, Told]:
        """Take a response, and give the trace that the item leaves and what was told by it.

        Args:
            posed: the item as it was asked.
            right: the credit, 0 to 1.
            day: when it was given.
            seconds: the time it took; a rapid guess tells nothing.
            trace: the item's trace; None at the first exposure.
        """
        self._go_on_to(day)
        recall = trace.recall(day) if trace else 0.0
        told = Told()
        if posed.exam or seconds >= RAPID:
            weight = AGAIN if trace else 1.0
            told = self.learn(posed, right, known=KEPT * recall, weight=weight)
        if not posed.exam:
            self._drift(posed.domain, DRIFT * (DRIFT_AGAIN if trace else 1.0))
        return _after(trace, right, day, recall), told

    def _go_on_to(self, day: float) -> None:
        """Let the days since the last answer pass: whoever studies learns elsewhere too."""
        gone = max(0.0, day - (day if self.day is None else self.day))
        self.wait(min(gone, MOST_DAYS))
        taught = DRIFT_A_DAY * min(gone, DRIFT_DAYS)
        self.mean = [mean + taught for mean in self.mean]
        self.day = day if self.day is None else self.day + gone

    def _drift(self, domain: int, step: float) -> None:
        """Let an answer teach: its own domain most, the others a little."""
        self.mean = [mean + step * DRIFT_OTHERS for mean in self.mean]
        self.mean[domain] += step * (1.0 - DRIFT_OTHERS)
        self.spread[domain][domain] += WALK_AN_ANSWER

    def learn(self, posed: Posed, right: float, *, known: float = 0.0, weight: float = 1.0) -> Told:
        """Move mean and covariance by one response; `known` is the chance it was remembered."""
        domain = posed.domain
        chance, slope = _chance(self.mean[domain], posed, known)
        noise = chance * (1.0 - chance)
        information = weight * slope * slope / noise
        score = weight * slope * (right - chance) / noise
        gains = [row[domain] for row in self.spread]
        shrink = 1.0 / (1.0 + gains[domain] * information)
        for place, row in enumerate(self.spread):
            self.mean[place] += gains[place] * shrink * score
            share = gains[place] * information * shrink
            row[:] = [value - share * gain for value, gain in zip(row, gains, strict=True)]
        return Told(score, information)

    def copy(self) -> Ability:
        """Give another that goes its own way from here."""
        other = Ability(len(self.mean))
        other.mean, other.spread = [*self.mean], [[*row] for row in self.spread]
        other.day = self.day
        return other


STEEP = attenuation(RESIDUAL_SD**2)


def chance_known(mean: float, difficulty: float) -> float:
    """Give the chance to know an item that was never asked, guesses and slips left out."""
    return logistic(STEEP * (mean - difficulty))


def _chance(mean: float, posed: Posed, known: float) -> tuple[float, float]:
    """Give the chance of a right answer, and how it moves with ability."""
    careful, guess = 1.0 - SLIP, posed.guess
    solves = logistic(STEEP * (mean - posed.difficulty))
    chance = known * careful + (1.0 - known) * careful * (guess + (1.0 - guess) * solves)
    slope = (1.0 - known) * careful * (1.0 - guess) * STEEP * solves * (1.0 - solves)
    return chance, slope


def _after(trace: Trace | None, right: float, day: float, recall: float) -> Trace:
    fine = right >= 1.0
    if trace is None:
        return Trace(DAYS_RIGHT if fine else DAYS_WRONG, day)
    grown = trace.days * (1.4 + 3.0 * (1.0 - recall))
    return Trace(grown if fine else max(DAYS_WRONG, 0.6 * trace.days), day)
