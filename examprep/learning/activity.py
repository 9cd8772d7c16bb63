"""Answers by day, laid out in weeks as a calendar has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its `monday`; `counts` has the answers of each day, None for days to come."""

    monday: date
    counts: tuple[int | None, ...]

    @property
    def answers(self) -> int:
        """Count the answers of the week."""
        return sum(count or 0 for count in self.counts)


def weeks(days: Mapping[date, int], today: date, count: int) -> tuple[Week, ...]:
    """Give so many weeks up to the one that `today` is in, the oldest first."""
    last = today - timedelta(days=today.weekday())
    mondays = (last - timedelta(weeks=back) for back in range(count - 1, -1, -1))
    return tuple(Week(monday, _counts(days, monday, today)) for monday in mondays)


def _counts(days: Mapping[date, int], monday: date, today: date) -> tuple[int | None, ...]:
    own = (monday + timedelta(days=place) for place in range(DAYS))
    return tuple(days.get(day, 0) if day <= today else None for day in own)
