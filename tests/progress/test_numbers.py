"""Ids seen: each is new once, in whatever order they come."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from examprep.progress.numbers import Seen, note, place


@given(st.lists(st.integers(0, 30)))
def test_an_id_is_new_exactly_once(numbers: list[int]) -> None:
    seen: Seen = {}
    told = [note(seen, f"abc-{number}") for number in numbers]
    assert told == [number not in numbers[:turn] for turn, number in enumerate(numbers)]


@given(st.permutations(range(12)))
def test_the_order_leaves_no_trace(numbers: list[int]) -> None:
    seen: Seen = {}
    for number in numbers:
        note(seen, f"abc-{number}")
    assert seen == {"abc": [(0, 11)]}


@given(st.lists(st.integers(0, 40), unique=True))
def test_spans_are_sorted_with_gaps_between_them(numbers: list[int]) -> None:
    seen: Seen = {}
    for number in numbers:
        note(seen, f"abc-{number}")
    spans = seen.get("abc", [])
    assert all(first <= last for first, last in spans)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(spans))


def test_writers_do_not_disturb_each_other() -> None:
    seen: Seen = {}
    assert note(seen, "abc-1")
    assert note(seen, "xyz-1")
    assert not note(seen, "abc-1")


def test_an_id_of_another_form_is_a_writer_of_its_own() -> None:
    assert place("abc-12") == ("abc", 12)
    assert place("abc-12~5f1c2a90") == ("abc-12~5f1c2a90", 0)
    assert place("by hand") == ("by hand", 0)
    assert place("abc-" + "9" * 16) == ("abc-" + "9" * 16, 0)
