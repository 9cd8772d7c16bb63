"""Settings: every value on its line, kept as soon as it is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from examprep.desk.desk import Desk
from examprep.desk.planning import COUNTS
from examprep.exams.outlines import EVERY_ID, outline
from examprep.progress.goal import Goal
from examprep.settings import LIMITS
from examprep.tui.commands import bindings
from examprep.tui.screens.dated import DatedScreen
from examprep.tui.themes import TITLES as THEME_TITLES
from examprep.tui.widgets.dial import Dial, Step
from examprep.words import tr

SECONDS = (30, 45, 60, 75, 90, 120, 180)
QUIZ_DIALS = {
    "questions": tr("Questions"),
    "mode": tr("Mode"),
    "seconds": tr("Time per question"),
    "clock": tr("Time left"),
    "advance": tr("Right answer"),
    "reserve": tr("Kept for mocks"),
}

DATES = (
    Step("auto", tr("as this machine has them")),
    Step("us", "Nov 28, 2026"),
    Step("world", "28 Nov 2026"),
    Step("iso", "2026-11-28"),
)


class SettingsScreen(DatedScreen):
    """What holds for every new quiz, how the app looks, and the candidate's goal."""

    PAGE = "settings"
    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("settings")]

    def __init__(self) -> None:
        super().__init__()
        self.waiting: dict[str, Any] = {}
        self.saving = False

    def heading(self) -> tuple[str, str]:
        """Name the candidate whose goal this is."""
        return tr("Settings"), self.desk.record.state.name if self.desk.record else ""

    def body(self) -> Iterable[Widget]:
        """Give the lines."""
        yield Static(tr("The app"), classes="heading")
        yield Dial("theme", tr("Theme"))
        yield Static(tr("Quizzes"), classes="heading")
        for key, label in QUIZ_DIALS.items():
            yield Dial(key, label, digits=key in LIMITS)
        yield Static(tr("Your goal"), classes="heading")
        yield Dial("exam", tr("Exam"))
        yield from self.date_line()
        yield Static(tr("Reading"), classes="heading")
        yield Dial("screen_reader", tr("Screen reader"))
        yield Dial("dates", tr("Dates"))

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.redraw()
        self.query_one("#theme").focus()

    @property
    def goal(self) -> Goal:
        """Give the goal as it will be once everything is kept."""
        kept = self.desk.record.state.goal if self.desk.record else None
        goal: Goal = self.waiting.get("goal") or kept or Goal(self.desk.exam, None)
        return goal

    def redraw(self) -> None:
        """Show the values that hold."""
        for key, steps in _steps(self.desk).items():
            value = self.goal.exam if key == "exam" else getattr(self.desk.settings, key)
            self.query_one(f"#{key}", Dial).show(steps, value)

    def on_dial_turned(self, event: Dial.Turned) -> None:
        """Keep a new value; a theme is put on at once."""
        key, value = event.dial.key, event.value
        if key == "theme":
            self.shell.apply_theme(value)
        self.keep(**({"goal": replace(self.goal, exam=value)} if key == "exam" else {key: value}))

    def on_dial_typed(self, event: Dial.Typed) -> None:
        """Keep a number that was typed."""
        key, most = event.dial.key, LIMITS[event.dial.key][1]
        self.keep(**{key: min(event.number, most)})

    def keep_day(self, day: date | None) -> None:
        """Keep another date of the exam."""
        self.keep(goal=replace(self.goal, date=day))

    def keep(self, **values: Any) -> None:
        """Have values written; one write at a time, so that the last one wins."""
        self.waiting |= values
        self.say("")
        if not self.saving:
            self._save()

    def _save(self) -> None:
        self.saving, values, self.waiting = True, self.waiting, {}
        work = partial(_write, self.desk, values)
        self.shell.off_loop(work, self._kept, self._kept)

    def _kept(self, fault: str) -> None:
        self.saving = False
        if self.waiting:
            self._save()
        elif self.here:
            self.redraw()
            self.say(fault or "saved", "bad" if fault else "good")


def _write(desk: Desk, values: dict[str, Any]) -> str:
    """Write settings and goal; give the text of the fault, empty where all is on disk."""
    goal = values.pop("goal", None)
    fault = desk.remember(**values) if values else ""
    if goal and desk.record:
        desk.record.set_goal(goal.exam, goal.date, desk.times.now(), goal.minutes)
    return tr("{fault}; the change holds until you leave the app", fault=fault) if fault else ""


def _steps(desk: Desk) -> dict[str, tuple[Step, ...]]:
    settings = desk.settings
    exams = [outline(name) for name in EVERY_ID]
    counts = sorted({*COUNTS, settings.questions})
    seconds = sorted({*SECONDS, *({settings.seconds} - {0})})
    pace = round(outline(desk.exam).seconds_per_item)
    return {
        "theme": tuple(Step(name, tr(title)) for name, title in THEME_TITLES.items()),
        "dates": DATES,
        "screen_reader": (
            Step(False, tr("no"), tr("pages on the screen")),
            Step(True, tr("plain lines"), tr("from the next start on")),
        ),
        "questions": tuple(Step(count, f"{count}", tr("in a new quiz")) for count in counts),
        "mode": (
            Step("tutor", tr("Tutor"), tr("the reasons after each answer")),
            Step("quiz", tr("Timed quiz"), tr("the reasons at the end")),
        ),
        "seconds": (
            Step(
                0,
                tr("exam pace"),
                tr("{pace} seconds for the {exam}", pace=pace, exam=outline(desk.exam).exam),
            ),
            *(Step(count, tr("{count} seconds", count=count)) for count in seconds),
        ),
        "clock": (Step(True, tr("shown")), Step(False, tr("hidden"))),
        "advance": (
            Step(False, tr("waits for Enter")),
            Step(True, tr("goes on by itself"), tr("in tutor mode")),
        ),
        "reserve": (
            Step(True, tr("two fresh mocks"), tr("practice leaves their questions")),
            Step(False, tr("nothing"), tr("practice asks every question")),
        ),
        "exam": tuple(Step(exam.id, exam.name, exam.title) for exam in exams),
    }
