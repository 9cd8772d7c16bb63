"""The people of a cohort: how likely each is to pass, who gets better and who has stopped.

Chances are those of `learning.outlook`, under its gate: below it nothing is said but how many
answers are missing. What is told of change rests on twenty first answers before and after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from examprep.cohort.chances import chances
from examprep.cohort.lockstep import Abilities, abilities
from examprep.cohort.subject import Placed, Subject
from examprep.learning.ability import WALK_A_DAY, WALK_SHARED, Ability
from examprep.learning.learner import DAY, Learner
from examprep.learning.outlook import Outlook, outlook
from examprep.learning.readiness import Chance, share, slope

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from examprep.cohort.table import Person, Table

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

# Of a chance whose interval ends here at most, a pass is less likely than not.
FAILS = 0.5
# So many days without an answer while the exam is ahead: stopped.
STOPPED = 14
# Days here and there differ by a day; what lies further ahead comes of a clock that is wrong.
AHEAD = 2
# The last weeks are held against what was before.
LATELY = 21
LEAST_FIRSTS = 20
# The 90 % interval of a change reaches so many standard deviations to either side. Of 100 simulated
# people who did not change, 9 are said to have improved by it, and 4 to have fallen.
_REACH = 1.6449
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class DomainShare:
    """A domain: the share of its questions that would be right, with its 80 % interval."""

    id: str
    share: float
    low: float
    high: float
    firsts: int


@dataclass(frozen=True, slots=True)
class Change:
    """By how much the share of the exam that would be right rose lately, with its 90 % interval."""

    by: float
    low: float
    high: float

    @property
    def up(self) -> bool:
        """Tell whether it rose, to the end of the interval."""
        return self.low > 0.0

    @property
    def down(self) -> bool:
        """Tell whether it fell, to the end of the interval."""
        return self.high < 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """One person.

    `answers`, `firsts` and `days` (with an answer) are those of the report's period; `last` is the
    day of the last answer of all. `chance` is None below the gate, `missing` counts the first
    answers up to it; `domains` is empty below it. `change` is None where too little was answered.
    Of a person whose file is `damaged` nothing is said: what seems not to have been done may have
    been lost.
    """

    key: str
    name: str
    exam_day: date | None
    answers: int
    firsts: int
    days: int
    last: date | None
    stopped: bool
    chance: Chance | None
    verdict: str
    missing: int
    domains: tuple[DomainShare, ...]
    change: Change | None
    damaged: bool = False

    @property
    def at_risk(self) -> bool:
        """Tell whether a pass is less likely than not, to the end of the interval."""
        return self.chance is not None and self.chance.high <= FAILS

    @property
    def improved(self) -> bool:
        """Tell whether the last three weeks are better than what was before."""
        return self.change is not None and self.change.up


def now_and_then(
    table: Table, where: Placed, subject: Subject, today: date
) -> tuple[Abilities, Abilities]:
    """Give everybody's ability now, and before the last weeks."""
    begin = (today - timedelta(days=LATELY)).toordinal() - _EPOCH
    return abilities(table, where, subject, until=begin * DAY)


def standings(
    table: Table,
    where: Placed,
    subject: Subject,
    rows: NDArray[np.bool_],
    today: date,
    known: tuple[Abilities, Abilities] | None = None,
) -> tuple[Standing, ...]:
    """Look at everybody, in the order of the table; `rows` are those of the report's period.

    `known` are the abilities, where `now_and_then` has told them already.
    """
    now, then = known or now_and_then(table, where, subject, today)
    active = _activity(table, where, rows, today)
    days = _days_ahead(table, now, today)
    told = chances(now.mean, _waited(now.spread, days), subject.syllabus.counts)
    seen = (_Seen.of(now, then, place, days, told) for place in range(len(table.people)))
    return tuple(
        _standing(person, one, row, subject, today)
        for person, one, row in zip(table.people, seen, active.tolist(), strict=True)
    )


def _days_ahead(table: Table, now: Abilities, today: date) -> Floats:
    """Give by person the days from the last answer to the exam, to today where that is past."""
    noon, day = today.toordinal() - _EPOCH + 0.5, today.toordinal()
    idle = np.maximum(0.0, noon - np.where(np.isnan(now.day), noon, now.day))
    return idle + np.array([max(0, one.day - day) for one in table.people], np.float64)


def _waited(spread: Floats, days: Floats) -> Floats:
    """Give covariances after so many days, as `Ability.wait` does."""
    shared = WALK_A_DAY * days * WALK_SHARED
    own = WALK_A_DAY * days - shared
    return np.asarray(spread + shared[:, None, None] + own[:, None, None] * np.eye(spread.shape[1]))


