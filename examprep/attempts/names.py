"""What attempts are called: on pages, and inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from examprep.attempts.attempt import Attempt
from examprep.attempts.slots import Kind
from examprep.days import long
from examprep.text import plural, printable
from examprep.words import msg, tr

TITLES: dict[Kind, str] = {
    "tutor": tr("Tutor"),
    "quiz": tr("Timed quiz"),
    "review": tr("Review of mistakes"),
    "drill": tr("Drill"),
    "exam": tr("Mock exam"),
}
_NOUNS = {"drill": msg("drill"), "exam": msg("mock exam")}
_MANY = {"quiz": "quizzes"}


def noun_of(kind: str) -> str:
    """Give the word for an attempt of a kind inside a sentence."""
    return tr(_NOUNS.get(kind, msg("quiz")))


def kinds_like(kind: str) -> tuple[str, ...]:
    """List the kinds that go by the same word: a drill, a mock exam, and every kind of quiz."""
    return (kind,) if kind in _NOUNS else ("tutor", "quiz", "review")


def count_of(kinds: Sequence[str]) -> str:
    """Count attempts of these kinds: `2 quizzes`, `1 mock exam`, `3 attempts`."""
    nouns = {_NOUNS.get(kind, "quiz") for kind in kinds}
    noun = nouns.pop() if len(nouns) == 1 else "attempt"
    return plural(len(kinds), noun, _MANY.get(noun, ""))


def name_of(kind: str, title: str) -> str:
    """Name an attempt by its title, or by its kind; a drill by both."""
    words = next((words for known, words in TITLES.items() if known == kind), kind)
    return f"{words} \u00b7 {title}" if kind == "drill" and title else title or words


def mock_titles(exam: str) -> tuple[str, str]:
    """Give how titles of an exam's mock exams begin: in the user's language, and in English."""
    return tr("{exam} mock", exam=exam), f"{exam} mock"


def later_words(told: date | None, today: date) -> str:
    """Say when a result shows that is not told yet."""
    if told is None:
        return tr("the result shows later")
    return tr("the result shows after {long}", long=long(told, today))


def left_words(attempt: Attempt) -> str:
    """Name an open attempt, and say what is left of it."""
    left = tr(
        "{slots} of {slots2} left",
        slots=len(attempt.slots) - attempt.answered,
        slots2=len(attempt.slots),
    )
    if attempt.kind == "drill":
        left = (
            tr("{answered} answered", answered=attempt.answered)
            if attempt.answered
            else tr("nothing answered yet")
        )
    return f"{printable(name_of(attempt.kind, attempt.title))}, {left}"
