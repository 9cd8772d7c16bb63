"""Text of strangers cannot steer a terminal or hide what it says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.text import plural, printable, time_in_words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [b]text[/b]\n\tindented", "plain [b]text[/b]\n\tindented"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("\x9b31mred", "\ufffd31mred"),
        ("bell\x07 null\x00 delete\x7f", "bell\ufffd null\ufffd delete\ufffd"),
        ("over\rwritten\x08", "over\ufffdwritten\ufffd"),
        ("\u202ella\u202c", "\ufffdlla\ufffd"),
        ("\u2066a\u2069\u200e\u200f\u061c\ufeff", "\ufffda" + "\ufffd" * 5),
        ("one\u2028two\u2029three", "one\ufffdtwo\ufffdthree"),
        (
            "\u00b5g \u2192 \u00bd caf\u00e9 \u65e5\u672c",
            "\u00b5g \u2192 \u00bd caf\u00e9 \u65e5\u672c",
        ),
    ],
)
def test_what_steers_or_hides_is_replaced(text, shown):
    assert printable(text) == shown


@given(st.text())
def test_nothing_that_steers_is_left(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert all(unicodedata.category(char) != "Cc" or char in "\t\n" for char in shown)
    assert all(
        unicodedata.bidirectional(char) not in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"}
        for char in shown
    )
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 questions"), (1, "1 question"), (2, "2 questions"), (1250, "1,250 questions")],
)
def test_a_noun_follows_its_count(count, words):
    assert plural(count, "question") == words


def test_an_odd_plural_is_given():
    assert plural(1, "entry", "entries") == "1 entry"
    assert plural(3, "entry", "entries") == "3 entries"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-3, "0 s"),
        (0, "0 s"),
        (41.9, "41 s"),
        (60, "1 min"),
        (76, "1 min 16 s"),
        (3_900, "1 h 5 min"),
        (7_201, "2 h 1 s"),
    ],
)
def test_time_is_said_in_words(seconds: float, words: str) -> None:
    assert time_in_words(seconds) == words
