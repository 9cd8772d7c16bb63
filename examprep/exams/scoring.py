"""Scoring a mock exam: each domain's credit beside what a just-competent candidate would get.

The standard is set by the items' Angoff ratings: of 100 just-competent candidates, how many get
an item right, summed over the items that were asked (Angoff 1971, the mean of whose ratings is
the passing score). The raw cut of the real exams is not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examprep.exams.outlines import Domain, Outline

# What stands in for an item without a rating: the standard that is assumed for all.
USUAL = 0.70


@dataclass(frozen=True, slots=True)
class Marked:
    """A scored item: the area it stood for, its credit 0 to 1, and its Angoff rating, 0 to 1.

    Where its author gave no rating, it is not `rated`.
    """

    area: str
    credit: float
    angoff: float = USUAL
    rated: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A domain or an area: its items, their credit summed, and what the standard expects."""

    id: str
    title: str
    items: int
    credit: float
    standard: float

    @property
    def share(self) -> float:
        """Give the credit over the items, 0 to 1."""
        return self.credit / self.items if self.items else 0.0

    @property
    def meets(self) -> bool:
        """Tell whether the credit is no less than the standard expects, to half an item."""
        return self.credit + _HALF >= self.standard - _ROUNDING

    @property
    def lost(self) -> float:
        """Give by how many items the credit falls short of the standard; below 0 it exceeds it."""
        return self.standard - self.credit


_HALF = 0.5
# Sums of ratings are off by this much at most.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class DomainScore:
    """A domain of the outline, and its areas that were asked."""

    whole: Part
    areas: tuple[Part, ...]


def score(outline: Outline, marked: Sequence[Marked]) -> tuple[DomainScore, ...]:
    """Score the scored items of one sitting, domain by domain in the outline's order."""
    return tuple(_domain(domain, marked) for domain in outline.domains)


def _domain(domain: Domain, marked: Sequence[Marked]) -> DomainScore:
    mine = [one for one in marked if one.area in domain.areas]
    areas = tuple(
        _part(area, title, (one for one in mine if one.area == area))
        for area, title in domain.areas.items()
    )
    whole = _part(domain.id, domain.title, mine)
    return DomainScore(whole, tuple(area for area in areas if area.items))


def _part(name: str, title: str, items: Iterable[Marked]) -> Part:
    every = list(items)
    credit, standard = sum(one.credit for one in every), sum(one.angoff for one in every)
    return Part(name, title, len(every), credit, standard)


def to_study(domains: Sequence[DomainScore], count: int = 3) -> list[Part]:
    """Give the areas that lost most against the standard, the worst first."""
    areas = [area for domain in domains for area in domain.areas if area.credit < area.items]
    return sorted(areas, key=lambda area: (-area.lost, area.id))[:count]
