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


# So many candidates were simulated, each with so many answers (measurement.md 2.2, 2.4).
CANDIDATES, ANSWERS = 3_000, 400
TENTHS = (
    Tenth(0.05, 0.07),
    Tenth(0.16, 0.20),
    Tenth(0.29, 0.32),
    Tenth(0.41, 0.48),
    Tenth(0.56, 0.63),
    Tenth(0.68, 0.75),
    Tenth(0.80, 0.84),
    Tenth(0.89, 0.89),
    Tenth(0.95, 0.94),
    Tenth(0.99, 0.99),
)
# With a real standard so far from the assumed one, the chance was off by so many percent points.
OTHER_STANDARD, OFF_BY = 0.05, (15, 20)
