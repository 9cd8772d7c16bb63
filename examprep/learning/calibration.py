"""How far the chance to pass was borne out: simulated candidates by what they were told.

Everything that is measured of it stands here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the candidates: the chance they were told, and the share that passed, 0 to 1."""

    foretold: float
    passed: float


# So many candidates were simulated, each with so many answers (docs/learning.md).
CANDIDATES, ANSWERS = 1_000, 400
TENTHS = (
    Tenth(0.08, 0.09),
    Tenth(0.19, 0.17),
    Tenth(0.33, 0.36),
    Tenth(0.47, 0.51),
    Tenth(0.59, 0.65),
    Tenth(0.70, 0.76),
    Tenth(0.80, 0.84),
    Tenth(0.87, 0.91),
    Tenth(0.94, 0.94),
    Tenth(0.99, 0.99),
)
# With a real standard so far from the assumed one, the chance was off by so many percent points.
OTHER_STANDARD, OFF_BY = 0.05, (14, 21)
