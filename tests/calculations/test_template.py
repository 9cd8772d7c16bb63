"""Templates: the same seed gives the same variant; what does not fit is never drawn."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.calculations.recipe import Given, WrittenMistake
from examprep.calculations.template import MOST_WORK
from examprep.errors import BadFormula
from tests.calculations.making import DROPS, TIME, VOLUME, faults, let, template

seeds = st.integers(0, 2**31 - 1)


def test_a_seed_gives_this_very_variant_for_ever():
    """Recorded answers hang on it: if this fails, drawing has changed."""
    made = template().variant(9131)
    assert made.stem == "Infuse 250 mL over 8.5 h through 15 gtt/mL. How many gtt/min?"
    assert (made.key, made.exact) == (7, Fraction(125, 17))
    assert made.steps == ("250 mL \u00d7 15 gtt/mL / 510 min = 7.3529 gtt/min, rounded 7 gtt/min",)


@given(seeds)
def test_the_same_seed_gives_the_same_variant(seed):
    assert template().variant(seed) == template().variant(seed)


@given(seeds)
def test_every_draw_meets_its_requirements_and_no_mistake_is_the_key(seed):
    made = template(require=("answer >= 20[gtt/min]", "volume / time < 200[mL/h]")).variant(seed)
    assert made.key >= 20
    assert made.values["volume"] / made.values["time"] < Fraction(200, 60)
    assert all(wrong.number != made.key for wrong in made.mistakes)


def test_all_givens_come_up():
    made = [template().variant(seed) for seed in range(300)]
    assert {one.values["volume"] for one in made} == {250, 500, 1000}
    # With 60 gtt/mL drops per minute are mL per hour, which is one of the mistakes.
    assert {one.values["set"] for one in made} == {10, 15, 20}
    assert len({one.values["time"] for one in made}) == 17


def test_a_mistake_without_a_unit_of_its_own_is_as_near_to_the_answers_as_can_be():
    made = template(mistakes=(WrittenMistake("volume / time"),)).variant(3)
    assert made.mistakes[0].exact == made.values["volume"] / made.values["time"]


def test_rows_keep_together_what_belongs_together():
    product = Given(
        "product", columns=("drug", "strength"), units=("", "mg/5 mL"),
        rows=(("amoxicillin", "250"), ("cefdinir", "125")),
    )  # fmt: skip
    made = template(
        given=(product, Given("dose", ("100", "200"), unit="mg")),
        stem="{dose} of {drug} {strength}",
        answer="dose / strength",
        unit="mL",
    )
    for seed in range(20):
        drawn = made.variant(seed)
        assert ("amoxicillin" in drawn.stem) == ("250 mg/5 mL" in drawn.stem)
        assert drawn.exact in {2, 4, Fraction(4), Fraction(8)}


def test_values_on_the_way_are_rounded_where_they_say_so():
    weight = Given("weight", ("50",), unit="lb")
    plain = template(
        given=(weight,), answer="kg", unit="kg", let=(let("kg", "weight / 2.2[lb/kg]"),)
    )
    rough = template(
        given=(weight,), answer="kg", unit="kg", let=(let("kg", "weight / 2.2[lb/kg]", "kg", 1),)
    )
    assert plain.variant(1).exact == Fraction(500, 22)
    assert rough.variant(1).exact == Fraction("22.7")


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("{time}", "90 min"),
        ("{time:h}", "1.5 h"),
        ("{time:h:0}", "2 h"),
        ("{time:value}", "90"),
        ("{time:clock}", "0130"),
        ("{2 * time:h}", "3 h"),
        ("{who} and {who}", "Ann and Ann"),
        ("{answer}", "1.5 h"),
        ("{exact} {result}", "1.5 h 1.5 h"),
        ("no braces", "no braces"),
    ],
)
def test_texts_are_filled(stem, text):
    givens = (Given("time", ("90",), unit="min"), Given("who", ("Ann",), words=True))
    made = template(given=givens, stem=stem, answer="time", unit="h", round=1).variant(0)
    assert made.stem == text


FAULTS = [
    ({"answer": "volume * time", "unit": "mL/h"}, ("answer",), "the answer is time·volume"),
    ({"answer": "volume / times", "unit": "mL/h"}, ("answer",), "named 'times'"),
    ({"answer": "volume < time"}, ("answer",), "do not agree"),
    ({"answer": "volume", "unit": "jugs"}, ("answer",), "unknown unit"),
    ({"stem": "{volume"}, ("stem",), "no partner"),
    ({"stem": "{volume:kg}"}, ("stem",), "name a unit that fits"),
    ({"stem": "{volume:}"}, ("stem",), "nothing stands behind"),
    ({"stem": "{}"}, ("stem",), "empty"),
    ({"stem": "{volume / time}"}, ("stem",), "name a unit"),
    ({"steps": ("fine", "{nobody}")}, ("steps", 1), "named 'nobody'"),
    ({"require": ("answer",)}, ("require", 0), "compares two values"),
    ({"require": ("answer > 1",)}, ("require", 0), "do not agree"),
    ({"let": (let("volume", "1"),)}, ("let", "volume"), "taken"),
    ({"let": (let("exact", "1"),)}, ("let", "exact"), "taken"),
    ({"let": (let("kg", "volume", "kg"),)}, ("let", "kg"), "its unit mass"),
    ({"chain": ("volume", "/time")}, ("chain",), "cancel to mL/h, not to gtt/min"),
    ({"chain": ("volume + volume",)}, ("chain",), "a factor is"),
    (
        {"mistakes": (WrittenMistake("volume / 0"), WrittenMistake("x"))},
        ("mistake", 1),
        "named 'x'",
    ),
    ({"mistakes": (WrittenMistake("volume", unit="h"),)}, ("mistake", 0), "its unit time"),
    (
        {
            "given": (Given("dose", ("250",), unit="mg"), Given("stock", ("1",), unit="g")),
            "answer": "dose / stock",
            "mistakes": (WrittenMistake("stock"),),
        },
        ("mistake", 0),
        "several units for it: give it a `unit`",
    ),
    ({"show": "upside-down"}, ("show",), "one of value"),
    ({"given": (Given("volume", start="9", stop="1"),)}, ("given", "volume"), "goes up"),
    ({"given": (Given("volume", start="1", stop="9", step="0"),)}, ("given", "volume"), "goes up"),
    ({"given": (Given("v", start="0", stop="999999"),)}, ("given", "v"), "more than 100,000"),
    ({"given": (Given("v", ("1/0",)),)}, ("given", "v"), "no exact number"),
    ({"given": (Given("v", ("1",), unit="quarks"),)}, ("given", "v"), "unknown unit"),
]


@pytest.mark.parametrize(("parts", "place", "words"), FAULTS)
def test_each_fault_has_its_place(parts, place, words):
    found = faults(**parts)
    assert place in [where for where, _ in found]
    assert words in dict(found)[place]


def test_no_numbers_that_fit_is_said_and_costs_no_more_than_its_share():
    never = template(require=("answer > 9000[gtt/min]",))
    with pytest.raises(BadFormula, match="no draw meets"):
        never.variant(1)
    drawn = {"volume": Fraction(500), "time": Fraction(240), "set": Fraction(20)}
    fits, spent = never.tried(drawn)
    assert fits is None
    assert 0 < spent < MOST_WORK


def test_a_division_by_zero_only_passes_a_draw_over():
    made = template(given=(Given("n", ("0", "4")),), answer="8 / n", stem="{n}")
    assert {made.variant(seed).exact for seed in range(10)} == {2}


def test_a_chain_cancels_its_units_and_says_so():
    made = template(chain=("volume", "set", "1[h] / 60[min]", "/time")).variant(9131)
    assert made.chain.text == (
        "250 mL \u00d7 (15 gtt / 1 mL) \u00d7 (1 h / 60 min) \u00d7 (1 / 8.5 h)"
        " = 7.3529 gtt/min, rounded 7 gtt/min"
    )
    assert [made.chain.text[a:b] for a, b in made.chain.struck] == ["mL", "mL", "h", "h"]
    assert made.cancels == "h, mL cancel out; the answer is in gtt/min"


@given(seeds)
def test_what_a_chain_strikes_out_comes_in_pairs(seed):
    made = template(chain=("volume", "set", "1[h] / 60[min]", "/time")).variant(seed)
    struck = sorted(made.chain.text[a:b] for a, b in made.chain.struck)
    assert struck == ["h", "h", "mL", "mL"]


def test_a_chain_of_counted_things_strikes_singular_names():
    made = template(
        given=(
            Given("sig", ("2",), unit="tablets/doses"),
            Given("often", ("3",), unit="doses/days"),
            Given("supply", ("7",), unit="days"),
        ),
        stem="{sig} {often} {supply}", answer="sig * often * supply", unit="tablets",
        chain=("sig", "often", "supply"),
    ).variant(0)  # fmt: skip
    assert (
        made.chain.text
        == "(2 tablets / 1 dose) \u00d7 (3 doses / 1 day) \u00d7 7 days = 42 tablets"
    )
    assert [made.chain.text[a:b] for a, b in made.chain.struck] == ["dose", "doses", "day", "days"]


def test_the_givens_used_here_have_not_changed():
    assert (VOLUME.pick, TIME.stop, DROPS.pick) == (
        ("250", "500", "1000"), "12", ("10", "15", "20", "60"),
    )  # fmt: skip
