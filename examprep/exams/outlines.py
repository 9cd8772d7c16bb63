"""The published content outlines, read from the data files beside this module."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import rtoml

_FOLDER = Path(__file__).parent / "outlines"
# The order of choice on the first screen; the first is the default.
OUTLINE_IDS = ("ptce-2026", "excpt-2023", "cspt-2023")
# Those no longer in force can still be chosen, for whoever compares or looks back.
EVERY_ID = (*OUTLINE_IDS, "ptce-2020")
FIGURES = ("weights", "areas", "counts", "minutes", "scale", "pass_mark")


@dataclass(frozen=True, slots=True)
class Domain:
    """A weighted part of an outline; `weight` is the percentage of scored items."""

    id: str
    title: str
    weight: float
    areas: dict[str, str]


def numbered(area: str, title: str) -> str:
    """Name an area or a domain with its number, where the exam's body gives it one."""
    return f"{area} {title}" if area[:1].isdigit() else title


@dataclass(frozen=True, slots=True)
class Outline:
    """One exam's dated content outline with the figures of its sitting.

    `minutes` is the exam clock without tutorial and survey; `sure` says of each of `FIGURES`
    how well it is known. `same` names for an area those of other outlines that ask the same.
    `until` is the last day on which it was in force.
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
    sure: dict[str, str]
    domains: tuple[Domain, ...]
    same: dict[str, list[str]] = field(default_factory=dict)
    until: date | None = None

    @property
    def areas(self) -> frozenset[str]:
        """Give every area as items name it: `ptce-2026:2.2`."""
        return frozenset(f"{self.id}:{area}" for domain in self.domains for area in domain.areas)

    @property
    def name(self) -> str:
        """Name the exam, with the year where its outline is no longer in force."""
        return f"{self.exam} {self.in_force.year}" if self.until else self.exam

    @property
    def kin(self) -> frozenset[str]:
        """Name the outlines whose items this exam asks: itself, and those it has areas of."""
        others = (name for names in self.same.values() for name in names)
        return frozenset({self.id, *(name.partition(":")[0] for name in others)})

    @property
    def by_area(self) -> list[tuple[str, frozenset[str]]]:
        """Give each area with all names under which items belong to it."""
        return [(area, self.names_of(area)) for domain in self.domains for area in domain.areas]

    def names_of(self, area: str) -> frozenset[str]:
        """Give all names under which items belong to an area of this outline."""
        return frozenset({f"{self.id}:{area}", *self.same.get(area, ())})

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
    if outline_id not in EVERY_ID:
        raise KeyError(outline_id)
    raw = rtoml.loads((_FOLDER / f"{outline_id}.toml").read_text(encoding="utf-8"))
    domains = tuple(Domain(**domain) for domain in raw.pop("domain"))
    return Outline(**{**raw, "scale": tuple(raw["scale"]), "domains": domains})


def known_areas() -> frozenset[str]:
    """Give every area of every outline."""
    return frozenset().union(*(outline(name).areas for name in EVERY_ID))
