"""Home in lines: what to do today, how it goes, and a word for every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from examprep.attempts.names import later_words, left_words, name_of
from examprep.cli.lines.wording import in_words
from examprep.cli.menu.page import Page, Word
from examprep.dates import MONTHS, local
from examprep.desk.overview import Overview, overview
from examprep.desk.plan import Plan
from examprep.desk.telling import most_lines, today_line
from examprep.errors import NotAllowed
from examprep.exams.outlines import outline
from examprep.learning.outlook import interval_words
from examprep.places import seat
from examprep.progress.summary import Summary
from examprep.text import percent, plural, printable
from examprep.tui.glyphs import countdown

_SHUT = frozenset({"users"}) if seat() else frozenset()
_EVERY = (
    Word("today", "start the questions chosen for today"),
    Word("continue", "go on with what was left open"),
    Word("quiz", "set up a quiz: topics, number, time, mode"),
    Word("mock", "a mock exam by the clock, and those you took"),
    Word("assignments", "what your instructor gave you"),
    Word("drill", "endless calculations with new numbers"),
    Word("review", "repeat the questions you missed"),
    Word("progress", "results, topics and charts"),
    Word("chance", "how likely a pass is, and what holds it"),
    Word("plan", "the days to the exam; minutes, study days and date"),
    Word("why", "today's questions, and why each was chosen"),
    Word("banks", "browse and search the questions"),
    Word("card", "the reference card: conversions, formulas, abbreviations"),
    Word("users", "change or add a candidate"),
    Word("settings", "defaults of a quiz, goal, theme"),
    Word("problems", "what is wrong with files"),
)


class Home(Page):
    """The first page."""

    TITLE = "examprep"
    WORDS: ClassVar[tuple[Word, ...]] = tuple(one for one in _EVERY if one.name not in _SHUT)
    FIRST = True

    def look(self) -> Overview:
        """Look at the candidate as they are now."""
        return overview(self.desk, self.visit.today())

    def lines(self) -> Iterator[str]:
        """Say who this is, what waits, and how it goes."""
        seen = self.look()
        yield in_words(_who(seen, countdown(seen.day, self.visit.today())))
        yield from _waiting(seen)
        yield _chance(seen)
        gains = ", ".join(most_lines(seen.prospect))
        yield from ([f"Would gain most: {gains}."] if gains else [])
        yield _week(seen)
        if seen.slips:
            yield f"Watch for: {', '.join(f'{one.title} ({one.often})' for one in seen.slips)}."
        if seen.last:
            yield f"Last result: {summary_line(seen.last[0], self.visit.today())}."
        if seen.problems:
            yield f"{plural(seen.problems, 'problem')} with files: the word problems tells them."

    def do_today(self, _: str) -> None:
        """Start today's questions."""
        from examprep.cli.menu.results import take

        seen = self.look()
        if not seen.choice.names:
            raise NotAllowed("No questions yet: add a bank, or look at the problems.")
        take(self.visit, self.desk.start(seen.plan))

    def do_continue(self, given: str) -> None:
        """Go on with an attempt; where several are open, one is chosen."""
        from examprep.cli.menu.results import take

        left = self.desk.open_record().state.left_open()[::-1]
        if not left:
            raise NotAllowed("Nothing is left open. today, quiz, mock or drill starts something.")
        rows = [in_words(left_words(one)) for one in left]
        place = 0 if len(left) == 1 else self.visit.pick("Which one?", rows, given)
        if place is not None:
            take(self.visit, self.desk.resume(left[place]))

    def do_quiz(self, _: str) -> None:
        """Set a quiz up."""
        from examprep.cli.menu.setup import Setup

        self.visit.open(Setup(self.visit))

    def do_mock(self, _: str) -> None:
        """Go to the mock exams."""
        from examprep.cli.menu.mocks import Mocks

        self.visit.open(Mocks(self.visit))

    def do_assignments(self, _: str) -> None:
        """Go to the assignments."""
        from examprep.cli.menu.assigned import Assigned

        self.visit.open(Assigned(self.visit))

    def do_drill(self, _: str) -> None:
        """Set a drill up."""
        from examprep.cli.menu.setup import Drill

        self.visit.open(Drill(self.visit))

    def do_review(self, _: str) -> None:
        """Repeat what was missed, or go on with the review left open."""
        from examprep.cli.menu.results import take

        left = self.desk.open_record().state.latest_open("review")
        if left:
            take(self.visit, self.desk.resume(left))
            return
        count = self.desk.settings.questions
        take(self.visit, self.desk.start(Plan(kind="review", count=count, mode="missed")))

    def do_progress(self, _: str) -> None:
        """Go to the progress."""
        from examprep.cli.menu.progress import Progress

        self.visit.open(Progress(self.visit))

    def do_chance(self, _: str) -> None:
        """Go to the chance of passing."""
        from examprep.cli.menu.ahead import Chance

        self.visit.open(Chance(self.visit))

    def do_plan(self, _: str) -> None:
        """Go to the plan."""
        from examprep.cli.menu.ahead import PlanPage

        self.visit.open(PlanPage(self.visit))

    def do_why(self, _: str) -> None:
        """Say why today's questions come."""
        from examprep.cli.menu.ahead import Why

        self.visit.open(Why(self.visit))

    def do_banks(self, _: str) -> None:
        """Go to the banks."""
        from examprep.cli.menu.banks import Banks

        self.visit.open(Banks(self.visit))

    def do_card(self, _: str) -> None:
        """Open the reference card."""
        from examprep.cli.menu.banks import CardPage

        self.visit.open(CardPage(self.visit))

    def do_users(self, _: str) -> None:
        """Go to the candidates."""
        from examprep.cli.menu.users import Users

        self.visit.open(Users(self.visit))

    def do_settings(self, _: str) -> None:
        """Go to the settings."""
        from examprep.cli.menu.settings import SettingsPage

        self.visit.open(SettingsPage(self.visit))

    def do_problems(self, _: str) -> None:
        """Say what is wrong with files."""
        found = self.desk.problems
        self.visit.say(*(f"{problem}" for problem in found) if found else ("No problems.",))


