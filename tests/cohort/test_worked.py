"""Figures worked out by hand, step by step, as a textbook would."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import pytest

from examprep.cohort.beta import interval, share_below
from examprep.cohort.classical import classical, shrunk, wilson
from examprep.cohort.difficulty import difficulty
from examprep.cohort.flags import Statistics, flags
from examprep.cohort.forms import forms
from examprep.cohort.keycheck import check_keys
from examprep.cohort.levels import level
from examprep.cohort.people import standings
from examprep.cohort.report import Period
from examprep.cohort.subject import placed
from examprep.cohort.theta import NODES, SD, STEEP, log_chances, rest
from examprep.cohort.topics import groups, to_teach, whole
from examprep.learning.ability import CUT
from tests.cohort.classes import facts, firsts_of, marked
from tests.cohort.crowds import NOON, TODAY, people, subject, table

OVER = subject()
NAMES = list(OVER.syllabus.names)
DAY = 86_400.0

# Five people, four items; whole scores 4, 3, 2, 1, 0: Guttman's perfect scale.
SCALE = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]


def test_kr_20_with_the_variances_of_samples() -> None:
    # p = .8 .6 .4 .2; p q = .16 .24 .24 .16, of a sample x 5/4: .2 .3 .3 .2, in all 1.
    # Scores 0 to 4: variance 2.5. KR-20 = 4/3 (1 - 1 / 2.5) = 0.8; SEM = sqrt(2.5 x 0.2).
    (found,) = forms(marked(SCALE))
    assert found.alpha == pytest.approx(0.8)
    assert found.sem == pytest.approx(sqrt(0.5))
    assert (found.mean, found.sd) == (pytest.approx(2.0), pytest.approx(sqrt(2.5)))
    assert not found.enough  # five are not thirty


def test_the_corrected_point_biserial_of_its_second_item() -> None:
    # Second item: 1 1 1 0 0 with the others 3 2 1 1 0, means .6 and 1.4.
    # Products about the means: .4 (1.6 + .6 - .4) - .6 (-.4 - 1.4) = .72 + 1.08 = 1.8.
    # Squares: 3 x .16 + 2 x .36 = 1.2, and 2.56 + .36 + .16 + .16 + 1.96 = 5.2.
    found = classical(firsts_of(SCALE), facts(4))
    r = 1.8 / sqrt(1.2 * 5.2)
    assert found.r[1] == pytest.approx(r)
    assert found.discrimination[1] == pytest.approx(100.0 * r)
    assert found.r_se[1] == pytest.approx((1.0 - r**2) / 2.0)
    assert found.facility.tolist() == pytest.approx([0.8, 0.6, 0.4, 0.2])


def test_the_most_that_a_covariance_could_be_of_its_second_item() -> None:
    # Both sorted: 0 0 1 1 1 with 0 1 1 2 3: -.6 (-1.4 - .4) + .4 (-.4 + .6 + 1.6) = 1.8: as it is.
    found = classical(firsts_of(SCALE), facts(4))
    assert found.efficiency[1] == pytest.approx(100.0)


def test_wilsons_interval_of_one_of_ten() -> None:
    # z = 1.96: middle (.1 + z^2/20) / (1 + z^2/10), half z sqrt(.009 + z^2/400) / (1 + z^2/10).
    low, high = wilson(np.array([0.1]), np.array([10]))
    z = 1.959963984540054
    middle = (0.1 + z**2 / 20.0) / (1.0 + z**2 / 10.0)
    half = z * sqrt(0.1 * 0.9 / 10.0 + z**2 / 400.0) / (1.0 + z**2 / 10.0)
    assert (low[0], high[0]) == (pytest.approx(middle - half), pytest.approx(middle + half))
    assert (low[0], high[0]) == (pytest.approx(0.0179, abs=5e-5), pytest.approx(0.4042, abs=5e-5))


def test_none_and_all_of_ten_have_an_open_and_a_closed_end() -> None:
    low, high = wilson(np.array([0.0, 1.0]), np.array([10, 10]))
    assert low[0] == 0.0
    assert high[1] == pytest.approx(1.0)
    assert high[0] == pytest.approx(1.0 - low[1]) == pytest.approx(0.2775, abs=5e-5)


def test_a_correlation_is_drawn_to_the_usual_one() -> None:
    # .12^-2 = 69.4 people's worth of .25: (0 x 30 + 69.4 x .25) / 99.4.
    found = shrunk(np.array([0.0]), np.array([30]))
    assert found[0] == pytest.approx((0.25 / 0.0144) / (30.0 + 1.0 / 0.0144))
    assert found[0] == pytest.approx(0.1746, abs=5e-5)


def test_jeffreys_interval_of_a_half_is_even() -> None:
    # Beta(5.5, 5.5) is symmetric about a half.
    low, high = interval(np.array([5.0]), np.array([10.0]))
    assert low[0] + high[0] == pytest.approx(1.0)
    assert share_below(np.array([5.5]), np.array([5.5]), high)[0] == pytest.approx(0.9)


def test_nobody_answered_and_the_interval_is_that_of_the_prior() -> None:
    # Beta(1/2, 1/2): the arcsine law, F(x) = 2/pi asin(sqrt(x)); F^-1(.1) = sin(.05 pi)^2.
    low, high = interval(np.array([0.0]), np.array([0.0]))
    assert low[0] == pytest.approx(np.sin(0.05 * np.pi) ** 2)
    assert high[0] == pytest.approx(np.sin(0.45 * np.pi) ** 2)


def test_odds_and_failure_with_a_floor() -> None:
    # c = .25 and x = 0: P = .25 + .75 / 2 = .625; log(P / (1 - P)) = log(5/3).
    odds, fail = log_chances(np.array([0.0]), np.array([0.25]))
    assert odds[0] == pytest.approx(log(5.0 / 3.0))
    assert fail[0] == pytest.approx(log(0.375))


def test_ability_from_one_other_item_on_the_grid() -> None:
    firsts, known = firsts_of([[1, 0]]), facts(2, difficulty=[0.0, 0.4])
    found = rest(firsts, known)
    for row, (other, right) in enumerate(((0.4, False), (0.0, True))):
        chance = [0.25 + 0.75 / (1.0 + exp(-STEEP * (node - other))) for node in NODES]
        weight = [
            exp(-0.5 * (node / SD) ** 2) * (p if right else 1.0 - p)
            for node, p in zip(NODES, chance, strict=True)
        ]
        mean = sum(w * node for w, node in zip(weight, NODES, strict=True)) / sum(weight)
        assert found.mean[row] == pytest.approx(mean)
    assert found.mean[0] < 0.0 < found.mean[1]


def test_five_abilities_of_unequal_sureness() -> None:
    # Weights 4 1 2 1 2: (4 x 1 + 1 x 0 + 2 x .5 + 1 x 0 + 2 x -.5) / 10.
    mean = np.array([1.0, 0.0, 0.5, 0.0, -0.5])
    found = level(mean, np.array([0.25, 1.0, 0.5, 1.0, 0.5]))
    assert found is not None
    assert (found.mean, found.sd) == (pytest.approx(0.4), pytest.approx(10.0**-0.5))
    low, high = found.shares[1:]
    assert low < found.shares[0] < high


def test_points_that_a_topic_costs() -> None:
    # Six people, one question each of topic 0, two right: a third, CUT - 1/3 below the standard.
    given = [{"person": n, "item": 0, "credit": float(n < 2)} for n in range(6)]
    rows = table(given, people(6), NAMES)
    found = groups(rows, placed(rows, OVER), OVER, rows.at > 0, "topic")
    (one,) = (each for each in found if each.answers)
    assert one.share == pytest.approx(1.0 / 3.0)
    assert one.lost == pytest.approx(100.0 * one.weight * (CUT - 1.0 / 3.0))
    assert to_teach(found) == (one,)


def test_a_whole_of_two_halves() -> None:
    # Every domain half right but one all right: its weight stands for itself.
    given = [
        {"person": n, "item": item, "credit": float(n % 2 == 0 or OVER.syllabus.domains[item] == 0)}
        for n in range(10)
        for item in range(120)
    ]
    rows = table(given, people(10), NAMES)
    domains = groups(rows, placed(rows, OVER), OVER, rows.at > 0, "domain")
    found = whole(domains)
    assert found is not None
    first = domains[0].weight
    assert found.share == pytest.approx(first + 0.5 * (1.0 - first))


def test_a_day_counts_once_however_much_was_answered() -> None:
    given = [
        {"person": 0, "item": n, "at": NOON - day * DAY + n} for day in (0, 0, 3) for n in range(3)
    ]
    rows = table(given, people(1), NAMES)
    (one,) = standings(rows, placed(rows, OVER), OVER, Period(TODAY).of(rows), TODAY)
    assert (one.answers, one.firsts, one.days, one.last) == (9, 3, 2, TODAY)


def test_difficulty_stays_the_authors_where_nobody_answered_and_moves_where_many_did() -> None:
    firsts, known = firsts_of([[1, 1, 0]] * 40), facts(4, difficulty=[0.0, 1.0, -1.0, 0.5])
    found = difficulty(firsts_of([[1, 1, 0, None]] * 40), known, rest(firsts, known))
    assert found.mean[3] == pytest.approx(0.5)
    assert found.mean[0] < 0.0
    assert found.mean[1] < 1.0
    assert found.mean[2] > -1.0
    assert (found.sd[:3] < found.sd[3]).all()


def test_all_of_fifty_right_is_too_easy_and_forty_nine_of_a_hundred_not() -> None:
    # Beta(50.5, .5): P(> .95) = 1 - I_.95; of 49 in 100 nothing of the kind.
    for right, count, easy in ((50, 50, True), (49, 100, False), (49, 49, False)):
        marks = [[float(n < right), float(n % 2)] for n in range(count)]
        firsts, known = firsts_of(marks), facts(2, options=4)
        others = rest(firsts, known)
        told = flags(
            Statistics(
                firsts,
                known,
                classical(firsts, known, others),
                difficulty(firsts, known, others),
                check_keys(firsts, known, others),
            )
        ).flag("easy", 0)
        assert told.raised is easy
        assert told.enough == (count >= 50)
        beta = 1.0 - share_below(
            np.array([right + 0.5]), np.array([count - right + 0.5]), np.array([0.95])
        )
        assert told.chance == pytest.approx(beta[0])
