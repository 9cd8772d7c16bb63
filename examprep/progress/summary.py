"""An attempt that is over, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from examprep.attempts.attempt import Attempt, is_scored
from examprep.attempts.events import Reason


class Summary(msgspec.Struct, array_like=True, gc=False):
    """A finished attempt in one line; `at` and `seconds` in seconds, `at` since 1970 UTC.

    `questions` counts what counts: of a drill only the questions answered, which may be none.
    `assignment` is the id of the assignment that it is of, `told` the day behind which its result
    is told, as an ordinal; empty and 0 for none.
    """

    id: str
    kind: str
    title: str
    at: float
    reason: str
    questions: int
    answered: int
    credit: float
    seconds: float
    assignment: str = ""
    told: int = 0

    def hides(self, today: date) -> bool:
        """Tell whether the result is not told yet."""
        return today.toordinal() <= self.told

    @property
    def told_on(self) -> date | None:
        """Give the day behind which its result is told; None where it is told at once."""
        return date.fromordinal(self.told) if self.told else None


# Of a mock exam that was sat so much was answered, or its time ran out.
_SAT = 0.8


def is_sat(done: Summary) -> bool:
    """Tell whether an attempt was sat to its end, and not given up on the way."""
    return done.reason == "time" or done.answered >= _SAT * done.questions


def summarize(attempt: Attempt, reason: Reason) -> Summary:
    """Sum up an attempt that ended."""
    scored = [slot for slot in attempt.counting if is_scored(attempt, slot)]
    last = [given[-1] for given in map(attempt.given.__getitem__, scored) if given]
    return Summary(
        attempt.id,
        attempt.kind,
        attempt.title,
        attempt.started.timestamp(),
        reason,
        len(scored),
        len(last),
        sum(one.credit for one in last),
        attempt.clock,
        *assigned_to(attempt),
    )


def assigned_to(attempt: Attempt) -> tuple[str, int]:
    """Give the id of an attempt's assignment, and the day behind which its result is told."""
    if attempt.assigned is None:
        return "", 0
    told = attempt.assigned.told
    return attempt.assigned.id, told.toordinal() if told else 0


def told(finished: Sequence[Summary], today: date) -> list[Summary]:
    """Give those whose results are told by now."""
    return [one for one in finished if not one.hides(today)]
