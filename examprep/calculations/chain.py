"""Dimensional analysis on one line: factors whose units cancel until the asked unit is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from examprep.calculations.formula import Name, Node, Number, One, Operation, read_formula
from examprep.calculations.meaning import Values
from examprep.calculations.numbers import amount_text
from examprep.calculations.recipe import Line, Span
from examprep.calculations.scope import Scope
from examprep.calculations.units import atoms, singular, spelled, unit_of
from examprep.errors import BadFormula
from examprep.words import tr

MOST_FACTORS = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """One amount above or below the line of a factor: how to get it, and its unit."""

    amount: Callable[[Values], Fraction]
    unit: str


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of the chain: pieces above and below."""

    above: tuple[Piece, ...]
    below: tuple[Piece, ...]

    def pieces(self) -> Iterator[tuple[bool, int, Piece]]:
        """Give every piece with whether it stands below, and its place there."""
        yield from ((False, place, piece) for place, piece in enumerate(self.above))
        yield from ((True, place, piece) for place, piece in enumerate(self.below))


def _always(value: Fraction) -> Callable[[Values], Fraction]:
    return lambda _: value


def _pieces(unit: str, amount: Callable[[Values], Fraction]) -> Factor:
    """Split an amount in a unit such as `mg/5 mL` into what stands above and below."""
    if not unit:
        return Factor((Piece(amount, ""),), ())
    (_, first), *rest = atoms(unit)
    below = tuple(Piece(_always(count), name) for count, name in rest)
    return Factor((Piece(amount, first),), below)


def _factor(node: Node, scope: Scope) -> Factor:
    match node:
        case Name(name=name) if name in scope and not scope[name].is_text:
            return _pieces(scope[name].unit, _in_unit(name, scope[name].unit))
        case Number(value=value):
            return _pieces("", _always(value))
        case One(text=text):
            return _pieces(text, _always(Fraction(1)))
        case Operation(sign="*", left=Number(value=value), right=One(text=text)):
            return _pieces(text, _always(value))
        case Operation(sign="/", left=left, right=right):
            upper, lower = _factor(left, scope), _factor(right, scope)
            return Factor(upper.above + lower.below, upper.below + lower.above)
    raise BadFormula(tr("a factor is a name, an amount such as 60[min], or one over another"))


def _in_unit(name: str, unit: str) -> Callable[[Values], Fraction]:
    by = unit_of(unit).factor
    return lambda values: values[name] / by


@dataclass(frozen=True, slots=True)
class Chain:
    """A checked chain; `unit` is what is left when everything has cancelled."""

    factors: tuple[Factor, ...]
    unit: str
    cancelled: frozenset[tuple[int, bool, int]]
    """Which pieces' units cancel: number of the factor, whether below, place."""
    words: str

    def product(self, values: Values) -> Fraction:
        """Multiply the factors out, in the asked unit."""
        total = Fraction(1)
        for factor in self.factors:
            for piece in factor.above:
                total *= piece.amount(values)
            for piece in factor.below:
                under = piece.amount(values)
                if not under:
                    raise BadFormula(tr("a division by zero in the chain"))
                total /= under
        return total

    def line(self, values: Values, result: str) -> Line:
        """Write the chain with the values of one variant, and what comes out of it."""
        text, struck = "", []  # type: tuple[str, list[Span]]
        for number, factor in enumerate(self.factors):
            opening, closing = "()" if factor.below and len(self.factors) > 1 else ("", "")
            text += (" \u00d7 " if number else "") + opening
            for below, place, piece in factor.pieces():
                text += _joint(below, place)
                shown = amount_text(piece.amount(values), piece.unit)
                if (number, below, place) in self.cancelled:
                    struck.append(_unit_span(shown, piece.unit, len(text)))
                text += shown
            text += closing
        return Line(f"{text} = {result}", tuple(struck))


def _joint(below: bool, place: int) -> str:  # noqa: FBT001 - a piece's own two marks
    if below:
        return " / "
    return " \u00d7 " if place else ""


def _unit_span(shown: str, unit: str, start: int) -> Span:
    """Find the unit in an amount that begins at `start`."""
    if unit == "$":
        return start, start + 1
    name = unit if shown.endswith(unit) else singular(unit)
    return start + len(shown) - len(name), start + len(shown)


def chain_of(factors: tuple[str, ...], unit: str, scope: Scope) -> Chain:
    """Read a chain and let its units cancel.

    Args:
        factors: formulas; one that begins with `/` is divided by.
        unit: the unit that must be left.
        scope: what the names stand for.

    Raises:
        BadFormula: a factor is not understood, or another unit is left.
    """
    if len(factors) > MOST_FACTORS:
        raise BadFormula(tr("a chain has more than {most} factors", most=MOST_FACTORS))
    read = tuple(_read(text, scope) for text in factors)
    cancelled, above, below = _cancel(read)
    if (above, below) != _left(unit):
        left = "/".join([" \u00b7 ".join(above.elements()) or "1", *below.elements()])
        raise BadFormula(
            tr(
                "the units of the chain cancel to {left}, not to {unit}",
                left=left,
                unit=unit or tr("none"),
            )
        )
    gone = sorted({_at(read, place).unit for place in cancelled})
    return Chain(read, unit, frozenset(cancelled), _words(gone, unit))


def _left(unit: str) -> tuple[Counter[str], Counter[str]]:
    """Give what must be left above and below."""
    names = [name for _, name in atoms(unit)] if unit else []
    return Counter(names[:1]), Counter(names[1:])


def _read(text: str, scope: Scope) -> Factor:
    """Read one factor; a slash before it turns it over."""
    bare = text.lstrip()
    found = _factor(read_formula(bare.removeprefix("/")), scope)
    if not bare.startswith("/"):
        return found
    return Factor(found.below or (Piece(_always(Fraction(1)), ""),), found.above)


def _words(gone: list[str], unit: str) -> str:
    left = spelled(unit) or tr("a plain number")
    return (
        tr("{gone} cancel out; the answer is in {left}", gone=", ".join(gone), left=left)
        if gone
        else ""
    )


Spot = tuple[int, bool, int]


def _at(factors: tuple[Factor, ...], spot: Spot) -> Piece:
    number, below, place = spot
    return (factors[number].below if below else factors[number].above)[place]


def _cancel(factors: tuple[Factor, ...]) -> tuple[set[Spot], Counter[str], Counter[str]]:
    """Pair each unit above with the same one below; give the pairs and what is left."""
    spots: dict[bool, dict[str, list[Spot]]] = {False: {}, True: {}}
    for number, factor in enumerate(factors):
        for below, place, piece in factor.pieces():
            if piece.unit:
                spots[below].setdefault(piece.unit, []).append((number, below, place))
    cancelled: set[Spot] = set()
    left: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for unit in sorted({*spots[False], *spots[True]}):
        above, under = spots[False].get(unit, []), spots[True].get(unit, [])
        pairs = min(len(above), len(under))
        cancelled |= {*above[:pairs], *under[:pairs]}
        left[False][unit], left[True][unit] = len(above) - pairs, len(under) - pairs
    return cancelled, +left[False], +left[True]


def values_of(drawn: Mapping[str, Fraction | str]) -> dict[str, Fraction]:
    """Give the values that are numbers."""
    return {name: value for name, value in drawn.items() if isinstance(value, Fraction)}
