"""The shipped calculations: what they ask, what their steps claim, who agrees with their keys."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest

from examprep.banks.item import Item
from examprep.banks.reader import read_bank
from examprep.banks.variants import as_choice, template_of, variant
from examprep.calculations.proving import prove
from examprep.calculations.slips import SLIPS
from examprep.places import shipped_banks
from tests.calculations.arithmetic import count_claims, false_claims

FOLDER = Path(__file__).parents[1] / "calculations" / "solvers"
AREAS = sorted(
    path.stem for path in FOLDER.glob("*.py") if path.stem not in {"__init__", "reading"}
)
BANK, _ = read_bank(shipped_banks() / "calculations")
TEMPLATES = {item.id: item for item in BANK.items if item.recipe}
SOLVERS: dict[str, Callable[[str], Fraction]] = {}
for area in AREAS:
    SOLVERS |= import_module(f"tests.calculations.solvers.{area}").SOLVERS
QUICK, MANY = 20, 1_000


def lines(made: Item) -> list[str]:
    chain = [made.chain.text] if made.chain else []
    return [*made.steps, *made.proportion, *chain]


def disputes(item: Item, count: int) -> list[tuple[str, Fraction, str]]:
    """Give the drawn questions on which the solver, who reads only the stem, disagrees."""
    solve, found = SOLVERS[item.id], []
    for seed in range(count):
        made = variant(item, seed)
        answer = solve(made.stem)
        if answer != Fraction(made.answer):
            found.append((made.stem, answer, made.answer))
    return found


def test_there_are_at_least_eighty_and_each_has_its_solver():
    assert len(TEMPLATES) >= 80
    assert set(SOLVERS) == set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_independent_solver_agrees(name):
    assert disputes(TEMPLATES[name], QUICK) == []


@pytest.mark.torture
@pytest.mark.parametrize("name", TEMPLATES)
def test_an_independent_solver_agrees_on_a_thousand(name):
    assert disputes(TEMPLATES[name], MANY) == []


@pytest.mark.torture
@pytest.mark.parametrize("name", TEMPLATES)
def test_two_hundred_variants_have_nothing_wrong(name):
    template, faults = template_of(TEMPLATES[name])
    assert faults == []
    assert prove(template, 200).findings == ()


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_equation_of_the_worked_steps_is_true(name):
    made = [variant(TEMPLATES[name], seed) for seed in range(QUICK)]
    assert [claim for one in made for line in lines(one) for claim in false_claims(line)] == []


def test_most_steps_can_be_recomputed():
    claims = [sum(map(count_claims, lines(variant(item, 1)))) for item in TEMPLATES.values()]
    assert sum(count > 0 for count in claims) >= 0.8 * len(claims)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_what_a_learner_needs(name):
    item, made = TEMPLATES[name], variant(TEMPLATES[name], 3)
    assert len(item.mistakes) >= 3
    assert {mistake.kind for mistake in item.mistakes} <= set(SLIPS)
    assert item.sources
    assert item.verified
    assert item.areas
    assert made.steps
    assert made.explanation
    assert "{" not in " ".join([made.stem, *lines(made), made.explanation])


@pytest.mark.parametrize("name", TEMPLATES)
def test_four_options_stand_in_order_and_one_is_the_key(name):
    for seed in range(QUICK):
        made = as_choice(TEMPLATES[name], seed)
        texts = [option.text for option in made.options]
        assert len(set(texts)) == 4
        assert sum(option.key for option in made.options) == 1
        assert all(option.why for option in made.options)


def test_keys_of_the_four_option_form_stand_at_every_place():
    places = [as_choice(item, seed).keys[0] for item in TEMPLATES.values() for seed in range(QUICK)]
    shares = [places.count(place) / len(places) for place in range(4)]
    assert all(0.15 <= share <= 0.35 for share in shares), shares


def test_every_kind_of_calculation_of_the_outlines_has_a_template():
    topics = {item.topic for item in TEMPLATES.values()}
    assert topics == set(BANK.bank.topics or {})


def test_the_example_for_authors_has_nothing_wrong(tmp_path):
    text = (FOLDER.parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = [block.partition("```")[0] for block in text.split("```toml\n")[1:]]
    head = blocks[0].replace("refills", "iv-rates")
    example = next(block for block in blocks if "[item.given]" in block)
    path = tmp_path / "bank.toml"
    path.write_text(f"{head}\n{example}", encoding="utf-8")
    bank, problems = read_bank(path)
    assert problems == []
    template, faults = template_of(bank.items[0])
    assert faults == []
    assert prove(template, 300).findings == ()
