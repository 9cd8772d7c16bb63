"""What attempts are called: on pages, and inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from examprep.attempts.attempt import Attempt
from examprep.attempts.slots import Kind
from examprep.days import long
from examprep.text import plural, printable

TITLES: dict[Kind, str] = {
    "tutor": "Tutor",
    "quiz": "Timed quiz",
    "review": "Review of mistakes",
    "drill": "Drill",
    "exam": "Mock exam",
}
_NOUNS = {"drill": "drill", "exam": "mock exam"}
_MANY = {"quiz": "quizzes"}


def noun_of(kind: str) -> str:
    """Give the word for an attempt of a kind inside a sentence."""
    return _NOUNS.get(kind, "quiz")


def count_of(kinds: Sequence[str]) -> str:
    """Count attempts of these kinds: `2 quizzes`, `1 mock exam`, `3 attempts`."""
    nouns = {noun_of(kind) for kind in kinds}
    noun = nouns.pop() if len(nouns) == 1 else "attempt"
    return plural(len(kinds), noun, _MANY.get(noun, ""))


def name_of(kind: str, title: str) -> str:
    """Name an attempt by its title, or by its kind; a drill by both."""
    words = next((words for known, words in TITLES.items() if known == kind), kind)
    return f"{words} \u00b7 {title}" if kind == "drill" and title else title or words


def later_words(told: date | None, today: date) -> str:
    """Say when a result shows that is not told yet."""
    if told is None:
        return "the result shows later"
    return f"the result shows after {long(told, today)}"


def left_words(attempt: Attempt) -> str:
    """Name an open attempt, and say what is left of it."""
    left = f"{len(attempt.slots) - attempt.answered} of {len(attempt.slots)} left"
    if attempt.kind == "drill":
        left = f"{attempt.answered} answered" if attempt.answered else "nothing answered yet"
    return f"{printable(name_of(attempt.kind, attempt.title))}, {left}"
