"""Large simulations: wrong keys among spoilt items, and candidates at risk; -s shows figures."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from examprep.cohort.classical import classical
from examprep.cohort.difficulty import difficulty
from examprep.cohort.firsts import first_answers
from examprep.cohort.flags import Statistics, flags
from examprep.cohort.keycheck import check_keys
from examprep.cohort.theta import rest
from examprep.learning.ability import AVERAGE
from examprep.learning.learner import DAY, fold
from examprep.learning.outlook import outlook
from examprep.learning.syllabus import Syllabus
from examprep.progress.log import Entry
from tests.cohort.classes import LEVELS, ONLY_WRONG, SPOILT, Class, simulated

pytestmark = pytest.mark.torture

# How many classes of 60 items are simulated, so that there are hundreds of wrong keys.
CLASSES = {10: 500, 30: 800, 100: 600, 300: 300, 3000: 40}
REQUIRED = {30: (0.80, 0.85), 100: (0.92, 0.93), 300: (0.97, 0.94)}


@dataclass
class Seen:
    """What was wrong with each simulated item, and what the check made of it."""

    kind: Any
    flagged: Any
    narrow: Any
    pointed: Any

    def found(self) -> float:
        return float(self.flagged[self.kind == "wrong"].mean())

    def precision(self, *kinds: str) -> float:
        return float(np.isin(self.kind[self.flagged], kinds).mean())

    def report(self, name: str, people: int) -> None:
        wrong = self.kind == "wrong"
        kinds = {one: int((self.flagged & (self.kind == one)).sum()) for one in SPOILT}
        print(
            f"\n{name}, n = {people}: {len(self.kind)} items, {wrong.sum()} wrong keys; "
            f"P > .5 finds {self.found():.3f}, "
            f"precision {self.precision('wrong', 'two', 'junk'):.3f} "
            f"(wrong or two keys {self.precision('wrong', 'two'):.3f}, "
            f"wrong alone {self.precision('wrong'):.3f}), "
            f"names the right option in {self.pointed[wrong & self.flagged].mean():.3f}; "
            f"without noise finds {self.narrow[wrong].mean():.3f}; flagged: {kinds}"
        )


def looked_at(one: Class) -> tuple[Any, ...]:
    firsts = first_answers(one.table, one.facts)
    check = check_keys(firsts, one.facts, rest(firsts, one.facts))
    return one.kind, check.doubt > 0.5, check.wrong + check.two > 0.5, check.suspect == one.right


def simulate(people: int, kinds: dict[str, float]) -> Seen:
    seeds = range(1000 * people, 1000 * people + CLASSES[people])
    rows = [looked_at(simulated(people, seed, kinds=kinds)) for seed in seeds]
    return Seen(*(np.concatenate(column) for column in zip(*rows, strict=True)))


@pytest.mark.parametrize("people", CLASSES)
def test_wrong_keys_are_found_among_spoilt_items(people: int) -> None:
    """1 % wrong keys, 8 % traps, 2 % two keys, 2 % junk: precision is that somebody should look."""
    seen = simulate(people, SPOILT)
    seen.report("spoilt", people)
    least = REQUIRED.get(people, (0.0, 0.0))
    assert seen.found() >= least[0]
    assert seen.precision("wrong", "two", "junk") >= least[1]


@pytest.mark.parametrize("people", [30, 100, 300])
def test_wrong_keys_are_found_where_nothing_else_is_wrong(people: int) -> None:
    seen = simulate(people, ONLY_WRONG)
    seen.report("only wrong keys", people)
    least = REQUIRED[people]
    assert seen.found() >= least[0]
    assert seen.precision("wrong") >= least[1]


def test_the_flag_is_the_check_with_its_least_number() -> None:
    one = simulated(300, seed=7)
    firsts = first_answers(one.table, one.facts)
    left = rest(firsts, one.facts)
    check = check_keys(firsts, one.facts, left)
    known = classical(firsts, one.facts), difficulty(firsts, one.facts, left)
    raised = flags(Statistics(firsts, one.facts, *known, check)).raised()
    found = sorted(flag.item for flag in raised if flag.kind == "key")
    assert found == np.flatnonzero(check.doubt > 0.5).tolist()


COUNTS = (28, 15, 19, 18)
ITEMS = 600


class Exam:
    """A bank whose authors rate difficulty with r = .6, and an exam that lies off it by chance."""

    def __init__(self, rng: Any) -> None:
        level = rng.normal(size=ITEMS)
        self.hard = AVERAGE + level
        self.steep = np.exp(rng.normal(0, 0.3, ITEMS))
        rated = 0.6 * level + 0.8 * rng.normal(size=ITEMS)
        seen = np.digitize(rated, (-0.84, -0.25, 0.25, 0.84))
        self.domain = rng.choice(4, ITEMS, p=np.array(COUNTS) / 80)
        self.shift = rng.normal(0, 0.25)
        self.syllabus = Syllabus(
            names=[f"demo/item-{n}" for n in range(ITEMS)],
            topics=self.domain.tolist(),
            topic_names=[f"demo:topic-{n}" for n in range(4)],
            domains=bytes(self.domain.tolist()),
            difficulties=(AVERAGE + 0.6 * np.array(LEVELS)[seen]).tolist(),
            guesses=[0.25] * ITEMS,
            prints=[0] * ITEMS,
            counts=COUNTS,
            pace=73.0,
        )

    def knows(self, ability: Any, items: Any) -> Any:
        above = self.steep[items] * (ability[self.domain[items]] - self.hard[items])
        return 0.98 * (0.22 + 0.78 / (1 + np.exp(-above)))

    def passes(self, ability: Any) -> float:
        """Give the true chance to pass, form of the day and luck of the form included."""
        chances = self.knows(ability - self.shift, np.arange(ITEMS))
        shares = np.array([chances[self.domain == domain].mean() for domain in range(4)])
        counts = np.array(COUNTS)
        spread = float((shares * (1 - shares)) @ counts) + (0.2 * 0.14 * 80) ** 2
        return NormalDist().cdf((float(shares @ counts) - 56 + 0.5) / sqrt(spread))


def candidate(exam: Exam, rng: Any) -> tuple[str, bool, float]:
    """Simulate one who studies: the verdict, whether there were enough answers, the true chance."""
    ability = rng.normal(-0.25, 0.6) + rng.normal(0, 0.3, 4)
    count = int(np.clip(rng.lognormal(5.0, 0.6), 20, 500))
    entries = []
    for place, item in enumerate(rng.permutation(ITEMS)[:count].tolist()):
        right = float(rng.random() < exam.knows(ability, np.array([item]))[0])
        at = (20_000 + place / 20) * DAY
        entries.append(Entry(at, exam.syllabus.names[item], right, 40.0))
        ability = ability + 0.003 * max(0.0, 1.0 - place / 400)
    found = outlook(fold(exam.syllabus, entries), 1.0)
    return found.verdict, found.enough, exam.passes(ability)


@pytest.mark.parametrize(("people", "classes"), [(30, 40), (300, 4), (3000, 1)])
def test_the_candidates_at_risk_are_named(people: int, classes: int) -> None:
    """The list names those whose chance's upper end is at most .5, given enough answers."""
    named, real = [], []
    for seed in range(classes):
        rng = np.random.default_rng(people * 100 + seed)
        exam = Exam(rng)
        for _ in range(people):
            verdict, enough, truth = candidate(exam, rng)
            named.append(enough and verdict == "not yet")
            real.append(truth)
    listed, chance = np.array(named), np.array(real)
    risk = chance < 0.5
    precision, recall = risk[listed].mean(), listed[risk].mean()
    print(
        f"\nat risk, classes of {people}: {len(chance)} candidates, {risk.sum()} with a true "
        f"chance under .5; {listed.sum()} named, precision {precision:.3f}, recall {recall:.3f} "
        f"(of those under .2: {listed[chance < 0.2].mean():.3f}); "
        f"of the named {1 - chance[listed].mean():.3f} fail"
    )
    assert precision >= 0.85
    assert recall >= 0.30
