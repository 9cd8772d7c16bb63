"""Results of real exams, as candidates note them: they tell how the real standard lies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec


class RealResult(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One sitting of the real exam: its outline, the day, and whether it was passed."""

    exam: str
    day: date
    passed: bool


def result_fields(result: RealResult) -> dict[str, Any]:
    """Give the fields of a result's block, id and moment left out."""
    return {"exam": result.exam, "date": result.day, "passed": result.passed}


def read_result(fields: dict[str, Any]) -> RealResult:
    """Read the block of a result.

    Raises:
        KeyError, TypeError: the block is not what it should be.
    """
    day, passed = fields["date"], fields["passed"]
    if type(day) is not date or not isinstance(passed, bool):
        raise TypeError("a result has a date and whether it was passed")
    return RealResult(str(fields["exam"]), day, passed)


def with_result(known: Sequence[RealResult], new: RealResult) -> list[RealResult]:
    """Add a result; one of the same exam and day takes the place of what was noted before."""
    kept = [one for one in known if (one.exam, one.day) != (new.exam, new.day)]
    return [*kept, new]
