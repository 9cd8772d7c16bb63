"""What lies ahead, in lines: the chance of passing, the plan, and why today's questions come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from examprep.cli import readiness
from examprep.cli import today as sessions
from examprep.cli.menu.page import Page, Word
from examprep.cli.menu.results import take
from examprep.cli.menu.visit import Visit
from examprep.dates import EXAMPLES, WEEKDAYS, UnclearDate, in_words, read_date
from examprep.desk import telling
from examprep.desk.plan import Plan
from examprep.desk.prospect import foretold, prospect
from examprep.desk.schedule import Schedule, schedule
from examprep.desk.session import session, start_session
from examprep.desk.studying import Week, keep_goal
from examprep.errors import NotAllowed
from examprep.learning.planning import MOST_MINUTES
from examprep.progress.goal import Goal
from examprep.text import plural
from examprep.words import tr

_SHOWN = 7


class Chance(Page):
    """How likely a pass is, and what holds it."""

    TITLE = tr("Chance of passing")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("start", "a quiz on what would gain most; before there are answers enough, new ones"),
    )

    def lines(self) -> Iterator[str]:
        """Give the outlook."""
        found = prospect(self.desk, self.visit.today())
        yield from filter(None, readiness.lines(found, foretold(self.desk)))

    def do_start(self, given: str) -> None:
        """Start what the page offers."""
        found, count = prospect(self.desk, self.visit.today()), self.desk.settings.questions
        if not found.outlook.enough:
            take(self.visit, self.desk.start(Plan(count=count, mode="new")))
            return
        rows = list(telling.most_lines(found))
        place = self.visit.pick(tr("A quiz on which topic?"), rows, given)
        if place is not None:
            plan = Plan(count=count, topics=(found.most[place][1].topic,))
            take(self.visit, self.desk.start(plan))


class Why(Page):
    """Today's questions, and why each was chosen."""

    TITLE = tr("Why these questions")
    WORDS: ClassVar[tuple[Word, ...]] = (Word("start", "start exactly these questions"),)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.chosen = session(self.desk, visit.today())

    def lines(self) -> Iterator[str]:
        """Give each question's topic and reason."""
        every = filter(None, sessions.lines(self.chosen))
        yield from (line for line in every if not line.startswith("examprep "))

    def do_start(self, _: str) -> None:
        """Start them."""
        take(self.visit, start_session(self.desk, self.chosen))
        self.chosen = session(self.desk, self.visit.today())


class PlanPage(Page):
    """The time to study, and what it makes of the days to the exam."""

    TITLE = tr("Plan")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("minutes", "minutes a day"),
        Word("day", "make a weekday one of study, or one off"),
        Word("date", "the date of the exam"),
        Word("days", "every day to the exam"),
    )

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.week = Week.of(self.goal)

    @property
    def goal(self) -> Goal:
        """Give the goal that is kept."""
        kept = self.desk.open_record().state.goal
        return kept or Goal(self.desk.exam, None)

    def lines(self) -> Iterator[str]:
        """Give what is left today, where the plan leads, and the next days."""
        plan = schedule(self.desk, self.visit.today())
        yield telling.today_words(plan.today)
        yield from telling.forecast_lines(plan)
        yield from day_lines(plan, _SHOWN)

    def told(self, word: Word) -> str:
        """Say what holds now."""
        day = self.goal.date
        marked = ", ".join(tr(WEEKDAYS[one]) for one in sorted(self.week.marked))
        now = {
            "minutes": f"{self.week.each}",
            "day": marked or tr("none"),
            "date": in_words(day) if day else tr("none"),
        }
        return word.now(now[word.name]) if word.name in now else word.help

    def keep(self, goal: Goal) -> None:
        """Write the goal, and say where the plan leads now."""
        plan = keep_goal(self.desk, goal, self.visit.today())
        self.visit.say(tr("saved"), *telling.forecast_lines(plan))

    def do_minutes(self, given: str) -> None:
        """Set the minutes a day."""
        count = self.visit.number(given, tr("How many minutes a day,"), 0, MOST_MINUTES)
        if count is not None:
            self.week = self.week.with_minutes(count)
            self.keep(replace(self.goal, minutes=self.week.minutes))

    def do_day(self, given: str) -> None:
        """Make a weekday one of study, or one off."""
        rows = [
            f"{tr(name)}, {tr('study') if day in self.week.marked else tr('off')}"
            for day, name in enumerate(WEEKDAYS)
        ]
        place = self.visit.pick(tr("Which day?"), rows, given)
        if place is not None:
            self.week = self.week.toggled(place)
            self.keep(replace(self.goal, minutes=self.week.minutes))

    def do_date(self, given: str) -> None:
        """Set the date of the exam."""
        text = self.visit.asked(
            given, tr("Type the date, {examples}; none for no date.", examples=EXAMPLES)
        )
        if text:
            day = exam_day(text, self.visit.today())
            self.visit.say(in_words(day) if day else tr("No date."))
            self.keep(replace(self.goal, date=day))

    def do_days(self, _: str) -> None:
        """Say every day."""
        self.visit.say(*day_lines(schedule(self.desk, self.visit.today())))


def exam_day(text: str, today: date) -> date | None:
    """Read the date of an exam.

    Raises:
        NotAllowed: it is none; the text says what to type.
    """
    try:
        return read_date(text, today)
    except UnclearDate as fault:
        raise NotAllowed(str(fault)) from fault


def day_lines(plan: Schedule, most: int | None = None) -> Iterator[str]:
    """Say the days of a plan, one a line; `most` leaves the later ones to be asked for."""
    for one in plan.calendar.days[:most]:
        yield f"{' '.join(telling.day_head(one).split())}: {telling.day_words(one).strip()}"
    more = len(plan.calendar.days[most:]) if most else 0
    if more:
        yield tr("days says {days}.", days=plural(more, "more day"))
