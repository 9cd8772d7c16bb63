"""Flaws of wording are found, and honest items are left in peace."""

from __future__ import annotations

import pytest

from examprep.banks.item import Item, Option
from examprep.banks.wording import MOST_WORDS, readings


def item(stem: str, *texts: str, kind: str = "choice") -> Item:
    options = tuple(Option(text, key=not number) for number, text in enumerate(texts))
    return Item("demo", "one", "all", stem, kind=kind, options=options)  # type: ignore[arg-type]


def told(one: Item) -> list[str]:
    return [message for message, _ in readings(one)]


def test_a_sentence_too_long_to_be_read_at_once_is_named():
    words = " ".join(["word"] * (MOST_WORDS + 1))
    assert told(item(f"Short one. {words}?", "a", "b")) == [
        f"a sentence of the stem has {MOST_WORDS + 1} words"
    ]
    halves = " ".join(["word"] * MOST_WORDS)
    assert told(item(f"{halves}. {halves}: {halves}?", "a", "b")) == []


def test_an_option_within_another_is_named():
    texts = ("Refrigerate it", "Refrigerate it and protect it from light", "Freeze it", "Shake it")
    assert told(item("What is done?", *texts)) == ["option 1 is part of option 2"]
    assert told(item("What is done?", *texts, kind="multiple")) == []
    apart = ("Refrigerate it", "Refrigerate it overnight", "Freeze it", "Shake it")
    assert told(item("What is done?", *apart)) == []


@pytest.mark.parametrize(
    ("texts", "flaws"),
    [
        (("2 to 8 days", "6 to 10 days", "11 to 14 days", "15 days"), 1),
        (("2 to 8 days", "8 to 10 days", "10 to 14 days", "15 to 20 days"), 0),
        (("2 to 8 C", "2 to 8 F", "20 to 25 C", "15 to 30 C"), 1),
        (("2-8 C", "20-25 C", "36-46 F", "68-77 F"), 0),
        (("34560-7891-05", "03456-7891-05", "3456-7891-005", "3456-07891-05"), 0),
    ],
)
def test_ranges_that_overlap_are_named(texts: tuple[str, ...], flaws: int):
    found = told(item("How long?", *texts))
    assert len(found) == flaws
    assert all("overlap" in message for message in found)


def test_a_verb_that_fits_only_some_options_is_named():
    assert told(item("The parts of the label are", "a name", "its lot and date")) == [
        "the stem ends in 'are', which does not fit every option"
    ]
    assert told(item("The part of the label is:", "a name", "its lot and date")) == []
