"""The plan: study days, reviews and mock exams from today to the exam, made anew every day.

It looks only ahead: what was not done yesterday is no debt, the days left are shared out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, exp
from typing import Literal

from examprep.learning.ability import DRIFT, DRIFT_AGAIN, DRIFT_OTHERS, Ability
from examprep.learning.outlook import rounded
from examprep.learning.readiness import ASSUMED, Chance, Standard, chance

# Minutes by weekday, from Monday, where the candidate has set none.
USUAL = (25, 25, 25, 25, 25, 25, 0)
MOST_MINUTES = 240
# Reading the reasons takes so much of the time that answering takes.
READING = 0.4
# The last mock exam is so many days before the exam, the others as far apart, and no more of them.
LAST_MOCK, BETWEEN_MOCKS, MOST_MOCKS = 3, 9, 4
# A day may move by so many for one with more time.
_NEAR = 2
# At most this share of a day's questions are reviews while there is anything new: early, as
# `foryou` has it, and later.
FEW_REVIEWS, MOST_REVIEWS = 0.1, 0.6
# On the day before the exam this share of the time is enough, and nothing new.
LIGHT = 0.5
# Of new items so many come again, after so many days.
_AGAIN, _AGAIN_AFTER = 0.5, 3
_EVEN = 50
# What study alone brings at the most, in logits (measurement.md 2.3, the median learner).
_MOST_TAUGHT = 1.1
# Paces that are tried when the goal is out of reach, and by how many weeks the exam could move.
_FASTER = (1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
_WEEKS = 26
_MINUTE = 60.0
_WEEK = 7

Kind = Literal["study", "mock", "light", "rest", "exam"]


@dataclass(frozen=True, slots=True)
class StudyDay:
    """One day: what to do, for how many minutes; how many questions are new, how many reviews.

    `mock` names the length of a mock exam.
    """

    day: date
    kind: Kind
    minutes: int = 0
    new: int = 0
    reviews: int = 0
    mock: str = ""

    @property
    def questions(self) -> int:
        """Count the questions besides those of a mock exam."""
        return self.new + self.reviews


@dataclass(frozen=True)
class Pace:
    """How fast one studies: minutes by weekday, and the seconds that a question takes.

    `mocks` gives the minutes of each length of a mock exam, the longest first.
    """

    minutes: tuple[int, ...]
    seconds: float
    mocks: Sequence[tuple[str, float]] = ()

    @property
    def each(self) -> float:
        """Give the seconds for a question with its reasons."""
        return self.seconds * (1.0 + READING)

    def on(self, day: date) -> int:
        """Give the minutes of a day."""
        return self.minutes[day.weekday()]

    def questions(self, minutes: float) -> int:
        """Give the questions that so many minutes are enough for."""
        return int(minutes * _MINUTE / self.each)

    def times(self, factor: float) -> Pace:
        """Give a pace with more minutes."""
        more = (max(one, min(MOST_MINUTES, 5 * ceil(factor * one / 5))) for one in self.minutes)
        return replace(self, minutes=tuple(more))


@dataclass(frozen=True)
class Stock:
    """What there is to study: items never seen, and by days from today how many come due.

    What is due already counts for today. For so many `early` days new items come first.
    """

    unseen: int
    due: Sequence[int]
    seen: int = 0
    early: int = 0

    def share(self, place: int) -> float:
        """Give the largest share of reviews on a day, counted from today."""
        return FEW_REVIEWS if place < self.early else MOST_REVIEWS


@dataclass(frozen=True)
class Calendar:
    """The days from today to the exam, or for four weeks where no date is set."""

    days: tuple[StudyDay, ...]
    stock: Stock

    @property
    def new(self) -> int:
        """Count the new questions of all days."""
        return sum(one.new for one in self.days)

    @property
    def left(self) -> int:
        """Count the questions that will not have been asked before the exam."""
        return self.stock.unseen - self.new

    @property
    def minutes(self) -> int:
        """Sum the minutes of all days."""
        return sum(one.minutes for one in self.days)


def calendar(
    today: date, exam: date | None, pace: Pace, stock: Stock, mocks_today: int = 0
) -> Calendar:
    """Plan the days from today to the exam; without a date, four weeks."""
    last = exam or today + timedelta(days=28)
    count = max(0, (last - today).days)
    days = [today + timedelta(days=n) for n in range(count)]
    sat = _mock_days(days, pace, mocks_today) if exam else {}
    left, due = stock.unseen, [*stock.due, *[0] * (count + _AGAIN_AFTER + 1)]
    planned = []
    for place, day in enumerate(days):
        light = bool(exam) and place == count - 1
        one = _day(day, pace, sat.get(day, ""), light=light)
        seen = stock.seen + stock.unseen - left
        one = _filled(one, pace, replace(stock, unseen=left, seen=seen), due[place], place)
        left -= one.new
        due[place + _AGAIN_AFTER] += round(one.new * _AGAIN)
        planned.append(one)
    if exam and exam >= today:
        planned.append(StudyDay(exam, "exam"))
    return Calendar(tuple(planned), stock)


def weeks(days: Sequence[StudyDay]) -> list[tuple[StudyDay | None, ...]]:
    """Arrange days that follow each other in weeks from Monday; None where none is planned."""
    if not days:
        return []
    cells = [None] * days[0].day.weekday() + [*days]
    cells += [None] * (-len(cells) % _WEEK)
    return [tuple(cells[at : at + _WEEK]) for at in range(0, len(cells), _WEEK)]


def _day(day: date, pace: Pace, mock: str, *, light: bool) -> StudyDay:
    minutes = pace.on(day)
    if mock:
        return StudyDay(day, "mock", max(minutes, round(dict(pace.mocks)[mock])), mock=mock)
    if not minutes:
        return StudyDay(day, "rest")
    if light:
        return StudyDay(day, "light", max(1, round(minutes * LIGHT)))
    return StudyDay(day, "study", minutes)


def _filled(day: StudyDay, pace: Pace, stock: Stock, due: int, place: int) -> StudyDay:
    """Share a day's questions out between new ones and reviews: of each item one a day."""
    if day.kind in {"rest", "exam"}:
        return day
    spent = dict(pace.mocks)[day.mock] if day.mock else 0.0
    # However little the time: a day of study is never one without a question.
    whole = max(0 if day.mock else 1, pace.questions(day.minutes - spent))
    if day.kind == "light":
        return replace(day, reviews=min(whole, stock.seen))
    reviews = min(due, int(whole * stock.share(place)))
    new = min(stock.unseen, whole - reviews)
    return replace(day, new=new, reviews=min(whole - new, stock.seen))


