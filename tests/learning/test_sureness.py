"""Words for how sure one was, held against what was right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning.sureness import LEAST_ANSWERS, WORDS, Sureness, sureness, wilson
from tests.learning.worlds import answer


@pytest.mark.parametrize(
    ("right", "answers", "reach", "low", "high"),
    [
        (0, 10, 1.96, 0.0, 0.27754),  # z^2 / (n + z^2)
        (10, 10, 1.96, 0.72246, 1.0),
        (5, 10, 1.96, 0.23659, 0.76341),
        # middle 0.882125 / 1.16425, half 1.2816 times the root of 0.0201063 / 1.16425
        (8, 10, 1.2816, 0.60159, 0.91376),
    ],
)
def test_the_interval_is_wilsons(right, answers, reach, low, high) -> None:
    assert wilson(right, answers, reach) == pytest.approx((low, high), abs=1e-4)


def test_without_answers_anything_is_possible() -> None:
    assert wilson(0.0, 0) == (0.0, 1.0)


@given(st.integers(1, 500), st.floats(0, 1))
def test_the_interval_holds_the_share_and_shrinks_with_more_answers(answers, share) -> None:
    low, high = wilson(share * answers, answers)
    more = wilson(share * answers * 4, answers * 4)
    assert 0.0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1.0
    assert more[1] - more[0] < high - low


@pytest.mark.parametrize(
    ("word", "answers", "right", "verdict"),
    [
        ("sure", 100, 68, "over-sure"),
        ("sure", 100, 92, "well judged"),
        ("sure", 100, 100, "well judged"),
        ("sure", 10, 8, "not clear yet"),
        ("unsure", 50, 15, "over-sure"),
        ("unsure", 50, 33, "well judged"),
        ("unsure", 50, 49, "under-sure"),
        ("guess", 40, 10, "well judged"),
        ("guess", 40, 0, "well judged"),
        ("guess", 40, 30, "under-sure"),
        ("guess", 12, 6, "not clear yet"),
        ("", 100, 50, ""),
        ("sure", LEAST_ANSWERS - 1, 0, ""),
        ("sure", 0, 0, ""),
    ],
)
def test_a_verdict_needs_an_interval_outside_of_what_the_word_promises(
    word, answers, right, verdict
) -> None:
    assert Sureness(word, answers, right).verdict == verdict


def test_answers_are_summed_up_by_their_word() -> None:
    found = sureness(
        [
            answer(1, 1.0, sure="sure"),
            answer(2, 0.5, sure="sure"),
            answer(3, 0.0, sure="guess"),
            answer(4, 1.0),
            answer(5, 1.0, sure="who knows"),
        ]
    )
    assert [(one.word, one.answers, one.right) for one in found] == [
        ("sure", 2, 1.5),
        ("unsure", 0, 0.0),
        ("guess", 1, 0.0),
        ("", 2, 2.0),
    ]
    assert [one.share for one in found] == [0.75, None, 0.0, 1.0]


@given(
    st.lists(
        st.builds(answer, st.integers(0, 9), st.floats(0, 1), sure=st.sampled_from(WORDS)),
        max_size=60,
    )
)
def test_no_answer_is_lost_and_nothing_is_said_too_early(entries) -> None:
    found = sureness(entries)
    assert sum(one.answers for one in found) == len(entries)
    assert all(one.verdict == "" for one in found if one.answers < LEAST_ANSWERS)
