"""Questions asked twice are grouped, those with differing keys first."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from examprep.banks.twins import twin_groups
from tests.banks.conftest import ItemMaker

STEM = "A technician at the counter gets a prescription for {} written on March 3 with refills."


def test_the_same_question_with_its_options_in_another_order_is_a_twin(
    make_item: ItemMaker,
) -> None:
    item = make_item()
    twin = replace(item, id="s-2", options=item.options[::-1])
    (group,) = twin_groups([item, twin])
    assert [one.name for one in group.twins] == ["sample/s-0001", "sample/s-2"]
    assert (group.likeness, group.keys_differ) == (100.0, False)


def test_twins_with_another_key_come_first_although_less_alike(make_item: ItemMaker) -> None:
    same = make_item(stem="Which glove goes on first, and which one is never washed at all?")
    old = make_item(stem=STEM.format("zolpidem"))
    new = make_item(
        stem=STEM.format("zaleplon"),
        options=("*One more week", "Five refills", "No refill", "Two refills"),
    )
    first, second = twin_groups([same, replace(same, id="twin"), old, replace(new, id="new")])
    assert [twin.key for twin in first.twins] == ["Five refills", "One more week"]
    assert (first.keys_differ, second.keys_differ) == (True, False)
    assert first.likeness < second.likeness


def test_a_long_stem_with_other_options_is_a_twin_too(make_item: ItemMaker) -> None:
    one = make_item(stem=STEM.format("zolpidem"))
    other = make_item(
        stem=STEM.format("zolpidem"),
        options=("*The counter", "A whole year of it", "Nothing whatever", "Half of them"),
    )
    short = make_item(stem="Which one?")
    also = make_item(stem="Which one?", options=("*Red", "Blue gloves and gowns", "A hat", "Nine"))
    (group,) = twin_groups([one, replace(other, id="o"), short, replace(also, id="p")])
    assert group.keys_differ
    assert [twin.place for twin in group.twins] == [0, 1]


def test_keys_that_differ_in_signs_and_case_only_are_the_same(make_item: ItemMaker) -> None:
    one = make_item(options=("One", "*Five refills.", "Two", "Three"))
    other = make_item(options=("One", "Two", "*five  refills", "Three"))
    (group,) = twin_groups([one, replace(other, id="o")])
    assert not group.keys_differ
    more = make_item(options=("One", "Five refills", "*Two", "Three"))
    (group,) = twin_groups([one, replace(other, id="o"), replace(more, id="m")])
    assert (len(group.twins), group.keys_differ) == (3, True)


@given(st.lists(st.sampled_from(["zolpidem", "gown", "record"]), max_size=6))
def test_every_item_stands_in_one_group_at_most(words: list[str]) -> None:
    from examprep.banks.item import Item

    items = [Item("b", str(n), "t", STEM.format(word)) for n, word in enumerate(words)]
    places = [twin.place for group in twin_groups(items) for twin in group.twins]
    assert len(places) == len(set(places))
    assert {n for n, word in enumerate(words) if words.count(word) > 1} <= set(places)
