"""`examprep plan`: the days to the exam, and how to set the time for them."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from examprep.cli.quiz import number
from examprep.cli.sitting_down import seated, today_of
from examprep.dates import WEEKDAYS, UnclearDate, read_date
from examprep.errors import UsageFault
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.desk import Desk
    from examprep.desk.schedule import Schedule
    from examprep.learning.planning import Forecast

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXAMPLES = tr("""\
examples:
  examprep plan                                       the days to the exam
  examprep plan --date 2027-01-15 --minutes 30        set the date and 30 minutes a day
  examprep plan --minutes 45 --days mon,wed,fri,sat   45 minutes on these days
""")
_SHOWN = 14
_MOST = 240


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    parser.epilog = EXAMPLES
    add("--user", metavar="NAME", default="", help=tr("the candidate"))
    add("--date", metavar="DATE", help=tr("set the date of the exam: 2027-01-15, in 8 weeks, none"))
    add("--minutes", metavar="M", help=tr("set the minutes a day, 1 to {most}", most=_MOST))
    add(
        "--days",
        metavar="DAYS",
        help=tr("set the study days: mon,tue,... (default: all but Sunday)"),
    )
    add("--all", action="store_true", help=tr("print every day, not only two weeks"))
    add("--json", action="store_true", help=tr("print JSON"))


def run(args: argparse.Namespace) -> int:
    """Set what is to be set, then print the plan; 2 where the arguments make no sense."""
    from examprep.desk.schedule import schedule

    desk = seated(args.user)
    with closing(desk.library):
        today = today_of(desk)
        try:
            minutes = _minutes(args)
            day = read_date(args.date, today) if args.date is not None else None
        except (UsageFault, UnclearDate) as fault:
            sys.stderr.write(f"examprep plan: {fault}\n")
            return 2
        if args.date is not None or minutes:
            _set_goal(desk, day, minutes, dated=args.date is not None)
            sys.stderr.write(tr("saved") + "\n")
        plan = schedule(desk, today)
    print(json.dumps(facts(plan), indent=2) if args.json else "\n".join(lines(plan, args.all)))
    return 0


def _minutes(args: argparse.Namespace) -> tuple[int, ...]:
    """Give the minutes by weekday that the arguments ask for; empty where they ask for none.

    Raises:
        UsageFault: a day is unknown, or the minutes are none.
    """
    each = number(args.minutes, "--minutes", 1, _MOST)
    words = _days(args.days) if args.days else list(DAYS[:6])
    if each is None:
        if args.days:
            raise UsageFault(
                tr("--days goes with --minutes, as in --minutes 30 --days mon,wed,fri")
            )
        return ()
    return tuple(each if day in words else 0 for day in DAYS)


def _days(text: str) -> list[str]:
    """Read weekdays, written out or by three letters."""
    found = []
    for word in text.split(","):
        name = word.strip().casefold()
        if name[:3] not in DAYS or not WEEKDAYS[DAYS.index(name[:3])].casefold().startswith(name):
            raise UsageFault(
                tr(
                    "--days takes {days}; there is no {word!r}",
                    days=",".join(DAYS),
                    word=word.strip(),
                )
            )
        found.append(name[:3])
    return found


def _set_goal(desk: Desk, day: date | None, minutes: tuple[int, ...], *, dated: bool) -> None:
    record = desk.open_record()
    goal = record.state.goal
    kept = goal.date if goal else None
    before = goal.minutes if goal else ()
    record.set_goal(desk.exam, day if dated else kept, desk.times.now(), minutes or before)


def lines(plan: Schedule, every: bool) -> list[str]:  # noqa: FBT001 - as argparse has it
    """Give the plan in lines."""
    from examprep.desk import telling

    days = plan.calendar.days if every else plan.calendar.days[:_SHOWN]
    more = len(plan.calendar.days) - len(days)
    set_by = "" if plan.asked else tr(" (assumed; set your own with --minutes)")
    week = " ".join(
        f"{day} {minutes}" for day, minutes in zip(DAYS, plan.pace.minutes, strict=True)
    )
    out = [
        tr("Minutes: {week}", week=week) + set_by,
        *filter(None, [telling.today_line(plan.today)]),
        "",
    ]
    out += [telling.day_line(one) for one in days]
    out += [tr("and {more} more days (--all)", more=more)] * bool(more)
    return [*out, "", *telling.forecast_lines(plan)]


def facts(plan: Schedule) -> dict[str, Any]:
    """Give the plan as plain values."""
    return {
        "exam_date": plan.exam.isoformat() if plan.exam else None,
        "minutes_by_weekday": [*plan.pace.minutes],
        "seconds_a_question": plan.pace.each,
        "today": {
            "answers": plan.today.answers,
            "minutes": plan.today.minutes,
            "planned_minutes": plan.today.planned,
            "questions_left": plan.today.left,
            "mock": plan.today.mock or None,
        },
        "days": [
            {"date": one.day.isoformat(), "kind": one.kind, "minutes": one.minutes, "new": one.new}
            | {"reviews": one.reviews, "mock": one.mock or None}
            for one in plan.calendar.days
        ],
        "unseen_left": plan.calendar.left,
    } | _ahead(plan.forecast)


def _ahead(found: Forecast | None) -> dict[str, Any]:
    """Give where the plan leads; nothing where that cannot be said."""
    return {
        "chance_if_kept": found.chance.value if found else None,
        "minutes_that_would_reach_it": [*found.faster] if found and found.faster else None,
        "date_that_would_reach_it": found.later.isoformat() if found and found.later else None,
    }
