"""What would be forgotten without study, and what comes due: a look ahead at memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from examprep.learning.due import due_on
from examprep.learning.foryou import When
from examprep.learning.gain import LEARNS
from examprep.learning.learner import Learner
from examprep.learning.memory import recall


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day without study until then, so many days `ahead`; 0 is now.

    `known` is the expected number of items that are known: the sum of their chances to be
    recalled. `due` counts the items that come due on that day; on day 0 all that are due now.
    """

    ahead: int
    known: float
    due: int


def forgetting(
    learner: Learner, places: Sequence[int], moment: When, days: int
) -> tuple[DayAhead, ...]:
    """Look at each of the next days, today first, `days + 1` in all.

    Args:
        learner: whoever learns.
        places: items of the syllabus; those never asked are passed over.
        moment: now, and the day of the exam, before which all comes due (`due_on`).
        days: how far to look.
    """
    seen = [place for place in places if learner.times[place]]
    memories = [
        (LEARNS if learner.missed[p] else 1.0, moment.now - learner.last[p], learner.stability[p])
        for p in seen
    ]
    due = Counter(_days_to(due_on(learner, place, moment.exam) - moment.now) for place in seen)
    return tuple(
        DayAhead(ahead, sum(_left(*one, ahead) for one in memories), due[ahead])
        for ahead in range(days + 1)
    )


def _left(learned: float, waited: float, stability: float, ahead: int) -> float:
    """Give the chance to recall an item; of those missed not all are learned from the reasons."""
    return learned * float(recall(max(0.0, waited) + ahead, stability))


def _days_to(left: float) -> int:
    """Give the whole days until something is due; what is due already is due now."""
    return int(left) + 1 if left > 0.0 else 0
