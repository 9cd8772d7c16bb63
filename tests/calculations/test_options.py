"""A number as four options: never two alike, in numeric order, made from mistakes."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.calculations.asked import Asked
from examprep.calculations.options import options_of
from examprep.calculations.proving import asked_by, prove
from examprep.calculations.recipe import WrittenMistake
from examprep.calculations.template import Wrong
from tests.calculations.making import template


def wrong(*numbers: str) -> tuple[Wrong, ...]:
    return tuple(Wrong(Fraction(n), Fraction(n), f"About {n}.", "sum") for n in numbers)


amounts = st.decimals("0.1", 5000, places=1).map(Fraction)


@given(amounts, st.lists(amounts, max_size=8), st.integers(0, 999))
def test_four_different_options_in_numeric_order(key, others, seed):
    wrongs = tuple(Wrong(n, n, "Why.", "") for n in others if n != key)
    made = options_of(Asked(key, key, "mL", 1, wrong=wrongs), seed)
    assert len(made) == 4
    assert len({option.text for option in made}) == 4
    assert [option.number for option in made] == sorted(option.number for option in made)
    assert [option.number for option in made if option.key] == [key]
    named = {one.number for one in wrongs if one.number > 0}
    filled = [option for option in made if not option.key and option.number not in named]
    assert max(0, 3 - len(named)) <= len(filled) <= max(0, 3 - len(named)) + 1


def test_distractors_come_with_the_mistake_that_leads_to_them():
    drip = Asked(Fraction(31), None, "gtt/min", wrong=wrong("2", "125", "1875"))
    made = next(made for made in (options_of(drip, seed) for seed in range(40)) if made[1].key)
    assert [option.text for option in made] == [
        "2 gtt/min",
        "31 gtt/min",
        "125 gtt/min",
        "1,875 gtt/min",
    ]
    assert [option.why for option in made if not option.key] == [
        "About 2.",
        "About 125.",
        "About 1875.",
    ]


def test_no_option_is_nothing_or_less():
    made = options_of(Asked(Fraction(5), None, "mL", wrong=wrong("0", "-3", "7")), 1)
    assert all(option.number > 0 for option in made)


@pytest.mark.parametrize(("show", "unit", "key"), [("date", "days", 739_700), ("clock", "min", 30)])
def test_dates_and_times_have_options_too(show, unit, key):
    made = options_of(Asked(Fraction(key), None, unit, show=show), 4)
    assert len({option.text for option in made}) == 4


def test_the_key_stands_at_every_place():
    numbers = wrong("1", "2", "3", "20", "30", "40")
    places = Counter(
        [o.key for o in options_of(Asked(Fraction(10), None, "mL", wrong=numbers), seed)].index(
            True
        )
        for seed in range(400)
    )
    assert set(places) == {0, 1, 2, 3}
    assert min(places.values()) > 60


def findings(count: int = 60, **parts: object) -> list[str]:
    return [message for message, _ in prove(template(**parts), count).findings]


def test_a_sound_template_has_no_findings_but_its_few_variants():
    assert findings() == ["only about 153 variants"]
    assert findings(few="A small classic.") == []


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"mistakes": ()}, "fewer than 3 named mistakes"),
        ({"steps": ("That is all.",)}, "the last step does not show the answer"),
        ({"stem": "Through {set} over {time}?"}, "the given volume does not show in the stem"),
        ({"require": ("answer > 45[gtt/min]",)}, "of the draws meet the requirements"),
        ({"require": ("answer > 9000[gtt/min]",)}, "no draw meets"),
        ({"chain": ("volume", "set", "1[h] / 61[min]", "/time")}, "the chain does not come to"),
        ({"answer": "0 * volume * set / time", "unit": "gtt/min"}, "can be 0 or less"),
        (
            {"mistakes": (WrittenMistake("-1 * volume / time", unit="mL/h"),) * 3},
            "0 or less in most",
        ),
    ],
)
def test_drawing_shows_what_reading_can_not(parts, words):
    assert any(words in message for message in findings(**parts))


@given(st.integers(0, 10**6))
def test_every_variant_gives_four_options(seed):
    made = template()
    drawn = made.variant(seed)
    options = options_of(asked_by(made.writing, drawn), seed)
    assert len({option.text for option in options}) == 4
    assert sum(option.key for option in options) == 1
