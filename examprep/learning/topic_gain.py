"""Which topics would gain most: what the next questions in each would add to the score."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest

from examprep.learning.choice import Pool
from examprep.learning.foryou import Field, When
from examprep.learning.learner import Learner

# A topic is judged by so many questions: about what an evening has.
NEXT = 25
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class TopicGain:
    """A topic, and what its next questions would add to the score of the exam.

    `points` are percent points for `questions` questions, `share` the part of its questions that is
    expected to be known now, 0 to 1; `asked` counts the answers that this rests on.
    """

    topic: str
    points: float
    questions: int
    share: float
    asked: int


def topic_gains(learner: Learner, pool: Pool, when: When) -> list[TopicGain]:
    """Rank the topics of a pool by what their next questions would gain, the most first."""
    field, syllabus = Field(learner, pool, when), learner.syllabus
    by_topic: dict[int, list[tuple[float, int]]] = {}
    for gain, place in zip(field.gains(field.places), field.places, strict=True):
        by_topic.setdefault(syllabus.topics[place], []).append((gain, place))
    paces = learner.paces()
    found = [_judged(field, topic, gains, paces[topic]) for topic, gains in by_topic.items()]
    return sorted(found, key=lambda one: (-one.points, one.topic))


def _judged(field: Field, topic: int, gains: list[tuple[float, int]], seconds: float) -> TopicGain:
    learner, now = field.learner, field.when.now
    best = nlargest(NEXT, gains)
    known = sum(learner.before(place, now) for _, place in gains) / len(gains)
    points = sum(gain for gain, _ in best) * seconds / _MINUTE
    name = learner.syllabus.topic_names[topic]
    return TopicGain(name, points, len(best), known, int(learner.asked[topic]))
