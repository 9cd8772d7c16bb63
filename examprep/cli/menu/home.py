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
from examprep.words import tr

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
        yield from ([tr("Would gain most: {gains}.", gains=gains)] if gains else [])
        yield _week(seen)
        if seen.slips:
            yield tr(
                "Watch for: {slips}.",
                slips=", ".join(f"{one.title} ({one.often})" for one in seen.slips),
            )
        if seen.last:
            yield tr(
                "Last result: {summary}.", summary=summary_line(seen.last[0], self.visit.today())
            )
        if seen.problems:
            yield tr(
                "{problems} with files: the word problems tells them.",
                problems=plural(seen.problems, "problem"),
            )

    def do_today(self, _: str) -> None:
        """Start today's questions."""
        from examprep.cli.menu.results import take

        seen = self.look()
        if not seen.choice.names:
            raise NotAllowed(tr("No questions yet: add a bank, or look at the problems."))
        take(self.visit, self.desk.start(seen.plan))

    def do_continue(self, given: str) -> None:
        """Go on with an attempt; where several are open, one is chosen."""
        from examprep.cli.menu.results import take

        left = self.desk.open_record().state.left_open()[::-1]
        if not left:
            raise NotAllowed(
                tr("Nothing is left open. today, quiz, mock or drill starts something.")
            )
        rows = [in_words(left_words(one)) for one in left]
        place = 0 if len(left) == 1 else self.visit.pick(tr("Which one?"), rows, given)
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
        self.visit.say(*(f"{problem}" for problem in found) if found else (tr("No problems."),))


def _who(seen: Overview, when: str) -> str:
    return f"{seen.name}, {outline(seen.exam).name} {when}".rstrip() + "."


def _waiting(seen: Overview) -> Iterator[str]:
    """Say what can be begun or gone on with."""
    count = len(seen.choice.names)
    planned = today_line(seen.schedule.today) if seen.schedule.asked else ""
    if count:
        today = tr(
            "{questions} for you today, about {minutes}.",
            questions=plural(count, "question"),
            minutes=plural(seen.minutes, "minute"),
        )
        yield f"{today} {planned}".rstrip()
    else:
        yield tr("No questions yet: add a bank, or look at the problems.")
    if seen.open:
        left, others = in_words(left_words(seen.open)), plural(seen.others, "other")
        yield (
            tr("Left open: {left}, and {others}.", left=left, others=others)
            if seen.others
            else tr("Left open: {left}.", left=left)
        )
    if seen.assigned:
        yield tr("Assigned: {titles}.", titles="; ".join(map(printable, seen.assigned)))


def _chance(seen: Overview) -> str:
    outlook = seen.prospect.outlook
    if not outlook.enough:
        more = plural(outlook.missing, "more new question")
        return tr("Chance of passing: not enough answers yet, {more}.", more=more)
    return tr("Chance of passing: {interval}.", interval=interval_words(outlook.chance))


def _week(seen: Overview) -> str:
    answers, days = plural(sum(seen.week), "answer"), plural(seen.streak, "day")
    if seen.streak:
        return tr("This week: {answers}, a streak of {days}.", answers=answers, days=days)
    return tr("This week: {answers}.", answers=answers)


def summary_line(done: Summary, today: date) -> str:
    """Give an attempt that is over in one line, without what is told later."""
    day = local(done.at)
    year = f", {day.year}" if day.year != today.year else ""
    name = in_words(name_of(done.kind, printable(done.title)))
    when = f"{tr(MONTHS[day.month - 1])} {day.day}{year}"
    if done.hides(today):
        return f"{when}: {name}; {later_words(done.told_on, today)}"
    share = percent(done.credit / done.questions if done.questions else None)
    up = f", {tr('time was up')}" if done.reason == "time" else ""
    score = tr("{share} of {questions}", share=share, questions=plural(done.questions, "question"))
    return f"{when}: {name}, {score}{up}"
