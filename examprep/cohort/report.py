"""The report of a cohort: all that the page, the app, the lines and the tables show, once.

Nothing in it is claimed below its least number of people or answers; such a figure is None, with
the number beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from examprep.banks.item import Item
from examprep.cohort.calendar import EPOCH, zone
from examprep.cohort.levels import with_levels
from examprep.cohort.people import AHEAD, Standing, now_and_then, standings
from examprep.cohort.questions import FormScore, Question, questions
from examprep.cohort.questions import suspects as doubted
from examprep.cohort.subject import Subject, placed
from examprep.cohort.table import Person, Table
from examprep.cohort.topics import KINDS, Group, HeatMap, Whole, groups, heat_map, to_teach, whole
from examprep.exams.outlines import EVERY_ID, OUTLINE_IDS
from examprep.learning.ability import CUT
from examprep.problems import Problem
from examprep.text import printable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from examprep.cohort.lockstep import Abilities
    from examprep.cohort.subject import Placed

_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Assigned:
    """What one person has done of one assignment, as `assigned.Row` has it.

    `assignment` and `person` are the title and the name, `id` and `key` what they are known by;
    `score` is a share, None while none is done.
    """

    assignment: str
    due: date | None
    person: str
    done: str
    score: float | None = None
    late: bool = False
    altered: bool = False
    id: str = ""
    key: str = ""
    attempts: int = 0
    finished: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A cohort that prepares for one exam, looked at on one day.

    `people` are those who prepare for it, `others` counts the rest, who are left out; `answers` and
    `firsts` count what they answered in the period. `standings` stand in the order of the heat
    maps' rows. `problems` has a line for each file that could not be read as it should. Days and
    weeks are those of `calendar`, this machine's.
    """

    exam: str
    title: str
    standard: float
    since: date | None
    today: date
    people: int
    others: int
    answers: int
    firsts: int
    whole: Whole | None
    domains: tuple[Group, ...]
    areas: tuple[Group, ...]
    topics: tuple[Group, ...]
    heat: HeatMap
    heat_domains: HeatMap
    standings: tuple[Standing, ...]
    questions: tuple[Question, ...]
    forms: tuple[FormScore, ...]
    assignments: tuple[Assigned, ...]
    problems: tuple[str, ...]
    calendar: str = ""

    @property
    def to_teach(self) -> tuple[Group, ...]:
        """Give the topics below the standard, surely so first, then by what they cost."""
        return to_teach(self.topics)

    @property
    def at_risk(self) -> tuple[Standing, ...]:
        """Give the people who surely are less likely to pass than not, the least likely first."""
        return _by_chance(one for one in self.standings if one.at_risk)

    @property
    def below_even(self) -> tuple[Standing, ...]:
        """Give the others who are less likely to pass than not, though that is not sure."""
        others = (one for one in self.standings if one.chance and not one.at_risk)
        return _by_chance(one for one in others if one.chance and one.chance.value < _EVEN)

    @property
    def improved(self) -> tuple[Standing, ...]:
        """Give the people who do better than before, those first who gained most."""
        found = [(one.change.by, one) for one in self.standings if one.change and one.improved]
        return tuple(one for _, one in sorted(found, key=lambda pair: (-pair[0], pair[1].key)))

    @property
    def stopped(self) -> tuple[Standing, ...]:
        """Give the people who stopped, those first who did so the longest ago."""
        found = [one for one in self.standings if one.stopped]
        return tuple(sorted(found, key=lambda one: (one.last or self.today, one.key)))

    @property
    def damaged(self) -> tuple[Standing, ...]:
        """Give the people of whose files something is missing, so that they are not judged."""
        return tuple(one for one in self.standings if one.damaged)

    @property
    def suspects(self) -> tuple[Question, ...]:
        """Give the questions whose key a person should look at, the most doubted first."""
        return doubted(self.questions)

    @property
    def untold(self) -> int:
        """Count those without a chance: too little is known, or their file is damaged."""
        return sum(one.chance is None for one in self.standings)


def _by_chance(people: Iterable[Standing]) -> tuple[Standing, ...]:
    """Order people by their chance, the least likely to pass first."""
    found = [(one.chance.value, one) for one in people if one.chance]
    return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].key)))


