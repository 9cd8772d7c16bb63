"""Who has done what of assignments: not started, open, done with which score, late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from examprep.cohort.assignment import Assignment
from examprep.dates import local

Done = Literal["not started", "open", "done"]


@dataclass(frozen=True, slots=True)
class Taken:
    """One attempt at an assignment.

    `started` and `finished` are in seconds since 1970 UTC, `finished` None while it is open;
    `credit` and `questions` count what is scored. `form` is the print of what was asked, empty
    where that is not known.
    """

    assignment: str
    started: float
    finished: float | None = None
    credit: float = 0.0
    questions: int = 0
    reason: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What one person has done of one assignment.

    `score` is the best share of those attempts that count, which are as many of the first as the
    assignment allows; None while none is done. `attempts` counts all that were begun, so that
    those beyond what is allowed are seen. `late` tells that what counts was finished after the due
    day, or that nothing was and the day is past; `altered` that other questions were asked than
    the assignment has.
    """

    person: str
    assignment: str
    done: Done
    score: float | None = None
    credit: float = 0.0
    questions: int = 0
    finished: float | None = None
    attempts: int = 0
    late: bool = False
    altered: bool = False


def who_did_what(
    assignments: Sequence[Assignment],
    people: Mapping[str, Iterable[Taken]],
    today: date,
    day_of: Callable[[float], date] = lambda moment: local(moment).date(),
) -> list[Row]:
    """Tell for each assignment and each person what was done of it.

    Args:
        assignments: those to tell of.
        people: for each name the attempts of that person, at whatever assignments.
        today: the day on which it is told.
        day_of: gives the day of a moment, by default on this machine's calendar.
    """
    known = {name: list(taken) for name, taken in people.items()}
    return [
        _row(name, one, [each for each in taken if each.assignment == one.id], today, day_of)
        for one in assignments
        for name, taken in known.items()
    ]


def _row(
    name: str,
    one: Assignment,
    taken: Sequence[Taken],
    today: date,
    day_of: Callable[[float], date],
) -> Row:
    first = sorted(taken, key=lambda each: each.started)[: one.attempts]
    done = [each for each in first if each.finished is not None]
    altered = any(each.form not in {"", one.form} for each in first)
    if not done:
        late = one.due is not None and today > one.due
        state: Done = "open" if first else "not started"
        return Row(name, one.id, state, attempts=len(taken), late=late, altered=altered)
    best = max(done, key=lambda each: (_share(each), -each.started))
    ended = best.finished or 0.0
    return Row(
        name,
        one.id,
        "done",
        _share(best),
        best.credit,
        best.questions,
        ended,
        len(taken),
        one.due is not None and day_of(ended) > one.due,
        altered,
    )


def _share(taken: Taken) -> float:
    return taken.credit / taken.questions if taken.questions else 0.0
