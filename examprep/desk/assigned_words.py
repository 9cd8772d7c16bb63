"""What is said of assignments: when they are due, what they ask, and where somebody stands."""

from __future__ import annotations

from datetime import date

from examprep.attempts.attempt import Attempt
from examprep.attempts.names import later_words
from examprep.attempts.report import points
from examprep.cohort.assigned import Row
from examprep.cohort.assignment import FEEDBACK, Assignment
from examprep.dates import local
from examprep.days import long, moment_words
from examprep.desk.assignments import Standing, standings
from examprep.desk.desk import Desk
from examprep.text import percent, plural, time_in_words
from examprep.words import tr

DONE = {"done": tr("done"), "open": tr("open"), "not started": tr("not started")}


def short_day(day: date, today: date) -> str:
    """Write a day: December 5, with its year where that is another."""
    return long(day, today)


def due_words(due: date | None, today: date) -> str:
    """Say when it is due: `due in 3 days, December 5`; empty where it is not."""
    if due is None:
        return ""
    left = (due - today).days
    day = short_day(due, today)
    if left < 0:
        return tr("was due {days} ago, {day}", days=plural(-left, "day"), day=day)
    near = {0: tr("due today"), 1: tr("due tomorrow")}
    return f"{near.get(left, tr('due in {left} days', left=left))}, {day}"


def rule_words(one: Assignment) -> str:
    """Say what it asks: `20 questions, 30 min, 2 attempts, result at the end`."""
    limit = tr("no time limit") if one.seconds is None else time_in_words(one.seconds)
    asked = plural(len(one.slots), "question")
    return f"{asked}, {limit}, {plural(one.attempts, 'attempt')}, {FEEDBACK[one.feedback]}"


def title_words(one: Assignment) -> str:
    """Name it, and who it is from."""
    return (
        tr("{title}, from {sender}", title=one.title, sender=one.sender)
        if one.sender
        else one.title
    )


def row_words(row: Row) -> str:
    """Say what was done: `done, 8 of 10 (80 %), late`."""
    words: list[str] = [DONE.get(row.done, row.done)]
    if row.score is not None:
        words.append(
            tr(
                "{points} of {questions} ({percent})",
                points=points(row.credit),
                questions=row.questions,
                percent=percent(row.score),
            )
        )
    return ", ".join([*words, *([tr("late")] if row.late else [])])


def standing_words(one: Standing, today: date) -> str:
    """Say where a candidate stands; a result that is not told yet is not said."""
    late = tr(", late") if one.row.late else ""
    if one.open:
        answered, count = one.open.answered, len(one.open.slots)
        words = tr(
            "open, {answered} of {count} answered{late}", answered=answered, count=count, late=late
        )
    elif one.row.done == "done" and one.hides(today):
        words = tr(
            "handed in{late}, {later_words}",
            late=late,
            later_words=later_words(one.assignment.due, today),
        )
    else:
        words = row_words(one.row)
    more = tr(", {attempts} left", attempts=plural(one.left, "attempt")) if one.left else ""
    return f"{words}{more}"


def hidden_words(attempt: Attempt, today: date) -> str:
    """Say that a result shows later; empty where it is told now."""
    assigned = attempt.assigned
    if assigned is None or not assigned.hides(today):
        return ""
    return tr("Handed in; {later_words}.", later_words=later_words(assigned.told, today))


def waiting(desk: Desk, today: date) -> tuple[str, ...]:
    """Name what was assigned to whoever is at the desk and is not done.

    Raises:
        UnreadableFile: the folder of assignments cannot be read.
    """
    left = (one.assignment for one in standings(desk)[0] if one.row.done != "done")
    named = ((one.title, due_words(one.due, today).partition(", ")[0]) for one in left)
    return tuple(", ".join(filter(None, pair)) for pair in named)


def finished_words(row: Row) -> str:
    """Write the minute in which what counts was finished; empty where nothing was."""
    if row.finished is None:
        return ""
    return moment_words(local(row.finished))
