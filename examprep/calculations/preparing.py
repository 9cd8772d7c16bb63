"""Makes a template ready: reads its formulas, checks its units, splits its texts, names faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from examprep.calculations.chain import Chain, chain_of
from examprep.calculations.formula import COMPARISONS, Call, Node, Operation, Sign
from examprep.calculations.given import Source, source_of
from examprep.calculations.meaning import value_of
from examprep.calculations.numbers import FORMATS
from examprep.calculations.recipe import Let, Writing, WrittenMistake
from examprep.calculations.scope import RESULT, Known, Scope, Text, read_in, text_of, texts_in
from examprep.calculations.template import Slip, Step, Template, Texts
from examprep.calculations.units import Dims, atoms, in_words, unit_of
from examprep.errors import BadFormula
from examprep.words import msg, tr

SEVERAL = msg("the mistake is {kind}, and the givens have several units for it: give it a `unit`")
MOST_CHARACTERS = 4_000
"""Of all formulas of one template; real ones have some 500."""
MOST_GIVENS, MOST_LETS, MOST_REQUIRES, MOST_MISTAKES = 20, 20, 20, 12
TAKEN = ("answer", "exact")
RESERVED = frozenset({*TAKEN, RESULT})
Place = tuple[str | int, ...]
T = TypeVar("T")


def size_of(node: Node) -> int:
    """Count the parts of a formula."""
    match node:
        case Operation(left=left, right=right):
            return 1 + size_of(left) + size_of(right)
        case Call(of=of):
            return 1 + sum(map(size_of, of))
        case Sign(of=inner):
            return 1 + size_of(inner)
    return 1


@dataclass(slots=True)
class _Preparing:
    """One template being made ready; every fault is kept with the place it stands at."""

    writing: Writing
    scope: Scope = field(default_factory=dict)
    faults: list[tuple[Place, str]] = field(default_factory=list)

    def attempt(self, place: Place, work: Callable[[], T]) -> T | None:
        """Do a part of the work; a fault is noted and gives None."""
        try:
            return work()
        except BadFormula as error:
            self.faults.append((place, str(error)))
            return None

    def name(self, name: str, known: Known) -> None:
        """Let a name stand for something.

        Raises:
            BadFormula: it is taken already.
        """
        if name in self.scope or name in RESERVED:
            raise BadFormula(tr("the name {name!r} is taken", name=name))
        self.scope[name] = known

    def source(self, place: int) -> Source:
        """Make a given ready and its names known."""
        given = self.writing.recipe.given[place]
        source = source_of(given)
        for column in source.columns:
            known = Known(column.dims, column.unit, column.show, is_text=column.is_text)
            self.name(column.name, known)
        if given.show and given.show not in FORMATS:
            raise BadFormula(tr("`show` is one of {formats}", formats=", ".join(FORMATS)))
        return source

    def let(self, one: Let) -> Step:
        """Read an intermediate value and make its name known."""
        node, dims = read_in(one.value, self.scope)
        _no_comparison(node)
        unit = unit_of(one.unit)
        if (one.unit or one.round is not None) and unit.dims != dims:
            raise BadFormula(
                tr(
                    "{name} is {kind}, its unit {unit}",
                    name=one.name,
                    kind=in_words(dims),
                    unit=in_words(unit.dims),
                )
            )
        self.name(one.name, Known(dims, one.unit))
        return Step(one.name, value_of(node), size_of(node), unit.factor, one.round)

    def answer(self) -> Step:
        """Read the answer's formula; it and its exact value get names."""
        writing, unit = self.writing, unit_of(self.writing.unit)
        node, dims = read_in(writing.answer, self.scope)
        _no_comparison(node)
        if dims != unit.dims:
            raise BadFormula(
                tr(
                    "the answer is {kind}, the unit {unit}",
                    kind=in_words(dims),
                    unit=in_words(unit.dims),
                )
            )
        for name in TAKEN:
            self.scope[name] = Known(dims, writing.unit, writing.show, rounding=writing.rounding)
        return Step("answer", value_of(node), size_of(node), unit.factor)

    def require(self, text: str) -> Step:
        """Read a requirement."""
        node, _ = read_in(text, self.scope)
        if not isinstance(node, Operation) or node.sign not in COMPARISONS:
            raise BadFormula(tr("a requirement compares two values: answer >= 1[mL]"))
        return Step("", value_of(node), size_of(node))

    def slip(self, mistake: WrittenMistake) -> Slip:
        """Read a mistake; its number is in its own unit, or as near to the answer's as it gets."""
        node, dims = read_in(mistake.answer, self.scope)
        _no_comparison(node)
        own = unit_of(mistake.unit)
        if mistake.unit and own.dims != dims:
            raise BadFormula(
                tr(
                    "the mistake is {kind}, its unit {unit}",
                    kind=in_words(dims),
                    unit=in_words(own.dims),
                )
            )
        factor = own.factor if mistake.unit else self.nearest(dims)
        step = Step("", value_of(node), size_of(node), factor)
        return Slip(step, text_of(mistake.why, self.scope), mistake.kind)

    def nearest(self, dims: Dims) -> Fraction:
        """Give the factor of the unit that fits dimensions, built of the answer's own units.

        What the answer's unit does not have is taken as the givens have it.

        Raises:
            BadFormula: the givens have it in several units.
        """
        wanted = unit_of(self.writing.unit)
        if dims == wanted.dims:
            return wanted.factor
        own = _factors([self.writing.unit])
        others = _factors(known.unit for known in self.scope.values() if known.unit)
        total = Fraction(1)
        for dimension, power in dims:
            found = own.get(dimension) or others.get(dimension) or {Fraction(1)}
            if len(found) > 1:
                raise BadFormula(tr(SEVERAL, kind=in_words(dims)))
            total *= next(iter(found)) ** power
        return total

    def chain(self) -> Chain | None:
        """Read the chain of factors, if there is one."""
        recipe = self.writing.recipe
        return chain_of(recipe.chain, self.writing.unit, self.scope) if recipe.chain else None


