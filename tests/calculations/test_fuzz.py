"""Formulas and templates of strangers: each is read, or refused by our own fault, never worse.

`fuzzed` is shared with the benchmark that shows how long the worst of them takes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

import pytest

from examprep.calculations.formula import FUNCTIONS
from examprep.calculations.preparing import prepared
from examprep.calculations.recipe import Given, Let, Recipe, Writing, WrittenMistake
from examprep.calculations.template import Template
from examprep.errors import BadFormula

COUNT = 10_000
_PIECES = (
    *"0123456789.+-*/^()[],<>=! {}:'\"\\\n\t_abnx", "volume", "time", "answer", "exact", "[mL]",
    "[mg/5 mL]", "[m2]", "99999999999", "0.000001", "^ 12", "^ -12", "1/3", *FUNCTIONS, "\u0661",
)  # fmt: skip
_UNITS = ("", "mL", "h", "mL/h", "mg/5 mL", "%", "% w/v", "days", "$", "nonsense", "/", "mL//h")
_SHOWS = ("", "", "", "clock", "date", "ratio", "roman", "words", "nonsense")


def _soup(chance: random.Random) -> str:
    return "".join(chance.choice(_PIECES) for _ in range(chance.randint(0, 60)))


_LEAVES = ("volume", "time", "7", "0.125", "99999999999999999999", "0", "(volume / 3)")
_FORMS = ("({} + {})", "({} - {})", "({} * {})", "({} / {})", "max({}, {})", "mod({}, {})")
_TAILS = ("", "", "", "", " ^ 12", " ^ -3")


def _sound(chance: random.Random, depth: int = 0) -> str:
    """Give a formula of plain numbers that may well be right, and heavy."""
    if depth > 4 or chance.random() < 0.2:
        return chance.choice(_LEAVES)
    inner = chance.choice(_FORMS).format(_sound(chance, depth + 1), _sound(chance, depth + 1))
    return (
        chance.choice(("", "", "", "sqrt", "abs", "floor")) + f"({inner})" + chance.choice(_TAILS)
    )


def formula(chance: random.Random) -> str:
    """Give a formula: soup, sound, or sound with a piece changed."""
    text = _sound(chance) if chance.random() < 0.6 else _soup(chance)
    if text and chance.random() < 0.3:
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice(_PIECES) + text[place + 1 :]
    return text


def _number(chance: random.Random) -> str:
    return chance.choice(("0", "1", "250", "-3", "1/3", "0.1", "1e9", "9" * 30, "x", "12.5"))


def _given(chance: random.Random, name: str) -> Given:
    kind = chance.random()
    if kind < 0.5:
        pick = tuple(_number(chance) for _ in range(chance.randint(1, 4)))
        return Given(name, pick, unit=chance.choice(_UNITS), show=chance.choice(_SHOWS))
    if kind < 0.8:
        start, stop, step = (_number(chance) for _ in range(3))
        return Given(name, start=start, stop=stop, step=step, unit=chance.choice(_UNITS))
    rows = tuple((_number(chance), _number(chance)) for _ in range(chance.randint(1, 3)))
    return Given(name, columns=(name, f"{name}_b"), units=("", chance.choice(_UNITS)), rows=rows)


def _text(chance: random.Random) -> str:
    return " ".join(
        chance.choice(("Give", f"{{{formula(chance)}}}", "{volume}", "{volume:mL:1}", "{", "}"))
        for _ in range(chance.randint(0, 4))
    )


def _wild(chance: random.Random) -> Writing:
    """Give a template in which anything may be wrong."""
    many = chance.randint(0, 4)
    recipe = Recipe(
        tuple(_given(chance, name) for name in ("volume", "time")),
        tuple(Let(f"l{n}", formula(chance), chance.choice(_UNITS), n) for n in range(many)),
        tuple(f"{formula(chance)} < {formula(chance)}" for _ in range(chance.randint(0, 20))),
        tuple(formula(chance) for _ in range(chance.randint(0, 2))),
        (_text(chance),),
    )
    mistakes = tuple(WrittenMistake(formula(chance), _text(chance)) for _ in range(many))
    return Writing(
        "x/y", _text(chance), formula(chance), chance.choice(_UNITS), chance.randint(0, 9),
        chance.choice(("", "down", "up", "syringe")), chance.choice(_SHOWS), (_text(chance),),
        mistakes, "", recipe,
    )  # fmt: skip


def _heavy(chance: random.Random) -> Writing:
    """Give a template that can be read, and asks for as much work as it may."""
    recipe = Recipe(
        tuple(Given(name, ("0", "1/3", "7", "99999999999")) for name in ("volume", "time")),
        tuple(Let(f"l{n}", _sound(chance)) for n in range(chance.randint(0, 6))),
        tuple(f"{_sound(chance)} != {_sound(chance)}" for _ in range(chance.randint(0, 20))),
    )
    mistakes = tuple(WrittenMistake(_sound(chance)) for _ in range(chance.randint(0, 6)))
    return Writing(
        "x/y", "{volume} {time}", _sound(chance), mistakes=mistakes, round=chance.randint(0, 9),
        steps=("{result} {volume / 7} {exact:ratio}",), recipe=recipe,
    )  # fmt: skip


def writing(chance: random.Random) -> Writing:
    """Give a template of a stranger."""
    return _heavy(chance) if chance.random() < 0.6 else _wild(chance)


def fuzzed(count: int, seed: int) -> Iterator[Writing]:
    """Give so many templates of strangers."""
    chance = random.Random(seed)
    for _ in range(count):
        yield writing(chance)


def read_and_draw(wrote: Writing) -> Template | None:
    """Do all that opening and asking a stranger's template does."""
    made, _ = prepared(wrote)
    if made is not None:
        with suppress(BadFormula):
            drawn = made.variant(7)
            assert isinstance(drawn.key, Fraction)
    return made


def _run(count: int, seed: int) -> int:
    return sum(read_and_draw(wrote) is not None for wrote in fuzzed(count, seed))


def test_templates_of_strangers_are_read_or_refused():
    assert _run(400, 1) > 0


@pytest.mark.torture
def test_ten_thousand_templates_of_strangers():
    assert _run(COUNT, 2) > COUNT / 100
