"""Item statistics once more, in plain loops from the textbook formulas: the code is held to it.

Nothing here is shared with the package but the numbers that measurement.md section 4 fixes.
"""

from __future__ import annotations

from math import exp, isnan, lgamma, log, nan, pi, sqrt
from statistics import fmean, median
from typing import Any, NamedTuple

from examprep.cohort.table import Table


class Given(NamedTuple):
    person: int
    item: int
    credit: float
    seconds: float
    chose: int


def answers(table: Table) -> list[Given]:
    """Give the first answers, those under five seconds only from mock exams."""
    return [
        Given(
            int(table.person[row]),
            int(table.item[row]),
            float(table.credit[row]),
            float(table.seconds[row]),
            int(table.chose[row]),
        )
        for row in range(len(table))
        if table.exposure[row] == 1 and (table.exam[row] or table.seconds[row] >= 5)
    ]


def variance(values: list[float]) -> float:
    mean = fmean(values)
    return sum((one - mean) ** 2 for one in values) / (len(values) - 1)


def covariance(one: list[float], other: list[float]) -> float:
    left, right = fmean(one), fmean(other)
    return sum((a - left) * (b - right) for a, b in zip(one, other, strict=True)) / (len(one) - 1)


def statistics(given: list[Given], item: int, score: dict[int, float]) -> dict[str, float]:
    """Give an item's statistics; `score` is that of each person on the others."""
    mine = [one for one in given if one.item == item]
    n, marks = len(mine), [one.credit for one in mine]
    rest = [score[one.person] for one in mine]
    facility = sum(marks) / n
    low, high = wilson(facility, n)
    found = {"n": n, "facility": facility, "low": low, "high": high}
    found["seconds"] = median(one.seconds for one in mine)
    found["upper_lower"] = upper_lower(marks, rest)
    spread = n > 1 and len(set(marks)) > 1 and len({round(one, 9) for one in rest}) > 1
    cov = covariance(marks, rest) if spread else nan
    found["r"] = cov / sqrt(variance(marks) * variance(rest)) if spread else nan
    found["r_se"] = (1 - found["r"] ** 2) / sqrt(n - 1) if spread else nan
    found["r_shrunk"] = (found["r"] * n + 0.25 / 0.12**2) / (n + 1 / 0.12**2)
    found["discrimination"] = 100 * found["r"]
    most = covariance(sorted(marks), sorted(rest)) if spread else nan
    found["efficiency"] = 100 * cov / most if spread else nan
    return found


