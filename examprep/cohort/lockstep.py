"""The abilities of a whole cohort, folded side by side.

The steps are those of `learning.ability.Ability` and in their order, taken by all people at once:
the first answer of everybody, then the second. What comes out is what `Learner` gives for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from examprep.cohort.subject import NOWHERE, Placed, Subject
from examprep.learning import ability as model
from examprep.learning.ability import Ability
from examprep.learning.learner import DAY
from examprep.learning.syllabus import GUESSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from examprep.cohort.table import Table

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]
    Flags = NDArray[np.bool_]

# So many rows are sorted in one go: what they need fits into the cache.
_BLOCK = 100_000


@dataclass(frozen=True)
class Abilities:
    """Ability by person: mean by domain, covariance, and the day of the last answer, NaN for none.

    `firsts` counts first answers that were no rapid guesses, by person and domain.
    """

    mean: Floats
    spread: Floats
    day: Floats
    firsts: Ints

    def of(self, person: int) -> Ability:
        """Give one person's ability."""
        found = Ability(self.mean.shape[1])
        found.mean = self.mean[person].tolist()
        found.spread = self.spread[person].tolist()
        found.day = None if np.isnan(self.day[person]) else float(self.day[person])
        return found


class _Step(NamedTuple):
    """Some responses, one of a person at most, and what each was asked as.

    `before` is the place of the same person's last response to the same item, `NOWHERE` for none;
    `seen` tells whether there is one.
    """

    domain: Places
    difficulty: Floats
    guess: Floats
    right: Floats
    day: Floats
    exam: Flags
    tells: Flags
    before: Places
    seen: Flags


class _Asked:
    """The responses that tell of ability, by person and time.

    They are rows of a table, which is not copied: a large class has tens of millions.
    """

    def __init__(self, table: Table, where: Placed, subject: Subject) -> None:
        self.table, self.where, syllabus = table, where, subject.syllabus
        told = where.known & (where.domain != NOWHERE)
        self.rows: Places = np.flatnonzero(told).astype(np.int32)
        self.difficulties = np.array(syllabus.difficulties, float)
        self.guesses = np.array(syllabus.guesses, float)
        self.people = table.person[self.rows]
        self.before = _before(self.people, where.place[self.rows])

    def __len__(self) -> int:
        return len(self.rows)

    def counts(self, until: float) -> tuple[Ints, Ints]:
        """Count by person: all responses, and those before a moment."""
        people = len(self.table.people)
        early = self.table.at[self.rows] / DAY < until / DAY
        every, earlier = (
            np.bincount(p, minlength=people) for p in (self.people, self.people[early])
        )
        return every, earlier

    def day(self, places: Places) -> Floats:
        """Give the days of responses, in days since 1970."""
        return self.table.at[self.rows[places]] / DAY

    def step(self, places: Ints) -> _Step:
        """Give some responses."""
        table, rows = self.table, self.rows[places]
        item, exam, before = self.where.place[rows], table.exam[rows], self.before[places]
        return _Step(
            domain=self.where.domain[rows],
            difficulty=self.difficulties[item],
            guess=np.where(exam, GUESSES["choice"], self.guesses[item]),
            right=table.credit[rows].astype(float),
            day=table.at[rows] / DAY,
            exam=exam,
            tells=exam | (table.seconds[rows] >= model.RAPID),
            before=before,
            seen=before != NOWHERE,
        )


