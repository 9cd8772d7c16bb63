"""Setting up a quiz: what was wished for, which plan that makes, and what will come of it.

No screen is known here; the app and any other front end ask the same questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from examprep.attempts.slots import Kind
from examprep.desk.desk import Desk
from examprep.desk.marking import Topic, drawn_from, named
from examprep.desk.plan import MOST_QUESTIONS, Plan
from examprep.learning.choice import Mode
from examprep.text import plural
from examprep.words import tr

Pace = Literal["mode", "free", "exam"]
# Numbers of questions and of minutes that are offered; any other can be typed.
COUNTS = (5, 10, 15, 20, 30, 40, 50, 60, 90)
MINUTES = (5, 10, 15, 20, 30, 45, 60, 90, 120)
MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Wish:
    """What the candidate set so far.

    `time` is a number of minutes, or a pace: as the mode has it, free, the exam's own. `marked`
    holds banks and topics inside them; none marked means all that the exam asks.
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


def plan_of(wish: Wish, lines: Sequence[Topic], desk: Desk) -> Plan:
    """Make the plan of a wish."""
    count = min(wish.count, MOST_QUESTIONS)
    plan = Plan(wish.kind, count, wish.mode, named(lines, wish.marked))
    return replace(plan, seconds=seconds_of(wish, plan, desk))


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
    out_of = plural(drawn_from(desk, plan.topics, plan.mode), "question")
    if plan.seconds is None:
        return tr(
            "{asked:,} of {out_of}, about {minutes}",
            asked=asked,
            out_of=out_of,
            minutes=_minutes(desk.pace(asked)),
        )
    return tr(
        "{asked:,} of {out_of}, {minutes} on the clock",
        asked=asked,
        out_of=out_of,
        minutes=_minutes(plan.seconds),
    )


def _minutes(seconds: float) -> str:
    return plural(max(1, round(seconds / 60)), "minute")
