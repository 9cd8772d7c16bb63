"""The plan of whoever is at the desk: from the goal, the banks and what was done so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from examprep.dates import local, midnight
from examprep.desk.choosing import learner_of, when_of
from examprep.desk.desk import Desk
from examprep.desk.forms import count_up_to
from examprep.desk.prospect import standard_now
from examprep.exams.blueprint import PARTS, Blueprint
from examprep.exams.outlines import outline
from examprep.learning.due import due_on
from examprep.learning.learner import MOST_PACES, Learner
from examprep.learning.outlook import Outlook, idle_days, outlook
from examprep.learning.planning import (
    USUAL,
    Calendar,
    Forecast,
    Kind,
    Pace,
    Stock,
    StudyDay,
    calendar,
    forecast,
)
from examprep.progress.state import told_now
from examprep.progress.summary import is_sat

# Where no date is set the plan looks so many days ahead.
AHEAD = 28
_MINUTE = 60.0
# So little is left of a day's time that it is done.
_DONE = 3.0


@dataclass(frozen=True, slots=True)
class Today:
    """What was done today, and what the plan has left for it.

    `minutes` were spent on `answers` questions and their reasons; `left` are the questions that
    the plan still has, `mock` is the length of a mock exam where today is a day for one that was
    not taken yet.
    """

    answers: int
    minutes: float
    planned: int
    left: int
    mock: str = ""
    kind: Kind = "study"

    @property
    def done(self) -> bool:
        """Tell whether the plan for today is done."""
        return not self.left and not self.mock


@dataclass(frozen=True, slots=True)
class Schedule:
    """The plan up to the exam.

    `asked` tells whether the candidate has set the minutes. `forecast` is None where no date is
    set or there are too few answers to foretell anything.
    """

    today: Today
    calendar: Calendar
    pace: Pace
    asked: bool
    exam: date | None
    outlook: Outlook
    forecast: Forecast | None = None


def schedule(desk: Desk, today: date) -> Schedule:
    """Plan the days to the exam anew, as things stand now.

    Raises:
        NotAllowed: nobody is at the desk.
    """
    state, learner = desk.open_record().state, learner_of(desk)
    goal = state.goal
    exam = goal.date if goal and goal.date and goal.date >= today else None
    pace = pace_of(desk, learner)
    stock = stock_of(desk, learner, today, exam)
    mocks = _mocks_on(desk, today)
    planned = calendar(today, exam, pace, stock, mocks)
    standard = standard_now(desk)
    idle = idle_days(learner, when_of(desk).now)
    seen = outlook(learner, idle + ((exam - today).days if exam else 0), standard)
    ahead = None
    if exam and seen.enough:
        counts, ability = learner.syllabus.counts, learner.ability.copy()
        ability.wait(idle)
        ahead = forecast(ability, counts, today, exam, pace, stock, standard)
    done = done_today(desk, today, planned, pace, mocks)
    return Schedule(done, planned, pace, bool(goal and goal.minutes), exam, seen, ahead)


def pace_of(desk: Desk, learner: Learner) -> Pace:
    """Give the candidate's pace: minutes by weekday, own seconds a question, mock exams."""
    goal, exam = desk.open_record().state.goal, outline(desk.exam)
    minutes = goal.minutes if goal and goal.minutes else USUAL
    every = [Blueprint(exam, length) for length in PARTS]
    there = count_up_to(desk.library, exam, max(one.count for one in every))
    able = [one for one in every if one.count <= there]
    mocks = [(one.length, one.seconds / _MINUTE) for one in able]
    return Pace(tuple(minutes), learner.pace, tuple(mocks))


def stock_of(desk: Desk, learner: Learner, today: date, exam: date | None) -> Stock:
    """Count what was never seen, and what comes due on each day from today."""
    moment, places = when_of(desk), desk.pool().places_in(learner.syllabus)
    seen = [place for place in places if learner.times[place]]
    length = (exam - today).days if exam else AHEAD
    days = Counter(
        max(0, int(due_on(learner, place, moment.exam) - moment.now + 1)) for place in seen
    )
    due = [days[n] for n in range(max(1, length))]
    return Stock(len(places) - len(seen), due, len(seen), moment.early_days)


def done_today(desk: Desk, today: date, planned: Calendar, pace: Pace, mocks: int) -> Today:
    """Look at what was done today, and what is left of the plan."""
    # A question left open overnight is no study.
    spent = [min(one, MOST_PACES * pace.seconds) for one in _spent_on(desk, today)]
    first = planned.days[0] if planned.days else StudyDay(today, "rest")
    minutes = sum(spent) / _MINUTE * (pace.each / max(1.0, pace.seconds))
    left = first.minutes - minutes
    open_still = left >= min(_DONE, first.minutes / 2) and first.minutes > 0
    questions = max(1, pace.questions(left)) if open_still else 0
    mock = "" if mocks else first.mock
    left_today = 0 if mock else questions
    return Today(len(spent), minutes, first.minutes, left_today, mock, first.kind)


def _spent_on(desk: Desk, day: date) -> list[float]:
    """Give the seconds that each answer of a day took."""
    state = desk.open_record().state
    start, end = midnight(day), midnight(day + timedelta(days=1))
    pairs = zip(state.log.at, state.log.seconds, strict=False)
    told = ((one.at, one.seconds) for one in told_now(state))
    return [seconds for at, seconds in chain(pairs, told) if start <= at < end]


def _mocks_on(desk: Desk, day: date) -> int:
    """Count the mock exams that were finished on a day."""
    finished = tuple(desk.open_record().state.finished.values())
    sat = (one for one in finished if one.kind == "exam" and is_sat(one))
    return sum(local(one.at).date() == day for one in sat)
