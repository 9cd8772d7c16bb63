"""The app's estimate and choice as plug-ins for simulators: thin adapters, nothing of their own.

`estimate` takes the answers of a simulated candidate and gives the chance to pass; `choose` takes
what an app would know of a simulated learner and gives what to ask next. Both are called by name,
as `examprep.learning.simulation:estimate`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from examprep.learning.ability import AUTHOR_R, AVERAGE, ITEM_SD
from examprep.learning.choice import Pool
from examprep.learning.foryou import When, for_you
from examprep.learning.learner import DAY, Learner
from examprep.learning.readiness import chance
from examprep.learning.syllabus import GUESSES, Syllabus
from examprep.progress.log import Entry

# The mean of each fifth of a normal distribution: what an author's level from 1 to 5 stands for.
LEVELS = (-1.400, -0.532, 0.0, 0.532, 1.400)
_TOPICS = 6
_PACE = 73.0
_SECONDS = 40.0


def _syllabus(rows: Sequence[tuple[str, int, int, int]], counts: Sequence[int]) -> Syllabus:
    """Make a syllabus of items, each with its name, domain, topic and the author's level (0-4)."""
    return Syllabus(
        names=[name for name, _, _, _ in rows],
        topics=[topic for _, _, topic, _ in rows],
        topic_names=[str(n) for n in range(max((row[2] for row in rows), default=0) + 1)],
        domains=bytes(domain for _, domain, _, _ in rows),
        difficulties=[AVERAGE + AUTHOR_R * ITEM_SD * LEVELS[level] for *_, level in rows],
        guesses=[GUESSES["choice"]] * len(rows),
        prints=[0] * len(rows),
        counts=tuple(counts),
        pace=_PACE,
    )


def estimate(
    answers: Sequence[Mapping[str, Any]], blueprint: Mapping[str, Any]
) -> tuple[float, float, float]:
    """Give the chance to pass with its 80 % interval, each 0 to 1.

    Args:
        answers: in the order of time, each with `item`, `domain`, `topic` (in its domain),
            `level` (1 to 5), `t` (days), `rt` (seconds) and `correct` (0 or 1).
        blueprint: with `n`, the scored items by domain, and `exam_in_days`, from the last answer.
    """
    items = {
        one["item"]: (
            one["item"],
            one["domain"],
            one["domain"] * _TOPICS + one["topic"],
            one["level"] - 1,
        )
        for one in answers
    }
    learner = Learner(_syllabus(list(items.values()), blueprint["n"]))
    learner.take_all(
        Entry(one["t"] * DAY, one["item"], float(one["correct"]), one["rt"]) for one in answers
    )
    found = chance(learner.ability, learner.syllabus.counts, blueprint["exam_in_days"])
    return found.value, found.low, found.high


class Observed(Protocol):
    """What an app would know of a simulated learner, by item; arrays of numpy.

    `dom`, `topic` and `level` (0 to 4) describe the items; `n` counts the answers to each, `last`
    (days) and `lastx` (0 or 1) tell of the latest; `today` marks what was asked today. `rg` draws.
    """

    dom: Any
    topic: Any
    level: Any
    n: Any
    last: Any
    lastx: Any
    today: Any
    rg: Any


COUNTS = (28, 15, 19, 18)
_KNOWN: WeakKeyDictionary[Any, tuple[Learner, Pool, list[int]]] = WeakKeyDictionary()


def choose(observed: Observed, now: float, exam: float, count: int) -> list[int]:
    """Give the places of so many items to ask now; `now` and `exam` in days from the start."""
    if observed not in _KNOWN:
        columns = (observed.dom.tolist(), observed.topic.tolist(), observed.level.tolist())
        rows = [(str(place), *row) for place, row in enumerate(zip(*columns, strict=True))]
        syllabus = _syllabus(rows, COUNTS)
        _KNOWN[observed] = Learner(syllabus), Pool(syllabus.names), [0] * len(rows)
    learner, pool, known = _KNOWN[observed]
    counts = observed.n.tolist()
    for place, (before, after) in enumerate(zip(known, counts, strict=True)):
        if after > before:
            at, right = float(observed.last[place]), float(observed.lastx[place])
            learner.take(Entry(at * DAY, str(place), right, _SECONDS))
    known[:] = counts
    when = When(now, exam, 0.0)
    picks = for_you(learner, pool, count, when, int(observed.rg.integers(2**31))).picks
    return [int(pick.name) for pick in picks]
