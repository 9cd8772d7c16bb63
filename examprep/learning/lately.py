"""By topic: how long answers take, and what was missed lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from examprep.learning.learner import Learner
from examprep.learning.syllabus import Syllabus
from examprep.progress.log import Entry

# Fewer answers than this say too little about a topic's pace.
LEAST_TIMED = 5


@dataclass(frozen=True, slots=True)
class TopicPace:
    """A topic by its place in the syllabus, its answers, and the mean `seconds` of one."""

    topic: int
    answers: int
    seconds: float

    @property
    def enough(self) -> bool:
        """Tell whether there are enough answers to say anything."""
        return self.answers >= LEAST_TIMED


@dataclass(frozen=True, slots=True)
class TopicMisses:
    """A topic by its place in the syllabus, its answers, and how many were not wholly right."""

    topic: int
    answers: int
    missed: int


def paces(learner: Learner) -> tuple[TopicPace, ...]:
    """Give the pace in each topic that was asked, the slowest first, then those with few answers.

    An answer of more than four times the exam's pace counts as that long: somebody was away.
    """
    found = [
        TopicPace(topic, int(asked), spent / asked)
        for topic, (asked, spent) in enumerate(zip(learner.asked, learner.spent, strict=True))
        if asked
    ]
    return tuple(sorted(found, key=lambda one: (not one.enough, -one.seconds)))


def missed_since(
    syllabus: Syllabus, entries: Iterable[Entry], since: float
) -> tuple[TopicMisses, ...]:
    """Give the topics with answers that were not wholly right, those with most first.

    Args:
        syllabus: the items; answers to others, and to keys that were changed since, tell nothing.
        entries: responses, in whatever order.
        since: only those from this moment on count, in seconds since 1970 UTC.
    """
    answers, missed = Counter[int](), Counter[int]()
    for entry in entries:
        place = syllabus.places.get(entry.item) if entry.at >= since else None
        if place is None or entry.key_print not in {0, syllabus.prints[place]}:
            continue
        topic = syllabus.topics[place]
        answers[topic] += 1
        missed[topic] += entry.credit < 1.0
    found = (TopicMisses(topic, answers[topic], count) for topic, count in missed.items() if count)
    return tuple(sorted(found, key=lambda one: (-one.missed, one.answers, one.topic)))
