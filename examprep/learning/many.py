"""The same for very many items at once: numpy is imported only where it is worth its time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from examprep.learning.gain import seen_gain
from examprep.learning.learner import Learner

if TYPE_CHECKING:
    from examprep.learning.foryou import Field


def parted(learner: Learner, places: Sequence[int], latest: float) -> tuple[list[int], list[int]]:
    """Part places last answered up to the day `latest`, or never, from those answered after."""
    import numpy as np

    every = np.array(places, dtype=np.intp)
    rested = np.frombuffer(learner.last)[every] <= latest
    return every[rested].tolist(), every[~rested].tolist()


def gains(field: Field, places: Sequence[int]) -> list[float]:
    """Give the gain of each of some places, in percent points a minute."""
    import numpy as np

    learner, when = field.learner, field.when
    every = np.array(places, dtype=np.intp)
    groups = np.array(learner.syllabus.grouped[0], dtype=np.intp)[every]
    found = np.array(field.new)[groups]
    seen = np.frombuffer(learner.times, dtype=np.uint16)[every] > 0
    mine = every[seen]
    columns = (learner.stability, learner.hardness, learner.last)
    stability, hardness, last = (np.frombuffer(column)[mine] for column in columns)
    waited, rates = np.maximum(0.0, when.now - last), np.array(field.rates)[groups[seen]]
    found[seen] = seen_gain(stability, hardness, waited, when.left) * rates
    gained: list[float] = found.tolist()
    return gained
