"""The published content outlines, read from the data files beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import rtoml

_FOLDER = Path(__file__).parent / "outlines"
# The order of choice on the first screen; the first is the default.
OUTLINE_IDS = ("ptce-2026", "excpt-2023", "cspt-2023")


@dataclass(frozen=True, slots=True)
class Domain:
    """A weighted part of an outline; `weight` is the percentage of scored items."""

    id: str
    title: str
    weight: float
    areas: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outline:
    """One exam's dated content outline with the figures of its sitting.

    `minutes` is the exam clock without tutorial and survey; `sure` says how well the figures
    are known.
    """

    id: str
    exam: str
    title: str
    in_force: date
    scored: int
    pretest: int
    minutes: int
    scale: tuple[int, int]
    pass_mark: int
    sure: str
    domains: tuple[Domain, ...]

    @property
    def areas(self) -> frozenset[str]:
        """Give every area as items name it: `ptce-2026:2.2`."""
        return frozenset(f"{self.id}:{area}" for domain in self.domains for area in domain.areas)

    @property
    def seconds_per_item(self) -> float:
        """Give the exam's own pace: clock over all items, in seconds."""
        return self.minutes * 60 / (self.scored + self.pretest)


@cache
def outline(outline_id: str) -> Outline:
    """Read one outline.

    Raises:
        KeyError: there is no outline of this id.
    """
    if outline_id not in OUTLINE_IDS:
        raise KeyError(outline_id)
    raw = rtoml.loads((_FOLDER / f"{outline_id}.toml").read_text(encoding="utf-8"))
    domains = tuple(Domain(**domain) for domain in raw.pop("domain"))
    return Outline(**{**raw, "scale": tuple(raw["scale"]), "domains": domains})


def known_areas() -> frozenset[str]:
    """Give every area of every outline."""
    return frozenset().union(*(outline(name).areas for name in OUTLINE_IDS))
