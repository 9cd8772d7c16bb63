"""What the class would get right now: candidates' abilities by domain and topic, summed up.

A domain's level is the mean of its candidates' abilities, each weighted by how surely it is known
(measurement.md 4.5). A topic's is that of its domain and how far the topic lies off it: one offset
for the whole class, drawn towards 0 where there are few answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from examprep.cohort.subject import NOWHERE, Placed, Subject
from examprep.cohort.topics import LEAST_PEOPLE, Group
from examprep.learning.ability import GUESS, ITEM_SD, RESIDUAL_SD, attenuation
from examprep.learning.readiness import share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from examprep.cohort.lockstep import Abilities
    from examprep.cohort.table import Table

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]

# How far topics lie off their domain, in logits: measurement.md 3.
TOPIC_SD = 0.5
_STEPS = 4
_REACH = NormalDist().inv_cdf(0.9)
_STEEP = attenuation(min(ITEM_SD, RESIDUAL_SD) ** 2)
_SLIGHT = 1e-9


@dataclass(frozen=True, slots=True)
class Level:
    """The ability of a class, in logits, with its standard deviation, and how many it is of."""

    mean: float
    sd: float
    people: int

    @property
    def shares(self) -> tuple[float, float, float]:
        """Give the share of average questions that is right at it, with its 80 % interval."""
        reach = _REACH * self.sd
        return share(self.mean), share(self.mean - reach), share(self.mean + reach)


def level(mean: Floats, variance: Floats) -> Level | None:
    """Sum up abilities, the surer ones weighing more; None for fewer than five people.

    The mean of m_i with weights 1 / v_i, whose variance is 1 / sum(1 / v_i).
    """
    if len(mean) < LEAST_PEOPLE:
        return None
    weight = 1.0 / np.maximum(variance, _SLIGHT)
    whole = float(weight.sum())
    return Level(float(weight @ mean) / whole, whole**-0.5, len(mean))


def with_levels(
    found: Sequence[Group], table: Table, where: Placed, subject: Subject, now: Abilities
) -> tuple[Group, ...]:
    """Give domains or topics their levels; other groups stay as they are."""
    kind = found[0].kind if found else "area"
    if kind == "domain":
        titles, levels = subject.domain_titles, dict(_domains(now))
    elif kind == "topic" and len(table):
        titles, levels = subject.topic_titles, dict(_topics(table, where, subject, now))
    else:
        return tuple(found)
    by_name = {titles[place][0]: one for place, one in levels.items()}
    return tuple(_told(one, by_name.get(one.id)) for one in found)


def _told(one: Group, known: Level | None) -> Group:
    """Write a level into its group, where enough people answered to say anything of that."""
    if known is None or not one.enough:
        return one
    value, low, high = known.shares
    return replace(one, now=value, now_low=low, now_high=high)


def _domains(now: Abilities) -> Iterator[tuple[int, Level]]:
    for domain in range(now.mean.shape[1]):
        who = now.firsts[:, domain] > 0
        if found := level(now.mean[who, domain], now.spread[who, domain, domain]):
            yield domain, found


def _topics(
    table: Table, where: Placed, subject: Subject, now: Abilities
) -> Iterator[tuple[int, Level]]:
    rows = np.flatnonzero(where.first & (where.domain != NOWHERE) & (where.topic != NOWHERE))
    topic, size = where.topic[rows], len(subject.syllabus.topic_names)
    home = _home(topic, where.domain[rows], size, now.mean.shape[1])
    offset, variance = _offsets(table, where, subject, now, rows)
    answers = np.bincount(topic, minlength=size)
    met = np.zeros((size, len(table.people)), np.bool_)
    met[topic, table.person[rows]] = True
    for domain in range(now.mean.shape[1]):
        mine = np.flatnonzero((home == domain) & (answers > 0))
        if not len(mine):
            continue
        middle = float(offset[mine] @ answers[mine]) / float(answers[mine].sum())
        for place in mine.tolist():
            who = met[place]
            base = level(now.mean[who, domain], now.spread[who, domain, domain])
            if base:
                sd = (base.sd**2 + float(variance[place])) ** 0.5
                yield place, Level(base.mean + float(offset[place]) - middle, sd, base.people)


def _home(topic: Places, domain: Places, topics: int, domains: int) -> Ints:
    """Give the domain in which most answers to each topic count."""
    counts = np.bincount(topic * domains + domain, minlength=topics * domains)
    return np.asarray(counts.reshape(topics, domains).argmax(axis=1))


def _offsets(
    table: Table, where: Placed, subject: Subject, now: Abilities, rows: Ints
) -> tuple[Floats, Floats]:
    """Give by topic the offset that fits its first answers best, and its variance.

    The most likely d under N(0, TOPIC_SD^2), by scoring, where an answer is right with
    g + (1 - g) / (1 + exp(-a (ability + d - difficulty))).
    """
    syllabus, place, topic = subject.syllabus, where.place[rows], where.topic[rows]
    size = len(syllabus.topic_names)
    guess = np.minimum(GUESS, np.array(syllabus.guesses, np.float64)[place])
    able = now.mean[table.person[rows], where.domain[rows]]
    apart = able - np.array(syllabus.difficulties, np.float64)[place]
    credit = table.credit[rows].astype(np.float64)
    prior = 1.0 / TOPIC_SD**2
    offset, known = np.zeros(size), np.full(size, prior)
    for _ in range(_STEPS):
        knows = 1.0 / (1.0 + np.exp(-_STEEP * (apart + offset[topic])))
        right = np.clip(guess + (1.0 - guess) * knows, _SLIGHT, 1.0 - _SLIGHT)
        slope = (1.0 - guess) * _STEEP * knows * (1.0 - knows)
        told = slope / (right * (1.0 - right))
        known = np.bincount(topic, told * slope, size) + prior
        pull = np.bincount(topic, told * (credit - right), size) - prior * offset
        offset = offset + np.clip(pull / known, -1.0, 1.0)
    return offset, np.asarray(1.0 / known, np.float64)
