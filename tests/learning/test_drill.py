"""A drill: kinds take turns, and each finds the level at which the candidate still learns."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.errors import NotAllowed
from examprep.learning.drill import (
    Answered,
    Candidate,
    Drill,
    KindScore,
    kind_scores,
    next_question,
)
from tests.strategies import seeds

KINDS = ("drops", "doses", "dilution")
EASES = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4)


def items(kind: str, *eases: float) -> list[Candidate]:
    return [Candidate(f"calc/{kind}-{ease}", kind, ease) for ease in eases]


BANK = [one for kind in KINDS for one in items(kind, *EASES)]


def answered(*credits_: float, kind: str = "drops", name: str = "calc/x") -> list[Answered]:
    return [Answered(name, kind, credit, 10.0) for credit in credits_]


def level(*credits_: float) -> float:
    return Drill.of(answered(*credits_)).level("drops")


def drilled(bank, count, is_right, seed=1):
    """Sit a drill of so many questions, with a candidate who is right where `is_right` says."""
    ease, log = {one.name: one for one in bank}, []
    for _ in range(count):
        name = next_question(bank, log, seed).name
        one = ease[name]
        log.append(Answered(name, one.kind, float(is_right(one)), 20.0))
    return log


def by_ability(ability: float, draw: Random):
    """Answer as a logistic curve has it: at an ease equal to the ability 1 in 2 is right."""
    return lambda one: draw.random() < 1 / (1 + exp(-12 * (one.ease - 1 + ability)))


def eases(log: list[Answered]) -> list[float]:
    return [float(one.name.rpartition("-")[2]) for one in log]


def test_who_knows_everything_meets_the_hardest_of_every_kind_after_four_each():
    log = drilled(BANK, 15, lambda _: True)
    assert {one.kind: one.name for one in log[-3:]} == {kind: f"calc/{kind}-0.4" for kind in KINDS}


def test_who_knows_nothing_is_soon_asked_only_the_easiest():
    log = drilled(BANK, 60, lambda _: False)
    assert set(eases(log[12:])) == {0.9}


@pytest.mark.parametrize("seed", range(20))
def test_a_strong_candidate_is_asked_harder_questions_than_a_weak_one(seed: int):
    strong = eases(drilled(BANK, 120, by_ability(0.75, Random(seed)), seed))[30:]
    weak = eases(drilled(BANK, 120, by_ability(0.1, Random(seed)), seed))[30:]
    assert min(strong) == 0.4
    assert sum(strong) / len(strong) < 0.55
    assert sum(weak) / len(weak) > 0.75


@pytest.mark.parametrize("ability", [0.35, 0.45, 0.55])
def test_a_kind_settles_where_about_71_of_100_are_right(ability: float):
    bank = items("drops", *(0.9 - step / 40 for step in range(33)))
    logs = [drilled(bank, 200, by_ability(ability, Random(seed)), seed)[50:] for seed in range(10)]
    shares = [sum(one.right for one in log) / len(log) for log in logs]
    assert sum(shares) / len(shares) == pytest.approx(0.707, abs=0.03)


def test_before_the_first_miss_every_right_answer_raises_the_level():
    assert [level(*[1.0] * count) for count in range(6)] == [0.25, 0.45, 0.65, 0.85, 1.0, 1.0]


def test_after_a_miss_two_right_in_a_row_raise_it_by_half_as_much():
    assert level(1.0, 1.0, 0.0) == 0.45
    assert level(1.0, 1.0, 0.0, 1.0) == 0.45
    assert level(1.0, 1.0, 0.0, 1.0, 1.0) == 0.55
    assert level(1.0, 1.0, 0.0, 1.0, 1.0, 1.0) == 0.55


def test_a_miss_lowers_the_level_and_breaks_the_row():
    assert level(1.0, 1.0, 0.0, 1.0, 0.0) == 0.35
    assert level(1.0, 1.0, 0.0, 1.0, 0.0, 1.0) == 0.35


def test_partly_right_is_not_right():
    assert level(0.5) == level(0.0) < level()


def test_one_kind_going_badly_leaves_the_others_as_they_were():
    log = answered(0.0, 0.0, kind="drops") + answered(1.0, kind="doses")
    assert (Drill.of(log).level("drops"), Drill.of(log).level("doses")) == (0.0, 0.45)


def test_the_level_comes_with_the_question():
    log = answered(1.0, 1.0, kind="drops") + answered(0.0, 0.0, 1.0, kind="doses")
    pick = next_question(items("drops", 0.5) + items("doses", 0.5), log, 1)
    assert (pick.name, pick.level) == ("calc/drops-0.5", 0.65)


def test_kinds_take_turns_in_an_order_that_changes():
    log = drilled(BANK, 60, lambda _: True)
    rounds = [tuple(one.kind for one in log[start : start + 3]) for start in range(0, 60, 3)]
    assert {frozenset(turn) for turn in rounds} == {frozenset(KINDS)}
    assert len(set(rounds)) > 1


def test_a_kind_that_joins_later_catches_up():
    log = drilled(items("drops", *EASES), 5, lambda _: True)
    more = drilled(BANK[:12], 1, lambda _: True)
    assert more[0].kind in KINDS[:2]
    assert next_question(BANK[:12], log, 1).name.startswith("calc/doses")


def test_the_last_question_is_not_asked_again_where_another_kind_has_one():
    bank = items("drops", 0.5) + items("doses", 0.5)
    log = answered(1.0, 1.0, 1.0, kind="doses") + answered(1.0, name="calc/drops-0.5")
    assert next_question(bank, log, 1).name == "calc/doses-0.5"


def test_the_only_question_is_asked_again_and_again():
    log = drilled(items("drops", 0.5), 5, lambda _: False)
    assert len(log) == 5


def test_of_questions_alike_the_one_asked_longest_ago_comes_first():
    bank = [Candidate(f"calc/{name}", "drops", 0.6) for name in "abcde"]
    names = [one.name for one in drilled(bank, 20, lambda _: True)]
    assert set(names[:5]) == {one.name for one in bank}
    assert names[5:] == names[:15]


def test_one_that_fits_nearly_as_well_comes_before_one_asked_just_now():
    log = [*answered(1.0, 1.0, 1.0, name="calc/drops-0.4"), *answered(1.0, name="calc/drops-0.9")]
    assert next_question(items("drops", 0.9, 0.45, 0.4), log, 1).name == "calc/drops-0.45"
    assert next_question(items("drops", 0.9, 0.47, 0.4), log, 1).name == "calc/drops-0.47"
    assert next_question(items("drops", 0.9, 0.48, 0.4), log, 1).name == "calc/drops-0.4"


def test_another_seed_gives_another_order():
    firsts = {next_question(BANK, [], seed).name for seed in range(30)}
    assert {name.split("-")[0] for name in firsts} == {f"calc/{kind}" for kind in KINDS}


def test_a_drill_of_nothing_is_refused():
    with pytest.raises(NotAllowed, match="no questions"):
        next_question([], [], 1)


def test_each_kind_is_scored_in_the_order_it_came_up():
    log = [
        Answered("calc/a", "doses", 1.0, 30.0),
        Answered("calc/b", "drops", 0.5, 90.0),
        Answered("calc/a", "doses", 0.0, 10.0),
        Answered("calc/c", "doses", 1.0, 20.0),
    ]
    assert kind_scores(log) == (
        KindScore("doses", 3, 2, 20.0, 0.25),
        KindScore("drops", 1, 0, 90.0, 0.05),
    )


def test_nothing_answered_has_no_scores():
    assert kind_scores([]) == ()


candidates = st.lists(
    st.builds(
        Candidate,
        st.sampled_from("abcdefgh"),
        st.just(""),
        st.integers(0, 100).map(lambda n: n / 100),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one.name,
).flatmap(
    lambda drawn: st.lists(st.sampled_from(KINDS), min_size=len(drawn), max_size=len(drawn)).map(
        lambda kinds: [
            Candidate(one.name, kind, one.ease) for one, kind in zip(drawn, kinds, strict=True)
        ]
    )
)
rights = st.lists(st.sampled_from((0.0, 0.5, 1.0)), max_size=40)


@given(candidates, rights, seeds)
def test_any_drill_keeps_its_rules(bank, rights, seed):
    credit = iter(rights)
    log = drilled(bank, len(rights), lambda _: next(credit), seed)
    if len(bank) > 1:
        assert all(first.name != second.name for first, second in pairwise(log))
    asked = Counter(one.kind for one in log)
    sizes = Counter(one.kind for one in bank)
    if min(sizes.values()) > 1 or len(sizes) > 1:
        counts = [asked[kind] for kind in sizes]
        assert max(counts) - min(counts) <= 1
    assert all(0.0 <= score.level <= 1.0 for score in kind_scores(log))
    assert sum(score.asked for score in kind_scores(log)) == len(log)


@given(candidates, rights, seeds)
def test_a_drill_gone_on_with_from_its_log_is_the_same_whatever_order_the_bank_has(
    bank, rights, seed
):
    credit = iter(rights)
    log = drilled(bank, len(rights), lambda _: next(credit), seed)
    for length in range(len(log)):
        assert next_question(bank[::-1], list(log[:length]), seed).name == log[length].name
    assert Drill.of(log) == Drill.of(tuple(log))
