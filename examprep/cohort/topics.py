"""What a cohort knows by topic, area and domain of an exam's outline, and by person.

A share is that of first answers: what was seen before tells of memory, and rapid guesses of
nothing. Its interval is the central 80 % of a beta distribution with Jeffreys' prior; it is about
this cohort, not about others like it. A group that fewer than five people answered shows its
number of answers and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

from examprep.cohort.beta import Floats, interval
from examprep.cohort.calendar import monday, week_of
from examprep.cohort.subject import NOWHERE, Placed, Subject
from examprep.learning.ability import CUT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from examprep.cohort.table import Table

    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]
    Flags = NDArray[np.bool_]

# Fewer people than this are not summed up: one could be known by it.
LEAST_PEOPLE = 5
# Fewer first answers of one person say too little about a group of questions.
LEAST_ANSWERS = 5
WEEKS = 8

Kind = Literal["domain", "area", "topic"]
KINDS: tuple[Kind, ...] = ("domain", "area", "topic")


@dataclass(frozen=True, slots=True)
class Week:
    """First answers of one week, which begins on a Monday; no share for fewer than five people."""

    start: date
    people: int
    answers: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """A domain, an area or a topic.

    `weight` is the part of the exam that its `items` stand for, 0 to 1. `share` is that of first
    answers that were right, with `low` and `high`; `repeated` that of the `repeats`. `below` is the
    share of the people with five answers or more, `judged`, who lie below the standard; `lost` is
    by how many percent points of the exam the cohort does. `now` is the share of average questions
    that the class would get right now, by its candidates' abilities (`levels`); areas have none.
    Those are None for fewer than five people.
    """

    kind: Kind
    id: str
    title: str
    weight: float
    items: int
    people: int
    answers: int
    share: float | None
    low: float | None
    high: float | None
    repeats: int
    repeated: float | None
    judged: int
    below: float | None
    lost: float | None
    weeks: tuple[Week, ...]
    now: float | None = None
    now_low: float | None = None
    now_high: float | None = None

    @property
    def enough(self) -> bool:
        """Tell whether enough people answered to say anything."""
        return self.share is not None

    @property
    def weak(self) -> bool:
        """Tell whether the cohort lies below the standard, to the end of the interval."""
        return self.high is not None and self.high < CUT


@dataclass(frozen=True, slots=True)
class Whole:
    """The share of the exam that would be right by first answers, weighted as the outline does."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class HeatMap:
    """First answers by person and group: `shares` is None where there are fewer than five.

    Rows stand in the order of the table's people, columns as `ids`.
    """

    kind: Kind
    ids: tuple[str, ...]
    titles: tuple[str, ...]
    answers: tuple[tuple[int, ...], ...]
    shares: tuple[tuple[float | None, ...], ...]


def titles_of(subject: Subject, kind: Kind) -> Sequence[tuple[str, str]]:
    """Give id and title of the groups of a kind."""
    by_kind = {"domain": subject.domain_titles, "area": subject.area_titles}
    return by_kind.get(kind, subject.topic_titles)


@dataclass(frozen=True)
class _Counts:
    """Answers by group: how many, right ones, people; and of person x group how many and right."""

    answers: Ints
    right: Floats
    people: Ints
    each: Ints
    each_right: Floats

    @classmethod
    def of(cls, table: Table, own: Places, rows: Flags, size: int) -> _Counts:
        """Count the chosen rows; `own` is the group of each row of the table."""
        chosen = rows & (own != NOWHERE)
        shape = len(table.people), size
        cell = table.person[chosen].astype(np.int64) * size + own[chosen]
        each = np.bincount(cell, minlength=shape[0] * size).reshape(shape)
        flat = np.bincount(cell, table.credit[chosen], shape[0] * size)
        people = (each > 0).sum(axis=0)
        right = flat.astype(np.float64).reshape(shape)
        return cls(each.sum(axis=0), right.sum(axis=0), people, each, right)

    def share(self, place: int) -> float | None:
        """Give the share right, where enough people answered."""
        if self.people[place] < LEAST_PEOPLE:
            return None
        return float(self.right[place] / self.answers[place])


def groups(
    table: Table, where: Placed, subject: Subject, rows: Flags, kind: Kind
) -> tuple[Group, ...]:
    """Give every group of a kind that the banks have items of or somebody answered.

    `rows` tells which responses of the table are looked at.
    """
    titles, own = titles_of(subject, kind), _column(where, kind)
    weight, items = _weights(subject, kind, len(titles))
    firsts = _Counts.of(table, own, where.first & rows, len(titles))
    again = _Counts.of(table, own, where.again & rows, len(titles))
    weeks = _weeks(table, own, where.first & rows, len(titles))
    low, high = interval(firsts.right, firsts.answers.astype(float))
    judged, under = _below(firsts)
    found = []
    for place in map(int, np.flatnonzero((items > 0) | (firsts.answers > 0))):
        share = firsts.share(place)
        enough, tried = share is not None, int(judged[place])
        lost = None if share is None else 100.0 * float(weight[place]) * (CUT - share)
        name, title = titles[place]
        one = Group(
            kind,
            name,
            title,
            weight=float(weight[place]),
            items=int(items[place]),
            people=int(firsts.people[place]),
            answers=int(firsts.answers[place]),
            share=share,
            low=float(low[place]) if enough else None,
            high=float(high[place]) if enough else None,
            repeats=int(again.answers[place]),
            repeated=again.share(place),
            judged=tried,
            below=float(under[place] / tried) if tried >= LEAST_PEOPLE else None,
            lost=lost,
            weeks=weeks[place],
        )
        found.append(one)
    return tuple(found)