def _factors(units: Iterable[str]) -> dict[str, set[Fraction]]:
    """Give for each dimension the sizes of the simple units that stand for it."""
    found: dict[str, set[Fraction]] = {}
    for unit in units:
        for _, name in atoms(unit) if unit else ():
            for dimension, _ in unit_of(name).dims[:1]:
                found.setdefault(dimension, set()).add(unit_of(name).factor)
    return found


def _no_comparison(node: Node) -> None:
    if isinstance(node, Operation) and node.sign in COMPARISONS:
        raise BadFormula(tr("a comparison has no amount"))


def prepared(writing: Writing) -> tuple[Template | None, list[tuple[Place, str]]]:
    """Make a template ready, or say at which places of its item what is wrong."""
    recipe, making = writing.recipe, _Preparing(writing)
    _count(making)
    if making.faults:
        return None, making.faults
    sources = _each(making, "given", recipe.given, making.source)
    if making.faults:  # what follows would only repeat them
        return None, making.faults
    lets = _each(making, "let", recipe.let, lambda n: making.let(recipe.let[n]))
    answer = making.attempt(("answer",), making.answer)
    if making.faults:  # what follows would only repeat them
        return None, making.faults
    requires = _each(making, "require", recipe.require, lambda n: making.require(recipe.require[n]))
    slips = _each(making, "mistake", writing.mistakes, lambda n: making.slip(writing.mistakes[n]))
    texts = _texts(making)
    chain = making.attempt(("chain",), making.chain)
    if making.faults or answer is None or texts is None:
        return None, making.faults
    return Template(writing, sources, lets, requires, answer, slips, texts, chain), []


def _each(
    making: _Preparing, place: str, parts: tuple[object, ...], work: Callable[[int], T]
) -> tuple[T, ...]:
    """Do the same for every part of a list; faults are placed by name or number."""
    found = []
    for number, part in enumerate(parts):
        name = getattr(part, "name", None)
        where = (place, number if name is None else str(name))
        made = making.attempt(where, lambda number=number: work(number))  # type: ignore[misc]
        if made is not None:
            found.append(made)
    return tuple(found)


def _count(making: _Preparing) -> None:
    recipe = making.writing.recipe
    counted = (
        ("given", recipe.given, MOST_GIVENS),
        ("let", recipe.let, MOST_LETS),
        ("require", recipe.require, MOST_REQUIRES),
        ("mistake", making.writing.mistakes, MOST_MISTAKES),
    )
    for name, parts, most in counted:
        if len(parts) > most:
            making.faults.append(((name,), tr("a template has at most {most} of these", most=most)))
    if sum(map(len, _formulas(making.writing))) > MOST_CHARACTERS:
        words = tr(
            "the formulas of a template have more than {most:,} characters together",
            most=MOST_CHARACTERS,
        )
        making.faults.append((("answer",), words))
    if making.writing.show and making.writing.show not in FORMATS:
        making.faults.append(
            (("show",), tr("`show` is one of {formats}", formats=", ".join(FORMATS)))
        )


def _formulas(writing: Writing) -> Iterator[str]:
    recipe = writing.recipe
    yield writing.answer
    yield from (let.value for let in recipe.let)
    yield from (*recipe.require, *recipe.chain)
    yield from (mistake.answer for mistake in writing.mistakes)
    for text in (writing.stem, *writing.steps, *recipe.proportion, writing.explanation):
        yield from texts_in(text)
    for mistake in writing.mistakes:
        yield from texts_in(mistake.why)


def _texts(making: _Preparing) -> Texts | None:
    writing, recipe = making.writing, making.writing.recipe

    def _text(place: Place, text: str) -> Text:
        return making.attempt(place, lambda: text_of(text, making.scope)) or Text(())

    return Texts(
        _text(("stem",), writing.stem),
        tuple(_text(("steps", n), text) for n, text in enumerate(writing.steps)),
        tuple(_text(("proportion", n), text) for n, text in enumerate(recipe.proportion)),
        _text(("explanation",), writing.explanation),
    )
