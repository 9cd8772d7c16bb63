"""Classical item statistics of a cohort, by item, from first answers that are no rapid guesses.

Formulas: measurement.md 4.1. Discrimination index, discriminative efficiency, effective weight and
the mark of negative covariance are Moodle's, read in its `statistics/questions/calculator.php`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from examprep.cohort.facts import Facts
from examprep.cohort.firsts import Firsts, Floats, Ints, divided
from examprep.cohort.theta import Rest

# Intervals hold 95 %.
REACH = 1.959963984540054
# The ends by score that are compared, as a share of the people (Kelley 1939).
END = 0.27
# What is believed of discrimination before an answer is seen: mean and spread.
USUAL_R, USUAL_R_SD = 0.25, 0.12
# A distractor functions where at least so many choose it.
FUNCTIONS = 0.05
# A variance, and a covariance, below this is nothing but rounding.
_NO_VARIANCE, _NO_COVARIANCE = 1e-18, 1e-12
_DECIMALS = 9


@dataclass(frozen=True)
class Classical:
    """Statistics in columns by item, as places in `Table.items`; NaN where nothing can be said.

    `n`: answers. `facility`: mean credit, 0 to 1; `low` and `high` its 95 % Wilson interval.
    `r`: corrected point-biserial, -1 to 1, the correlation of credit with the score on the others;
    `r_se` its standard error, (1 - r^2) / sqrt(n - 1); `r_shrunk` r drawn to .25 as if that were
    known to .12. `discrimination`: Moodle's index, 100 r; `efficiency`: 100 cov / the most that
    cov could be. `upper_lower`: facility of the upper less the lower 27 % by score on the others.
    `weight`: Moodle's effective weight in percent, NaN where `negative` (credit goes down as the
    whole score goes up). `guess`: what blind guesses would score, 0 to 1. `shares` (items x
    options): of those who chose one option. `functioning`: distractors chosen by 5 % or more;
    `distractor_efficiency`: that as a share of all distractors. `seconds`: median time.
    """

    n: Ints
    facility: Floats
    low: Floats
    high: Floats
    r: Floats
    r_se: Floats
    r_shrunk: Floats
    discrimination: Floats
    efficiency: Floats
    upper_lower: Floats
    weight: Floats
    negative: NDArray[np.bool_]
    guess: Floats
    shares: Floats
    chosen: Ints
    functioning: Ints
    distractor_efficiency: Floats
    seconds: Floats


def classical(firsts: Firsts, facts: Facts, rest: Rest | None = None) -> Classical:
    """Give the statistics of every item.

    Args:
        firsts: the answers.
        facts: options, keys and chances to guess of the items.
        rest: ability without the row's item (`theta.rest`), which stands for the score on the
            others where people answered different items; by default that score is the mean credit
            on the person's other items.
    """
    score = others(firsts) if rest is None else rest.mean
    facility = firsts.means(firsts.credit)
    low, high = wilson(facility, firsts.n)
    moments = _moments(firsts, score)
    r = divided(moments.cov, np.sqrt(moments.credit * moments.score))
    weight, negative = effective_weights(firsts, facility)
    shares, chosen = option_shares(firsts, facts)
    works = _functioning(shares, facts)
    return Classical(
        n=firsts.n,
        facility=facility,
        low=low,
        high=high,
        r=r,
        r_se=divided(1.0 - r**2, np.sqrt(np.maximum(0, firsts.n - 1))),
        r_shrunk=shrunk(r, firsts.n),
        discrimination=100.0 * r,
        efficiency=100.0 * divided(moments.cov, moments.most),
        upper_lower=upper_lower(firsts, score),
        weight=weight,
        negative=negative,
        guess=np.where(facts.options > 0, 1.0 / np.maximum(1, facts.options), facts.guess),
        shares=shares,
        chosen=chosen,
        functioning=works,
        distractor_efficiency=np.where(
            facts.checkable & (chosen.sum(axis=1) > 0), divided(works, facts.options - 1), np.nan
        ),
        seconds=medians(firsts, firsts.seconds),
    )


def others(firsts: Firsts) -> Floats:
    """Give the mean credit of each row's person on the other items, 0 to 1; NaN for no others."""
    totals = np.bincount(firsts.person, firsts.credit, firsts.people)
    counts = np.bincount(firsts.person, minlength=firsts.people)
    left = totals[firsts.person] - firsts.credit
    return divided(left, counts[firsts.person] - 1)


def wilson(share: Floats, n: Ints) -> tuple[Floats, Floats]:
    """Give the ends of the 95 % interval of a share of n (Wilson 1927).

    With partial credit, whose variance is less than that of right and wrong, it is on the safe
    side.
    """
    count, square = np.where(n > 0, n, np.nan), REACH**2
    middle = (share + square / (2.0 * count)) / (1.0 + square / count)
    spread = share * (1.0 - share) / count + square / (4.0 * count**2)
    half = REACH * np.sqrt(np.maximum(0.0, spread)) / (1.0 + square / count)
    return np.maximum(0.0, middle - half), np.minimum(1.0, middle + half)


