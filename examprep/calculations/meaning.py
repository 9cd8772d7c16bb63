"""What a formula means: the dimensions it has, and its exact value for some givens.

Dimensions are checked once, when a template is read; values are then plain fractions in base
units, so that drawing a variant costs microseconds.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

from examprep.calculations.formula import (
    COMPARISONS,
    Call,
    Name,
    Node,
    Number,
    One,
    Operation,
    Sign,
)
from examprep.calculations.numbers import MOST_PLACES, decimal_places, round_half_up
from examprep.calculations.units import Dims, in_words, multiplied
from examprep.errors import BadFormula
from examprep.words import tr

Values = Mapping[str, Fraction]
Value = Callable[[Values], Fraction]
MOST_BITS = 320
"""No number on the way may be longer: some 96 digits, above or below the line."""
MOST_POWER = 12
_ROOT_SCALE = 10**24


# --- dimensions ---------------------------------------------------------------------------


def dims_of(node: Node, known: Mapping[str, Dims]) -> Dims:
    """Give the dimensions of a formula, given those of its names.

    Raises:
        BadFormula: a name is unknown, or unlike things are added, compared or rounded.
    """
    match node:
        case Number():
            return ()
        case One():
            return node.unit.dims
        case Name(name=name):
            if name not in known:
                raise BadFormula(
                    tr(
                        "there is no given or value named {name!r}{meant}",
                        name=name,
                        meant=_meant(name, known),
                    )
                )
            return known[name]
        case Sign(of=inner):
            return dims_of(inner, known)
        case Operation():
            return _of_operation(node, known)
        case Call():
            return _of_call(node, known)


def _meant(name: str, known: Mapping[str, Dims]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), n=1)
    return tr("; did you mean {near!r}?", near=near[0]) if near else ""


def _of_operation(node: Operation, known: Mapping[str, Dims]) -> Dims:
    left, right = dims_of(node.left, known), dims_of(node.right, known)
    if node.sign == "*":
        return multiplied(left, right)
    if node.sign == "/":
        return multiplied(left, right, -1)
    if node.sign == "^":
        by = _power(node)
        return tuple((name, power * by) for name, power in left if by)
    _alike(node.sign, (node.left, left), (node.right, right))
    return () if node.sign in COMPARISONS else left


def _power(node: Operation) -> int:
    power = int(node.right.value) if isinstance(node.right, Number) else 0
    if abs(power) > MOST_POWER:
        raise BadFormula(tr("a power is above {most}", most=MOST_POWER))
    return power


def _alike(what: str, *sides: tuple[Node, Dims]) -> None:
    """Refuse to add, compare or round unlike things; a bare 0 is like anything."""
    kinds = [dims for node, dims in sides if node != Number(Fraction(0))]
    for dims in kinds[1:]:
        if dims != kinds[0]:
            words = tr("{one} and {other}", one=in_words(kinds[0]), other=in_words(dims))
            raise BadFormula(
                tr("the units do not agree at {what!r}: {words}", what=what, words=words)
            )


def _of_call(node: Call, known: Mapping[str, Dims]) -> Dims:
    kinds = [dims_of(part, known) for part in node.of]
    if node.name in _SAME:
        _alike(node.name, *zip(node.of, kinds, strict=True))
        return kinds[0]
    unit = len(node.of) == _with_unit(node.name)
    if kinds[0] != (kinds[-1] if unit else ()):
        raise BadFormula(
            tr(
                "{name} takes a plain number: name its unit, as in round(x, 1, [kg])",
                name=node.name,
            )
        )
    if node.name == "round" and not isinstance(node.of[1], Number):
        raise BadFormula(tr("round takes the number of decimals as a plain number"))
    return () if node.name == "places" else kinds[0]


_SAME = frozenset({"abs", "min", "max", "mod"})


def _with_unit(name: str) -> int:
    """Give how many arguments a rounding function has when the last one is a unit."""
    return {"round": 3, "floor": 2, "ceil": 2, "places": 2}.get(name, 0)


# --- values -------------------------------------------------------------------------------


def held(value: Fraction) -> Fraction:
    """Give a value back if it is of a length that can be worked with.

    Raises:
        BadFormula: it has more than 320 bits above or below the line.
    """
    if value.numerator.bit_length() > MOST_BITS or value.denominator.bit_length() > MOST_BITS:
        raise BadFormula(tr("a number on the way is too long"))
    return value


def value_of(node: Node) -> Value:
    """Turn a formula whose dimensions agree into a function of its names' values.

    The function raises BadFormula for a division by zero, a root of a negative number or a
    number that is too long. A comparison gives 1 where it holds, else 0.
    """
    match node:
        case Number(value=value):
            return lambda _: value
        case One(unit=unit):
            factor = unit.factor
            return lambda _: factor
        case Name(name=name):
            return operator.itemgetter(name)
        case Sign(of=inner):
            positive = value_of(inner)
            return lambda values: -positive(values)
        case Operation():
            return _operated(node)
        case Call():
            return _called(node)


def _divided(left: Fraction, right: Fraction) -> Fraction:
    if not right:
        raise BadFormula(tr("a division by zero"))
    return left / right


def _raised(base: Fraction, power: Fraction) -> Fraction:
    if not base and power < 0:
        raise BadFormula(tr("a division by zero"))
    if max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(power) > MOST_BITS:
        raise BadFormula(tr("a number on the way is too long"))
    return Fraction(base ** int(power))


_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divided,
    "^": _raised,
}
_COMPARED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


def _operated(node: Operation) -> Value:
    left, right = value_of(node.left), value_of(node.right)
    if node.sign in _COMPARED:
        compare = _COMPARED[node.sign]
        return lambda values: Fraction(compare(left(values), right(values)))
    act = _ARITHMETIC[node.sign]
    return lambda values: held(act(left(values), right(values)))


def root(value: Fraction) -> Fraction:
    """Give the square root: exact where it is a fraction, else cut at 24 decimals.

    Raises:
        BadFormula: the value is negative.
    """
    if value < 0:
        raise BadFormula(tr("a root of a negative number"))
    above, below = math.isqrt(value.numerator), math.isqrt(value.denominator)
    if above * above == value.numerator and below * below == value.denominator:
        return Fraction(above, below)
    return Fraction(
        math.isqrt(value.numerator * _ROOT_SCALE * _ROOT_SCALE // value.denominator), _ROOT_SCALE
    )


def _rest(value: Fraction, by: Fraction) -> Fraction:
    if not by:
        raise BadFormula(tr("a division by zero"))
    return value % by


def _rounding(name: str, parts: list[Value]) -> Value:
    """Round in a unit, where one stands last, or a plain number."""
    first = parts[0]
    unit = parts[-1] if len(parts) == _with_unit(name) else (lambda _: Fraction(1))
    if name == "places":
        return lambda values: Fraction(decimal_places(_divided(first(values), unit(values))))
    if name == "round":
        decimals = parts[1]
        return lambda values: (
            round_half_up(_divided(first(values), unit(values)), _places(decimals(values)))
            * unit(values)
        )
    whole = math.floor if name == "floor" else math.ceil
    return lambda values: whole(_divided(first(values), unit(values))) * unit(values)


def _places(value: Fraction) -> int:
    if value.denominator != 1 or not 0 <= value <= MOST_PLACES:
        raise BadFormula(tr("round takes 0 to {most} decimals", most=MOST_PLACES))
    return int(value)


_PLAIN: dict[str, Callable[..., Fraction]] = {
    "abs": abs,
    "sqrt": root,
    "mod": _rest,
    "min": min,
    "max": max,
}


def _called(node: Call) -> Value:
    parts = [value_of(part) for part in node.of]
    if node.name not in _PLAIN:
        return _rounding(node.name, parts)
    act = _PLAIN[node.name]
    return lambda values: act(*[part(values) for part in parts])
