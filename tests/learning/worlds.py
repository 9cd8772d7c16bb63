"""Syllabi and answers for tests of learning."""

from __future__ import annotations

from collections.abc import Sequence

from examprep.learning.ability import AVERAGE
from examprep.learning.learner import DAY, Learner
from examprep.learning.syllabus import Syllabus
from examprep.progress.log import Entry

COUNTS = (28, 15, 19, 18)
PACE = 73.0
START = 20_000.0


def syllabus(
    items: int = 240,
    topics: int = 12,
    *,
    guess: float = 0.25,
    prints: Sequence[int] | None = None,
    difficulties: Sequence[float] | None = None,
) -> Syllabus:
    """Give items spread evenly over the topics, three topics a domain in turn."""
    own = [place % topics for place in range(items)]
    return Syllabus(
        names=[f"demo/item-{place:03}" for place in range(items)],
        topics=own,
        topic_names=[f"demo:topic-{topic}" for topic in range(topics)],
        domains=bytes(topic % len(COUNTS) for topic in own),
        difficulties=difficulties or [AVERAGE] * items,
        guesses=[guess] * items,
        prints=prints or [0] * items,
        counts=COUNTS,
        pace=PACE,
    )


def answer(
    place: int, right: float = 1.0, day: float = 0.0, seconds: float = 40.0, **more: object
) -> Entry:
    """Give an answer on a day counted from the start."""
    at = (START + day) * DAY
    return Entry(at, f"demo/item-{place:03}", right, seconds, **more)  # type: ignore[arg-type]


def learned(*answers: Entry, over: Syllabus | None = None) -> Learner:
    """Give the learner after some answers."""
    learner = Learner(over or syllabus())
    learner.take_all(sorted(answers))
    return learner
