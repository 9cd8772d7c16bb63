"""The chance to pass, its interval, and the standard that real results speak for."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.exams.form import shares
from examprep.exams.outlines import EVERY_ID, outline
from examprep.learning.ability import AVERAGE, Ability, Posed
from examprep.learning.readiness import STANDARD_SD, Chance, Standard, chance
from examprep.learning.standard import learned

PTCE = (28, 15, 19, 18)
CSPT = (10, 13, 32, 5)
EXCPT = (15, 15, 13, 43, 14)
Given = tuple[int, float, float]


def answered(answers: list[Given], domains: int = 4) -> Ability:
    """Give the ability after first answers: domain, difficulty and credit of each."""
    ability = Ability(domains)
    for number, (domain, difficulty, right) in enumerate(answers):
        ability.answered(Posed(domain, difficulty), right=right, day=number / 20, seconds=30.0)
    return ability


@cache
def candidate(right: int, of: int) -> Ability:
    """Give the ability of whoever gets so many right, spread evenly over domains and answers."""
    return answered([(n % 4, AVERAGE, float(n * right % of < right)) for n in range(of)])


@cache
def after(right: int, passed: int = 0, failed: int = 0) -> Standard:
    """Give the standard after so many results of whoever gets so many of 80 right."""
    ability = candidate(right, 80)
    return learned([(ability, PTCE, True)] * passed + [(ability, PTCE, False)] * failed)


def width(found: Chance) -> float:
    return found.high - found.low


@pytest.mark.parametrize("counts", [PTCE, CSPT, EXCPT])
def test_no_answers_is_an_open_question(counts: tuple[int, ...]) -> None:
    found = chance(Ability(len(counts)), counts)
    assert found.value == pytest.approx(0.45, abs=0.03)
    assert found.low < 0.02
    assert found.high > 0.98


@pytest.mark.parametrize("name", EVERY_ID)
def test_the_domains_of_every_exam_work(name: str) -> None:
    exam = outline(name)
    counts = shares([domain.weight for domain in exam.domains], exam.scored)
    places = range(len(counts))
    strong = answered([(place, AVERAGE, 1.0) for place in places] * 10, len(counts))
    weak = answered([(place, AVERAGE, 0.0) for place in places] * 10, len(counts))
    assert chance(weak, counts).value < 0.1
    assert chance(strong, counts).value > 0.9


def test_more_right_answers_are_a_better_chance() -> None:
    found = [chance(candidate(right, 80), PTCE) for right in range(0, 81, 8)]
    for values in ([one.value for one in found], [one.low for one in found]):
        assert values == sorted(values)
    assert found[0].value < 0.05
    assert found[-1].value > 0.95


@pytest.mark.parametrize("of", [8, 40, 120])
@pytest.mark.parametrize("tenths", range(11))
def test_the_chance_lies_in_its_interval(tenths: int, of: int) -> None:
    found = chance(candidate(of * tenths // 10, of), PTCE)
    assert 0 <= found.low <= found.value <= found.high <= 1


given_answers = st.tuples(st.integers(0, 3), st.floats(-2, 1), st.sampled_from((0.0, 0.5, 1.0)))


@given(st.lists(given_answers, min_size=1, max_size=40), st.data())
def test_a_right_answer_for_a_wrong_one_never_lowers_the_chance(
    answers: list[Given], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(answers) - 1))
    domain, difficulty, _ = answers[place]
    wrong, right = (
        chance(
            answered([*answers[:place], (domain, difficulty, credit), *answers[place + 1 :]]), PTCE
        )
        for credit in (0.0, 1.0)
    )
    assert right.value >= wrong.value
    assert right.low >= wrong.low - 1e-9
    assert right.high >= wrong.high - 1e-9


def test_many_answers_leave_a_narrower_interval_than_none() -> None:
    none, many = chance(Ability(4), PTCE), chance(candidate(255, 300), PTCE)
    assert width(many) < width(none) / 2


def test_the_longer_until_the_exam_the_less_is_sure() -> None:
    ability = candidate(60, 80)
    now, later = chance(ability, PTCE), chance(ability, PTCE, 120.0)
    assert later.low < now.low
    assert later.high > now.high


def test_looking_ahead_leaves_the_ability_as_it_is() -> None:
    ability = answered([(0, AVERAGE, 1.0)])
    mean, spread = [*ability.mean], [[*row] for row in ability.spread]
    first = chance(ability, PTCE, 90.0)
    assert (ability.mean, ability.spread) == (mean, spread)
    assert chance(ability, PTCE, 90.0) == first


def test_a_heavy_domain_weighs_more_than_a_light_one() -> None:
    heavy, light = Ability(4), Ability(4)
    heavy.mean[2] -= 0.8
    light.mean[3] -= 0.8
    whole = chance(Ability(4), CSPT).value
    assert chance(heavy, CSPT).value < chance(light, CSPT).value - 0.1 < whole


def test_the_order_of_answers_of_one_instant_hardly_matters() -> None:
    answers = [(n % 4, AVERAGE + n % 5 / 4 - 0.5, float(n % 10 < 7)) for n in range(80)]
    there, back = answered(answers), answered(answers[::-1])
    assert chance(back, PTCE).value == pytest.approx(chance(there, PTCE).value, abs=0.05)


@pytest.mark.parametrize("offset", [0.1, 0.5])
def test_an_easier_standard_is_a_better_chance(offset: float) -> None:
    ability = candidate(56, 80)
    harder, usual, easier = (
        chance(ability, PTCE, 0.0, Standard(at)).value for at in (-offset, 0.0, offset)
    )
    assert harder < usual < easier


def test_a_standard_less_known_is_a_wider_interval() -> None:
    ability = candidate(60, 80)
    sharp, blunt = (chance(ability, PTCE, 0.0, Standard(0.0, sd)) for sd in (0.15, STANDARD_SD))
    assert width(sharp) < width(blunt)


def test_no_results_leave_the_assumed_standard() -> None:
    assert learned([]) == Standard() == Standard(0.0, STANDARD_SD)


WAYS = [(right, way) for right in (48, 60, 72) for way in (True, False)]


@pytest.mark.parametrize(("right", "passed"), WAYS)
def test_one_result_moves_the_standard_its_way(right: int, passed: bool) -> None:
    found = after(right, passed, not passed)
    assert (found.offset > 0) is passed
    assert abs(found.offset) < 2 * STANDARD_SD


@pytest.mark.parametrize(("right", "passed"), WAYS)
def test_one_result_makes_the_standard_surer(right: int, passed: bool) -> None:
    assert after(right, passed, not passed).sd < STANDARD_SD


def test_more_results_make_the_standard_surer_still() -> None:
    assert 0.15 < after(60, 2, 1).sd < after(60, 1, 1).sd < STANDARD_SD


@pytest.mark.parametrize(("passed", "failed"), [(1, 0), (0, 1)])
def test_the_same_result_again_moves_the_standard_further(passed: int, failed: int) -> None:
    once, twice = after(60, passed, failed), after(60, 2 * passed, 2 * failed)
    assert abs(twice.offset) > 1.3 * abs(once.offset)


def test_a_surprise_moves_the_standard_more_than_what_was_foreseen() -> None:
    assert after(48, passed=1).offset > after(72, passed=1).offset > 0
    assert after(72, failed=1).offset < after(48, failed=1).offset < 0


def test_results_of_several_exams_count_together_in_any_order() -> None:
    told = [(candidate(64, 80), CSPT, False), (Ability(5), EXCPT, True)]
    one, other = learned(told), learned(told[::-1])
    assert (one.offset, one.sd) == pytest.approx((other.offset, other.sd))


def test_a_pass_raises_the_chance_of_the_next_exam_and_a_failure_lowers_it() -> None:
    ability = candidate(60, 80)
    usual = chance(ability, PTCE).value
    assert chance(ability, PTCE, 0.0, after(60, failed=2)).value < usual
    assert chance(ability, PTCE, 0.0, after(60, passed=2)).value > usual
