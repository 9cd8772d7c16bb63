"""Setting up a quiz: what was wished for, which plan that makes, and what will come of it.

No screen is known here; the app and any other front end ask the same questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from examprep.attempts.attempt import Kind
from examprep.desk.desk import MOST_QUESTIONS, Desk, Plan
from examprep.learning.choice import Mode
from examprep.text import plural

Pace = Literal["mode", "free", "exam"]
# Numbers of questions and of minutes that are offered; any other can be typed.
COUNTS = (5, 10, 15, 20, 30, 40, 50, 60, 90)
MINUTES = (5, 10, 15, 20, 30, 45, 60, 90, 120)
MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Topic:
    """A line that can be marked: a bank, or a topic inside one; `bank` is the bank's id."""

    name: str
    title: str
    questions: int
    bank: str

    @property
    def whole_bank(self) -> bool:
        """Tell whether this is a bank."""
        return self.name == self.bank


@dataclass(frozen=True, slots=True)
class Wish:
    """What the candidate set so far.

    `time` is a number of minutes, or a pace: as the mode has it, free, the exam's own. `marked`
    holds topics inside banks; none marked means all.
    """

    count: int = 20
    kind: Kind = "tutor"
    time: Pace | int = "mode"
    mode: Mode = "mixed"
    marked: frozenset[str] = frozenset()

    @property
    def pace(self) -> Pace | int:
        """Give the time wished for; where it follows the mode, a tutor takes its time."""
        if self.time == "mode":
            return "free" if self.kind == "tutor" else "exam"
        return self.time


def wish_of(desk: Desk) -> Wish:
    """Begin with what the settings hold."""
    settings = desk.settings
    return Wish(settings.questions, "quiz" if settings.mode == "quiz" else "tutor")


def topics_of(desk: Desk) -> list[Topic]:
    """List the banks that have questions, each followed by its topics where it has several."""
    inside: dict[str, list[Topic]] = {}
    for bank, topic, title, questions in desk.library.topics():
        inside.setdefault(bank, []).append(Topic(f"{bank}:{topic}", title, questions, bank))
    titles = {bank.id: bank.title for bank in desk.library.banks()}
    lines: list[Topic] = []
    for bank, topics in inside.items():
        lines.append(Topic(bank, titles[bank], sum(one.questions for one in topics), bank))
        lines += topics
    return lines


def toggled(marked: frozenset[str], line: Topic, lines: Iterable[Topic]) -> frozenset[str]:
    """Mark a line or take its mark away; a bank stands for all its topics."""
    names = members(line, lines)
    return marked - names if names <= marked else marked | names


def members(line: Topic, lines: Iterable[Topic]) -> frozenset[str]:
    """Give the topics that a line stands for."""
    if not line.whole_bank:
        return frozenset({line.name})
    return frozenset(one.name for one in lines if one.bank == line.bank and not one.whole_bank)


def plan_of(wish: Wish, lines: Sequence[Topic], desk: Desk) -> Plan:
    """Make the plan of a wish; a bank whose topics are all marked is named as one."""
    chosen: list[str] = []
    for line in lines:
        names = members(line, lines)
        if names <= wish.marked and line.bank not in chosen:
            chosen.append(line.name)
    count = min(wish.count, MOST_QUESTIONS)
    plan = Plan(wish.kind, count, wish.mode, tuple(chosen))
    return Plan(wish.kind, count, wish.mode, tuple(chosen), seconds_of(wish, plan, desk))


def seconds_of(wish: Wish, plan: Plan, desk: Desk) -> float | None:
    """Give the limit of the whole quiz; the exam's pace counts only the questions there are."""
    if wish.pace == "free":
        return None
    if isinstance(wish.pace, int):
        return wish.pace * 60.0
    return desk.pace(len(desk.choose(plan).names)) or None


def forecast(plan: Plan, desk: Desk) -> str:
    """Say in one line what a plan will bring; empty where nothing fits it."""
    asked = len(desk.choose(plan).names)
    if not asked:
        return ""
    out_of = plural(len(desk.pool(plan.topics).names), "question")
    if plan.seconds is None:
        return f"{asked:,} of {out_of}, about {_minutes(desk.pace(asked))}"
    return f"{asked:,} of {out_of}, {_minutes(plan.seconds)} on the clock"


def _minutes(seconds: float) -> str:
    return plural(max(1, round(seconds / 60)), "minute")
