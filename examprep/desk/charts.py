"""What the charts show of whoever is at the desk: ability, memory, sureness, time, mistakes, days.

Computing is in `learning`; here it meets the candidate's file. Everything is gathered at once, in
one fold over the responses: a hundred thousand of them take seconds, so never on the app's loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from examprep.dates import local
from examprep.desk.choosing import learner_of, told_rows, when_of
from examprep.desk.desk import Desk
from examprep.desk.overview import SLIP_DAYS, Slip, answers_by_day, slips, streak_on
from examprep.desk.prospect import standard_now
from examprep.exams.outlines import outline
from examprep.learning.activity import Week, weeks
from examprep.learning.forgetting import DayAhead, forgetting
from examprep.learning.history import DayLevel, by_day
from examprep.learning.lately import TopicMisses, TopicPace, missed_since, paces
from examprep.learning.learner import DAY, Learner
from examprep.learning.outlook import missing_words, outlook
from examprep.learning.readiness import Standard
from examprep.learning.sureness import Sureness, sureness
from examprep.progress.log import Entry

# Without a date memory is foretold for so many days, and never for more than the most.
AHEAD, MOST_AHEAD = 30, 120
WEEKS = 18
# Every time zone lies whole quarters of an hour from UTC: a day is looked up once for each.
_QUARTER = 900


@dataclass(frozen=True, slots=True)
class AbilityChart:
    """Ability at the end of each study day, the oldest first.

    `titles` name the domains in the outline's order; `missing` says how many answers there must be
    before anything can be told of the whole exam, empty where there are enough.
    """

    days: tuple[DayLevel, ...]
    titles: tuple[str, ...]
    missing: str = ""

    def told(self, domain: int | None) -> tuple[DayLevel, ...]:
        """Give the days from which on there were answers enough: of a domain, or of all by None."""
        return tuple(day for day in self.days if day.of(domain).enough)


@dataclass(frozen=True, slots=True)
class MemoryChart:
    """The days ahead without study, `today` first; `asked` items were ever asked.

    `exam` is the day of the exam, None where none is set or it is too far ahead to be shown.
    """

    days: tuple[DayAhead, ...]
    asked: int
    today: date
    exam: date | None = None

    @property
    def at_the_end(self) -> bool:
        """Tell whether the exam is today: nothing comes due any more."""
        return self.exam == self.today

    @property
    def most_due(self) -> int:
        """Give the most that come due on one day, today's backlog left out."""
        return max((day.due for day in self.days[1:]), default=0)

    def day(self, ahead: int) -> date:
        """Give the date of a day ahead."""
        return self.today + timedelta(days=ahead)


@dataclass(frozen=True, slots=True)
class SureChart:
    """The answers by the word for how sure they were: sure, unsure, guess, nothing said."""

    words: tuple[Sureness, ...]

    @property
    def said(self) -> int:
        """Count the answers with a word."""
        return sum(one.answers for one in self.words if one.word)


@dataclass(frozen=True, slots=True)
class TimeChart:
    """The pace in each topic with its title, the slowest first; `pace` is the exam's, in seconds.

    Topics with few answers stand last.
    """

    topics: tuple[tuple[str, TopicPace], ...]
    pace: float


@dataclass(frozen=True, slots=True)
class MistakesChart:
    """The mistakes in calculations and the topics missed in the last 30 days, most first."""

    slips: tuple[Slip, ...]
    topics: tuple[tuple[str, TopicMisses], ...]


@dataclass(frozen=True, slots=True)
class ActivityChart:
    """The answers of the last weeks, the oldest week first; days studied up to `today` in a row."""

    weeks: tuple[Week, ...]
    streak: int
    rest: int

    @property
    def answers(self) -> int:
        """Count the answers of all weeks."""
        return sum(week.answers for week in self.weeks)

    @property
    def most(self) -> int:
        """Give the answers of the day that had most."""
        return max((count or 0 for week in self.weeks for count in week.counts), default=0)


@dataclass(frozen=True, slots=True)
class Charts:
    """Every chart of one candidate; `answers` counts what they are made of."""

    name: str
    answers: int
    ability: AbilityChart
    memory: MemoryChart
    sure: SureChart
    time: TimeChart
    mistakes: MistakesChart
    activity: ActivityChart


def charts(desk: Desk, today: date, zone: tzinfo | None = None) -> Charts:
    """Gather the charts; `zone` is the local time zone, None for the machine's.

    Raises:
        NotAllowed: nobody is at the desk.
    """
    state, learner = desk.open_record().state, learner_of(desk)
    rows = told_rows(desk)
    return Charts(
        name=state.name,
        answers=len(rows),
        ability=_ability(desk, learner, rows, zone),
        memory=_memory(desk, learner, today),
        sure=SureChart(sureness(rows)),
        time=_time(desk, learner),
        mistakes=_mistakes(desk, learner, rows),
        activity=_activity(answers_by_day(dict(state.hours), zone), today),
    )


def _ability(desk: Desk, learner: Learner, rows: list[Entry], zone: tzinfo | None) -> AbilityChart:
    titles = tuple(domain.title for domain in outline(desk.exam).domains)
    standard: Standard = standard_now(desk)
    days = tuple(by_day(learner.syllabus, rows, _days_in(zone), standard.offset))
    return AbilityChart(days, titles, missing_words(outlook(learner, 0.0, standard), titles))


def _days_in(zone: tzinfo | None) -> Callable[[float], date]:
    """Give what tells the local day of a moment."""
    known: dict[float, date] = {}

    def _day(at: float) -> date:
        quarter = at // _QUARTER
        if quarter not in known:
            moment = local(at)
            known[quarter] = (moment.astimezone(zone) if zone else moment).date()
        return known[quarter]

    return _day


def _memory(desk: Desk, learner: Learner, today: date) -> MemoryChart:
    goal = desk.open_record().state.goal
    left = (goal.date - today).days if goal and goal.date else -1
    shown = goal.date if goal and 0 <= left <= MOST_AHEAD else None
    length = max(1, min(left, MOST_AHEAD)) if left >= 0 else AHEAD
    places = desk.pool().places_in(learner.syllabus)
    days = forgetting(learner, places, when_of(desk), length)
    return MemoryChart(days, sum(learner.times[p] > 0 for p in places), today, shown)


def _time(desk: Desk, learner: Learner) -> TimeChart:
    titles = _titles(desk, learner)
    found = tuple((titles[one.topic], one) for one in paces(learner))
    return TimeChart(found, learner.syllabus.pace)


def _mistakes(desk: Desk, learner: Learner, rows: list[Entry]) -> MistakesChart:
    now, titles = desk.times.now().timestamp(), _titles(desk, learner)
    missed = missed_since(learner.syllabus, rows, now - SLIP_DAYS * DAY)
    made = tuple(slips(desk.open_record().state, now))
    return MistakesChart(made, tuple((titles[one.topic], one) for one in missed))


def _titles(desk: Desk, learner: Learner) -> list[str]:
    """Give the titles of the syllabus's topics, in its order."""
    known = {f"{bank}:{topic}": title for bank, topic, title, _ in desk.library.topics()}
    return [known.get(name, name) for name in learner.syllabus.topic_names]


def _activity(days: dict[date, int], today: date) -> ActivityChart:
    streak, rest = streak_on(days, today)
    return ActivityChart(weeks(days, today, WEEKS), streak, rest)