def _column(where: Placed, kind: Kind) -> Places:
    return {"domain": where.domain, "area": where.area, "topic": where.topic}[kind]


def _weights(subject: Subject, kind: Kind, size: int) -> tuple[Floats, Ints]:
    """Give the part of the exam that each group stands for, and the items it has."""
    syllabus = subject.syllabus
    columns = {"domain": syllabus.domains, "area": subject.areas}
    raw = columns.get(kind)
    own = np.array(syllabus.topics, np.int64) if raw is None else np.frombuffer(raw, np.uint8)
    real = own < size
    weight = np.bincount(own[real], subject.weights[real], size).astype(np.float64)
    return weight, np.bincount(own[real], minlength=size).astype(np.int64)


def _below(counts: _Counts) -> tuple[Ints, Ints]:
    """Count the people with enough answers in each group, and those below the standard."""
    judged = counts.each >= LEAST_ANSWERS
    under = judged & (counts.each_right < CUT * counts.each)
    return judged.sum(axis=0), under.sum(axis=0)


def _weeks(table: Table, own: Places, rows: Flags, size: int) -> list[tuple[Week, ...]]:
    """Give the last weeks of every group, those without answers too."""
    chosen = np.flatnonzero(rows & (own != NOWHERE))
    week = week_of(table.day[chosen])
    last = int(week.max(initial=0))
    start = max(int(week.min(initial=last)), last - WEEKS + 1)
    chosen, week = chosen[week >= start], week[week >= start]
    span, people = last - start + 1, len(table.people)
    cell = (week - start) * size + own[chosen]
    answers = np.bincount(cell, minlength=span * size)
    right = np.bincount(cell, table.credit[chosen], span * size)
    met = np.zeros((span * size, people), np.bool_)
    met[cell, table.person[chosen]] = True
    who = met.sum(axis=1)
    found: list[tuple[Week, ...]] = []
    for place in range(size):
        cells = range(place, span * size, size) if len(chosen) else ()
        every = ((int(who[one]), int(answers[one]), float(right[one])) for one in cells)
        found.append(tuple(_week(start + n, *figures) for n, figures in enumerate(every)))
    return found


def _week(number: int, people: int, answers: int, right: float) -> Week:
    share = right / answers if people >= LEAST_PEOPLE else None
    return Week(monday(number), people, answers, share)


def whole(domains: Sequence[Group]) -> Whole | None:
    """Weigh the domains as the outline does; None where one of them has too few people."""
    parts = [(one.weight, one.share, one.low, one.high) for one in domains]
    value = spread = 0.0
    for weight, share, low, high in parts:
        if share is None or low is None or high is None:
            return None
        value += weight * share
        spread += (weight * (high - low) / 2.0) ** 2
    weights = sum(weight for weight, *_ in parts)
    if not weights:
        return None
    value, reach = value / weights, spread**0.5 / weights
    return Whole(value, max(0.0, value - reach), min(1.0, value + reach))


def heat_map(table: Table, where: Placed, subject: Subject, rows: Flags, kind: Kind) -> HeatMap:
    """Give the share right of every person in every group that somebody answered."""
    titles, own = titles_of(subject, kind), _column(where, kind)
    counts = _Counts.of(table, own, where.first & rows, len(titles))
    shown = np.flatnonzero(counts.answers > 0).tolist()
    each, right = counts.each[:, shown], counts.each_right[:, shown]
    return HeatMap(
        kind,
        tuple(titles[place][0] for place in shown),
        tuple(titles[place][1] for place in shown),
        tuple(tuple(map(int, row)) for row in each),
        tuple(tuple(_cells(*row)) for row in zip(each, right, strict=True)),
    )


def _cells(each: Ints, right: Floats) -> Iterator[float | None]:
    for count, sum_right in zip(each.tolist(), right.tolist(), strict=True):
        yield sum_right / count if count >= LEAST_ANSWERS else None


def to_teach(found: Sequence[Group]) -> tuple[Group, ...]:
    """Order the groups that lie below the standard by the points of the exam that they cost."""
    below = [one for one in found if one.lost is not None and one.lost > 0.0]
    return tuple(sorted(below, key=lambda one: (not one.weak, -(one.lost or 0.0))))
