"""What home says, in words, made of the figures of one candidate on one day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from textual.content import Content

from examprep.attempts.attempt import Attempt
from examprep.attempts.names import later_words, left_words, name_of
from examprep.dates import local
from examprep.days import SHORT_WEEKDAYS, short
from examprep.desk.overview import Overview
from examprep.desk.telling import most_lines, today_line
from examprep.exams.outlines import outline
from examprep.learning.choice import Choice
from examprep.learning.outlook import interval_words
from examprep.progress.summary import Summary
from examprep.text import percent, plural, printable
from examprep.tui.glance import Glance
from examprep.tui.glyphs import countdown, duration, interval_bar, level
from examprep.tui.widgets.hanging import Entry
from examprep.words import tr


def glance(seen: Overview, today: date) -> Glance:
    """Put all that home says in words."""
    when = countdown(seen.day, today)
    lead = first(seen)
    possible = {
        "go_on": seen.open,
        "review": seen.missed,
        "today": seen.choice.names,
        "assigned": seen.assigned is not None,
    }
    return Glance(
        right=f"{seen.name} \u00b7 {outline(seen.exam).name} {when}".rstrip(),
        today=lead.plain,
        spans=tuple((span.start, span.end, str(span.style)) for span in lead.spans),
        parts={
            "assigned": given(seen),
            "chance": chance(seen),
            "week": week(seen, today),
            "slips": slips(seen),
            "last": last(seen, today),
            "notice": notice(seen),
        },
        shut=frozenset(action for action, there in possible.items() if not there),
    )


def first(seen: Overview) -> Content:
    """Say what to do today, and what is open."""
    lines = [Content(tr("Today")).stylize("bold $primary")]
    if seen.choice.names:
        many = plural(len(seen.choice.names), "question")
        lead = Content.assemble(("\u25b8 ", "$primary"), (tr("{many} for you", many=many), "bold"))
        lines.append(
            Content.assemble(lead, f"   {_reasons(seen.choice)}", (tr("   Enter"), "$primary bold"))
        )
        lines.append(Content(f"  {_length(seen)}").stylize("$quiet"))
    else:
        lines.append(Content(tr("No questions yet: add a bank, or look at the problems (X).")))
    if seen.open:
        lines.append(_open(seen.open))
    if seen.others:
        more = tr(
            "  {others} still open: search for \u201ccontinue\u201d",
            others=plural(seen.others, "other"),
        )
        lines.append(Content.assemble((more, "$quiet"), ("   ^P", "$primary bold")))
    return Content("\n").join(lines)


def _length(seen: Overview) -> str:
    """Say how long it takes, and what the plan has for today where there is one."""
    about = tr("about {minutes}", minutes=plural(seen.minutes, "minute"))
    planned = today_line(seen.schedule.today) if seen.schedule.asked else ""
    return f"{about}. {planned}".strip() if planned else about


def _reasons(choice: Choice) -> str:
    again = choice.count("due") + choice.count("again")
    counts = (
        (choice.new, tr("new")),
        (again, tr("to repeat")),
        (choice.count("missed"), tr("missed before")),
    )
    return " \u00b7 ".join(f"{count} {word}" for count, word in counts if count)


def _open(attempt: Attempt) -> Content:
    return Content.assemble(tr("  Continue   "), left_words(attempt), ("   C", "$primary bold"))


def given(seen: Overview) -> tuple[Entry, ...]:
    """Name what was assigned and waits."""
    waiting = seen.assigned or ()
    more = tr(", {waiting} more", waiting=len(waiting) - 1) if len(waiting) > 1 else ""
    lines = (tr("{one}: A opens it{more}", one=one, more=more) for one in waiting[:1])
    return _labelled(tr("Assignment"), lines, "")


def last(seen: Overview, today: date) -> tuple[Entry, ...]:
    """Sum up the last quizzes."""
    return _labelled(tr("Last results"), (_result(done, today) for done in seen.last))


def _labelled(label: str, lines: Iterable[str], style: str = "$quiet") -> tuple[Entry, ...]:
    return tuple(
        Entry("" if place else label, printable(line), style) for place, line in enumerate(lines)
    )


def _result(done: Summary, today: date) -> str:
    day = local(done.at)
    when = short(day, day)
    name = name_of(done.kind, done.title)
    if done.hides(today):
        return f"{when:<6}         {name}; {later_words(done.told_on, today)}"
    share = percent(done.credit / done.questions if done.questions else None)
    spent = duration(done.seconds)
    return f"{when:<6}  {share:>5}  {name}, {plural(done.questions, 'question')}, {spent}"


def chance(seen: Overview) -> tuple[Entry, ...]:
    """Say how likely a pass is, what holds it down, and what would gain most."""
    found = seen.prospect
    begun = seen.last or any(seen.week)  # before that it would say little
    gains = _labelled(tr("Would gain most"), most_lines(found) if begun else ())
    if not found.outlook.enough:
        more = plural(found.outlook.missing, "more new question")
        return (
            *_labelled(tr("Chance of passing"), (tr("Not enough answers yet: {more}", more=more),)),
            *gains,
        )
    shown = found.outlook.chance
    drawn = f"{interval_bar(shown.low, shown.value, shown.high, 20)}  {interval_words(shown)}"
    holding = " \u00b7 ".join(found.titles[one.domain] for one in found.outlook.holding[:2])
    return (
        *_labelled(tr("Chance of passing"), (drawn,), ""),
        *(_labelled(tr("Holding you down"), (holding,)) if holding else ()),
        *gains,
    )


def slips(seen: Overview) -> tuple[Entry, ...]:
    """Name the mistakes that recur."""
    return _labelled(tr("Watch for"), (f"{one.title} ({one.often})" for one in seen.slips))


def week(seen: Overview, today: date) -> tuple[Entry, ...]:
    """Draw the answers of the last seven days, and the streak."""
    most = max(seen.week, default=0)
    if not most:
        return ()
    days = [today - timedelta(days=back) for back in range(len(seen.week) - 1, -1, -1)]
    bars = "  ".join(
        tr(SHORT_WEEKDAYS[day.weekday()])[0] + f" {level(count / most)}"
        for day, count in zip(days, seen.week, strict=True)
    )
    rest = f", {plural(seen.rest, 'rest day')}" if seen.rest else ""
    streak = (
        tr(", streak {days}{rest}", days=plural(seen.streak, "day"), rest=rest)
        if seen.streak
        else ""
    )
    return _labelled(tr("This week"), (bars, f"{plural(sum(seen.week), 'answer')}{streak}"))


def notice(seen: Overview) -> tuple[Entry, ...]:
    """Point at problems with files."""
    lines = (tr("{problems} with files: X shows them", problems=plural(seen.problems, "problem")),)
    return _labelled(tr("Problems"), lines, "$warning") if seen.problems else ()
