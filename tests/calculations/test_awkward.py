"""How awkward numbers are, and which of several draws a level gets."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.calculations.awkward import MOST_FIGURES, awkwardness, figures, fitting_seed
from examprep.calculations.recipe import Given
from examprep.calculations.template import Template
from examprep.errors import BadFormula
from tests.calculations.making import template
from tests.strategies import seeds

SEEDS = range(40)
DRIP = template()
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)


def of_seed(made: Template, seed: int) -> int:
    return awkwardness(made, made.variant(seed))


def one(**given_: str) -> Template:
    """Make a template with one given and itself as the answer."""
    unit, show = given_.pop("unit", ""), given_.pop("show", "")
    value = Given("value", (given_.pop("pick"),), unit=unit, show=show)
    parts = {"answer": "value", "unit": unit, "show": show, "stem": "How much is {value}?"}
    return template(given=(value,), **parts)


@pytest.mark.parametrize(
    ("number", "count"),
    [
        ("0", 1),
        ("5", 1),
        ("500", 1),
        ("250", 2),
        ("0.05", 1),
        ("0.125", 3),
        ("1.05", 3),
        ("-40", 1),
        ("12345.678", 4),
        ("1/3", 4),
        ("200/3", 4),
        ("1/2", 1),
    ],
)
def test_significant_figures_are_counted_up_to_four(number: str, count: int):
    assert figures(Fraction(number)) == count


@given(st.fractions())
def test_figures_depend_neither_on_sign_nor_on_the_decimal_point(number: Fraction):
    assert 1 <= figures(number) <= MOST_FIGURES
    assert figures(number) == figures(-number) == figures(number * 1000) == figures(number / 10)


def test_givens_and_the_answer_before_rounding_are_added_up():
    made = template(
        given=(
            Given("volume", ("435",), unit="mL"),
            Given("time", ("3.5",), unit="h"),
            Given("set", ("20",), unit="gtt/mL"),
        )
    )
    # 435, 3.5, 20, and 41.428571... gtt/min, which is rounded to 41
    assert of_seed(made, 1) == 3 + 2 + 1 + 4


def test_a_number_counts_as_it_is_written_not_as_it_is_reckoned_with():
    assert of_seed(one(pick="250", unit="mL"), 1) == of_seed(one(pick="250", unit="g"), 1) == 4


def test_words_and_dates_count_nothing_and_a_time_of_day_its_hours():
    words = Given("patient", ("A child", "An adult"), words=True)
    number = Given("value", ("25",))
    with_words = template(answer="value", given=(words, number), stem="{patient} gets {value}.")
    assert of_seed(with_words, 1) == 4
    assert of_seed(one(pick="739000", show="date"), 1) == 0
    nine, quarter = one(pick="540", show="clock"), one(pick="585", show="clock")
    assert (of_seed(nine, 1), of_seed(quarter, 1)) == (1 + 1, 3 + 3)


def test_of_a_ratio_strength_its_parts_count():
    value = Given("value", ("1000",))
    made = template(given=(value,), answer="1 / value", show="ratio", stem="Of {value}?")
    assert of_seed(made, 1) == 1 + 1


def test_every_column_of_a_table_counts():
    table = Given(
        "",
        columns=("drug", "dose", "weight"),
        units=("", "mg/kg", "kg"),
        rows=(("A", "1.25", "7"),),
    )
    made = template(
        given=(table,), answer="dose * weight", unit="mg", stem="{drug} {dose} {weight}"
    )
    assert of_seed(made, 1) == 3 + 1 + 3


def test_level_0_takes_the_roundest_numbers_and_level_1_the_most_awkward():
    all_of_them = [of_seed(DRIP, seed) for seed in SEEDS]
    assert len(set(all_of_them)) > 3
    assert of_seed(DRIP, fitting_seed(DRIP, SEEDS, 0.0)) == min(all_of_them)
    assert of_seed(DRIP, fitting_seed(DRIP, SEEDS, 1.0)) == max(all_of_them)


@pytest.mark.parametrize(
    ("count", "level", "place"),
    [
        (2, 0.49, 0),
        (2, 0.5, 1),
        (3, 0.24, 0),
        (3, 0.25, 1),
        (3, 0.75, 2),
        (5, 0.6, 2),
        (5, 0.65, 3),
    ],
)
def test_the_nearest_place_in_the_order_is_taken(count: int, level: float, place: int):
    drawn = SEEDS[:count]
    ranked = sorted(drawn, key=lambda seed: of_seed(DRIP, seed))
    assert fitting_seed(DRIP, drawn, level) == ranked[place]


@given(st.lists(seeds, min_size=1, max_size=6, unique=True))
def test_a_higher_level_is_never_rounder(drawn: list[int]):
    found = [of_seed(DRIP, fitting_seed(DRIP, drawn, level)) for level in LEVELS]
    assert found == sorted(found)
    assert {fitting_seed(DRIP, drawn, level) for level in LEVELS} <= set(drawn)


@given(st.lists(seeds, min_size=1, max_size=6, unique=True), st.sampled_from(LEVELS))
def test_the_same_seeds_and_level_give_the_same_one(drawn: list[int], level: float):
    assert fitting_seed(DRIP, drawn, level) == fitting_seed(template(), drawn, level)


def test_a_question_asked_already_is_left_out_where_there_is_another():
    first, second = fitting_seed(DRIP, SEEDS[:2], 0.0), fitting_seed(DRIP, SEEDS[:2], 1.0)
    asked = {DRIP.variant(first).stem}
    assert fitting_seed(DRIP, SEEDS[:2], 0.0, asked) == second
    assert fitting_seed(DRIP, [first], 0.0, asked) == first


def test_a_seed_without_a_variant_is_passed_over_and_none_at_all_is_said():
    even = template(require=("volume > 250[mL]",))
    assert fitting_seed(even, SEEDS[:5], 0.0) in SEEDS
    never = template(require=("volume > 5000[mL]",))
    with pytest.raises(BadFormula, match="no draw meets"):
        fitting_seed(never, SEEDS[:5], 0.5)