def wilson(share: float, n: int) -> tuple[float, float]:
    """Solve (p - share)^2 = z^2 p (1 - p) / n for p."""
    z = 1.959963984540054
    a, b, c = 1 + z * z / n, -(2 * share + z * z / n), share * share
    root = sqrt(max(0.0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def upper_lower(marks: list[float], rest: list[float]) -> float:
    """Walk down and up the people by score; equals at the edge give their mean mark."""
    n = len(marks)
    if n < 2:
        return nan
    end = max(1, round(0.27 * n))

    def mean_of_first(sign: int) -> float:
        left, total = end, 0.0
        for level in sorted({sign * round(one, 9) for one in rest}):
            equal = [m for m, one in zip(marks, rest, strict=True) if sign * round(one, 9) == level]
            taken = min(left, len(equal))
            total += taken * fmean(equal)
            left -= taken
            if not left:
                break
        return total / end

    return mean_of_first(-1) - mean_of_first(1)


def on_others(given: list[Given], item: int) -> dict[int, float]:
    """Give each person's mean mark on the other items."""
    found: dict[int, list[float]] = {}
    for one in given:
        if one.item != item:
            found.setdefault(one.person, []).append(one.credit)
    return {person: fmean(marks) for person, marks in found.items()}


def ability(
    given: list[Given], item: int, hard: list[float], guess: list[float]
) -> dict[int, tuple[float, float]]:
    """Give mean and spread of each person's ability without an item, on 25 points from -3 to 3."""
    points = [-3 + 0.25 * step for step in range(25)]
    steep = 1 / sqrt(1 + pi / 8 * 0.8**2)
    found = {}
    for person in {one.person for one in given}:
        weights = []
        for point in points:
            weight = -0.5 * (point / 0.9) ** 2
            for one in given:
                if one.person == person and one.item != item:
                    chance = right(steep * (point - hard[one.item]), guess[one.item])
                    weight += one.credit * log(chance) + (1 - one.credit) * log(1 - chance)
            weights.append(weight)
        shares = normalised(weights)
        mean = sum(s * p for s, p in zip(shares, points, strict=True))
        square = sum(s * (p - mean) ** 2 for s, p in zip(shares, points, strict=True))
        found[person] = mean, sqrt(square)
    return found


def right(x: float, guess: float) -> float:
    return guess + (1 - guess) / (1 + exp(-x))


def normalised(logs: list[float]) -> list[float]:
    top = max(logs)
    raw = [exp(one - top) for one in logs]
    return [one / sum(raw) for one in raw]


def difficulty(
    given: list[Given], item: int, author: float, guess: float, able: dict[int, tuple[float, float]]
) -> tuple[float, float]:
    """Give mean and spread of an item's difficulty."""
    points = [author - 3.2 + 0.16 * step for step in range(41)]
    logs = []
    for point in points:
        total = -0.5 * ((point - author) / 0.8) ** 2
        for one in given:
            if one.item == item:
                mean, sd = able[one.person]
                chance = right((mean - point) / sqrt(1 + pi / 8 * sd**2), guess)
                total += one.credit * log(chance) + (1 - one.credit) * log(1 - chance)
        logs.append(total)
    shares = normalised(logs)
    mean = sum(s * p for s, p in zip(shares, points, strict=True))
    return mean, sqrt(sum(s * (p - mean) ** 2 for s, p in zip(shares, points, strict=True)))


def dirichlet(counts: list[int], alpha: float) -> float:
    """Give the log-likelihood of a sequence with such counts under a Dirichlet-multinomial."""
    whole = alpha * len(counts)
    found = lgamma(whole) - lgamma(whole + sum(counts))
    return found + sum(lgamma(alpha + one) - lgamma(alpha) for one in counts)


def key_check(
    chose: list[int], able: list[tuple[float, float]], key: int, options: int, author: float
) -> dict[Any, float]:
    """Give the posterior of each hypothesis: "fine", "noise", ("wrong", o) and ("two", o)."""
    floor = 0.9 / options
    points = [-3.2 + 0.4 * step for step in range(17)]
    counts = [chose.count(option) for option in range(options)]
    slopes = ((0.45, 0.1), (0.7, 0.2), (1.0, 0.4), (1.4, 0.2), (2.0, 0.1))
    average = -log((0.45 / 0.75) / (1 - 0.45 / 0.75)) * sqrt(1 + pi / 8)

    def drawn(right_ones: set[int], mean: float, sd: float) -> float:
        bells = normalised([-0.5 * ((point - mean) / sd) ** 2 for point in points])
        logs = []
        for slope, weight in slopes:
            for point, bell in zip(points, bells, strict=True):
                total = log(weight * bell)
                for option, (middle, spread) in zip(chose, able, strict=True):
                    flat = slope / sqrt(1 + pi / 8 * (slope * spread) ** 2)
                    chance = right(flat * (middle - point), floor)
                    total += log(chance if option in right_ones else 1 - chance)
                logs.append(total)
        top = max(logs)
        return top + log(sum(exp(one - top) for one in logs))

    def without(*gone: int) -> list[int]:
        return [count for option, count in enumerate(counts) if option not in gone]

    plain = log(0.886) + drawn({key}, author, 0.9) + dirichlet(without(key), 1.5)
    lured = log(0.065) + drawn({key}, average + 1.5, 0.7) + dirichlet(without(key), 0.6)
    top = max(plain, lured)
    found: dict[Any, float] = {"fine": top + log(exp(plain - top) + exp(lured - top))}
    found["noise"] = log(0.006) + dirichlet(counts, 2.0)
    for option in range(options):
        if option != key:
            found["wrong", option] = (
                log(0.035 / (options - 1))
                + drawn({option}, author, 0.9)
                + dirichlet(without(option), 1.5)
            )
            found["two", option] = (
                log(0.008 / (options - 1))
                + drawn({key, option}, author, 0.9)
                + dirichlet([counts[key], counts[option]], 2.0)
                + dirichlet(without(key, option), 1.5)
            )
    return dict(zip(found, normalised([*found.values()]), strict=True))


def same(one: float, other: float, within: float = 1e-9) -> bool:
    """Tell whether two numbers agree, NaN with NaN."""
    if isnan(one) or isnan(other):
        return isnan(one) and isnan(other)
    return abs(one - other) <= within * max(1.0, abs(other))
