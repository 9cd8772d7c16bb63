"""Wrong keys, suspected from who chose what: a Bayesian check with the evidence behind it.

A true key draws the able, a popular misconception draws the others. Hypotheses and likelihoods:
measurement.md 4.4, with two additions that raise both what is found and precision: slopes are not
taken to be equal, and an item may have a popular misconception that makes it hard whatever its
author thought. Priors and spreads were set on simulated classes with 1 % of keys wrong (figures:
`tests/cohort/test_torture.py`). The check names what a person should look at: it changes no key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import isnan, log, pi
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from examprep.cohort.facts import Facts
from examprep.cohort.firsts import Firsts, Floats, Ints, divided
from examprep.cohort.theta import Rest, log_chances
from examprep.learning.ability import AVERAGE

# What is believed before an answer is seen. The key is right and the item plain, or one of its
# distractors is a popular misconception; another option is the key; two are; none is.
PLAIN, LURE, WRONG, TWO, NOISE = 0.886, 0.065, 0.035, 0.008, 0.006
# How likely a wrong key is where a source is cited that was looked up.
SOURCED = 0.005
# Who does not know is lured more often than blind guessing would have it (Lord 1974): the floor, in
# shares of one in m options.
_LURED = 0.9
# How unevenly wrong answers fall on the options (Dirichlet); a misconception takes most of them.
_EVEN, _UNEVEN, _NOISY, _SPLIT = 1.5, 0.6, 2.0, 2.0
# How far plain items lie from the author's estimate, in logits: authors' levels are coarse.
_AUTHOR_SD = 0.9
# An item with a misconception: mean and spread of its difficulty, in logits.
_LURE_AT, _LURE_SD = AVERAGE + 1.5, 0.7
GRID = np.linspace(-3.2, 3.2, 17)
SLOPES = ((0.45, 0.1), (0.7, 0.2), (1.0, 0.4), (1.4, 0.2), (2.0, 0.1))
# So many rows are looked at in one go: what they need fits into the cache.
_BLOCK = 8_000

Verdict = Literal["fine", "wrong", "two", "noise"]


@dataclass(frozen=True)
class Check:
    """What the check makes of each key, in columns by item; NaN where there is nothing to check.

    `n` counts the answers it rests on. `wrong` is the probability that another option is the key,
    `two` that another is right as well, `noise` that choices have nothing to do with ability. The
    three and `fine` add up to 1. `suspect` is the authored position of the option that would be
    right, -1 where there is none.
    """

    n: Ints
    fine: Floats
    wrong: Floats
    two: Floats
    noise: Floats
    suspect: Ints

    @property
    def doubt(self) -> Floats:
        """Give the probability, 0 to 1, that the key is not fine, by item."""
        return 1.0 - self.fine

    def verdict(self, item: int) -> Verdict:
        """Name what is most likely of an item."""
        names: tuple[Verdict, ...] = ("fine", "wrong", "two", "noise")
        columns = (self.fine, self.wrong, self.two, self.noise)
        values = [float(column[item]) for column in columns]
        return names[values.index(max(values))] if not isnan(values[0]) else "fine"


class _Counted(NamedTuple):
    """Items to check: places, key, options, answers by option, and log-likelihoods.

    `fail` (items x grid) is the likelihood were nobody right; `gain` (items x options x grid) what
    each option adds to it where it is the key. The grid runs over slopes and difficulties.
    """

    key: Ints
    options: Ints
    counts: Ints
    fail: Floats
    gain: Floats


def check_keys(firsts: Firsts, facts: Facts, rest: Rest, odds: Floats | None = None) -> Check:
    """Check the keys of all items of which one option is chosen.

    Args:
        firsts: the answers.
        facts: options, keys and difficulties of the items.
        rest: ability of each row's person without the row's item (`theta.rest`).
        odds: by how much the odds of a wrong key are raised, by item: 5 where a candidate reported
            it with a reason (measurement.md 4.4); 1 by default.
    """
    counts = facts.checkable[firsts.item] & (firsts.chose < facts.options[firsts.item])
    rows = np.flatnonzero(counts)
    n = np.bincount(firsts.item[rows], minlength=firsts.items)
    columns = np.full((4, firsts.items), np.nan)
    suspect = np.full(firsts.items, -1)
    raised = np.ones(firsts.items) if odds is None else odds
    for places, block in _blocks(rows, n):
        counted = _counted(firsts, facts, rest, places, block)
        sure = np.where(facts.verified[places], SOURCED / WRONG, 1.0) * raised[places]
        logs = _hypotheses(counted, facts.difficulty[places], sure)
        columns[:, places], suspect[places] = _posterior(logs)
    fine, wrong, two, noise = columns
    return Check(n, fine, wrong, two, noise, suspect)


def _blocks(rows: Ints, n: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Cut rows sorted by item into blocks of whole items: their places, and the rows."""
    places = np.flatnonzero(n)
    ends = np.cumsum(n[places])
    cuts = np.flatnonzero(np.diff(ends // _BLOCK, prepend=0)) + 1
    starts = np.concatenate(([0], ends))
    for first, last in pairwise([0, *cuts.tolist(), len(places)]):
        if last > first:
            yield places[first:last], rows[starts[first] : starts[last]]


def _counted(firsts: Firsts, facts: Facts, rest: Rest, places: Ints, rows: Ints) -> _Counted:
    """Add up, for each item and option, what its answers say on the grid."""
    options = facts.options[places]
    most, items = int(options.max()), len(places)
    own = np.searchsorted(places, firsts.item[rows])
    cell = own * most + firsts.chose[rows]
    order = np.argsort(cell, kind="stable")
    rows, cell = rows[order], cell[order]
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    floor = (_LURED / options)[own[order], None]
    gain = np.zeros((items * most, len(SLOPES), len(GRID)))
    fail = np.zeros((items * most, len(SLOPES), len(GRID)))
    for place, (slope, _) in enumerate(SLOPES):
        steep = slope / np.sqrt(1.0 + pi / 8.0 * (slope * rest.sd[rows, None]) ** 2)
        up, down = log_chances(steep * (rest.mean[rows, None] - GRID), floor)
        gain[cell[starts], place] = np.add.reduceat(up, starts, axis=0)
        fail[cell[starts], place] = np.add.reduceat(down, starts, axis=0)
    return _Counted(
        key=facts.key[places],
        options=options,
        counts=np.bincount(cell, minlength=items * most).reshape(items, most),
        fail=fail.reshape(items, most, -1).sum(axis=1),
        gain=gain.reshape(items, most, -1),
    )


class _Logs(NamedTuple):
    """Log posteriors up to a constant: `fine` and `noise` by item, the others items x options."""

    fine: Floats
    wrong: Floats
    two: Floats
    noise: Floats


def _hypotheses(counted: _Counted, difficulty: Floats, sure: Floats) -> _Logs:
    """Give every hypothesis its log posterior, up to a constant by item."""
    items, most = counted.counts.shape
    row, key = np.arange(items), counted.key
    plain, lured = _difficulty(difficulty, _AUTHOR_SD), _difficulty(_LURE_AT, _LURE_SD)
    real = np.arange(most) < counted.options[:, None]
    others = real & (np.arange(most) != key[:, None])
    alone, share = counted.fail + counted.gain[row, key], counted.options - 1
    fine = np.logaddexp(
        log(PLAIN) + _mixed(alone, plain) + _spread(counted.counts, others, _EVEN),
        log(LURE) + _mixed(alone, lured) + _spread(counted.counts, others, _UNEVEN),
    )
    wrong, two = np.full((2, items, most), -np.inf)
    for option in range(most):
        but = np.arange(most) != option
        left, split = real & but, _split(counted.counts, key, option)
        wrong[:, option] = _mixed(counted.fail + counted.gain[:, option], plain)
        wrong[:, option] += log(WRONG) + _spread(counted.counts, left, _EVEN)
        two[:, option] = _mixed(alone + counted.gain[:, option], plain) + split
        two[:, option] += log(TWO) + _spread(counted.counts, others & but, _EVEN)
    known = np.log(sure / share)[:, None]
    wrong, two = (np.where(others, one + known, -np.inf) for one in (wrong, two))
    return _Logs(fine, wrong, two, log(NOISE) + _spread(counted.counts, real, _NOISY))


def _difficulty(mean: Floats | float, sd: float) -> Floats:
    """Give the log prior over slopes and difficulties: items (or 1) x grid."""
    bell = -0.5 * ((GRID - np.reshape(mean, (-1, 1))) / sd) ** 2
    bell -= np.log(np.exp(bell).sum(axis=1, keepdims=True))
    weights = np.log([weight for _, weight in SLOPES])
    return np.asarray((bell[:, None, :] + weights[:, None]).reshape(len(bell), -1))


def _mixed(logs: Floats, prior: Floats) -> Floats:
    """Average a likelihood over the grid, in logarithms."""
    found: Floats = np.logaddexp.reduce(logs + prior, axis=1)
    return found


def _spread(counts: Ints, among: NDArray[np.bool_], alpha: float) -> Floats:
    """Give the log-likelihood that so many fall on each of some options (Dirichlet-multinomial)."""
    kept, width = np.where(among, counts, 0), among.sum(axis=1)
    found: Floats = _rising(kept, alpha).sum(axis=1)
    for size in np.unique(width):
        here = width == size
        found[here] -= _rising(kept[here].sum(axis=1), alpha * size) if size else 0.0
    return found


def _split(counts: Ints, key: Ints, option: int) -> Floats:
    """Give the log-likelihood of how right answers fall on two keys (Beta-binomial)."""
    one, other = counts[np.arange(len(key)), key], counts[:, option]
    apart = _rising(one, _SPLIT) + _rising(other, _SPLIT)
    return apart - _rising(one + other, 2.0 * _SPLIT)


def _rising(counts: Ints, start: float) -> Floats:
    """Give log(start (start + 1) ... (start + count - 1)) for each count."""
    steps = np.log(start + np.arange(int(counts.max(initial=0))))
    return np.asarray(np.concatenate(([0.0], np.cumsum(steps)))[counts])


def _posterior(logs: _Logs) -> tuple[Floats, Ints]:
    """Give the four probabilities (4 x items), and the option that would be right."""
    every = np.column_stack(logs)
    every = np.exp(every - every.max(axis=1, keepdims=True))
    every /= every.sum(axis=1, keepdims=True)
    most = logs.wrong.shape[1]
    wrong, two = every[:, 1 : most + 1], every[:, most + 1 : 2 * most + 1]
    columns = np.array((every[:, 0], wrong.sum(axis=1), two.sum(axis=1), every[:, -1]))
    return columns, np.argmax(wrong + two, axis=1)


@dataclass(frozen=True)
class Evidence:
    """Who chose what of one item: `counts` is options x thirds, the least able third first.

    `people` has the size of each third.
    """

    counts: Ints
    people: Ints

    @property
    def shares(self) -> Floats:
        """Give the share of each third that chose each option, 0 to 1."""
        return divided(
            self.counts.astype(np.float64), np.broadcast_to(self.people, self.counts.shape)
        )

    def words(self, option: int) -> str:
        """Say who chose an option, the least able third first."""
        pairs = zip(self.counts[option].tolist(), self.people.tolist(), _THIRDS, strict=True)
        return ", ".join(f"{count} of {people} {third}" for count, people, third in pairs)


_THIRDS = ("in the lowest third", "in the middle third", "in the top third")


def evidence(firsts: Firsts, facts: Facts, rest: Rest, item: int) -> Evidence:
    """Count who chose what of an item, by thirds of ability without it; equals stay together."""
    rows = np.arange(firsts.start[item], firsts.start[item + 1])
    rows = rows[firsts.chose[rows] < facts.options[item]]
    able = np.round(rest.mean[rows], 9)
    ranks = np.sort(able)
    middle = (np.searchsorted(ranks, able) + np.searchsorted(ranks, able, side="right")) / 2.0
    third = np.minimum(2, (3.0 * middle / max(1, len(rows))).astype(np.int64))
    counts = np.zeros((int(facts.options[item]), 3), np.int64)
    np.add.at(counts, (firsts.chose[rows], third), 1)
    return Evidence(counts, np.bincount(third, minlength=3))
