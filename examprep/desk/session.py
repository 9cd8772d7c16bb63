"""Today's session: how many questions, which, and why each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.desk.schedule import Schedule, schedule
from examprep.errors import NotAllowed
from examprep.learning.choice import WHYS, Choice, Pick, Why
from examprep.progress.sitting import Sitting
from examprep.text import percent
from examprep.words import tr

_MINUTE = 60.0
# Less is shown as nothing.
_LEAST = 0.005
NOTHING = tr("No questions to ask: add a bank, or finish the open mock exam.")
HONEST = tr("What is drawn over the whole outline keeps the estimate of your chance honest.")
_COUNTED: dict[Why, str] = {
    "new": "new",
    "spread": tr("new, drawn over the whole outline"),
    "due": tr("about to be forgotten"),
    "missed": tr("missed the last time"),
    "again": tr("seen before"),
}


@dataclass(frozen=True, slots=True)
class Session:
    """The questions of one session, each with the title of its topic.

    `said` says what the plan has left for today, empty before the first answer of a day. `plan`
    is the quiz that they were chosen for.
    """

    picks: tuple[tuple[str, Pick], ...]
    minutes: int
    said: str = ""
    plan: Plan = field(default_factory=Plan)

    @property
    def points(self) -> float:
        """Sum what the questions are expected to add to the exam's score, in percent points."""
        return sum(pick.gain for _, pick in self.picks)


def session_plan(desk: Desk, plan: Schedule, today: date) -> Plan:
    """Give what the next quiz for the candidate is: as long as the settings have it, or shorter.

    Its seed hangs on the day and on what was answered, so that what is shown is what comes.
    """
    usual = desk.settings.questions
    count = min(usual, plan.today.left) if plan.asked and plan.today.left else usual
    return Plan(count=max(1, count), seed=today.toordinal() * 1_000 + plan.today.answers)


def session(desk: Desk, today: date) -> Session:
    """Choose today's questions, and say why each comes.

    Raises:
        NotAllowed: nobody is at the desk.
    """
    from examprep.desk.telling import today_line

    plan = schedule(desk, today)
    quiz = session_plan(desk, plan, today)
    choice = desk.choose(quiz)
    return Session(
        titled(desk, choice),
        max(1, round(len(choice.picks) * plan.pace.each / _MINUTE)),
        today_line(plan.today),
        quiz,
    )


def start_session(desk: Desk, chosen: Session) -> Sitting:
    """Start exactly the questions of a session, in their order.

    Raises:
        NotAllowed: there are none.
    """
    if not chosen.picks:
        raise NotAllowed(NOTHING)
    return desk.start(replace(chosen.plan, names=tuple(pick.name for _, pick in chosen.picks)))


def titled(desk: Desk, choice: Choice) -> tuple[tuple[str, Pick], ...]:
    """Give each pick with the title of its topic."""
    items = desk.library.items(choice.names)
    return tuple(
        (desk.topic_title(f"{items[one.name].bank}:{items[one.name].topic}"), one)
        for one in choice.picks
        if one.name in items
    )


def reason(title: str, pick: Pick) -> str:
    """Say in one line why a question comes: `new, High-alert medications, worth +0.05 points`."""
    points = tr(", worth about {worth} points", worth=worth(pick)) if worth(pick) else ""
    return f"{title}: {ground(pick)}{points}"


def worth(pick: Pick) -> str:
    """Say in points of the exam's score what a question is worth; empty where that is nothing."""
    return f"{pick.gain:+.2f}" if pick.gain >= _LEAST else ""


def notes(chosen: Session) -> list[str]:
    """Explain what the reasons alone do not."""
    return [HONEST] if any(pick.why == "spread" for _, pick in chosen.picks) else []


def ground(pick: Pick) -> str:
    """Say why a question comes, without its topic and its worth."""
    known = (
        tr(" ({percent} sure you know it)", percent=percent(pick.known))
        if pick.why == "due"
        else ""
    )
    return f"{WHYS[pick.why]}{known}"


def mixture(chosen: Session) -> Iterator[str]:
    """Count the questions by why they come: `12 new`, `3 about to be forgotten`."""
    for why, words in _COUNTED.items():
        count = sum(pick.why == why for _, pick in chosen.picks)
        if count:
            yield f"{count} {words}"