def _activity(table: Table, where: Placed, rows: NDArray[np.bool_], today: date) -> Ints:
    """Give by person: answers, first answers and days in the period, and the last day of all.

    The last day is none of a clock that is far ahead: nobody practises in years to come.
    """
    count, day, person = len(table.people), table.day, table.person
    last, real = np.full(count, -1), day < today.toordinal() + AHEAD - _EPOCH
    np.maximum.at(last, person[real], day[real])
    own, first = person[rows], person[rows & where.first]
    fresh = (np.diff(own, prepend=-1) != 0) | (np.diff(day[rows], prepend=-1) != 0)
    days = own[fresh]
    columns = [np.bincount(one, minlength=count) for one in (own, first, days)]
    return np.column_stack([*columns, last])


@dataclass(frozen=True, slots=True)
class _Seen:
    """One person's ability now and before the last weeks, with what it rests on and the chance."""

    now: Ability
    then: Ability
    firsts: list[int]
    before: int
    days: float
    told: Chance

    @classmethod
    def of(
        cls, now: Abilities, then: Abilities, place: int, days: Floats, told: list[Chance]
    ) -> _Seen:
        """Take one person out of everybody's."""
        firsts, before = now.firsts[place].tolist(), int(then.firsts[place].sum())
        ahead = float(days[place])
        return cls(now.of(place), then.of(place), firsts, before, ahead, told[place])

    @property
    def enough(self) -> bool:
        """Tell whether enough was answered before and since to hold the two together."""
        return min(self.before, sum(self.firsts) - self.before) >= LEAST_FIRSTS


def _standing(
    person: Person, seen: _Seen, active: list[int], subject: Subject, today: date
) -> Standing:
    answers, firsts, days, last = active
    ahead = date.fromordinal(person.day) if person.day else None
    found = _outlook(seen, Learner(subject.syllabus))
    last_day = date.fromordinal(_EPOCH + last) if last >= 0 else None
    one = Standing(
        key=person.key,
        name=person.name,
        exam_day=ahead,
        answers=answers,
        firsts=firsts,
        days=days,
        last=last_day,
        stopped=not person.damaged and _has_stopped(last_day, ahead, today),
        chance=None,
        verdict="",
        missing=found.missing,
        domains=(),
        change=_change(seen, subject.syllabus.counts) if seen.enough else None,
        damaged=person.damaged,
    )
    if person.damaged:
        return replace(one, missing=0, change=None)
    if not found.enough:
        return one
    domains = tuple(_domains(found, subject))
    return replace(one, chance=found.chance, verdict=found.verdict, domains=domains)


def _has_stopped(last: date | None, ahead: date | None, today: date) -> bool:
    if last is None or (ahead is not None and ahead < today):
        return False
    return (today - last).days >= STOPPED


def _outlook(seen: _Seen, learner: Learner) -> Outlook:
    """Give the outlook for the day of the exam, for today where that is past or not known."""
    learner.ability, learner.firsts = seen.now, seen.firsts
    return outlook(learner, seen.days, known=seen.told)


def _domains(found: Outlook, subject: Subject) -> Iterator[DomainShare]:
    for one in found.domains:
        name = subject.exam.domains[one.domain].id
        yield DomainShare(name, one.share, one.low, one.high, one.firsts)


def _change(seen: _Seen, counts: tuple[int, ...]) -> Change:
    """Hold what is known now against what was known before the last weeks.

    A mean that moves by evidence alone goes up and down with the variance that the evidence takes
    away: that is how far it would have gone had nothing changed.
    """
    then, now = seen.then, seen.now
    waited = then.copy()
    waited.wait((now.day or 0.0) - (then.day or 0.0))
    by = _score(now, counts) - _score(then, counts)
    apart = _variance(waited, counts, now) - _variance(now, counts, now)
    reach = _REACH * sqrt(max(0.0, apart))
    return Change(by, by - reach, by + reach)


def _score(ability: Ability, counts: tuple[int, ...]) -> float:
    """Give the share of the exam that would be right."""
    pairs = zip(counts, ability.mean, strict=True)
    return sum(count * share(mean) for count, mean in pairs) / sum(counts)


def _variance(ability: Ability, counts: tuple[int, ...], at: Ability) -> float:
    """Give the variance of that share, near the means of `at`."""
    pairs = zip(counts, at.mean, strict=True)
    weights = np.array([count * slope(mean) for count, mean in pairs]) / sum(counts)
    return float(weights @ np.array(ability.spread) @ weights)
