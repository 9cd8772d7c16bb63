"""One variant of a template as an item of its own: numbers filled in, ready to ask and grade."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from examprep.banks.item import Item, Mistake, Option, undrawable
from examprep.calculations.asked import Asked
from examprep.calculations.options import options_of
from examprep.calculations.preparing import Place, prepared
from examprep.calculations.recipe import Writing, WrittenMistake
from examprep.calculations.template import Template, Variant, Wrong
from examprep.calculations.units import spelled
from examprep.errors import BadFormula


def writing_of(item: Item) -> Writing:
    """Give the parts of a template that calculations know of.

    Raises:
        ValueError: the item is no template.
    """
    if item.recipe is None:
        raise ValueError(f"{item.name} is no template")
    mistakes = tuple(WrittenMistake(m.answer, m.why, m.kind, m.unit) for m in item.mistakes)
    return Writing(
        item.name, item.stem, item.answer, item.unit, item.round, item.rounding, item.show,
        item.steps, mistakes, item.explanation, item.recipe,
    )  # fmt: skip


@lru_cache(maxsize=256)
def _prepared(writing: Writing) -> tuple[Template | None, list[tuple[Place, str]]]:
    return prepared(writing)


def template_of(item: Item) -> tuple[Template | None, list[tuple[Place, str]]]:
    """Give an item's template made ready, or what is wrong with it, by place in the item."""
    return _prepared(writing_of(item))


def variant(item: Item, seed: int) -> Item:
    """Give the item to ask for a seed: a fixed one as it is, a template with its numbers.

    One that gives no numbers is stood in for by an item that can only be passed over.
    """
    if item.recipe is None:
        return item
    template, _ = template_of(item)
    try:
        return _filled(item, template.variant(seed)) if template else undrawable(item)
    except BadFormula:
        return undrawable(item)


def _filled(item: Item, drawn: Variant) -> Item:
    return replace(
        item,
        stem=drawn.stem,
        answer=str(drawn.key),
        exact=str(drawn.exact),
        steps=drawn.steps,
        proportion=drawn.proportion,
        chain=drawn.chain,
        cancels=drawn.cancels,
        explanation=drawn.explanation,
        mistakes=tuple(
            [
                Mistake(str(one.number), one.why, one.kind, "", str(one.exact))
                for one in drawn.mistakes
            ]
        ),
        recipe=None,
    )


def as_choice(item: Item, seed: int) -> Item:
    """Give a variant, or a numeric item, as a mock exam asks it: with four options."""
    made = variant(item, seed)
    if made.kind != "numeric":
        return made
    why = " ".join(made.steps[-1:]) or made.explanation
    options = tuple(
        Option(one.text, one.why, one.key) for one in options_of(asked_of(made), seed, why)
    )
    return replace(made, kind="choice", options=options)


def asked_of(item: Item) -> Asked:
    """Give what a numeric item, or a variant, wants typed."""
    exact = Fraction(item.exact) if item.exact else None
    wrong = tuple(
        Wrong(Fraction(one.answer), Fraction(one.exact or one.answer), one.why, one.kind)
        for one in item.mistakes
    )
    return Asked(
        Fraction(item.answer), exact, item.unit, item.round, item.rounding, item.show, wrong
    )


def unit_words(item: Item) -> str:
    """Say beside an empty answer what it is given in: a unit, or a way to write it."""
    ways = {"date": "month/day", "clock": "24-hour time", "ratio": "as 1:n"}
    return ways.get(item.show) or spelled(item.unit)


def how_to_type(item: Item) -> str:
    """Say how the answer of a numeric item is typed."""
    ways = {
        "date": "Type the date, such as 3/14 or March 14.",
        "clock": "Type the time in 24-hour form, such as 0930.",
        "ratio": "Type the ratio strength, such as 1:1000.",
    }
    return ways.get(item.show, "Type the number, with its unit if you like.")


def answer_text(item: Item) -> str:
    """Write the answer of a numeric item, with its unit."""
    return asked_of(item).text(Fraction(item.answer))


def wrong_numbers(item: Item) -> dict[str, list[str]]:
    """Give each believable wrong number of a numeric item, as it is written, with its causes."""
    asked, found = asked_of(item), dict[str, list[str]]()
    for wrong in asked.wrong:
        if asked.believable(wrong.number):
            found.setdefault(asked.text(wrong.number), []).append(wrong.why)
    return found
