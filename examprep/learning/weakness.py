"""How each topic goes, from the last response to each item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from examprep.learning.choice import Seen

# Fewer items than this say too little about a topic to call it weak.
LEAST_ITEMS = 5


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic's items: how many there are, how many were asked, and their last credit summed."""

    topic: str
    items: int
    asked: int
    credit: float

    @property
    def accuracy(self) -> float | None:
        """Give the mean of the last credits, 0 to 1; None before the first answer."""
        return self.credit / self.asked if self.asked else None


def topic_scores(
    names: Sequence[str], topics: Sequence[str], history: Mapping[str, Seen]
) -> list[TopicScore]:
    """Score every topic of a catalogue, given as parallel sequences, in its order."""
    sums: dict[str, tuple[int, int, float]] = {}
    for name, topic in zip(names, topics, strict=True):
        items, asked, credit = sums.get(topic, (0, 0, 0.0))
        seen = history.get(name)
        if seen is not None:
            asked, credit = asked + 1, credit + seen.last_credit
        sums[topic] = (items + 1, asked, credit)
    return [TopicScore(topic, *values) for topic, values in sums.items()]


def weakest(scores: Sequence[TopicScore], count: int = 3) -> list[TopicScore]:
    """Give the topics with the lowest accuracy among those with enough answers."""
    known = [score for score in scores if score.asked >= LEAST_ITEMS and (score.accuracy or 0) < 1]
    return sorted(known, key=lambda score: (score.accuracy or 0.0, score.topic))[:count]


def ranked(scores: Sequence[TopicScore]) -> list[TopicScore]:
    """Order topics: the weakest first, then those with few answers, then those never asked."""

    def _place(score: TopicScore) -> tuple[int, float]:
        trust = 0 if score.asked >= LEAST_ITEMS else 1 if score.asked else 2
        return trust, score.accuracy or 0.0

    return sorted(scores, key=_place)
