"""Reliability of fixed forms: what several people sat, item by item the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from examprep.cohort.firsts import Floats, Ints
from examprep.cohort.table import Table

LEAST_PEOPLE = 30
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Form:
    """One form, as `Table.sittings` names it, and how consistent its scores are.

    `people` answered all of its `items`, once each; `partly` answered only some and are left out.
    `mean` and `sd` are of their whole score in points. `alpha` is Cronbach's, which is KR-20 where
    every answer is right or wrong; `sem` the standard error of a score in points. NaN where all
    scores are equal, or there are fewer than two people or items.
    """

    name: str
    people: int
    partly: int
    items: int
    mean: float
    sd: float
    alpha: float
    sem: float

    @property
    def enough(self) -> bool:
        """Tell whether there are enough people to say anything."""
        return self.people >= LEAST_PEOPLE


def forms(table: Table) -> list[Form]:
    """Give the forms that several people sat; of each person the first answer to each item in it.

    Every answer counts, repeats and quick ones too: it is the score on the form that is judged.
    """
    return [_form(table, name, rows) for name, rows in _shared(table)]


def _shared(table: Table) -> Iterator[tuple[str, Ints]]:
    """Give the rows of each form that several people sat, sorted by person and time."""
    places = {name: place for place, name in enumerate(dict.fromkeys(table.sittings))}
    form = np.array([places[name] for name in table.sittings], np.int64)[table.sitting]
    first, last = np.zeros((2, len(places)), np.int64)
    last[form] = table.person  # of the rows of one form the last stays
    first[form[::-1]] = table.person[::-1]
    rows = np.flatnonzero((first != last)[form])
    rows = rows[np.argsort(form[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(form[rows], prepend=-1))
    for mine in np.split(rows, starts[1:]):
        if len(mine):
            yield table.sittings[table.sitting[mine[0]]], mine


def _form(table: Table, name: str, rows: Ints) -> Form:
    people, person = np.unique(table.person[rows], return_inverse=True)
    items, item = np.unique(table.item[rows], return_inverse=True)
    cells, first = np.unique(person * len(items) + item, return_index=True)
    marks = np.full((len(people), len(items)), np.nan)
    marks.flat[cells] = table.credit[rows[first]]
    whole = ~np.isnan(marks).any(axis=1)
    kept = marks[whole]
    alpha, sem = reliability(kept)
    scores = kept.sum(axis=1)
    several = len(scores) >= _SEVERAL
    return Form(
        name=name,
        people=len(kept),
        partly=int((~whole).sum()),
        items=len(items),
        mean=float(scores.mean()) if len(scores) else nan,
        sd=float(scores.std(ddof=1)) if several else nan,
        alpha=alpha,
        sem=sem,
    )


def reliability(marks: Floats) -> tuple[float, float]:
    """Give Cronbach's alpha and the standard error of measurement of marks (people x items).

    alpha = J / (J - 1) (1 - sum of the items' variances / variance of the scores) (Cronbach 1951;
    KR-20 by Kuder and Richardson 1937 where marks are 0 or 1); SEM = sd sqrt(1 - alpha).
    """
    people, items = marks.shape
    if people < _SEVERAL or items < _SEVERAL:
        return nan, nan
    whole = float(marks.sum(axis=1).var(ddof=1))
    if whole <= 0.0:
        return nan, nan
    alpha = items / (items - 1) * (1.0 - float(marks.var(axis=0, ddof=1).sum()) / whole)
    return alpha, sqrt(max(0.0, whole * (1.0 - alpha)))