def _mock_days(days: Sequence[date], pace: Pace, done_today: int) -> dict[date, str]:
    """Choose the days of mock exams: the last one close to the exam, the others before it.

    They hang on the exam and the pace alone: one that was missed does not move to another day.
    """
    found: dict[date, str] = {}
    first, place = int(done_today > 0), len(days) - LAST_MOCK
    while pace.mocks and place >= 0 and len(found) < MOST_MOCKS:
        near = {n: pace.on(days[0] + timedelta(days=n)) for n in range(place - _NEAR, place + 1)}
        best = max(near, key=lambda n: (near[n], n))
        if best >= first and near[best]:
            found[days[best]] = _longest(pace, near[best])
        place -= BETWEEN_MOCKS
    return found


def _longest(pace: Pace, minutes: int) -> str:
    """Give the longest mock exam that fits into the minutes of a day, or the shortest of all."""
    fitting = [name for name, needed in pace.mocks if needed <= minutes]
    return fitting[0] if fitting else pace.mocks[-1][0]


@dataclass(frozen=True)
class Forecast:
    """The chance to pass on the day of the exam if the plan is kept, and what would reach it.

    `faster` gives minutes by weekday that would make it at least even, `later` a date at the
    present pace; each None where that is not needed or would not be enough.
    """

    chance: Chance
    faster: tuple[int, ...] | None = None
    later: date | None = None

    @property
    def within_reach(self) -> bool:
        """Tell whether a pass is at least as likely as not."""
        return rounded(self.chance.value) >= _EVEN


def forecast(
    ability: Ability,
    counts: Sequence[int],
    today: date,
    exam: date,
    pace: Pace,
    stock: Stock,
    standard: Standard = ASSUMED,
) -> Forecast:
    """Foretell the chance to pass if the plan is kept: every answer teaches a little.

    So it does in the filter of ability (measurement.md 2.1); learners differ.
    """

    def _kept(day: date, speed: Pace) -> Chance:
        days = calendar(today, day, speed, stock).days
        asked = sum(one.new + DRIFT_AGAIN * one.reviews for one in days)
        return chance(_taught(ability, counts, asked), counts, (day - today).days, standard)

    found = _kept(exam, pace)
    if Forecast(found).within_reach:
        return Forecast(found)
    paces = (pace.times(factor) for factor in _FASTER)
    faster = next((one.minutes for one in paces if Forecast(_kept(exam, one)).within_reach), None)
    dates = (exam + timedelta(weeks=weeks) for weeks in range(1, _WEEKS + 1))
    later = next((day for day in dates if Forecast(_kept(day, pace)).within_reach), None)
    return Forecast(found, faster, later)


def _taught(ability: Ability, counts: Sequence[int], answers: float) -> Ability:
    """Give the ability after so many answers more, shared out as the exam is.

    Nobody learns without end: what they teach nears `_MOST_TAUGHT`.
    """
    later, whole = ability.copy(), sum(counts)
    for domain, count in enumerate(counts):
        own = answers * count / whole
        taught = DRIFT * (own + DRIFT_OTHERS * (answers - own))
        later.mean[domain] += _MOST_TAUGHT * (1.0 - exp(-taught / _MOST_TAUGHT))
    return later
