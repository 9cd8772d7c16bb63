"""What a simulated candidate does at the real app on one day, and what they keep of it."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from examprep.attempts.slots import Marks
from examprep.desk.desk import Desk
from examprep.desk.knowing import syllabus_of
from examprep.exams.outlines import outline
from examprep.learning.outlook import rounded
from examprep.learning.syllabus import NO_DOMAIN
from examprep.places import candidates_folder
from examprep.progress.journal import Journal
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.asking import AskingScreen
from examprep.tui.screens.charts import ChartsScreen
from examprep.tui.screens.home import HomeScreen
from examprep.tui.screens.mocks import MocksScreen
from examprep.tui.screens.progress import ProgressScreen
from examprep.tui.screens.results import ResultsScreen
from examprep.tui.screens.score import ScoreScreen
from examprep.tui.widgets.hanging import Hanging
from tests.factories import Clock
from tests.tui.learners import SimulatedLearner
from tests.tui.pages import on_page, status
from tests.tui.wait import wait_until

FIRST = date(2026, 11, 23)
EXAM = "ptce-2026"
REST_HOURS = 20
LENGTHS = ("full", "half", "quarter")
READING = 6.0
SURE = (None, "sure", "unsure", "guess")
CHARTS = 6


@dataclass
class Diary:
    """One candidate at the app: the learner, the clock, and what was answered when.

    They study from the `hour` on, and rest for some seconds after each quiz.
    """

    name: str
    learner: SimulatedLearner
    hour: int = 18
    clock: Clock = field(default_factory=Clock)
    number: int = 0
    rest: float = 0.0
    last: dict[str, datetime] = field(default_factory=dict)
    firsts: Counter[int] = field(default_factory=Counter)
    by_day: Counter[date] = field(default_factory=Counter)
    new: dict[int, int] = field(default_factory=dict)
    again: dict[int, int] = field(default_factory=dict)
    shown: dict[int, int | None] = field(default_factory=dict)
    domains: dict[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Give the simulated day."""
        return FIRST + timedelta(days=self.number - 1)

    @property
    def moment(self) -> float:
        """Give the simulated moment in days since 1970 UTC, as the learner counts."""
        return self.clock.now.timestamp() / 86_400

    def enroll(self, exam: date | None) -> None:
        """Sit down for the first time; what the learner knows before is drawn."""
        self.dawn(1)
        desk = self.open()
        desk.enroll(self.name, EXAM, exam)
        syllabus = syllabus_of(desk.library, outline(EXAM))
        self.domains = dict(zip(syllabus.names, syllabus.domains, strict=True))
        items = desk.library.items(syllabus.names)
        angoffs = {name: item.angoff for name, item in items.items()}
        self.learner.study_for(syllabus, angoffs, self.moment)
        desk.library.close()

    def aim(self, exam: date) -> None:
        """Set the date of the exam."""
        desk = self.open()
        desk.open_record().set_goal(EXAM, exam, self.clock.now)
        desk.library.close()

    def dawn(self, number: int) -> None:
        """Come to a day, at the hour at which the candidate studies."""
        self.number = number
        day = self.today
        self.clock.now = datetime(day.year, day.month, day.day, self.hour).astimezone()

    def open(self) -> Desk:
        """Open the desk as the program does, but by the simulated clock."""
        desk = Desk.open()
        desk.times = self.clock.times
        return desk

    def app(self) -> ExamprepApp:
        """Give the app, opened anew on this day."""
        return ExamprepApp(open_desk=self.open, today=lambda: self.today)

    def answered(self, name: str) -> None:
        """Keep that an item was answered now."""
        domain = self.domains[name]
        if name not in self.last and domain != NO_DOMAIN:
            self.firsts[domain] += 1
        self.last[name] = self.clock.now
        self.by_day[self.today] += 1

    @property
    def enough(self) -> bool:
        """Tell whether there are 40 first answers, with 5 in each domain."""
        domains = range(len(self.learner.counts))
        return sum(self.firsts.values()) >= 40 and all(self.firsts[one] >= 5 for one in domains)

    def rests(self, name: str) -> bool:
        """Tell whether an item was answered within the last 20 hours."""
        last = self.last.get(name)
        return last is not None and self.clock.now - last < timedelta(hours=REST_HOURS)

    def kept(self) -> int:
        """Count the answers in the progress file."""
        [path] = candidates_folder().glob("*.toml")
        loaded = Journal.open(path).load()
        assert loaded.problems == []
        return len(loaded.blocks.get("response", []))


