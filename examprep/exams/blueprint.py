"""Blueprints: an outline at full, half or quarter length, with more time where it was granted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examprep.exams.outlines import Outline

Length = Literal["full", "half", "quarter"]
PARTS: dict[Length, int] = {"full": 1, "half": 2, "quarter": 4}
# Testing accommodations that candidates are granted: time and a quarter, a half, double.
EXTRA = (1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What one mock exam is made by; `extra` multiplies the time."""

    outline: Outline
    length: Length = "full"
    extra: float = 1.0

    @property
    def scored(self) -> int:
        """Give the number of scored items."""
        return self.outline.scored // PARTS[self.length]

    @property
    def pretest(self) -> int:
        """Give the number of items that are tried out, not scored."""
        return self.outline.pretest // PARTS[self.length]

    @property
    def count(self) -> int:
        """Give the number of items."""
        return self.scored + self.pretest

    @property
    def seconds(self) -> float:
        """Give the time for all items, in seconds: the exam's own pace, and what is granted."""
        return self.time_for(self.count)

    def time_for(self, count: int) -> float:
        """Give the time for so many items, in seconds, as where a bank has too few."""
        return float(round(self.outline.seconds_per_item * count * self.extra))

    @property
    def title(self) -> str:
        """Name the mock exam."""
        part = "" if self.length == "full" else f", {self.length} length"
        return f"{self.outline.name} mock{part}"
