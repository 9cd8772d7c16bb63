"""The order in which options are shown: fixed by the seed, fair, and giving nothing away."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.arrange import arrange, shuffled
from tests.factories import choice, match, multiple, numeric, order
from tests.strategies import items, seeds, size

WORDS = ("aspirin", "heparin", "insulin", "iron")


@pytest.mark.parametrize(
    ("count", "seed", "name", "shown"),
    [
        (4, 0, "demo/choice-1", (1, 3, 0, 2)),
        (4, 1, "demo/choice-1", (1, 2, 3, 0)),
        (4, 1, "demo/choice-2", (0, 3, 2, 1)),
        (5, 2**31 - 1, "pharmacy-law/law-0112", (4, 2, 3, 0, 1)),
        (9, 9131, "calculations/calc-0203", (0, 5, 2, 7, 6, 4, 1, 8, 3)),
        (1, 7, "demo/x", (0,)),
        (0, 7, "demo/x", ()),
    ],
)
def test_a_seed_gives_this_order_on_every_machine(count, seed, name, shown):
    assert shuffled(count, seed, name) == shown


def test_whole_items_keep_their_order_for_ever():
    assert [arrange(choice(*WORDS), seed) for seed in range(3)] == [
        (1, 3, 0, 2),
        (1, 2, 3, 0),
        (3, 1, 0, 2),
    ]
    assert arrange(order(), 5) == (0, 3, 1, 2)
    assert arrange(match(), 5) == (1, 2, 0)


@given(items(), seeds)
def test_every_line_is_shown_once_and_the_same_way_again(item, seed):
    shown = arrange(item, seed)
    assert sorted(shown) == list(range(size(item)))
    assert arrange(item, seed) == shown


@pytest.mark.parametrize("item", [choice(*WORDS), multiple(*WORDS)], ids=lambda item: item.kind)
def test_every_order_can_come_up_and_none_much_more_often(item):
    seen = Counter(arrange(item, seed) for seed in range(2400))
    assert set(seen) == set(permutations(range(4)))
    assert max(seen.values()) < 160
    assert min(seen.values()) > 50


def test_the_key_stands_in_each_place_equally_often():
    places = Counter(arrange(choice(*WORDS), seed).index(0) for seed in range(4000))
    assert all(880 < count < 1120 for count in places.values())


def test_two_items_of_one_quiz_are_shuffled_apart():
    first, second = choice(*WORDS, id="a"), choice(*WORDS, id="b")
    assert any(arrange(first, seed) != arrange(second, seed) for seed in range(5))


@pytest.mark.parametrize(
    "options",
    [
        ("5 mg", "10 mg", "50 mg", "500 mg"),
        ("$21.42", "$22.92", "$26.70"),
        ("-70", "-40", "-18", "-5"),
        ("-0.050", "0.000", "+0.020"),
        ("3 days", "2 weeks", "1 month"),
        ("after 5 minutes", "after 10 minutes"),
        ("0530", "0930", "1330"),
        ("11:00 a.m.", "7:00 p.m."),
    ],
)
def test_numbers_keep_the_order_they_were_written_in(options):
    assert {arrange(choice(*options), seed) for seed in range(50)} == {tuple(range(len(options)))}


def test_one_option_without_a_number_lets_them_be_shuffled():
    item = choice("5 mg", "10 mg", "as much as needed")
    assert len({arrange(item, seed) for seed in range(50)}) == 6


@pytest.mark.parametrize(
    "last",
    [
        "All of the above",
        "None of the above",
        "all of these",
        "All the above",
        "None of the above are correct",
        "NONE OF THESE",
        "Any of the above",
        "Both of these",
    ],
)
def test_all_of_the_above_stays_below_all(last):
    item = choice("aspirin", last, "heparin", "iron")
    shown = {arrange(item, seed) for seed in range(100)}
    assert {order[-1] for order in shown} == {1}
    assert len(shown) == 6


def test_numbers_keep_their_order_above_none_of_the_above():
    item = choice("5 mg", "50 mg", "500 mg", "None of the above")
    assert {arrange(item, seed) for seed in range(50)} == {(0, 1, 2, 3)}


@pytest.mark.parametrize(
    "naming",
    [
        "Both A and C",
        "both B and D.",
        "Neither A nor B",
        "A and C only",
        "A, B and C",
        "A, B, and D",
        "B or D",
        "Only A and B",
        "Options 1 and 2",
        "Choices 1, 2 and 3",
        "Both A and C are correct",
        "A and B are true",
        "Either B or D",
        "Answers A, C, and D only",
        "Choices 1, 2, 3, 4, 5, 6, 7, 8 and 9 are correct.",
    ],
)
def test_an_option_that_names_places_keeps_all_in_their_places(naming):
    item = choice("aspirin", "heparin", "iron", naming)
    assert {arrange(item, seed) for seed in range(50)} == {(0, 1, 2, 3)}


@pytest.mark.parametrize(
    "plain",
    [
        "Give both doses",
        "A nurse and a technician",
        "Only the pharmacist",
        "A",
        "Vitamin A and vitamin D",
        "The pharmacist signs all of them",
        "Hepatitis A and Bactrim",
        "Both " + "A " * 30 + "nurse",
        "Only when the pharmacist has signed for schedule A",
        "Both doses of hepatitis, the first and the second one of them, and then vitamin A and C",
    ],
)
def test_plain_words_do_not_stop_the_shuffling(plain):
    assert len({arrange(choice("aspirin", "iron", plain), seed) for seed in range(60)}) == 6


@pytest.mark.parametrize("line", ["Both " + "A " * 40 + "x", "A, " * 25, "only A " * 20_000])
def test_the_options_of_a_hostile_bank_are_arranged_at_once(line):
    assert sorted(arrange(choice("aspirin", "iron", line), 3)) == [0, 1, 2]


def test_a_number_too_long_to_be_an_amount_is_shuffled_like_a_word():
    item = choice("1" * 5000, "2" * 5000, "3" * 5000)
    assert len({arrange(item, seed) for seed in range(60)}) == 6


@given(st.sampled_from((order, match)), st.integers(3, 9), seeds)
def test_what_is_to_be_ordered_is_never_shown_solved(make, count, seed):
    lines = [f"step {chr(97 + n)}" for n in range(count)]
    item = order(*lines) if make is order else match(*((line, line) for line in lines))
    assert arrange(item, seed) != tuple(range(count))


@pytest.mark.parametrize("item", [order("a", "b", "c"), match()], ids=lambda item: item.kind)
def test_every_order_but_the_solution_can_come_up(item):
    shown = {arrange(item, seed) for seed in range(200)}
    assert shown == set(permutations(range(3))) - {(0, 1, 2)}


def test_steps_that_begin_with_numbers_are_shuffled_all_the_same():
    assert len({arrange(order("1 mL", "2 mL", "3 mL"), seed) for seed in range(100)}) == 5


def test_two_steps_can_only_be_shown_the_wrong_way_round():
    # Banks ask for three at least: two would always be solved by turning them round.
    assert {arrange(order("a", "b"), seed) for seed in range(20)} == {(1, 0)}


def test_a_typed_number_has_nothing_to_arrange():
    assert arrange(numeric(), 7) == ()


def test_a_number_with_options_keeps_its_order():
    item = choice("1:20", "1:200", "1:500", "1:2,000", answer="1/200")
    assert {arrange(item, seed) for seed in range(20)} == {(0, 1, 2, 3)}