@dataclass
class Evening:
    """The app open on one day: the pilot's hands, and the candidate's diary beside it."""

    pilot: Pilot[int]
    diary: Diary

    @property
    def app(self) -> ExamprepApp:
        """Give the app."""
        assert isinstance(self.pilot.app, ExamprepApp)
        return self.pilot.app

    async def home(self) -> HomeScreen:
        """Wait until home shows all that was done today, and look whether it is in order."""
        page = await on_page(self.pilot, "home")
        assert isinstance(page, HomeScreen)
        done = self.diary.by_day[self.diary.today]
        await wait_until(self.pilot, lambda: page.seen and page.seen.week[-1] == done)
        await self.pilot.pause()
        check_home(page, self.app, self.diary)
        return page

    async def session(self) -> None:
        """Take the questions for today with Enter."""
        home = await self.home()
        assert home.seen
        names = home.seen.choice.names
        check_choice(names, self.app.desk, self.diary)
        diary, number = self.diary, self.diary.number
        again = sum(name in diary.last for name in names)
        diary.again[number] = diary.again.get(number, 0) + again
        diary.new[number] = diary.new.get(number, 0) + len(names) - again
        asked = await self.quiz("enter")
        assert asked == list(names)

    async def quiz(self, key: str) -> list[str]:
        """Start a quiz with a key, answer it to its end and come home; give what it asked."""
        await self.pilot.press(key)
        page = await on_page(self.pilot, "question")
        assert isinstance(page, AskingScreen)
        asked = [slot.item for slot in page.attempt.slots]
        assert len(set(asked)) == len(asked)
        for slot in range(len(asked)):
            await self.answer(page, slot)
            self.diary.clock.go(READING)
            await self.pilot.press("enter")
        result = await on_page(self.pilot, "results")
        assert isinstance(result, ResultsScreen)
        await wait_until(self.pilot, lambda: result.report)
        assert f"of {len(asked)}" in text_of(result.query_one("#score", Static))
        self.diary.clock.go(self.diary.rest)
        await self.pilot.press("escape")
        await self.home()
        return asked

    async def answer(self, page: AskingScreen, slot: int) -> None:
        """Answer the question on the screen by its keys."""
        await wait_until(self.pilot, lambda: page.slot == slot and not page.told)
        item, learner = page.sitting.item(slot), self.diary.learner
        feedback = page.attempt.rules.feedback
        told = learner.answer(item, page.draft, self.diary.moment, feedback=feedback)
        self.diary.clock.go(told.seconds)
        for turn in range(told.sure):  # a key that is no text reaches the page later than text
            await self.pilot.press("y")
            await wait_until(self.pilot, lambda n=turn: marks(page).sure == SURE[n + 1])
        await self.pilot.press(*told.keys)
        if page.draft.kind != "choice" and not page.attempt.given[slot]:
            await self.pilot.press("enter")
        await wait_until(self.pilot, lambda: page.attempt.given[slot])
        response = page.attempt.response(slot)
        assert response is not None
        assert (response.credit == 1) == told.right, (item.name, told.keys)
        assert response.sure == SURE[told.sure]
        self.diary.answered(item.name)

    async def mock(self, length: str) -> None:
        """Sit a mock exam of a length, chosen on the page of the mock exams."""
        await self.pilot.press("m")
        page = await on_page(self.pilot, "mocks")
        assert isinstance(page, MocksScreen)
        await wait_until(self.pilot, lambda: page.supplied)
        await self.pilot.press("down", *["right"] * LENGTHS.index(length))
        await wait_until(self.pilot, lambda: page.wanted.length == length and page.supplied)
        await self.pilot.press("enter")
        await on_page(self.pilot, "lobby")
        await self.pilot.press("enter")
        exam = await on_page(self.pilot, "exam")
        assert isinstance(exam, AskingScreen)
        for slot in range(len(exam.attempt.slots)):
            await self.answer(exam, slot)
            await self.pilot.press("right")
        await on_page(self.pilot, "review")
        await self.pilot.press("e", "e")
        score = await on_page(self.pilot, "score")
        assert isinstance(score, ScoreScreen)
        await wait_until(self.pilot, lambda: score.done)
        assert "scored questions" in text_of(score.query_one("#score", Static))
        await self.back_home()

    async def charts(self, *, shots: bool = False) -> None:
        """Open the charts and look at each."""
        await self.pilot.press("p")
        read = await on_page(self.pilot, "progress")
        assert isinstance(read, ProgressScreen)
        await wait_until(self.pilot, lambda: read.seen)  # before, no other key does anything
        await self.pilot.press("c")
        page = await on_page(self.pilot, "charts")
        assert isinstance(page, ChartsScreen)
        await wait_until(self.pilot, lambda: page.seen)
        for place in range(CHARTS):
            await self.pilot.press(str(place + 1))
            await wait_until(self.pilot, lambda place=place: page.at == place and page.shown)
            await self.pilot.pause()
            assert text_of(page.query_one("#message", Static)).strip()
            if shots and place in {0, 1}:
                self.shoot(("ability", "memory")[place])
        await self.back_home()

    async def back_home(self) -> None:
        """Press Esc until home is there."""
        for _ in range(3):
            if not isinstance(self.app.screen, HomeScreen):
                await self.pilot.press("escape")
                await self.pilot.pause()
        await self.home()

    def shoot(self, what: str) -> None:
        """Save a screenshot, where a folder for them was named."""
        if folder := os.environ.get("EXAMPREP_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            name = f"{self.diary.name.lower()}-{self.diary.number:02}-{what}.svg"
            self.app.save_screenshot(name, folder)


def marks(page: AskingScreen) -> Marks:
    """Give what is noted on the question that is shown."""
    return page.attempt.marks[page.slot]


def text_of(shown: Static) -> str:
    """Give what a part of a page says."""
    return str(shown.render())


def told(page: HomeScreen, part: str) -> str:
    """Give what a part of home says; empty where it is not shown."""
    found = page.query_one(f"#{part}", Hanging)
    return "\n".join(f"{one.head}: {one.text}" for one in found.entries) if found.display else ""


def check_home(page: HomeScreen, app: ExamprepApp, diary: Diary) -> None:
    """See that home says what a candidate may rely on."""
    assert status(app) == ""
    today = text_of(page.query_one("#today", Static))
    found = re.search(r"(\d+) questions? for you(.*)", today)
    assert found, today
    counts = re.findall(r"(\d+) (?:new|to repeat|missed before)", found[2])
    assert sum(map(int, counts)) == int(found[1]), today
    check_chance(told(page, "chance"), page, diary)
    check_week(told(page, "week"), diary)


def check_chance(text: str, page: HomeScreen, diary: Diary) -> None:
    """See that a chance is shown when there is enough for one, and how it is written."""
    assert page.seen
    shown = r"((?:under |over )?\d+)"
    found = re.search(rf"(?:about )?{shown} %(?: \({shown} to {shown} %\))?", text)
    assert (found is not None) == diary.enough, text
    diary.shown[diary.number] = None
    if found is None:
        assert "Not enough answers yet" in text
        return
    value, low, high = (int((part or found[1]).split()[-1]) for part in found.groups())
    assert low <= value <= high
    assert all(one % 5 == 0 for one in (low, value, high))
    assert value == rounded(page.seen.prospect.outlook.chance.value)
    diary.shown[diary.number] = value


def check_week(text: str, diary: Diary) -> None:
    """See that the week's answers and the streak are what was done."""
    week = [diary.by_day[diary.today - timedelta(days=back)] for back in range(7)]
    if not any(week):
        assert text == ""
        return
    assert re.search(rf"\b{sum(week)} answers?\b", text), (text, week)
    studied, rest = streak(diary)
    found = re.search(r"streak (\d+) days?(?:, (\d+) rest days?)?", text)
    said = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    assert said == (studied, rest), text


def streak(diary: Diary) -> tuple[int, int]:
    """Count the days of study in a row, and the days off between: three off end it."""
    found, rest, before = 0, 0, diary.today
    for day in sorted((day for day, count in diary.by_day.items() if count), reverse=True):
        gap = max(0, (before - day).days - 1)
        if gap > 2:
            break
        rest += gap if found else 0
        found, before = found + 1, day
    return found, rest


def check_choice(names: tuple[str, ...], desk: Desk, diary: Diary) -> None:
    """See that nothing is asked twice, and nothing of the last hours while others are left."""
    assert len(set(names)) == len(names)
    resting = [name for name in names if diary.rests(name)]
    others = (name for name in desk.pool().members if not diary.rests(name))
    assert not resting or set(others) <= set(names), resting
