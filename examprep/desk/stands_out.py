"""What stands out in an attempt that is over, in words: the same in the app and in lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from examprep.attempts.report import Entry, Report
from examprep.text import plural, time_in_words
from examprep.words import tr

_MOST_NUMBERS = 8


def fact_rows(done: Report, time: Callable[[float], str] = time_in_words) -> list[tuple[str, str]]:
    """Give label and text of what may stand out; a text is empty where nothing does.

    `time` writes the seconds on one question.
    """
    return [
        (tr("Pace"), _pace(done, time)),
        (tr("Changes"), _changes(done)),
        (tr("Sure and wrong"), numbers(done.sure_and_wrong, tr(": read first"))),
        (tr("Flagged"), numbers(done.flagged)),
        (tr("Guessed"), _guesses(done.guessed)),
    ]


def _pace(done: Report, time: Callable[[float], str]) -> str:
    if done.median_seconds is None or done.slowest is None:
        return ""
    slowest = tr(
        "{time}, question {number}", time=time(done.slowest.seconds), number=done.slowest.number
    )
    if done.answered == 1:
        return slowest
    return tr("about {time}; longest {slowest}", time=time(done.median_seconds), slowest=slowest)


def _changes(done: Report) -> str:
    changes = done.changes
    if not changes.count:
        return ""
    ends = ((changes.to_right, tr("to right")), (changes.to_wrong, tr("to wrong")))
    moved = ", ".join(f"{count} {words}" for count, words in ends if count)
    changed = tr("{answers} changed", answers=plural(changes.count, "answer"))
    return (
        f"{changed}: {moved}" if moved else tr("{changed}, with the same credit", changed=changed)
    )


def numbers(entries: Sequence[Entry], tail: str = "") -> str:
    """Name questions by their numbers; empty for none."""
    if not entries:
        return ""
    first = [str(entry.number) for entry in entries[:_MOST_NUMBERS]]
    more = len(entries) - len(first)
    listed = ", ".join(first) + (tr(" and {more} more", more=more) if more else "")
    which = tr("question") if len(entries) == 1 else tr("questions")
    return f"{which} {listed}{tail}"


def _guesses(entries: Sequence[Entry]) -> str:
    right = sum(entry.outcome == "right" for entry in entries)
    if not entries:
        return ""
    return tr("{questions}, {right} right", questions=plural(len(entries), "question"), right=right)
