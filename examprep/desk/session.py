"""Today's session: how many questions, which, and why each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.desk.schedule import Schedule, schedule
from examprep.learning.choice import WHYS, Choice, Pick
from examprep.text import percent

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Session:
    """The questions of one session, each with the title of its topic.

    `said` says what the plan has left for today, empty before the first answer of a day.
    """

    picks: tuple[tuple[str, Pick], ...]
    minutes: int
    said: str = ""


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
    choice = desk.choose(session_plan(desk, plan, today))
    return Session(
        titled(desk, choice),
        max(1, round(len(choice.picks) * plan.pace.each / _MINUTE)),
        today_line(plan.today),
    )


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
    known = f" ({percent(pick.known)} sure you know it)" if pick.why == "due" else ""
    worth = f", worth about {pick.gain:+.2f} points" if pick.gain > 0.0 else ""
    return f"{title}: {WHYS[pick.why]}{known}{worth}"