@dataclass(frozen=True, slots=True)
class Period:
    """From which day on answers count, None for all, and the day on which it is looked at."""

    today: date
    since: date | None = None

    def of(self, table: Table) -> NDArray[np.bool_]:
        """Tell which responses of a table lie in it; those of a clock far ahead do not."""
        over = self.today.toordinal() + AHEAD - EPOCH
        inside = table.day < over
        if self.since:
            inside &= table.day >= self.since.toordinal() - EPOCH
        return np.asarray(inside)


def report(
    table: Table, subject: Subject, items: Mapping[str, Item], period: Period,
    problems: Iterable[Problem] = (), assignments: Sequence[Assigned] = (),
) -> Report:  # fmt: skip
    """Make the report of a table for an exam; people who prepare for another are left out.

    `items` are those that the banks have, `problems` are of files, `assignments` who did what.
    """
    mine = only(table, [prepares(person, subject.exam.id) for person in table.people])
    rows, where = period.of(mine), placed(mine, subject)
    with ThreadPoolExecutor(2) as threads:  # numpy lets both run at once
        asked = threads.submit(questions, kept(mine, rows), subject, items)
        known = now_and_then(mine, where, subject, period.today)
        people = threads.submit(standings, mine, where, subject, rows, period.today, known)
        domains, areas, topics = _by_kind(mine, where, subject, rows, known[0])
    return Report(
        exam=subject.exam.id,
        title=subject.exam.name,
        standard=CUT,
        since=period.since,
        today=period.today,
        people=len(mine.people),
        others=len(table.people) - len(mine.people),
        answers=int(rows.sum()),
        firsts=int((rows & where.first).sum()),
        whole=whole(domains),
        domains=domains,
        areas=areas,
        topics=topics,
        heat=heat_map(mine, where, subject, rows, "area"),
        heat_domains=heat_map(mine, where, subject, rows, "domain"),
        standings=people.result(),
        questions=asked.result()[0],
        forms=asked.result()[1],
        assignments=tuple(assignments),
        problems=tuple(map(_flat, problems)),
        calendar=zone(period.today),
    )


def _by_kind(
    table: Table, where: Placed, subject: Subject, rows: NDArray[np.bool_], now: Abilities
) -> Iterator[tuple[Group, ...]]:
    """Give domains, areas and topics."""
    for kind in KINDS:
        found = groups(table, where, subject, rows, kind)
        yield with_levels(found, table, where, subject, now)


def _flat(one: Problem) -> str:
    """Write a problem as one plain line, whatever the file is called."""
    text = str(one).encode("utf-8", "replace").decode()
    return printable(" ".join(text.split()))


def prepares(person: Person, exam: str) -> bool:
    """Tell whether a person counts for an exam: those who named none count for each."""
    return person.exam in {"", exam}


def exam_of(people: Iterable[Person]) -> str:
    """Give the exam that most people prepare for; the usual one where none is known."""
    counts = Counter(person.exam for person in people if person.exam in EVERY_ID)
    return max(counts, key=lambda one: (counts[one], one)) if counts else OUTLINE_IDS[0]


_COLUMNS = tuple(one.name for one in fields(Table))[3:]


def kept(table: Table, rows: NDArray[np.bool_]) -> Table:
    """Give a table of some of its rows."""
    if rows.all():
        return table
    return replace(table, **{name: getattr(table, name)[rows] for name in _COLUMNS})


def only(table: Table, people: Sequence[bool]) -> Table:
    """Give a table of some of its people."""
    if all(people):
        return table
    chosen = np.array(people, np.bool_)
    found = kept(table, chosen[table.person])
    places = np.cumsum(chosen) - 1
    who = [one for one, here in zip(table.people, people, strict=True) if here]
    return replace(found, people=who, person=places[found.person].astype(np.int32))


def as_json(found: Report) -> dict[str, Any]:
    """Give the report as plain values, with the lists that it leads to by name or key."""
    plain: dict[str, Any] = msgspec.to_builtins(found)
    return plain | {
        "to_teach": [one.id for one in found.to_teach],
        "at_risk": [one.key for one in found.at_risk],
        "below_even": [one.key for one in found.below_even],
        "improved": [one.key for one in found.improved],
        "stopped": [one.key for one in found.stopped],
        "damaged": [one.key for one in found.damaged],
        "suspects": [one.name for one in found.suspects],
    }
