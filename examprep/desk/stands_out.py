"""What stands out in an attempt that is over, in words: the same in the app and in lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from examprep.attempts.report import Entry, Report
from examprep.text import plural, time_in_words

_MOST_NUMBERS = 8


def fact_rows(done: Report, time: Callable[[float], str] = time_in_words) -> list[tuple[str, str]]:
    """Give label and text of what may stand out; a text is empty where nothing does.

    `time` writes the seconds on one question.
    """
    return [
        ("Pace", _pace(done, time)),
        ("Changes", _changes(done)),
        ("Sure and wrong", numbers(done.sure_and_wrong, ": read first")),
        ("Flagged", numbers(done.flagged)),
        ("Guessed", _guesses(done.guessed)),
    ]


def _pace(done: Report, time: Callable[[float], str]) -> str:
    if done.median_seconds is None or done.slowest is None:
        return ""
    slowest = f"{time(done.slowest.seconds)}, question {done.slowest.number}"
    if done.answered == 1:
        return slowest
    return f"about {time(done.median_seconds)}; longest {slowest}"


def _changes(done: Report) -> str:
    changes = done.changes
    if not changes.count:
        return ""
    ends = ((changes.to_right, "to right"), (changes.to_wrong, "to wrong"))
    moved = ", ".join(f"{count} {words}" for count, words in ends if count)
    changed = f"{plural(changes.count, 'answer')} changed"
    return f"{changed}: {moved}" if moved else f"{changed}, with the same credit"


def numbers(entries: Sequence[Entry], tail: str = "") -> str:
    """Name questions by their numbers; empty for none."""
    if not entries:
        return ""
    first = [str(entry.number) for entry in entries[:_MOST_NUMBERS]]
    more = len(entries) - len(first)
    listed = ", ".join(first) + (f" and {more} more" if more else "")
    return f"{'question' if len(entries) == 1 else 'questions'} {listed}{tail}"


def _guesses(entries: Sequence[Entry]) -> str:
    right = sum(entry.outcome == "right" for entry in entries)
    return f"{plural(len(entries), 'question')}, {right} right" if entries else ""