def shrunk(r: Floats, n: Ints) -> Floats:
    """Draw a correlation of n people to the usual one, of which it is a sample."""
    sure = USUAL_R_SD**-2
    return np.asarray((r * n + USUAL_R * sure) / (n + sure))


@dataclass(frozen=True)
class _Moments:
    """Sums of squares and products about the mean by item; `most` is the product were both sorted.

    Each is 0 where it is nothing but rounding, so that it divides to NaN.
    """

    credit: Floats
    score: Floats
    cov: Floats
    most: Floats


def _moments(firsts: Firsts, score: Floats) -> _Moments:
    credit = firsts.credit - firsts.means(firsts.credit)[firsts.item]
    about = score - firsts.means(score)[firsts.item]
    found = [firsts.sums(one * two) for one, two in ((credit,) * 2, (about,) * 2, (credit, about))]
    most = firsts.sums(credit[ranked(firsts, credit)] * about[ranked(firsts, about)])
    flat = (found[0] <= _NO_VARIANCE * firsts.n) | (found[1] <= _NO_VARIANCE * firsts.n)
    return _Moments(*(np.where(flat, 0.0, one) for one in (*found, most)))


def ranked(firsts: Firsts, values: NDArray[np.floating]) -> Ints:
    """Give the order of rows by item, and for one item by value."""
    order = np.empty(len(firsts), np.int64)
    for first, last in pairwise(firsts.start.tolist()):
        order[first:last] = np.argsort(values[first:last])
        order[first:last] += first
    return order


def medians(firsts: Firsts, values: NDArray[np.floating]) -> Floats:
    """Give the median of one value a row by item; NaN for no rows."""
    found, n = np.full(firsts.items, np.nan), firsts.n
    ordered, some = values[ranked(firsts, values)], n > 0
    first = firsts.start[:-1][some]
    below, above = first + (n[some] - 1) // 2, first + n[some] // 2
    found[some] = (ordered[below].astype(np.float64) + ordered[above]) / 2.0
    return found


def upper_lower(firsts: Firsts, score: Floats) -> Floats:
    """Give the facility of the upper less that of the lower 27 % by score; NaN below two people.

    People with equal scores at the edge of an end share its places, so that their order is nothing.
    """
    order = ranked(firsts, score)
    item, level = firsts.item[order], np.round(score[order], _DECIMALS)
    new = (np.diff(item, prepend=-1) != 0) | (np.diff(level, prepend=np.nan) != 0)
    starts = np.flatnonzero(new)
    size = np.diff(starts, append=len(order))
    place = item[starts]
    from_below = starts - firsts.start[place]
    end = np.maximum(1.0, np.rint(END * firsts.n))
    low = np.clip(end[place] - from_below, 0.0, size)
    high = np.clip(from_below + size - (firsts.n - end)[place], 0.0, size)
    right = np.add.reduceat(firsts.credit[order], starts) if len(starts) else np.zeros(0)
    apart = np.bincount(place, right * (high - low) / size, firsts.items)
    known = np.bincount(place, np.isnan(level[starts]), firsts.items) == 0
    return np.where(known & (firsts.n > 1), apart / end, np.nan)


def effective_weights(firsts: Firsts, facility: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Give each item's share in the spread of whole scores, in percent, and where it is negative.

    As Moodle: sqrt(cov(mark, whole)) / sum of those, left out where the covariance is negative. The
    whole score is the person's mean credit.
    """
    totals = np.bincount(firsts.person, firsts.credit, firsts.people)
    whole = divided(totals, np.bincount(firsts.person, minlength=firsts.people))[firsts.person]
    about = whole - firsts.means(whole)[firsts.item]
    sums = firsts.sums((firsts.credit - facility[firsts.item]) * about)
    sums[np.abs(sums) <= _NO_COVARIANCE * firsts.n] = 0.0
    cov = divided(sums, np.maximum(0, firsts.n - 1))
    root = np.sqrt(np.maximum(0.0, cov))
    weight = 100.0 * divided(root, np.full(firsts.items, np.nansum(root)))
    return np.where(cov < 0.0, np.nan, weight), cov < 0.0


def option_shares(firsts: Firsts, facts: Facts) -> tuple[Floats, Ints]:
    """Give the shares (items x options, NaN beyond an item's last) and the counts behind them."""
    most = max(1, int(facts.options[facts.checkable].max(initial=0)))
    fits = facts.checkable[firsts.item] & (firsts.chose < facts.options[firsts.item])
    cell = firsts.item[fits] * most + firsts.chose[fits]
    counts = np.bincount(cell, minlength=firsts.items * most).reshape(firsts.items, most)
    real = facts.checkable[:, None] & (np.arange(most) < facts.options[:, None])
    whole = np.broadcast_to(counts.sum(axis=1, keepdims=True), counts.shape)
    return np.where(real, divided(counts, whole), np.nan), counts


def _functioning(shares: Floats, facts: Facts) -> Ints:
    """Count the distractors that are chosen by enough people."""
    distractor = np.arange(shares.shape[1]) != facts.key[:, None]
    return np.asarray((distractor & (shares >= FUNCTIONS)).sum(axis=1))