def _who(seen: Overview, when: str) -> str:
    return f"{seen.name}, {outline(seen.exam).name} {when}".rstrip() + "."


def _waiting(seen: Overview) -> Iterator[str]:
    """Say what can be begun or gone on with."""
    count = len(seen.choice.names)
    planned = today_line(seen.schedule.today) if seen.schedule.asked else ""
    if count:
        about = f"about {plural(seen.minutes, 'minute')}"
        yield f"{plural(count, 'question')} for you today, {about}. {planned}".rstrip()
    else:
        yield "No questions yet: add a bank, or look at the problems."
    if seen.open:
        others = f", and {plural(seen.others, 'other')}" if seen.others else ""
        yield f"Left open: {in_words(left_words(seen.open))}{others}."
    if seen.assigned:
        yield f"Assigned: {'; '.join(map(printable, seen.assigned))}."


def _chance(seen: Overview) -> str:
    outlook = seen.prospect.outlook
    if not outlook.enough:
        more = plural(outlook.missing, "more new question")
        return f"Chance of passing: not enough answers yet, {more}."
    return f"Chance of passing: {interval_words(outlook.chance)}."


def _week(seen: Overview) -> str:
    streak = f", a streak of {plural(seen.streak, 'day')}" if seen.streak else ""
    return f"This week: {plural(sum(seen.week), 'answer')}{streak}."


def summary_line(done: Summary, today: date) -> str:
    """Give an attempt that is over in one line, without what is told later."""
    day = local(done.at)
    year = f", {day.year}" if day.year != today.year else ""
    name = in_words(name_of(done.kind, printable(done.title)))
    when = f"{MONTHS[day.month - 1]} {day.day}{year}"
    if done.hides(today):
        return f"{when}: {name}; {later_words(done.told_on, today)}"
    share = percent(done.credit / done.questions if done.questions else None)
    up = ", time was up" if done.reason == "time" else ""
    return f"{when}: {name}, {share} of {plural(done.questions, 'question')}{up}"
