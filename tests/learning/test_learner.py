"""The learner: one fold for ability, memory and pace, the same for the same set of answers."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning.ability import AVERAGE, RAPID
from examprep.learning.learner import Learner, fold
from examprep.learning.syllabus import NO_DOMAIN
from tests.learning.worlds import answer, learned, syllabus

SYLLABUS = syllabus()
answers = st.lists(
    st.builds(
        lambda place, right, day, seconds, sure, exam: answer(
            place, right, day, seconds, sure=sure, exam=exam
        ),
        st.integers(0, 30),
        st.sampled_from([0.0, 0.5, 1.0]),
        st.floats(0, 60),
        st.sampled_from([2.0, 30.0, 300.0]),
        st.sampled_from(["", "sure", "unsure", "guess"]),
        st.booleans(),
    ),
    max_size=25,
)


def values(learner: Learner) -> list[object]:
    return learner.packed()


@given(answers, st.randoms())
def test_the_same_answers_make_the_same_learner_in_whatever_order_they_come(given, random) -> None:
    mixed = [*given]
    random.shuffle(mixed)
    assert values(fold(SYLLABUS, mixed)) == values(fold(SYLLABUS, given))


@given(answers, answers)
def test_taking_answers_one_by_one_is_as_good_as_folding_all(early, late) -> None:
    late = [one._replace(at=one.at + 61 * 86_400) for one in late]
    learner = fold(SYLLABUS, early)
    learner.take_all(sorted(late))
    assert values(learner) == values(fold(SYLLABUS, [*early, *late]))


@given(answers)
def test_a_learner_survives_its_snapshot(given) -> None:
    learner = fold(SYLLABUS, given)
    packed = msgspec.msgpack.decode(msgspec.msgpack.encode(learner.packed()))
    again = Learner.unpacked(SYLLABUS, packed)
    assert values(again) == values(learner)
    again.take(answer(1, 0.0, 99.0))
    assert values(again) != values(learner)


def test_a_copy_goes_its_own_way() -> None:
    learner = learned(answer(1))
    before = msgspec.msgpack.encode(learner.packed())
    other = learner.copy()
    other.take(answer(2, 0.0, 3.0))
    assert msgspec.msgpack.encode(learner.packed()) == before


def test_a_snapshot_of_other_banks_is_refused() -> None:
    with pytest.raises(ValueError, match="stability"):
        Learner.unpacked(syllabus(items=10), learned(answer(1)).packed())


def test_an_answer_to_a_key_that_was_changed_since_is_as_good_as_none() -> None:
    over = syllabus(prints=[7] * 240)
    for kept in (0, 7):
        learner = learned(answer(1, key_print=kept), over=over)
        assert learner.times[1] == 1
    learner = learned(answer(1, key_print=8), over=over)
    assert learner.times[1] == 0
    assert learner.ability.mean == learned(over=over).ability.mean
    again = learned(answer(1, key_print=8), answer(1, day=1.0, key_print=7), over=over)
    assert again.firsts[1] == 1


def test_items_of_no_bank_and_of_other_exams_do_not_move_ability() -> None:
    assert learned(answer(999)).ability.mean == learned().ability.mean
    over = syllabus()
    other = syllabus()
    object.__setattr__(other, "domains", bytes([NO_DOMAIN]) * len(over.names))
    learner = learned(answer(1), over=other)
    assert learner.ability.mean == learned().ability.mean
    assert learner.times[1] == 1
    assert 0.0 < learner.before(2, 20_001.0) < 1.0


def test_a_topic_that_goes_well_is_thought_to_be_known_better_than_its_domain() -> None:
    strong = learned(*[answer(12 * n, 1.0, n / 100) for n in range(10)])
    same_domain = [p for p in range(200, 240) if strong.syllabus.domains[p] == 0]
    inside = next(p for p in same_domain if strong.syllabus.topics[p] == 0)
    beside = next(p for p in same_domain if strong.syllabus.topics[p] != 0)
    assert strong.unseen(inside) > strong.unseen(beside) > learned().unseen(beside)


def test_harder_items_are_known_less() -> None:
    over = syllabus(difficulties=[AVERAGE + place / 240 for place in range(240)])
    learner = learned(over=over)
    assert learner.unseen(0) > learner.unseen(12) > learner.unseen(228)


def test_rapid_guesses_do_not_open_the_gate() -> None:
    assert learned(answer(0, seconds=RAPID - 1)).firsts == [0, 0, 0, 0]
    assert learned(answer(0), answer(0, day=2.0), answer(4)).firsts == [2, 0, 0, 0]


def test_a_mock_exam_teaches_nothing_but_every_answer_counts() -> None:
    practice, exam = learned(answer(0)), learned(answer(0, exam=True))
    assert practice.ability.mean[1] > exam.ability.mean[1] > learned().ability.mean[1]
    hasty = learned(answer(0, 0.0, seconds=1.0, exam=True))
    assert hasty.ability.mean[0] < learned().ability.mean[0]


def test_typing_the_right_number_says_more_than_choosing_it() -> None:
    typed = learned(answer(0), over=syllabus(guess=0.0))
    chosen = learned(answer(0), over=syllabus(guess=0.25))
    assert typed.ability.mean[0] > chosen.ability.mean[0]
    assert typed.stability[0] > chosen.stability[0]


def test_a_word_of_confidence_decides_what_is_kept() -> None:
    kept = {
        sure: learned(answer(0, sure=sure)).stability[0] for sure in ("guess", "unsure", "", "sure")
    }
    assert kept["guess"] < kept[""] < kept["sure"]
    assert kept["guess"] < kept["unsure"]


def test_pace_begins_with_that_of_the_exam_and_becomes_ones_own() -> None:
    fresh = learned()
    assert {*fresh.paces()} == {fresh.pace} == {fresh.syllabus.pace}
    slow = learned(*[answer(12 * n, seconds=150.0, day=n / 100) for n in range(20)])
    assert slow.syllabus.pace < slow.paces()[1] == slow.pace < slow.paces()[0] < 150.0
