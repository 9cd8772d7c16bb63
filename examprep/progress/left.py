"""What was left open: which of it there is something to come back for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from examprep.attempts.attempt import Attempt
from examprep.attempts.slots import Marks


def left(attempts: Iterable[Attempt]) -> list[Attempt]:
    """List the attempts to come back for, in their order.

    A quiz that was left as it was drawn hides no other one: the last of such is named only
    where nothing else is open.
    """
    every = [attempt for attempt in attempts if attempt.worth_resuming]
    return [one for one in every if _is_begun(one)] or sorted(every, key=_started)[-1:]


def latest(attempts: Iterable[Attempt], kinds: Collection[str]) -> Attempt | None:
    """Give the one that was started last, of some kinds where any is named."""
    fitting = (one for one in attempts if one.kind in kinds or not kinds)
    return max(fitting, key=_started, default=None)


def _is_begun(attempt: Attempt) -> bool:
    """Tell whether more was done than draw it; an exam and an assignment are begun by that."""
    if attempt.kind == "exam" or attempt.assigned:
        return True
    return bool(attempt.answered) or any(marks != Marks() for marks in attempt.marks)


def _started(attempt: Attempt) -> datetime:
    return attempt.started
