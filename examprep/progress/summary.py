"""An attempt that is over, in one line."""

from __future__ import annotations

import msgspec

from examprep.attempts.attempt import Attempt, is_scored
from examprep.attempts.events import Reason


class Summary(msgspec.Struct, array_like=True, gc=False):
    """A finished attempt in one line; `at` and `seconds` in seconds, `at` since 1970 UTC.

    `questions` counts what counts: of a drill only the questions answered, which may be none.
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
    )
