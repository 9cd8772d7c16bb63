"""What a candidate sees first: today's questions, what is open, how it went, the week."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from examprep import places
from examprep.attempts.attempt import Attempt
from examprep.calculations.slips import slip_title
from examprep.desk.choosing import changed_since
from examprep.desk.desk import Desk
from examprep.desk.keeping import asked_in_mocks, not_told
from examprep.desk.plan import Plan
from examprep.desk.prospect import Prospect, prospect
from examprep.desk.schedule import Schedule, schedule
from examprep.desk.session import session_plan
from examprep.errors import UnreadableFile
from examprep.learning.choice import Choice
from examprep.learning.weakness import TopicScore, topic_scores
from examprep.progress.state import MOST_TIMES, CandidateState, counted
from examprep.progress.summary import Summary
from examprep.words import tr

DAYS = 7
# A mistake made so often in so many days recurs; so many of them are worth a word on home.
RECURS = 2
SLIP_DAYS = 30
MOST_SLIPS = 3
_DAY = 86_400
# A day off now and then keeps a streak alive: more than this many in a row end it.
REST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in calculations by its name, and how often it was made lately."""

    name: str
    times: int

    @property
    def title(self) -> str:
        """Say what it is."""
        return slip_title(self.name)

    @property
    def often(self) -> str:
        """Say how often: no more than the latest times of a mistake are known."""
        if self.times == 1:
            return tr("once")
        return tr("{times}{value} times", times=self.times, value="+" * (self.times >= MOST_TIMES))


@dataclass(frozen=True, slots=True)
class Overview:
    """One candidate on one day.

    `plan` is the next quiz for them, `choice` what it will ask, `minutes` about how long it takes.
    `week` holds the number of answers of the last seven days, the oldest first; `streak`
    counts the days with answers up to today, `rest` the days off between them. `slips` holds
    the mistakes that recur, the most frequent first. `assigned` names what was assigned and can
    still be done, each with its due date; None where nothing ever was.
    """

    name: str
    exam: str
    day: date | None
    plan: Plan
    choice: Choice
    minutes: int
    schedule: Schedule
    prospect: Prospect
    open: Attempt | None
    others: int
    missed: int
    last: tuple[Summary, ...]
    week: tuple[int, ...]
    streak: int
    rest: int
    problems: int
    slips: tuple[Slip, ...] = ()
    assigned: tuple[str, ...] | None = None


def overview(desk: Desk, today: date, zone: tzinfo | None = None) -> Overview:
    """Look at the desk's candidate; `zone` is the local time zone, None for the machine's.

    Raises:
        NotAllowed: nobody is at the desk.
    """
    ahead = schedule(desk, today)
    plan = session_plan(desk, ahead, today)
    choice = desk.choose(plan)
    state = desk.record.state if desk.record else CandidateState()
    finished = sorted(counted(state), key=lambda done: -done.at)
    days = answers_by_day(dict(state.hours), zone)
    streak, rest = streak_on(days, today)
    made = slips(state, desk.times.now().timestamp())
    return Overview(
        name=state.name,
        exam=desk.exam,
        day=state.goal.date if state.goal else None,
        plan=replace(plan, names=choice.names),
        choice=choice,
        minutes=max(1, round(len(choice.picks) * ahead.pace.each / 60)),
        schedule=ahead,
        prospect=prospect(desk, today),
        open=state.latest_open(),
        others=max(0, len(state.left_open()) - 1),
        missed=len(missed(desk)),
        last=tuple(finished[:3]),
        week=tuple(days.get(today - timedelta(days=back), 0) for back in range(DAYS - 1, -1, -1)),
        streak=streak,
        rest=rest,
        problems=len(desk.problems),
        slips=tuple(one for one in made if one.times >= RECURS)[:MOST_SLIPS],
        assigned=_assigned(desk, today),
    )


def _assigned(desk: Desk, today: date) -> tuple[str, ...] | None:
    """Name what was assigned and waits; what is wrong with its files its own page says."""
    if not places.assignments_folder().is_dir():
        return None
    from examprep.desk.assigned_words import waiting  # most who are here were given nothing

    with contextlib.suppress(UnreadableFile):
        return waiting(desk, today)
    return ()


def missed(desk: Desk) -> list[str]:
    """List the items whose last response was not wholly right, the latest first."""
    history = desk.open_record().state.history()
    left, changed = asked_in_mocks(desk), changed_since(desk)
    wrong = {
        name: seen.last_at
        for name, seen in history.items()
        if seen.last_credit < 1 and name not in left and name not in changed
    }
    gone = wrong.keys() - desk.pool().members
    if gone:  # asked by another exam, or in no bank any more; most often there is none
        gone.difference_update(desk.library.catalogue().names)
    return sorted((name for name in wrong if name not in gone), key=lambda name: -wrong[name])


def slips(state: CandidateState, now: float) -> list[Slip]:
    """List the mistakes of the 30 days before `now`, the most frequent first, then the latest."""
    made = state.recurring(now - SLIP_DAYS * _DAY)
    ranked = sorted(made.items(), key=lambda one: (-len(one[1]), -one[1][-1], one[0]))
    return [Slip(name, len(times)) for name, times in ranked]


def scores(desk: Desk) -> list[TopicScore]:
    """Score every topic of every bank for the desk's candidate, without what is told later."""
    catalogue = desk.library.catalogue()
    history = desk.record.state.history() if desk.record else {}
    for name in not_told(desk):
        history.pop(name, None)
    return topic_scores(catalogue.names, catalogue.topics, history)


def answers_by_day(hours: dict[int, int], zone: tzinfo | None = None) -> dict[date, int]:
    """Count answers by local day, from counts by whole hour since 1970 UTC."""
    days: dict[date, int] = {}
    for hour, count in hours.items():
        with contextlib.suppress(OverflowError, OSError, ValueError):  # no day of any calendar
            day = datetime.fromtimestamp(hour * 3600, UTC).astimezone(zone).date()
            days[day] = days.get(day, 0) + count
    return days


def streak_on(days: dict[date, int], today: date) -> tuple[int, int]:
    """Count the study days up to today and the days off between them.

    Today still counts as open: a day without answers so far does not end the streak.
    """
    studied, rest, gap = 0, 0, 0
    for back in range((today - min(days, default=today)).days + 1):
        if days.get(today - timedelta(days=back), 0):
            rest += gap if studied else 0
            studied, gap = studied + 1, 0
        elif back:
            gap += 1
        if gap > REST_DAYS:
            break
    return studied, rest