def _before(person: NDArray[np.int32], item: NDArray[np.int32]) -> Places:
    """Give for each row, sorted by person, the place of the same person's last with its item."""
    found = np.full(len(person), NOWHERE, np.int32)
    starts = np.flatnonzero(np.diff(person, prepend=-1))
    cuts = starts[np.flatnonzero(np.diff(starts // _BLOCK, prepend=-1))]
    for first, last in pairwise([*cuts.tolist(), len(person)]):
        key = person[first:last].astype(np.int64) << 32 | item[first:last]
        order = np.argsort(key, kind="stable")
        same = np.flatnonzero(np.diff(key[order]) == 0)
        found[first + order[same + 1]] = first + order[same]
    return found


def abilities(
    table: Table, where: Placed, subject: Subject, until: float = np.inf
) -> tuple[Abilities, Abilities]:
    """Fold the responses of everybody: all of them, and those before a moment.

    Args:
        table: the responses.
        where: where they belong.
        subject: the exam.
        until: the moment, in seconds since 1970 UTC.
    """
    asked = _Asked(table, where, subject)
    people = len(table.people)
    fold = _Fold(people, len(subject.syllabus.counts), asked)
    counts, earlier = asked.counts(until)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    longest = np.argsort(-counts, kind="stable")
    lengths = counts[longest]
    stops = np.argsort(earlier, kind="stable")
    bounds = np.searchsorted(earlier[stops], np.arange(int(counts.max(initial=0)) + 2))
    then = fold.copy()
    for step in range(len(bounds) - 1):
        fold.note(then, stops[bounds[step] : bounds[step + 1]])
        going = longest[: int(np.searchsorted(-lengths, -step))]
        fold.take(going, starts[going] + step)
    return fold.state, then


class _Fold:
    """The state of everybody while the responses are taken."""

    def __init__(self, people: int, domains: int, asked: _Asked) -> None:
        start = Ability(domains)
        self.asked = asked
        self.mean = np.tile(np.array(start.mean), (people, 1))
        self.spread = np.tile(np.array(start.spread), (people, 1, 1))
        self.day = np.full(people, np.nan)
        self.firsts = np.zeros((people, domains), np.int64)
        self.left = np.zeros(len(asked))

    @property
    def state(self) -> Abilities:
        """Give everybody's ability as it is; it goes on with the fold."""
        return Abilities(self.mean, self.spread, self.day, self.firsts)

    def copy(self) -> Abilities:
        """Give everybody's ability as it is, to keep."""
        return Abilities(self.mean.copy(), self.spread.copy(), self.day.copy(), self.firsts.copy())

    def note(self, then: Abilities, people: Ints) -> None:
        """Write down the ability of some people as it is."""
        if len(people):
            for name in ("mean", "spread", "day", "firsts"):
                getattr(then, name)[people] = getattr(self, name)[people]

    def take(self, people: Ints, rows: Ints) -> None:
        """Take one response of each of some people."""
        asked = self.asked.step(rows)
        domain, exam, seen = asked.domain, asked.exam, asked.seen
        mean, spread = self.mean[people], self.spread[people]
        mean, spread = self._go_on(people, asked.day, mean, spread)
        recall = self._recall(asked)
        known, weight = model.KEPT * recall, np.where(seen, model.AGAIN, 1.0)
        mean, spread = _learn(asked, mean, spread, known, weight)
        step = np.where(exam, 0.0, model.DRIFT * np.where(seen, model.DRIFT_AGAIN, 1.0))
        every = np.arange(len(people))
        mean += (step * model.DRIFT_OTHERS)[:, None]
        mean[every, domain] += step * (1.0 - model.DRIFT_OTHERS)
        spread[every, domain, domain] += np.where(exam, 0.0, model.WALK_AN_ANSWER)
        self.mean[people], self.spread[people] = mean, spread
        self.left[rows] = self._after(asked, recall)
        self.firsts[people, domain] += ~seen & asked.tells

    def _go_on(
        self, people: Ints, day: Floats, mean: Floats, spread: Floats
    ) -> tuple[Floats, Floats]:
        """Let the days since each person's last answer pass."""
        last = self.day[people]
        gone = np.maximum(0.0, day - np.where(np.isnan(last), day, last))
        self.day[people] = np.where(np.isnan(last), day, last + gone)
        waited = model.WALK_A_DAY * np.minimum(gone, model.MOST_DAYS)
        shared = waited * model.WALK_SHARED
        own = waited - shared
        spread = spread + shared[:, None, None]
        ends = np.arange(spread.shape[1])
        spread[:, ends, ends] += own[:, None]
        taught = model.DRIFT_A_DAY * np.minimum(gone, model.DRIFT_DAYS)
        return mean + taught[:, None], spread

    def _recall(self, asked: _Step) -> Floats:
        seen, day = asked.seen, asked.day
        days = np.where(seen, self.left[asked.before], 1.0)
        gone = np.maximum(0.0, day - np.where(seen, self.asked.day(asked.before), day))
        return np.where(seen, (1.0 + 19.0 / 81.0 * gone / days) ** -0.5, 0.0)

    def _after(self, asked: _Step, recall: Floats) -> Floats:
        """Give the days of the trace that each response leaves."""
        fine = asked.right >= 1.0
        days = self.left[asked.before]
        grown = days * (1.4 + 3.0 * (1.0 - recall))
        first = np.where(fine, model.DAYS_RIGHT, model.DAYS_WRONG)
        again = np.where(fine, grown, np.maximum(model.DAYS_WRONG, 0.6 * days))
        return np.where(asked.seen, again, first)


def _learn(
    asked: _Step, mean: Floats, spread: Floats, known: Floats, weight: Floats
) -> tuple[Floats, Floats]:
    """Move mean and covariance by the responses that tell something."""
    domain, guess, every = asked.domain, asked.guess, np.arange(len(mean))
    careful = 1.0 - model.SLIP
    x = model.STEEP * (mean[every, domain] - asked.difficulty)
    solves = 1.0 / (1.0 + np.exp(-x))
    chance = known * careful + (1.0 - known) * careful * (guess + (1.0 - guess) * solves)
    slope = (1.0 - known) * careful * (1.0 - guess) * model.STEEP * solves * (1.0 - solves)
    noise = chance * (1.0 - chance)
    told = np.where(asked.tells, weight, 0.0) * slope / noise
    information, score = told * slope, told * (asked.right - chance)
    gains = spread[every, :, domain]
    shrink = 1.0 / (1.0 + gains[every, domain] * information)
    mean = mean + gains * (shrink * score)[:, None]
    lost = gains * (information * shrink)[:, None]
    return mean, spread - lost[:, :, None] * gains[:, None, :]
