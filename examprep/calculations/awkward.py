"""How awkward the numbers of a variant are to work with, so that a drill can grow harder.

The measure is small on purpose: the significant figures of everything given and of the answer
before rounding, added up. 500 mL over 5 h at 20 gtt/mL has 1 + 1 + 1, and its answer 33.333...
gtt/min counts 4, the most that any number counts; 435 mL over 3.5 h has 3 + 2. A date counts
nothing, and a time of day as a number of hours: 0900 has one figure, 0945 three.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from fractions import Fraction

from examprep.calculations.given import Column
from examprep.calculations.numbers import ENDLESS, decimal_places
from examprep.calculations.template import Template, Variant
from examprep.calculations.units import unit_of
from examprep.errors import BadFormula
from examprep.words import tr

MOST_FIGURES = 4
"""Whoever types four figures into a calculator can type any number."""
_CLOCKS = frozenset({"clock", "clock12"})
_MINUTES_AN_HOUR = 60


def figures(number: Fraction) -> int:
    """Count the significant figures of a number, at most four: 0 has 1, 250 has 2, 1/3 has 4."""
    places = decimal_places(number)
    if places == ENDLESS:
        return MOST_FIGURES
    digits = str(abs(number.numerator) * 10**places // number.denominator).rstrip("0")
    return min(MOST_FIGURES, max(1, len(digits)))


def awkwardness(template: Template, variant: Variant) -> int:
    """Measure one variant of a template: only those of the same template can be compared."""
    columns = (column for source in template.sources for column in source.columns)
    given = sum(_of_given(column, variant) for column in columns)
    return given + _shown(variant.exact, template.writing.show)


def _of_given(column: Column, variant: Variant) -> int:
    value = variant.values[column.name]
    if isinstance(value, str):
        return 0
    return _shown(value / unit_of(column.unit).factor, column.show)


def _shown(number: Fraction, show: str) -> int:
    """Count the figures of a number in the way in which it is written."""
    if show == "date":
        return 0
    if show in _CLOCKS:
        return figures(number / _MINUTES_AN_HOUR)
    return figures(1 / number if show == "ratio" and number else number)


def fitting_seed(
    template: Template, seeds: Sequence[int], level: float, asked: Container[str] = ()
) -> int:
    """Choose the seed whose variant is as awkward as `level` says: 0 the least, 1 the most.

    Questions that were `asked`, given by their text, are left out where there are others.

    Raises:
        BadFormula: no seed gives a variant.
    """
    drawn = list(_drawn(template, seeds))
    fresh = [one for one in drawn if one[2] not in asked] or drawn
    if not fresh:
        raise BadFormula(tr("no draw meets the requirements of this template"))
    ranked = sorted(fresh, key=lambda one: one[0])
    return ranked[int(level * (len(ranked) - 1) + 0.5)][1]


def _drawn(template: Template, seeds: Iterable[int]) -> Iterable[tuple[int, int, str]]:
    """Give the awkwardness, seed and text of each variant that can be drawn."""
    for seed in seeds:
        try:
            variant = template.variant(seed)
        except BadFormula:
            continue
        yield awkwardness(template, variant), seed, variant.stem
